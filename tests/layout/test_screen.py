"""What is too wide for a screen: counted quickly, and as `check` finds it."""

import pytest
from attrs import evolve
from helpers.quality import read_corpus
from helpers.texts import nasty_texts
from hypothesis import given, strategies as st

from smarthandle_results import PROFILES, Cue, Cues, Profile, Rule, check, count_too_wide, to_cues
from smarthandle_results._layout.profiles import _count_scripts, is_clearly_chinese

ZH, EN = PROFILES["netflix-zh"], PROFILES["netflix-en"]
TEXTS = st.lists(
    st.sampled_from([*"好，。“”…·がｶ한ñя♪\u200b\u0301\n", "好" * 16, "W" * 42, "❤️", "👩\u200d👧", "1️⃣"]), max_size=5
).map("".join)


@pytest.mark.parametrize(
    ("texts", "profile", "expected"),
    [
        ([], ZH, 0),
        (["一" * 16], ZH, 0),
        (["一" * 16 + "A"], ZH, 1),
        (["一" * 15 + "AB", "一" * 15 + "ABC", "A" * 33], ZH, 2),
        (["好\n人", "好\n人\n家", "一" * 17 + "\n好"], ZH, 2),
        (["好人"], evolve(ZH, max_lines=1), 0),
        (["好\n人"], evolve(ZH, max_lines=1), 1),
        (["x" * 42, "é" * 42, "x" * 43, "é" * 43, "e\u0301" * 42], EN, 2),
        (["一" * 15 + "♪", "一" * 16 + "♪"], ZH, 1),
        (["가" * 16, "가" * 17, "“" * 32], PROFILES["netflix-ko"], 1),
        (["x" * 43], PROFILES["auto"], 1),
        (["é" * 43], PROFILES["auto"], 1),
        (["一" * 17], PROFILES["auto"], 1),
        (["あ" * 14], PROFILES["auto"], 1),
    ],
)
def test_count(texts: list[str], profile: Profile, expected: int) -> None:
    """A cue is too wide if one of its lines is, or if it has more lines than there may be."""
    assert expected == count_too_wide([Cue(0, 1000, text) for text in texts], profile)


@given(st.lists(TEXTS | nasty_texts, max_size=5), st.sampled_from([*PROFILES.values(), evolve(ZH, line_width=3)]))
def test_as_check_finds_it(texts: list[str], profile: Profile) -> None:
    """The cues that are counted are those with a finding of width or of lines."""
    cues = to_cues([Cue(0, 1000, text) for text in texts])
    found = {finding.cue_number for finding in check(cues, profile) if finding.rule in {Rule.WIDTH, Rule.LINES}}
    assert len(found) == count_too_wide(cues, profile)


def test_cues_of_any_origin() -> None:
    """They are made sound first, as for `shape`."""
    assert 0 == count_too_wide(Cues((0,), (1,), (" 好 " + " " * 40,)), ZH)


@given(st.text(st.sampled_from("好人，。a。がガ한\U00020000\ud800é")))
def test_what_is_clearly_chinese_is_most_of_all(text: str) -> None:
    """The quick look and the count of all characters choose the same profile."""
    scripts = _count_scripts(text)
    others = scripts["kana"] + scripts["han"]
    if is_clearly_chinese(text):
        assert 4 * (others + scripts["hangul"]) > scripts["latin"]
        assert scripts["hangul"] <= others
        assert 10 * scripts["kana"] <= others


def test_which_languages_are_clearly_chinese() -> None:
    """Chinese is, and no other language of the corpus."""
    names = ("zh", "ja", "ko", "en")
    assert [True, False, False, False] == [is_clearly_chinese("".join(read_corpus(name))) for name in names]
