"""Penalties in Chinese and Japanese: by kinds of characters, all at once, as one by one."""

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from smarthandle_results._breaking import cjk
from smarthandle_results._breaking.characters import Characters, pair_up
from smarthandle_results._breaking.chinese_words import INSIDE
from smarthandle_results._breaking.penalties import BAD, FAIR, SENTENCE_ENDS, WORST

LETTERS = st.sampled_from(
    "aA1中的了着和与不我时候点过去好日本はがのをにタイトルー゠ぁ。！，、·“「( \U00020000\u3400鿿é한"
)


def judge_slowly(text: str, language: str) -> bytes:
    """Judge each break by the two characters around it, and whether a common word begins behind it."""
    penalties = bytearray(1)
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        judge = {"zh": cjk._judge_chinese, "ja": cjk._judge_japanese}[language]  # noqa: SLF001
        if language == "zh" and text[at : at + 2] in INSIDE:
            judge = cjk._judge_chinese_word  # noqa: SLF001
        is_inside = language == "zh" and before + after in INSIDE
        penalties.append(WORST if is_inside else cjk._judge_with_marks(judge, before, after))  # noqa: SLF001
    return bytes(penalties)


@given(st.text(LETTERS, min_size=1, max_size=40), st.sampled_from(["zh", "ja"]))
def test_all_at_once_as_one_by_one(text: str, language: str) -> None:
    """Characters of one kind are judged alike."""
    text = text.replace(" ", "")
    assert judge_slowly(text, language) == cjk.judge_characters(Characters(text), language)


@pytest.mark.parametrize("mark", SENTENCE_ENDS)
def test_what_a_closing_mark_or_a_space_stands_behind_counts(mark: str) -> None:
    """Closing marks and spaces are as what they close, unless they begin a line."""
    [*_, penalty] = cjk.judge_characters(Characters(f"好{mark}”) 我"), "zh")
    assert penalty == 0
    [*_, penalty] = cjk.judge_characters(Characters(f"好{mark}\n”我"), "zh")
    assert penalty != 0


def test_a_space_may_stand_inside_a_word() -> None:
    """Some speech recognition puts a space behind each character; what stands behind it is judged as it is."""
    penalties = cjk.judge_characters(Characters("在 学 校"), "zh")
    assert (penalties[2], penalties[4]) == (BAD, WORST)
    assert cjk.judge_characters(Characters('说 "好'), "zh")[2] == FAIR


def test_kinds_fit_into_four_bits() -> None:
    """Two kinds are one byte."""
    assert len(cjk._tell_kinds()[1]) <= 16  # noqa: SLF001


@given(st.text(max_size=9))
def test_pairs_have_numbers_of_their_own(text: str) -> None:
    """Each two neighbours have a number, and no others have it."""
    numbers = pair_up(text[:-1], text[1:])
    assert len(numbers) == max(0, len(text) - 1)
    assert len({*pairwise(text)}) == len({*numbers})
