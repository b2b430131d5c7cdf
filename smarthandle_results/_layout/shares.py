"""A cue's time and the widths of its pieces in, the times out between which each piece is shown."""

from itertools import accumulate, pairwise

from smarthandle_results._layout.profiles import Profile
from smarthandle_results._layout.timing import shortest_reading_ms


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
