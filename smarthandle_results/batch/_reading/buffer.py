"""A stream → the bytes that were read and not yet handed on, and the spans that are cut from them."""

from enum import Enum
from typing import Final, final

from attrs import frozen

from smarthandle_results.batch._reading.streams import BrokenStreamError, Stream

READ_BYTES: Final = 1 << 20
"""How much is asked of a stream at once, and the smallest step of `Buffer.grow`.

A file of bodies of usual size, some KB each, is read with one copy per step, and the time of a call is nothing beside
that of reading 1 MiB; a pipe or a decompressor returns less anyway.
"""


class SpanKind(Enum):
    """What a span is: one body, as bytes or as text, a block of whole lines, or the place of refused bytes."""

    BODY = "body"
    TEXT = "text"
    LINES = "lines"
    LOG_LINES = "log lines"
    REFUSED = "refused"


@final
@frozen
class Span:
    """Bytes of a source with their place: the offset and the line they begin at, in the plain, uncompressed text.

    `line` counts from 1 and `byte_offset` from 0. In a table `line` is the row, and `byte_offset` is None. A refused
    span has no bytes; its `message` says what is wrong with those at its place. The bytes of text are UTF-8.
    """

    kind: SpanKind
    source: str
    byte_offset: int | None
    line: int
    data: bytes = b""
    message: str = ""

    @property
    def is_row(self) -> bool:
        """Say whether it is a row of a table."""
        return self.byte_offset is None


def describe_too_large(max_body: int) -> str:
    """Say what is wrong with a body of more than `max_body` bytes."""
    return f"expected a body of at most {max_body} bytes, got more"


# Strategy:
#
# Operations to support:
# - read until a number of bytes is held or, if it is unknown how many a body needs, in steps
# - search what is held with patterns, which need one `bytes` object and indices into it
# - take the bytes before an index as a span, refuse them with a message, or drop them
# - say for each span at which byte and in which line of the stream it begins
# Goals:
# - each byte is read once, and each line counted once
# - no more is held than the caller asked for, so that the caller decides how large a body may be
# - many small bodies cost no copy each, and a large one, of unknown size, costs linear time
# - a stream that breaks loses nothing of what was read before
# Plan:
# - `data[start:]` is what is held. Taking and dropping only move `start`, and count the line feeds passed over.
# - Reading joins what is held with what is new, in one copy; what was handed on is dropped. Indices change then.
# - `grow` at least doubles what is held, up to a limit: a body of n bytes is copied about 2n bytes in all.
# - A stream that breaks is one that ends; `stream_error` says why, and the caller reports it at the very end.
#
# An input worked through, from a stream that returns ten bytes at a time:
#
#     fill(10)         data = '{"a":1}\n{"'          start = 0
#     take(BODY, 8)    '{"a":1}\n', offset 0, line 1  start = 8
#     grow()           data = '{"b":22}\n{"'          start = 0    the two bytes held moved to the front
#     take(BODY, 9)    '{"b":22}\n', offset 8, line 2 start = 9


@final
class Buffer:
    """The bytes of a stream that were read and not yet handed on: `data[start:]`."""

    def __init__(self, stream: Stream, source: str) -> None:
        self._stream = stream
        self._source = source
        self._byte_offset = 0
        self._line = 1
        self.data = b""
        self.start = 0
        self.stream_error = ""

    def __len__(self) -> int:
        return len(self.data) - self.start

    def fill(self, size: int) -> bool:
        """Read until `size` bytes are held; return False if the stream ends before that."""
        self.release()
        parts, self.data = [self.data], b""
        missing = size - len(parts[0])
        try:
            while missing > 0 and (part := self._stream.read(min(missing, READ_BYTES))):
                parts.append(part)
                missing -= len(part)
        except BrokenStreamError as error:
            self.stream_error = str(error)
        self.data = b"".join(parts)
        return missing <= 0

    def grow(self, limit: int = 0) -> bool:
        """Read to twice the size, but neither past `limit` bytes nor less than a step; return False at the end.

        A step is `READ_BYTES`, and is read even if it goes past the limit.
        """
        size = len(self)
        self.fill(size + max(min(size, limit - size), READ_BYTES))
        return len(self) > size

    def take(self, kind: SpanKind, end: int) -> Span:
        """Hand on the bytes before an index of `data`."""
        span = Span(kind, self._source, self._byte_offset, self._line, self.data[self.start : end])
        self.drop(end)
        return span

    def refuse(self, message: str, end: int | None = None) -> Span:
        """Drop the bytes before an index of `data`, or all of them, and hand on a message in their place."""
        span = Span(SpanKind.REFUSED, self._source, self._byte_offset, self._line, message=message)
        self.drop(len(self.data) if end is None else end)
        return span

    def drop(self, end: int) -> None:
        """Pass over the bytes before an index of `data`."""
        self._line += self.data.count(b"\n", self.start, end)
        self._byte_offset += end - self.start
        self.start = end

    def release(self) -> None:
        """Free what was passed over; indices of `data` change."""
        self.data = self.data[self.start :]
        self.start = 0
