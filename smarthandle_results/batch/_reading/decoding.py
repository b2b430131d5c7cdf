"""A span → what a decoder makes of each of its bodies, and the errors of those that it refuses."""

import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Generic, TypeAlias, TypeVar, final

from attrs import frozen

from smarthandle_results import DecodeError, Problem, decode_response
from smarthandle_results._shown import quote_name
from smarthandle_results.batch._reading.bodies import Body, find_objects, list_bodies
from smarthandle_results.batch._reading.buffer import Span, SpanKind, describe_too_large
from smarthandle_results.batch._reading.chunks import Reading
from smarthandle_results.batch._reading.columns import has_column, is_body, list_columns, load_record, read_column
from smarthandle_results.batch._reading.inputs import escape_name
from smarthandle_results.batch._reading.pieces import LineJoiner, is_json, split_refused
from smarthandle_results.batch._reading.scan import skip_between

DecodedT = TypeVar("DecodedT")
Decode: TypeAlias = Callable[[bytes | str | Mapping[str, object], int], DecodedT]
"""Decodes a body that begins at a line."""


def decode_bodies(
    span: Span, reading: Reading, decode: Decode[DecodedT]
) -> Iterator[tuple[Body, DecodedT | DecodeError]]:
    """Decode each body of a span that is not refused, in order; yield it with what was made of it, or with its error.

    If the reading names a column, what is decoded is that of the record, where it has one. Only what the decoder
    refuses is looked at again: for bodies in it (see `pieces`), and for an option that would read it.
    """
    decoder = _SpanDecoder(span, reading, decode)
    joiner = LineJoiner(span)
    for body in list_bodies(span):
        decoded = decoder.decode(body)
        refused = joiner.add(body, decoded) if isinstance(decoded, DecodeError) else joiner.take()
        if refused:
            yield from decoder.look_again(*refused)
        if not isinstance(decoded, DecodeError):
            yield body, decoded
    if refused := joiner.take():
        yield from decoder.look_again(*refused)


def name_body(error: Exception, source: str, line: int) -> None:
    """Add a note to an error that says which body caused it; its input's `source` is as `escape_name` writes it."""
    error.add_note(f"in the body at {source}, line {line}")


@final
@frozen
class _SpanDecoder(Generic[DecodedT]):
    """Decodes the bodies of a span."""

    _span: Span
    _reading: Reading
    _decode: Decode[DecodedT]

    def decode(self, body: Body) -> DecodedT | DecodeError:
        """Decode a body, or return its error."""
        if len(body.data) > self._reading.max_body:
            return _to_error(describe_too_large(self._reading.max_body))
        column = self._reading.column
        try:
            if column is None or self._span.is_row:
                return self._decode(body.text_or_bytes, body.line)
            return self._decode(read_column(body.data, column), body.line)
        except DecodeError as error:
            return error
        except Exception as error:  # a fault of the library, which ends the run: say which body it was
            name_body(error, escape_name(self._span.source), body.line)
            raise

    def look_again(self, body: Body, error: DecodeError | None) -> Iterator[tuple[Body, DecodedT | DecodeError]]:
        """Decode the bodies in one that was refused, and explain the errors of the rest."""
        decoded = error or self.decode(body)
        if self._span.is_row or not isinstance(decoded, DecodeError):
            yield body, decoded
            return
        column = self._reading.column
        record = load_record(body.data)
        if record is not None:  # as most are: nothing else is in it
            yield body, _explain(decoded, record, column)
            return
        is_log = self._span.kind is SpanKind.LOG_LINES
        for piece, message in ((body, ""),) if is_log else split_refused(body, self._reading.max_body):
            again = _to_error(message) if message else decoded if piece == body else self.decode(piece)
            if isinstance(again, DecodeError):
                record = load_record(piece.data)
                again = _explain(again, record, column) if record else _explain_text(again, piece.data)
            yield piece, again


def _explain(error: DecodeError, record: Mapping[str, Any], column: str | None) -> DecodeError:
    """Name the option that would read a record that is refused, if there is one."""
    if column is not None and has_column(record, column):
        return error
    columns = [*list_columns(record)]
    if (column is None and len(columns) != 1) or is_body(record):
        return error
    if len(columns) != 1:
        return _to_error(f"expected a body in the column {quote_name(column)}, got none")
    option = shlex.quote(columns[0])
    return _to_error(f"expected a body, got an object with one under a key: read it with --body-column {option}")


def _explain_text(error: DecodeError, data: bytes) -> DecodeError:
    """Name the option that would read what is not JSON only for what is before the JSON, as a log has it."""
    start, _ = next(find_objects(data), (0, 0))
    has_prefix = not is_json(data) and skip_between(data, 0, start) < start and not _BINARY.search(data, 0, start)
    is_log = has_prefix and any(_is_sound(data[first:end]) for first, end in find_objects(data))
    return (
        _to_error("expected JSON, got other text before it, as in a log: read it with --log-lines") if is_log else error
    )


def _is_sound(data: bytes) -> bool:
    try:
        decode_response(data)
    except DecodeError:
        return False
    return True


def _to_error(message: str) -> DecodeError:
    return DecodeError((Problem(".", message),))


_BINARY: Final = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c\x1d\x1f]")
"""What no log has before its JSON, and a file of another kind has: a zip archive, whose body may be uncompressed."""
