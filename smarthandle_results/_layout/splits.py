"""A text in, the pieces out that each fit on the screen: lines by line and, where that is too much, cue by cue."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise, repeat
from operator import gt, itemgetter
from typing import Final, NamedTuple

from attrs import evolve

from smarthandle_results._layout.draft import Draft
from smarthandle_results._layout.flow import Flow, Span, make_flow
from smarthandle_results._layout.lines import (
    IMBALANCE,
    count_lines,
    fill_lines,
    lay,
    narrow,
    rank_breaks,
    room,
)
from smarthandle_results._layout.penalties import CLAUSE
from smarthandle_results._layout.profiles import Profile
from smarthandle_results._layout.timing import shortest_reading_ms
from smarthandle_results._layout.width import line_limit
from smarthandle_results._models import Repair, RepairKind

FLOW_SIZE: Final = 1 << 13
"""How many characters are found joints in at once, about: more would leave the processor's cache."""


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
    pieces = turns[0]
    for first, *rest in turns[1:]:
        together = [*pieces[-1], *first[1:]]
        pieces = [*pieces[:-1], together, *rest] if len(together) <= max_lines + 1 else [*pieces, first, *rest]
    return pieces


def _lay_span(flow: Flow, span: Span, profile: Profile) -> list[list[int]]:
    """Return the breaks of each piece of a span, both its ends among them."""
    lay_pieces = _lay_turns if flow.turns else _take_pieces
    return lay_pieces(flow, *span, profile) or lay_pieces(narrow(flow, span), *span, profile) or []


def _lay_turns(flow: Flow, first: int, last: int, profile: Profile) -> list[list[int]] | None:
    """Return the pieces of a span, no line of which holds two speakers' turns; None if a unit is wider than a line."""
    turns = [_take_pieces(flow, *turn, profile) for turn in pairwise([first, *flow.find_turns(first, last), last])]
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
        return _lay_span(flow, span, profile)
    total = flow.width(*span)
    is_slow = shortest_reading_ms(total, profile.max_cps) > profile.max_duration_ms
    # No more fits, unless it is counted narrower.
    may_fit = total <= room(flow.limit, profile.max_lines) or _has_wide_unit(flow, *span)
    if may_fit and not is_slow:
        laid = _lay_span(flow, span, profile)
        if len(laid) == 1:
            return laid
    shares = total * profile.min_duration_ms / duration_ms, total * profile.max_duration_ms / duration_ms
    return [piece for part in _cut_long(flow, *span, shares) for piece in _lay_span(flow, part, profile)]


def share_time(start_ms: int, end_ms: int, widths: list[int]) -> list[int] | None:
    """Return the times between which pieces are shown, in proportion to their widths, whole and half up.

    None if the time is too short for each to have a millisecond.
    """
    if len(widths) == 1:
        return [start_ms, end_ms]
    duration, total = end_ms - start_ms, sum(widths) or 1
    times = [start_ms + (2 * duration * part + total) // (2 * total) for part in accumulate(widths, initial=0)]
    return times if all(before < after for before, after in pairwise(times)) else None


def _extend(start_ms: int, end_ms: int, next_start_ms: int, widths: list[int], profile: Profile) -> int:
    """Return when a cue ends that is made long enough for its pieces: into the gap behind it, and no overlap."""
    needed = max(shortest_reading_ms(sum(widths), profile.max_cps) + 1, len(widths) * profile.min_duration_ms)
    # No piece gets so long that a second round would split it.
    latest_ms = start_ms + profile.max_duration_ms * sum(widths) // (max(widths) or 1) - 1
    wanted = min(start_ms + needed, latest_ms)
    if next_start_ms - wanted < profile.min_gap_ms:
        may_touch = profile.gaps == "close" and next_start_ms <= latest_ms
        wanted = next_start_ms if may_touch else next_start_ms - profile.min_gap_ms
    return max(end_ms, wanted)


def _time_pieces(start_ms: int, end_ms: int, latest_ms: int, widths: list[int], profile: Profile) -> list[int] | None:
    """Return the times between which pieces are shown; None if the time is too short for each to have a millisecond.

    `latest_ms` is when the next cue starts, or the end where the cue may not be made longer. All pieces have their
    share of what timing would give to the last alone.
    """
    end = _extend(start_ms, end_ms, latest_ms, widths, profile) if end_ms < latest_ms else end_ms
    return share_time(start_ms, end, widths)


def _list_suspects(draft: Draft, profile: Profile) -> list[int]:
    """Return the rows that may have to be laid: told quickly, as if every character were full width."""
    widest, longest = line_limit(profile) // 2, profile.max_duration_ms
    return [
        row
        for row, (start, end, text) in enumerate(zip(draft.starts_ms, draft.ends_ms, draft.texts, strict=True))
        if len(text) > widest or end - start > longest or "\n" in text
    ]


def _group(rows: list[int], texts: tuple[str, ...]) -> Iterator[list[int]]:
    """Group the rows whose texts become one flow: ASCII apart, which is quicker, and no more than the cache holds."""
    for is_ascii in (True, False):
        group: list[int] = []
        size = 0
        for row in rows:
            if texts[row].isascii() is is_ascii:
                group.append(row)
                size += len(texts[row])
                if size >= FLOW_SIZE:
                    yield group
                    group, size = [], 0
        if group:
            yield group


def lay_all(draft: Draft, profile: Profile) -> Draft:
    """Lay and split the texts that need it; most do not."""
    laid = list(draft.texts)
    pieces: dict[int, _Pieces] = {}
    repairs = list(draft.repairs)
    following = draft.next_starts_ms
    ended = list(accumulate(draft.ends_ms, max, initial=-1))
    for rows in _group(_list_suspects(draft, profile), draft.texts):
        flow = make_flow([draft.texts[row] for row in rows], profile)
        for number, row in enumerate(rows):
            start, end, source = draft.starts_ms[row], draft.ends_ms[row], draft.sources[row]
            fits = is_laid(flow, number, profile)
            if fits and end - start <= profile.max_duration_ms:
                continue
            breaks = split(flow, number, end - start, profile)
            if len(breaks) == 1:
                if not fits and (text := flow.show(breaks[0])) != laid[row]:
                    laid[row] = text
                    repairs.append(Repair(source, RepairKind.LINES, _tell_lines(text.count("\n") + 1)))
                continue
            # One that is shown together with a cue ahead of it is not shown for longer.
            latest = end if ended[row] > start else following[row]
            widths = [flow.width(each[0], each[-1]) for each in breaks]
            times = _time_pieces(start, end, latest, widths, profile)
            if times is not None:
                pieces[row] = _Pieces(times, list(map(flow.show, breaks)))
                repairs.append(Repair(source, RepairKind.SPLIT, f"into {len(breaks)} cues"))
                if times[-1] > end:
                    repairs.append(Repair(source, RepairKind.READING_SPEED, f"ended {times[-1] - end} ms later"))
    draft = evolve(draft, texts=tuple(laid), repairs=tuple(repairs))
    return _put_in(draft, pieces) if pieces else draft


@cache
def _tell_lines(lines: int) -> str:
    return f"laid in {lines} line{'s' if lines > 1 else ''}"


class _Pieces(NamedTuple):
    """What is shown instead of a cue: the times between which its pieces are, and their texts."""

    times: list[int]
    texts: list[str]


def _put_in(draft: Draft, pieces: dict[int, _Pieces]) -> Draft:
    starts: list[int] = []
    ends: list[int] = []
    texts: list[str] = []
    sources: list[int] = []

    def copy(first: int, last: int) -> None:
        starts.extend(draft.starts_ms[first:last])
        ends.extend(draft.ends_ms[first:last])
        texts.extend(draft.texts[first:last])
        sources.extend(draft.sources[first:last])

    done = 0
    for row in sorted(pieces):
        copy(done, row)
        times, shown = pieces[row]
        starts += times[:-1]
        ends += times[1:]
        texts += shown
        sources += repeat(draft.sources[row], len(shown))
        done = row + 1
    copy(done, len(draft.texts))
    if any(map(gt, starts, starts[1:])):
        # Where cues overlapped, the pieces of one may start behind the next.
        take = itemgetter(*sorted(range(len(starts)), key=starts.__getitem__))
        return Draft(take(starts), take(ends), take(texts), take(sources), draft.repairs)
    return Draft(tuple(starts), tuple(ends), tuple(texts), tuple(sources), draft.repairs)
