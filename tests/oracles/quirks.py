"""What each reader makes of a well-formed file that is not what the file says: the only differences that are allowed.

Each quirk takes the cues written and gives the cues that the reader gives.
"""

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from readers import Read

Quirk: TypeAlias = Callable[[list[Read]], list[Read]]


def hide_joiners(cues: list[Read]) -> list[Read]:
    """Hide the joiners by which `to_srt`, as SubRip has no escape, breaks what is no markup: they are invisible."""
    return [cue._replace(text=cue.text.replace("\u2060", "")) for cue in cues]


def wrap_hours(cues: list[Read]) -> list[Read]:
    """Wrap times at a hundred hours: pysubs2 reads the last two digits of the hours."""
    return [cue._replace(start_ms=cue.start_ms % HUNDRED_HOURS, end_ms=cue.end_ms % HUNDRED_HOURS) for cue in cues]


def drop_doubles(cues: list[Read]) -> list[Read]:
    """Drop a cue that is equal to the one ahead of it, as ffmpeg does: the screen shows the same."""
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
    """End a line at a backslash and N, as ASS does, which ffmpeg makes of WebVTT."""
    return [cue._replace(text=cue.text.replace("\\N", "\n")) for cue in cues]


def resolve_twice(cues: list[Read]) -> list[Read]:
    """Resolve references in what was resolved, until there are none, as vtt.js does."""
    return [cue._replace(text=_resolve(cue.text)) for cue in cues]


def _resolve(text: str) -> str:
    while reference := re.search("&(amp|lt|gt|lrm|rlm|nbsp);", text):
        text = text.replace(reference[0], REFERENCES[reference[1]], 1)
    return text


def keep_references(cues: list[Read]) -> list[Read]:
    """Leave character references as they are, as webvtt-py does."""
    return [cue._replace(text=cue.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")) for cue in cues]


HUNDRED_HOURS: Final = 360_000_000
REFERENCES: Final = {"amp": "&", "lt": "<", "gt": ">", "lrm": "\u200e", "rlm": "\u200f", "nbsp": "\u00a0"}
