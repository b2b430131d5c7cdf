"""A text in, the pieces out that each fit on the screen: lines by line and, where that is too much, cue by cue."""

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import TypeAlias

from smarthandle_results._layout.joints import SPACES, count_bad_line_starts, find_joints
from smarthandle_results._layout.lines import Flow, lay, line_limit, make_flow, narrow, primary_language, rank_breaks
from smarthandle_results._layout.preferences import CLAUSE
from smarthandle_results._layout.profiles import Profile
from smarthandle_results._layout.width import half_widths, measure

Piece: TypeAlias = tuple[str, int]
"""A cue's text, laid, and its width on one line, in half characters."""


def is_laid(text: str, profile: Profile) -> bool:
    """Say whether a text's lines are few enough, and each no wider than allowed or one unit that nothing can break.

    Where it has line feeds, a line may begin after each: they are then left where they are.
    """
    lines = text.split("\n")
    if len(lines) > profile.max_lines:
        return False
    limit, widths = line_limit(profile), half_widths(primary_language(profile))
    if any(measure(line, widths) > limit and find_joints(line.strip(SPACES)) for line in lines):
        return False
    return len(lines) == 1 or not count_bad_line_starts(text)


def _take_pieces(flow: Flow, first: int, last: int, profile: Profile) -> list[list[int]] | None:
    """Return the breaks of each piece of a span, both its ends among them; None if a unit is wider than a line."""
    capacity = line_limit(profile) * profile.max_lines
    pieces = []
    parts = -(-flow.width(first, last) // capacity)
    while (breaks := lay(flow, first, last, profile)) is None:
        parts = max(parts, 2)
        if parts > last - first:
            return None
        ranked = rank_breaks(flow, first, last, (capacity, capacity * (parts - 1)), parts)
        laid = ((unit, lay(flow, first, unit, profile)) for unit in ranked)
        unit, breaks = next(((unit, breaks) for unit, breaks in laid if breaks is not None), (first, None))
        if breaks is None:
            parts += 1
            continue
        pieces.append([first, *breaks, unit])
        first = unit
        parts -= 1
    return [*pieces, [first, *breaks, last]]


def _cut_long(flow: Flow, first: int, last: int, limits: tuple[float, float]) -> Iterator[tuple[int, int]]:
    """Cut a span after sentences and clauses, while it is wider than the second limit, into none under the first."""
    least, most = limits
    width = flow.width(first, last)
    if width > most:
        ranked = rank_breaks(flow, first, last, (int(width - least), int(width - least)), 2)
        cut = next((unit for unit in ranked if flow.penalties[unit] <= CLAUSE), None)
        if cut is not None:
            yield from _cut_long(flow, first, cut, limits)
            yield from _cut_long(flow, cut, last, limits)
            return
    yield first, last


def split(text: str, duration_ms: int, profile: Profile) -> list[Piece]:
    """Return the pieces of a text: as few as fit, and where it is shown for too long, after its sentences and clauses.

    Without the white space at the breaks, the pieces concatenate to the text.
    """
    flow = make_flow(text, profile)
    last = len(flow.starts)
    total = flow.width(0, last)
    shares = (total * profile.min_duration_ms / duration_ms, total * profile.max_duration_ms / duration_ms)
    spans = list(_cut_long(flow, 0, last, shares))
    laid = [_take_pieces(flow, *span, profile) for span in spans]
    if None in laid:
        narrowed = narrow(flow, line_limit(profile))
        laid = [_take_pieces(narrowed, *span, profile) for span in spans]
    pieces = [breaks for span in laid for breaks in span or ()]
    return [("\n".join(flow.lines(breaks)), flow.width(breaks[0], breaks[-1])) for breaks in pieces]


def share_time(start_ms: int, end_ms: int, widths: list[int]) -> list[int] | None:
    """Return the times between which pieces are shown, in proportion to their widths, whole and half up.

    None if the time is too short for each to have a millisecond.
    """
    duration, total = end_ms - start_ms, sum(widths)
    times = [start_ms + (2 * duration * part + total) // (2 * total) for part in accumulate(widths, initial=0)]
    return times if all(before < after for before, after in pairwise(times)) else None
