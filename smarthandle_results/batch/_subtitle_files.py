"""A judged part → subtitle files, and the bytes of bad bodies in a folder of their own."""

from hashlib import sha256
from pathlib import Path
from typing import final

from attrs import frozen

from smarthandle_results.batch._files import write_file
from smarthandle_results.batch._outputs import Output
from smarthandle_results.batch._verdicts import JudgedPart


@final
@frozen
class SubtitleWriter:
    """Writes the subtitle files of a part into `folder` and its bad bodies into `quarantine`, unless these are None."""

    folder: Path | None
    outputs: tuple[Output, ...]
    quarantine: Path | None = None

    def __call__(self, judged: JudgedPart) -> None:
        """Write the files of each body that is kept and has some. Raises `OSError`."""
        for index, output in enumerate(self.outputs):
            if self.folder is not None and not output.is_table:
                self._write(judged, index, self.folder, output.suffix)
        if self.quarantine is not None:
            for body in filter(None, judged.part.list_contents(len(self.outputs))):
                write_file(self.quarantine / f"{sha256(body).hexdigest()}.body", body)

    def _write(self, judged: JudgedPart, index: int, folder: Path, suffix: str) -> None:
        for verdict, content in zip(judged.verdicts, judged.part.list_contents(index), strict=True):
            if verdict.file_name is not None:
                write_file(folder / f"{verdict.file_name}{suffix}", content)
