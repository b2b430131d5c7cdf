"""Bytes in, bytes out: each two combined, all of them at once, as the digits of two large integers."""

from typing import Final


def both(left: bytes, right: bytes) -> bytes:
    """Return the bits that each two bytes share."""
    return (_read(left) & _read(right)).to_bytes(len(left), "big")


def pair(left: bytes | bytearray, right: bytes | bytearray) -> bytes:
    """Return for each two bytes, which are less than 16, the first times 16 and the second."""
    return (_read(left.translate(_TIMES_16)) | _read(right)).to_bytes(len(left), "big")


def choose(which: bytes, ones: bytes, zeros: bytes) -> bytes:
    """Return the one or the other byte, as a third tells that is 1 or 0."""
    mask, one, zero = _read(which.translate(_MASKS)), _read(ones), _read(zeros)
    return (zero ^ ((zero ^ one) & mask)).to_bytes(len(which), "big")


def _read(digits: bytes | bytearray) -> int:
    return int.from_bytes(digits, "big")


_TIMES_16: Final = bytes(16 * kind % 256 for kind in range(256))
_MASKS: Final = b"\0\xff" + bytes(254)
