"""Penalties in Chinese and Japanese: judging all breaks at once is the same as judging one after another."""

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from smarthandle_results._breaking import cjk
from smarthandle_results._breaking.characters import Characters, number_bigrams
from smarthandle_results._breaking.chinese_words import WORD_BIGRAMS
from smarthandle_results._breaking.penalties import BAD, FAIR, WORST
from smarthandle_results._breaking.punctuation import SENTENCE_ENDS

LETTERS = st.sampled_from(
    "aA1中的了着和与不我时候点过去好日本はがのをにタイトルー゠ぁ。！，、·“「( \U00020000\u3400鿿é한"
)


def judge_slowly(text: str, language: str) -> bytes:
    """Judge each break by the two characters around it, and by whether a common word begins after it."""
    penalties = bytearray(1)
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        judge = {"zh": cjk._judge_chinese, "ja": cjk._judge_japanese}[language]  # noqa: SLF001
        if language == "zh" and text[at : at + 2] in WORD_BIGRAMS:
            judge = cjk._judge_before_word  # noqa: SLF001
        is_inside = language == "zh" and before + after in WORD_BIGRAMS
        penalties.append(WORST if is_inside else cjk._judge_with_punctuation(judge, before, after))  # noqa: SLF001
    return bytes(penalties)


@given(st.text(LETTERS, min_size=1, max_size=40), st.sampled_from(["zh", "ja"]))
def test_all_at_once_is_as_one_by_one(text: str, language: str) -> None:
    """Characters of one kind are judged alike."""
    text = text.replace(" ", "")
    assert judge_slowly(text, language) == cjk.judge_characters(Characters(text), language)


@pytest.mark.parametrize("mark", SENTENCE_ENDS)
def test_a_break_after_a_closing_mark_is_judged_by_what_it_closes(mark: str) -> None:
    """Closing marks and spaces count as the character that they come after, unless they begin a line."""
    [*_, penalty] = cjk.judge_characters(Characters(f"好{mark}”) 我"), "zh")
    assert 0 == penalty
    [*_, penalty] = cjk.judge_characters(Characters(f"好{mark}\n”我"), "zh")
    assert penalty != 0


def test_a_space_may_be_inside_a_word() -> None:
    """Some speech recognition puts a space after each character; breaks after it are judged as without it."""
    penalties = cjk.judge_characters(Characters("在 学 校"), "zh")
    assert (BAD, WORST) == (penalties[2], penalties[4])
    assert FAIR == cjk.judge_characters(Characters('说 "好'), "zh")[2]


def test_kinds_fit_into_four_bits() -> None:
    """Two kinds fit into one byte."""
    assert len(cjk._tabulate_kinds()[1]) <= 16  # noqa: SLF001


@given(st.text(max_size=9))
def test_bigrams_have_numbers_of_their_own(text: str) -> None:
    """Each bigram has a number that no other has."""
    numbers = number_bigrams(text[:-1], text[1:])
    assert len(numbers) == max(0, len(text) - 1)
    assert len({*pairwise(text)}) == len({*numbers})
