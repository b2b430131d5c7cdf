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
   where a part of it still is, those between words of katakana; and where one still is, all.

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
from collections.abc import Sequence
from itertools import accumulate, pairwise
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
from smarthandle_results._breaking.penalties import BAD, GIVEN_LINE, WORST, rate_breaks
from smarthandle_results._breaking.width import measure_prefixes_halves
from smarthandle_results._layout.profiles import Profile, line_limit_halves, primary_language, profile_halves_table

UnitRange: TypeAlias = tuple[int, int]
"""The units from the first number up to the second, which is not included: a text, a line, or several lines."""


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
    begins = list(accumulate([len(line) + 1 for line, _ in lines], initial=0))
    last_begin = begins.pop()
    given_starts = [begin + offset for begin, (_, offsets) in zip(begins, lines, strict=True) for offset in offsets]
    turns = find_speaker_turns(text, given_starts)
    characters = Characters(text)
    cut_ends, cut_starts = find_cut_points(characters)
    if turns:
        words = find_turn_words(text, turns)
        cuts = [cut for cut in zip(cut_ends, cut_starts, strict=True) if cut[1] not in words]
        cut_ends, cut_starts = map(list, zip(*cuts, strict=True)) if cuts else ([], [])
    piece_starts = None if guide is None else find_piece_starts(text, guide)
    others = {*turns}.difference(cut_starts)
    language = primary_language(profile)
    if piece_starts is not None and language in COMPLEX_LANGUAGES:
        others.update(find_complex_cuts(text, piece_starts))
    starts = sorted([*begins, *cut_starts, *others])
    ends = sorted([*[begin - 1 for begin in (*begins[1:], last_begin)], *cut_ends, *others])
    penalties = _rate_cuts(text, starts, ends, piece_starts, language)
    _note_lines(penalties, starts, begins, given_starts, turns)
    prefixes_halves = measure_prefixes_halves(characters, profile_halves_table(profile))
    limit_halves = line_limit_halves(profile)

    def is_too_wide(first: int, last: int) -> bool:
        return prefixes_halves[ends[last - 1]] - prefixes_halves[starts[first]] > limit_halves

    def list_wide(kept: list[int]) -> list[int]:
        """Return the units that are left out of what is too wide."""
        ranges = ((first, last) for first, last in pairwise([*kept, len(starts)]) if last - first > 1)
        return [unit for first, last in ranges if is_too_wide(first, last) for unit in range(first + 1, last)]

    kept = [unit for unit, penalty in enumerate(penalties) if penalty < BAD]
    if wide := list_wide(kept):
        scripts = [unit for unit in wide if changes_script(text[ends[unit - 1] - 1], text[starts[unit]])]
        kept = sorted({*kept, *scripts, *[unit for unit in wide if penalties[unit] < WORST]})
        if wide := list_wide(kept):
            parts = find_parts(text)
            kept = sorted([*kept, *[unit for unit in wide if starts[unit] in parts]])
            kept = sorted([*kept, *list_wide(kept)])
    kept_starts = [starts[unit] for unit in kept]
    kept_ends = [ends[unit - 1] for unit in (*kept[1:], len(starts))]
    first_units = [bisect_left(kept_starts, begin) for begin in begins]
    return Units(
        limit_halves=limit_halves,
        text=text,
        starts=kept_starts,
        ends=kept_ends,
        starts_halves=[prefixes_halves[start] for start in kept_starts],
        ends_halves=[prefixes_halves[end] for end in kept_ends],
        penalties=[penalties[unit] for unit in kept],
        text_ranges=list(pairwise([*first_units, len(kept)])),
        turns=[bisect_left(kept_starts, turn) for turn in turns],
    )


def _rate_cuts(
    text: str, starts: list[int], ends: list[int], piece_starts: set[int] | None, language: str
) -> list[int]:
    """Return the penalty of a cut before each unit."""
    if piece_starts is None:
        words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        return [0, *rate_breaks(words, language)]
    begins = [unit for unit, start in enumerate(starts) if start in piece_starts]
    words = [text[starts[first] : ends[last - 1]] for first, last in pairwise([*begins, len(starts)])]
    penalties = [WORST] * len(starts)
    for unit, penalty in zip(begins, [0, *rate_breaks(words, language)], strict=True):
        penalties[unit] = penalty
    return penalties


def _note_lines(
    penalties: list[int], starts: list[int], begins: list[int], given_starts: list[int], turns: list[int]
) -> None:
    """Give the units at which a text, a speaker or a given line begins the penalties of that."""
    for start in given_starts:
        unit = bisect_left(starts, start)
        if starts[unit : unit + 1] == [start] and (penalties[unit] < BAD or start in turns):
            penalties[unit] = min(penalties[unit], GIVEN_LINE)
    for begin in begins:
        penalties[bisect_left(starts, begin)] = 0
