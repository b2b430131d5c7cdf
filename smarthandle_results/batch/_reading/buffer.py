"""A window on a stream: the bytes that were read and not yet handed on, and the place where they stand."""

from enum import Enum
from typing import Final, final

from attrs import frozen

from smarthandle_results.batch._reading.streams import BrokenStreamError, Stream

READ_BYTES: Final = 1 << 20


class SpanKind(Enum):
    """What a span holds."""

    BODY = "body"
    LINES = "lines"
    LOG_LINES = "log lines"
    REFUSED = "refused"


@final
@frozen
class Span:
    """Bytes of a source: where they begin, the number of the line they begin in, and, if refused, why.

    Lines and offsets are those of the plain text. `line` counts from 1 and `byte_offset` from 0; None where bodies
    stand in no text.
    """

    kind: SpanKind
    source: str
    byte_offset: int | None
    line: int
    data: bytes = b""
    message: str = ""


def tell_too_large(max_body: int) -> str:
    """Say what is wrong with a body of more bytes than it may have."""
    return f"expected a body of at most {max_body} bytes, got more"


@final
class Window:
    """Reads a stream piece by piece, so that no more is held than someone asks for.

    `data[start:]` is what was read and not yet handed on; reading more moves it to the front. A stream that breaks is
    one that ends; `broken` then says why.
    """

    def __init__(self, stream: Stream, source: str) -> None:
        self._stream = stream
        self._source = source
        self._byte_offset = 0
        self._line = 1
        self.data = b""
        self.start = 0
        self.broken = ""

    def __len__(self) -> int:
        return len(self.data) - self.start

    def fill(self, size: int) -> bool:
        """Read until so many bytes are there; False at the end of the stream."""
        self.release()
        parts, self.data = [self.data], b""
        missing = size - len(parts[0])
        try:
            while missing > 0 and (part := self._stream.read(min(missing, READ_BYTES))):
                parts.append(part)
                missing -= len(part)
        except BrokenStreamError as error:
            self.broken = str(error)
        self.data = b"".join(parts)
        return missing <= 0

    def grow(self, most: int = 0) -> bool:
        """Read on, in steps that grow with what is held, up to some bytes or one step; False if there was no more."""
        size = len(self)
        self.fill(size + max(min(size, most - size), READ_BYTES))
        return len(self) > size

    def take(self, kind: SpanKind, end: int) -> Span:
        """Hand on the bytes before an index of `data`."""
        span = Span(kind, self._source, self._byte_offset, self._line, self.data[self.start : end])
        self.drop(end)
        return span

    def refuse(self, message: str, end: int | None = None) -> Span:
        """Hand on a message in the place of the bytes before an index of `data`, or of all that is held."""
        span = Span(SpanKind.REFUSED, self._source, self._byte_offset, self._line, message=message)
        self.drop(len(self.data) if end is None else end)
        return span

    def drop(self, end: int) -> None:
        """Pass over the bytes before an index of `data`."""
        self._line += self.data.count(b"\n", self.start, end)
        self._byte_offset += end - self.start
        self.start = end

    def release(self) -> None:
        """Hold nothing that was handed on; indices of `data` change."""
        self.data = self.data[self.start :]
        self.start = 0
