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

    Raises SubtitleError where bytes are not UTF-8.
    """
    if not isinstance(text, str):
        data = read_buffer(text, FILE)
        try:
            text = data.decode()
        except UnicodeDecodeError as exc:
            line = len(line_end.split(exc.object[: exc.start].decode()))
            raise SubtitleError((LineProblem(line, "expected UTF-8"),)) from exc
    return text.removeprefix("\ufeff")


def count_ms(hours: str | None, minutes: str, seconds: str, fraction: str) -> int:
    """Return the milliseconds of a timestamp; `fraction` has three digits."""
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(fraction)
