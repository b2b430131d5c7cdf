"""A time in seconds, as a body has it, and its one rounding to whole milliseconds."""

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final, TypeAlias

Seconds: TypeAlias = int | float | Decimal
"""A time as the body has it. It is a Decimal only if a float cannot represent a time given in milliseconds."""


def round_to_ms(seconds: Seconds) -> int:
    """Round seconds to whole milliseconds: half up, as if their shortest decimal form were rounded.

    >>> round_to_ms(0.0005), round_to_ms(0.8465)
    (1, 847)
    """
    return int(_EXACT.to_integral_value(_EXACT.scaleb(Decimal(str(seconds)), 3)))


_EXACT: Final = Context(prec=400, rounding=ROUND_HALF_UP)
