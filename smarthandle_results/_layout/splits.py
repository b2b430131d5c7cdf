"""A text in, the pieces out that each fit on the screen: lines by line and, where that is too much, cue by cue."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from smarthandle_results._breaking.penalties import CLAUSE
from smarthandle_results._layout.lines import IMBALANCE, count_lines, fill_lines, lay, narrow, rank_breaks, room
from smarthandle_results._layout.profiles import Profile
from smarthandle_results._layout.timing import shortest_reading_ms
from smarthandle_results._layout.units import Flow, Span


def is_laid(flow: Flow, number: int, profile: Profile) -> bool:
    """Say whether a text is one line that fits, or lines that may begin where they do and are as they would be laid.

    A line that is too wide is as it would be laid if nothing can break it.
    """
    first, last = flow.spans[number]
    begins = flow.line_starts.get(number)
    if not begins:
        return flow.width(first, last) <= flow.limit
    units = [bisect_left(flow.starts, begin, first, last) for begin in begins]
    lines = pairwise([first, *units, last])
    return (
        len(units) < profile.max_lines
        and all(unit < last and flow.starts[unit] == begin for unit, begin in zip(units, begins, strict=True))
        and all(end - begin == 1 or flow.width(begin, end) <= flow.limit for begin, end in lines)
    )


def _take_piece(flow: Flow, first: int, last: int, profile: Profile) -> list[int] | None:
    """Return the breaks of a span's first piece, both its ends among them: about as wide as each of the others."""
    limit, lines = flow.limit, profile.max_lines
    width = flow.width(first, last)
    parts = max(2, -(-count_lines(width, limit) // lines))
    rest = 0
    while rest < width:
        rest = room(limit, lines * (parts - 1))
        for unit in rank_breaks(flow, (first, last), (room(limit, lines), rest), parts):
            breaks = lay(flow, first, unit, profile)
            if breaks is not None:
                return breaks
        parts += 1
    return None


def _has_wide_unit(flow: Flow, first: int, last: int) -> bool:
    units = zip(flow.at_starts[first:last], flow.at_ends[first:last], strict=True)
    return any(end - start > flow.limit for start, end in units)


def _take_pieces(flow: Flow, first: int, last: int, profile: Profile) -> list[list[int]] | None:
    """Return the breaks of each piece of a span, both its ends among them; None if a unit is wider than a line."""
    pieces: list[list[int]] = []
    while first < last:
        piece = lay(flow, first, last, profile) or _take_piece(flow, first, last, profile)
        if piece is None:
            if _has_wide_unit(flow, first, last):
                return None
            piece = fill_lines(flow, first, last, profile)
        pieces.append(piece)
        first = piece[-1]
    return pieces


def _put_turns_together(turns: list[list[list[int]]], max_lines: int) -> list[list[int]]:
    """Return the pieces of turns, the first of a turn in one cue with the last ahead of it where the lines allow it."""
    pieces = [*turns[0]]
    for first, *rest in turns[1:]:
        together = [*pieces[-1], *first[1:]]
        if len(together) <= max_lines + 1:
            pieces[-1] = together
        else:
            pieces.append(first)
        pieces += rest
    return pieces


def _lay_spans(flow: Flow, spans: list[Span], profile: Profile) -> list[list[int]]:
    """Return the breaks of each piece of spans that follow one another, both its ends among them."""
    lay_pieces = _lay_turns if flow.turns else _take_pieces
    laid = [lay_pieces(flow, *span, profile) for span in spans]
    if None in laid:
        narrowed = narrow(flow, (spans[0][0], spans[-1][1]))
        laid = [pieces or lay_pieces(narrowed, *span, profile) for pieces, span in zip(laid, spans, strict=True)]
    return [piece for pieces in laid for piece in pieces or ()]


def _lay_turns(flow: Flow, first: int, last: int, profile: Profile) -> list[list[int]] | None:
    """Return the pieces of a span, no line of which holds two speakers' turns; None if a unit is wider than a line."""
    turns = [
        _take_pieces(flow, *turn, profile) for turn in pairwise([first, *flow.find_speaker_turns(first, last), last])
    ]
    laid = [turn for turn in turns if turn is not None]
    return _put_turns_together(laid, profile.max_lines) if len(laid) == len(turns) else None


def _cut_long(flow: Flow, first: int, last: int, limits: tuple[float, float]) -> Iterator[Span]:
    """Cut a span after sentences and clauses, while it is wider than the second limit, into none under the first."""
    least, most = limits
    width = flow.width(first, last)
    if width > most:
        base, total = flow.at_starts[first], flow.at_ends[last - 1]

        def cost(unit: int) -> float:
            lopsided = abs(flow.at_ends[unit - 1] + flow.at_starts[unit] - base - total)
            return flow.penalties[unit] + IMBALANCE * lopsided / width

        cuts = (unit for unit in range(first + 1, last) if flow.penalties[unit] <= CLAUSE)
        long_enough = (unit for unit in cuts if min(flow.width(first, unit), flow.width(unit, last)) >= least)
        cut = min(long_enough, key=cost, default=None)
        if cut is not None:
            yield from _cut_long(flow, first, cut, limits)
            yield from _cut_long(flow, cut, last, limits)
            return
    yield first, last


def split(flow: Flow, number: int, duration_ms: int, profile: Profile) -> list[list[int]]:
    """Return the breaks of each piece of a text, both its ends among them.

    They are as few as fit, or more, after its sentences and clauses, where it is shown too long. One that fits, and is
    read before it has been shown for too long, stays whole: it can end early. Without the white space at the breaks,
    the pieces concatenate to the text.
    """
    span = flow.spans[number]
    if duration_ms <= profile.max_duration_ms:
        breaks = None if flow.turns else lay(flow, *span, profile)
        return [breaks] if breaks else _lay_spans(flow, [span], profile)
    total = flow.width(*span)
    is_slow = shortest_reading_ms(total, profile.max_cps) > profile.max_duration_ms
    # No more fits, unless it is counted narrower.
    may_fit = total <= room(flow.limit, profile.max_lines) or _has_wide_unit(flow, *span)
    if may_fit and not is_slow:
        laid = _lay_spans(flow, [span], profile)
        if len(laid) == 1:
            return laid
    shares = total * profile.min_duration_ms / duration_ms, total * profile.max_duration_ms / duration_ms
    return _lay_spans(flow, [*_cut_long(flow, *span, shares)], profile)
