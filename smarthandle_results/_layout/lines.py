"""A text's units in, lines out: which of the joints become line breaks.

A unit is what stands between two joints, and a span `[first, last)` of units is a line or several. No line is wider
than allowed, but for a unit that is wider than a line, which `narrow` counts as just as wide.
"""

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import Final, final

from attrs import frozen

from smarthandle_results._layout.joints import find_joints, find_turns, join
from smarthandle_results._layout.preferences import GIVEN_LINE, judge_units
from smarthandle_results._layout.profiles import Profile, primary_language
from smarthandle_results._layout.width import profile_widths, sum_widths

IMBALANCE: Final = 12
"""The penalty of a break at the very edge, next to those of `preferences`: a clause outweighs most of it."""
ORPHAN_WIDTH: Final = 4
"""One or two characters, in half characters."""
LONGER_TOP_LINE: Final = 3
SPACE: Final = 2


@final
@frozen
class Flow:
    """A text as units: offsets, widths in half characters before each offset, and the penalties of breaking there."""

    text: str
    starts: list[int]
    ends: list[int]
    at_starts: list[int]
    at_ends: list[int]
    penalties: list[int]
    turns: list[int]
    """The units with which another speaker's turn begins: no line holds two turns."""

    def width(self, first: int, last: int) -> int:
        """Return the width of a span on one line."""
        return self.at_ends[last - 1] - self.at_starts[first]

    def lines(self, breaks: list[int]) -> list[str]:
        """Return the text between breaks, without the spaces there."""
        return [self.text[self.starts[first] : self.ends[last - 1]].rstrip() for first, last in pairwise(breaks)]


def line_limit(profile: Profile) -> int:
    """Return the widest line in half characters."""
    return int(2 * profile.line_width)


def room(limit: int, lines: int) -> int:
    """Return the width that may fit in some lines: the space at each break is not shown."""
    return limit * lines + SPACE * (lines - 1)


def count_lines(width: int, limit: int) -> int:
    """Return how many lines a width takes at least."""
    return max(1, -(-(width + SPACE) // (limit + SPACE)))


def make_flow(text: str, profile: Profile) -> Flow:
    """Find the units of a text; its line feeds are as good to break at as the end of a clause."""
    joined, favoured = join(text)
    ends, starts = find_joints(joined)
    turns = find_turns(joined, favoured)
    for turn in set(turns).difference(starts):
        # `ends` may be the very same list.
        unit = bisect_left(starts, turn)
        starts, ends = [*starts[:unit], turn, *starts[unit:]], [*ends[:unit], turn, *ends[unit:]]
    starts, ends = [0, *starts], [*ends, len(joined)]
    penalties = judge_units(joined, starts, ends, primary_language(profile))
    if given := set(favoured):
        penalties = [
            min(penalty, GIVEN_LINE) if start in given else penalty
            for penalty, start in zip(penalties, starts, strict=True)
        ]
    sums = sum_widths(joined, profile_widths(profile))
    at = sums.__getitem__
    units = [bisect_left(starts, turn) for turn in turns]
    return Flow(joined, starts, ends, list(map(at, starts)), list(map(at, ends)), penalties, units)


def narrow(flow: Flow, limit: int) -> Flow:
    """Count units that are wider than a line as one line wide, so that there is always a way to lay them."""
    at_starts: list[int] = [0]
    at_ends: list[int] = []
    for unit, (start, end) in enumerate(zip(flow.at_starts, flow.at_ends, strict=True)):
        at_ends.append(at_starts[-1] + min(end - start, limit))
        at_starts += [at_ends[-1] + following - end for following in flow.at_starts[unit + 1 : unit + 2]]
    return Flow(flow.text, flow.starts, flow.ends, at_starts, at_ends, flow.penalties, flow.turns)


def rank_breaks(
    flow: Flow, span: tuple[int, int], limits: tuple[int, int], parts: int, longer_head: int = 0
) -> list[int]:
    """Return the breaks of a span, best first, whose two sides are within limits, the first side one of equal parts.

    `longer_head` is a penalty for a first side that is wider than the second. An orphan is taken only for want of
    others.
    """
    first, last = span
    at_starts, at_ends = flow.at_starts, flow.at_ends
    base, total = at_starts[first], at_ends[last - 1]
    lowest = bisect_left(at_starts, total - limits[1], first + 1, last)
    highest = bisect_right(at_ends, base + limits[0], first, last - 1)
    low = bisect_right(at_ends, base + ORPHAN_WIDTH, lowest - 1, highest) + 1
    high = bisect_left(at_starts, total - ORPHAN_WIDTH, lowest, highest + 1) - 1
    if low > high:
        low, high = lowest, highest
    target, scale = 2 * (base + (total - base) / parts), IMBALANCE * parts / (total - base or 1) / 2
    middle = base + total if longer_head else 2 * total
    costs = [
        (penalty + scale * abs(end + start - target) + (longer_head if end + start > middle else 0), unit)
        for penalty, end, start, unit in zip(
            flow.penalties[low : high + 1],
            at_ends[low - 1 : high],
            at_starts[low : high + 1],
            range(low, high + 1),
            strict=True,
        )
    ]
    return [unit for _, unit in sorted(costs)]


def _fit(flow: Flow, first: int, last: int, profile: Profile, parts: int) -> list[int] | None:
    """Return the breaks of a span into just so many lines, if there is a way."""
    limit = line_limit(profile)
    if parts == 1:
        return [] if flow.width(first, last) <= limit else None
    longer_head = LONGER_TOP_LINE if profile.top_line_shorter and parts == 2 else 0  # noqa: PLR2004
    for unit in rank_breaks(flow, (first, last), (limit, room(limit, parts - 1)), parts, longer_head):
        rest = _fit(flow, unit, last, profile, parts - 1)
        if rest is not None:
            return [unit, *rest]
    return None


def fill_lines(flow: Flow, first: int, last: int, profile: Profile) -> list[int]:
    """Return the breaks of as many lines as a cue may have, both ends among them, each as full as it gets.

    However it turns out, it is at least one unit: where there is no good way, this is one.
    """
    breaks = [first]
    while breaks[-1] < last and len(breaks) <= profile.max_lines:
        at = flow.at_starts[breaks[-1]] + line_limit(profile)
        breaks.append(max(breaks[-1] + 1, bisect_right(flow.at_ends, at, breaks[-1], last)))
    return breaks


def lay(flow: Flow, first: int, last: int, profile: Profile) -> list[int] | None:
    """Return the breaks of a span into as few lines as will do, or None if the profile's do not."""
    fewest = count_lines(flow.width(first, last), line_limit(profile))
    ways = (_fit(flow, first, last, profile, parts) for parts in range(fewest, profile.max_lines + 1))
    return next((breaks for breaks in ways if breaks is not None), None)
