"""Text in, the joints at which a subtitle may be cut out: where UAX #14 allows it and a reader does not mind.

A joint is a pair of offsets: where what stands before it ends, its spaces left out, and where what follows begins.
Beyond UAX #14, nothing is cut inside

- a word: without a space, a cut touches a full-width character that is not Hangul, so that lines put together again,
  by a space or, next to such a character, by nothing, give the same text;
- a quantity, such as a number with its unit;
- an emoji sequence; and no line begins with a middle dot, slash or wave dash, or is nothing but format characters.

White space at a cut is left out, and comes back as one space or nothing. So there is a joint at white space only where
there is one in what comes back, too.

Strategy: many texts are lines of one, so that each step runs over all of them at once; what few need is done for the
lines that need it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain, compress, count
from operator import not_
from typing import Final

from smarthandle_results._breaking.characters import Characters
from smarthandle_results._breaking.given_lines import find_speaker_turns, join_lines, meet_tightly
from smarthandle_results._breaking.pairs import FULL_WIDTH, find_places
from smarthandle_results._breaking.quantities import find_insides
from smarthandle_results._breaking.uax14 import Lines, classify, find_lines
from smarthandle_results._text import is_blank

_NEVER_FIRST: Final = re.compile("[·‧・･／～〜﹏]")
_OTHER_SPACE: Final = re.compile(r"[^\S \n]")
"""The tab, most wide spaces and no-break ones: they are stripped from a line that they begin."""
_ANY_FULL_WIDTH: Final = "".join(sorted(FULL_WIDTH))
_LOOSE_SPACE: Final = re.compile(f"S(?:(?<=[{_ANY_FULL_WIDTH}]S)|(?=[S{_ANY_FULL_WIDTH}]))")
"""Spaces that do not come back as they were if a text is cut there."""
_FORMAT: Final = re.compile(
    "[\xad\u0600-\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0001-\U000e007f]"
)
"""What a unit without anything to see is made of."""


def find_cut_points(characters: Characters) -> tuple[list[int], list[int]]:
    """Return the joints of each line of a text: where what precedes each ends, and where what follows begins.

    Nothing but what stands between two joints decides whether there is one between, and nothing in one line what is one
    in another.
    """
    text = characters.text
    letters, offsets = classify(characters)
    ends, starts = _find_cuts(text, letters, offsets)
    # In ASCII nothing is full width.
    loose = _find_loose_spaces(letters, offsets) if not characters.is_ascii or "  " in text else ()
    if lines := find_lines(text, sorted(chain(loose, _find_other_spaces(text)))):
        ends, starts = _leave_out(ends, starts, {*_list_unlike(text, ends, starts, lines)})
    if not characters.is_ascii and (lines := find_lines(text, _find_all(_FORMAT, text))):
        ends, starts = _leave_out(ends, starts, {*_list_unseen(text, ends, starts, lines)})
    return ends, starts


def count_bad_line_starts(text: str) -> int:
    """Count the lines of a text that begin where no line may."""
    joined, starts = join_lines(text)
    return len(set(starts).difference(find_cut_points(Characters(joined))[1], find_speaker_turns(joined, starts)))


def _find_cuts(text: str, letters: str, offsets: list[int] | None) -> tuple[list[int], list[int]]:
    """Return the joints of a classified text as it is, whatever becomes of the white space at them."""
    ends, starts = find_places(letters)
    held = find_insides(text)
    if not text.isascii():
        held.update(_find_all(_NEVER_FIRST, text))
    if offsets is not None:
        ends, starts = [offsets[end] for end in ends], [offsets[start] for start in starts]
        held.update(start for start in starts if text[start - 1] == "\u200d")  # LB8a
    held.update(_find_other_spaces(text))
    return _leave_out(ends, starts, held)


def _find_all(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    return (found.start() for found in pattern.finditer(text))


def _find_other_spaces(text: str) -> Iterator[int]:
    return iter(()) if text.isascii() and "\t" not in text else _find_all(_OTHER_SPACE, text)


def _find_loose_spaces(letters: str, offsets: list[int] | None) -> Iterator[int]:
    found = _find_all(_LOOSE_SPACE, letters)
    return found if offsets is None else map(offsets.__getitem__, found)


def _leave_out(ends: list[int], starts: list[int], held: set[int]) -> tuple[list[int], list[int]]:
    if not held:
        return ends, starts
    if ends is starts:
        ends = starts = [start for start in starts if start not in held]
        return ends, starts
    keep = [start not in held for start in starts]
    return list(compress(ends, keep)), list(compress(starts, keep))


def _list_unlike(text: str, ends: list[int], starts: list[int], lines: Lines) -> Iterator[int]:
    """Return the joints in lines that are none any more once these are cut at every joint and put together again."""
    together: list[str] = []
    inside: list[int] = []
    moved: list[int] = []
    at = 0
    for begin, end in lines:
        low, high = bisect_left(starts, begin), bisect_left(starts, end)
        sides = ([each - begin for each in column[low:high]] for column in (ends, starts))
        line, places = _contract(text[begin:end], *sides)
        together.append(line)
        inside += starts[low:high]
        moved += [at + place for place in places]
        at += len(line) + 1
    contracted = "\n".join(together)
    cuts = set(_find_cuts(contracted, *classify(Characters(contracted)))[1])
    return (start for start, place in zip(inside, moved, strict=True) if place not in cuts)


def _contract(text: str, ends: list[int], starts: list[int]) -> tuple[str, list[int]]:
    """Cut a text at every joint and put it together again; return it with where the joints are in it."""
    parts: list[str] = []
    moved: list[int] = []
    begin = gone = 0
    for end, start in zip(ends, starts, strict=True):
        if end < start or text[end - 1].isspace():
            before = text[begin:end].rstrip()
            parts.append(before if meet_tightly(before, text[start]) else f"{before} ")
            gone += start - begin - len(parts[-1])
            begin = start
        moved.append(start - gone)
    return "".join([*parts, text[begin:]]), moved


def _list_unseen(text: str, ends: list[int], starts: list[int], lines: Lines) -> Iterator[int]:
    """Return the joints that would leave a unit with nothing to see: before it, or behind it if a line begins so."""
    for begin, end in lines:
        low, high = bisect_left(starts, begin), bisect_left(starts, end)
        inside = starts[low:high]
        units = zip([begin, *inside], [*ends[low:high], end], strict=True)
        unseen = [is_blank(text[first:last]) for first, last in units]
        first_seen = next(compress(count(), map(not_, unseen)), len(unseen))
        yield from inside[:first_seen]
        yield from compress(inside, unseen[1:])
