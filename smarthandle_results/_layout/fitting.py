"""Cues in, cues out whose texts fit on the screen: laid in lines, or several cues instead of one."""

from collections.abc import Iterator
from functools import cache
from itertools import accumulate, repeat
from operator import gt, itemgetter
from typing import Final, NamedTuple

from attrs import evolve

from smarthandle_results._layout.draft import Draft
from smarthandle_results._layout.profiles import Profile, line_limit
from smarthandle_results._layout.splits import is_laid, split
from smarthandle_results._layout.timing import time_pieces
from smarthandle_results._layout.units import make_flow
from smarthandle_results._models import Repair, RepairKind

FLOW_SIZE: Final = 1 << 13
"""How many characters are one flow, about: more are no faster, and take more memory."""


class _Pieces(NamedTuple):
    """What is shown instead of a cue: the times between which its pieces are, and their texts."""

    times: list[int]
    texts: list[str]


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
                    repairs.append(Repair(source, RepairKind.LINES, _tell_lines(len(breaks[0]) - 1)))
                continue
            # One that is shown together with a cue ahead of it is not shown for longer.
            latest = end if ended[row] > start else following[row]
            widths = [flow.width(each[0], each[-1]) for each in breaks]
            times = time_pieces(start, end, latest, widths, profile)
            if times is not None:
                pieces[row] = _Pieces(times, list(map(flow.show, breaks)))
                repairs.append(Repair(source, RepairKind.SPLIT, f"into {len(breaks)} cues"))
                if times[-1] > end:
                    repairs.append(Repair(source, RepairKind.READING_SPEED, f"ended {times[-1] - end} ms later"))
    draft = evolve(draft, texts=tuple(laid), repairs=tuple(repairs))
    return _put_in(draft, pieces) if pieces else draft


def _list_suspects(draft: Draft, profile: Profile) -> list[int]:
    """Return the rows that may have to be laid: told quickly, as if every character were full width."""
    widest, longest = line_limit(profile) // 2, profile.max_duration_ms
    return [
        row
        for row, (start, end, text) in enumerate(zip(draft.starts_ms, draft.ends_ms, draft.texts, strict=True))
        if len(text) > widest or end - start > longest or "\n" in text
    ]


def _group(rows: list[int], texts: tuple[str, ...]) -> Iterator[list[int]]:
    """Group the rows whose texts become one flow: ASCII apart, which is quicker."""
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


@cache
def _tell_lines(lines: int) -> str:
    return f"laid in {lines} line{'s' if lines > 1 else ''}"


def _put_in(draft: Draft, pieces: dict[int, _Pieces]) -> Draft:
    """Put pieces in the places of their cues, given by row."""
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
