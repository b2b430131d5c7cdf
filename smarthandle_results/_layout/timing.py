"""A cue's times and the start of the next in, its end out; also reading speed, and the times of a cue's pieces.

Strategy: No start ever moves, so speech stays where it is heard, and each cue is timed by itself: only its own times
and the start of the next matter.

A cue can break five rules at once (`Faults`), and to mend one may break another: to close a gap makes a cue longer, to
trim an overlap makes it harder to read. Rather than rules for each combination, `mend_end`

1. lists every end that could mend something: the end itself, the shortest and longest durations, the time to read the
   text, the start of the next cue and the smallest gap before it;
2. drops those that are worse in any respect than the end as it is. (Only a cue that is read too fast already may get
   faster where that ends an overlap.) The end itself always stays, so that nothing is made worse;
3. chooses the one with the fewest faults, then the smallest, then the nearest to the end as it was.

Timing twice therefore changes nothing more: the end that won wins again.

A cue of five characters is shown from 0 to 6,990 ms, and the next starts at 7,050. The profile allows a cue of at most
7,000 ms, and either no gap or one of at least 83:

    end      faults                        verdict
    6,990    gap 23 ms too small           the end as it is
    7,050    50 ms too long                closes the gap; dropped, since it is worse in one respect
    7,000    gap 33 ms too small           dropped
    6,967    none                          wins: 23 ms from the end as it was
    833      none                          long enough, but 6,157 ms from it

>>> from smarthandle_results import PROFILES
>>> mend_end(0, 6990, 7050, 10, PROFILES["netflix-zh"])
6967

The pieces of a cue that was split share its time in proportion to their widths. Before that the cue is made as long as
they need together, as far as there is room.
"""

from itertools import accumulate
from math import ceil
from operator import le, lt
from typing import Final, NamedTuple

from smarthandle_results._breaking.given_lines import join_lines
from smarthandle_results._breaking.width import HALVES_PER_CHARACTER, measure_halves
from smarthandle_results._layout.draft import Draft
from smarthandle_results._layout.profiles import Profile, profile_halves_table
from smarthandle_results._models import Repair, RepairKind

_CPS: Final = 1000 // HALVES_PER_CHARACTER
"""How many characters a second one half character in a millisecond is."""


class Faults(NamedTuple):
    """How far a cue is from what a profile allows, in milliseconds each, 0 where nothing is wrong."""

    too_short_ms: int
    too_long_ms: int
    too_fast_ms: int
    """How much longer it would have to be shown to be read in time."""
    gap_ms: int
    """How much too small the gap after it is."""
    overlap_ms: int


NO_FAULTS: Final = Faults(0, 0, 0, 0, 0)


def chars_per_second(width_halves: int, duration_ms: int) -> float:
    """Return how fast a text of some width is read, rounded up to hundredths of a character a second.

    >>> chars_per_second(18, 998)
    9.02
    """
    return ceil(100 * _CPS * width_halves / duration_ms) / 100


def reading_ms(width_halves: int, max_cps: float) -> int:
    """Return how long it takes to read a text of some width at a speed, which counts to the thousandth, rounded up."""
    return -(-1000 * _CPS * width_halves // round(1000 * max_cps))


def shortest_reading_ms(width_halves: int, max_cps: float) -> int:
    """Return the shortest duration that is not too fast to read.

    It is a millisecond less than reading takes: a time that was shared among pieces is rounded to whole milliseconds.
    """
    return reading_ms(width_halves, max_cps) - 1


def measure_reading_halves(text: str, halves_table: bytes) -> int:
    """Return how wide a text is to a reader: a line feed counts as what it replaces, a space or nothing."""
    return measure_halves(join_lines(text)[0] if "\n" in text else text, halves_table)


def find_faults(start_ms: int, end_ms: int, next_start_ms: int, width_halves: int, profile: Profile) -> Faults:
    """Return what is wrong with a cue's time, given when the next one starts."""
    return _find_faults(start_ms, end_ms, next_start_ms, shortest_reading_ms(width_halves, profile.max_cps), profile)


def _find_faults(start_ms: int, end_ms: int, next_start_ms: int, needed_ms: int, profile: Profile) -> Faults:
    duration_ms = end_ms - start_ms
    gap_ms = next_start_ms - end_ms
    touches = gap_ms == 0 and profile.gaps == "close"
    return Faults(
        profile.min_duration_ms - duration_ms if duration_ms < profile.min_duration_ms else 0,
        duration_ms - profile.max_duration_ms if duration_ms > profile.max_duration_ms else 0,
        needed_ms - duration_ms if duration_ms < needed_ms else 0,
        profile.min_gap_ms - gap_ms if 0 <= gap_ms < profile.min_gap_ms and not touches else 0,
        -gap_ms if gap_ms < 0 and profile.overlaps == "trim" else 0,
    )


def _is_no_worse(faults: Faults, earlier: Faults) -> bool:
    if earlier.too_fast_ms and earlier.overlap_ms and not faults.overlap_ms:
        faults = faults._replace(too_fast_ms=0)  # it may be read faster where that ends an overlap
    return all(map(le, faults, earlier))


def mend_end(start_ms: int, end_ms: int, next_start_ms: int, width_halves: int, profile: Profile) -> int:
    """Return when a cue should end."""
    needed_ms = shortest_reading_ms(width_halves, profile.max_cps)
    earlier = _find_faults(start_ms, end_ms, next_start_ms, needed_ms, profile)
    if earlier == NO_FAULTS:
        return end_ms
    apart_ms = next_start_ms - profile.min_gap_ms
    unwanted_ms = apart_ms if profile.gaps == "close" else next_start_ms
    min_end_ms, max_end_ms = start_ms + profile.min_duration_ms, start_ms + profile.max_duration_ms
    ends_ms = {end_ms, next_start_ms, apart_ms, min_end_ms, max_end_ms, max(min_end_ms, start_ms + needed_ms)}

    def distance(end: int) -> int:
        # Whether small gaps are closed or widened is the profile's choice, even where the other way is nearer.
        return abs(end - end_ms) + (profile.min_gap_ms if end == unwanted_ms != end_ms else 0)

    # Overlaps may stay, but none is added.
    latest_ms = max(end_ms, next_start_ms)
    candidates = [
        (_find_faults(start_ms, end, next_start_ms, needed_ms, profile), end)
        for end in ends_ms
        if start_ms < end <= latest_ms
    ]
    return min(
        (len(faults) - faults.count(0), sum(faults), distance(end), end)
        for faults, end in candidates
        if _is_no_worse(faults, earlier)
    )[-1]


def _name_repair(faults: Faults) -> RepairKind:
    if faults.overlap_ms:
        return RepairKind.OVERLAP
    if faults.too_short_ms or faults.too_long_ms:
        return RepairKind.DURATION
    return RepairKind.READING_SPEED if faults.too_fast_ms else RepairKind.GAP


def _list_suspects(draft: Draft, profile: Profile) -> list[int]:
    """Return the rows that may have faults that can be mended, found quickly as if every character were full width."""
    shortest_ms, longest_ms, smallest_ms = profile.min_duration_ms, profile.max_duration_ms, profile.min_gap_ms
    touching_ms = 0 if profile.gaps == "close" else smallest_ms
    slowest_ms = reading_ms(HALVES_PER_CHARACTER, profile.max_cps)
    rows = zip(draft.starts_ms, draft.ends_ms, draft.next_starts_ms, draft.texts, strict=True)
    return [
        row
        for row, (start, end, next_start, text) in enumerate(rows)
        # A cue that is shown until the next begins cannot be shown for longer, and has no reason to end earlier.
        if end - start > longest_ms
        or (
            next_start - end != touching_ms
            and (end - start < shortest_ms or len(text) * slowest_ms > end - start or next_start - end < smallest_ms)
        )
    ]


def time_all(draft: Draft, profile: Profile, *, extend_last: bool) -> Draft:
    """Mend the ends of the cues that need it; that of the last moves later only with `extend_last`."""
    halves_table = profile_halves_table(profile)
    next_starts_ms = draft.next_starts_ms
    ends_ms = list(draft.ends_ms)
    repairs = list(draft.repairs)
    latest_end_ms, row_before, last_row = -1, 0, len(ends_ms) - 1
    for row in _list_suspects(draft, profile):
        start_ms, end_ms, next_start_ms = draft.starts_ms[row], ends_ms[row], next_starts_ms[row]
        latest_end_ms, row_before = max([latest_end_ms, *ends_ms[row_before:row]]), row
        width_halves = measure_reading_halves(draft.texts[row], halves_table)
        new_end_ms = mend_end(start_ms, end_ms, next_start_ms, width_halves, profile)
        if latest_end_ms > start_ms or (row == last_row and not extend_last):
            # It would be shown for longer together with a cue before it, or after the end of all.
            new_end_ms = min(new_end_ms, end_ms)
        if new_end_ms != end_ms:
            ends_ms[row] = new_end_ms
            kind = _name_repair(find_faults(start_ms, end_ms, next_start_ms, width_halves, profile))
            action = f"ended {abs(new_end_ms - end_ms)} ms {'later' if new_end_ms > end_ms else 'earlier'}"
            repairs.append(Repair(draft.sources[row], kind, action))
    return Draft(draft.starts_ms, tuple(ends_ms), draft.texts, draft.sources, tuple(repairs))


def time_pieces(
    start_ms: int, end_ms: int, latest_end_ms: int, widths_halves: list[int], profile: Profile
) -> list[int] | None:
    """Return the times between which pieces are shown, one more than there are pieces.

    The cue may be made longer, up to `latest_end_ms`: when the next cue starts, or its own end if it may not. None if
    the time is too short for each piece to have a millisecond.
    """
    if end_ms < latest_end_ms:
        end_ms = _extend(start_ms, end_ms, latest_end_ms, widths_halves, profile)
    return share_time(start_ms, end_ms, widths_halves)


def share_time(start_ms: int, end_ms: int, widths_halves: list[int]) -> list[int] | None:
    """Return the times between which pieces are shown, in proportion to their widths, rounded half up.

    None if the time is too short for each to have a millisecond.

    >>> share_time(0, 1000, [10, 20])
    [0, 333, 1000]
    """
    duration_ms, total_halves = end_ms - start_ms, sum(widths_halves) or 1
    befores_halves = accumulate(widths_halves, initial=0)
    times_ms = [start_ms + (2 * duration_ms * halves + total_halves) // (2 * total_halves) for halves in befores_halves]
    return times_ms if all(map(lt, times_ms, times_ms[1:])) else None


def _extend(start_ms: int, end_ms: int, next_start_ms: int, widths_halves: list[int], profile: Profile) -> int:
    """Return when a cue ends once it is long enough for its pieces: within the gap after it, without an overlap."""
    total_halves = sum(widths_halves)
    # The narrowest piece, which is shown for the shortest time, has to be seen.
    seen_ms = -(-profile.min_duration_ms * total_halves // (min(widths_halves) or 1))
    needed_ms = max(reading_ms(total_halves, profile.max_cps), seen_ms)
    # No piece gets so long that a second round would split it.
    latest_ms = start_ms + profile.max_duration_ms * total_halves // (max(widths_halves) or 1) - 1
    new_end_ms = min(start_ms + needed_ms, latest_ms, end_ms + profile.max_duration_ms)
    if next_start_ms - new_end_ms < profile.min_gap_ms:
        may_touch = profile.gaps == "close" and next_start_ms <= latest_ms
        new_end_ms = next_start_ms if may_touch else next_start_ms - profile.min_gap_ms
    return max(end_ms, new_end_ms)
