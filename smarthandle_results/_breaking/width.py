"""Display width: text in, half characters out; the one place that knows how wide a character is on a screen.

Widths are counted in half characters ("halves"), so that they are whole numbers. In Chinese, Japanese and Korean a
full-width character, of East Asian Width F or W, has 2 halves and a half-width one 1; a character of ambiguous width,
such as `“` or `…`, is full in Chinese and Japanese, but a Latin letter with an accent is half-width as the letter
without it. In other languages every character has 2. Marks and controls have
none, and an emoji sequence is one character, of 2.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import Final

from smarthandle_results._breaking.characters import Characters, width_table

HALVES_PER_CHARACTER: Final = 2
"""How many half characters wide a full-width character is."""
HALVES: Final = {
    "zh": {"Z": 0, "N": 1, "A": 2, "W": 2},
    "ja": {"Z": 0, "N": 1, "A": 2, "W": 2},
    "ko": {"Z": 0, "N": 1, "A": 1, "W": 2},
    "": {"Z": 0, "N": 2, "A": 2, "W": 2},
}
"""Half characters by language and letter of `width_table`; `""` is any other language."""

_PICTOGRAPH: Final = (
    "[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001f3fa\U0001f400-\U0001faff](?:\ufe0f|[\U0001f3fb-\U0001f3ff])?\u20e3?"
)
"""A pictograph, shown as emoji or with a skin tone, perhaps on a key."""
_EMOJI: Final = re.compile(
    rf"""
      [\U0001f1e6-\U0001f1ff]{{2}}                                                  # a flag: two regional indicators
    | [0-9\#*]\ufe0f?\u20e3                                                         # a keycap
    | {_PICTOGRAPH}[\U000e0020-\U000e007f]*(?:\u200d{_PICTOGRAPH})*                 # with tags, and others joined to it
    """,
    re.VERBOSE,
)
_JOINS_EMOJI: Final = re.compile("[\u200d\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
"""What every sequence of more than one character contains: few texts do, and looking for it is quick."""
_NEVER_ZERO: Final = re.compile("[\t\n -~\xa0-\xac\xae-\u02ff\u0400-\u0482\u2010-\u2027\u2030-\u203b]*")
"""Text of the characters that most languages with spaces need, each of which has a width, and is no emoji."""

_ACCENTED: Final = re.compile("[\xe0-\xfc\u0101-\u01dc]")
"""Latin letters with an accent, among them all that are half width but have two bytes in GBK."""
_MARK: Final = "&#"
"""How the reference begins that stands for a character that GBK cannot encode."""


@cache
def halves_table(language: str) -> bytes:
    """Return what translates the letter of a width into half characters, in a language, by its primary subtag."""
    halves = HALVES.get(language, HALVES[""])
    return bytes(halves.get(chr(letter), 0) for letter in range(256))


def measure_each_halves(characters: Characters, table: bytes) -> Sequence[int]:
    """Return the half characters of each character by a `halves_table`; an emoji sequence's first has all of its width.

    >>> list(measure_each_halves(Characters("买3张👍🏽"), halves_table("zh")))
    [2, 1, 2, 2, 0]
    """
    each = characters.look_up(width_table()).translate(table)
    if characters.is_ascii or not _JOINS_EMOJI.search(characters.text):
        return each
    halves = bytearray(each)
    for match in _EMOJI.finditer(characters.text):
        start, end = match.span()
        if end - start > 1:
            halves[start:end] = b"\2".ljust(end - start, b"\0")
    return halves


def measure_halves(text: str, table: bytes) -> int:
    """Return the half characters of a text on one line, without control characters, by a `halves_table`."""
    return len(text) * table[ord("N")] if text.isascii() else sum(measure_each_halves(Characters(text), table))


def measure_lines_halves(text: str, table: bytes) -> list[int]:
    r"""Return what `measure_halves` returns for each line of a text: of thousands of lines, in a fifth of the time.

    The text has no control characters but line feeds and tabs.

    >>> measure_lines_halves("买3张\n👍🏽", halves_table("zh"))
    [5, 2]
    """
    if text.isascii() or (table[ord("N")] == HALVES_PER_CHARACTER and _NEVER_ZERO.fullmatch(text)):
        return [len(line) * table[ord("N")] for line in text.split("\n")]
    if table != halves_table("zh"):
        lines = text.split("\n")
        each = measure_each_halves(Characters(text), table)
        offsets = accumulate((len(line) + 1 for line in lines), initial=0)
        return [sum(each[offset : offset + len(line)]) for offset, line in zip(offsets, lines, strict=False)]
    # What GBK can encode is an ASCII character, of one byte, or full width, or ambiguous since it is full width in GBK
    # and its like: of two bytes. Any other is marked, and lines with a mark, which are few, are measured one by one.
    encoded = _ACCENTED.sub(_MARK, text).encode("gbk", "xmlcharrefreplace")
    mark = _MARK.encode()
    if mark not in encoded:
        return list(map(len, encoded.split(b"\n")))
    pairs = zip(text.split("\n"), encoded.split(b"\n"), strict=True)
    return [measure_halves(line, table) if mark in line_bytes else len(line_bytes) for line, line_bytes in pairs]


def measure_prefixes_halves(characters: Characters, table: bytes) -> Sequence[int]:
    """Return how wide the beginning of a text is, by its length in characters from 0 on, by a `halves_table`.

    >>> list(measure_prefixes_halves(Characters("买3张"), halves_table("zh")))
    [0, 2, 3, 5]
    """
    if characters.is_ascii:  # without control characters, so that all are equally wide
        return range(0, len(characters.text) * table[ord("N")] + 1, table[ord("N")])
    return list(accumulate(measure_each_halves(characters, table), initial=0))
