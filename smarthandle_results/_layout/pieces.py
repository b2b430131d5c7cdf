"""A text and its time in, the cues out that it becomes: their lines, and when each is shown.

A cue may be made longer where there is room after it, by as much as its text needs to be read, and by no more than
`max_duration_ms` of the profile, so that what was shown for an instant does not stay for minutes.
"""

from typing import NamedTuple

from smarthandle_results._layout.lines import SPACE_HALVES, Breaks, find_whole, lay_out, list_breaks, may_be_one_cue
from smarthandle_results._layout.profiles import Profile
from smarthandle_results._layout.timing import reading_ms, shortest_reading_ms
from smarthandle_results._layout.units import Units


class Room(NamedTuple):
    """When a cue is shown, and until when it may be."""

    start_ms: int
    end_ms: int
    latest_end_ms: int
    """When the next cue starts, or `end_ms` if it may not be made longer."""


def break_into_pieces(units: Units, number: int, room: Room, profile: Profile) -> list[Breaks]:
    """Return the breaks of each piece of a text that is shown for some time.

    A text that fits and is read before it has been shown for too long stays whole: it can end early. Without the white
    space at the breaks, the pieces concatenate to the text.
    """
    first, last = units.text_ranges[number]
    width_halves = units.width_halves(first, last)
    duration_ms, longest_ms = room.end_ms - room.start_ms, profile.max_duration_ms
    if duration_ms <= longest_ms or shortest_reading_ms(width_halves, profile.max_cps) <= longest_ms:
        if whole := find_whole(units, first, last, profile):
            return [list_breaks(whole[1], last)]
        may_be_one = duration_ms > longest_ms and may_be_one_cue(units, first, last, profile)
        if may_be_one and len(layout := lay_out(units, first, last, profile)) == 1:
            return layout
    most_ms = max(duration_ms, min(room.latest_end_ms, room.end_ms + longest_ms) - room.start_ms)
    read_ms = max(duration_ms, min(most_ms, reading_ms(width_halves, profile.max_cps)))
    most_halves = width_halves * longest_ms / duration_ms
    least_halves = _find_least_halves(units, width_halves, read_ms, profile)
    layout = lay_out(units, first, last, profile, least_halves=least_halves, most_halves=most_halves)
    narrowest_halves = min(units.width_halves(breaks[0], breaks[-1]) for breaks in layout)
    if len(layout) > 1 and read_ms < most_ms and narrowest_halves < least_halves:
        # With all the time that there is, another way may have no piece that is too short.
        least_halves = _find_least_halves(units, width_halves, most_ms, profile)
        layout = lay_out(units, first, last, profile, least_halves=least_halves, most_halves=most_halves)
    return layout


def _find_least_halves(units: Units, width_halves: int, duration_ms: int, profile: Profile) -> float:
    """Return how wide a piece has to be that is shown for the shortest time; 0 where none can be so wide.

    There to look for the fewest that are too short would only take long: 20 times as long for 2,000 characters in 4 s.
    """
    least_halves = width_halves * profile.min_duration_ms / duration_ms
    return least_halves if least_halves <= profile.max_lines * (units.limit_halves + SPACE_HALVES) else 0
