"""The outcomes of a chunk's bodies ↔ a part file, which proves that it is whole and of which input.

A run that resumes does not convert a chunk again whose part is there and proves itself (`is_part_of`): a power cut or a
disk may have torn it, and an input may have changed since.

The layout of a part, here of two bodies, the second of them bad, and of the outputs srt, cues and errors:

    764 9bd366ae 3610a686⏎                                                 proof: the length of the rest, its checksum,
                                                                             and that of the chunk
    [["converted","9f…",4,"2024-05-06T07:08:09Z","job1",{},                head: one line of JSON, an entry a body,
      {"relaid":0,"retimed":0,"too_wide":1},"Transcript","ASR",              and the sizes of its bytes in each section
      0,0,null,[],null,[47,98,0,0]],
     ["bad",null,0,"",null,{},{},null,null,0,0,null,[],
      ["in.jsonl",2,".State","expected string, got number"],[0,0,171,12]]]⏎
    1⏎00:00:00,000 --> 00:00:01,500⏎hello⏎⏎…                                 section 0: srt, 47 bytes
    {"job_id":"job1",…}⏎                                                     section 1: cues, 98 bytes
    {"source":"in.jsonl",…}⏎                                                 section 2: errors, 171 bytes
    {"State": 1}                                                             section 3: bad bodies, 12 bytes

Sections go by output, not by body, so that a table gets a whole section: one read and one write for thousands of rows,
which nobody parses. Only where some of its bodies are superseded, or for subtitle files, is a section cut at its
sizes.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from operator import attrgetter
from pathlib import Path
from typing import Final, final
from zlib import crc32

import orjson
from attrs import astuple, fields, frozen

from smarthandle_results.batch._body import Entry, Outcome
from smarthandle_results.batch._files import write_file

PART_SUFFIX: Final = ".part"


@final
@frozen
class Part:
    """A part file whose head was read: its entries, the sizes of each body's bytes in each section, and the offsets."""

    path: Path
    entries: tuple[Entry, ...]
    _sizes: tuple[Sequence[int], ...]
    _offsets: tuple[int, ...]

    @property
    def head_bytes(self) -> int:
        """The length of the proof and the head."""
        return self._offsets[0]

    def read_section(self, index: int) -> bytes:
        """Read all of a section. Raises `OSError`."""
        if not self.entries:  # a chunk of blank lines: nothing says how many sections there are
            return b""
        start, end = self._offsets[index : index + 2]
        with self.path.open("rb") as file:
            file.seek(start)
            return file.read(end - start)

    def list_contents(self, index: int) -> Iterator[bytes]:
        """Read a section and cut it into the bytes of each body. Raises `OSError`."""
        section = self.read_section(index)
        bounds = accumulate((sizes[index] for sizes in self._sizes), initial=0)
        return (section[start:end] for start, end in pairwise(bounds))


def part_path(folder: Path, number: int) -> Path:
    """Return the path of a chunk's part."""
    return folder / f"{number:08d}{PART_SUFFIX}"


def write_part(path: Path, outcomes: Sequence[Outcome], chunk_checksum: int) -> None:
    """Write a part, and wait until it is on the disk. Raises `OSError`."""
    contents = [(*outcome.contents, outcome.bad_body) for outcome in outcomes]
    entries = [
        (*_list_values(outcome.entry), [*map(len, own)]) for outcome, own in zip(outcomes, contents, strict=True)
    ]
    head = orjson.dumps(entries, astuple, orjson.OPT_APPEND_NEWLINE)
    rest = (head, *map(b"".join, zip(*contents, strict=True)))
    write_file(path, _prove(rest, chunk_checksum), *rest, is_synced=True)


def is_part_of(path: Path, chunk_checksum: int) -> bool:
    """Return whether a part is whole and of the chunk with this checksum. Raises `OSError`."""
    with path.open("rb") as file:
        return file.readline() == _prove((file.read(),), chunk_checksum)


def read_part(path: Path) -> Part:
    """Read the head of a part. Raises `OSError`."""
    with path.open("rb") as file:
        proof, head = file.readline(), file.readline()
    rows = orjson.loads(head)
    sizes = tuple(row.pop() for row in rows)
    offsets = accumulate(map(sum, zip(*sizes, strict=True)), initial=len(proof) + len(head))
    return Part(path, tuple(Entry(*row) for row in rows), sizes, tuple(offsets))


def _prove(rest: Iterable[bytes], chunk_checksum: int) -> bytes:
    size = checksum = 0
    for piece in rest:
        size += len(piece)
        checksum = crc32(piece, checksum)
    return b"%d %08x %08x\n" % (size, checksum, chunk_checksum)


_list_values: Final = attrgetter(*(field.name for field in fields(Entry)))
"""Lists the values of an entry, in a third of the time of `astuple`."""
