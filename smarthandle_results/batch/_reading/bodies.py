"""A span → its bodies, each with the line and the byte that it begins at."""

import re
from collections.abc import Iterator
from typing import Final, final

from attrs import frozen

from smarthandle_results.batch._reading.buffer import Span, SpanKind
from smarthandle_results.batch._reading.scan import BETWEEN_MARKS, BODY_START, Mark, Scan


@final
@frozen
class Body:
    """The bytes of one body, or of the record that contains it, and where they begin.

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
    start = span.byte_offset or 0
    for number, line in enumerate(span.data.split(b"\n"), start=span.line):
        if span.kind is SpanKind.LOG_LINES:
            yield from (Body(line[first:end], number, start + first) for first, end in find_objects(line))
        elif data := line.strip(BETWEEN_MARKS):
            skipped = 0 if len(data) == len(line) else len(line) - len(line.lstrip(BETWEEN_MARKS))
            yield Body(data, number, start + skipped)
        start += len(line) + 1


def find_objects(text: bytes) -> Iterator[tuple[int, int]]:
    """Find where each XML document of a text, or else each JSON object, begins and ends.

    An object that is cut short ends where the next begins, or with the text.
    """
    match = _OBJECT.search(text)
    document = _XML.search(text)
    if document and (match is None or document.start() < match.start()):
        yield from (match.span() for match in _XML.finditer(text))
        return
    cut_short = Scan()
    while match:
        start, end = match.start(), 0
        if not cut_short.is_unclosed(start):  # or each scan would end where that one did, in quadratic time
            scan = Scan(start)
            while (mark := scan.step(text)) is Mark.OPENED:
                pass
            if mark is Mark.CLOSED:
                end = scan.position
            else:
                cut_short = scan
        if end:
            match = _OBJECT.search(text, end)
            yield start, end
            continue
        match = _find_next(text, start + 1)
        end = len(text[: match.start() if match else len(text)].rstrip(_BETWEEN if match else None))
        whole = _find_whole(text[start:end])
        yield from ((start, start + whole), (start + whole, end)) if whole else ((start, end),)


def _find_whole(text: bytes) -> int:
    """Find a whole body at the end of an object that was cut short after a key, where it looks like the key's value."""
    scan = Scan()
    if not text.endswith(b"}") or scan.step(text) is not Mark.OPENED or scan.step(text) is not Mark.NEED_DATA:
        return 0
    return scan.last_closed if BODY_START.match(text, scan.last_closed) else 0


def _find_next(text: bytes, start: int) -> "re.Match[bytes] | None":
    """Find the next object that is not a part of the one before: such a part follows a key, or is in an array."""
    for match in _OBJECT.finditer(text, start):
        before = text[max(0, match.start() - _LOOK_BACK_BYTES) : match.start()].rstrip()
        is_item = before.endswith((b",", b"[")) and not BODY_START.match(text, match.start())
        if not is_item and not _KEY_END.search(before):
            return match
    return None


_OBJECT: Final = re.compile(rb"\{\s*[\"']")
_XML: Final = re.compile(
    rb"""
    < (?: \?xml [^>]{0,200} \?> \s* < )?
    (GetSmartHandleJobResponse | Error) \b
    (?: .*? </ \1 \s* >  # up to its closing tag
      | .* )             # or, if it is cut short, to the end of the line
    """,
    re.VERBOSE,
)
_KEY_END: Final = re.compile(rb"(?<!\\)[\"']\s*:$")  # not of a key in a string, which may be cut off there
_BETWEEN: Final = BETWEEN_MARKS

_LOOK_BACK_BYTES: Final = 64
"""How much before a brace is looked at: for two marks, such as a quote and a colon, and the white space between."""
