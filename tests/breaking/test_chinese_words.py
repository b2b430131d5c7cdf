"""The list of Chinese words, and that lines do not end inside them."""

import pytest

from smarthandle_results import PROFILES, Cues, shape
from smarthandle_results._breaking.characters import Characters
from smarthandle_results._breaking.chinese_words import WORD_BIGRAMS
from smarthandle_results._breaking.penalties import GOOD, WORST
from smarthandle_results._breaking.spaced import rate_breaks


def test_words_are_listed_as_bigrams() -> None:
    """A word of three characters is listed as the bigrams around the two places inside it."""
    assert {2} == {len(bigram) for bigram in WORD_BIGRAMS}
    assert {"为什", "什么"} < WORD_BIGRAMS


@pytest.mark.parametrize(
    "word",
    ["中国", "上海", "着急", "上午", "上学", "上限", "后来", "时候", "了解", "得到", "地方", "过程", "其中", "为了"],
)
def test_no_break_inside_a_word(word: str) -> None:
    """A word with a character that is a particle elsewhere is not torn; a good place is after a particle."""
    assert bytes([0, WORST]) == rate_breaks(Characters(word), [0, 1], [1, 2], "zh")
    assert bytes([0, GOOD]) == rate_breaks(Characters("的人"), [0, 1], [1, 2], "zh")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("我们公司明年准备把新的研发中心从上海搬到成都去", "我们公司明年准备把新的\n研发中心从上海搬到成都去"),
        ("他着急地问老师下午上学的时候是不是还要带课本", "他着急地问老师下午上学的\n时候是不是还要带课本"),
    ],
)
def test_lines_end_between_words(text: str, lines: str) -> None:
    """Sentences without punctuation are broken between words."""
    assert lines == shape(Cues((0,), (5000,), (text,)), PROFILES["netflix-zh"]).texts[0]
