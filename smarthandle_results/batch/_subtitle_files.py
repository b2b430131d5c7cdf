"""A judged part → subtitle files, and the bytes of bad bodies in a folder of their own."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Final, final

from attrs import frozen

from smarthandle_results.batch._body import BadBody
from smarthandle_results.batch._destination import Site
from smarthandle_results.batch._files import WriteBatch
from smarthandle_results.batch._manifest import hash_content, open_earlier, write_claim
from smarthandle_results.batch._outputs import Output
from smarthandle_results.batch._overwriting import Change, is_kept
from smarthandle_results.batch._reading.inputs import STDIN, Resolver
from smarthandle_results.batch._verdicts import JudgedPart


@final
@frozen
class SubtitleWriter:
    """Writes the subtitle files of a part into `folder` and its bad bodies into `quarantine`, unless these are None.

    `site` is where the run has what is its own; a preview writes nothing but there. Without `overwrite`, files are kept
    that no run wrote or that were changed since.
    """

    folder: Path | None
    site: Site
    outputs: tuple[Output, ...]
    quarantine: Path | None = None
    overwrite: bool = False

    def __call__(self, judged: JudgedPart) -> list[tuple[str, Change]]:
        """Write the files of each body that is kept and has some; list the path of each, and what became of it.

        Raises `OSError`.
        """
        changes = [] if self.folder is None else self._write_files(judged, self.folder)
        return changes + self._quarantine(judged)

    def _write_files(self, judged: JudgedPart, folder: Path) -> list[tuple[str, Change]]:
        faults = [entry.fault for entry in judged.part.entries if entry.fault is not None]
        if not faults and not judged.has_subtitles:
            return []
        claimed = ((path, hash_content(content)) for path, content in self._list_files(judged))
        owners = (
            (verdict.file_name, owner)
            for entry, verdict in zip(judged.part.entries, judged.verdicts, strict=True)
            if verdict.file_name is not None
            for owner in entry.owners
        )
        resolver = Resolver()
        unread = {resolver.resolve(fault.source) for fault in faults}
        write_claim(self.site.work, judged.part.path.stem, claimed, sorted(unread), owners)
        start = os.path.join(folder, "")  # noqa: PTH118 - the beginning of a text
        with open_earlier(self.site.earlier) as earlier:

            def is_ours(path: str, found: str) -> bool:
                return self.overwrite or earlier.is_known(path, found)

            return self._write_all(
                (f"{start}{path}", content, partial(is_ours, path)) for path, content in self._list_files(judged)
            )

    def _write_all(self, files: Iterable[tuple[str, bytes, Callable[[str], bool]]]) -> list[tuple[str, Change]]:
        """Write files, except those in whose way another is that is kept, unless this is a preview."""
        changes: list[tuple[str, Change]] = []
        with WriteBatch() as batch:
            for path, content, is_ours in files:
                change = Change.KEPT if is_kept(path, content, is_ours) else Change.WRITTEN
                if change is Change.WRITTEN and not self.site.is_preview:
                    batch.add(path, content)
                changes.append((path, change))
        return changes

    def _list_files(self, judged: JudgedPart) -> Iterator[tuple[str, bytes]]:
        """List the path of each file below the folder, and its content. This is read twice, to need less memory."""
        for index, output in enumerate(self.outputs):
            if not output.is_table:
                for verdict, content in zip(judged.verdicts, judged.part.list_contents(index), strict=True):
                    if verdict.file_name is not None:
                        yield f"{verdict.file_name}{output.suffix}", content

    def _quarantine(self, judged: JudgedPart) -> list[tuple[str, Change]]:
        """Write the bad bodies, but keep those that somebody corrected."""
        return self._write_all((path, body, lambda _: self.overwrite) for path, body in self._list_bad_bodies(judged))

    def _list_bad_bodies(self, judged: JudgedPart) -> Iterator[tuple[str, bytes]]:
        if self.quarantine is None:
            return
        bodies = judged.part.list_contents(len(self.outputs))
        for entry, body in zip(judged.part.entries, bodies, strict=True):
            if entry.fault is not None and body:
                yield str(self.quarantine / name_bad_body(entry.fault, body)), body


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
