"""Penalties: sentence before clause before conjunction before space, and the rest."""

import pytest

from smarthandle_results._layout.joints import find_joints
from smarthandle_results._layout.preferences import (
    BAD,
    CLAUSE,
    FAIR,
    GOOD,
    POOR,
    SENTENCE,
    WORST,
    Penalties,
    ends_sentence,
    judge_units,
)


def judge(text: str, language: str) -> dict[str, int]:
    """Return the penalty of a break before each unit of a text but the first."""
    ends, starts = find_joints(text)
    starts, ends = [0, *starts], [*ends, len(text)]
    penalties = judge_units(text, starts, ends, language)
    return {text[start:end]: each for start, end, each in zip(starts, ends, penalties, strict=True) if start}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("好。我", "zh", SENTENCE),
        ("“好。”我", "zh", SENTENCE),
        ("好，我", "zh", CLAUSE),
        ("好“我”", "zh", GOOD),
        ("的人", "zh", GOOD),
        ("人的", "zh", BAD),
        ("不跑", "zh", BAD),
        ("人和", "zh", FAIR),
        ("人跑", "zh", POOR),
        ("用API", "zh", FAIR),
        ("」我", "zh", FAIR),
        ("猫は黒", "ja", BAD + 2),
        ("を見", "ja", GOOD),
        ("の人", "ja", FAIR),
        ("たアメ", "ja", FAIR),
        ("コピー機", "ja", WORST),
        ("中国人", "ja", POOR + 6),
        ("をみ", "ja", POOR + 4),
        ("のみ", "ja", BAD + 2),
        ("A人", "ja", POOR),
        ("One. Two", "en", SENTENCE),
        ("One.” Two", "en", SENTENCE),
        ("Mr. Two", "en", BAD),
        ("J. Two", "en", BAD),
        ("one, two", "en", CLAUSE),
        ("one and", "en", GOOD),
        ("one “two”", "en", GOOD),
        ("the one", "en", BAD),
        ("of one", "en", BAD),
        ("one two", "en", FAIR),
        ("la casa", "es", BAD),
        ("the one", "und", BAD),
        ("오늘 또", "ko", FAIR),
    ],
)
def test_first_joint(text: str, language: str, expected: int) -> None:
    """Each kind of place has its penalty."""
    assert expected == next(iter(judge(text, language).values()))


def test_penalties_are_forgotten_before_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was judged is remembered, within bounds."""
    monkeypatch.setattr("smarthandle_results._layout.preferences.MAX_REMEMBERED", 2)
    penalties = Penalties("zh")
    assert [penalties[around] for around in ("好。", "。好", "，好", "。好")] == [FAIR, SENTENCE, CLAUSE, SENTENCE]
    assert len(penalties) <= 2


@pytest.mark.parametrize(
    ("text", "expected"), [("好了。", True), ("好了", False), ("It is so.", True), ("Dear Mr.", False), ("“So?”", True)]
)
def test_ends_sentence(text: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    """A sentence ends with its mark, closed quotes left aside."""
    assert expected == ends_sentence(text)
