r"""SubRip (`.srt`) text → `Cues`, by pysrt.

Strategy: pysrt reads files of one form well: for each cue its number, times, text and a blank line. Of other files it
loses things in silence. It drops whatever follows a blank line inside a text, and every cue whose times it cannot read;
it reads a number without a blank line before it as text, any line as a number, and any word in a time as 0. So the
lines are first brought into the one form, and where that is impossible, an error lists the lines that are wrong.

A cue is recognized by its line of times. Everything else follows from there:

1. Find the lines of times: `_TIMES`, which accepts a dot for the comma and hours of one digit, must match a whole line.
2. Find where each cue begins: at the line before its times if that is a number, or else at its times. A number directly
   after other text may be words of the cue before; it is, unless it continues the numbers of the file.
3. All lines from a cue's times to the beginning of the next cue are its text. Those after a blank line are stray: they
   are kept, with a repair, unless they look like a cue whose times cannot be read, or like a number without a cue.

The file on the left becomes the lines on the right:

    1  1                                      1
    2  0:00:01.000 --> 0:00:02.000 X1:40      0:00:01.000 --> 0:00:02.000
    3  In the year                            In the year
    4  1984                                   1984
    5                                         It was
    6  It was                                 (blank)
    7  2                                      2
    8  00:00:03,000 --> 00:00:04,000          00:00:03,000 --> 00:00:04,000
    9  b                                      b
                                              (blank)

Lines 2 and 8 are times. Line 1 is a number. So is line 7, which comes directly after text, but continues with 2. Line 6
is stray: cue 0 has the repair `blank_line`, and because of `X1:40` also `settings`. If line 7 were `1985`, it would not
be a number, but stray text directly before times. That is an error, since it might be meant as the number of a cue.
"""

# pysrt has no types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

import re
from itertools import groupby
from typing import Final

from smarthandle_results._errors import LineProblems
from smarthandle_results._models import Cue, Cues, Repair, RepairKind
from smarthandle_results._subtitles.cues import mend_cues
from smarthandle_results._subtitles.parsing import HOURS, read_lines
from smarthandle_results._subtitles.srt import remove_joiners


def decode_srt(text: str | bytes) -> Cues:
    r"""Read SubRip by pysrt: a file's text, or its bytes in UTF-8, with or without a byte order mark.

    A cue's text is plain: `<br>` becomes a line end, other tags that begin with a letter (`<i>`) and overrides
    (`{\an8}`, `{y:i}`) are left out, and one joiner is removed wherever `to_srt` adds one:
    `decode_srt(to_srt(cues)) == cues`.
    Numbers are not kept. A cue may lack its number, or the blank line before it; then a number that does not continue
    those of the file is text.

    `Cues.repairs` counts the file's cues from 0: `markup` `removed`; `settings` `removed` where a position follows the
    times; `blank_line` `removed` where a text had some, after which pysrt would drop the rest; and whatever `to_cues`
    mends.

    Raises SubtitleError where pysrt would drop something in silence, or misread it: a line of times that is not
    `HH:MM:SS,mmm --> HH:MM:SS,mmm` (a dot instead of the comma and a single digit of hours are accepted), anything but
    a position after the times, text before the first cue, or a last number whose cue is missing.

    >>> cues = decode_srt("1\n00:00:01,000 --> 00:00:02,500\n<i>Hello</i>\n\nagain\n")
    >>> list(cues)
    [Cue(start_ms=1000, end_ms=2500, text='Hello\nagain')]
    >>> [(repair.index, str(repair.kind), repair.action) for repair in cues.repairs]
    [(0, 'blank_line', 'removed'), (0, 'markup', 'removed')]
    >>> decode_srt("1\n00:00:01 --> 00:00:02\nHello\n")
    Traceback (most recent call last):
    smarthandle_results._errors.SubtitleError: line 2: expected HH:MM:SS,mmm --> HH:MM:SS,mmm
    """
    from pysrt import SubRipFile  # noqa: PLC0415 - GPLv3, and only these functions need it

    lines, repairs = _normalize(read_lines(text, _LINE_END))
    items = [*SubRipFile.stream(lines)]
    texts = [_MARKUP.sub("", _BREAK.sub("\n", item.text)) for item in items]
    repairs += [Repair(row, RepairKind.MARKUP, "removed") for row, item in enumerate(items) if texts[row] != item.text]
    plain_texts = remove_joiners(texts)
    cues = [Cue(item.start.ordinal, item.end.ordinal, text) for item, text in zip(items, plain_texts, strict=True)]
    return mend_cues(cues, repairs)


def _normalize(lines: list[str]) -> tuple[list[str], list[Repair]]:
    """Return the number, times, text and blank line of each cue, one cue after another, and what was mended."""
    times = {index: match for index, line in enumerate(lines) if (match := _TIMES.fullmatch(line.strip()))}
    beginnings, next_number = _find_beginnings(lines, [*times])
    normal_lines: list[str] = []
    repairs: list[Repair] = []
    with LineProblems() as problems:
        for paragraph in _split_paragraphs(lines, 0, beginnings[0]):
            if not _add_unreadable_cue(problems, lines, paragraph):
                problems.add(paragraph[0] + 1, "text that belongs to no cue")
        for number, ((timing, match), end) in enumerate(zip(times.items(), beginnings[1:], strict=True), start=1):
            if match[3] and not _SETTINGS.fullmatch(match[3]):
                problems.add(timing + 1, "text after the times")
            paragraphs = _split_paragraphs(lines, timing + 1, end)
            stray = [paragraph for paragraph in paragraphs if paragraph[0] > timing + 1]
            for paragraph in stray:
                _add_unreadable_cue(problems, lines, paragraph)
            if stray and stray[-1][-1] + 1 in times:
                problems.add(end, "expected the number of a cue")
            if stray and number == len(times) and [lines[index].strip() for index in stray[-1]] == [next_number]:
                problems.add(stray[-1][0] + 1, "number of a cue that is missing")
            if stray:
                repairs.append(Repair(number - 1, RepairKind.BLANK_LINE, "removed"))
            if match[3]:
                repairs.append(Repair(number - 1, RepairKind.SETTINGS, "removed"))
            text = (lines[index] for paragraph in paragraphs for index in paragraph)
            normal_lines += str(number), f"{match[1]} --> {match[2]}", *text, ""
    return normal_lines, repairs


def _find_beginnings(lines: list[str], timings: list[int]) -> tuple[list[int], str]:
    """Find where each cue begins, and the number that one more cue would have; the lines' end is the last beginning.

    A number directly after other text is the last line of that text, unless it continues the numbers of the file.
    """
    beginnings: list[int] = []
    next_number = ""
    for count, timing in enumerate(timings, start=1):
        number = lines[timing - 1].strip() if timing else ""
        follows_text = bool(beginnings) and bool(lines[timing - 2].strip())
        is_number = _NUMBER.fullmatch(number) and (not follows_text or number.lstrip("0") == next_number)
        beginnings.append(timing - 1 if is_number else timing)
        next_number = str((int(number) if is_number else count) + 1)
    return [*beginnings, len(lines)], next_number


def _split_paragraphs(lines: list[str], start: int, end: int) -> list[list[int]]:
    """Split a range of lines at the blank ones, and list the indexes of each paragraph's lines."""
    groups = groupby(range(start, end), key=lambda index: bool(lines[index].strip()))
    return [[*paragraph] for has_text, paragraph in groups if has_text]


def _add_unreadable_cue(problems: LineProblems, lines: list[str], paragraph: list[int]) -> bool:
    """Add a problem if a paragraph looks like a cue of its own, whose times cannot be read; return whether it does."""
    is_numbered = len(paragraph) > 1 and _NUMBER.fullmatch(lines[paragraph[0]].strip())
    if not is_numbered and "-->" not in lines[paragraph[0]]:
        return False
    timing = paragraph[1] if is_numbered else paragraph[0]
    problems.add(timing + 1, "expected HH:MM:SS,mmm --> HH:MM:SS,mmm")
    return True


# A CR LF that was converted twice is CR CR LF, and still one line end.
_LINE_END: Final = re.compile(r"\r?\r?\n|\r")
_TIMESTAMP: Final = rf"{HOURS}:[0-5][0-9]:[0-5][0-9][,.][0-9]{{3}}"
_TIMES: Final = re.compile(rf"({_TIMESTAMP})\s*-->\s*({_TIMESTAMP})(?:\s+(.*))?")
_NUMBER: Final = re.compile(r"-?[0-9]{1,4000}")
_SETTINGS: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*:\S+(?:\s+[A-Za-z][A-Za-z0-9]*:\S+)*")
_BREAK: Final = re.compile(r"<br ?/?>", re.IGNORECASE)
_MARKUP: Final = re.compile(
    r"""
        </?[A-Za-z][^<>\n]*>                     # a tag: <i>, </font>
      | \{ (?: \\ | [CcFfoPSsYy]: ) [^{}\n]* \}  # an override of ASS or MicroDVD: {\an8}, {y:i}
    """,
    re.VERBOSE,
)
