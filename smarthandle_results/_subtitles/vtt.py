"""Cues ↔ WebVTT (`.vtt`) text.

Plain cues are written, escaped, without STYLE or REGION, because ffmpeg reads no cue of a file that has them. Whatever
the W3C's parser reads is read. That parser never fails; what it would drop in silence is an error here.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Final

from smarthandle_results._errors import LineProblem, LineProblems, SubtitleError
from smarthandle_results._models import Cue, Cues, Repair, RepairKind
from smarthandle_results._subtitles.blocks import write_blocks
from smarthandle_results._subtitles.cues import mend_cues, to_cues
from smarthandle_results._subtitles.parsing import HOURS, count_ms, read_lines
from smarthandle_results._text import clean_text


def to_vtt(cues: Iterable[Cue], *, note: str | None = None) -> str:
    r"""Write WebVTT: times as `HH:MM:SS.mmm`, hours without limit, lines that end in LF, no byte order mark.

    Cues that did not come from this library are first mended as `to_cues` does. `&`, `<` and `>` are escaped. `note`
    becomes a comment before the cues; `to_note` makes one from a response. Encode the text as UTF-8. Without cues it is
    only the header.

    Source: WebVTT, https://www.w3.org/TR/webvtt1/.

    >>> to_vtt([Cue(0, 1500, "a < b")], note="JobId: 1")
    'WEBVTT\n\nNOTE\nJobId: 1\n\n00:00:00.000 --> 00:00:01.500\na &lt; b\n'
    """
    cues = to_cues(cues)
    comment = clean_text(note or "").replace("-->", "--\u2060>")  # which would end the comment
    header = f"WEBVTT\n\nNOTE\n{comment}" if comment else "WEBVTT"
    blocks = write_blocks(["\n\n"] * len(cues), cues, _escape_all(cues.texts), ".")
    return f"{header}{blocks}\n"


def decode_vtt(text: str | bytes) -> Cues:
    r"""Read a WebVTT file: its text, or its bytes in UTF-8, with or without a byte order mark.

    A cue's text is plain: character references are resolved, and tags and inline times are left out, but not the words
    between them: `decode_vtt(to_vtt(cues)) == cues`. Identifiers, NOTE, STYLE and REGION blocks, and header lines such
    as X-TIMESTAMP-MAP are not part of a cue, and are left out.

    `Cues.repairs` counts the file's cues from 0: `markup` `removed` where tags were, `settings` `removed` where a cue
    had settings, and whatever `to_cues` mends.

    Raises SubtitleError where the W3C's parser would drop something in silence: a line with an arrow but without
    readable times, or text that belongs to no cue; and for a file that does not begin as WebVTT.

    Source: WebVTT, https://www.w3.org/TR/webvtt1/, 6.1 to 6.4.

    >>> cues = decode_vtt("WEBVTT\n\n00:01.000 --> 00:02.500 line:0\n<v Bob>1 &lt; 2</v>\n")
    >>> list(cues)
    [Cue(start_ms=1000, end_ms=2500, text='1 < 2')]
    >>> [(repair.index, str(repair.kind), repair.action) for repair in cues.repairs]
    [(0, 'settings', 'removed'), (0, 'markup', 'removed')]
    """
    lines = read_lines(text)
    if not _SIGNATURE.match(lines[0]):
        raise SubtitleError((LineProblem(1, "expected WEBVTT"),))
    cues: list[Cue] = []
    repairs: list[Repair] = []
    with LineProblems() as problems:
        for timing, end in _find_blocks(lines, problems):
            times = _TIMES.match(lines[timing])
            if times is None:
                problems.add(timing + 1, "expected HH:MM:SS.mmm --> HH:MM:SS.mmm")
                continue
            if times[9].strip():
                repairs.append(Repair(len(cues), RepairKind.SETTINGS, "removed"))
            markup = "\n".join(lines[timing + 1 : end])
            if "<" in markup:
                repairs.append(Repair(len(cues), RepairKind.MARKUP, "removed"))
            start_ms, end_ms = count_ms(*times.group(1, 2, 3, 4)), count_ms(*times.group(5, 6, 7, 8))
            cues.append(Cue(start_ms, end_ms, _read_text(markup)))
    return mend_cues(cues, repairs)


def _find_blocks(lines: list[str], problems: LineProblems) -> Iterator[tuple[int, int]]:
    """Find the line of each cue's times, and the line after its text, from 0; other blocks with text are problems."""
    index = _find_end(lines, 1)
    while index < len(lines):
        if not lines[index]:
            index += 1
            continue
        timing = next((near for near in (index, index + 1) if near < len(lines) and _ARROW in lines[near]), None)
        end = _find_end(lines, index + 1 if timing is None else timing + 1)
        if timing is not None:
            yield timing, end
        elif not _COMMENT.match(lines[index]):
            problems.add(index + 1, "text that belongs to no cue")
        index = end


def _find_end(lines: list[str], index: int) -> int:
    while index < len(lines) and lines[index] and _ARROW not in lines[index]:
        index += 1
    return index


def _read_text(markup: str) -> str:
    # No character reference continues after a tag: each stretch between tags is read alone.
    stretches = _TAG.split(markup.replace("\0", "\ufffd"))
    return "".join(unescape(_HUGE_NUMBER.sub("\ufffd", stretch)) for stretch in stretches)


def _escape_all(texts: tuple[str, ...]) -> Iterable[str]:
    whole = "".join(texts)
    if "&" in whole or "<" in whole or ">" in whole:
        return (text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for text in texts)
    return texts


_ARROW: Final = "-->"
_TIMESTAMP: Final = rf"(?:({HOURS}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{{3}})(?![0-9])"
_TIMES: Final = re.compile(rf"[ \t\f]*{_TIMESTAMP}[ \t\f]*-->[ \t\f]*{_TIMESTAMP}(.*)", re.DOTALL)
_SIGNATURE: Final = re.compile(r"WEBVTT(?![^ \t])")
_COMMENT: Final = re.compile(r"(?:NOTE|STYLE|REGION)(?![^ \t])")
# The W3C's tokenizer ends a tag that no `>` closes at the end of the text.
_TAG: Final = re.compile(r"<[^>]*>?")
# `unescape` fails on a number with more digits than Python converts, which no character has.
_HUGE_NUMBER: Final = re.compile(r"&#[0-9]{4000,};?")
