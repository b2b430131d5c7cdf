"""Times and numbers → the text around cues, by tables: formatting it anew for each cue takes many times as long.

A stamp is two strings: `HH:MM:SS`, and the mark with `mmm`. Tables of short strings, of which neighbouring cues need
neighbours, stay in the processor's cache.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from smarthandle_results._models import Cues


def write_blocks(heads: Iterable[str], cues: Cues, texts: Iterable[str], mark: str) -> str:
    """Write `start --> end`, LF and a text for each cue, behind its head. Heads and texts are as many as cues."""
    before_arrow, before_text = _list_thousandths(mark, " --> "), _list_thousandths(mark, "\n")
    columns = (
        heads,
        _write_seconds(cues.starts_ms),
        [before_arrow[ms % 1000] for ms in cues.starts_ms],
        _write_seconds(cues.ends_ms),
        [before_text[ms % 1000] for ms in cues.ends_ms],
        texts,
    )
    parts = [""] * (len(columns) * len(cues))
    for place, column in enumerate(columns):
        parts[place :: len(columns)] = column
    return "".join(parts)


def list_numbers(count: int) -> list[str]:
    """List the numbers from 1, each between the blank line ahead of it, but for the first, and its LF."""
    numbers = _first_numbers()[:count]
    if count > len(numbers):
        thousands, rests = map("\n\n{}".format, range(10, count // 1000 + 1)), _list_thousandths("", "\n")
        numbers += [thousand + rest for thousand in thousands for rest in rests][: count - len(numbers)]
    return numbers


def _write_seconds(times_ms: Sequence[int]) -> list[str]:
    """Write the `HH:MM:SS` of each time; hours have two digits, or as many as they need."""
    seconds = _seconds_of_a_day()
    try:
        return [seconds[ms // 1000] for ms in times_ms]
    except IndexError:  # a later time
        hours = {hour: f"{hour:02d}" for hour in {ms // 3_600_000 for ms in times_ms}}
        rests = _seconds_of_an_hour()
        return [hours[ms // 3_600_000] + rests[ms // 1000 % 3600] for ms in times_ms]


@cache
def _list_thousandths(mark: str, behind: str) -> list[str]:
    return [f"{mark}{ms:03d}{behind}" for ms in range(1000)]


@cache
def _seconds_of_a_day() -> list[str]:
    rests = _seconds_of_an_hour()
    return [hour + rest for hour in _TWO_DIGITS[:24] for rest in rests]


@cache
def _seconds_of_an_hour() -> list[str]:
    return [f":{minute}:{second}" for minute in _TWO_DIGITS for second in _TWO_DIGITS]


@cache
def _first_numbers() -> list[str]:
    return ["1\n", *(f"\n\n{number}\n" for number in range(2, 10_000))]


_TWO_DIGITS: Final = [f"{number:02d}" for number in range(60)]
