"""Letters of classes in, the places at which a text may be cut out: told by the letters at both sides of each.

Strategy: a table tells of each two letters what the rules say, and all the places of a text are looked up at once.
"""

import re
from collections.abc import Callable
from functools import cache
from itertools import compress, count, pairwise
from typing import Final, final

from attrs import frozen

from smarthandle_results._breaking.bytewise import both
from smarthandle_results._breaking.uax14 import CLASSES, HANGUL, is_break, letters_of

FULL_WIDTH: Final = frozenset(letters_of("CLW EB EM EXW ID IDX NS OPW"))
_HANGUL: Final = frozenset(letters_of(HANGUL))
_SPACE_OR_LINE_END: Final = frozenset(letters_of("BK CR LF NL SP"))
_MANY_SPACES: Final = re.compile("S{2,}")
_ONLY_SPACES: Final = bytes(255 * (byte == ord("S")) for byte in range(256))


def touches_full_width(before: str, after: str) -> bool:
    """Say whether one of two letters is of a full-width character, and none of Hangul."""
    return not _HANGUL & {before, after} and bool(FULL_WIDTH & {before, after})


def _may_join(before: str, after: str) -> bool:
    return before not in _SPACE_OR_LINE_END and touches_full_width(before, after) and is_break(before, after)


def _may_cut_spaces(before: str, after: str) -> bool:
    """Say whether a cut at spaces leaves text that could be put together again and cut there once more."""
    if before in _SPACE_OR_LINE_END or not is_break("S", after):
        return False
    return is_break(before, after) if touches_full_width(before, after) else True


@final
@frozen
class _Pairs:
    """Which two letters may stand at both sides of something, as two translations of bytes.

    What the first gives for the one letter and the second for the other have a bit in common if they may: a bit stands
    for all the letters that may be followed by the same ones. So a whole text is judged by one `&` of large integers.
    """

    befores: bytes
    afters: bytes

    def find(self, letters: bytes, distance: int) -> bytes:
        """Return for each place, from the first on, a byte that is 0 unless the letters so far apart may be a pair."""
        before = letters[: max(0, len(letters) - distance)]
        return both(before.translate(self.befores), letters[distance:].translate(self.afters))


def _make_pairs(may: Callable[[str, str], bool]) -> _Pairs:
    befores, afters = bytearray(256), bytearray(256)
    letters = CLASSES.values()
    rows = {before: "".join(after for after in letters if may(before, after)) for before in letters}
    for bit, row in enumerate(dict.fromkeys(filter(None, rows.values()))):
        for before in letters:
            befores[ord(before)] |= (rows[before] == row) << bit
        for after in row:
            afters[ord(after)] |= 1 << bit
    return _Pairs(bytes(befores), bytes(afters))


@cache
def _tight_pairs() -> _Pairs:
    """Tabulate the neighbours between which a text may be cut."""
    return _make_pairs(_may_join)


@cache
def _spaced_pairs() -> _Pairs:
    """Tabulate what may stand around a space at which a text may be cut."""
    return _make_pairs(_may_cut_spaces)


def find_places(letters: str) -> tuple[list[int], list[int]]:
    """Return where what stands before each place ends, and where what follows begins."""
    may_cut = _tight_pairs().find(letters.encode(), 1)
    tight = list(compress(count(1), may_cut)) if may_cut.strip(b"\0") else []
    if "S" not in letters:
        return tight, tight  # the very same list
    ends, starts = _find_spaces(letters)
    return (sorted(tight + ends), sorted(tight + starts)) if tight else (ends, starts)


def _find_spaces(letters: str) -> tuple[list[int], list[int]]:
    """Return from where to where there are spaces at which a text may be cut."""
    if "SS" not in letters:
        ends = _find_single_spaces(letters)
        return ends, [end + 1 for end in ends]
    # Leave one space of each run, and look up where the letters that are left had stood.
    kept = [0, *[at for at, two in enumerate(pairwise(letters), start=1) if two != ("S", "S")]]
    ends = _find_single_spaces(_MANY_SPACES.sub("S", letters))
    return [kept[end] for end in ends], [kept[end + 1] for end in ends]


def _find_single_spaces(letters: str) -> list[int]:
    codes = letters.encode()
    may_cut = both(_spaced_pairs().find(codes, 2), codes[1:-1].translate(_ONLY_SPACES))
    return list(compress(count(1), may_cut))
