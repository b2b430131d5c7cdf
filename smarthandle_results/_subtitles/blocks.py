r"""The times and numbers of cues → the text around each cue's own text.

Strategy: a file of subtitles is one string, and formatting each cue anew takes fifteen times as long as this.

A timestamp is put together from two strings that are ready in tables: `HH:MM:SS`, from one of 86,400 seconds, and the
decimal mark with `mmm` and whatever follows, from one of 1,000 thousandths. The strings are made once for the process.
They are short, and neighboring cues use neighboring entries, so that the entries in use stay in the processor's cache.
Only hours past the first day, and numbers past 9,999, are formatted, and of these each hour and thousand once.

Nor is any string made for a single cue. Each part is a column, and the columns are interleaved in one list, which is
joined once. The cues `a` from 0 to 1.5 s and `b` from 2 to 3.25 s become, as SubRip,

    opening      start       |          end         |        text
    "1\n"        "00:00:00"  ",000 --> " "00:00:01"  ",500\n" "a"
    "\n\n2\n"    "00:00:02"  ",000 --> " "00:00:03"  ",250\n" "b"

An opening contains the blank line that ends the block before it, so that no part is left over at the end.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from smarthandle_results._models import Cues


def write_blocks(openings: Iterable[str], cues: Cues, texts: Iterable[str], decimal_mark: str) -> str:
    """Write an opening, `start --> end`, LF and a text for each cue. There are as many openings and texts as cues."""
    before_arrow = _list_thousandths(decimal_mark, " --> ")
    before_text = _list_thousandths(decimal_mark, "\n")
    columns = (
        openings,
        write_seconds(cues.starts_ms),
        [before_arrow[ms % 1000] for ms in cues.starts_ms],
        write_seconds(cues.ends_ms),
        [before_text[ms % 1000] for ms in cues.ends_ms],
        texts,
    )
    parts = [""] * (len(columns) * len(cues))
    for place, column in enumerate(columns):
        parts[place :: len(columns)] = column
    return "".join(parts)


def list_numbers(count: int) -> list[str]:
    r"""List the openings of numbered blocks, from 1.

    >>> list_numbers(3)
    ['1\n', '\n\n2\n', '\n\n3\n']
    """
    numbers = _list_first_numbers(_FEW if count < _FEW else 10_000)[:count]
    if count > len(numbers):
        thousands, rests = map("\n\n{}".format, range(10, count // 1000 + 1)), _list_thousandths("", "\n")
        numbers += [thousand + rest for thousand in thousands for rest in rests][: count - len(numbers)]
    return numbers


def write_seconds(times_ms: Sequence[int]) -> list[str]:
    """Write the `HH:MM:SS` of each time; hours have two digits, or more where they need them."""
    # Few bodies are longer than an hour, and a table of a whole day takes 8 ms to make.
    seconds = _list_seconds(24 if times_ms and times_ms[-1] >= _HOUR_MS else 1)
    try:
        return [seconds[ms // 1000] for ms in times_ms]
    except IndexError:  # a later time
        return _write_late_seconds(times_ms)


def _write_late_seconds(times_ms: Sequence[int]) -> list[str]:
    """Write times of any day, an hour once for all neighbors that have it, in two thirds of the time."""
    rests = _list_seconds_of_an_hour()
    written: list[str] = []
    text, start_ms, stop_ms = "", 0, 0
    for ms in times_ms:
        if not start_ms <= ms < stop_ms:
            hour = ms // _HOUR_MS
            text, start_ms, stop_ms = f"{hour:02d}", hour * _HOUR_MS, (hour + 1) * _HOUR_MS
        written.append(text + rests[(ms - start_ms) // 1000])
    return written


@cache
def _list_thousandths(before: str, after: str) -> list[str]:
    return [f"{before}{ms:03d}{after}" for ms in range(1000)]


@cache
def _list_seconds(hours: int) -> list[str]:
    rests = _list_seconds_of_an_hour()
    return [hour + rest for hour in _TWO_DIGITS[:hours] for rest in rests]


@cache
def _list_seconds_of_an_hour() -> list[str]:
    return [f":{minute}:{second}" for minute in _TWO_DIGITS for second in _TWO_DIGITS]


@cache
def _list_first_numbers(limit: int) -> list[str]:
    return ["1\n", *(f"\n\n{number}\n" for number in range(2, limit))]


_TWO_DIGITS: Final = [f"{number:02d}" for number in range(60)]
_HOUR_MS: Final = 3_600_000
_FEW: Final = 1000
"""How many numbers are made at first: most bodies need no more, and 10,000 take 1 ms."""
