"""A text's own lines in, one line out: the lines joined, with where each began and which are another speaker's."""

import re
from typing import Final

from smarthandle_results._breaking.characters import COMPLEX, Characters, line_break_table
from smarthandle_results._breaking.embeddings import has_embeddings, unite_embeddings
from smarthandle_results._breaking.pairs import touches_full_width
from smarthandle_results._breaking.uax14 import classify
from smarthandle_results._text import is_blank

FIRST_FULL_WIDTH: Final = "\u00a9"
"""The first character that may be of a full-width class: it is a pictograph, ©."""
_SPEAKER_TURN: Final = re.compile("(?:[-–] |—(?!—) ?)(?![-–] |—)\\S")
"""A dialogue dash at the start of a line, and what another speaker says: `- No.`, `– No.`, `—No.`, `— No.`."""
_BETWEEN_COMPLEX: Final = re.compile(COMPLEX * 2)


def needs_space(before: str, after: str) -> bool:
    """Return whether two lines are joined with a space between them."""
    if max(before[-1], after[0]) < FIRST_FULL_WIDTH:
        return True
    table = line_break_table()
    letter, next_letter = chr(table[ord(before[-1])]), chr(table[ord(after[0])])
    if _BETWEEN_COMPLEX.fullmatch(before[-1] + after[0]):
        return False
    if letter in "mz":  # a combining mark counts as the character that it is on
        letter = classify(Characters(before))[0][-1]
    return not touches_full_width(letter, next_letter)


def join_lines(text: str) -> tuple[str, list[int]]:
    r"""Join a text's lines, and return the result with the offsets at which its second and further lines begin.

    Lines are joined with a space, but with nothing next to a full-width character that is not Hangul, nor between two
    of Thai, Lao, Burmese or Khmer. Spaces at their ends, and lines of nothing else, are left out, as are marks of
    direction that only cross a line's end (`unite_embeddings`).

    >>> join_lines("我们用 \nAPI\n and more")
    ('我们用API and more', [3, 7])
    """
    if "\n" not in text:
        return text.strip(), []
    lines = list(filter(None, map(str.strip, text.split("\n"))))
    joined = before = ""
    starts: list[int] = []
    for line in unite_embeddings(lines) if has_embeddings(text) else lines:
        if before:
            joined += " " if needs_space(before, line) else ""
            starts.append(len(joined))
        joined += line
        before = line
    return joined, starts


def find_speaker_turns(joined: str, starts: list[int]) -> list[int]:
    """Return those of the given lines, by where they begin, that are another speaker's: always lines of their own.

    One with nothing to see before it is none, so that no line is left with nothing to see.
    """
    turns = [start for start in starts if _SPEAKER_TURN.match(joined, start)]
    return [turn for turn in turns if not is_blank(joined[joined.rfind("\n", 0, turn) + 1 : turn])]


def find_turn_words(joined: str, turns: list[int]) -> set[int]:
    """Return where the words of other speakers begin, after their dashes: a dash alone would be no turn any more."""
    matches = (_SPEAKER_TURN.match(joined, turn) for turn in turns)
    return {match.end() - 1 for match in matches if match}


def has_speaker_turn(text: str) -> bool:
    """Return whether one of a text's lines is another speaker's."""
    return any(map(_SPEAKER_TURN.match, text.split("\n")))
