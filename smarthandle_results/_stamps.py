"""Numbers → the text around a cue, by tables: formatting it anew for each cue takes four times as long.

The stamp of `ms` is `list_minutes(ms)[ms // 60_000] + list_seconds(mark)[ms % 60_000]`.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, count
from typing import Final


def list_minutes(last_ms: int) -> Sequence[str] | Mapping[int, str]:
    """List the `HH:MM:` of each minute up to a time; hours have two digits, or as many as they need."""
    return _first_minutes() if last_ms < _LISTED_MINUTES * 60_000 else _Minutes()


@cache
def list_seconds(mark: str) -> Sequence[str]:
    """List the `SS` + mark + `mmm` of each of a minute's 60,000 milliseconds."""
    return [f"{ms // 1000:02d}{mark}{ms % 1000:03d}" for ms in range(60_000)]


def number_blocks() -> Iterator[str]:
    """Count from 1, a number and its LF at a time."""
    return chain(_first_numbers(), map("{}\n".format, count(_LISTED_NUMBERS + 1)))


class _Minutes(dict[int, str]):
    """The minutes of times without limit, made when they are asked for."""

    def __missing__(self, minute: int) -> str:
        self[minute] = stamp = _format_minute(minute)
        return stamp


@cache
def _first_minutes() -> list[str]:
    return [_format_minute(minute) for minute in range(_LISTED_MINUTES)]


@cache
def _first_numbers() -> list[str]:
    return [f"{number}\n" for number in range(1, _LISTED_NUMBERS + 1)]


def _format_minute(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}:"


_LISTED_MINUTES: Final = 24 * 60
_LISTED_NUMBERS: Final = 10_000
