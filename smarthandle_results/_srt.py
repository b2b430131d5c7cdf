"""Cues → SubRip (`.srt`) text.

SubRip has no standard and no escape. The text is plain text, so what a reader would take for markup, or for the start
of another cue, is broken by a U+2060 WORD JOINER, which is invisible: behind each `<`, behind `{` before a backslash,
behind a backslash before `N`, `n` or `h`, inside `-->`, inside a time stamp, and behind a line of digits that could be
the number of a cue. Where joiners stand there already, one more is put.
"""

import re
from collections.abc import Iterable
from typing import Final

from smarthandle_results._cues import to_cues
from smarthandle_results._models import Cue
from smarthandle_results._stamps import list_minutes, list_seconds, number_blocks


def to_srt(cues: Iterable[Cue], *, bom: bool = False, crlf: bool = False) -> str:
    """Write SubRip: numbered from 1, `HH:MM:SS,mmm`, hours without limit, LF (CRLF with `crlf`), text for UTF-8.

    Cues that did not come from this library are first mended as `to_cues` does. `bom` puts a byte order mark in front,
    which some televisions want and other readers choke on. No cues give "".

    Source: the format has no standard; this is what ffmpeg, pysrt, pysubs2 and srt read back as the same cues.
    """
    cues = to_cues(cues)
    minutes, seconds = list_minutes(max(cues.ends_ms, default=0)), list_seconds(",")
    columns = zip(number_blocks(), cues.starts_ms, cues.ends_ms, _disarm_all(cues.texts), strict=False)
    text = "\n".join(
        [
            f"{number}{minutes[start // 60_000]}{seconds[start % 60_000]} --> "
            f"{minutes[end // 60_000]}{seconds[end % 60_000]}\n{text}\n"
            for number, start, end, text in columns
        ]
    )
    text = text.replace("\n", "\r\n") if crlf else text
    return f"\ufeff{text}" if bom else text


def _disarm_all(texts: tuple[str, ...]) -> tuple[str, ...]:
    whole = " ".join(texts)
    if not any(mark in whole for mark in _MARKS):
        return texts
    *others, last = (_HAZARD.sub(_add_joiner, text) for text in texts)
    return (*others, _LAST_NUMBER.sub(_add_joiner, last))


def _add_joiner(hazard: re.Match[str]) -> str:
    return hazard[0] + _JOINER


_JOINER: Final = "\u2060"
_HAZARDS: Final = (
    ("--", ">"),
    ("<", ""),
    (r"\{", r"(?:\\|[CcFfoPSsYy]:)"),
    (r"\\", "[Nnh]"),
    (r"\d:\d\d?:\d\d?", r"[.,]\d"),
    (r"(?<=\n)-?[0-9]++(?:\.[0-9]*+)?+", "\n[0-9]++[,.:，．。：][0-9]++[,.:，．。：][0-9]"),  # noqa: RUF001 - as `srt` has it
)
"""What stands before and behind a place that wants a joiner: arrow, tag, override, escape, stamp, number of a cue."""

_MARKS: Final = ("\n", ":", "<", "{", "\\", ">")
"""Text without any of these has no hazard."""

_HAZARD: Final = re.compile("|".join(f"{before}(?={_JOINER}*{behind})" for before, behind in _HAZARDS))
_LAST_NUMBER: Final = re.compile(rf"(?<=\n)\d++(?={_JOINER}*\Z)")
"""pysubs2 takes a last line of digits for the number of a cue that never comes."""
