"""A chunk → its part: what a worker process does, or with one process the run itself."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol, final

from attrs import evolve, frozen

from smarthandle_results import DecodeError, Problem
from smarthandle_results.batch._body import BadPlace, Outcome, Place, PlacedJob, Status, decode_placed_job
from smarthandle_results.batch._parts import is_part_of, part_path, read_part, write_part
from smarthandle_results.batch._reading.buffer import Span, SpanKind
from smarthandle_results.batch._reading.chunks import Chunk, Origin, Reading
from smarthandle_results.batch._reading.decoding import decode_bodies, name_body
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

    def make_all(self, jobs: Sequence[PlacedJob]) -> list[Outcome]:
        """Make all outputs of some jobs."""
        ...

    def make_bad(self, error: DecodeError, data: bytes | None, place: BadPlace) -> Outcome:
        """Make the outputs of a bad body, of whose bytes `data` is None if they could not all be read."""
        ...


@final
@frozen
class PartWriter:
    """Writes the part of each chunk, made by `maker` from bodies that are read as `reading` says, into a folder."""

    maker: Maker
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
            outcomes = self._make_outcomes(chunk)
            write_part(path, outcomes, checksum)
            statuses = [outcome.entry.status for outcome in outcomes]
        return Progress(chunk.read_bytes, len(statuses), statuses.count(Status.BAD), is_made_again, is_kept)

    def _make_outcomes(self, chunk: Chunk) -> list[Outcome]:
        outcomes: list[Outcome] = []
        batch: list[PlacedJob] = []
        batch_bytes = 0
        for span in chunk.spans:
            for made, data_bytes in self._decode(span, chunk.origins[span.source]):
                if isinstance(made, PlacedJob):
                    batch.append(made)
                    batch_bytes += data_bytes
                    if len(batch) < MAX_BATCH and batch_bytes < MAX_BATCH_BYTES:
                        continue
                outcomes += self._make_all(batch)
                batch.clear()
                batch_bytes = 0
                if isinstance(made, Outcome):
                    outcomes.append(made)
        return outcomes + self._make_all(batch)

    def _make_all(self, jobs: Sequence[PlacedJob]) -> list[Outcome]:
        try:
            return self.maker.make_all(jobs)
        except Exception:  # a fault of the library, which ends the run: say which body it was
            for placed in jobs:
                try:
                    self.maker.make_all([placed])
                except Exception as error:
                    name_body(error, placed.place.source, placed.place.line)
                    raise error from None
            raise

    def _make_bad(self, error: DecodeError, data: bytes | None, place: BadPlace) -> Outcome:
        try:
            return self.maker.make_bad(error, data, place)
        except Exception as fault:  # likewise
            name_body(fault, place.source, place.line)
            raise

    def _decode(self, span: Span, origin: Origin) -> Iterator[tuple[PlacedJob | Outcome, int]]:
        """Decode each body of a span, or make the outcome of a bad one.

        Yield it with the number of its bytes, 0 for a bad one.
        """
        source = escape_name(span.source)
        if span.kind is SpanKind.REFUSED:
            error = DecodeError((Problem(".", span.message),))
            yield self._make_bad(error, None, BadPlace(source, span.line, span.byte_offset)), 0
            return

        def decode(body: bytes | str | Mapping[str, object], line: int) -> PlacedJob:
            is_piece = isinstance(body, bytes) and len(body) < len(span.data)
            return decode_placed_job(body, Place(source, line, evolve(origin, is_alone=False) if is_piece else origin))

        for body, made in decode_bodies(span, self.reading, decode):
            if isinstance(made, DecodeError):
                place = BadPlace(source, body.line, body.byte_offset)
                yield self._make_bad(made, body.data or None, place), 0
            else:
                yield made, len(body.data)


MAX_BATCH: Final = 32
"""How many jobs are made at once: 16 or 64 take as long, and 8 a twelfth longer."""
MAX_BATCH_BYTES: Final = 1 << 18
"""A batch ends with the body that brings it to so many bytes, so that few long jobs are in memory at once."""
