"""How each reader misreads a well-formed file: the only differences that are allowed.

Each quirk turns the cues written into the cues that the reader reads.
"""

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from readers import Read

Quirk: TypeAlias = Callable[[list[Read]], list[Read]]


def hide_joiners(cues: list[Read]) -> list[Read]:
    """Hide the invisible joiners with which `to_srt` breaks text that looks like markup, since SubRip has no escape."""
    return [cue._replace(text=cue.text.replace("\u2060", "")) for cue in cues]


def wrap_hours(cues: list[Read]) -> list[Read]:
    """Wrap times at a hundred hours: pysubs2 reads the last two digits of the hours."""
    return [cue._replace(start_ms=cue.start_ms % HUNDRED_HOURS, end_ms=cue.end_ms % HUNDRED_HOURS) for cue in cues]


def wrap_days(cues: list[Read]) -> list[Read]:
    """Wrap times at 24 hours: subtitle-utils writes the time of a day."""
    return [cue._replace(start_ms=cue.start_ms % DAY, end_ms=cue.end_ms % DAY) for cue in cues]


def round_to_centiseconds(cues: list[Read]) -> list[Read]:
    """Round times to centiseconds, as ASS has them, and then move them later, one by one, until no cue has none."""
    times = {ms: (ms + 5) // 10 for cue in cues for ms in cue[:2]}
    while late := next((cue for cue in cues if times[cue.end_ms] <= times[cue.start_ms]), None):
        least = times[late.start_ms] + 1
        times |= {ms: max(cs, least) for ms, cs in times.items() if ms >= late.end_ms}
    return [cue._replace(start_ms=10 * times[cue.start_ms], end_ms=10 * times[cue.end_ms]) for cue in cues]


def widen_braces(cues: list[Read]) -> list[Read]:
    """Make braces full-width ones, as `to_ass` does: ASS has no escape that all readers know."""
    return [cue._replace(text=cue.text.replace("{", "｛").replace("}", "｝")) for cue in cues]


def refuse_long_times(cues: list[Read]) -> list[Read]:
    """Leave out the cues of a file that has times from a hundred hours on, which pysubs2 refuses."""
    return [] if any(cue.end_ms >= HUNDRED_HOURS for cue in cues) else cues


def drop_doubles(cues: list[Read]) -> list[Read]:
    """Drop a cue that is equal to the one before it, as ffmpeg does: the screen shows the same."""
    return [cue for index, cue in enumerate(cues) if index == 0 or cue != cues[index - 1]]


def split_long_lines(cues: list[Read]) -> list[Read]:
    """Break lines after 4,095 bytes, as ffmpeg does when it reads SubRip.

    Where that is inside a character it drops the cue, which no case here shows.
    """
    return [cue._replace(text="\n".join(map(_split_line, cue.text.split("\n")))) for cue in cues]


def _split_line(line: str) -> str:
    body = line.encode()
    parts = [body[at : at + 4095].decode() for at in range(0, len(body), 4095)]
    return "\n".join(part.strip() for part in parts) if len(parts) > 1 else line


def break_at_escapes(cues: list[Read]) -> list[Read]:
    """End a line at a backslash and N, as ASS does, to which ffmpeg converts WebVTT."""
    return [cue._replace(text=cue.text.replace("\\N", "\n")) for cue in cues]


def resolve_twice(cues: list[Read]) -> list[Read]:
    """Resolve references repeatedly until none is left, as vtt.js does."""
    return [cue._replace(text=_resolve(cue.text)) for cue in cues]


def _resolve(text: str) -> str:
    while reference := re.search("&(amp|lt|gt|lrm|rlm|nbsp);", text):
        text = text.replace(reference[0], REFERENCES[reference[1]], 1)
    return text


def keep_references(cues: list[Read]) -> list[Read]:
    """Leave character references as they are, as webvtt-py does."""
    return [cue._replace(text=cue.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")) for cue in cues]


HUNDRED_HOURS: Final = 360_000_000
DAY: Final = 86_400_000
REFERENCES: Final = {"amp": "&", "lt": "<", "gt": ">", "lrm": "\u200e", "rlm": "\u200f", "nbsp": "\u00a0"}
