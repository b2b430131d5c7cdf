"""A judged part → subtitle files, and the bytes of bad bodies in a folder of their own."""

from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import final

from attrs import frozen

from smarthandle_results.batch._manifest import hash_content, open_earlier, write_claim
from smarthandle_results.batch._outputs import Output
from smarthandle_results.batch._overwriting import write_unless_kept
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
        return kept + [str(path) for path in self._quarantine(judged)]

    def _write_files(self, judged: JudgedPart, folder: Path) -> list[str]:
        claimed = ((path, hash_content(content)) for path, content in self._list_files(judged))
        write_claim(self.work, judged.part.path.stem, claimed)
        with open_earlier(folder) as earlier:

            def is_ours(path: str, found: str) -> bool:
                return self.overwrite or earlier.is_known(path, found)

            return [
                path
                for path, content in self._list_files(judged)
                if not write_unless_kept(folder / path, content, partial(is_ours, path))
            ]

    def _list_files(self, judged: JudgedPart) -> Iterator[tuple[str, bytes]]:
        """List the path of each file below the folder, and its content. This is read twice, to need less memory."""
        for index, output in enumerate(self.outputs):
            if not output.is_table:
                for verdict, content in zip(judged.verdicts, judged.part.list_contents(index), strict=True):
                    if verdict.file_name is not None:
                        yield f"{verdict.file_name}{output.suffix}", content

    def _quarantine(self, judged: JudgedPart) -> Iterator[Path]:
        """Write the bad bodies, and yield the paths of those in place of which others are kept: corrected ones."""
        if self.quarantine is None:
            return
        for body in filter(None, judged.part.list_contents(len(self.outputs))):
            path = self.quarantine / f"{sha256(body).hexdigest()}.body"
            if not write_unless_kept(path, body, lambda _: self.overwrite):
                yield path
