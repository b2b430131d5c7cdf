"""A cue and the start of the next in, its end out: no start ever moves, so each cue is timed by itself.

Of the ends that could mend something, that one is taken which leaves the fewest faults, then the smallest, then is nearest
to what was given; none that adds a fault or makes one worse. (A cue that is read too fast already may be cut where it
overlaps.) So timing twice changes nothing more.
"""

from typing import Final, NamedTuple

from attrs import frozen

from smarthandle_results._layout.profiles import Profile


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


def find_faults(start_ms: int, end_ms: int, next_start_ms: int | None, width: int, profile: Profile) -> Faults:
    """Judge a cue's time, given when the next one starts."""
    duration = end_ms - start_ms
    room = profile.min_gap_ms if next_start_ms is None else next_start_ms - end_ms
    touches = room == 0 and profile.gaps == "close"
    return Faults(
        max(0, profile.min_duration_ms - duration),
        max(0, duration - profile.max_duration_ms),
        max(0, shortest_reading_ms(width, profile.max_cps) - duration),
        0 if room < 0 or touches else max(0, profile.min_gap_ms - room),
        max(0, -room) if profile.overlaps == "trim" else 0,
    )


def _is_no_worse(faults: Faults, given: Faults) -> bool:
    may_be_faster = given.fast and not faults.overlap and given.overlap
    return all(
        now <= before
        for name, now, before in zip(Faults._fields, faults, given, strict=True)
        if name != "fast" or not may_be_faster
    )


def mend_end(start_ms: int, end_ms: int, next_start_ms: int | None, width: int, profile: Profile) -> int:
    """Return when a cue had better end."""
    given = find_faults(start_ms, end_ms, next_start_ms, width, profile)
    if given == NO_FAULTS:
        return end_ms
    wanted = max(profile.min_duration_ms, shortest_reading_ms(width, profile.max_cps))
    ends = {end_ms, start_ms + wanted, start_ms + profile.min_duration_ms, start_ms + profile.max_duration_ms}
    if next_start_ms is not None:
        ends |= {next_start_ms, next_start_ms - profile.min_gap_ms}
    judged = (
        (find_faults(start_ms, end, next_start_ms, width, profile), end) for end in ends if end > start_ms
    )
    ranked = (
        (sum(map(bool, faults)), sum(faults), abs(end - end_ms), end)
        for faults, end in judged
        if _is_no_worse(faults, given)
    )
    return min(ranked)[-1]
