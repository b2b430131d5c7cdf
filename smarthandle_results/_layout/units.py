"""Texts in, their units out: where a careful person would cut the texts, how wide they are, and how bad each cut is.

Strategy: Everything that chooses breaks asks three questions of a text, thousands of times: where may it be cut, how
wide is it from one cut to another, and how bad is it to cut here? The answers must not depend on the
texts of other cues, and finding them must cost little for each text, because most texts are one short line.

So texts are not cut at all. Many are joined, a line each, into one text, and each step (cut points, words, penalties,
widths) runs over that in one pass. Nothing in one line decides anything in another, which tests check.

1. The lines that a text came with are joined; where they began is remembered, as a good place to break again, and the
   ones with which another speaker begins are cut points whatever the rules of Unicode say.
2. `find_cut_points` says where UAX #14 allows a cut. In languages without spaces a guide says where words begin: a cut
   inside one is the WORST. All others are judged by the words around them (`rate_breaks`).
3. A bad cut is no cut. Those that belong together, with a penalty of BAD or more, are left out.
4. Where a unit is then wider than a line, the cuts between its words and those at a change of script are put back;
   where a part of it still is, those between words of katakana; and where one still is, all. All widths are compared
   in one pass, and only those few are gone through again.

What is between two cuts is a unit, known by its number. A column has one value for each unit, so that `starts[5]`
is the offset at which unit 5 begins. A text, a line and a cue are all ranges of units, and their width is one
subtraction: widths are kept as those of all the text before a unit's start and before its end. The space between two
units belongs to neither, so that it counts inside a line and not at a line's end.

>>> from smarthandle_results import PROFILES
>>> units = find_units(["Come to the sea, or to Rome.", "Go on."], PROFILES["netflix-en"], None)
>>> [units.text[start:end] for start, end in zip(units.starts, units.ends)]
['Come', 'to the sea,', 'or to Rome.', 'Go', 'on.']
>>> units.text_ranges
[(0, 3), (3, 5)]
>>> list(zip(units.starts_halves, units.ends_halves))
[(0, 8), (10, 32), (34, 56), (58, 62), (64, 70)]
>>> units.penalties[1:3]
[9, 4]

Nothing is cut between the article and its noun. `units.width_halves(1, 3)` is 46, as much as 23 characters of 2.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate, compress, pairwise, repeat
from operator import sub
from typing import TypeAlias, final

from attrs import frozen

from smarthandle_results._breaking.characters import Characters, changes_script
from smarthandle_results._breaking.cut_points import find_cut_points
from smarthandle_results._breaking.given_lines import find_speaker_turns, find_turn_words, join_lines
from smarthandle_results._breaking.guides import (
    COMPLEX_LANGUAGES,
    Guide,
    find_complex_cuts,
    find_parts,
    find_piece_starts,
)
from smarthandle_results._breaking.penalties import BAD, GIVEN_LINE, SENTENCE, WORST, rate_breaks
from smarthandle_results._breaking.width import measure_prefixes_halves
from smarthandle_results._layout.profiles import Profile, line_limit_halves, primary_language, profile_halves_table

UnitRange: TypeAlias = tuple[int, int]
"""The units from the first number up to the second, which is not included: a text, a line, or several lines."""
_Cuts: TypeAlias = tuple[list[int], list[int]]
"""Of all that lies between two cuts, and at the ends of texts, where it starts and where it ends, in order."""


@final
@frozen(kw_only=True)
class Units:
    """The units of many texts, as columns. Widths are in half characters, and of all the text before a place."""

    limit_halves: int
    """The widest line that the profile allows."""
    text: str
    """The texts, one after another with a line feed between, the lines of each joined into one."""
    starts: list[int]
    """The offset in `text` at which each unit begins."""
    ends: list[int]
    """The offset at which each unit ends, the spaces after it left out."""
    starts_halves: list[int]
    """The width of the text before each unit's start."""
    ends_halves: list[int]
    """The width of the text before each unit's end."""
    penalties: list[int]
    """How bad a line break before each unit is. The first unit of a text has one too, which means nothing."""
    text_ranges: list[UnitRange]
    """The units of each text."""
    turns: list[int]
    """The units with which another speaker begins, in order: no line has the words of two."""

    def width_halves(self, first: int, last: int) -> int:
        """Return the width of a range on one line."""
        return self.ends_halves[last - 1] - self.starts_halves[first]

    def find_turn_after(self, unit: int, last: int) -> int:
        """Return the first unit after one with which another speaker begins, or `last` if there is none before that."""
        at = bisect_right(self.turns, unit)
        return min(last, self.turns[at]) if at < len(self.turns) else last


def find_units(texts: Sequence[str], profile: Profile, guide: Guide | None) -> Units:
    """Find the units of texts, none of which may be blank."""
    lines = list(map(join_lines, texts))
    text = "\n".join([line for line, _ in lines])
    *begins, _ = accumulate([len(line) + 1 for line, _ in lines], initial=0)
    given_starts = [begin + offset for begin, (_, offsets) in zip(begins, lines, strict=True) for offset in offsets]
    turns = find_speaker_turns(text, given_starts)
    characters, language, limit_halves = Characters(text), primary_language(profile), line_limit_halves(profile)
    piece_starts = None if guide is None else find_piece_starts(text, guide)
    complex_cuts = find_complex_cuts(text, piece_starts) if piece_starts and language in COMPLEX_LANGUAGES else []
    cuts = _find_cuts(characters, begins, turns, complex_cuts)
    rated = cuts if piece_starts is None else _take(cuts, list(map(piece_starts.__contains__, cuts[0])))
    words = [text[start:end] for start, end in zip(*rated, strict=True)]
    penalties = dict(zip(rated[0], [SENTENCE, *rate_breaks(words, language)], strict=True))
    penalties.update((start, GIVEN_LINE) for start in given_starts if GIVEN_LINE < penalties.get(start, WORST) < BAD)
    penalties.update((turn, min(penalties.get(turn, WORST), GIVEN_LINE)) for turn in turns)
    penalties.update(dict.fromkeys(begins, SENTENCE))
    prefixes_halves = measure_prefixes_halves(characters, profile_halves_table(profile))
    rated = cuts if turns else rated  # another speaker may begin inside a piece
    good = _take(rated, [penalties.get(start, WORST) < BAD for start in rated[0]])
    starts, ends = _put_back(text, cuts, good, penalties, prefixes_halves, limit_halves)
    return Units(
        limit_halves=limit_halves,
        text=text,
        starts=starts,
        ends=ends,
        starts_halves=list(map(prefixes_halves.__getitem__, starts)),
        ends_halves=list(map(prefixes_halves.__getitem__, ends)),
        penalties=list(map(penalties.get, starts, repeat(WORST))),
        text_ranges=list(pairwise([*[bisect_left(starts, begin) for begin in begins], len(starts)])),
        turns=[bisect_left(starts, turn) for turn in turns],
    )


def _find_cuts(characters: Characters, begins: list[int], turns: list[int], complex_cuts: list[int]) -> _Cuts:
    """Find all cuts, the beginnings of texts and of what other speakers say among them."""
    ends, starts = find_cut_points(characters)
    # A text may be what one speaker of several says: of its dash too a cut would make a scrap.
    if words := find_turn_words(characters.text, [*begins, *turns]):
        ends = [end for end, start in zip(ends, starts, strict=True) if start not in words]
        starts = [start for start in starts if start not in words]
    others = {*turns, *complex_cuts}.difference(starts)
    line_ends = [begin - 1 for begin in begins[1:]]
    return sorted([*begins, *starts, *others]), sorted([*line_ends, *ends, *others, len(characters.text)])


def _take(cuts: _Cuts, is_taken: Sequence[bool]) -> _Cuts:
    """Take some of the cuts, of which the first is one: what comes before a cut ends before the next that is taken."""
    starts, ends = cuts
    return list(compress(starts, is_taken)), list(compress(ends, [*is_taken[1:], True]))


def _put_back(  # noqa: PLR0913, PLR0917 - what it goes by
    text: str,
    cuts: _Cuts,
    good: _Cuts,
    penalties: dict[int, int],
    prefixes_halves: Sequence[int],
    limit_halves: int,
) -> _Cuts:
    """Return the good cuts, and of the others those without which there would be something wider than a line."""
    all_starts, all_ends = cuts
    starts, ends = good
    find_parts_once = cache(find_parts)  # of all texts, but only if it comes to that
    tests: list[Callable[[int, int], bool]] = [
        lambda end, start: penalties.get(start, WORST) < WORST or changes_script(text[end - 1], text[start]),
        lambda _, start: start in find_parts_once(text),
        lambda _, __: True,
    ]

    def find_inner(first: int, last: int, level: int) -> Iterator[int]:
        """Yield the cuts inside a range that pass a test, and what passes the next ones where that is not enough."""
        width_halves = prefixes_halves[all_ends[last - 1]] - prefixes_halves[all_starts[first]]
        if last - first > 1 and width_halves > limit_halves:
            inner = [cut for cut in range(first + 1, last) if tests[level](all_ends[cut - 1], all_starts[cut])]
            yield from inner
            for part in pairwise([first, *inner, last]):
                yield from find_inner(*part, level + 1)

    widths_halves = map(sub, map(prefixes_halves.__getitem__, ends), map(prefixes_halves.__getitem__, starts))
    wide = compress(zip(*good, strict=True), map(limit_halves.__lt__, widths_halves))
    ranges = ((bisect_left(all_starts, start), bisect_right(all_ends, end)) for start, end in wide)
    found = [cut for first, last in ranges for cut in find_inner(first, last, 0)]
    back_ends = [all_ends[cut - 1] for cut in found]
    return sorted([*starts, *map(all_starts.__getitem__, found)]), sorted([*ends, *back_ends])
