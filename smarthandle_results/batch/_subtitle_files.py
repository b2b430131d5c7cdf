"""A judged part → subtitle files, and the bytes of bad bodies in a folder of their own."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Final, final

from attrs import frozen

from smarthandle_results.batch._body import BadBody
from smarthandle_results.batch._files import write_file
from smarthandle_results.batch._outputs import Output
from smarthandle_results.batch._reading.inputs import STDIN
from smarthandle_results.batch._verdicts import JudgedPart


@final
@frozen
class SubtitleWriter:
    """Writes the subtitle files of a part into `folder`, and its bad bodies into `quarantine` unless it is None."""

    folder: Path
    outputs: tuple[Output, ...]
    quarantine: Path | None = None

    def __call__(self, judged: JudgedPart) -> None:
        """Write the files of each body that is kept and has some. Raises `OSError`."""
        for path, content in self.list_files(judged):
            write_file(path, content)

    def list_files(self, judged: JudgedPart) -> Iterator[tuple[Path, bytes]]:
        """List the files of a part, and what is in them. Raises `OSError`."""
        for index, output in enumerate(self.outputs):
            if not output.is_table:
                for verdict, content in zip(judged.verdicts, judged.part.list_contents(index), strict=True):
                    if verdict.file_name is not None:
                        yield self.folder / f"{verdict.file_name}{output.suffix}", content
        if self.quarantine is not None:
            bodies = judged.part.list_contents(len(self.outputs))
            for entry, body in zip(judged.part.entries, bodies, strict=True):
                if entry.fault is not None and body:
                    yield self.quarantine / name_bad_body(entry.fault, body), body


def name_bad_body(fault: BadBody, body: bytes) -> str:
    """Name the file of a bad body after its input and line, so that one recognizes it, and after its content.

    >>> name_bad_body(BadBody("jobs/video 1.jsonl.gz", 3, ".State", "expected string, got number"), b'{"State": 1}')
    'video_1.3.bc64e860.json'
    """
    stem = "stdin" if fault.source == STDIN else _ENDING.sub("", PurePath(fault.source).name)[:_MAX_STEM]
    safe = "".join(char if char.isalnum() or char in "-_." else "_" for char in stem)
    suffix = next((suffix for start, suffix in _SUFFIXES.items() if body.lstrip(_BLANK).startswith(start)), "bin")
    return f"{safe.lstrip('.') or '_'}.{fault.line}.{sha256(body).hexdigest()[:8]}.{suffix}"


_ENDING: Final = re.compile(r"(\.[a-z]+)?(\.gz|\.zst)?\Z", re.IGNORECASE)
_MAX_STEM: Final = 40
_BLANK: Final = b"\xef\xbb\xbf \t\r\n"
"""A byte order mark and white space, which may precede JSON and XML."""
_SUFFIXES: Final = {b"{": "json", b"[": "json", b'"': "json", b"<": "xml"}
