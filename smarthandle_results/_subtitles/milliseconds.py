"""Seconds → whole milliseconds: decimal half up, exactly, as if a time's shortest decimal form were rounded.

Strategy: decimal arithmetic is right, and slow. Multiplying floats by 1000 and rounding is quick, and wrong only where
a product is close to a half: 0.5005 s times 1000 is 500.49999999999994 ms as a float, but should become 501 ms. So a
column is rounded the quick way, and only its close calls are rounded again, with care. Most columns have no more than
three decimals, hence no close call, which one look at the whole column shows.
"""

from math import dist
from operator import sub
from typing import Any, Final

from smarthandle_results._columns import are_all_below
from smarthandle_results._seconds import round_to_ms


def to_milliseconds(column: tuple[Any, ...]) -> list[int]:
    """Return a column of `Seconds` as whole milliseconds.

    >>> to_milliseconds((1, 0.8465, 59.9996))
    [1000, 847, 60000]
    """
    try:
        scaled: list[float] = [seconds * 1000.0 for seconds in column]
    except TypeError:  # Decimal and float cannot be multiplied
        return [round_to_ms(seconds) for seconds in column]
    if not are_all_below(_LARGE_SECONDS, column):
        return [round_to_ms(seconds) for seconds in column]
    rounded = list(map(float.__round__, scaled))
    if dist(scaled, rounded) < CLEAR_MS:  # the root of the sum of squares, which no difference of a row exceeds
        return rounded
    for row, offset in enumerate(map(sub, scaled, rounded)):
        if not -CLEAR_MS < offset < CLEAR_MS:
            rounded[row] = _round_close_call(column[row])
    return rounded


def _round_close_call(seconds: float) -> int:
    tenths = round(seconds * 10_000.0)
    # So few digits have no other float, and no other decimal form of that float is as short.
    if seconds > 0 and tenths / 10_000.0 == seconds:
        return (tenths + 5) // 10
    return round_to_ms(seconds)


_LARGE_SECONDS: Final = 2.0**33
"""Times from here on, which is 272 years, are rounded by decimals alone."""

CLEAR_MS: Final = 0.498
"""A time that was rounded by less than this many milliseconds was rounded as its decimal form would be.

Below `_LARGE_SECONDS`, a float is within 2**-21 s of its decimal form, and its product with 1000 within 2**-11 ms of
the exact one. Together that is less than 0.001 ms, so that 0.499 would do; 0.498 leaves as much again.
"""
