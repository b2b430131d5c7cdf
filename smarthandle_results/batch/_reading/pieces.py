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

import re
from collections.abc import Iterable, Iterator
from typing import Final

import orjson
from attrs import evolve

from smarthandle_results.batch._reading.bodies import Body, find_objects
from smarthandle_results.batch._reading.buffer import Span
from smarthandle_results.batch._reading.scan import BODY_START, LINE_MARKS, Mark, Scan, find_text
from smarthandle_results.batch._reading.split import split_array


def join_lines(lines: Iterable[Body], span: Span) -> Iterator[Body]:
    """Join those of a span's lines that are one value; other lines stay as they are."""
    joined: list[Body] = []
    scan = Scan()
    for line in lines:
        start, _ = find_text(line.data, 0, len(line.data))
        text = line.data[start:]
        if joined and _begins_value(text, _find_start(line, span) + start, span, is_open=scan.is_open):
            yield _join(joined, span)
            joined = []
        if not joined:
            scan = Scan()
        joined.append(line if not start else evolve(line, data=text, byte_offset=(line.byte_offset or 0) + start))
        if not _stays_open(scan, text):
            scan = Scan()
            if text.endswith(b"{"):  # of a value right after one that was torn off
                _stays_open(scan, b"{")
    if joined:
        yield _join(joined, span)


def _begins_value(text: bytes, start: int, span: Span, *, is_open: bool) -> bool:
    """Say whether a line begins another value than the lines before it: it is not indented, nor closes a bracket."""
    if BODY_START.match(text):
        return True
    is_indented = span.data[span.data.rfind(b"\n", 0, start) + 1 : start].strip(LINE_MARKS) != b""
    return not is_indented and (text.startswith(b"{") or not (is_open or text.startswith((b"}", b"]"))))


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


def _find_start(line: Body, span: Span) -> int:
    return (line.byte_offset or 0) - (span.byte_offset or 0)


def _stays_open(scan: Scan, line: bytes) -> bool:
    """Scan a line; return whether another line may go on with the value: its strings are whole."""
    while (mark := scan.step(line)) is not Mark.NEED_DATA:
        if mark is Mark.DAMAGED:
            return False
    scan.move(len(line))
    return not scan.is_in_string


def _join(lines: list[Body], span: Span) -> Body:
    end = _find_start(lines[-1], span) + len(lines[-1].data)
    return evolve(lines[0], data=span.data[_find_start(lines[0], span) : end])


def _split_text(body: Body) -> Iterator[Body]:
    """Split text without separators into objects or documents, if it consists of nothing else."""
    data = body.data
    ranges = [] if is_json(data) else [*find_objects(data)]
    if ranges and _BRACE.fullmatch(data, 0, ranges[0][0]):  # of an object that was torn off there
        ranges.insert(0, (0, 1))
    texts = [data[start:end] for start, end in ranges]
    gaps = zip((0, *(end for _, end in ranges)), (*(start for start, _ in ranges), len(data)), strict=True)
    is_text = any(find_text(data, start, end)[0] < end for start, end in gaps)
    if is_text or not any(text.startswith(b"<") or is_json(text) for text in texts):
        yield body
        return
    number, counted = body.line, 0
    for (start, _), text in zip(ranges, texts, strict=True):
        number, counted = number + data.count(b"\n", counted, start), start
        yield Body(text, number, (body.byte_offset or 0) + start)


def is_json(data: bytes) -> bool:
    """Say whether text is JSON."""
    try:
        orjson.loads(data)
    except orjson.JSONDecodeError:
        return False
    return True


_BRACE: Final = re.compile(rb"\{[\s\0]*")
