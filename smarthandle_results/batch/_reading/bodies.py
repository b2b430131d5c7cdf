"""A span → its bodies, each with the line and the byte that it begins at."""

import re
from collections.abc import Iterator
from typing import Final, final

from attrs import frozen

from smarthandle_results.batch._reading.buffer import Span, SpanKind
from smarthandle_results.batch._reading.scan import BODY_START, Mark, Scan


@final
@frozen
class Body:
    """The bytes of one body, and where they begin.

    `is_text` says that the bytes are UTF-8 of what was stored as text, whatever encoding it declares.
    """

    data: bytes
    line: int
    byte_offset: int | None
    is_text: bool = False

    @property
    def text_or_bytes(self) -> str | bytes:
        """What to decode: bytes, or the text if it was stored as text."""
        return self.data.decode() if self.is_text else self.data


def list_bodies(span: Span) -> Iterator[Body]:
    """List the bodies of a span in order; blank lines have none, nor have a log's lines without object or document."""
    if span.kind is SpanKind.BODY or span.kind is SpanKind.TEXT:
        yield Body(span.data, span.line, span.byte_offset, is_text=span.kind is SpanKind.TEXT)
        return
    start = 0
    for number, line in enumerate(span.data.split(b"\n"), start=span.line):
        ranges = _find_in_log(line) if span.kind is SpanKind.LOG_LINES else ((0, len(line)),)
        for first, end in ranges:
            data = line[first:end]
            if data.strip():
                yield Body(data, number, None if span.byte_offset is None else span.byte_offset + start + first)
        start += len(line) + 1


def _find_in_log(line: bytes) -> Iterator[tuple[int, int]]:
    """Find where each XML document of a line, or else each JSON object, begins and ends.

    An object that is cut short ends where the next begins, or with the line.
    """
    match = _OBJECT.search(line)
    document = _XML.search(line)
    if document and (match is None or document.start() < match.start()):
        yield from (match.span() for match in _XML.finditer(line))
        return
    cut_short = Scan()
    while match:
        start, end = match.start(), 0
        if not cut_short.is_unclosed(start):  # or each scan would end where that one did, in quadratic time
            scan = Scan(start)
            while (mark := scan.step(line)) is Mark.OPENED:
                pass
            if mark is Mark.CLOSED:
                end = scan.position
            else:
                cut_short = scan
        match = _OBJECT.search(line, end) if end else _find_next(line, start + 1)
        if not end:
            end = len(line[: match.start() if match else len(line)].rstrip(_BETWEEN if match else None))
        yield start, end


def _find_next(line: bytes, start: int) -> "re.Match[bytes] | None":
    """Find the next object that is not a part of the one before: such a part follows a key, or is in an array."""
    for match in _OBJECT.finditer(line, start):
        before = line[max(0, match.start() - _LOOK_BACK_BYTES) : match.start()].rstrip()
        is_item = before.endswith((b",", b"[")) and not BODY_START.match(line, match.start())
        if not is_item and not _KEY_END.search(before):
            return match
    return None


_OBJECT: Final = re.compile(rb"\{\s*[\"']")
_XML: Final = re.compile(
    rb"""
    < (GetSmartHandleJobResponse | Error) \b
    (?: .*? </ \1 \s* >  # up to its closing tag
      | .* )             # or, if it is cut short, to the end of the line
    """,
    re.VERBOSE,
)
_KEY_END: Final = re.compile(rb"[\"']\s*:$")
_BETWEEN: Final = b" \t\r,"

_LOOK_BACK_BYTES: Final = 64
"""How much before a brace is looked at: for two marks, such as a quote and a colon, and the white space between."""
