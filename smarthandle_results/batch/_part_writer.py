"""A chunk → its part: what a worker process does, or with one process the run itself."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol, final

from attrs import evolve, frozen

from smarthandle_results import DecodeError, Problem
from smarthandle_results.batch._body import BadPlace, Outcome, Place, Status
from smarthandle_results.batch._parts import is_part_of, part_path, read_part, write_part
from smarthandle_results.batch._reading.buffer import Span, SpanKind
from smarthandle_results.batch._reading.chunks import Chunk, Origin, Reading
from smarthandle_results.batch._reading.decoding import decode_bodies
from smarthandle_results.batch._reading.inputs import escape_name


@final
@frozen
class Progress:
    """What a chunk adds to a run's progress.

    `read_bytes` is how many bytes of the inputs, as they are on disk, have been read with this chunk; `bodies` and
    `bad` are the numbers of this chunk's bodies and of the bad ones among them. `is_made_again` says whether a run that
    was stopped had left a part that is damaged, or of other input, and `is_kept` whether it had left this one.
    """

    read_bytes: int
    bodies: int
    bad: int
    is_made_again: bool = False
    is_kept: bool = False


class Maker(Protocol):
    """What makes the outcome of each body: a `Recipe`, or what makes more of a body than files."""

    def make(self, body: bytes | str | Mapping[str, object], place: Place) -> Outcome:
        """Make all outputs of a body. Raises `DecodeError` for a bad body."""
        ...

    def make_bad(self, error: DecodeError, data: bytes | None, place: BadPlace) -> Outcome:
        """Make the outputs of a bad body, of whose bytes `data` is None if they could not all be read."""
        ...


@final
@frozen
class PartWriter:
    """Writes the part of each chunk, made by a recipe from bodies that are read as `reading` says, into a folder."""

    recipe: Maker
    folder: Path
    reading: Reading

    def __call__(self, chunk: Chunk) -> Progress:
        """Write the part of a chunk, unless it is there, and whole, from a run that was stopped. Raises `OSError`."""
        path = part_path(self.folder, chunk.number)
        is_there, checksum = path.exists(), chunk.compute_checksum()
        is_made_again = is_there and not is_part_of(path, checksum)
        is_kept = is_there and not is_made_again
        if is_kept:
            statuses = [entry.status for entry in read_part(path).entries]
        else:
            outcomes = [
                outcome for span in chunk.spans for outcome in self._make_outcomes(span, chunk.origins[span.source])
            ]
            write_part(path, outcomes, checksum)
            statuses = [outcome.entry.status for outcome in outcomes]
        return Progress(chunk.read_bytes, len(statuses), statuses.count(Status.BAD), is_made_again, is_kept)

    def _make_outcomes(self, span: Span, origin: Origin) -> Iterator[Outcome]:
        source = escape_name(span.source)
        if span.kind is SpanKind.REFUSED:
            error = DecodeError((Problem(".", span.message),))
            yield self.recipe.make_bad(error, None, BadPlace(source, span.line, span.byte_offset))
            return

        def decode(body: bytes | str | Mapping[str, object], line: int) -> Outcome:
            is_piece = isinstance(body, bytes) and len(body) < len(span.data)
            place = Place(source, line, evolve(origin, is_alone=False) if is_piece else origin)
            return self.recipe.make(body, place)

        for body, made in decode_bodies(span, self.reading, decode):
            if isinstance(made, DecodeError):
                yield self.recipe.make_bad(made, body.data or None, BadPlace(source, body.line, body.byte_offset))
            else:
                yield made
