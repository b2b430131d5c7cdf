"""Quantities: the quick search, by how they begin, finds them all."""

from hypothesis import given, strategies as st

from smarthandle_results._breaking import quantities

PARTS = st.sampled_from("0129０９Ａｚ．％一二百分之点第约￥-+~≥<× x*/:–kmMhNoUSDRENCYr.元个公里小时年代 a中")


@given(st.text(PARTS, max_size=30))
def test_looking_for_the_first_two_characters_misses_nothing(text: str) -> None:
    """Looking for the first two characters finds the quantities that the whole pattern finds."""
    matches = quantities._compile_quantity("").finditer(text)  # noqa: SLF001
    expected = {offset for match in matches for offset in range(match.start() + 1, match.end())}
    assert expected == quantities.find_offsets_inside_quantities(text)
