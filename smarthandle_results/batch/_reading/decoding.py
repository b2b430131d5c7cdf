"""A span → what a decoder makes of each of its bodies, and the errors of those that it refuses."""

import shlex
from collections.abc import Callable, Iterator, Mapping
from typing import Final, Generic, TypeAlias, TypeVar, final

from attrs import frozen

from smarthandle_results import DecodeError, Problem, decode_response
from smarthandle_results.batch._reading.bodies import Body, find_objects, list_bodies
from smarthandle_results.batch._reading.buffer import Span, SpanKind, describe_too_large
from smarthandle_results.batch._reading.chunks import Reading
from smarthandle_results.batch._reading.columns import has_column, is_body, list_columns, load_record, read_column
from smarthandle_results.batch._reading.inputs import escape_name
from smarthandle_results.batch._reading.pieces import is_json, join_lines, split_refused
from smarthandle_results.batch._reading.scan import find_text

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
    refused: dict[Body, DecodeError] = {}
    for body in list_bodies(span):
        decoded = decoder.decode(body)
        if isinstance(decoded, DecodeError):
            refused[body] = decoded
            continue
        if refused:
            yield from decoder.look_again(refused)
            refused.clear()
        yield body, decoded
    yield from decoder.look_again(refused)


@final
@frozen
class _SpanDecoder(Generic[DecodedT]):
    """Decodes the bodies of a span, one at a time or those that were refused together."""

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
            error.add_note(f"while decoding {escape_name(self._span.source)}, line {body.line}")
            raise

    def look_again(self, refused: Mapping[Body, DecodeError]) -> Iterator[tuple[Body, DecodedT | DecodeError]]:
        """Decode the bodies in those that were refused one after another, and explain the errors of the rest."""
        if self._span.is_row:
            yield from refused.items()
            return
        for body in join_lines(refused, self._span) if self._span.kind is SpanKind.LINES else refused:
            decoded = refused.get(body) or self.decode(body)
            if isinstance(decoded, DecodeError):
                yield from self._decode_pieces(body, decoded, refused)
            else:
                yield body, decoded

    def _decode_pieces(
        self, body: Body, error: DecodeError, refused: Mapping[Body, DecodeError]
    ) -> Iterator[tuple[Body, DecodedT | DecodeError]]:
        is_log = self._span.kind is SpanKind.LOG_LINES
        for piece, message in [(body, "")] if is_log else split_refused(body, self._reading.max_body):
            known = _to_error(message) if message else error if piece == body else refused.get(piece)
            decoded = known or self.decode(piece)
            if isinstance(decoded, DecodeError):
                decoded = _explain(decoded, piece, self._reading.column)
            yield piece, decoded


def _explain(error: DecodeError, body: Body, column: str | None) -> DecodeError:
    """Name the option that would read what is refused, if there is one."""
    record = load_record(body.data)
    if record is None:
        return _to_error(_LOG_LINES) if _has_prefix(body.data) else error
    if (column is not None and has_column(record, column)) or is_body(record):
        return error
    columns = [*list_columns(record)]
    if len(columns) == 1:
        option = shlex.quote(columns[0])
        return _to_error(f"expected a body, got an object with one in a column: read it with --body-column {option}")
    return error if column is None else _to_error(f"expected a body in the column {column!r}, got none")


def _has_prefix(data: bytes) -> bool:
    """Say whether text is not JSON only for what is before the JSON, as a log has it."""
    if is_json(data):
        return False
    ranges = [*find_objects(data)]
    return (
        bool(ranges)
        and find_text(data, 0, ranges[0][0])[0] < ranges[0][0]
        and any(_is_sound(data[start:end]) for start, end in ranges)
    )


def _is_sound(data: bytes) -> bool:
    try:
        decode_response(data)
    except DecodeError:
        return False
    return True


def _to_error(message: str) -> DecodeError:
    return DecodeError((Problem(".", message),))


_LOG_LINES: Final = "expected JSON, got other text before it, as in a log: read it with --log-lines"
