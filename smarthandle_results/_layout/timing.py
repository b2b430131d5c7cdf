"""A cue and the start of the next in, its end out: no start ever moves, so each cue is timed by itself.

Of the ends that could mend something, that one is taken which leaves the fewest faults, then the smallest, then is
nearest to what was given; none that adds a fault or makes one worse. (A cue that is read too fast already may be cut
where it overlaps.) So timing twice changes nothing more.
"""

from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from smarthandle_results._breaking.given_lines import join_lines
from smarthandle_results._breaking.width import measure_halves
from smarthandle_results._layout.draft import Draft
from smarthandle_results._layout.profiles import Profile, profile_widths
from smarthandle_results._models import Repair, RepairKind


class Faults(NamedTuple):
    """How far a cue is from what a profile allows, in milliseconds each, 0 where nothing is wrong."""

    brief: int
    long: int
    fast: int
    gap: int
    overlap: int


NO_FAULTS: Final = Faults(0, 0, 0, 0, 0)


def shortest_reading_ms(width: int, max_cps: float) -> int:
    """Return the time that it takes to read some half characters.

    A millisecond less is let pass: a time that was shared out among pieces is rounded to whole milliseconds.
    """
    return -(-width * 500_000 // round(max_cps * 1000)) - 1


def find_faults(start_ms: int, end_ms: int, next_start_ms: int, width: int, profile: Profile) -> Faults:
    """Judge a cue's time, given when the next one starts."""
    return _find_faults(start_ms, end_ms, next_start_ms, shortest_reading_ms(width, profile.max_cps), profile)


def _find_faults(start_ms: int, end_ms: int, next_start_ms: int, needed_ms: int, profile: Profile) -> Faults:
    duration = end_ms - start_ms
    room = next_start_ms - end_ms
    touches = room == 0 and profile.gaps == "close"
    return Faults(
        profile.min_duration_ms - duration if duration < profile.min_duration_ms else 0,
        duration - profile.max_duration_ms if duration > profile.max_duration_ms else 0,
        needed_ms - duration if duration < needed_ms else 0,
        profile.min_gap_ms - room if 0 <= room < profile.min_gap_ms and not touches else 0,
        -room if room < 0 and profile.overlaps == "trim" else 0,
    )


def _is_no_worse(faults: Faults, given: Faults) -> bool:
    may_be_faster = given.fast and not faults.overlap and given.overlap
    return (
        faults.brief <= given.brief
        and faults.long <= given.long
        and (faults.fast <= given.fast or bool(may_be_faster))
        and faults.gap <= given.gap
        and faults.overlap <= given.overlap
    )


def mend_end(start_ms: int, end_ms: int, next_start_ms: int, width: int, profile: Profile) -> int:
    """Return when a cue had better end."""
    needed_ms = shortest_reading_ms(width, profile.max_cps)
    given = _find_faults(start_ms, end_ms, next_start_ms, needed_ms, profile)
    if given == NO_FAULTS:
        return end_ms
    avoided = next_start_ms - profile.min_gap_ms if profile.gaps == "close" else next_start_ms
    ends = {
        end_ms,
        start_ms + max(profile.min_duration_ms, needed_ms),
        start_ms + profile.min_duration_ms,
        start_ms + profile.max_duration_ms,
        next_start_ms,
        next_start_ms - profile.min_gap_ms,
    }

    def distance(end: int) -> int:
        # Whether small gaps are closed or opened is the profile's choice, though the other be nearer.
        return abs(end - end_ms) + (profile.min_gap_ms if end == avoided != end_ms else 0)

    # Overlaps may be kept, but none is made.
    latest = max(end_ms, next_start_ms)
    judged = [
        (_find_faults(start_ms, end, next_start_ms, needed_ms, profile), end)
        for end in ends
        if start_ms < end <= latest
    ]
    return min(
        (len(faults) - faults.count(0), sum(faults), distance(end), end)
        for faults, end in judged
        if _is_no_worse(faults, given)
    )[-1]


def _name_fault(faults: Faults) -> RepairKind:
    if faults.overlap:
        return RepairKind.OVERLAP
    if faults.brief or faults.long:
        return RepairKind.DURATION
    return RepairKind.READING_SPEED if faults.fast else RepairKind.GAP


def _list_suspects(draft: Draft, profile: Profile) -> list[int]:
    """Return the rows that may have faults that can be mended: told quickly, as if every character were full width."""
    shortest, longest, smallest = profile.min_duration_ms, profile.max_duration_ms, profile.min_gap_ms
    touching = 0 if profile.gaps == "close" else smallest
    fastest = -(-1_000_000 // round(profile.max_cps * 1000))
    return [
        row
        for row, (start, end, next_start, text) in enumerate(
            zip(draft.starts_ms, draft.ends_ms, draft.next_starts_ms, draft.texts, strict=True)
        )
        # One that is shown until the next begins cannot be shown for longer, and need not end earlier.
        if end - start > longest
        or (
            next_start - end != touching
            and (end - start < shortest or len(text) * fastest > end - start or next_start - end < smallest)
        )
    ]


def time_all(draft: Draft, profile: Profile) -> Draft:
    """Mend the ends of the cues that need it."""
    widths = profile_widths(profile)
    following = draft.next_starts_ms
    ends = list(draft.ends_ms)
    repairs = list(draft.repairs)
    latest_end, row_before = -1, 0
    for row in _list_suspects(draft, profile):
        start, end, next_start = draft.starts_ms[row], ends[row], following[row]
        latest_end, row_before = max([latest_end, *ends[row_before:row]]), row
        width = reading_width(draft.texts[row], widths)
        mended = mend_end(start, end, next_start, width, profile)
        if latest_end > start:
            # It would be shown for longer together with a cue ahead of it.
            mended = min(mended, end)
        if mended != end:
            ends[row] = mended
            kind = _name_fault(find_faults(start, end, next_start, width, profile))
            action = f"ended {abs(mended - end)} ms {'later' if mended > end else 'earlier'}"
            repairs.append(Repair(draft.sources[row], kind, action))
    return Draft(draft.starts_ms, tuple(ends), draft.texts, draft.sources, tuple(repairs))


def reading_width(text: str, widths: bytes) -> int:
    """Return the half characters that are read: a line feed counts as what it stands for, a space or nothing."""
    return measure_halves(join_lines(text)[0] if "\n" in text else text, widths)


def time_pieces(start_ms: int, end_ms: int, latest_ms: int, widths: list[int], profile: Profile) -> list[int] | None:
    """Return the times between which pieces are shown; None if the time is too short for each to have a millisecond.

    `latest_ms` is when the next cue starts, or the end where the cue may not be made longer. All pieces have their
    share of what timing would give to the last alone.
    """
    end = _extend(start_ms, end_ms, latest_ms, widths, profile) if end_ms < latest_ms else end_ms
    return share_time(start_ms, end, widths)


def share_time(start_ms: int, end_ms: int, widths: list[int]) -> list[int] | None:
    """Return the times between which pieces are shown, in proportion to their widths, whole and half up.

    None if the time is too short for each to have a millisecond.
    """
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
