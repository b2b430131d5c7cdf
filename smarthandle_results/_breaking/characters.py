"""Characters in, a letter for each out: its line break class or its class of width, from tables of all code points.

The line break classes are those of UAX #14 after its rule LB1, and three more that depend on width: `CLW`, `EXW` and
`OPW` are the East Asian forms of `CL`, `EX` and `OP`. `IDX` is an unassigned pictograph (LB30b), `RI2` the second
of two regional indicators, which `uax14` finds (LB30a).

Strategy: a class has a letter, so that the classes of a text are a string as long as the text, in which regular
expressions can find what the rules of UAX #14 speak of, and a column of bytes, which `bytes.translate` and
`pairs.and_bytes` process in one call.

A table has a byte for each of the 1,114,112 code points; it is kept as runs of equal letters, and built when first
needed. An ASCII text is looked up by `bytes.translate`. Any other is turned into its code points, by UTF-32, and these
into one `itemgetter`, which picks from any table in C, in a third of the time of `map(table.__getitem__, points)`:

    text                买      3      张
    code points     4e70h    33h  5f20h
    line break class    I      U      I      ID, NU, ID
    class of width      W      N      W      full, half, full
"""

import re
from functools import cache
from operator import itemgetter
from typing import Final, final

from smarthandle_results._breaking.character_table import CLASS_RUNS, WIDTH_RUNS

_CLASSES_AND_LETTERS: Final = (
    "AL=A BA=B BB=g B2=D BK=K CB=O CL=C CLW=k CM=m CP=p CR=R EB=E EM=M EX=X EXW=x GL=G HL=L HY=Y H2=h H3=H ID=I IDX=i"
    " IN=N IS=s JL=j JV=v JT=t LF=F NL=l NS=n NU=U OP=o OPW=W PO=P PR=Q QU=q RI=r RI2=u SP=S SY=y WJ=J ZW=Z ZWJ=z"
)
LETTERS: Final[dict[str, str]] = dict(re.findall(r"(\w+)=(\w)", _CLASSES_AND_LETTERS))
"""The letter of each line break class, by the class's name. None is from a to f: those are digits of the runs."""
COMPLEX: Final = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f]"
"""A pattern of what is Thai, Lao, Burmese or Khmer: scripts without spaces, whose words only a dictionary can find."""
_HANGUL_WITHOUT_FINAL: Final = slice(0xAC00, 0xD7A4, 28)
"""The syllables of class H2: from U+AC00 on, each is followed by its 27 forms with a final consonant."""


def _expand(runs: str) -> bytearray:
    """Return the letter of each code point."""
    pairs = re.findall("([0-9a-f]+)([A-Zg-z])", runs)
    return bytearray().join(letter.encode() * int(length, 16) for length, letter in pairs)


@cache
def line_break_table() -> bytes:
    """Build the table of line break classes, when first needed."""
    table = _expand(CLASS_RUNS)
    # The runs have every syllable as H3: two classes in turn would be most of the table.
    table[_HANGUL_WITHOUT_FINAL] = LETTERS["H2"].encode() * len(table[_HANGUL_WITHOUT_FINAL])
    return bytes(table)


@cache
def width_table() -> bytes:
    """Build the table of widths, when first needed: Z for none, N for half, A for ambiguous, W for full."""
    return bytes(_expand(WIDTH_RUNS))


@final
class Characters:
    """A text whose characters can be looked up, in one table after another."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.is_ascii = text.isascii()
        # One item more: for a single index `itemgetter` makes no tuple.
        points = b"" if self.is_ascii else text.encode("utf-32", "surrogatepass")[4:]  # without the byte order mark
        self._get_items = itemgetter(*memoryview(points).cast("I"), 0) if points else None

    def look_up(self, table: bytes) -> bytes:
        """Return the byte of each character in a table of all code points."""
        if self._get_items is None:
            return self.text.encode().translate(table[:256])
        return bytes(self._get_items(table)[:-1])


def is_han(character: str) -> bool:
    """Return whether a character is one of the ideographs that Chinese and Japanese share."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


def changes_script(before: str, after: str) -> bool:
    """Return whether two neighbors are of different scripts; hiragana are endings, which belong to what is before them.

    >>> changes_script("ら", "買"), changes_script("買", "ら"), changes_script("買", "A")
    (True, False, True)
    """
    script = _find_script(after)
    return script != "hiragana" and script != _find_script(before)


def _find_script(character: str) -> str:
    if is_han(character):
        return "han"
    if "\u3041" <= character <= "\u309f":
        return "hiragana"
    return "katakana" if "\u30a0" <= character <= "\u30ff" else ""
