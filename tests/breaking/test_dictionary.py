"""Words by what they cost: the likeliest way to cut a text."""

from collections.abc import Iterator

from hypothesis import given, strategies as st

from smarthandle_results._breaking.dictionary import cut_words


def list_cuts(text: str) -> Iterator[list[str]]:
    """Yield every way to cut a text."""
    if not text:
        yield []
    for end in range(1, len(text) + 1):
        yield from ([text[:end], *rest] for rest in list_cuts(text[end:]))


@given(st.text("ab", max_size=7), st.dictionaries(st.text("ab", min_size=1, max_size=4), st.integers(0, 9)))
def test_no_other_cut_costs_less(text: str, costs: dict[str, int]) -> None:
    """Of all ways to cut a text into listed words and single characters, the one that is found costs least."""
    listed = (cut for cut in list_cuts(text) if all(word in costs or not word[1:] for word in cut))
    words = cut_words(text, costs, 5)
    assert text == "".join(words)
    assert min(sum(costs.get(word, 5) for word in cut) for cut in listed) == sum(costs.get(word, 5) for word in words)
