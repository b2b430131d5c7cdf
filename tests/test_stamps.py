"""Milliseconds → time stamps."""

import pytest

from smarthandle_results._stamps import list_seconds, list_thousandths


@pytest.mark.parametrize(
    ("milliseconds", "stamp"),
    [
        (0, "00:00:00.000"),
        (1_001, "00:00:01.001"),
        (59_999, "00:00:59.999"),
        (60_000, "00:01:00.000"),
        (3_599_999, "00:59:59.999"),
        (3_600_000, "01:00:00.000"),
        (14_399_999, "03:59:59.999"),
        (14_400_000, "04:00:00.000"),
        (359_999_999, "99:59:59.999"),
        (360_000_000, "100:00:00.000"),
        (10**13 * 3_600_000 + 62_345, "10000000000000:01:02.345"),
    ],
)
def test_stamps(milliseconds: int, stamp: str) -> None:
    """Hours have two digits or as many as they need, and no field is ever out of range, whatever the last time."""
    for last in (milliseconds, 10**20):
        seconds = list_seconds(last)
        assert stamp == seconds[milliseconds // 1000] + list_thousandths(".")[milliseconds % 1000]
