"""A chunk → its part: what a worker process does, or with one process the run itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, final

from attrs import asdict, frozen

from smarthandle_results import DecodeError, Problem
from smarthandle_results._tables.rows import to_error_row
from smarthandle_results.batch._body import BadBody, Entry, Outcome, Recipe, Status, make_outcome
from smarthandle_results.batch._outputs import ErrorRow
from smarthandle_results.batch._parts import part_path, read_part, write_part
from smarthandle_results.batch._reading.bodies import Body, list_bodies
from smarthandle_results.batch._reading.buffer import Span, SpanKind, describe_too_large
from smarthandle_results.batch._reading.chunks import Chunk
from smarthandle_results.batch._reading.inputs import escape_name


@final
@frozen
class Progress:
    """What a chunk adds to a run's progress.

    `read_bytes` is how many bytes of the inputs, as they are on disk, have been read with this chunk; `bodies` and
    `bad` are the numbers of this chunk's bodies and of the bad ones among them.
    """

    read_bytes: int
    bodies: int
    bad: int


@final
@frozen
class PartWriter:
    """Writes the part of each chunk, made by a recipe, into a folder. Bodies over `max_body` bytes are bad."""

    recipe: Recipe
    folder: Path
    max_body: int

    def __call__(self, chunk: Chunk) -> Progress:
        """Write the part of a chunk, unless it is there from a run that was stopped. Raises `OSError`."""
        path = part_path(self.folder, chunk.number)
        if path.exists():
            statuses = [entry.status for entry in read_part(path).entries]
        else:
            outcomes = [outcome for span in chunk.spans for outcome in self._make_outcomes(span)]
            write_part(path, outcomes)
            statuses = [outcome.entry.status for outcome in outcomes]
        return Progress(chunk.read_bytes, len(statuses), statuses.count(Status.BAD))

    def _make_outcomes(self, span: Span) -> Iterator[Outcome]:
        source = escape_name(span.source)
        if span.kind is SpanKind.REFUSED:
            yield self._make_error_outcome(DecodeError((Problem(".", span.message),)), None, span, source)
            return
        for body in list_bodies(span):
            yield self._make_outcome(body, source)

    def _make_outcome(self, body: Body, source: str) -> Outcome:
        if len(body.data) > self.max_body:
            error = DecodeError((Problem(".", describe_too_large(self.max_body)),))
            return self._make_error_outcome(error, body.data, body, source)
        try:
            return make_outcome(body.text_or_bytes, self.recipe)
        except DecodeError as error:
            return self._make_error_outcome(error, body.data, body, source)
        except Exception as error:  # a fault of the library, which ends the run: say which body it was
            error.add_note(f"while converting {source}, line {body.line}")
            raise

    def _make_error_outcome(self, error: DecodeError, data: bytes | None, place: Span | Body, source: str) -> Outcome:
        """Make the outputs of a bad body: a row of errors. Its `data` is None if the bytes could not all be read."""
        facts = asdict(to_error_row(error, data))
        row = ErrorRow(source=source, line=place.line, byte_offset=place.byte_offset, **facts)
        contents = tuple(output.to_bytes([row]) if output.name == "errors" else b"" for output in self.recipe.outputs)
        fault = BadBody(source, place.line, row.path[:_MAX_PATH], row.message)
        return Outcome(entry=Entry(Status.BAD, fault=fault), contents=contents, bad_body=data or b"")


_MAX_PATH: Final = 200
"""How many characters of a problem's path are kept to be printed: the table of errors has all of it."""
