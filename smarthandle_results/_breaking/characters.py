"""Characters in, what tables of all code points tell of them out: line break classes and widths, a letter each.

The classes are those of UAX #14 after its rule LB1, with the two that look at width told apart: `CLW`, `EXW`, `OPW` are
the East Asian forms of `CL`, `EX`, `OP`, and `IDX` is an unassigned pictograph (LB30b).

Strategy: all characters of a text are looked up at once, a byte each, and what is done with them is done with bytes.
"""

import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import itemgetter
from typing import Final, final

from smarthandle_results._breaking.character_table import CLASS_RUNS, WIDTH_RUNS

_NAMES: Final = (
    "AL BA BB B2 BK CB CL CLW CM CP CR EB EM EX EXW GL HL HY H2 H3 ID IDX IN IS JL JV JT LF NL NS NU OP OPW"
    " PO PR QU RI SP SY WJ ZW ZWJ"
)
LETTERS: Final[dict[str, str]] = dict(zip(_NAMES.split(), "ABgDKOCkmpREMXxGLYhHIiNsjvtFlnUoWPQqrSyJZz", strict=True))
WIDE_FORMS: Final = ("CL", "EX", "OP")
_HANGUL_WITHOUT_FINAL: Final = slice(0xAC00, 0xD7A4, 28)


def _spread(runs: str) -> bytearray:
    """Return the letter of each code point."""
    return bytearray().join(
        letter.encode() * int(length, 16) for length, letter in re.findall("([0-9a-f]+)([A-Zg-z])", runs)
    )


@cache
def class_table() -> bytes:
    """Build the table of line break classes, when first needed."""
    table = _spread(CLASS_RUNS)
    # The runs hold every syllable as H3: two classes in turn would be most of the table.
    table[_HANGUL_WITHOUT_FINAL] = LETTERS["H2"].encode() * len(table[_HANGUL_WITHOUT_FINAL])
    return bytes(table)


@cache
def width_table() -> bytes:
    """Build the table of widths, when first needed."""
    return bytes(_spread(WIDTH_RUNS))


@final
class Characters:
    """A text whose characters can be looked up."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.is_ascii = text.isascii()
        self._take = None if self.is_ascii else _make_getter(memoryview(_to_points(text)).cast("I"))

    def look_up(self, table: bytes) -> bytes:
        """Return the byte of each character in a table of all code points."""
        return self.text.encode().translate(table[:256]) if self._take is None else bytes(self._take(table)[:-1])


def is_han(character: str) -> bool:
    """Say whether a character is one of the ideographs that Chinese and Japanese share."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


def take(column: Sequence[int], places: Iterable[int]) -> tuple[int, ...]:
    """Return what stands at some places of a column."""
    return _make_getter(places)(column)[:-1]


def pair_up(befores: str, afters: str) -> Sequence[int]:
    """Return a number for each two characters of texts of one length; equal pairs have equal numbers."""
    points = array("I", bytes(8 * len(befores)))
    points[::2] = array("I", _to_points(befores))
    points[1::2] = array("I", _to_points(afters))
    return array("Q", points.tobytes())


def _make_getter(places: Iterable[int]) -> Callable[[Sequence[int]], tuple[int, ...]]:
    """Make what takes some places of a column, and its first: of a single place `itemgetter` makes no tuple."""
    return itemgetter(*places, 0)


def _to_points(text: str) -> bytes:
    """Return the code points of a text, in four bytes each, in the machine's order, behind a byte order mark."""
    return text.encode("utf-32", "surrogatepass")[4:]
