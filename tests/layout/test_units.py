"""Many texts at once: the units of each are found, rated and measured as they would be alone."""

from helpers.quality import read_corpus
from hypothesis import given, strategies as st

from smarthandle_results import PROFILES, Cue, shape
from smarthandle_results._breaking.characters import Characters
from smarthandle_results._breaking.cut_points import find_cut_points
from smarthandle_results._layout.units import find_units
from smarthandle_results._text import is_blank

ODD = st.sampled_from(
    [
        *("“你好”", "‘x’", "“", "”", "(", ")", "，", "。", "- ", "—"),
        *("  ", "\u3000", "\xa0", "\t", "\u200b", "\u0301", "e\u0301", "👩\u200d💻", "🇨🇳🇺🇸"),
        *("3 km", "5 万 元", "100 000", "１２", "22, 2026 ", "点", "一天", "时候", "的"),
        *(
            "a",
            "Mr. ",
            "http://a.b/c?d=e",
            "W" * 60,
            "⁰\U000e0067",
            "❤️",
            "🏻🏻",
            "好" * 30,
            "क्षि",
            "אב-ג",
            "가나 다",
            "カタカナ",
        ),
    ]
)
ANY = st.one_of(
    st.sampled_from([text for name in ("zh", "en", "ja", "ko", "mixed") for text in read_corpus(name)[::20]]),
    st.lists(ODD, min_size=1, max_size=12).map("".join),
)
TEXTS = ANY.map(str.strip).filter(lambda text: not is_blank(text))


@given(st.lists(TEXTS, min_size=1, max_size=8))
def test_each_line_has_its_own_cut_points(texts: list[str]) -> None:
    """Nothing in one line decides anything in another."""
    expected: list[tuple[int, int]] = []
    at = 0
    for text in texts:
        expected += [(at + end, at + start) for end, start in zip(*find_cut_points(Characters(text)), strict=True)]
        at += len(text) + 1
    assert expected == list(zip(*find_cut_points(Characters("\n".join(texts))), strict=True))


@given(st.lists(TEXTS, min_size=1, max_size=8), st.sampled_from(["netflix-zh", "netflix-en", "netflix-ja"]))
def test_each_text_has_its_own_units(texts: list[str], profile: str) -> None:
    """Units, widths and penalties of a text are those that it has alone, except the penalty of its first unit."""
    whole = find_units(texts, PROFILES[profile])
    for text, (first, last) in zip(texts, whole.text_ranges, strict=True):
        alone = find_units([text], PROFILES[profile])
        assert alone.to_text([*range(len(alone.starts) + 1)]) == whole.to_text([*range(first, last + 1)])
        assert alone.penalties[1:] == whole.penalties[first + 1 : last]
        assert alone.width_halves(0, last - first) == whole.width_halves(first, last)


@given(st.lists(TEXTS, min_size=2, max_size=12), st.sampled_from(sorted(PROFILES)))
def test_cues_are_shaped_as_they_would_be_alone(texts: list[str], name: str) -> None:
    """Cues far apart have nothing to do with each other."""
    starts = range(0, 60_000 * len(texts), 60_000)
    profile = PROFILES[name if name != "auto" else "netflix-zh"]
    together = shape(map(Cue, starts, [start + 4000 for start in starts], texts), profile, extend_last=True)
    alone = [
        shape([Cue(start, start + 4000, text)], profile, extend_last=True)
        for start, text in zip(starts, texts, strict=True)
    ]
    assert [cue for cues in alone for cue in cues] == list(together)
    assert [len(cues.repairs) for cues in alone] == [
        sum(repair.index == index for repair in together.repairs) for index in range(len(texts))
    ]
