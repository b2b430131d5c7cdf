"""Penalties: sentence before clause before conjunction before space, and the rest."""

import pytest

from smarthandle_results._breaking.characters import Characters
from smarthandle_results._breaking.cut_points import find_cut_points
from smarthandle_results._breaking.penalties import BAD, CLAUSE, FAIR, GOOD, POOR, SENTENCE, WORST
from smarthandle_results._breaking.spaced import WordKinds, rate_breaks


def judge(text: str, language: str) -> dict[str, int]:
    """Return the penalty of a break before each unit of a text but the first."""
    characters = Characters(text)
    ends, starts = find_cut_points(characters)
    starts, ends = [0, *starts], [*ends, len(text)]
    penalties = rate_breaks(characters, starts, ends, language)
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
        ("人 跑", "zh", POOR),
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
        ("(U.S. Two", "en", BAD),
        ("Ph.D. Two", "en", BAD),
        ("Jan. 22", "en", BAD),
        ("22, 2026", "en", BAD),
        ("22nd, 2026", "en", BAD),
        ("22, 20,000", "en", CLAUSE),
        ("22, two", "en", CLAUSE),
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
def test_first_break(text: str, language: str, expected: int) -> None:
    """Each kind of place has its penalty."""
    assert expected == next(iter(judge(text, language).values()))


def test_words_are_forgotten_before_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kinds of words are remembered, within bounds."""
    monkeypatch.setattr("smarthandle_results._breaking.spaced.MAX_REMEMBERED", 2)
    kinds = WordKinds("en")
    first, *others, again = [kinds[word] for word in ("so.", "the", "and", "so.")]
    assert first == again
    assert 3 == len({first, *others})
    assert len(kinds) <= 2
