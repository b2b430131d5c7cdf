"""A character's line break class and width: text in, one letter a character out.

The classes are those of UAX #14 after its rule LB1, with the two that look at width told apart: `CLW`, `EXW`, `OPW` are
the East Asian forms of `CL`, `EX`, `OP`, and `IDX` is an unassigned pictograph (LB30b).
"""

import re
from bisect import bisect_right
from functools import cache
from itertools import accumulate
from typing import Final, final

from smarthandle_results._layout.character_table import CLASS_RUNS, WIDTH_RUNS

_NAMES: Final = (
    "AL BA BB B2 BK CB CL CLW CM CP CR EB EM EX EXW GL HL HY H2 H3 ID IDX IN IS JL JV JT LF NL NS NU OP OPW"
    " PO PR QU RI SP SY WJ ZW ZWJ"
)
LETTERS: Final[dict[str, str]] = dict(zip(_NAMES.split(), "ABgDKOCkmpREMXxGLYhHIiNsjvtFlnUoWPQqrSyJZz", strict=True))
WIDE_FORMS: Final = ("CL", "EX", "OP")
HANGUL_WITHOUT_FINAL: Final = range(0xAC00, 0xD7A4, 28)


def letters_of(names: str) -> str:
    """Return the letters of some classes, given by name with spaces between."""
    return "".join(LETTERS[name] for name in names.split())


@final
class CharacterTable(dict[int, str]):
    """Code point to letter, for `str.translate`: a code point is looked up in the runs once, when first met."""

    def __init__(self, runs: str) -> None:
        lengths, letters = zip(*re.findall("([0-9a-f]+)([A-Zg-z])", runs), strict=True)
        self._ends = list(accumulate(int(length, 16) for length in lengths))
        self._letters = "".join(letters)
        super().__init__()

    def __missing__(self, point: int) -> str:
        letter = self[point] = self._letters[bisect_right(self._ends, point)]
        return letter


@cache
def class_table() -> CharacterTable:
    """Build the table of line break classes, when first needed."""
    table = CharacterTable(CLASS_RUNS)
    # The runs hold every syllable as H3: two classes in turn would be most of the table.
    table.update(dict.fromkeys(HANGUL_WITHOUT_FINAL, LETTERS["H2"]))
    return table


@cache
def width_table() -> CharacterTable:
    """Build the table of widths, when first needed."""
    return CharacterTable(WIDTH_RUNS)
