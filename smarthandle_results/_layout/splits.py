"""A text in, the pieces out that each fit on the screen: lines by line and, where that is too much, cue by cue."""

from collections.abc import Iterator
from itertools import accumulate, pairwise, repeat
from operator import itemgetter
from typing import TypeAlias

from smarthandle_results._layout.draft import Draft
from smarthandle_results._layout.joints import count_bad_line_starts, find_joints
from smarthandle_results._layout.lines import (
    IMBALANCE,
    Flow,
    count_lines,
    fill_lines,
    lay,
    line_limit,
    make_flow,
    narrow,
    rank_breaks,
    room,
)
from smarthandle_results._layout.preferences import CLAUSE
from smarthandle_results._layout.profiles import Profile
from smarthandle_results._layout.timing import shortest_reading_ms
from smarthandle_results._layout.width import measure, profile_widths
from smarthandle_results._models import Repair, RepairKind

Piece: TypeAlias = tuple[str, int]
"""A cue's text, laid, and its width on one line, in half characters."""


def is_laid(text: str, profile: Profile) -> bool:
    """Say whether a text is one line that fits, or lines that may begin where they do and are as they would be laid.

    A line that is too wide is as it would be laid if nothing can break it.
    """
    lines = text.split("\n")
    limit, widths = line_limit(profile), profile_widths(profile)
    if len(lines) == 1:
        return measure(text, widths) <= limit
    if len(lines) > profile.max_lines:
        return False
    if any(measure(line, widths) > limit and find_joints(line)[0] for line in lines):
        return False
    return not count_bad_line_starts(text)


def _take_piece(flow: Flow, first: int, last: int, profile: Profile) -> list[int] | None:
    """Return the breaks of a span's first piece, both its ends among them: about as wide as each of the others."""
    limit, lines = line_limit(profile), profile.max_lines
    width = flow.width(first, last)
    parts = max(2, -(-count_lines(width, limit) // lines))
    rest = 0
    while rest < width:
        rest = room(limit, lines * (parts - 1))
        for unit in rank_breaks(flow, (first, last), (room(limit, lines), rest), parts):
            breaks = lay(flow, first, unit, profile)
            if breaks is not None:
                return [first, *breaks, unit]
        parts += 1
    return None


def _has_wide_unit(flow: Flow, first: int, last: int, limit: int) -> bool:
    return any(
        end - start > limit for start, end in zip(flow.at_starts[first:last], flow.at_ends[first:last], strict=True)
    )


def _take_pieces(flow: Flow, first: int, last: int, profile: Profile) -> list[list[int]] | None:
    """Return the breaks of each piece of a span, both its ends among them; None if a unit is wider than a line."""
    pieces: list[list[int]] = []
    while first < last:
        breaks = lay(flow, first, last, profile)
        piece = _take_piece(flow, first, last, profile) if breaks is None else [first, *breaks, last]
        if piece is None:
            if _has_wide_unit(flow, first, last, line_limit(profile)):
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


def _lay_spans(flow: Flow, spans: list[tuple[int, int]], profile: Profile) -> list[list[int]]:
    """Return the breaks of each piece of the spans, both its ends among them."""
    laid = [_lay_turns(flow, *span, profile) for span in spans]
    if None in laid:
        narrowed = narrow(flow, line_limit(profile))
        laid = [_lay_turns(narrowed, *span, profile) for span in spans]
    return [piece for span in laid if span is not None for piece in span]


def _lay_turns(flow: Flow, first: int, last: int, profile: Profile) -> list[list[int]] | None:
    """Return the pieces of a span, no line of which holds two speakers' turns; None if a unit is wider than a line."""
    begin = [turn for turn in flow.turns if first < turn < last]
    if not begin:
        return _take_pieces(flow, first, last, profile)
    turns = [_take_pieces(flow, *turn, profile) for turn in pairwise([first, *begin, last])]
    laid = [turn for turn in turns if turn is not None]
    return _put_turns_together(laid, profile.max_lines) if len(laid) == len(turns) else None


def _cut_long(flow: Flow, first: int, last: int, limits: tuple[float, float]) -> Iterator[tuple[int, int]]:
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


def split(text: str, duration_ms: int, profile: Profile) -> list[Piece]:
    """Return the pieces of a text: as few as fit, or more, after its sentences and clauses, where it is shown too long.

    One that fits, and is read before it has been shown for too long, stays whole: it can end early.


    Without the white space at the breaks, the pieces concatenate to the text.
    """
    flow = make_flow(text, profile)
    last = len(flow.starts)
    total = flow.width(0, last)
    laid = _lay_spans(flow, [(0, last)], profile)
    longest = profile.max_duration_ms
    if duration_ms > longest and (len(laid) > 1 or shortest_reading_ms(total, profile.max_cps) > longest):
        shares = total * profile.min_duration_ms / duration_ms, total * profile.max_duration_ms / duration_ms
        laid = _lay_spans(flow, list(_cut_long(flow, 0, last, shares)), profile)
    return [("\n".join(flow.lines(breaks)), flow.width(breaks[0], breaks[-1])) for breaks in laid]


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


def _lay_one(
    start_ms: int, end_ms: int, latest_ms: int, text: str, profile: Profile
) -> tuple[list[int], list[str]] | None:
    """Return the times between which the pieces of a cue are shown, and the pieces; None where they have no time.

    `latest_ms` is when the next cue starts, or the end where the cue may not be made longer.
    """
    pieces = split(text, end_ms - start_ms, profile)
    widths = [width for _, width in pieces]
    # All pieces have their share of what timing would give to the last alone.
    is_longer = len(widths) > 1 and end_ms < latest_ms
    end = _extend(start_ms, end_ms, latest_ms, widths, profile) if is_longer else end_ms
    times = share_time(start_ms, end, widths)
    return None if times is None else (times, [piece for piece, _ in pieces])


def _list_suspects(draft: Draft, profile: Profile) -> list[int]:
    """Return the rows that may have to be laid: told quickly, as if every character were full width."""
    widest, longest = line_limit(profile) // 2, profile.max_duration_ms
    return [
        row
        for row, (start, end, text) in enumerate(zip(draft.starts_ms, draft.ends_ms, draft.texts, strict=True))
        if len(text) > widest or end - start > longest or "\n" in text
    ]


def lay_all(draft: Draft, profile: Profile) -> Draft:
    """Lay and split the texts that need it; most do not."""
    laid: dict[int, tuple[list[int], list[str]]] = {}
    repairs = list(draft.repairs)
    following = draft.next_starts_ms
    latest_end, row_before = -1, 0
    for row in _list_suspects(draft, profile):
        start, end, text = draft.starts_ms[row], draft.ends_ms[row], draft.texts[row]
        latest_end, row_before = max([latest_end, *draft.ends_ms[row_before:row]]), row
        fits = is_laid(text, profile)
        if fits and end - start <= profile.max_duration_ms:
            continue
        # One that is shown together with a cue ahead of it is not shown for longer.
        pieces = _lay_one(start, end, end if latest_end > start else following[row], text, profile)
        if pieces is None or pieces[1] == [text] or (fits and len(pieces[1]) == 1):
            continue
        laid[row] = pieces
        count = len(pieces[1])
        repairs.append(
            Repair(draft.sources[row], RepairKind.SPLIT, f"into {count} cues")
            if count > 1
            else Repair(draft.sources[row], RepairKind.LINES, _tell_lines(pieces[1][0]))
        )
        if (later := pieces[0][-1] - end) > 0:
            repairs.append(Repair(draft.sources[row], RepairKind.READING_SPEED, f"ended {later} ms later"))
    return _put_in(draft, laid, repairs) if laid else draft


def _tell_lines(text: str) -> str:
    count = text.count("\n") + 1
    return f"laid in {count} line{'s' if count > 1 else ''}"


def _put_in(draft: Draft, laid: dict[int, tuple[list[int], list[str]]], repairs: list[Repair]) -> Draft:
    rows: list[tuple[int, int, str, int]] = []
    for row, (start, end, text, source) in enumerate(
        zip(draft.starts_ms, draft.ends_ms, draft.texts, draft.sources, strict=True)
    ):
        if row in laid:
            times, texts = laid[row]
            rows.extend(zip(times, times[1:], texts, repeat(source), strict=False))
        else:
            rows.append((start, end, text, source))
    # Where cues overlapped, the pieces of one may start behind the next.
    rows.sort(key=itemgetter(0))
    return Draft(
        tuple(start for start, *_ in rows),
        tuple(end for _, end, *_ in rows),
        tuple(text for *_, text, _ in rows),
        tuple(source for *_, source in rows),
        tuple(repairs),
    )
