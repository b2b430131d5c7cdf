r"""WebVTT (`.vtt`) text → `Cues`.

Strategy: what the W3C's parser reads is read. That parser never fails; what it would drop in silence is read with a
repair where its meaning is unmistakable, and is an error with its line where it is not.

A sound file is one regular form repeated, which one regular expression takes apart as a whole: its cues become columns,
and no line is looked at alone. That takes a fifth of the time. Where it leaves a rest, or anything could be meant
otherwise than as it stands, the file is read by lines:

1. A line of times has an arrow, `-->`, or is like one that was damaged, as `joiners` tells: `->`, `--&gt;`,
   `00：00：01.000`. It is never text, and begins a cue wherever it is. If it is damaged it is read where only one pair
   of times can be meant, and is otherwise a problem.
2. A cue's text goes on until an empty line, a line of times, or the header of another file that was appended. Lines
   that only look empty, since they hold spaces, NUL or U+200B, are part of a text, as for the W3C; between blocks they
   are nothing. A number in the last line before a line of times is the next cue's, if it follows a line that looks
   empty, or continues the number or the count of the cues; otherwise it is text, as for the W3C.
3. Whatever else begins a block is an identifier directly before a line of times, a comment, a style, a region, a
   header, or a problem: text that belongs to no cue.

    1  WEBVTT
    2
    3  1
    4  00:00:01.000 --> 00:00:02.000 line:0
    5  It was
    6  2
    7  00:00:03,000 -> 00:00:04,000
    8  b
    9
    10 lost

Lines 4 and 7 are times. Line 6 is text by its place, but continues with 2, and is dropped with the repair `blank_line`
of cue 0, which also has `settings`. Line 7 is damaged but unmistakable: cue 1 has the repair `times`. Line 10 is a
problem.

`to_vtt` writes any text, such lines as well. So a regular file in which a text holds what looks like times or a header
is read as it stands if it is exactly what `to_vtt` writes for its cues, and by lines if not.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final
from unicodedata import normalize

from smarthandle_results._errors import LineProblem, LineProblems, SubtitleError
from smarthandle_results._models import Cues, Repair, RepairKind
from smarthandle_results._subtitles.cues import mend_columns
from smarthandle_results._subtitles.joiners import is_like_times
from smarthandle_results._subtitles.parsing import HOURS, count_ms, read_text
from smarthandle_results._subtitles.vtt import to_vtt
from smarthandle_results._text import is_blank, is_plain, replace_characters
from smarthandle_results._wanted import BytesLike


def decode_vtt(text: str | BytesLike) -> Cues:
    r"""Read a WebVTT file: its text, or its bytes in UTF-8, with or without a byte order mark.

    A cue's text is plain: character references are resolved, and tags and inline times are left out, but not the words
    between them: `decode_vtt(to_vtt(cues)) == cues`. Identifiers, NOTE, STYLE and REGION blocks, and headers, with
    lines such as X-TIMESTAMP-MAP, are not part of a cue, and are left out; so are the headers of files that were
    appended, whose cues come to their places by time.

    `Cues.repairs` counts the file's cues from 0: `markup` `removed` where tags were; `settings` `removed` where a cue
    had settings; `times` `read` where a line of times is damaged, but can mean only one thing (`->`, `--&gt;`, a comma
    for the full stop, a single digit of minutes or seconds, full-width characters); `blank_line` `added` where the
    number or the header after a cue has no empty line before it; `number` `kept` where a number there is taken for
    text, since it does not continue the others; and whatever `to_cues` mends.

    Raises SubtitleError for a file that does not begin as WebVTT, and where a word or a cue would be lost: a line of
    times that cannot be read, words after the times, or text that belongs to no cue.

    Source: WebVTT, https://www.w3.org/TR/webvtt1/, 6.1 to 6.4.

    >>> cues = decode_vtt("WEBVTT\n\n00:01.000 --> 00:02.500 line:0\n<v Bob>1 &lt; 2</v>\n")
    >>> list(cues)
    [Cue(start_ms=1000, end_ms=2500, text='1 < 2')]
    >>> [(repair.index, str(repair.kind), repair.action) for repair in cues.repairs]
    [(0, 'settings', 'removed'), (0, 'markup', 'removed')]
    >>> decode_vtt("WEBVTT\n\n00:01.000 --> 2\nHello\n")
    Traceback (most recent call last):
    smarthandle_results.SubtitleError: line 3: expected HH:MM:SS.mmm --> HH:MM:SS.mmm
    """
    # A file that was cut off by a crash may end in NUL.
    text = read_text(text).lstrip("\ufeff").rstrip("\0").replace("\r\n", "\n").replace("\r", "\n")
    if not _HEADER.match(text):
        message = "expected WEBVTT, got SubRip, which decode_srt reads" if _SUBRIP.match(text) else "expected WEBVTT"
        raise SubtitleError((LineProblem(1, message),))
    cues = _read_regular(text)
    return _read_lines(text.split("\n")) if cues is None else cues


def _read_regular(text: str) -> Cues | None:
    """Read a file of regular form; return None for any other."""
    head, *parts = _BLOCK.split(text)
    names, starts, ends, rests, markups, between = (parts[place::6] for place in range(6))
    is_regular = (
        _HEAD.fullmatch(head)
        and not any(between)
        and text.count("-->") == len(starts)
        and "\0" not in text
        and all(map(_are_settings, {*rests}))
    )
    if not is_regular:
        return None
    repairs: list[Repair] = []
    if any(rests):
        repairs += [Repair(row, RepairKind.SETTINGS, "removed") for row, rest in enumerate(rests) if rest.strip()]
    texts = _read_texts(markups, repairs)
    cues = mend_columns(_count_all_ms(starts), _count_all_ms(ends), tuple(texts), repairs)
    others = "\n".join((head, *filter(None, names), *markups))
    is_ambiguous = others.find("WEBVTT", 1) > 0 or is_like_times(others)
    return None if is_ambiguous and to_vtt(cues) != f"WEBVTT\n\n{text[len(head) :]}" else cues


def _count_all_ms(stamps: list[str]) -> list[int]:
    # Without its marks a timestamp is a number of its digits, HHMMSSmmm.
    numbers = map(int, "\n".join(stamps).replace(":", "").replace(".", "").split())
    return [number - 40_000 * (number // 10**5) - 2_400_000 * (number // 10**7) for number in numbers]


def _read_lines(lines: list[str]) -> Cues:
    """Read any file."""
    starts_ms: list[int] = []
    ends_ms: list[int] = []
    markups: list[str] = []
    repairs: list[Repair] = []
    with LineProblems() as problems:
        for timing, end in _find_blocks(lines, problems, repairs):
            times = _TIMES.match(lines[timing])
            damaged = None if times else _DAMAGED_TIMES.fullmatch(_unescape(normalize("NFKC", lines[timing])))
            found = times or damaged
            if found is None or "-->" in found[9]:
                problems.add(timing + 1, "expected HH:MM:SS.mmm --> HH:MM:SS.mmm")
                continue
            if not _are_settings(found[9]):
                problems.add(timing + 1, "text after the times")
                continue
            row = len(markups)
            markup = "\n".join(lines[timing + 1 : end]).replace("\0", "\ufffd")
            markups.append(_GLUED_HEADER.sub("", markup))
            if markup != markups[row]:
                repairs.append(Repair(row, RepairKind.BLANK_LINE, "added"))
            if damaged:
                repairs.append(Repair(row, RepairKind.TIMES, "read"))
            if found[9].strip():
                repairs.append(Repair(row, RepairKind.SETTINGS, "removed"))
            starts_ms.append(count_ms(*found.group(1, 2, 3, 4)))
            ends_ms.append(count_ms(*found.group(5, 6, 7, 8)))
    return mend_columns(starts_ms, ends_ms, tuple(_read_texts(markups, repairs)), repairs)


def _find_blocks(lines: list[str], problems: LineProblems, repairs: list[Repair]) -> Iterator[tuple[int, int]]:
    """Find the line of each cue's times and the line after its text, from 0; other blocks with text are problems."""
    are_times = [*map(_is_timing, lines), False]
    count = number = 0
    index = _find_end(lines, are_times, 1)
    while index < len(lines):
        line = lines[index]
        if _is_invisible(line):
            index += 1
            continue
        is_comment = bool(_COMMENT.match(line))
        timing = index if are_times[index] and not is_comment else index + 1
        if _is_next_number(line, count, number):
            timing = _find_visible(lines, timing)
        if are_times[timing] and (not is_comment or _ends_comment(lines[timing])):
            number = int(line) if timing > index and _NUMBER.fullmatch(line) else count + 1
            index = _find_end_of_text(lines, are_times, timing, count + 1, number)
            if not are_times[index] and "".join(lines[index : index + 1]):
                repairs.append(Repair(count, RepairKind.BLANK_LINE, "added"))
            elif are_times[index] and index - 1 > timing and _NUMBER.fullmatch(lines[index - 1]):
                repairs.append(Repair(count, RepairKind.NUMBER, "kept"))
            yield timing, index
            count += 1
        elif is_comment:
            index = _find_end_of_comment(lines, are_times, index)
        else:
            end = _find_end(lines, are_times, index + 1)
            # In an appended header there may be metadata and styles, but no words: their empty line may have been lost.
            last = end - are_times[end]  # directly before times there is an identifier
            texts = (place for place in range(index + 1, last) if not _HEADER_LINE.search(lines[place]))
            stray = next(texts, None) if _HEADER.match(line) or _METADATA.match(line) else index
            if stray is not None:
                problems.add(stray + 1, "text that belongs to no cue")
            index = end


def _is_timing(line: str) -> bool:
    """Return whether a line is one of times, perhaps damaged."""
    if line.isascii() and ":" not in line and ">" not in line and ";" not in line:  # half the time of what follows
        return False
    return "-->" in line or is_like_times(line)


def _ends_comment(line: str) -> bool:
    """Return whether a line is empty or one of times whose arrow is whole: in a comment there may be any other."""
    return not line or ("-->" in line and is_like_times(line))


def _find_end(lines: list[str], are_times: list[bool], index: int) -> int:
    """Find the next empty line or line of times, or else the end."""
    while index < len(lines) and lines[index] and not are_times[index]:
        index += 1
    return index


def _find_visible(lines: list[str], index: int) -> int:
    while index < len(lines) and _is_invisible(lines[index]):
        index += 1
    return index


def _find_end_of_text(lines: list[str], are_times: list[bool], timing: int, count: int, number: int) -> int:
    """Find the end of a text: the next empty line, line of times, number of the next cue, or appended header."""
    end = _find_end(lines, are_times, timing + 1)
    last_number = end - 1 if are_times[end] and end - 1 > timing and _NUMBER.fullmatch(lines[end - 1]) else end
    for index in range(timing + 2, last_number):
        # What follows a header is part of it, and here only if it could be nothing else.
        is_whole = index + 1 == last_number or _METADATA.match(lines[index + 1])
        if is_whole and _APPENDED_HEADER.fullmatch(lines[index]):
            return index
    if last_number < end:
        follows_gap = last_number - 1 > timing and _is_invisible(lines[last_number - 1])
        if follows_gap or _is_next_number(lines[last_number], count, number):
            return last_number
    return end


def _find_end_of_comment(lines: list[str], are_times: list[bool], index: int) -> int:
    """Find the end of a comment, a style or a region; a style goes on after empty lines while a brace is open."""
    first_end = next((end for end in range(index + 1, len(lines)) if _ends_comment(lines[end])), len(lines))
    if not lines[index].startswith("STYLE"):
        return first_end
    depth = 0
    for end in range(index + 1, len(lines)):
        line = lines[end]
        if are_times[end] or _COMMENT.match(line):
            break
        depth += sum(map(line.count, ("{", "/*"))) - sum(map(line.count, ("}", "*/")))
        if not line and depth <= 0 and not _RULE.match("".join(lines[end + 1 : end + 2])):
            return end
    return first_end


def _is_next_number(line: str, count: int, number: int) -> bool:
    """Return whether a line is the number after one of the count of cues and the number of the last."""
    return bool(_NUMBER.fullmatch(line)) and int(line) in {count + 1, number + 1}


def _is_invisible(line: str) -> bool:
    return not line or (not is_plain(line) and is_blank(replace_characters(line)))


def _are_settings(rest: str) -> bool:
    """Return whether what follows the times has no words: settings are `line:0`, `25%`, or of no letters or digits."""
    return all(any(mark in word for mark in ":=%") or not any(map(str.isalnum, word)) for word in rest.split())


def _read_texts(markups: list[str], repairs: list[Repair]) -> list[str]:
    whole = "".join(markups)
    if "<" not in whole and "&" not in whole:
        return markups
    texts: list[str] = []
    for row, markup in enumerate(markups):
        stretches, has_tags = _split_at_tags(markup) if "<" in markup else ([markup], False)
        if has_tags:
            repairs.append(Repair(row, RepairKind.MARKUP, "removed"))
        # No character reference continues after a tag.
        texts.append("".join(map(_unescape, stretches)) if "&" in markup else "".join(stretches))
    return texts


def _split_at_tags(markup: str) -> tuple[list[str], bool]:
    """Return the stretches of text between tags, and whether there are tags.

    The W3C's tokenizer ends a tag that no `>` closes at the end of the text. So it loses most of `1 < 2 is true`, which
    other readers show: at the end only a word such as `<b` or `</b` is a tag.
    """
    closed, mark, rest = markup.rpartition(">")
    before, _, name = rest.partition("<")
    is_open = bool(_NAME.fullmatch(name))
    stretches = _TAG.split(closed + mark)
    stretches[-1] += before if is_open else rest
    return stretches, is_open or len(stretches) > 1


def _unescape(text: str) -> str:
    return unescape(_HUGE_NUMBER.sub("\ufffd", text)) if "&" in text else text


_TIMESTAMP: Final = rf"(?:({HOURS}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{{3}})(?![0-9])"
_TIMES: Final = re.compile(rf"[ \t\f]*{_TIMESTAMP}[ \t\f]*-->[ \t\f]*{_TIMESTAMP}(.*)", re.DOTALL)
# One digit of minutes or seconds, and another mark before the three digits of the fraction.
_DAMAGED_TIMESTAMP: Final = rf"(?:({HOURS})\s*:\s*)?([0-5]?[0-9])\s*:\s*([0-5]?[0-9])\s*[.,:。]\s*([0-9]{{3}})(?![0-9])"
_ARROW: Final = r"(?:[-\s‐-―−=~_]*+[>→⇒➔»]+|[-‐-―−]{1,3})"
_DAMAGED_TIMES: Final = re.compile(rf"\s*{_DAMAGED_TIMESTAMP}\s*+{_ARROW}\s*{_DAMAGED_TIMESTAMP}((?:\s.*)?)", re.DOTALL)
_NUMBER: Final = re.compile(r"[0-9]{1,18}")

# Before the header of an appended file there may be the NUL of the one before.
_HEADER: Final = re.compile(r"[\ufeff\0]*WEBVTT(?![^ \t\n])")
# Within a text "WEBVTT is a format" is words, unless a byte order mark begins it.
_APPENDED_HEADER: Final = re.compile(
    r"\0*(?:WEBVTT(?:[ \t]+(?:(?:-|FILE\b|Kind:|Language:).*)?)?|\ufeff+WEBVTT(?:[ \t].*)?)"
)
# The file before it did not end in a line end.
_GLUED_HEADER: Final = re.compile(r"(?<=\S)(?<!\ufeff)\ufeff*WEBVTT\Z")
_METADATA: Final = re.compile(r"X-TIMESTAMP-MAP=|(?:Kind|Language):[ \t]*\S+[ \t]*$|Region:[ \t]*id=")
_HEADER_LINE: Final = re.compile(r"[:={}#]|^\W*$")
_COMMENT: Final = re.compile(r"(?:NOTE|STYLE|REGION)(?![^ \t])")
_RULE: Final = re.compile(r"\s*(?:::cue|@|/\*)")
_SUBRIP: Final = re.compile(r"\s*+(?:[0-9]++[^\S\n]*+\n\s*+)?[0-9]++:[0-9]++:[0-9]++,[0-9]++\s*+-->")

_STAMP: Final = rf"(?:{HOURS}:)?[0-5][0-9]:[0-5][0-9]\.[0-9]{{3}}"
_BLOCK: Final = re.compile(
    rf"""
    (?<=\n\n)
    (?: ([^\n]++) \n )??                              # an identifier
    ({_STAMP}) [ ]-->[ ] ({_STAMP}) (?![0-9]) ([^\n]*+) \n
    ((?: [^\n]++ (?: \n [^\n]++ )*+ )?+)              # the text
    \n*+
    """,
    re.VERBOSE,
)
_PARAGRAPH: Final = r"(?![^ \t\n])[^\n]*+(?:\n[^\n]++)*+\n*+"
_HEAD: Final = re.compile(rf"WEBVTT{_PARAGRAPH}(?:(?<=\n\n)(?:NOTE|STYLE|REGION){_PARAGRAPH})*+")

_TAG: Final = re.compile(r"<[^>]*>")
_NAME: Final = re.compile(r"/?[A-Za-z]\S*")
# `unescape` fails on a number with more digits than Python converts, which no character has.
_HUGE_NUMBER: Final = re.compile(r"&#[0-9]{4000,};?")
