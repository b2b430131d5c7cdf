"""Seconds → whole milliseconds: decimal half up, exactly, as if a time's shortest decimal form were rounded."""

from decimal import ROUND_HALF_UP, Context, Decimal
from math import dist, hypot
from typing import Any, Final

from smarthandle_results._models import Seconds


def to_milliseconds(column: tuple[Any, ...]) -> list[int]:
    """Round a column of `Seconds`."""
    try:
        scaled: list[float] = [seconds * 1000.0 for seconds in column]
    except TypeError:  # a Decimal is not multiplied by a float
        return [_round(seconds) for seconds in column]
    rounded = list(map(float.__round__, scaled))
    # Of numbers so small the product errs by less than 0.001, so that no rounding here was a close call.
    if dist(scaled, rounded) < _CLEAR and hypot(*scaled) < _SMALL:
        return rounded
    return [_round(seconds) for seconds in column]


def _round(seconds: Seconds) -> int:
    if isinstance(seconds, float):
        scaled = seconds * 1000.0
        nearest = round(scaled)
        if abs(scaled - nearest) < _CLEAR and abs(scaled) < _SMALL:
            return nearest
    return int(_EXACT.to_integral_value(_EXACT.scaleb(Decimal(str(seconds)), 3)))


_CLEAR: Final = 0.498
_SMALL: Final = 2.0**43
_EXACT: Final = Context(prec=400, rounding=ROUND_HALF_UP)
