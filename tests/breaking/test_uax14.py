"""UAX #14: the whole of Unicode's own test file, and each character that may not begin or end a line."""

import re
from functools import cache
from pathlib import Path

import pytest

from smarthandle_results._breaking.characters import LETTERS, Characters
from smarthandle_results._breaking.uax14 import classify, is_break

UNICODE_TESTS = Path("/usr/share/unicode/auxiliary/LineBreakTest.txt")
CLOSING = (
    "。，、；：？！”’』」）》〉】〕］｝·・…‥ーゝゞヽヾ々〻ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "％‰℃°′″｡｣､゛゜～〜／!?,.:;)]}%"
)
OPENING = "“‘『「（《〈【〔［｛〝＄￥￡￦｢([{$¥€£"
TAILORED = "·～／゛゜"
"""UAX #14 lets a line begin with these: that none does is tested with the cut points."""


@cache
def break_pattern() -> re.Pattern[str]:
    """Compile the table of pairs: the letter before a break, and in a lookahead the one after it."""
    letters = "".join(LETTERS.values())
    rows: dict[str, str] = {}
    for before in letters:
        after = "".join(letter for letter in letters if is_break(before, letter))
        rows[after] = rows.get(after, "") + before
    return re.compile("|".join(f"[{before}](?=[{after}])" for after, before in rows.items() if after))


def find_breaks(text: str) -> list[int]:
    """Return the offsets at which UAX #14 lets a line begin, except the ends of the text."""
    letters, offsets = classify(Characters(text))
    breaks = [match.end() for match in break_pattern().finditer(letters)]
    if offsets is None:
        return breaks
    # LB8a: no break after a zero width joiner.
    return [offsets[at] for at in breaks if text[offsets[at] - 1] != "\u200d"]


def read_cases(path: Path) -> list[tuple[str, list[int]]]:
    """Read each line of the file as a text and the offsets where a line may begin."""
    cases: list[tuple[str, list[int]]] = []
    for line in path.read_text("utf-8").splitlines():
        marks = line.split("#")[0].split()
        if marks:
            text = "".join(chr(int(code, 16)) for code in marks[1::2])
            cases.append((text, [at for at, mark in enumerate(marks[::2]) if mark == "÷" and at < len(text)]))
    return cases


def test_every_case_of_unicode(capsys: pytest.CaptureFixture[str]) -> None:
    """Every case of LineBreakTest.txt has exactly the breaks that the file marks: no more, no fewer."""
    if not UNICODE_TESTS.exists():
        pytest.skip("LineBreakTest.txt is not here: Debian's package unicode-data has it")
    cases = read_cases(UNICODE_TESTS)
    failed = [text for text, expected in cases if expected != find_breaks(text)]
    with capsys.disabled():
        print(f"\nLineBreakTest.txt: {len(cases)} cases, {len(cases) - len(failed)} passed")  # noqa: T201
    assert not failed
    assert len(cases) > 7000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他说“你好”然后走", [1, 2, 4, 6, 7, 8]),
        ("他说‘好’吧", [1, 2, 5]),
        ('他说"好"吧', [1]),
        ("a “b” c", [2, 6]),
    ],
)
def test_quotes_between_east_asian_characters(text: str, expected: list[int]) -> None:
    """Curly quotes open and close between East Asian characters (LB19a of Unicode 16); others stay with both sides."""
    assert expected == find_breaks(text)


@pytest.mark.parametrize("character", [each for each in CLOSING if each not in TAILORED])
def test_no_line_begins_with(character: str) -> None:
    """A character that closes something stays with what it closes, also after a space."""
    assert 1 not in find_breaks(f"中{character}文")


@pytest.mark.parametrize("character", OPENING)
def test_no_line_ends_with(character: str) -> None:
    """A character that opens something stays with what it opens."""
    after = "5" if character in "＄￥￡￦$¥€£" else "文"
    assert 2 not in find_breaks(f"中{character}{after}")
