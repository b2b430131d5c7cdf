"""Inputs → chunks: the unit of work, of some 4 MB, numbered in the order of the inputs whatever the workers do."""

from collections.abc import Iterable, Iterator
from typing import Final, final

from attrs import frozen

from smarthandle_results.batch._reading.buffer import Span, SpanKind
from smarthandle_results.batch._reading.inputs import Input
from smarthandle_results.batch._reading.parquet import split_parquet
from smarthandle_results.batch._reading.split import BLOCK_BYTES, SMALL_BLOCKS, split_stream
from smarthandle_results.batch._reading.streams import describe_unreadable, open_input

MAX_SPANS: Final = 1000
"""How many spans a chunk may have: a folder of a million small files is no single chunk, so that there is work for
every process, and progress to show, after the first thousand."""


@final
@frozen
class Chunk:
    """Spans to convert together; `read_bytes` of the inputs, as they are on disk, were read by its end."""

    number: int
    spans: tuple[Span, ...]
    read_bytes: int

    def __len__(self) -> int:
        """Count the bytes of its spans."""
        return sum(len(span.data) for span in self.spans)


@final
@frozen(kw_only=True)
class Reading:
    """How to read: the most bytes that a body may have, whether lines begin with a log's prefix, and Parquet's column.

    By default a body may have 64 MiB: about 14 days of speech, and little enough that each process can hold one whole.
    """

    max_body: int = 64 << 20
    log_lines: bool = False
    column: str = "body"


def read_chunks(inputs: Iterable[Input], reading: Reading) -> Iterator[Chunk]:
    """Read the inputs once, in order, holding one chunk. An input that cannot be read is a span that says so."""
    spans: list[Span] = []
    size = number = earlier_bytes = here_bytes = 0
    for source in inputs:
        for span, here_bytes in _read_spans(source, reading):
            divisor = 1 << max(0, SMALL_BLOCKS - number)  # the first chunks are small, as the first blocks are
            if spans and (size + len(span.data) > BLOCK_BYTES // divisor or len(spans) >= MAX_SPANS // divisor):
                chunk = Chunk(number, tuple(spans), earlier_bytes + here_bytes)
                number, size = number + 1, 0
                spans.clear()
                yield chunk
            spans.append(span)
            size += len(span.data)
        earlier_bytes += source.stat_size() or here_bytes
        here_bytes = 0
    if spans:
        yield Chunk(number, tuple(spans), earlier_bytes)


def _read_spans(source: Input, reading: Reading) -> Iterator[tuple[Span, int]]:
    """Read an input's spans, each with the bytes on disk that were read until then."""
    try:
        if source.name.lower().endswith(".parquet"):
            for span in split_parquet(source.name, reading.column, max_body=reading.max_body):
                yield span, 0
            return
        with open_input(source) as stream:
            for span in split_stream(stream, source.name, max_body=reading.max_body, log_lines=reading.log_lines):
                yield span, stream.count_disk_bytes()
    except OSError as error:
        yield Span(SpanKind.REFUSED, source.name, 0, 1, message=describe_unreadable(error)), 0
