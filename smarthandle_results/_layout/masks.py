"""Bytes in, bytes out: each two combined, all of them at once, as the digits of two large integers."""

from collections.abc import Callable
from operator import and_, or_
from typing import Final


def both(left: bytes, right: bytes) -> bytes:
    """Return the bits that each two bytes share."""
    return _combine(and_, left, right)


def pair(kinds: bytes) -> bytes:
    """Return for each two neighbouring bytes, which are less than 16, the first times 16 and the second."""
    return _combine(or_, kinds[:-1].translate(_TIMES_16), kinds[1:])


def choose(which: bytes, ones: bytes, zeros: bytes) -> bytes:
    """Return the one or the other byte, as a third tells that is 1 or 0."""
    mask, one, zero = (int.from_bytes(column, "big") for column in (which.translate(_MASKS), ones, zeros))
    return (zero ^ ((zero ^ one) & mask)).to_bytes(len(which), "big")


def _combine(operator: Callable[[int, int], int], left: bytes, right: bytes) -> bytes:
    return operator(int.from_bytes(left, "big"), int.from_bytes(right, "big")).to_bytes(len(left), "big")


_TIMES_16: Final = bytes(16 * kind % 256 for kind in range(256))
_MASKS: Final = b"\0\xff" + bytes(254)
