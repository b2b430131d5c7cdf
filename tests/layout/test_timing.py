"""Timing: when a cue should end, given when the next one starts, and how pieces share its time."""

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from smarthandle_results import PROFILES
from smarthandle_results._breaking.width import halves_table
from smarthandle_results._layout.draft import NO_NEXT_START_MS
from smarthandle_results._layout.timing import (
    chars_per_second,
    find_faults,
    measure_reading_halves,
    mend_end,
    share_time,
    shortest_reading_ms,
)

ZH = PROFILES["netflix-zh"]
OPEN = evolve(ZH, gaps="open")
KEEP = evolve(ZH, overlaps="keep")


@pytest.mark.parametrize(
    ("start", "end", "next_start", "characters", "expected"),
    [
        (0, 1000, 2000, 5, 1000),  # nothing is wrong
        (0, 500, 2000, 5, 833),  # too short: extended
        (0, 500, 600, 5, 600),  # as far as there is room
        (0, 500, 500, 5, 500),  # no room
        (0, 500, 850, 5, 850),  # extended, and the gap that is left closed
        (0, 1000, 5000, 18, 1999),  # too fast: extended
        (0, 1000, 1050, 5, 1050),  # a small gap: closed
        (0, 1000, 1083, 5, 1000),  # the smallest gap that is allowed
        (0, 6990, 7050, 5, 6967),  # too long if the gap were closed: widened
        (0, 9000, 20000, 5, 7000),  # too long: ended early
        (0, 1500, 1000, 5, 1000),  # an overlap: trimmed
        (0, 1500, 400, 5, 833),  # too short if trimmed: trimmed as far as it may be
        (0, 1500, 0, 5, 833),  # two start together: likewise
        (0, 1500, 1000, 40, 1000),  # too fast already: trimmed all the same
        (0, 500, NO_NEXT_START_MS, 5, 833),  # the last cue
    ],
)
def test_closing_profile(start: int, end: int, next_start: int, characters: int, expected: int) -> None:
    """Ends move to where the fewest faults are left."""
    assert expected == mend_end(start, end, next_start, 2 * characters, ZH)
    assert expected == mend_end(start, expected, next_start, 2 * characters, ZH)


@pytest.mark.parametrize(
    ("end", "next_start", "expected"), [(1000, 1000, 917), (1000, 1050, 967), (850, 850, 833), (1100, 1050, 967)]
)
def test_opening_profile(end: int, next_start: int, expected: int) -> None:
    """Small gaps are widened, as far as the cue does not get too short."""
    assert expected == mend_end(0, end, next_start, 10, OPEN)


def test_overlaps_may_be_kept() -> None:
    """A profile that keeps overlaps finds nothing wrong with them."""
    assert 1500 == mend_end(0, 1500, 1000, 10, KEEP)


def test_faults_are_milliseconds() -> None:
    """Each fault says how far the cue is from what is allowed."""
    assert (733, 0, 2122, 0, 50) == find_faults(0, 100, 50, 40, ZH)
    assert (0, 1000, 0, 43, 0) == find_faults(0, 8000, 8040, 2, ZH)


@pytest.mark.parametrize(("width", "cps", "expected"), [(18, 9, 999), (19, 9, 1055), (35, 17.5, 999), (0, 4, -1)])
def test_shortest_reading_ms(width: int, cps: float, expected: int) -> None:
    """Reading time is rounded up, less the millisecond that rounding may have taken."""
    assert expected == shortest_reading_ms(width, cps)


def test_measure_reading_halves() -> None:
    """A line feed is read as what it replaces: a space, or nothing."""
    assert 10 == measure_reading_halves("ab\ncd", halves_table("en"))
    assert 4 == measure_reading_halves("一\n二", halves_table("zh"))


@pytest.mark.parametrize(("width", "duration", "expected"), [(18, 1000, 9), (18, 998, 9.02), (4, 1, 2000), (0, 5, 0)])
def test_chars_per_second(width: int, duration: int, expected: float) -> None:
    """Reading speed is rounded up to hundredths."""
    assert expected == chars_per_second(width, duration)


@given(st.integers(0, 10**7), st.integers(1, 10_000), st.lists(st.integers(1, 84), min_size=1, max_size=8))
def test_pieces_tile_the_time(start: int, duration: int, widths: list[int]) -> None:
    """Shares cover the time to the millisecond, each within one of its proportion; or there is no time for all."""
    times = share_time(start, start + duration, widths)
    if times is None:
        assert duration < 2 * sum(widths)
        return
    assert (start, start + duration) == (times[0], times[-1])
    for before, after, width in zip(times, times[1:], widths, strict=False):
        assert before < after
        assert abs((after - before) - duration * width / sum(widths)) <= 1


def test_pieces_without_width_have_no_time() -> None:
    """Nothing can be shared among pieces that show nothing."""
    assert share_time(0, 1000, [0, 0]) is None
