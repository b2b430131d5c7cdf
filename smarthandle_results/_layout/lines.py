"""A range of units in, lines out: which of the cuts become line breaks.

Strategy: There are three operations: break a range into as few lines as fit (`break_into_lines`); rank all breaks at
which the first of several equal parts may end (`rank_breaks`, also used to choose where one cue ends and the next
begins); and, where no good way exists, fill lines to the brim (`fill_lines`).

Goals, in this order: no line is wider than the limit; there are few lines; a break is where a reader pauses; the lines
are about as wide, with no orphan of a character or two on one of them. The result must be the same on every machine,
and the time must grow with the units between which there is a choice, not with their square.

Plan. A break is named by the unit that begins after it. Widths are prefix sums, which only grow, so the breaks that
leave two sides which fit are consecutive: two bisections find the first and the last (`_find_fitting_breaks`). Each has
a cost, which is that of the pause plus that of the imbalance:

    penalty + IMBALANCE * distance from where the parts would be equal / width of all

multiplied by twice the width, so that it is a whole number. The lowest cost wins, and of equals the first. Two lines,
by far the most frequent case, are one loop. For more, the breaks of the first line are tried, best first, each with
the best way to break the rest; usually the first try fits.

>>> from smarthandle_results import PROFILES
>>> from smarthandle_results._layout.units import find_units
>>> zh = PROFILES["netflix-zh"]
>>> units = find_units(["我们现在就出发去那里看看，然后再说。"], zh)
>>> units.width_halves(0, 16), units.limit_halves
(36, 32)

One line is too few. Two lines of 32 fit with any break from unit 3 to unit 14. Of these twelve breaks, two compete:

>>> [(units.text[units.starts[unit] :], units.penalties[unit], units.ends_halves[unit - 1]) for unit in (10, 12)]
[('看看，然后再说。', 9, 20), ('然后再说。', 4, 26)]

The first is at 20 of 36 halves, 2 from the middle; its cost is 9 + 12 * 4 / 36, or 10.3. The second is after a clause,
8 from the middle: 4 + 12 * 16 / 36, or 9.3. (The distance is that of both sides, so it counts twice.)

>>> breaks = break_into_lines(units, 0, 16, zh)
>>> breaks, units.to_text(breaks).split()
([0, 12, 16], ['我们现在就出发去那里看看，', '然后再说。'])

A single unit may be wider than a line: a URL, a long word. `narrow_wide_units` counts it as just as wide as a line, so
that it gets a line of its own and all others keep to the limit.
"""

from bisect import bisect_left, bisect_right
from math import inf
from typing import Final

from attrs import evolve

from smarthandle_results._breaking.width import HALVES_PER_CHARACTER
from smarthandle_results._layout.profiles import Profile
from smarthandle_results._layout.units import Breaks, Units

IMBALANCE: Final = 12
"""The penalty of a break at the very edge of a range, 0 in the middle: a third of `penalties.WORST`, thrice a clause's.

In tests/corpus, of the sentences that need two lines, 74 % of the Chinese and 44 % of the English are broken after a
clause or sentence, and in 10 % one line is over twice as wide as the other. At 24 these are 67, 39 and 3 %; without
any such penalty, 74, 47 and over 20 %.
"""
LONGER_TOP_LINE: Final = 3
"""The penalty of a longer top line where a profile prefers it shorter: not enough to give up a clause for it.

In tests/corpus 31 % of the English sentences of two lines then have a longer top line, 41 % without it. At 12 only 11 %
have, but the breaks after a clause or sentence fall from 44 to 35 %.
"""
ORPHAN_HALVES: Final = 2 * HALVES_PER_CHARACTER
"""A line of this width or less, one or two characters, looks like a mistake."""
SPACE_HALVES: Final = HALVES_PER_CHARACTER
"""The widest single space, which a line break hides: that of Latin text, or U+3000."""


def capacity_halves(limit_halves: int, lines: int) -> int:
    """Return the width of the widest text that may fit on some lines, including the spaces that their breaks hide."""
    return limit_halves * lines + SPACE_HALVES * (lines - 1)


def count_lines(width_halves: int, limit_halves: int) -> int:
    """Return how many lines a text of some width needs at least."""
    return max(1, -(-(width_halves + SPACE_HALVES) // (limit_halves + SPACE_HALVES)))


def narrow_wide_units(units: Units, first: int, last: int) -> Units:
    """Count each unit of a range that is wider than a line as one line wide, so that there is always a way to break."""
    starts_halves, ends_halves = units.starts_halves[:], units.ends_halves[:]
    excess = 0
    for unit in range(first, last):
        starts_halves[unit] -= excess
        excess += max(0, units.ends_halves[unit] - units.starts_halves[unit] - units.limit_halves)
        ends_halves[unit] -= excess
    return evolve(units, starts_halves=starts_halves, ends_halves=ends_halves)


def _find_fitting_breaks(units: Units, first: int, last: int, limits_halves: tuple[int, int]) -> tuple[int, int]:
    """Return the first and the last break with both sides within their limits; if there is none, the last is less.

    Those that leave an orphan are excluded, unless there is no other.
    """
    starts_halves, ends_halves = units.starts_halves, units.ends_halves
    begin_halves, end_halves = starts_halves[first], ends_halves[last - 1]
    lowest = bisect_left(starts_halves, end_halves - limits_halves[1], first + 1, last)
    highest = bisect_right(ends_halves, begin_halves + limits_halves[0], first, last - 1)
    low = bisect_right(ends_halves, begin_halves + ORPHAN_HALVES, lowest - 1, highest) + 1
    high = bisect_left(starts_halves, end_halves - ORPHAN_HALVES, lowest, highest + 1) - 1
    return (low, high) if low <= high else (lowest, highest)


def rank_breaks(units: Units, first: int, last: int, limits_halves: tuple[int, int], parts: int) -> list[int]:
    """Return the breaks with both sides within their limits, best first.

    Balance is best where the first side is one of `parts` equal parts.
    """
    low, high = _find_fitting_breaks(units, first, last, limits_halves)
    begin_halves, width_halves = units.starts_halves[first], units.width_halves(first, last)

    def cost(unit: int) -> int:
        twice_first_halves = units.ends_halves[unit - 1] + units.starts_halves[unit] - 2 * begin_halves
        imbalance_halves = abs(parts * twice_first_halves - 2 * width_halves)
        return 2 * width_halves * units.penalties[unit] + IMBALANCE * imbalance_halves

    return sorted(range(low, high + 1), key=cost)


def _find_middle_break(units: Units, first: int, last: int, profile: Profile) -> int | None:
    """Return the best break of a range into two lines that fit, if there is one.

    It is the first that `rank_breaks` would return, except that a profile may prefer a shorter top line. Most texts
    that do not fit on one line are broken here, and a plain loop is the fastest.
    """
    low, high = _find_fitting_breaks(units, first, last, (units.limit_halves, units.limit_halves))
    starts_halves, ends_halves, penalties = units.starts_halves, units.ends_halves, units.penalties
    twice_middle = starts_halves[first] + ends_halves[last - 1]
    width = twice_middle - 2 * starts_halves[first]
    longer_top = width * LONGER_TOP_LINE if profile.top_line_shorter else 0
    best, lowest = None, inf
    for unit in range(low, high + 1):
        off = ends_halves[unit - 1] + starts_halves[unit] - twice_middle
        cost = width * penalties[unit] + (IMBALANCE * off + longer_top if off > 0 else -IMBALANCE * off)
        if cost < lowest:
            best, lowest = unit, cost
    return best


def _break_into(units: Units, first: int, last: int, profile: Profile, lines: int) -> Breaks | None:
    """Return the breaks of a range into exactly this many lines, if there is a way."""
    if lines == 1:
        return [first, last] if units.width_halves(first, last) <= units.limit_halves else None
    if lines == 2:  # noqa: PLR2004 - most texts that do not fit on one
        unit = _find_middle_break(units, first, last, profile)
        return None if unit is None else [first, unit, last]
    limits_halves = units.limit_halves, capacity_halves(units.limit_halves, lines - 1)
    for unit in rank_breaks(units, first, last, limits_halves, lines):
        if rest := _break_into(units, unit, last, profile, lines - 1):
            return [first, *rest]
    return None


def fill_lines(units: Units, first: int, last: int, profile: Profile) -> Breaks:
    """Return the breaks of the lines of one cue, as many as the profile allows, each as full as it gets.

    A line has at least one unit, however wide: this is the way where there is no good one.
    """
    breaks = [first]
    while breaks[-1] < last and len(breaks) <= profile.max_lines:
        full = units.starts_halves[breaks[-1]] + units.limit_halves
        breaks.append(max(breaks[-1] + 1, bisect_right(units.ends_halves, full, breaks[-1], last)))
    return breaks


def break_into_lines(units: Units, first: int, last: int, profile: Profile) -> Breaks | None:
    """Return the breaks of a range into as few lines as it fits on; None if it needs more than the profile allows."""
    width_halves = units.width_halves(first, last)
    for lines in range(count_lines(width_halves, units.limit_halves), profile.max_lines + 1):
        if breaks := _break_into(units, first, last, profile, lines):
            return breaks
    return None
