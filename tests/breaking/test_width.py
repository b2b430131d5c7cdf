"""Display width, in half characters."""

import unicodedata

import pytest
from helpers.texts import HAZARDS
from hypothesis import given, strategies as st

from smarthandle_results._breaking.characters import Characters, width_table
from smarthandle_results._breaking.width import (
    HALVES,
    halves_table,
    measure_halves,
    measure_lines_halves,
    measure_prefixes_halves,
)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("你好", "zh", 4),
        ("API", "zh", 3),
        ("“好”…", "zh", 8),
        ("“好”…", "ko", 5),
        ("“good”…", "en", 14),
        ("e\u0301", "en", 2),
        ("e\u0301", "ja", 1),
        ("ｱﾊﾟ", "ja", 3),
        ("👩‍💻", "zh", 2),
        ("🇨🇳🇺🇸", "en", 4),
        ("❤️!", "zh", 3),
        ("1️⃣", "zh", 2),
        ("👍🏽", "ja", 2),
        ("🏴\U000e0067\U000e0062\U000e007f", "en", 2),
        ("\u200bA", "en", 2),
        ("", "zh", 0),
        ("café", "zh", 4),
        ("cafe\u0301", "zh", 4),
        ("\u00fc", "ja", 1),
        ("u\u0308", "ja", 1),
        ("й", "zh", 2),
        ("и\u0306", "zh", 2),
        ("が", "ja", 2),
        ("か\u3099", "ja", 2),
        ("한", "ko", 2),
        ("\u1112\u1161\u11ab", "ko", 2),
    ],
)
def test_measure(text: str, language: str, expected: int) -> None:
    """Full width counts 2 and half width 1 in Chinese, Japanese and Korean; all count 2 elsewhere, and marks 0."""
    table = halves_table(language)
    assert expected == measure_halves(text, table)
    assert expected == measure_prefixes_halves(Characters(text), table)[-1]


def test_agrees_with_the_standard_library() -> None:
    """Letters that are wide for `unicodedata` are wide here, unless they are Latin with an accent.

    Its version may be older, so only those that it knows are looked at.
    """
    table = halves_table("zh")
    letters = [chr(point) for point in range(0x20, 0x30000) if unicodedata.category(chr(point)) in ("Lo", "Lu", "Ll")]
    wide = [letter for letter in letters if unicodedata.east_asian_width(letter) in "WFA"]
    wide = [letter for letter in wide if not "A" <= unicodedata.normalize("NFD", letter)[0] <= "z"]
    assert [] == [letter for letter in wide if table[width_table()[ord(letter)]] != 2]
    assert len(wide) > 50_000


@pytest.mark.parametrize("language", HALVES)
def test_each_character_as_a_line(language: str) -> None:
    """The quick ways of measuring many lines agree with that of measuring one, for every character."""
    table = halves_table(language)
    plain = [chr(point) for point in range(0x20, 0x10000) if chr(point).isprintable()]
    assert [measure_halves(line, table) for line in plain] == [measure_lines_halves(line, table)[0] for line in plain]


@given(
    st.lists(st.sampled_from([*"好，“·がｶ한ñ♪A1#©\u200b\u0301\u20e3\ufe0f🇨🇳", *HAZARDS]), max_size=9).map(
        lambda texts: "".join(char for char in "".join(texts) if char in "\t\n" or unicodedata.category(char) != "Cc")
    ),
    st.sampled_from(sorted(HALVES)),
)
def test_lines_are_measured_one_by_one(text: str, language: str) -> None:
    """A line has the width that it has alone."""
    table = halves_table(language)
    assert [measure_halves(line, table) for line in text.split("\n")] == measure_lines_halves(text, table)
