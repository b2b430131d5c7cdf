"""Inputs → chunks: the unit of work, of some 4 MB, numbered in the order of the inputs whatever the workers do."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, final
from zlib import crc32

from attrs import frozen

from smarthandle_results._extras import MissingPackageError
from smarthandle_results.batch._reading.buffer import Span, SpanKind
from smarthandle_results.batch._reading.inputs import STDIN, Input
from smarthandle_results.batch._reading.parquet import ColumnError, split_parquet
from smarthandle_results.batch._reading.split import BLOCK_BYTES, SMALL_BLOCKS, split_stream, take_object
from smarthandle_results.batch._reading.streams import describe_unreadable, open_input, read_or_open

PARQUET_COLUMN: Final = "body"

MAX_SPANS: Final = 1000
"""How many spans a chunk may have: a folder of a million small files is no single chunk, so that there is work for
every process, and progress to show, after the first thousand."""


@final
@frozen
class Origin:
    """What names subtitles after an input: its `bare_path`, and whether it is one body and no container of more."""

    bare_path: str
    is_alone: bool = False


@final
@frozen
class Chunk:
    """Spans to convert together; `read_bytes` of the inputs, as they are on disk, were read by its end.

    `origins` has that of each input that the spans are of, by its name.
    """

    number: int
    spans: tuple[Span, ...]
    read_bytes: int
    origins: Mapping[str, Origin]

    def __len__(self) -> int:
        """Count the bytes of its spans."""
        return sum(len(span.data) for span in self.spans)

    def compute_checksum(self) -> int:
        """Compute a checksum of its spans and their places."""
        checksum = 0
        for span in self.spans:
            place = (span.kind.value, span.source, span.byte_offset, span.line, span.message)
            checksum = crc32(span.data, crc32(repr(place).encode(), checksum))
        return checksum


@final
@frozen(kw_only=True)
class Reading:
    """How to read: the most bytes that a body may have, whether lines begin with a log's prefix, and where bodies are.

    By default a body may have 64 MiB: about 14 days of speech, and little enough that each process can hold one whole.
    With a `column`, each JSON record is read as the body that it has under this key (`hit._source`: a key in a key);
    without one a record is a body, and in Parquet the column is `body`.
    """

    max_body: int = 64 << 20
    log_lines: bool = False
    column: str | None = None


def read_chunks(inputs: Iterable[Input], reading: Reading) -> Iterator[Chunk]:
    """Read the inputs once, in order, holding one chunk. An input that cannot be read is a span that says so.

    Raises `ColumnError` at the end if all inputs are Parquet, and none has the column: its name is wrong then.
    """
    column_errors: list[ColumnError] = []
    has_others = False
    spans: list[Span] = []
    origins: dict[str, Origin] = {}
    size = number = earlier_bytes = here_bytes = 0
    halvings = SMALL_BLOCKS  # the first chunks are small, as the first blocks are
    for source in inputs:
        origin, count, errors_before = Origin(source.bare_path), 0, len(column_errors)
        for span, here_bytes in _read_spans(source, reading, column_errors.append):
            if spans and (size + len(span.data) > BLOCK_BYTES >> halvings or len(spans) >= MAX_SPANS >> halvings):
                chunk = Chunk(number, tuple(spans), earlier_bytes + here_bytes, origins)
                number, size, origins, halvings = number + 1, 0, {}, max(0, halvings - 1)
                spans.clear()
                yield chunk
            spans.append(span)
            size += len(span.data)
            origins[source.name] = origin
            count += 1
        if count == 1 and _is_alone(source, spans[-1]):  # a span is in no chunk before the next one is read
            origins[source.name] = Origin(origin.bare_path, is_alone=True)
        has_others = has_others or len(column_errors) == errors_before
        earlier_bytes += source.stat_size() or here_bytes
        here_bytes = 0
    if column_errors and not has_others:
        raise column_errors[0]
    if spans:
        yield Chunk(number, tuple(spans), earlier_bytes, origins)


def _is_alone(source: Input, span: Span) -> bool:
    """Say whether an input of one span is a body, and neither a container, which may have more later, nor a pipe."""
    is_file = _ONE_BODY.search(source.name) is not None or not source.is_stream()
    return span.kind is SpanKind.BODY and source.name != STDIN and not _MANY_BODIES.search(source.name) and is_file


def _read_spans(
    source: Input, reading: Reading, on_column_error: Callable[[ColumnError], object]
) -> Iterator[tuple[Span, int]]:
    """Read an input's spans, each with the bytes on disk that were read until then."""
    try:
        if source.name.lower().endswith(".parquet"):
            for span in split_parquet(source.name, reading.column or PARQUET_COLUMN, max_body=reading.max_body):
                yield span, 0
            return
        opened = read_or_open(source)
        if isinstance(opened, bytes) and not reading.log_lines:
            whole = take_object(opened, source.name, reading.max_body)
            if whole is not None:
                yield whole, len(opened)
                return
        with open_input(opened) as stream:
            for span in split_stream(stream, source.name, max_body=reading.max_body, log_lines=reading.log_lines):
                yield span, stream.count_disk_bytes()
    except ColumnError as error:
        on_column_error(ColumnError(error.path, error.reason))  # without its traceback, which has the open file
        yield Span(SpanKind.REFUSED, source.name, None, 1, message=error.reason), 0
    except OSError as error:
        yield Span(SpanKind.REFUSED, source.name, 0, 1, message=describe_unreadable(error)), 0
    except MissingPackageError as error:  # the other inputs need no package
        yield Span(SpanKind.REFUSED, source.name, 0, 1, message=str(error)), 0


_ONE_BODY: Final = re.compile(r"\.(json|xml)(\.gz|\.zst)?$", re.IGNORECASE)
_MANY_BODIES: Final = re.compile(r"\.(jsonl|ndjson|parquet)(\.gz|\.zst)?$", re.IGNORECASE)
