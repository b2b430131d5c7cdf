"""Milliseconds → the digits of a time stamp, by tables: formatting them anew for each cue takes four times as long."""

from functools import cache


class Minutes(dict[int, str]):
    """The `HH:MM:` of a minute counted from 0; hours have two digits or as many as they need."""

    def __missing__(self, minute: int) -> str:
        self[minute] = stamp = f"{minute // 60:02d}:{minute % 60:02d}:"
        return stamp


@cache
def list_seconds(mark: str) -> tuple[str, ...]:
    """List the `SS` + mark + `mmm` of each of a minute's 60,000 milliseconds."""
    return tuple(f"{ms // 1000:02d}{mark}{ms % 1000:03d}" for ms in range(60_000))
