"""What a worker made of a chunk ↔ a part file: whole or not there, so that a run that was stopped need not redo it.

A part is a line of JSON, an entry for each body, and then the sections: each output's
bytes of all bodies, one behind the other. The last section holds the bytes of bad bodies.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, final

import orjson
from attrs import astuple, frozen

from smarthandle_results.batch._body import Outcome
from smarthandle_results.batch._files import write_file


@final
@frozen
class Entry:
    """What is known of a body once it is converted: see `Outcome`. `sizes` are those of its bytes in each section."""

    status: str
    key: str | None
    stage: int
    modified: str
    name: str | None
    repairs: dict[str, int]
    sizes: tuple[int, ...]


@final
@frozen
class Part:
    """A part file that is there."""

    path: Path
    entries: tuple[Entry, ...]
    _offsets: tuple[int, ...]

    def read_section(self, index: int) -> bytes:
        """Read all of a section."""
        start, end = self._offsets[index : index + 2]
        with self.path.open("rb") as file:
            file.seek(start)
            return file.read(end - start)

    def list_contents(self, index: int) -> Iterator[bytes]:
        """Read a section and cut it into each body's bytes."""
        section = self.read_section(index)
        bounds = accumulate((entry.sizes[index] for entry in self.entries), initial=0)
        return (section[start:end] for start, end in pairwise(bounds))


def part_path(folder: Path, number: int) -> Path:
    """Name the part file of a chunk."""
    return folder / f"{number:08d}.part"


def write_part(path: Path, outcomes: Sequence[Outcome]) -> None:
    """Write a part file. Raises `OSError`."""
    entries = [
        Entry(one.status, one.key, one.stage, one.modified, one.name, one.repairs, tuple(map(len, one.contents)))
        for one in outcomes
    ]
    head = orjson.dumps([astuple(entry, recurse=False) for entry in entries], option=orjson.OPT_APPEND_NEWLINE)
    sections = (b"".join(contents) for contents in zip(*(one.contents for one in outcomes), strict=True))
    write_file(path, b"".join((head, *sections)))


def read_part(path: Path) -> Part:
    """Read the head of a part file. Raises `OSError`."""
    with path.open("rb") as file:
        head = file.readline()
    entries = tuple(_read_entry(*fields) for fields in orjson.loads(head))
    sizes = map(sum, zip(*(entry.sizes for entry in entries), strict=True))
    return Part(path, entries, tuple(accumulate(sizes, initial=len(head))))


def _read_entry(*fields: Any) -> Entry:  # noqa: ANN401 - what `write_part` wrote
    status, key, stage, modified, name, repairs, sizes = fields
    return Entry(status, key, stage, modified, name, repairs, tuple(sizes))
