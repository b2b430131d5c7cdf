"""Text in, its display width out, in half characters: the unit in which every width inside is a whole number.

In Chinese, Japanese and Korean a full-width character is 2 and a half-width one 1; a character of ambiguous width, such
as `“` or `…`, is full in Chinese and Japanese. Elsewhere every character is 2. Marks and controls are 0 and an emoji
sequence is one character, 2.
"""

import re
from functools import cache
from itertools import accumulate
from typing import Final, final

from smarthandle_results._layout.classes import CharacterTable, width_table
from smarthandle_results._layout.profiles import Profile, primary_language

HALF_WIDTHS: Final = {
    "zh": {"Z": 0, "N": 1, "A": 2, "W": 2},
    "ja": {"Z": 0, "N": 1, "A": 2, "W": 2},
    "ko": {"Z": 0, "N": 1, "A": 1, "W": 2},
    "": {"Z": 0, "N": 2, "A": 2, "W": 2},
}
"""Half characters by language and letter of `width_table`; `""` is any other language."""

_PICTOGRAPH: Final = "[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff](?:\ufe0f|[\U0001f3fb-\U0001f3ff])?\u20e3?"
_EMOJI: Final = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_PICTOGRAPH}[\U000e0020-\U000e007f]*(?:\u200d{_PICTOGRAPH})*"
)
_JOINS_EMOJI: Final = re.compile("[\u200d\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")


@final
class _HalfWidths(dict[str, int]):
    """Character to half characters, looked up once for each character met."""

    def __init__(self, units: dict[str, int], table: CharacterTable) -> None:
        self._units = units
        self._table = table
        super().__init__()

    def __missing__(self, character: str) -> int:
        units = self[character] = self._units[self._table[ord(character)]]
        return units


@cache
def half_widths(language: str) -> dict[str, int]:
    """Return the half characters of each character in a language, by its primary subtag."""
    return _HalfWidths(HALF_WIDTHS.get(language, HALF_WIDTHS[""]), width_table())


def profile_widths(profile: Profile) -> dict[str, int]:
    """Return the half characters of each character in a profile's language."""
    return half_widths(primary_language(profile))


def each_width(text: str, widths: dict[str, int]) -> list[int]:
    """Return the half characters of each character; an emoji sequence's first has all of its width."""
    each = list(map(widths.__getitem__, text))
    if _JOINS_EMOJI.search(text):
        for found in _EMOJI.finditer(text):
            start, end = found.span()
            if end - start > 1:
                each[start:end] = [2] + [0] * (end - start - 1)
    return each


def measure(text: str, widths: dict[str, int]) -> int:
    """Return the half characters of a text on one line, without control characters."""
    return len(text) * widths["a"] if text.isascii() else sum(each_width(text, widths))


def sum_widths(text: str, widths: dict[str, int]) -> list[int]:
    """Return the half characters before each offset of a text, its end included."""
    if text.isascii():
        return list(range(0, (len(text) + 1) * widths["a"], widths["a"]))
    return list(accumulate(each_width(text, widths), initial=0))
