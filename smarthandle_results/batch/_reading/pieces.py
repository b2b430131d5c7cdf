"""Bodies that no decoder accepts → the bodies that are in them: over several lines, in arrays, or without a separator.

Strategy:

Operations to support:
- join lines to a value that is written over several of them
- split text into the values that it consists of, one of which may be torn

Goals:
- no sound body is lost with what is damaged before it, and what is damaged is one piece
- sound bodies cost nothing: only what was refused comes here
- linear time: each step reads a text once or twice

Plan:
- A line begins another value than the one before it if it is not indented, does not close a bracket, and none is open;
  and so does one with a brace that is not indented, for what is within a value mostly is. After a string that the line
  end cuts no bracket is known to be open: JSON has no line end within a string, so it is damaged.
- An array of bodies is split as one of a stream is.
- In anything else that is not JSON, objects and documents are looked for as in a line of a log. They are pieces only if
  nothing else is around them, and if one of them is whole: text that has a prefix stays whole, and is refused as such,
  and of text that is damaged all over one error is enough.

An input worked through, four lines that were refused:

    {"State":"Exec{"State":"Failed"}    damaged: a value of its own, since no other line can mend it
    {                                   a brace is open
      "State": "Finished",              it still is
      "JobResult": {}}                  closed: the three lines are one value

In the first line an object begins that is never closed, and another one that is. Nothing else is between or around the
two: `{"State":"Exec` and `{"State":"Failed"}` are the pieces, and a decoder accepts the second.
"""

from collections.abc import Iterator
from typing import TypeAlias, final

import orjson
from attrs import evolve

from smarthandle_results import DecodeError
from smarthandle_results.batch._reading.bodies import Body, find_objects
from smarthandle_results.batch._reading.buffer import Span, SpanKind
from smarthandle_results.batch._reading.scan import BODY_START, LINE_MARKS, Mark, Scan, find_text, skip_between
from smarthandle_results.batch._reading.split import split_array

Refused: TypeAlias = tuple[Body, DecodeError | None]
"""A body that was refused, with its error; without one, it is of several lines, and was not decoded yet."""


@final
class LineJoiner:
    """Joins those of a span's refused lines that are one value: the value at whose end it is, or at which it began."""

    def __init__(self, span: Span) -> None:
        self._span = span
        self._first: Body | None = None
        self._error: DecodeError | None = None
        self._end = 0
        self._scan: Scan  # of the lines since the first

    def add(self, line: Body, error: DecodeError) -> Refused | None:
        """Add a line; return the value before it, if the line begins another one. What is no line is a value itself."""
        if self._span.kind is not SpanKind.LINES:
            return line, error
        skipped = skip_between(line.data, 0, len(line.data))
        text = line.data[skipped:]
        if not text:  # the line is a byte order mark
            return None
        start = (line.byte_offset or 0) - (self._span.byte_offset or 0) + skipped
        ended = self.take() if self._begins_value(text, start) else None
        if self._first is None:
            self._first, self._error, self._scan = evolve(line, data=text, byte_offset=start), error, Scan()
        else:
            self._error = None
        self._end = start + len(text)
        if not _stays_open(self._scan, text):
            self._scan = Scan()
            if text.endswith(b"{"):  # of a value right after one that was torn off
                _stays_open(self._scan, b"{")
        return ended

    def take(self) -> Refused | None:
        """Take the value that the last lines are; None if there are none, or all are taken."""
        if self._first is None:
            return None
        start = self._first.byte_offset or 0
        place = (self._span.byte_offset or 0) + start
        value = evolve(self._first, data=self._span.data[start : self._end], byte_offset=place)
        self._first = None
        return value, self._error

    def _begins_value(self, text: bytes, start: int) -> bool:
        """Say whether a line begins another value than those before it: it is not indented, nor closes a bracket."""
        if BODY_START.match(text):
            return True
        indent = self._span.data[self._span.data.rfind(b"\n", 0, start) + 1 : start].strip(LINE_MARKS)
        is_open = self._first is not None and self._scan.is_open
        return not indent and (text.startswith(b"{") or not (is_open or text.startswith((b"}", b"]"))))


def split_refused(body: Body, max_body: int) -> Iterator[tuple[Body, str]]:
    """Split a body that is refused into the pieces that it consists of, each with what is wrong with it, if known."""
    place = body.byte_offset or 0
    is_array = False
    for item in split_array(body.data, max_body):
        is_array = True
        part = Body(item.data, body.line + item.line - 1, place + (item.byte_offset or 0))
        yield from ((part, item.message),) if item.message else ((piece, "") for piece in _split_text(part))
    if not is_array:
        yield from ((piece, "") for piece in _split_text(body))


def _stays_open(scan: Scan, line: bytes) -> bool:
    """Scan a line; return whether another line may go on with the value: its strings are whole."""
    while (mark := scan.step(line)) is not Mark.NEED_DATA:
        if mark is Mark.DAMAGED:
            return False
    scan.move(len(line))
    return not scan.is_in_string


def _split_text(body: Body) -> Iterator[Body]:
    """Split text without separators into objects or documents, if it consists of nothing else and one is whole."""
    data = body.data
    if is_json(data) or not _is_divisible(data):
        yield body
        return
    line, counted = body.line, 0
    for start, end, _ in _find_pieces(data):
        line, counted = line + data.count(b"\n", counted, start), start
        yield Body(data[start:end], line, (body.byte_offset or 0) + start)


def _is_divisible(data: bytes) -> bool:
    has_whole = False
    for start, end, is_between in _find_pieces(data):
        if is_between and data[start:end].strip(b"{"):  # a brace may be left of an object
            return False
        has_whole = has_whole or data.startswith(b"<", start) or is_json(data[start:end])
    return has_whole


def _find_pieces(data: bytes) -> Iterator[tuple[int, int, bool]]:
    """Find the objects and documents of a text, and what else is between and around them."""
    position = 0
    for start, end in find_objects(data):
        yield from _find_between(data, position, start)
        yield start, end, False
        position = end
    yield from _find_between(data, position, len(data))


def _find_between(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    first, last = find_text(data, start, end)
    if first < last:
        yield first, last, True


def is_json(data: bytes) -> bool:
    """Say whether text is JSON."""
    try:
        orjson.loads(data)
    except orjson.JSONDecodeError:
        return False
    return True
