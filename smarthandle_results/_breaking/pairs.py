"""Letters of classes in, the places at which a text may be cut out: decided by the letters on both sides of each.

Strategy: a rule about two neighbors is asked once for each two of the 44 letters, and the answers become two
translations of bytes, so that all neighbors of a text are looked up at once.

The answers are a table of 44 rows, one for each letter before a cut, with a flag for each letter after it. Most rows
are equal: no rule here has more than eight different ones that have a flag set. Each of those is given a bit.
`before_bits` of a letter is the bit of its row; `after_bits` of a letter are the bits of all rows in which its flag is
set. So a text may be cut between two letters if their bits have one in common.

For the text `我说：好的`, whose letters are I I n I I (`：` is a nonstarter, class NS):

    each letter but the first             I         n         I         I
    before_bits of the one before it      00010000  00010000  00000100  00010000
    after_bits                            01011111  01000010  01011111  01011111
    bits in common                        00010000  00000000  00000100  00010000
    cut points                            1                   3         4

Whole columns are combined (`and_bytes`): 0x10100410 & 0x5f425f5f is 0x10000410. The text may be cut where a byte is not
0. Nothing is done in Python for a single place: `translate`, `&` and `compress` go over the bytes in C.

Around a single space, another rule is asked in the same way, at a distance of 2. Where there are runs of spaces, all
but one of each are left out first.
"""

import re
from collections.abc import Callable
from functools import cache
from itertools import compress, count, pairwise
from typing import Final

from smarthandle_results._breaking.characters import LETTERS
from smarthandle_results._breaking.uax14 import HANGUL_CLASSES, get_letters, is_break

FULL_WIDTH_LETTERS: Final = frozenset(get_letters("CLW EB EM EXW ID IDX NS OPW"))
_HANGUL_LETTERS: Final = frozenset(get_letters(HANGUL_CLASSES))
_SPACE_OR_LINE_END: Final = frozenset(get_letters("BK CR LF NL SP"))
_MANY_SPACES: Final = re.compile("S{2,}")
_SPACE_MASK: Final = bytes(255 * (byte == ord("S")) for byte in range(256))


def touches_full_width(before: str, after: str) -> bool:
    """Return whether one of two letters is of a full-width character, and neither of Hangul."""
    return not _HANGUL_LETTERS & {before, after} and bool(FULL_WIDTH_LETTERS & {before, after})


def _may_cut_between(before: str, after: str) -> bool:
    """Return whether a text may be cut between two neighbors."""
    return before not in _SPACE_OR_LINE_END and touches_full_width(before, after) and is_break(before, after)


def _may_cut_at_space(before: str, after: str) -> bool:
    """Return whether a cut at spaces leaves two texts that, joined again, may be cut at the same place."""
    if after == LETTERS["SY"]:  # a path: `cut_points` excludes a slash between two spaces
        after = LETTERS["AL"]
    if before in _SPACE_OR_LINE_END or not is_break("S", after):
        return False
    # Next to a full-width character the space does not come back.
    return not touches_full_width(before, after) or is_break(before, after)


def and_bytes(left: bytes, right: bytes) -> bytes:
    """Return the bits that are set in both bytes at each place.

    As integers, whose `&` never carries, two columns take 3 ns a byte, a tenth of `bytes(map(operator.and_, ...))`:
    without that, to find where texts may be cut takes twice as long.

    >>> and_bytes(bytes.fromhex("10 10 04"), bytes.fromhex("5f 42 5f")).hex(" ")
    '10 00 04'
    """
    return (int.from_bytes(left, "big") & int.from_bytes(right, "big")).to_bytes(len(left), "big")


def match_pairs(allows: Callable[[str, str], bool], letters: bytes, distance: int) -> bytes:
    """Return for each letter a byte that is 0 unless a rule allows it and the letter at some distance after it.

    The last letters, which have none at that distance, have no byte.
    """
    before_bits, after_bits = _tabulate_bits(allows)
    befores = letters[: max(0, len(letters) - distance)]
    return and_bytes(befores.translate(before_bits), letters[distance:].translate(after_bits))


@cache
def _tabulate_bits(allows: Callable[[str, str], bool]) -> tuple[bytes, bytes]:
    """Return `before_bits` and `after_bits` of a rule, as translations of bytes."""
    before_bits, after_bits = bytearray(256), bytearray(256)
    letters = LETTERS.values()
    rows = {before: "".join(after for after in letters if allows(before, after)) for before in letters}
    for bit, row in enumerate(dict.fromkeys(filter(None, rows.values()))):
        for before in letters:
            before_bits[ord(before)] |= (rows[before] == row) << bit
        for after in row:
            after_bits[ord(after)] |= 1 << bit
    return bytes(before_bits), bytes(after_bits)


def find_pair_cuts(letters: str) -> tuple[list[int], list[int]]:
    """Return where a text may be cut: where what comes before each cut ends, and where what comes after it begins."""
    may_cut = match_pairs(_may_cut_between, letters.encode(), 1)
    between = list(compress(count(1), may_cut)) if may_cut.strip(b"\0") else []
    if "S" not in letters:
        return between, between  # the same list twice: nothing is left out at these cuts
    ends, starts = _find_space_cuts(letters)
    return (sorted(between + ends), sorted(between + starts)) if between else (ends, starts)


def _find_space_cuts(letters: str) -> tuple[list[int], list[int]]:
    """Return from where to where the spaces go at which a text may be cut."""
    if "SS" not in letters:
        ends = _find_single_space_cuts(letters)
        return ends, [end + 1 for end in ends]
    # Keep one space of each run, and look up where the letters that are left were.
    indexes = [0, *[index for index, two in enumerate(pairwise(letters), start=1) if two != ("S", "S")]]
    ends = _find_single_space_cuts(_MANY_SPACES.sub("S", letters))
    return [indexes[end] for end in ends], [indexes[end + 1] for end in ends]


def _find_single_space_cuts(letters: str) -> list[int]:
    codes = letters.encode()
    may_cut = and_bytes(match_pairs(_may_cut_at_space, codes, 2), codes[1:-1].translate(_SPACE_MASK))
    return list(compress(count(1), may_cut))
