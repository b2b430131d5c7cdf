"""A judged part → subtitle files, and the bytes of bad bodies in a folder of their own."""

import re
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Final, final

from attrs import frozen

from smarthandle_results.batch._body import BadBody
from smarthandle_results.batch._files import WriteBatch
from smarthandle_results.batch._manifest import hash_content, open_earlier, write_claim
from smarthandle_results.batch._outputs import Output
from smarthandle_results.batch._overwriting import write_unless_kept
from smarthandle_results.batch._reading.inputs import STDIN, make_resolver
from smarthandle_results.batch._verdicts import JudgedPart


@final
@frozen
class SubtitleWriter:
    """Writes the subtitle files of a part into `folder` and its bad bodies into `quarantine`, unless these are None.

    `work` is the run's own folder. Without `overwrite`, files are kept that no run wrote or that were changed since.
    """

    folder: Path | None
    work: Path
    outputs: tuple[Output, ...]
    quarantine: Path | None = None
    overwrite: bool = False

    def __call__(self, judged: JudgedPart) -> list[str]:
        """Write the files of each body that is kept and has some, and list those in place of which others are kept.

        Raises `OSError`.
        """
        kept = [] if self.folder is None else self._write_files(judged, self.folder)
        return kept + self._quarantine(judged)

    def list_paths(self, judged: JudgedPart) -> Iterator[Path]:
        """List the paths of a part's files."""
        if self.folder is not None:
            yield from (self.folder / path for path, _ in self._list_files(judged))
        yield from (path for path, _ in self._list_bad_bodies(judged))

    def _write_files(self, judged: JudgedPart, folder: Path) -> list[str]:
        claimed = ((path, hash_content(content)) for path, content in self._list_files(judged))
        faults = (entry.fault for entry in judged.part.entries)
        resolve = make_resolver()
        unread = {resolve(fault.source) for fault in faults if fault is not None}
        write_claim(self.work, judged.part.path.stem, claimed, sorted(unread))
        with open_earlier(folder) as earlier, WriteBatch() as files:

            def is_ours(path: str, found: str) -> bool:
                return self.overwrite or earlier.is_known(path, found)

            return [
                path
                for path, content in self._list_files(judged)
                if not write_unless_kept(folder / path, content, partial(is_ours, path), files)
            ]

    def _list_files(self, judged: JudgedPart) -> Iterator[tuple[str, bytes]]:
        """List the path of each file below the folder, and its content. This is read twice, to need less memory."""
        for index, output in enumerate(self.outputs):
            if not output.is_table:
                for verdict, content in zip(judged.verdicts, judged.part.list_contents(index), strict=True):
                    if verdict.file_name is not None:
                        yield f"{verdict.file_name}{output.suffix}", content

    def _quarantine(self, judged: JudgedPart) -> list[str]:
        """Write the bad bodies, and list the paths of those in place of which others are kept: corrected ones."""
        with WriteBatch() as files:
            return [
                str(path)
                for path, body in self._list_bad_bodies(judged)
                if not write_unless_kept(path, body, lambda _: self.overwrite, files)
            ]

    def _list_bad_bodies(self, judged: JudgedPart) -> Iterator[tuple[Path, bytes]]:
        if self.quarantine is None:
            return
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
