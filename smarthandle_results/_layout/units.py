"""Texts in, their units out: where the texts may be cut, how wide they are, and how bad each cut is.

Strategy: Everything that chooses breaks asks three questions of a text, thousands of times: where may it be cut, how
wide is it from one cut to another, and how bad is it to cut here? The answers must not depend on the
texts of other cues, and finding them must cost little for each text, because most texts are one short line.

So texts are not cut at all. Many are joined, a line each, into one text, and each step (cut points, penalties, widths)
runs over that as one pass over columns of bytes or integers. Nothing in one line decides anything in another, which
tests check. The lines that a text came with are joined first; where they began is remembered, as a good place to break
again, and the ones with which another speaker begins are cut points whatever the rules of Unicode say.

What is between two cut points is a unit, known by its number. A column has one value for each unit, so that `starts[5]`
is the offset at which unit 5 begins. A text, a line and a cue are all ranges of units, and their width is one
subtraction: widths are kept as those of all the text before a unit's start and before its end. The space between two
units belongs to neither, so that it counts inside a line and not at a line's end.

>>> from smarthandle_results import PROFILES
>>> units = find_units(["共0.5 元，好了", "Go on."], PROFILES["netflix-zh"])
>>> [units.text[start:end] for start, end in zip(units.starts, units.ends)]
['共', '0.5 元，', '好', '了', 'Go', 'on.']
>>> units.text_ranges
[(0, 4), (4, 6)]
>>> list(zip(units.starts_halves, units.ends_halves))
[(0, 2), (2, 10), (10, 12), (12, 14), (14, 16), (17, 20)]
>>> list(units.penalties[1:4])
[13, 4, 28]

The quantity is one unit. A break before unit 2 is after a clause, and the best one here; `units.width_halves(1, 4)` is
12, as much as six full-width characters.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise
from typing import TypeAlias, final

from attrs import frozen

from smarthandle_results._breaking.characters import Characters
from smarthandle_results._breaking.cut_points import find_cut_points
from smarthandle_results._breaking.given_lines import find_speaker_turns, join_lines
from smarthandle_results._breaking.penalties import GIVEN_LINE
from smarthandle_results._breaking.spaced import rate_breaks
from smarthandle_results._breaking.width import measure_prefixes_halves
from smarthandle_results._layout.profiles import Profile, line_limit_halves, primary_language, profile_halves_table

UnitRange: TypeAlias = tuple[int, int]
"""The units from the first number up to the second, which is not included: a text, a line, or several lines."""

Breaks: TypeAlias = list[int]
"""The lines of a cue: the unit with which each begins, and the one after the last. `[0, 5, 9]` are two lines."""


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
    penalties: bytearray
    """How bad a line break before each unit is. The first unit of a text has one too, which means nothing."""
    text_ranges: list[UnitRange]
    """The units of each text."""
    line_starts: dict[int, list[int]]
    """The offsets at which a text's own second and further lines began, by the text's number; only where it had any."""
    speaker_turns: list[int]
    """The units with which another speaker begins, in order: no line has the words of two."""

    def width_halves(self, first: int, last: int) -> int:
        """Return the width of a range on one line."""
        return self.ends_halves[last - 1] - self.starts_halves[first]

    def to_text(self, breaks: Breaks) -> str:
        """Return the text of some lines, without the spaces at their ends."""
        text, starts, ends = self.text, self.starts, self.ends
        return "\n".join([text[starts[first] : ends[last - 1]].rstrip() for first, last in pairwise(breaks)])

    def find_turns_inside(self, first: int, last: int) -> list[int]:
        """Return the units after the first of a range with which another speaker begins."""
        return self.speaker_turns[bisect_right(self.speaker_turns, first) : bisect_left(self.speaker_turns, last)]


def find_units(texts: Sequence[str], profile: Profile) -> Units:
    """Find the units of texts, none of which may be blank."""
    lines = list(map(join_lines, texts))
    text = "\n".join([line for line, _ in lines])
    begins = list(accumulate([len(line) + 1 for line, _ in lines], initial=0))
    line_starts = {
        number: [begins[number] + offset for offset in offsets] for number, (_, offsets) in enumerate(lines) if offsets
    }
    characters = Characters(text)
    cut_ends, cut_starts = find_cut_points(characters)
    given_starts = [*chain.from_iterable(line_starts.values())]
    turns = find_speaker_turns(text, given_starts)
    other_turns = set(turns).difference(cut_starts)
    starts = sorted([*begins[:-1], *cut_starts, *other_turns])
    ends = sorted([*[begin - 1 for begin in begins[1:]], *cut_ends, *other_turns])
    penalties = bytearray(rate_breaks(characters, starts, ends, primary_language(profile)))
    for start in given_starts:
        unit = bisect_left(starts, start)
        if starts[unit : unit + 1] == [start]:
            penalties[unit] = min(penalties[unit], GIVEN_LINE)
    widths_halves = measure_prefixes_halves(characters, [*starts, *ends], profile_halves_table(profile))
    first_units = [bisect_left(starts, begin) for begin in begins[:-1]]
    return Units(
        limit_halves=line_limit_halves(profile),
        text=text,
        starts=starts,
        ends=ends,
        starts_halves=widths_halves[: len(starts)],
        ends_halves=widths_halves[len(starts) :],
        penalties=penalties,
        text_ranges=list(pairwise([*first_units, len(starts)])),
        line_starts=line_starts,
        speaker_turns=[bisect_left(starts, turn) for turn in turns],
    )
