"""A range of units in, cues out, each in lines: the layout that costs least.

What is minimised is one sum over all the lines and cues that a text becomes, in points:

- each break costs its penalty (`_breaking.penalties`), and `CUE_END` times as much where a cue ends at it: cues change
  where a speaker pauses;
- each line costs `SLACK` times the square of the part of it that is empty. So few lines are better than many, even
  lines better than uneven ones, and a word alone on a line is worst of all;
- a line that is followed by a narrower one costs `LONGER_TOP` where the profile prefers a shorter top line;
- each cue after the first costs `CUE`;
- a cue that is shown for longer than the profile allows costs `LONG`, which is less than to split it anywhere but at a
  clause;
- a cue of one to three letters, or one that is shown for less than the profile's shortest time, costs `FLASH`, more
  than all else together, so that there is none if there is another way.

Reading speed is in this by way of time: the cues share the time of the text in proportion to their widths, so all are
read at the speed of the whole, and the widths of the cues that are too short or too long to be seen follow from that.

Two things are not for sale: no line is wider than the limit, unless it is a single unit that nothing can break; and a
cue has no more lines than the profile allows, and no more than it needs.

Strategy: A break is named by the unit that begins after it. Each cue is a range of units, and its lines are in it. The
cheapest layout of all units up to a break is that of the units up to an earlier one and a cue between the two. So at a
break the cues that begin there are listed (`_list_cues`), and where one ends, the cheapest way to get there is kept.
The breaks are taken in the order of what a layout with a cue that ends there costs at least: so far, and for the rest,
as if that were laid out as well as can be (`_estimate_rest`). Many are never taken, for the search is over when the
next is the end of the text. It is the A* algorithm.

Only so many units fit into a cue, so the time grows with the length of a text, not with its square. Most texts fit into
one cue that costs less than one cue more would, whatever that had to offer. That is known first, from one loop
(`find_whole`), and again of each rest of a text.

>>> from smarthandle_results import PROFILES
>>> from smarthandle_results._layout.units import find_units
>>> en = PROFILES["netflix-en"]
>>> text = "It was the best of times and it was the worst of times, as everybody knows."
>>> units = find_units([text], en, None)
>>> [units.text[start:end] for start, end in zip(units.starts, units.ends)]
['It was the best of times', 'and it was the worst of times,', 'as everybody', 'knows.']
>>> units.penalties
[0, 9, 4, 13]

A line has 42 characters, so that the second unit fits on a line with none of the others, and the text needs three lines
and two cues. Both splits that leave at most two lines in a cue cost CUE, the slack of three lines, and the same two
penalties, of which one counts `CUE_END` times: the lesser is that after the clause.

>>> lay_out(units, 0, 4, en)
[[0, 1, 2], [2, 4]]
"""

import re
from bisect import bisect_left, bisect_right
from heapq import heappop, heappush
from itertools import accumulate, pairwise, repeat
from math import inf
from operator import sub
from typing import Final, TypeAlias

from smarthandle_results._breaking.penalties import BAD
from smarthandle_results._breaking.width import HALVES_PER_CHARACTER
from smarthandle_results._layout.profiles import Profile
from smarthandle_results._layout.units import Units

Breaks: TypeAlias = list[int]
"""The lines of a cue: the unit with which each begins, and the one after the last. `[0, 5, 9]` are two lines."""

Ways: TypeAlias = tuple[dict[int, float], dict[int, int]]
"""What the lines of each cue cost that begins with a unit, by its end, and each break's break before it."""

SLACK: Final = 30
"""The cost of an empty line: a break at the very edge of two full lines' width costs half of it more than one in the
middle, as much as a penalty of FAIR."""
LONGER_TOP: Final = 3
"""The cost of a line above a narrower one, where a profile prefers a shorter top line."""
CUE: Final = 24
"""The cost of one cue more: a text that fits into one becomes two only where the one has a poor break or a scrap."""
CUE_END: Final = 6
"""What the penalty of a break is multiplied by where a cue ends at it: to end at a clause is worth a cue more."""
LONG: Final = 52
"""The cost of a cue that is shown for too long: CUE and a CLAUSE are less, CUE and two words are more."""
FLASH: Final = 10_000
"""The cost of a cue that is too short to be seen, or that has `FEW_LETTERS`."""
FEW_LETTERS: Final = 3
"""A cue of so many letters or digits, or fewer, is a scrap of another."""
_ENOUGH_LETTERS: Final = re.compile(rf"(?:[\W_]*[^\W_]){{{FEW_LETTERS + 1}}}")
SPACE_HALVES: Final = HALVES_PER_CHARACTER
"""The widest single space, which a line break hides: that of Latin text, or U+3000."""
MOST_CHOICES: Final = 24
"""How many ends of a line are tried, the widest: more than there are words in a line of 42 characters."""


def lay_out(  # noqa: PLR0913 - a range and what it may be
    units: Units, first: int, last: int, profile: Profile, *, least_halves: float = 0, most_halves: float = inf
) -> list[Breaks]:
    """Return the breaks of each of the cues that cost least, of which there is always at least one.

    A cue narrower than `least_halves` is shown for too short a time, one wider than `most_halves` for too long.
    """
    starts_halves, ends_halves, penalties = units.starts_halves, units.ends_halves, units.penalties
    rest = _estimate_rest(units, first, last, profile)
    best: dict[int, float] = {first: 0, last: inf}
    found: dict[int, dict[int, int]] = {}
    queue = [(rest[0], first)]
    while (begin := heappop(queue)[1]) != last:
        letters = _ENOUGH_LETTERS.match(units.text, units.starts[begin])
        fewest = bisect_left(units.ends, letters.end(), begin, last) if letters else last
        seen = 1 + max(fewest, bisect_left(ends_halves, starts_halves[begin] + least_halves, begin, last))
        longest = bisect_right(ends_halves, starts_halves[begin] + most_halves, begin, last)
        whole = find_whole(units, begin, last, profile) if seen <= last == longest else None
        costs, parents = whole or _list_cues(units, begin, last, profile)
        for end, cost in costs.items():
            total = best[begin] + cost
            if end < last:
                total += CUE + CUE_END * penalties[end]
            if not seen <= end <= longest:
                total += FLASH * (end < seen) + LONG * (end > longest)
            least = total + rest[end - first]
            if least <= best[last] and total < best.get(end, inf):
                best[end], found[end] = total, parents
                heappush(queue, (least, end))
    layout: list[Breaks] = []
    while last > first:
        layout.append(list_breaks(found[last], last))
        last = layout[-1][0]
    return layout[::-1]


def find_whole(units: Units, first: int, last: int, profile: Profile) -> Ways | None:
    """Return what a range costs as one cue, if that is no more than one cue more would cost."""
    width_halves = units.width_halves(first, last)
    if width_halves > profile.max_lines * (units.limit_halves + SPACE_HALVES):
        return None
    costs, parents = _find_lines(units, first, last, profile)
    cost = costs.get(last, inf)
    if cost > CUE:
        # Two cues have two lines, which cost least if both are as full.
        empty = max(0, 2 - width_halves / units.limit_halves)
        least = min(units.penalties[first + 1 : last], default=0)
        if cost > CUE + CUE_END * least + SLACK * empty * empty / 2:
            return None
    return costs, parents


def may_be_one_cue(units: Units, first: int, last: int, profile: Profile) -> bool:
    """Return whether a range has no more lines than a cue: of 1,000 long Chinese texts that saves 446 searches."""
    return last in _find_lines(units, first, last, profile)[0]


def _find_lines(units: Units, first: int, last: int, profile: Profile) -> Ways:
    """Return what a range costs as one cue, and its breaks.

    `_list_cues` would say the same. Two lines, which most texts need, are found here in a third of its time.
    """
    starts_halves, ends_halves, limit_halves = units.starts_halves, units.ends_halves, units.limit_halves
    start_halves, end_halves = starts_halves[first], ends_halves[last - 1]
    if units.turns or profile.max_lines != 2 or end_halves - start_halves <= limit_halves:  # noqa: PLR2004
        return _list_cues(units, first, last, profile)
    scale = SLACK / limit_halves**2
    longer_top = LONGER_TOP if profile.top_line_shorter else 0
    least, best = inf, first
    full_top, full_bottom = start_halves + limit_halves, end_halves - limit_halves
    low = bisect_left(starts_halves, full_bottom, first + 1, last)
    high = bisect_right(ends_halves, full_top, first, last)
    for unit in range(low, high + 1):
        top_gap, bottom_gap = full_top - ends_halves[unit - 1], starts_halves[unit] - full_bottom
        cost = units.penalties[unit] + scale * (top_gap * top_gap + bottom_gap * bottom_gap)
        if top_gap < bottom_gap:
            cost += longer_top
        if cost < least:
            least, best = cost, unit
    return ({last: least}, {last: best, best: first}) if best > first else ({}, {})


def _estimate_rest(units: Units, first: int, last: int, profile: Profile) -> list[float]:
    """Return what a range costs at least from each of its units on, were all its lines as full as can be.

    There are at least so many lines as if breaks hid all spaces, and what of a unit is wider than a line. Together they
    are no fuller than if breaks hid none, and even lines cost least. No break costs less than the best of those left.
    """
    limit_halves, end_halves = units.limit_halves, units.ends_halves[last - 1]
    starts_halves = units.starts_halves[first:last][::-1]
    widths_halves = map(sub, units.ends_halves[first:last][::-1], starts_halves)
    denses_halves = accumulate(map(min, widths_halves, repeat(limit_halves)))
    bests = accumulate(units.penalties[first:last][::-1], min, initial=BAD)
    rest: list[float] = [0]
    for start_halves, dense_halves, best in zip(starts_halves, denses_halves, bests, strict=False):
        lines = (dense_halves - 1) // limit_halves + 1 or 1
        empty = lines - (end_halves - start_halves) / limit_halves
        cues = (lines - 1) // profile.max_lines
        breaks_cost = (lines - 1) * best + cues * (CUE + (CUE_END - 1) * best)
        rest.append(breaks_cost + (SLACK * empty * empty / lines if empty > 0 else 0))
    return rest[::-1]


def list_breaks(parents: dict[int, int], last: int) -> Breaks:
    """Return the breaks of a cue that ends at a break."""
    breaks = [last]
    while breaks[-1] in parents:
        breaks.append(parents[breaks[-1]])
    return breaks[::-1]


def _list_cues(units: Units, first: int, last: int, profile: Profile) -> Ways:  # noqa: C901 - three loops in one
    """Return what the lines of each cue cost that begins with a unit, by its end, and each break's break before it.

    Each cue has as few lines as it fits on. So those of two lines end after those of one, and so on.
    """
    starts_halves, ends_halves, turns = units.starts_halves, units.ends_halves, units.turns
    limit_halves = units.limit_halves
    scale = SLACK / limit_halves**2
    longer_top = LONGER_TOP if profile.top_line_shorter else 0
    costs: dict[int, float] = {}
    parents: dict[int, int] = {}
    before, beyond = {first: 0.0}, first + 1
    for _ in range(profile.max_lines):
        ends: dict[int, float] = {}
        furthest = 0
        for begin, cost_before in before.items():
            start_halves = starts_halves[begin]
            full_halves = start_halves + limit_halves
            stop = units.find_turn_after(begin, last) if turns else last
            high = bisect_right(ends_halves, full_halves, begin, stop)
            if high < beyond:
                if high > begin or beyond > begin + 1:
                    continue
                # A unit that is wider than a line has one of its own.
                high, full_halves = begin + 1, ends_halves[begin]
            base, even_halves = cost_before, 0
            if begin > first:
                base += units.penalties[begin]
                if longer_top:  # up to here the line is narrower than the one above
                    even_halves = start_halves + ends_halves[begin - 1] - starts_halves[parents[begin]]
            end = max(beyond, high - MOST_CHOICES)
            for end_halves in ends_halves[end - 1 : high]:
                gap_halves = full_halves - end_halves
                cost = base + scale * gap_halves * gap_halves
                if end_halves < even_halves:
                    cost += longer_top
                if end > furthest or cost < ends[end]:
                    ends[end] = cost
                    parents[end] = begin
                end += 1
            furthest = max(furthest, high)
        costs.update(ends)
        if last in ends or not ends:
            break
        before, beyond = ends, furthest + 1
    return costs, parents


def list_lines(units: Units, layout: list[Breaks]) -> list[list[str]]:
    """Return the lines of each cue of a layout, without the spaces at their ends."""
    text, starts, ends = units.text, units.starts, units.ends
    return [[text[starts[first] : ends[last - 1]].rstrip() for first, last in pairwise(breaks)] for breaks in layout]
