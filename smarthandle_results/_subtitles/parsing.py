"""What both subtitle readers share: a file's text or bytes → its lines; the parts of a timestamp → milliseconds."""

import re
from typing import Final

from smarthandle_results._errors import LineProblem, SubtitleError
from smarthandle_results._wanted import FILE, BytesLike, read_buffer

# `str.splitlines` would end a line at other characters too.
LINE_END: Final = re.compile(r"\r\n?|\n")

# Python converts at most 4,300 digits, and 4,000 are enough for any time that a cue can be written with.
HOURS: Final = "[0-9]{1,4000}"


def read_lines(text: str | BytesLike, line_end: re.Pattern[str] = LINE_END) -> list[str]:
    r"""Return the lines of a subtitle file, without their ends and without a byte order mark.

    Raises SubtitleError where bytes are not UTF-8.

    >>> read_lines(b"\xef\xbb\xbfWEBVTT\r\n")
    ['WEBVTT', '']
    """
    text = read_text(text, line_end)
    return line_end.split(text) if "\r" in text else text.split("\n")


def read_text(text: str | BytesLike, line_end: re.Pattern[str] = LINE_END) -> str:
    """Return the text of a subtitle file without a byte order mark.

    Raises SubtitleError where bytes are not UTF-8, and for the name of a file.
    """
    if isinstance(text, str):
        if _FILE_NAME.fullmatch(text):
            raise SubtitleError((LineProblem(1, "expected a subtitle file, got its name: pass what is in it"),))
    else:
        text = _decode(read_buffer(text, FILE), line_end)
    return text.removeprefix("\ufeff")


def _decode(data: bytes, line_end: re.Pattern[str]) -> str:
    try:
        text = data.decode()
    except UnicodeDecodeError as exc:
        from smarthandle_results._decoding.not_json import name_encoding  # noqa: PLC0415 - slow to load, rarely needed

        line = len(line_end.split(exc.object[: exc.start].decode()))
        raise SubtitleError((_find_wide(data) or LineProblem(line, name_encoding(data, exc)),)) from exc
    problem = _find_wide(data) if "\0" in text[:_HEAD] else None
    if problem:
        raise SubtitleError((problem,))
    return text


def _find_wide(data: bytes) -> LineProblem | None:
    """Find out whether a file is in UTF-16 or UTF-32, which without a byte order mark is UTF-8 with NULs, too."""
    from smarthandle_results._decoding.not_json import name_wide_encoding  # noqa: PLC0415 - likewise

    message = name_wide_encoding(data, _BEGINNING)
    return LineProblem(1, message) if message else None


def count_ms(hours: str | None, minutes: str, seconds: str, fraction: str) -> int:
    """Return the milliseconds of a timestamp; `fraction` has three digits."""
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(fraction)


_HEAD: Final = 64
"""Where text of ASCII digits has a NUL, if it has two or four bytes a unit."""
_BEGINNING: Final = re.compile(r"[\ufeff\s]*+(?:[0-9]++[\s:]|WEBVTT)")
"""How a file of subtitles begins."""

_FILE_NAME: Final = re.compile(
    r"(?!WEBVTT(?:[ \t]|$))[^\n{}\"<>]{1,300}\.(?:srt|vtt|ass|bcc|json|txt)\s*", re.IGNORECASE
)
