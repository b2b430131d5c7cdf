"""A span → its bodies, each with the line and the byte at which it stands."""

import re
from collections.abc import Iterator
from typing import Final, final

import orjson
from attrs import frozen

from smarthandle_results.batch._window import Span, SpanKind


@final
@frozen
class Body:
    """The bytes of one body, and where they begin."""

    data: bytes
    line: int
    byte_offset: int | None


def list_bodies(span: Span) -> Iterator[Body]:
    """Take the bodies of a span in order; blank lines, and lines of a log that hold no JSON object, are none."""
    if span.kind is SpanKind.BODY:
        yield Body(span.data, span.line, span.byte_offset)
        return
    start = 0
    for line, given in enumerate(span.data.split(b"\n"), start=span.line):
        data = _cut_log(given) if span.kind is SpanKind.LOG_LINES else given
        if data.strip():
            offset = None if span.byte_offset is None else span.byte_offset + start + given.find(data)
            yield Body(data, line, offset)
        start += len(given) + 1


def _cut_log(line: bytes) -> bytes:
    """Cut the JSON object, or the XML, out of a line; if none of it reads, all from the first brace on."""
    starts = [match.start() for match in _OBJECT.finditer(line)]
    end = line.rfind(b"}") + 1
    for start in starts[:_TRIED]:
        if is_object(line[start:end]):
            return line[start:end]
    document = _XML.search(line)
    if document:
        return document[0]
    return line[starts[0] :] if starts else b""


def is_object(text: bytes) -> bool:
    """Tell whether bytes are a JSON object and nothing else."""
    try:
        return isinstance(orjson.loads(text), dict)
    except orjson.JSONDecodeError:
        return False


_OBJECT: Final = re.compile(rb"\{\s*[\"'}]")
_XML: Final = re.compile(rb"<(GetSmartHandleJobResponse|Error)\b.*>")
_TRIED: Final = 8
