"""Cues → SubRip (`.srt`) text, and pysrt's values; and how both directions keep plain text plain.

SubRip has no standard and no escape. A cue's text is plain text, so wherever a reader would see markup, or the start of
another cue, a U+2060 WORD JOINER, which is invisible, is added: after each `<` and `{`, after a backslash before `N`,
`n` or `h`, inside `-->`, inside a timestamp, and after a line of digits that could be the number of a cue. Where there
are joiners already, one more is added. Reading removes one again.

pysrt is under the GPLv3: nothing imports it until a function that needs it is called.
"""

# pysrt has no types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from smarthandle_results._models import Cue
from smarthandle_results._subtitles.blocks import list_numbers, write_blocks
from smarthandle_results._subtitles.cues import to_cues

if TYPE_CHECKING:
    from pysrt import SubRipFile


def to_srt(cues: Iterable[Cue], *, bom: bool = False, crlf: bool = False) -> str:
    r"""Write SubRip: numbers from 1, times as `HH:MM:SS,mmm`, hours without limit, lines that end in LF.

    Cues that did not come from this library are first mended as `to_cues` does. `bom` begins the text with a byte order
    mark, which some televisions need and some other readers cannot handle. `crlf` ends lines in CR LF. Encode the text
    as UTF-8. Without cues it is "".

    Three faults of readers that no file can prevent: players built on ASS hide `{...}` as a comment, ffmpeg splits a
    line of more than 4,095 bytes, and pysubs2 reads hours modulo 100.

    Source: the format has no standard; this is what ffmpeg, pysrt, pysubs2 and srt read back as the same cues.

    >>> to_srt([Cue(0, 1500, "Hello"), Cue(2000, 3250, "a --> b")])
    '1\n00:00:00,000 --> 00:00:01,500\nHello\n\n2\n00:00:02,000 --> 00:00:03,250\na --\u2060> b\n'
    """
    cues = to_cues(cues)
    blocks = write_blocks(list_numbers(len(cues)), cues, _add_joiners(cues.texts), ",")
    text = f"{blocks}\n" if blocks else ""
    text = text.replace("\n", "\r\n") if crlf else text
    return f"\ufeff{text}" if bom else text


def to_pysrt(cues: Iterable[Cue]) -> "SubRipFile":
    """Return a SubRipFile of pysrt, for those who edit with it: items numbered from 1, line ends of LF.

    The texts are those that `to_srt` writes, joiners included, so that what pysrt saves is as safe. Cues that did not
    come from this library are first mended as `to_cues` does.

    >>> [item.text for item in to_pysrt([Cue(0, 1500, "Hello")])]
    ['Hello']
    """
    from pysrt import SubRipFile  # noqa: PLC0415 - GPLv3, and only these functions need it

    return SubRipFile.from_string(to_srt(cues), eol="\n")


def remove_joiners(texts: list[str]) -> list[str]:
    """Return a file's texts as they were before `to_srt` added joiners."""
    last = [_JOINED_LAST_NUMBER.sub(r"\1", text) for text in texts[-1:]]
    return [_JOINED_HAZARD.sub(r"\1", text) for text in [*texts[:-1], *last]]


def _add_joiners(texts: tuple[str, ...]) -> tuple[str, ...]:
    whole = "".join(texts)
    if not any(character in whole for character in _HAZARD_CHARACTERS):
        return texts
    *others, last = (_HAZARD.sub(_append_joiner, text) for text in texts)
    return (*others, _LAST_NUMBER.sub(_append_joiner, last))


def _append_joiner(hazard: re.Match[str]) -> str:
    return hazard[0] + _JOINER


_JOINER: Final = "\u2060"
_HAZARDS: Final = (
    ("--", ">"),  # an arrow between times
    ("[<{]", ""),  # a tag or an override
    (r"\\", "[Nnh]"),  # an escape of ASS for a line end or a space
    (r"\d:\d\d?:\d\d?", r"[.,]\d"),  # a timestamp
    # the number of a cue, and the times in the line after it
    (r"(?<=\n)-?[0-9]++(?:\.[0-9]*+)?+", "\n[0-9]++[,.:，．。：][0-9]++[,.:，．。：][0-9]"),
)
"""What comes before and after each place that needs a joiner."""

_HAZARD_CHARACTERS: Final = ("\n", ":", "<", "{", "\\", ">")
"""A text without any of these has no hazard."""

_HAZARD: Final = re.compile("|".join(f"{before}(?={_JOINER}*{after})" for before, after in _HAZARDS))
_JOINED_HAZARD: Final = re.compile(
    f"({'|'.join(f'{before}(?={_JOINER}+{after})' for before, after in _HAZARDS)}){_JOINER}"
)

_LAST_NUMBER: Final = re.compile(rf"(?<=\n)\d++(?={_JOINER}*\Z)")
"""A last line of digits in the last text, which pysubs2 mistakes for the number of a cue that is missing."""

_JOINED_LAST_NUMBER: Final = re.compile(rf"((?<=\n)\d++){_JOINER}(?={_JOINER}*\Z)")
