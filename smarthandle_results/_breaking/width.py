"""Display width: text in, half characters out; the one place that knows how wide a character is on a screen.

Widths are counted in half characters, so that they are whole numbers. In Chinese, Japanese and Korean a full-width
character, of East Asian Width F or W, is 2 and a half-width one 1; a character of ambiguous width, such
as `“` or `…`, is full in Chinese and Japanese. Elsewhere every character is 2. Marks and controls are 0 and an emoji
sequence is one character, 2.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import Final

from smarthandle_results._breaking.characters import Characters, take, width_table

HALF_WIDTHS: Final = {
    "zh": {"Z": 0, "N": 1, "A": 2, "W": 2},
    "ja": {"Z": 0, "N": 1, "A": 2, "W": 2},
    "ko": {"Z": 0, "N": 1, "A": 1, "W": 2},
    "": {"Z": 0, "N": 2, "A": 2, "W": 2},
}
"""Half characters by language and letter of `width_table`; `""` is any other language."""

_PICTOGRAPH: Final = (
    "[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001f3fa\U0001f400-\U0001faff](?:\ufe0f|[\U0001f3fb-\U0001f3ff])?\u20e3?"
)
_EMOJI: Final = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_PICTOGRAPH}[\U000e0020-\U000e007f]*(?:\u200d{_PICTOGRAPH})*"
)
_JOINS_EMOJI: Final = re.compile("[\u200d\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
"""What every sequence of more than one character has."""


@cache
def halves_table(language: str) -> bytes:
    """Return what translates the letter of a width into half characters, in a language, by its primary subtag."""
    widths = HALF_WIDTHS.get(language, HALF_WIDTHS[""])
    return bytes(widths.get(chr(letter), 0) for letter in range(256))


def each_width(characters: Characters, widths: bytes) -> Sequence[int]:
    """Return the half characters of each character; an emoji sequence's first has all of its width."""
    each = characters.look_up(width_table()).translate(widths)
    if characters.is_ascii or not _JOINS_EMOJI.search(characters.text):
        return each
    mended = bytearray(each)
    for found in _EMOJI.finditer(characters.text):
        start, end = found.span()
        if end - start > 1:
            mended[start:end] = b"\2".ljust(end - start, b"\0")
    return mended


def measure_halves(text: str, widths: bytes) -> int:
    """Return the half characters of a text on one line, without control characters."""
    return len(text) * widths[ord("N")] if text.isascii() else sum(each_width(Characters(text), widths))


def measure_prefixes_halves(characters: Characters, lengths: list[int], widths: bytes) -> list[int]:
    """Return the half characters of some first characters of a text, as many as each of the lengths says."""
    if characters.is_ascii:  # without control characters, so that all are as wide
        each = widths[ord("N")]
        return [length * each for length in lengths]
    return list(take(list(accumulate(each_width(characters, widths), initial=0)), lengths))
