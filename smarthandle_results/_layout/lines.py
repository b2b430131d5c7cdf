"""A flow's units in, lines out: which of the joints become line breaks.

No line is wider than allowed, but for a unit that is wider than a line, which `narrow` counts as just as wide.
"""

from bisect import bisect_left, bisect_right
from math import inf
from typing import Final

from attrs import evolve

from smarthandle_results._layout.profiles import Profile
from smarthandle_results._layout.units import Flow, Span

IMBALANCE: Final = 12
"""The penalty of a break at the very edge, next to those of `penalties`: a clause outweighs most of it."""
ORPHAN_WIDTH: Final = 4
"""One or two characters, in half characters."""
LONGER_TOP_LINE: Final = 3
SPACE: Final = 2


def room(limit: int, lines: int) -> int:
    """Return the width that may fit in some lines: the space at each break is not shown."""
    return limit * lines + SPACE * (lines - 1)


def count_lines(width: int, limit: int) -> int:
    """Return how many lines a width takes at least."""
    return max(1, -(-(width + SPACE) // (limit + SPACE)))


def narrow(flow: Flow, span: Span) -> Flow:
    """Count units of a span that are wider than a line as one line wide, so that there is always a way to lay it."""
    at_starts, at_ends = flow.at_starts[:], flow.at_ends[:]
    gone = 0
    for unit in range(*span):
        at_starts[unit] -= gone
        gone += max(0, flow.at_ends[unit] - flow.at_starts[unit] - flow.limit)
        at_ends[unit] -= gone
    return evolve(flow, at_starts=at_starts, at_ends=at_ends)


def _find_breaks(flow: Flow, span: Span, limits: tuple[int, int]) -> tuple[int, int]:
    """Return the first and the last break of a span whose two sides are within limits; the last first if none is.

    An orphan is taken only for want of others.
    """
    first, last = span
    at_starts, at_ends = flow.at_starts, flow.at_ends
    base, total = at_starts[first], at_ends[last - 1]
    lowest = bisect_left(at_starts, total - limits[1], first + 1, last)
    highest = bisect_right(at_ends, base + limits[0], first, last - 1)
    if lowest <= highest and (at_ends[lowest - 1] - base <= ORPHAN_WIDTH or total - at_starts[highest] <= ORPHAN_WIDTH):
        low = bisect_right(at_ends, base + ORPHAN_WIDTH, lowest - 1, highest) + 1
        high = bisect_left(at_starts, total - ORPHAN_WIDTH, lowest, highest + 1) - 1
        if low <= high:
            return low, high
    return lowest, highest


def rank_breaks(flow: Flow, span: Span, limits: tuple[int, int], parts: int) -> list[int]:
    """Return the breaks of a span, best first, whose two sides are within limits, the first side one of equal parts."""
    low, high = _find_breaks(flow, span, limits)
    base, width = flow.at_starts[span[0]], flow.width(*span)
    breaks = zip(
        flow.penalties[low : high + 1], flow.at_ends[low - 1 : high], flow.at_starts[low : high + 1], strict=True
    )
    # Costs times twice the width, so that they are whole numbers.
    costs = [
        2 * width * penalty + IMBALANCE * abs(parts * (end + start - 2 * base) - 2 * width)
        for penalty, end, start in breaks
    ]
    return [low + place for place in sorted(range(len(costs)), key=costs.__getitem__)]


def _halve(flow: Flow, first: int, last: int, profile: Profile) -> int | None:
    """Return the best break of a span into two lines that fit, if there is one.

    It is the first that `rank_breaks` would give, but that the longer line had better not be on top where the profile
    says so. Most texts that do not fit into a line are cut here, and a loop is quickest.
    """
    low, high = _find_breaks(flow, (first, last), (flow.limit, flow.limit))
    at_starts, at_ends, penalties = flow.at_starts, flow.at_ends, flow.penalties
    middle = at_starts[first] + at_ends[last - 1]
    width = middle - 2 * at_starts[first]
    longer_top = width * LONGER_TOP_LINE if profile.top_line_shorter else 0
    best, lowest = None, inf
    for unit in range(low, high + 1):
        off = at_ends[unit - 1] + at_starts[unit] - middle
        cost = width * penalties[unit] + (IMBALANCE * off + longer_top if off > 0 else -IMBALANCE * off)
        if cost < lowest:
            best, lowest = unit, cost
    return best


def _fit(flow: Flow, first: int, last: int, profile: Profile, parts: int) -> list[int] | None:
    """Return the breaks of a span into just so many lines, both ends among them, if there is a way."""
    if parts == 1:
        return [first, last] if flow.width(first, last) <= flow.limit else None
    if parts == 2:  # noqa: PLR2004 - most texts that do not fit into one
        unit = _halve(flow, first, last, profile)
        return None if unit is None else [first, unit, last]
    for unit in rank_breaks(flow, (first, last), (flow.limit, room(flow.limit, parts - 1)), parts):
        rest = _fit(flow, unit, last, profile, parts - 1)
        if rest is not None:
            return [first, *rest]
    return None


def fill_lines(flow: Flow, first: int, last: int, profile: Profile) -> list[int]:
    """Return the breaks of as many lines as a cue may have, both ends among them, each as full as it gets.

    However it turns out, it is at least one unit: where there is no good way, this is one.
    """
    breaks = [first]
    while breaks[-1] < last and len(breaks) <= profile.max_lines:
        at = flow.at_starts[breaks[-1]] + flow.limit
        breaks.append(max(breaks[-1] + 1, bisect_right(flow.at_ends, at, breaks[-1], last)))
    return breaks


def lay(flow: Flow, first: int, last: int, profile: Profile) -> list[int] | None:
    """Return the breaks of a span into as few lines as will do, both ends among them; None if the profile's do not."""
    for parts in range(count_lines(flow.width(first, last), flow.limit), profile.max_lines + 1):
        breaks = _fit(flow, first, last, profile, parts)
        if breaks is not None:
            return breaks
    return None
