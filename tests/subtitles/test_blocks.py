"""The times and numbers of cues → the text around each cue's own text."""

import pytest
from hypothesis import given, strategies as st

from smarthandle_results import Cues
from smarthandle_results._subtitles.blocks import list_numbers, write_blocks


def format_time(ms: int) -> str:
    """Format as the definition says."""
    return f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}.{ms % 1000:03d}"


def write_times(*times_ms: int) -> list[str]:
    """Write each time as a cue's start and as its end."""
    count = len(times_ms)
    lines = write_blocks([""] * count, Cues(times_ms, times_ms, ("",) * count), ["\n"] * count, ".").splitlines()
    return [timestamp for line in lines for timestamp in line.split(" --> ") if timestamp]


@pytest.mark.parametrize(
    ("milliseconds", "timestamp"),
    [
        (0, "00:00:00.000"),
        (1_001, "00:00:01.001"),
        (59_999, "00:00:59.999"),
        (60_000, "00:01:00.000"),
        (3_599_999, "00:59:59.999"),
        (3_600_000, "01:00:00.000"),
        (86_399_999, "23:59:59.999"),
        (86_400_000, "24:00:00.000"),
        (359_999_999, "99:59:59.999"),
        (360_000_000, "100:00:00.000"),
        (10**13 * 3_600_000 + 62_345, "10000000000000:01:02.345"),
    ],
)
def test_timestamps(milliseconds: int, timestamp: str) -> None:
    """Hours have two digits, or more where they need them, and no field is out of range, whatever the other times."""
    assert [timestamp, timestamp] == write_times(milliseconds)
    assert [timestamp, timestamp] == write_times(milliseconds, 10**20)[:2]


@given(st.lists(st.integers(0, 10**8) | st.integers(0, 10**30), max_size=5))
def test_timestamps_are_those_of_formatting(times_ms: list[int]) -> None:
    """From the tables, and beyond them."""
    assert [format_time(ms) for ms in times_ms for _ in range(2)] == write_times(*times_ms)


def test_a_block_is_an_opening_two_timestamps_and_a_text() -> None:
    """In the order of the cues; the ends may be beyond the table where the starts are not."""
    cues = Cues((0, 5), (86_400_000, 1005), ("a", "b"))
    expected = "1. 00:00:00,000 --> 24:00:00,000\nA2. 00:00:00,005 --> 00:00:01,005\nB"
    assert expected == write_blocks(["1. ", "2. "], cues, ("A", "B"), ",")
    assert "" == write_blocks([], Cues(), (), ",")


@pytest.mark.parametrize("count", [0, 1, 2, 9998, 9999, 10_000, 10_001, 10_999, 11_000, 11_001, 112_345])
def test_numbers(count: int) -> None:
    """From 1 without limit, a blank line between one block and the next."""
    expected = "".join(f"\n\n{number}\n" for number in range(1, count + 1)).removeprefix("\n\n")
    assert expected == "".join(list_numbers(count))
    assert count == len(list_numbers(count))
