"""A text in, the pieces out that each fit on the screen: as few as will do, in lines.

Strategy: Most texts are one piece, which `break_into_lines` returns. The others are too wide, or are shown for longer
than a cue may be, or have more speakers than lines. A piece becomes a cue of its own.

Goals: every piece fits; no line has the words of two speakers; pieces are few and about equal; cues change where a
reader pauses. There is always an answer, even for a word wider than the screen, and shaping the pieces again changes
nothing.

Plan.

1. A text that is shown for too long is first cut after sentences and clauses (`_cut_at_clauses`), unless it fits as it
   is and is read before it must end: then it just ends early.
2. Each speaker's turn is broken by itself. Then the first piece of a turn moves onto the last cue of the turn before,
   if the lines of both are no more than a cue may have.
3. While what is left does not fit, the first piece is taken from it, about one of as many equal parts as are needed:
   `_break_first_piece` tries the breaks that leave both sides small enough, best first, until what is before one
   fits in lines. If none does, it allows for one part more.
4. A unit that is wider than a line spoils every way. Then the whole is done once more with such units counted as one
   line wide. Only runs of many spaces can still be too wide; they fill lines as far as these go.

>>> from smarthandle_results import PROFILES
>>> from smarthandle_results._layout.units import find_units
>>> zh = PROFILES["netflix-zh"]
>>> units = find_units(["欢迎来到杭州阿里云智能媒体服务，今天的费用约为0.00033元每秒，请大家查收邮件谢谢。"], zh)
>>> units.width_halves(*units.text_ranges[0]), units.limit_halves, zh.max_lines
(81, 32, 2)

81 half characters need three lines of 32, so two pieces. The break after the first has to leave at most 66 on each
side, two lines and the space between. The best of these is after the first clause, 32 wide. The rest is 49 wide and
fits on two lines, of which the first ends with a clause:

>>> for breaks in break_into_pieces(units, 0, 5000, zh):
...     print(breaks, units.to_text(breaks).split())
[0, 15] ['欢迎来到杭州阿里云智能媒体服务，']
[15, 25, 34] ['今天的费用约为0.00033元每秒，', '请大家查收邮件谢谢。']
"""

from bisect import bisect_left
from itertools import pairwise

from smarthandle_results._breaking.penalties import CLAUSE
from smarthandle_results._layout.lines import (
    IMBALANCE,
    break_into_lines,
    capacity_halves,
    count_lines,
    fill_lines,
    narrow_wide_units,
    rank_breaks,
)
from smarthandle_results._layout.profiles import Profile
from smarthandle_results._layout.timing import shortest_reading_ms
from smarthandle_results._layout.units import Breaks, UnitRange, Units


def fits_as_given(units: Units, number: int, profile: Profile) -> bool:
    """Return whether a text's own lines fit, are no more than allowed, and each begin where a line may.

    A line that is too wide fits if it is a single unit, since nothing could break it.
    """
    first, last = units.text_ranges[number]
    line_starts = units.line_starts.get(number)
    if not line_starts:
        return units.width_halves(first, last) <= units.limit_halves
    breaks = [bisect_left(units.starts, start, first, last) for start in line_starts]
    lines = pairwise([first, *breaks, last])
    return (
        len(breaks) < profile.max_lines
        and all(unit < last and units.starts[unit] == start for unit, start in zip(breaks, line_starts, strict=True))
        and all(end - begin == 1 or units.width_halves(begin, end) <= units.limit_halves for begin, end in lines)
    )


def _break_first_piece(units: Units, first: int, last: int, profile: Profile) -> Breaks | None:
    """Return the breaks of the first piece of a range, about as wide as each of the others; None if no way fits."""
    limit_halves, max_lines = units.limit_halves, profile.max_lines
    width_halves = units.width_halves(first, last)
    parts = max(2, -(-count_lines(width_halves, limit_halves) // max_lines))
    rest_halves = 0
    while rest_halves < width_halves:
        rest_halves = capacity_halves(limit_halves, max_lines * (parts - 1))
        limits_halves = capacity_halves(limit_halves, max_lines), rest_halves
        for unit in rank_breaks(units, first, last, limits_halves, parts):
            if breaks := break_into_lines(units, first, unit, profile):
                return breaks
        parts += 1
    return None


def _has_wide_unit(units: Units, first: int, last: int) -> bool:
    sides_halves = zip(units.starts_halves[first:last], units.ends_halves[first:last], strict=True)
    return any(end - start > units.limit_halves for start, end in sides_halves)


def _break_turn(units: Units, first: int, last: int, profile: Profile) -> list[Breaks] | None:
    """Return the breaks of each piece of what one speaker says; None if a unit is wider than a line."""
    pieces: list[Breaks] = []
    while first < last:
        piece = break_into_lines(units, first, last, profile) or _break_first_piece(units, first, last, profile)
        if piece is None:
            if _has_wide_unit(units, first, last):
                return None
            piece = fill_lines(units, first, last, profile)
        pieces.append(piece)
        first = piece[-1]
    return pieces


def _break_turns(units: Units, first: int, last: int, profile: Profile) -> list[Breaks] | None:
    """Return the breaks of each piece of a range, speaker by speaker; None if a unit is wider than a line."""
    pieces: list[Breaks] = []
    for begin, end in pairwise([first, *units.find_turns_inside(first, last), last]):
        turn = _break_turn(units, begin, end, profile)
        if turn is None:
            return None
        first_piece, *others = turn
        if pieces and len(pieces[-1]) - 1 + len(first_piece) - 1 <= profile.max_lines:
            pieces[-1] += first_piece[1:]
        else:
            pieces.append(first_piece)
        pieces += others
    return pieces


def _break_ranges(units: Units, ranges: list[UnitRange], profile: Profile) -> list[Breaks]:
    """Return the breaks of each piece of ranges that follow one another."""
    break_range = _break_turns if units.speaker_turns else _break_turn
    groups = [break_range(units, *each, profile) for each in ranges]
    if None in groups:
        narrowed = narrow_wide_units(units, ranges[0][0], ranges[-1][1])
        groups = [pieces or break_range(narrowed, *each, profile) for pieces, each in zip(groups, ranges, strict=True)]
    return [piece for pieces in groups for piece in pieces or ()]


def _cut_at_clauses(units: Units, first: int, last: int, least_halves: float, most_halves: float) -> list[UnitRange]:
    """Cut a range in two at its best sentence or clause end, and again, while a range is wider than the most.

    No range gets narrower than the least. A cut costs as much as a line break: see `lines`.
    """
    width_halves = units.width_halves(first, last)
    twice_middle = units.starts_halves[first] + units.ends_halves[last - 1]

    def cost(unit: int) -> float:
        off = abs(units.ends_halves[unit - 1] + units.starts_halves[unit] - twice_middle)
        return units.penalties[unit] + IMBALANCE * off / width_halves

    cuts = (
        unit
        for unit in range(first + 1, last)
        if units.penalties[unit] <= CLAUSE
        and min(units.width_halves(first, unit), units.width_halves(unit, last)) >= least_halves
    )
    if width_halves <= most_halves or not (cut := min(cuts, key=cost, default=0)):
        return [(first, last)]
    sides = (first, cut), (cut, last)
    return [piece for side in sides for piece in _cut_at_clauses(units, *side, least_halves, most_halves)]


def break_into_pieces(units: Units, number: int, duration_ms: int, profile: Profile) -> list[Breaks]:
    """Return the breaks of each piece of a text that is shown for some time.

    The pieces are as few as fit, or more, cut after sentences and clauses, where the text is shown for too long. A text
    that fits and is read before it has been shown for too long stays whole: it can end early. Without the white space
    at the breaks, the pieces concatenate to the text.
    """
    first, last = units.text_ranges[number]
    if duration_ms <= profile.max_duration_ms:
        # Most texts are one piece: to try that first takes a quarter off the time of breaking them.
        breaks = None if units.speaker_turns else break_into_lines(units, first, last, profile)
        return [breaks] if breaks else _break_ranges(units, [(first, last)], profile)
    width_halves = units.width_halves(first, last)
    is_slow = shortest_reading_ms(width_halves, profile.max_cps) > profile.max_duration_ms
    # More than the lines' capacity fits only if a wide unit is counted as narrower.
    capacity = capacity_halves(units.limit_halves, profile.max_lines)
    may_fit = width_halves <= capacity or _has_wide_unit(units, first, last)
    if may_fit and not is_slow:
        pieces = _break_ranges(units, [(first, last)], profile)
        if len(pieces) == 1:
            return pieces
    # How wide a piece is that is shown for the shortest and the longest time, at the pace of the whole.
    least_halves = width_halves * profile.min_duration_ms / duration_ms
    most_halves = width_halves * profile.max_duration_ms / duration_ms
    return _break_ranges(units, _cut_at_clauses(units, first, last, least_halves, most_halves), profile)
