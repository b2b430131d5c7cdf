"""A span → its bodies, each with the line and the byte at which it stands."""

import re
from collections.abc import Iterator
from typing import Final, final

from attrs import frozen

from smarthandle_results.batch._reading.buffer import Span, SpanKind
from smarthandle_results.batch._reading.scan import BODY_START, Mark, Scan


@final
@frozen
class Body:
    """The bytes of one body, and where they begin."""

    data: bytes
    line: int
    byte_offset: int | None


def list_bodies(span: Span) -> Iterator[Body]:
    """Take the bodies of a span in order; blank lines, and lines of a log that hold no body, are none."""
    if span.kind is SpanKind.BODY:
        yield Body(span.data, span.line, span.byte_offset)
        return
    start = 0
    for line, given in enumerate(span.data.split(b"\n"), start=span.line):
        pieces = _cut_log(given) if span.kind is SpanKind.LOG_LINES else ((0, len(given)),)
        for first, end in pieces:
            data = given[first:end]
            if data.strip():
                yield Body(data, line, None if span.byte_offset is None else span.byte_offset + start + first)
        start += len(given) + 1


def _cut_log(line: bytes) -> Iterator[tuple[int, int]]:
    """Find each JSON object of a line, or each XML document; what is cut short goes on to the next, or to the end."""
    found = _OBJECT.search(line)
    document = _XML.search(line)
    if document and (found is None or document.start() < found.start()):
        yield from (match.span() for match in _XML.finditer(line))
        return
    while found:
        start = found.start()
        end = _find_end(line, start)
        found = _OBJECT.search(line, end) if end else _find_next(line, start + 1)
        if not end:
            end = len(line[: found.start() if found else len(line)].rstrip(_BETWEEN if found else None))
        yield start, end


def _find_end(line: bytes, start: int) -> int:
    """Find where an object ends; 0 if it is cut short."""
    scan = Scan(start)
    return scan.position if scan.step(line) is Mark.CLOSED else 0


def _find_next(line: bytes, start: int) -> "re.Match[bytes] | None":
    """Find an object that is no part of the one before: a part of it stands behind a key, or in a list."""
    for match in _OBJECT.finditer(line, start):
        before = line[max(0, match.start() - _LOOK_BACK) : match.start()].rstrip()
        is_part = _KEY_END.search(before) or (before.endswith((b",", b"[")) and not BODY_START.match(line, match.start()))
        if not is_part:
            return match
    return None


_OBJECT: Final = re.compile(rb"\{\s*[\"']")
_XML: Final = re.compile(rb"<(GetSmartHandleJobResponse|Error)\b(?:.*?</\1\s*>|.*)")
_KEY_END: Final = re.compile(rb"[\"']\s*:$")
_BETWEEN: Final = b" \t\r,"
_LOOK_BACK: Final = 64
