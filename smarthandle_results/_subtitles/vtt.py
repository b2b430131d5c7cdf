"""Cues ↔ WebVTT (`.vtt`) text.

Written are plain cues, escaped, with no STYLE or REGION, at which ffmpeg reads no cue at all. Read is all that the
W3C's parser reads; that one never fails, and what it would drop in silence is an error here.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Final

from smarthandle_results._errors import LineProblem, SubtitleError
from smarthandle_results._models import Cue, Cues, Repair, RepairKind
from smarthandle_results._subtitles.blocks import write_blocks
from smarthandle_results._subtitles.cues import mend_cues, to_cues
from smarthandle_results._subtitles.parsing import HOURS, count_ms, read_lines
from smarthandle_results._text import clean_text


def to_vtt(cues: Iterable[Cue], *, note: str | None = None) -> str:
    """Write WebVTT: `HH:MM:SS.mmm`, hours without limit, LF, text for UTF-8, no byte order mark.

    Cues that did not come from this library are first mended as `to_cues` does. `&`, `<` and `>` are escaped. `note`
    stands ahead of the cues as a comment: `to_note` makes one. No cues give the header alone.

    Source: WebVTT, https://www.w3.org/TR/webvtt1/.
    """
    cues = to_cues(cues)
    comment = clean_text(note or "").replace("-->", "--\u2060>")  # which would end the comment
    header = f"WEBVTT\n\nNOTE\n{comment}" if comment else "WEBVTT"
    blocks = write_blocks(["\n\n"] * len(cues), cues, _escape_all(cues.texts), ".")
    return f"{header}{blocks}\n"


def decode_vtt(text: str | bytes) -> Cues:
    """Read a WebVTT file: its text, or its bytes in UTF-8, with or without a byte order mark.

    A cue's text is plain: character references are resolved, tags and inline times left out, and the words between them
    kept: `decode_vtt(to_vtt(cues)) == cues`. Identifiers, NOTE, STYLE and REGION blocks, and header lines such as
    X-TIMESTAMP-MAP are no part of a cue and are left out.

    `Cues.repairs` counts the file's cues from 0: `markup` `removed` where tags were, `settings` `removed` where a cue
    had settings, and whatever `to_cues` mends.

    Raises SubtitleError where the W3C's parser would drop something in silence, which is a line of times that is none,
    or text that belongs to no cue; and for a file that does not begin as WebVTT.

    Source: WebVTT, https://www.w3.org/TR/webvtt1/, 6.1 to 6.4.
    """
    lines = read_lines(text)
    if not _SIGNATURE.match(lines[0]):
        raise SubtitleError((LineProblem(1, "expected WEBVTT"),))
    cues: list[Cue] = []
    repairs: list[Repair] = []
    problems: list[LineProblem] = []
    for timing, end in _find_blocks(lines, problems):
        times = _TIMING.match(lines[timing])
        if times is None:
            problems.append(LineProblem(timing + 1, "expected HH:MM:SS.mmm --> HH:MM:SS.mmm"))
            continue
        if times[9].strip():
            repairs.append(Repair(len(cues), RepairKind.SETTINGS, "removed"))
        written = "\n".join(lines[timing + 1 : end])
        if "<" in written:
            repairs.append(Repair(len(cues), RepairKind.MARKUP, "removed"))
        cues.append(Cue(count_ms(*times.group(1, 2, 3, 4)), count_ms(*times.group(5, 6, 7, 8)), _read_text(written)))
    if problems:
        raise SubtitleError(tuple(problems))
    return mend_cues(cues, repairs)


def _find_blocks(lines: list[str], problems: list[LineProblem]) -> Iterator[tuple[int, int]]:
    """Give the rows of each cue's times and of its text's end; note other blocks that hold text in `problems`."""
    row = _find_end(lines, 1)
    while row < len(lines):
        if not lines[row]:
            row += 1
            continue
        timing = next((near for near in (row, row + 1) if near < len(lines) and _ARROW in lines[near]), None)
        end = _find_end(lines, row + 1 if timing is None else timing + 1)
        if timing is not None:
            yield timing, end
        elif not _NO_CUE.match(lines[row]):
            problems.append(LineProblem(row + 1, "text that belongs to no cue"))
        row = end


def _find_end(lines: list[str], row: int) -> int:
    while row < len(lines) and lines[row] and _ARROW not in lines[row]:
        row += 1
    return row


def _read_text(written: str) -> str:
    # A reference does not run through a tag: each stretch between tags is read alone.
    stretches = _TAG.split(written.replace("\0", "\ufffd"))
    return "".join(unescape(_HUGE_NUMBER.sub("\ufffd", stretch)) for stretch in stretches)


def _escape_all(texts: tuple[str, ...]) -> Iterable[str]:
    all_text = "".join(texts)
    if "&" in all_text or "<" in all_text or ">" in all_text:
        return (text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for text in texts)
    return texts


_ARROW: Final = "-->"
_TIME: Final = rf"(?:({HOURS}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{{3}})(?![0-9])"
_TIMING: Final = re.compile(rf"[ \t\f]*{_TIME}[ \t\f]*-->[ \t\f]*{_TIME}(.*)", re.DOTALL)
_SIGNATURE: Final = re.compile(r"WEBVTT(?![^ \t])")
_NO_CUE: Final = re.compile(r"(?:NOTE|STYLE|REGION)(?![^ \t])")
# The tokenizer lets a tag run on to the text's end where no `>` closes it.
_TAG: Final = re.compile(r"<[^>]*>?")
# `unescape` fails on a number of more digits than Python converts, which no character has.
_HUGE_NUMBER: Final = re.compile(r"&#[0-9]{4000,};?")
