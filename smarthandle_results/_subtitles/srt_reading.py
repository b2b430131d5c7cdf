r"""SubRip (`.srt`) text → `Cues`.

Strategy: SubRip is a habit, not a standard, and readers differ on any file that is not regular. Regular files must be
read fast; of others no word and no cue may be lost in silence. So what readers agree on is read as they read it, with a
repair where a word might be lost or some reader stumbles, and everything else is an error with its line.

A cue is recognized by its line of times. Everything else follows from there:

1. Find the lines of times: `_TIMES` must match a whole line, or else `_UNUSUAL_TIMES`, which is read with a repair.
2. Between two of them there should be a text, an empty line and a number. Where there are, they are read at once.
3. Where there are not, the last line may still be the number of the next cue. That the times come directly after it,
   that an empty line comes before it, and that it continues the numbers of the file is evidence; readers need one of
   these, and where only one is there, a repair says so. All other lines are the text of the cue before. Those after an
   empty line are stray: they are kept, with a repair, unless they look like a cue whose times cannot be read, or like a
   number without a cue.
4. No line of a text may be like times: see `joiners`.

The file on the left becomes the lines on the right:

    1  1
    2  0:00:01.000 --> 0:00:02.000 X1:40      1 to 2 s
    3  In the year                            In the year
    4  1984                                   1984
    5
    6  It was                                 It was
    7  2
    8  00:00:03,000 --> 00:00:04,000          3 to 4 s
    9  b                                      b

Lines 2 and 8 are times. Line 1 is a number. So is line 7, which comes directly after text and continues with 2. Line 6
is stray: cue 0 has the repair `blank_line`, and because of `X1:40` also `settings`. If line 7 were `7`, it would still
be a number, as readers have it, but cue 1 would have the repair `number`, since it may have been spoken. If line 7
were missing, line 6 would be stray text directly before times. That is an error, since it might be meant as a number.
"""

import re
import unicodedata
from itertools import groupby, pairwise
from typing import Final

from smarthandle_results._errors import LineProblem, LineProblems, SubtitleError
from smarthandle_results._models import Cues, Repair, RepairKind
from smarthandle_results._subtitles.cues import mend_columns
from smarthandle_results._subtitles.joiners import is_like_times
from smarthandle_results._subtitles.markup import read_plain
from smarthandle_results._subtitles.parsing import HOURS, count_ms, read_lines
from smarthandle_results._text import clean_text, is_blank
from smarthandle_results._wanted import BytesLike


def decode_srt(text: str | BytesLike) -> Cues:
    r"""Read SubRip: a file's text, or its bytes in UTF-8, with or without a byte order mark.

    A cue's text is plain: `<br>` becomes a line end, the tags of SubRip and WebVTT (`<i>`, `<font color="red">`) and
    overrides (`{\an8}`, `{y:i}`) are left out, and one joiner is removed wherever `to_srt` adds one:
    `decode_srt(to_srt(cues)) == cues`.
    Numbers are not kept. A cue may lack its number, or the empty line before it. Files may be joined.

    `Cues.repairs` counts the file's cues from 0:

    - `times` `read`: a minute, second or fraction of unusual form that all readers read alike: `0:0:1,000`,
      `00:00:75,000`, `00:00:01,0`. A dot instead of the comma, or any digits of hours, need no repair.
    - `settings` `removed`: a position after the times.
    - `number` `removed`: a number that readers leave out, but that may be a word, since it only has one of these: times
      directly after it, an empty line before it, the value that continues the file; or one that is marked: `#2`, `2.`.
    - `blank_line` `removed`: the empty lines in a text, after which some readers drop the rest.
    - `markup` `removed`: what is not plain.
    - whatever `to_cues` mends: a cue without text is `blank` `dropped`.

    Raises SubtitleError, which lists all lines where a reader would drop something in silence or misread it: times that
    cannot be read, a line with two timestamps that are not times, anything but a position after the times, text before
    the first cue or directly before times, and a number whose cue is missing. A file of another format is named.

    Source: the format has no standard; this is what ffmpeg, pysubs2 and srt agree on.

    >>> cues = decode_srt("1\n00:00:01,000 --> 00:00:02,500\n<i>Hello</i>\n\nagain\n")
    >>> list(cues)
    [Cue(start_ms=1000, end_ms=2500, text='Hello\nagain')]
    >>> [(repair.index, str(repair.kind), repair.action) for repair in cues.repairs]
    [(0, 'blank_line', 'removed'), (0, 'markup', 'removed')]
    >>> decode_srt("1\n00:00:01 --> 00:00:02\nHello\n")
    Traceback (most recent call last):
    smarthandle_results.SubtitleError: line 2: expected HH:MM:SS,mmm --> HH:MM:SS,mmm
    """
    lines = [line.rstrip() for line in read_lines(text, _LINE_END)]
    times: list[re.Match[str]] = []
    timings: list[int] = []
    for index, line in enumerate(lines):
        if "-->" in line and (match := _TIMES.fullmatch(line) or _UNUSUAL_TIMES.fullmatch(line)):
            times.append(match)
            timings.append(index)
    problems: dict[int, str] = {}
    repairs: list[Repair] = []
    texts = _read_texts(lines, timings, problems, repairs)
    for row, match in enumerate(times):
        if match.re is _UNUSUAL_TIMES:
            repairs.append(Repair(row, RepairKind.TIMES, "read"))
        if match[9]:
            repairs.append(Repair(row, RepairKind.SETTINGS, "removed"))
            if not _SETTINGS.fullmatch(match[9]):
                problems[timings[row]] = "text after the times"
    if problems or is_like_times("\n".join(texts)):
        _raise_problems(lines, timings, problems)
    starts_ms = [count_ms(*match.group(1, 2, 3, 4)) for match in times]
    ends_ms = [count_ms(*match.group(5, 6, 7, 8)) for match in times]
    return mend_columns(starts_ms, ends_ms, read_plain(texts, repairs), repairs)


def _read_texts(lines: list[str], timings: list[int], problems: dict[int, str], repairs: list[Repair]) -> list[str]:
    """Return the text of each cue as the file has it; problems and repairs are added to those given."""
    end = len(lines)
    while end and not lines[end - 1]:
        end -= 1
    # The end of the file becomes that of any text, an empty line and a number, and so is no case of its own.
    lines = [*lines[:end], "", "0"]
    timings = [*timings, len(lines)]
    number, is_guessed = _find_number(lines, 0, timings[0], 1, problems)
    _check_head(lines, timings[0] if number is None else number, problems)
    texts: list[str] = []
    for row, (timing, next_timing) in enumerate(pairwise(timings)):
        if is_guessed:
            repairs.append(Repair(row, RepairKind.NUMBER, "removed"))
            is_guessed = False
        text = lines[timing + 1 : next_timing - 2]
        if lines[next_timing - 1].isdecimal() and not lines[next_timing - 2] and "" not in text:
            number = next_timing - 1
        else:
            expected = _expect_number(lines, number, row)
            number, is_guessed = _find_number(lines, timing + 1, next_timing, expected, problems)
            paragraphs = _split_paragraphs(lines, timing + 1, next_timing if number is None else number)
            strays = [paragraph for paragraph in paragraphs if paragraph[0] > timing + 1]
            for paragraph in strays:
                _check_stray(lines, paragraph, expected, problems)
            if strays:
                repairs.append(Repair(row, RepairKind.BLANK_LINE, "removed"))
                if strays[-1][-1] == next_timing - 1:
                    problems.setdefault(next_timing - 1, _EXPECTED_NUMBER)
            text = [lines[index] for paragraph in paragraphs for index in paragraph]
        texts.append("\n".join(text))
    return texts


def _expect_number(lines: list[str], number: int | None, row: int) -> int:
    """Return the number that continues those of the file after a cue, which may have a number, in the line `number`."""
    match = None if number is None else _NUMBER.fullmatch(lines[number])
    return _read_number(match) + 1 if match else row + 2


def _read_number(match: re.Match[str]) -> int:
    # Python converts at most 4,300 digits: of longer numbers only the last are compared.
    return int(match[1][-4000:])


def _find_number(
    lines: list[str], start: int, timing: int, expected: int, problems: dict[int, str]
) -> tuple[int | None, bool]:
    """Find the number of the cue whose times are in the line `timing`, and whether someone may have meant it as text.

    The lines from `start` on stand after the times before it, if `start` is not 0.
    """
    index = timing - 1
    while index >= start and not lines[index]:
        index -= 1
    if index < start:
        return None, False
    match = _NUMBER.fullmatch(lines[index]) or _MARKED_NUMBER.fullmatch(lines[index])
    if not match:
        return None, False
    is_plain = match.re is _NUMBER
    continues = _read_number(match) == expected
    is_under_times = index == start > 0
    is_direct = index == timing - 1
    is_alone = index == 0 or not (is_under_times or lines[index - 1])
    evidence = is_direct + is_alone + continues
    if evidence > 1 or (evidence and is_plain and not is_under_times):
        return index, not is_plain or evidence == 1
    if is_direct:
        problems[index] = _EXPECTED_NUMBER
    return None, False


def _split_paragraphs(lines: list[str], start: int, end: int) -> list[list[int]]:
    """Split a range of lines at the empty ones, and list the indexes of each paragraph's lines.

    A paragraph that shows nothing, such as a U+200B or the Ctrl-Z at the end of a DOS file, is left out, unless it is
    directly after times: then it may be a text.
    """
    groups = groupby(range(start, end), key=lambda index: bool(lines[index]))
    paragraphs = [[*paragraph] for has_text, paragraph in groups if has_text]
    return [
        paragraph
        for paragraph in paragraphs
        if paragraph[0] == start > 0 or any(_is_visible(lines[index]) for index in paragraph)
    ]


def _is_visible(line: str) -> bool:
    return not is_blank(clean_text(line))


def _check_head(lines: list[str], end: int, problems: dict[int, str]) -> None:
    """Add a problem for each paragraph before the first cue; raise SubtitleError if the file is of another format."""
    paragraphs = _split_paragraphs(lines, 0, end)
    for index in (index for paragraph in paragraphs[:1] for index in paragraph):
        name = next((name for name, beginning in _OTHER_FORMATS.items() if re.match(beginning, lines[index])), None)
        if name:
            raise SubtitleError((LineProblem(index + 1, f"expected SubRip, got {name}"),))
    for paragraph in paragraphs:
        if not _check_stray(lines, paragraph, 1, problems):
            problems.setdefault(paragraph[0], "text that belongs to no cue")


def _check_stray(lines: list[str], paragraph: list[int], expected: int, problems: dict[int, str]) -> bool:
    """Add a problem for a paragraph that looks like a cue of its own whose times are unreadable or missing."""
    first = paragraph[0]
    number = _NUMBER.fullmatch(lines[first])
    if number and len(paragraph) > 1:
        problems[paragraph[1]] = _describe_times(lines[paragraph[1]])
    elif "-->" in lines[first]:
        problems[first] = _describe_times(lines[first])
    elif number and _read_number(number) == expected:
        problems[first] = "number of a cue that is missing"
    else:
        return False
    return True


def _raise_problems(lines: list[str], timings: list[int], problems: dict[int, str]) -> None:
    """Raise SubtitleError for the problems, and for every line that is like times and is none."""
    others = sorted({*range(len(lines))}.difference(timings))
    problems |= {index: _describe_times(lines[index]) for index in others if is_like_times(lines[index])}
    with LineProblems() as collector:
        for index in sorted(problems):
            collector.add(index + 1, problems[index])


def _describe_times(line: str) -> str:
    """Write what is expected in a line, and which mark in it looks like one of a time, but is none."""
    odd = _ODD_MARK.search(line)
    if odd:
        return f"{_EXPECTED_TIMES}, got U+{ord(odd[0]):04X} {unicodedata.name(odd[0])}"
    if "-->" not in line and _OTHER_ARROW.search(line):
        return f"{_EXPECTED_TIMES}, got another arrow"
    return _EXPECTED_TIMES


_ODD_MARK: Final = re.compile("(?<=[0-9])[，．。：；∶](?= ?[0-9])|[‐‑−–—―](?= ?>)|(?<=-)＞|[→⇒]")
"""What programs that translate or typeset text put in place of the marks of times, where these have them."""
_OTHER_ARROW: Final = re.compile("[-=] ?>")
_EXPECTED_TIMES: Final = "expected HH:MM:SS,mmm --> HH:MM:SS,mmm"
_EXPECTED_NUMBER: Final = "expected the number of a cue"
# A CR LF that was converted twice is CR CR LF, and still one line end.
_LINE_END: Final = re.compile(r"\n|\r(?:\r?\n)?")
# Byte order marks of joined files, marks of direction, NUL and Ctrl-Z; not the joiner, with which `to_srt` marks text.
_UNSEEN: Final = r"[\s\0\x1a\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"


def _make_times(minutes: str, fraction: str) -> re.Pattern[str]:
    stamp = f"({HOURS}):({minutes}):({minutes})[,.]({fraction})"
    return re.compile(rf"{_UNSEEN}*+{stamp}\s*-->\s*{stamp}(?:{_UNSEEN}++(.*))?", re.DOTALL)


_TIMES: Final = _make_times("[0-5][0-9]", "[0-9]{3}")
_UNUSUAL_TIMES: Final = _make_times("[0-9]{1,2}", "[0-9]{3}|00?")
_NUMBER: Final = re.compile(rf"{_UNSEEN}*+(-?\d+){_UNSEEN}*+")
_MARKED_NUMBER: Final = re.compile(rf"{_UNSEEN}*+#?(\d+)\.?{_UNSEEN}*+")
_SETTINGS: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*:\S+(?:\s+[A-Za-z][A-Za-z0-9]*:\S+)*")
_OTHER_FORMATS: Final = {
    "WebVTT, which decode_vtt reads": r"WEBVTT\b",
    "ASS": r"\[Script Info\]",
    "MicroDVD": r"\{\d+\}\{\d*\}",
    "MPL2": r"\[\d+\]\[\d*\]",
    "LRC": r"\[\d+:\d\d|\[[a-z]+:",
    "SubViewer": r"\[INFORMATION\]|\d+:\d\d:\d\d\.\d+,\d+:\d\d:\d\d\.\d+$",
    "SAMI": r"(?i:<sami\b)",
    "HTML": r"(?i:<!doctype html|<html\b)",
    "XML": r"<\?xml\b|<tt\b",
    "JSON": r'[\[{]\s*(?:["{\[]|$)',
}
"""How files of other formats begin."""
