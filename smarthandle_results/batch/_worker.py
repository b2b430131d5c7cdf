"""A chunk → its part file: what a worker process does, and with one process the only one there is."""

from pathlib import Path
from typing import final

from attrs import evolve, frozen

from smarthandle_results import DecodeError, Problem
from smarthandle_results.batch._body import BAD, Outcome, Recipe, convert_body, explain, refuse_body
from smarthandle_results.batch._outputs import ErrorRow
from smarthandle_results.batch._parts import part_path, read_part, write_part
from smarthandle_results.batch._reading.bodies import Body, list_bodies
from smarthandle_results.batch._reading.buffer import Span, SpanKind, describe_too_large
from smarthandle_results.batch._reading.chunks import Chunk
from smarthandle_results.batch._reading.inputs import escape_name


@final
@frozen
class Progress:
    """How far a chunk takes the run: bytes of the inputs, as they lie on disk, and the chunk's bodies and bad ones."""

    read_bytes: int
    bodies: int
    bad: int


@final
@frozen
class Worker:
    """Converts chunks by a recipe and writes a part file of each into a folder."""

    recipe: Recipe
    folder: Path
    max_body: int

    def __call__(self, chunk: Chunk) -> Progress:
        """Convert a chunk, unless its part is there from a run that was stopped. Raises `OSError`."""
        path = part_path(self.folder, chunk.number)
        if path.exists():
            statuses = [entry.status for entry in read_part(path).entries]
        else:
            outcomes = [outcome for span in chunk.spans for outcome in self._convert(span)]
            write_part(path, outcomes)
            statuses = [outcome.status for outcome in outcomes]
        return Progress(chunk.read_bytes, len(statuses), statuses.count(BAD))

    def _convert(self, span: Span) -> list[Outcome]:
        source = escape_name(span.source)
        if span.kind is SpanKind.REFUSED:
            row = ErrorRow(
                source=source,
                line=span.line,
                byte_offset=span.byte_offset,
                path=".",
                message=span.message,
                problem_count=1,
                sha256=None,
            )
            return [self._refuse(row, b"")]
        return [self._convert_body(body, source) for body in list_bodies(span)]

    def _convert_body(self, body: Body, source: str) -> Outcome:
        try:
            outcome = self._convert_sized(body.data)
        except DecodeError as error:
            return self._refuse(explain(error, body.data, source, body.line, body.byte_offset), body.data)
        except Exception as error:  # a fault of the library, which ends the run: say which body met it
            error.add_note(f"while converting {source}, line {body.line}")
            raise
        return evolve(outcome, contents=(*outcome.contents, b""))

    def _refuse(self, row: ErrorRow, data: bytes) -> Outcome:
        outcome = refuse_body(row, self.recipe)
        return evolve(outcome, contents=(*outcome.contents, data))

    def _convert_sized(self, data: bytes) -> Outcome:
        if len(data) > self.max_body:
            raise DecodeError((Problem(".", describe_too_large(self.max_body)),))
        return convert_body(data, self.recipe)
