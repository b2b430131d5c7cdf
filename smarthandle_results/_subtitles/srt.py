"""Cues ↔ SubRip (`.srt`) text, and pysrt's values.

SubRip has no standard and no escape. The text is plain text, so what a reader would take for markup, or for the start
of another cue, is broken by a U+2060 WORD JOINER, which is invisible: behind each `<` and `{`, behind a backslash
before `N`, `n` or `h`, inside `-->`, inside a time stamp, and behind a line of digits that could be the number of a
cue. Where joiners stand there already, one more is put. Reading takes one away again.

pysrt is GPLv3: nothing imports it until a function that needs it is called.
"""

# pysrt has no types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from smarthandle_results._models import Cue, Cues, Repair, RepairKind
from smarthandle_results._subtitles.blocks import list_numbers, write_blocks
from smarthandle_results._subtitles.cues import mend_cues, to_cues
from smarthandle_results._subtitles.parsing import read_lines
from smarthandle_results._subtitles.srt_reading import find_blocks

if TYPE_CHECKING:
    from pysrt import SubRipFile


def to_srt(cues: Iterable[Cue], *, bom: bool = False, crlf: bool = False) -> str:
    """Write SubRip: numbered from 1, `HH:MM:SS,mmm`, hours without limit, LF (CRLF with `crlf`), text for UTF-8.

    Cues that did not come from this library are first mended as `to_cues` does. `bom` puts a byte order mark in front,
    which some televisions want and other readers choke on. No cues give "".

    What no file can help: players built on ASS take `{...}` for a comment, ffmpeg splits a line of more than 4,095
    bytes, and pysubs2 reads hours modulo 100.

    Source: the format has no standard; this is what ffmpeg, pysrt, pysubs2 and srt read back as the same cues.
    """
    cues = to_cues(cues)
    blocks = write_blocks(list_numbers(len(cues)), cues, _disarm_all(cues.texts), ",")
    text = f"{blocks}\n" if blocks else ""
    text = text.replace("\n", "\r\n") if crlf else text
    return f"\ufeff{text}" if bom else text


def decode_srt(text: str | bytes) -> Cues:
    r"""Read SubRip by pysrt: a file's text, or its bytes in UTF-8, with or without a byte order mark.

    A cue's text is plain: tags that begin with a letter (`<i>`, `<br>` being a line end) and overrides (`{\an8}`,
    `{y:i}`) are left out, and one joiner in each place where `to_srt` puts one: `decode_srt(to_srt(cues)) == cues`.
    Numbers are not kept, and a cue may lack its own, or the empty line ahead of it; then a number that does not go on
    with the file's is text.

    `Cues.repairs` counts the file's cues from 0: `markup` `removed`; `settings` `removed` where a position stood behind
    the times; `blank_line` `removed` inside a text, of which pysrt would drop the rest; and whatever `to_cues` mends.

    Raises SubtitleError where pysrt would drop something in silence, or misread it: a line of times that is not
    `HH:MM:SS,mmm --> HH:MM:SS,mmm` (a dot will do, and one digit for the hours), other words than a position behind
    it, text ahead of the first times, a last number whose cue is missing.
    """
    from pysrt import SubRipFile  # noqa: PLC0415 - GPLv3, and only these functions need it

    lines, repairs = find_blocks(read_lines(text, _LINE_END))
    items = [*SubRipFile.stream(lines)]
    texts = [_MARKUP.sub("", _BREAK.sub("\n", item.text)) for item in items]
    repairs += [Repair(row, RepairKind.MARKUP, "removed") for row, item in enumerate(items) if texts[row] != item.text]
    cues = [Cue(item.start.ordinal, item.end.ordinal, text) for item, text in zip(items, _arm_all(texts), strict=True)]
    return mend_cues(cues, repairs)


def to_pysrt(cues: Iterable[Cue]) -> "SubRipFile":
    """Hand cues to those who edit with pysrt: a SubRipFile of items numbered from 1, whose line ends are LF.

    The texts are those that `to_srt` writes, joiners and all, so that what pysrt saves is as safe. Cues that did not
    come from this library are first mended as `to_cues` does.
    """
    from pysrt import SubRipFile  # noqa: PLC0415 - GPLv3, and only these functions need it

    return SubRipFile.from_string(to_srt(cues), eol="\n")


def _disarm_all(texts: tuple[str, ...]) -> tuple[str, ...]:
    whole = "".join(texts)
    if not any(mark in whole for mark in _MARKS):
        return texts
    *others, last = (_HAZARD.sub(_add_joiner, text) for text in texts)
    return (*others, _LAST_NUMBER.sub(_add_joiner, last))


def _arm_all(texts: list[str]) -> list[str]:
    """Undo `_disarm_all`."""
    last = [_DISARMED_LAST_NUMBER.sub(r"\1", text) for text in texts[-1:]]
    return [_DISARMED.sub(r"\1", text) for text in [*texts[:-1], *last]]


def _add_joiner(hazard: re.Match[str]) -> str:
    return hazard[0] + _JOINER


_JOINER: Final = "\u2060"
_HAZARDS: Final = (
    ("--", ">"),
    ("[<{]", ""),
    (r"\\", "[Nnh]"),
    (r"\d:\d\d?:\d\d?", r"[.,]\d"),
    (r"(?<=\n)-?[0-9]++(?:\.[0-9]*+)?+", "\n[0-9]++[,.:，．。：][0-9]++[,.:，．。：][0-9]"),
)
"""What stands before and behind a place that wants a joiner: arrow, tag, override, escape, stamp, number of a cue."""

_MARKS: Final = ("\n", ":", "<", "{", "\\", ">")
"""Text without any of these has no hazard."""

_HAZARD: Final = re.compile("|".join(f"{before}(?={_JOINER}*{behind})" for before, behind in _HAZARDS))
_DISARMED: Final = re.compile(
    f"({'|'.join(f'{before}(?={_JOINER}+{behind})' for before, behind in _HAZARDS)}){_JOINER}"
)
_LAST_NUMBER: Final = re.compile(rf"(?<=\n)\d++(?={_JOINER}*\Z)")
_DISARMED_LAST_NUMBER: Final = re.compile(rf"((?<=\n)\d++){_JOINER}(?={_JOINER}*\Z)")
"""pysubs2 takes a last line of digits for the number of a cue that never comes."""

# A CR LF that was converted twice is CR CR LF, and still one line end.
_LINE_END: Final = re.compile(r"\r?\r?\n|\r")
_MARKUP: Final = re.compile(r"</?[A-Za-z][^<>\n]*>|\{(?:\\|[CcFfoPSsYy]:)[^{}\n]*\}")
_BREAK: Final = re.compile(r"<br ?/?>", re.IGNORECASE)
