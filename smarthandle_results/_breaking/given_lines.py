"""A text's own lines in, one line out: put together, with where each began and which are another speaker's."""

import re
from typing import Final

from smarthandle_results._breaking.characters import Characters, class_table
from smarthandle_results._breaking.pairs import touches_full_width
from smarthandle_results._breaking.uax14 import classify

FIRST_FULL_WIDTH: Final = "\u00a9"
"""The first character that may be of a full-width class: it is a pictograph."""
_TURN: Final = re.compile("(?:[-–] |—(?!—) ?)(?![-–] |—)\\S")
"""A dialogue dash at the start of a line: what another speaker says."""


def meet_tightly(before: str, after: str) -> bool:
    """Say whether two lines meet with nothing between them."""
    if max(before[-1], after[0]) < FIRST_FULL_WIDTH:
        return False
    table = class_table()
    letter, following = chr(table[ord(before[-1])]), chr(table[ord(after[0])])
    if letter in "mz":  # a mark is as what it stands on
        letter = classify(Characters(before))[0][-1]
    return touches_full_width(letter, following)


def join_lines(text: str) -> tuple[str, list[int]]:
    """Put a text's lines together, and return it with the offsets at which its second and further lines begin.

    Lines meet with a space, but with nothing next to a full-width character that is not Hangul. Spaces at their ends,
    and lines of nothing else, are left out.
    """
    if "\n" not in text:
        return text.strip(), []
    parts: list[str] = []
    starts: list[int] = []
    before, at = "", 0
    for line in filter(None, map(str.strip, text.split("\n"))):
        if before:
            space = "" if meet_tightly(before, line) else " "
            parts.append(space)
            at += len(space)
            starts.append(at)
        parts.append(line)
        before, at = line, at + len(line)
    return "".join(parts), starts


def find_speaker_turns(joined: str, starts: list[int]) -> list[int]:
    """Return those of the given lines, by where they begin, that are another speaker's: always lines of their own."""
    return [start for start in starts if _TURN.match(joined, start)]


def holds_speaker_turn(text: str) -> bool:
    """Say whether one of a text's lines is another speaker's."""
    return any(map(_TURN.match, text.split("\n")))
