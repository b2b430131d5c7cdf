"""Text in, its cut points out: where a subtitle may be cut because UAX #14 allows it and a reader does not mind.

A cut point is a pair of offsets: where what comes before it ends, without the spaces there, and where what comes after
it starts. What lies between two cut points is a unit. Beyond UAX #14, nothing is cut inside

- a word: without a space, a cut touches a full-width character that is not Hangul, so that lines joined again, by a
  space or, next to such a character, by nothing, make the same text;
- a quantity, such as a number with its unit;
- an emoji sequence;

and no line begins with a middle dot, wide slash or wave dash, or contains nothing but format characters. UAX #14 has no
break between a space and a slash; here a line may begin with a path.

Strategy: shaping asks for the cut points of thousands of short texts. They come as the lines of one text, so that each
step runs over all of them at once, in a few calls. Every step is independent of the other lines: no pattern crosses a
line feed. A text must have the same cut points whether it is alone or one of many, and whether it has just been read
or was cut and joined before; otherwise shaping twice would change something twice.

1. Candidates are what the table of pairs allows (`pairs.find_pair_cuts`), except where one of the exclusions of
   `_find_candidates` applies: inside a quantity, before a character that begins no line, after a zero width joiner
   (LB8a), at white space other than the space. These exclusions are offsets at which no unit may start.
2. White space at a cut is left out, and comes back as one space or, next to full width, as nothing. What has come back
   may read differently: UAX #14 looks across spaces, and a quantity has one space at most. So the lines that have
   white space that would change, and only those, are cut at all candidates, joined again and asked for candidates once
   more; a candidate that is then gone is no cut point.
3. Lines with format characters, which are rare, lose the cut points that would make a unit with nothing to see.

For example, with offsets counted from 0, `几乎 5000   元`:

    candidates     几 | 乎 | 5000 | 元       ends 1 2 7, starts 1 3 10: three spaces make it no quantity
    joined again   几乎5000元               the candidates' starts are now at 1, 2 and 6
    candidates     几 | 乎 | 5000元         6 is inside the quantity `5000元`, so the third candidate goes
    cut points     几 | 乎 | 5000   元       ends 1 2, starts 1 3
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, compress, count
from operator import not_
from typing import Final

from smarthandle_results._breaking.characters import COMPLEX, Characters
from smarthandle_results._breaking.given_lines import find_speaker_turns, join_lines, needs_space
from smarthandle_results._breaking.pairs import FULL_WIDTH_LETTERS, find_pair_cuts
from smarthandle_results._breaking.quantities import find_offsets_inside_quantities
from smarthandle_results._breaking.uax14 import LineRange, classify, find_line_ranges
from smarthandle_results._text import is_blank

_NEVER_FIRST: Final = re.compile("[·‧・･／～〜﹏]")
_LONE_SLASH: Final = re.compile(r"(?<= )/(?!\S)")
"""A slash between spaces stands between what is before and after it; one before a letter begins a path."""
_BEFORE_COMPLEX: Final = re.compile(f"(?<={COMPLEX}){COMPLEX}")
_OTHER_SPACE: Final = re.compile(r"[^\S \n]")
"""The tab, most wide spaces and no-break ones: they are stripped from a line that they begin."""
_FULL_WIDTH: Final = "".join(sorted(FULL_WIDTH_LETTERS))
_CHANGING_SPACE: Final = re.compile(f"S(?:(?<=[{_FULL_WIDTH}]S)|(?=[S{_FULL_WIDTH}]))")
"""Spaces that do not come back as they were if a text is cut there: next to full width, or more than one."""
_FORMAT_CHARACTER: Final = re.compile(
    "[\xad\u0600-\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0001-\U000e007f]"
)
"""What a unit with nothing to see contains, besides white space: most of Unicode's category Cf."""


def find_cut_points(characters: Characters) -> tuple[list[int], list[int]]:
    """Return the cut points of each line of a text: where what precedes each ends, and where what follows starts.

    Whether there is one between two units depends on what lies between the cut points around them alone, and never on
    another line.

    >>> find_cut_points(Characters("几乎 5000   元"))
    ([1, 2], [1, 3])
    """
    text = characters.text
    letters, offsets = classify(characters)
    ends, starts = _find_candidates(text, letters, offsets)
    # In ASCII nothing is full width.
    spaces = _find_changing_spaces(letters, offsets) if not characters.is_ascii or "  " in text else ()
    if lines := find_line_ranges(text, sorted(chain(spaces, _find_other_spaces(text)))):
        ends, starts = _exclude(ends, starts, {*_list_unstable(text, ends, starts, lines)})
    if not characters.is_ascii and (lines := find_line_ranges(text, _find_all(_FORMAT_CHARACTER, text))):
        ends, starts = _exclude(ends, starts, {*_list_before_invisible(text, ends, starts, lines)})
    return ends, starts


def find_bad_line_starts(text: str) -> list[int]:
    """Return which lines of a text, counted from 0 and without those that are blank, begin where no line may."""
    return list_bad_line_starts([join_lines(text)])[0]


def list_bad_line_starts(joined_texts: Sequence[tuple[str, list[int]]]) -> list[list[int]]:
    """Return what `find_bad_line_starts` returns for each text, in one pass; `join_lines` has joined their lines."""
    joined = "\n".join([text for text, _ in joined_texts])
    offsets = accumulate((len(text) + 1 for text, _ in joined_texts), initial=0)
    starts = [[offset + start for start in own] for offset, (_, own) in zip(offsets, joined_texts, strict=False)]
    every = [*chain.from_iterable(starts)]
    # Unicode's rules leave the words of Thai and the like to a dictionary.
    inside_words = (start for start in every if _BEFORE_COMPLEX.match(joined, start))
    bad = {*every}.difference(find_cut_points(Characters(joined))[1], inside_words, find_speaker_turns(joined, every))
    return [[number for number, start in enumerate(own, start=1) if start in bad] for own in starts]


def _find_candidates(text: str, letters: str, offsets: list[int] | None) -> tuple[list[int], list[int]]:
    """Return the cut points of a classified text as it is, whatever becomes of the white space at them."""
    ends, starts = find_pair_cuts(letters)
    exclusions = find_offsets_inside_quantities(text)
    if " /" in text:
        exclusions.update(_find_all(_LONE_SLASH, text))
    if not text.isascii():
        exclusions.update(_find_all(_NEVER_FIRST, text))
    if offsets is not None:
        ends, starts = [offsets[end] for end in ends], [offsets[start] for start in starts]
        exclusions.update(start for start in starts if text[start - 1] == "\u200d")  # LB8a
    exclusions.update(_find_other_spaces(text))
    return _exclude(ends, starts, exclusions)


def _find_all(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    return (match.start() for match in pattern.finditer(text))


def _find_other_spaces(text: str) -> Iterator[int]:
    return iter(()) if text.isascii() and "\t" not in text else _find_all(_OTHER_SPACE, text)


def _find_changing_spaces(letters: str, offsets: list[int] | None) -> Iterator[int]:
    places = _find_all(_CHANGING_SPACE, letters)
    return places if offsets is None else map(offsets.__getitem__, places)


def _exclude(ends: list[int], starts: list[int], exclusions: set[int]) -> tuple[list[int], list[int]]:
    """Return the cut points without those whose start is excluded."""
    if not exclusions:
        return ends, starts
    if ends is starts:  # a text without spaces: one list does for both
        ends = starts = [start for start in starts if start not in exclusions]
        return ends, starts
    keep = [start not in exclusions for start in starts]
    return list(compress(ends, keep)), list(compress(starts, keep))


def _list_unstable(text: str, ends: list[int], starts: list[int], lines: list[LineRange]) -> Iterator[int]:
    """Find the starts in some lines that are no longer candidates once these are cut at every one and joined again."""
    joined_lines: list[str] = []
    candidate_starts: list[int] = []
    positions: list[int] = []  # of the starts, among the joined lines
    length = 0
    for begin, end in lines:
        low, high = bisect_left(starts, begin), bisect_left(starts, end)
        sides = ([offset - begin for offset in column[low:high]] for column in (ends, starts))
        line, line_positions = _cut_and_join(text[begin:end], *sides)
        joined_lines.append(line)
        candidate_starts += starts[low:high]
        positions += [length + position for position in line_positions]
        length += len(line) + 1
    joined = "\n".join(joined_lines)
    candidates = set(_find_candidates(joined, *classify(Characters(joined)))[1])
    return (start for start, position in zip(candidate_starts, positions, strict=True) if position not in candidates)


def _cut_and_join(text: str, ends: list[int], starts: list[int]) -> tuple[str, list[int]]:
    """Cut a text at every candidate and join it again; return it with where the candidates' starts are in it.

    Cuts without white space change nothing, so only the others are made.
    """
    parts: list[str] = []
    positions: list[int] = []
    begin = shrinkage = 0
    for end, start in zip(ends, starts, strict=True):
        if end < start or text[end - 1].isspace():
            before = text[begin:end].rstrip()
            parts.append(f"{before} " if needs_space(before, text[start]) else before)
            shrinkage += start - begin - len(parts[-1])
            begin = start
        positions.append(start - shrinkage)
    return "".join([*parts, text[begin:]]), positions


def _list_before_invisible(text: str, ends: list[int], starts: list[int], lines: list[LineRange]) -> Iterator[int]:
    """Yield the starts of units with nothing to see, and of the first unit with something if a line begins with those.

    So such a unit belongs to the one before it, or at a line's start to the one after it.
    """
    for begin, end in lines:
        low, high = bisect_left(starts, begin), bisect_left(starts, end)
        line_starts = starts[low:high]
        units = zip([begin, *line_starts], [*ends[low:high], end], strict=True)
        invisible = [is_blank(text[first:last]) for first, last in units]
        first_visible = next(compress(count(), map(not_, invisible)), len(invisible))
        yield from line_starts[:first_visible]
        yield from compress(line_starts, invisible[1:])
