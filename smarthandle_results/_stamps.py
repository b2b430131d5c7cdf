"""Numbers → the text around a cue, by tables: formatting it anew for each cue takes four times as long.

The stamp of `ms` is `list_seconds(ms)[ms // 1000] + list_thousandths(mark)[ms % 1000]`. Tables of a few thousand short
strings, of which neighbouring cues need neighbours, stay in the processor's cache.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, count
from typing import Final


def list_seconds(last_ms: int) -> Sequence[str] | Mapping[int, str]:
    """List the `HH:MM:SS` of each second up to a time; hours have two digits, or as many as they need."""
    hours = last_ms // 3_600_000 + 1
    # Powers of two: jobs of all lengths share a few lists.
    return _first_seconds(1 << (hours - 1).bit_length()) if hours <= _LISTED_HOURS else _Seconds()


@cache
def list_thousandths(mark: str) -> list[str]:
    """List the mark and `mmm` of each of a second's 1,000 milliseconds."""
    return [f"{mark}{ms:03d}" for ms in range(1000)]


def number_blocks() -> Iterator[str]:
    """Count from 1, a number and its LF at a time."""
    return chain(_first_numbers(), map("{}\n".format, count(_LISTED_NUMBERS + 1)))


class _Seconds(dict[int, str]):
    """The seconds of times without limit, made when they are asked for."""

    def __missing__(self, second: int) -> str:
        self[second] = stamp = _format_second(second)
        return stamp


@cache
def _first_seconds(hours: int) -> list[str]:
    return [_format_second(second) for second in range(hours * 3600)]


@cache
def _first_numbers() -> list[str]:
    return [f"{number}\n" for number in range(1, _LISTED_NUMBERS + 1)]


def _format_second(second: int) -> str:
    return f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"


_LISTED_HOURS: Final = 32
_LISTED_NUMBERS: Final = 10_000
