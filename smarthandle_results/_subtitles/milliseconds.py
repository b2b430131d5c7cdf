"""Seconds → whole milliseconds: decimal half up, exactly, as if a time's shortest decimal form were rounded."""

from decimal import ROUND_HALF_UP, Context, Decimal
from math import dist, hypot
from operator import sub
from typing import Any, Final

from smarthandle_results._models import Seconds


def to_milliseconds(column: tuple[Any, ...]) -> list[int]:
    """Round a column of `Seconds`."""
    try:
        scaled: list[float] = [seconds * 1000.0 for seconds in column]
    except TypeError:  # a Decimal is not multiplied by a float
        return [_round(seconds) for seconds in column]
    if hypot(*column) >= _SMALL:
        return [_round(seconds) for seconds in column]
    rounded = list(map(float.__round__, scaled))
    if dist(scaled, rounded) < _CLEAR:
        return rounded
    for row, offset in enumerate(map(sub, scaled, rounded)):
        if not -_CLEAR < offset < _CLEAR:
            rounded[row] = _round_close_call(column[row])
    return rounded


def _round_close_call(seconds: float) -> int:
    tenths = round(seconds * 10_000.0)
    # So few digits have no other float, and no other decimal form of that float is as short.
    if seconds > 0 and tenths / 10_000.0 == seconds:
        return (tenths + 5) // 10
    return _round(seconds)


def _round(seconds: Seconds) -> int:
    return int(_EXACT.to_integral_value(_EXACT.scaleb(Decimal(str(seconds)), 3)))


# The product of numbers so small errs by less than 0.001: a rounding by less than `_CLEAR` was no close call.
_CLEAR: Final = 0.498
_SMALL: Final = 2.0**33
_EXACT: Final = Context(prec=400, rounding=ROUND_HALF_UP)
