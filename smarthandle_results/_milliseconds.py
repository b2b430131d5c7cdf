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
    return [
        near if -_CLEAR < offset < _CLEAR else _round(seconds)
        for near, offset, seconds in zip(rounded, map(sub, scaled, rounded), column, strict=True)
    ]


def _round(seconds: Seconds) -> int:
    return int(_EXACT.to_integral_value(_EXACT.scaleb(Decimal(str(seconds)), 3)))


# The product of numbers so small errs by less than 0.001: a rounding by less than `_CLEAR` was no close call.
_CLEAR: Final = 0.498
_SMALL: Final = 2.0**33
_EXACT: Final = Context(prec=400, rounding=ROUND_HALF_UP)
