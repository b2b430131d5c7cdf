"""Words: what is listed, and that lines do not end inside what is."""

import pytest

from smarthandle_results import PROFILES, Cues, shape
from smarthandle_results._breaking.characters import Characters
from smarthandle_results._breaking.chinese_words import INSIDE
from smarthandle_results._breaking.penalties import GOOD, WORST
from smarthandle_results._breaking.spaced import rate_breaks


def test_the_list_holds_two_characters_each() -> None:
    """Words of three characters are listed as what stands around the two places inside."""
    assert {2} == {len(around) for around in INSIDE}
    assert {"为什", "什么"} < INSIDE


@pytest.mark.parametrize(
    "word",
    ["中国", "上海", "着急", "上午", "上学", "上限", "后来", "时候", "了解", "得到", "地方", "过程", "其中", "为了"],
)
def test_no_break_inside_a_word(word: str) -> None:
    """A word with a character that is elsewhere a particle is not torn; behind a particle is a good place."""
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
    """Sentences without punctuation are laid between words."""
    assert lines == shape(Cues((0,), (5000,), (text,)), PROFILES["netflix-zh"]).texts[0]
