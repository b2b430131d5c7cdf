"""The options of the command, as arguments → a plan, and its run in one call: what each of them means."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal, TypeAlias

from smarthandle_results import PROFILES, Profile
from smarthandle_results._printable import to_printable
from smarthandle_results.batch._body import Recipe
from smarthandle_results.batch._convert import Plan, ProgressListener, convert
from smarthandle_results.batch._destination import Destination, Folder, OneFile
from smarthandle_results.batch._forms import SUBTITLE_FORMS
from smarthandle_results.batch._outputs import read_file_outputs, read_outputs
from smarthandle_results.batch._reading.chunks import Reading
from smarthandle_results.batch._reading.inputs import NameListener, SearchListener, find_inputs
from smarthandle_results.batch._record import Record
from smarthandle_results.batch._words import BUILTIN

PathLike: TypeAlias = str | os.PathLike[str]

DEFAULT_TO: Final = (
    *(form.name for form in SUBTITLE_FORMS.values() if form.is_default),
    *("copies", "usage", "cues", "pairs", "media", "payloads", "jobs"),
)
"""What is written to a folder unless the caller says what."""

STDOUT: Final = "-"


def convert_files(  # noqa: PLR0913 - the options of the command
    inputs: PathLike | Iterable[PathLike],
    out: PathLike | None = None,
    *,
    file: PathLike | None = None,
    to: str | Iterable[str] | None = None,
    name: str | None = None,
    profile: str | Profile = "none",
    words: str = BUILTIN,
    extend_last: bool = False,
    offset_ms: int = 0,
    bom: bool = False,
    crlf: bool = False,
    keep: Literal["last", "polls"] = "last",
    quarantine: PathLike | None = None,
    max_errors: int | None = None,
    overwrite: bool = False,
    resume: bool = False,
    log_lines: bool = False,
    body_column: str | None = None,
    max_body: int = 64 << 20,
    workers: int = 1,
    on_progress: ProgressListener = lambda _: None,
    on_search: SearchListener = lambda _: None,
) -> Record:
    """Convert files as the command `convert` does, and return the record of the run: what became of the bodies.

    `inputs` are files, folders and globs, or one of these, and `out` is the folder to write to; with `file` in its
    place one output is written to that file, unless it is there with other content: then `overwrite` is needed. The
    options are those of the command, with the same defaults. Only `workers`, its `-j`, is 1: with more of them, a
    script has to call this under `if __name__ == "__main__":`, as `multiprocessing` demands it.

        record = batch.convert_files(["jobs"], "out", to="srt,usage.csv")
        if record.counts["bad"]:
            ...  # out/errors.jsonl says which and why
        batch.convert_files("jobs/7.json", file="talk.srt", offset_ms=2000)

    Raises `ValueError` for options that contradict each other or are unknown, `FileNotFoundError` for an input that is
    not there, and what `convert` raises.
    """
    if file is not None and is_stream(os.fspath(file)):
        raise ValueError("expected a file, got a stream: open it and write to it with convert_to_file")
    plan = make_plan(
        [inputs] if isinstance(inputs, str | os.PathLike) else inputs,
        out,
        file=file,
        to=to,
        name=name,
        profile=profile,
        words=words,
        extend_last=extend_last,
        offset_ms=offset_ms,
        bom=bom,
        crlf=crlf,
        keep=keep,
        quarantine=quarantine,
        max_errors=max_errors,
        overwrite=overwrite,
        log_lines=log_lines,
        body_column=body_column,
        max_body=max_body,
        workers=workers,
        on_search=on_search,
    )
    return convert(plan, resume=resume, on_progress=on_progress)


def make_plan(  # noqa: PLR0913 - likewise
    inputs: Iterable[PathLike],
    out: PathLike | None = None,
    *,
    file: PathLike | None = None,
    to: str | Iterable[str] | None = None,
    name: str | None = None,
    profile: str | Profile = "none",
    words: str = BUILTIN,
    extend_last: bool = False,
    offset_ms: int = 0,
    bom: bool = False,
    crlf: bool = False,
    keep: Literal["last", "polls"] = "last",
    quarantine: PathLike | None = None,
    max_errors: int | None = None,
    overwrite: bool = False,
    log_lines: bool = False,
    body_column: str | None = None,
    max_body: int = 64 << 20,
    workers: int = 1,
    on_search: SearchListener = lambda _: None,
    on_left_out: NameListener = lambda _, __: None,
) -> Plan:
    """Make the plan of a run from options, as `convert_files` has them. Raises what that raises before it begins."""
    if (out is None) == (file is None):
        raise ValueError(
            f"expected a folder to write to, out=, or a file, file=, got {'neither' if out is None else 'both'} of them"
        )
    texts = [to] if isinstance(to, str) else to or ()
    names = [part for text in texts for part in text.split(",")]
    if file is not None:
        path = os.fspath(file)
        outputs = read_file_outputs(path, names, is_stream=is_stream(path))
        destination: Destination = OneFile(Path(path))
    else:
        outputs = read_outputs(names if to is not None else DEFAULT_TO)
        destination = Folder(Path(os.fspath(out or "")))
    profile_or_none = find_profile(profile) if isinstance(profile, str) else profile
    for option, is_given in (("--words", words != BUILTIN), ("--extend-last", extend_last)):
        if is_given and profile_or_none is None:
            raise ValueError(f"expected a profile that {option} is for, got none")
    bad_bodies = None if quarantine is None else Path(quarantine)
    return Plan(
        inputs=find_inputs(
            (os.fspath(name) for name in inputs),
            skipped=[*destination.skipped_folders, *([] if bad_bodies is None else [bad_bodies])],
            on_search=on_search,
            on_left_out=on_left_out,
        ),
        destination=destination,
        recipe=Recipe(
            outputs=outputs,
            name=name,
            profile=profile_or_none,
            words=words,
            extend_last=extend_last,
            offset_ms=offset_ms,
            bom=bom,
            crlf=crlf,
        ),
        reading=Reading(max_body=max_body, log_lines=log_lines, column=body_column),
        keep_polls=keep == "polls",
        quarantine=bad_bodies,
        max_errors=max_errors,
        overwrite=overwrite,
        workers=workers,
    )


def find_profile(name: str) -> Profile | None:
    """Find a profile by its name, in any case; None for `none`. Raises `ValueError` for an unknown name."""
    profile = PROFILES.get(name)
    if profile is None and name.lower() != "none":
        raise ValueError(f"expected a profile among {', '.join(PROFILES)} and none, got {to_printable(name)!r}")
    return profile


def is_stream(file: str) -> bool:
    """Return whether it is `-`, standard output, or a device or a pipe, which a finished file cannot replace."""
    path = Path(file)
    return file == STDOUT or (path.exists() and not path.is_file() and not path.is_dir())
