"""The options of the command, as arguments → a plan, and its run in one call: what each of them means."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, Literal

from smarthandle_results import ASS_STYLES, PROFILES, Profile
from smarthandle_results._printable import to_printable
from smarthandle_results._shown import quote_name, show_count
from smarthandle_results.batch._arguments import PathLike, check_arguments, list_names, list_paths
from smarthandle_results.batch._body import Recipe
from smarthandle_results.batch._convert import Plan, ProgressListener, convert
from smarthandle_results.batch._destination import Destination, Folder, OneFile
from smarthandle_results.batch._forms import DEFAULT_STYLE, SUBTITLE_FORMS
from smarthandle_results.batch._outputs import read_file_outputs, read_outputs
from smarthandle_results.batch._reading.chunks import Reading
from smarthandle_results.batch._reading.inputs import (
    Input,
    NameListener,
    Resolver,
    Search,
    SearchListener,
    find_inputs,
)
from smarthandle_results.batch._record import Record
from smarthandle_results.batch._words import BUILTIN

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
    style: str = DEFAULT_STYLE,
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

    Raises `TypeError` for an argument of another type, `ValueError` for options that contradict each other or are
    unknown and for inputs among which there is no file, `FileNotFoundError` for an input that is not there, and what
    `convert` raises.
    """
    check_arguments(locals())
    if file is not None and is_stream(os.fspath(file)):
        raise ValueError("expected a file, got a stream: open it and write to it with convert_to_file")
    plan = make_plan(
        inputs,
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
        style=style,
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
    style: str = DEFAULT_STYLE,
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
    check_arguments(locals())
    if (out is None) == (file is None):
        raise ValueError(
            f"expected a folder to write to, out=, or a file, file=, got {'neither' if out is None else 'both'} of them"
        )
    names = list_names(to)
    if file is not None:
        path = os.fspath(file)
        outputs = read_file_outputs(path, names or (), is_stream=is_stream(path))
        destination: Destination = OneFile(Path(path))
    else:
        outputs = read_outputs(DEFAULT_TO if names is None else names)
        destination = Folder(Path(out or ""))
        found = next((path for path in (destination.folder, *destination.folder.parents) if path.exists()), None)
        if found is not None and not found.is_dir():
            raise ValueError(f"expected a folder to write to, got the file {found}")
    profile_or_none = find_profile(profile) if isinstance(profile, str) else profile
    for option, is_given in (("--words", words != BUILTIN), ("--extend-last", extend_last)):
        if is_given and profile_or_none is None:
            raise ValueError(f"{option} needs a profile: name one, such as auto")
    bad_bodies = None if quarantine is None else Path(quarantine)
    searches: list[Search] = []

    def listen(search: Search) -> None:
        searches.append(search)
        on_search(search)

    found_inputs = find_inputs(
        list_paths(inputs),
        skipped=[*destination.skipped_folders, *([] if bad_bodies is None else [bad_bodies])],
        logs=log_lines,
        on_search=listen,
        on_left_out=on_left_out,
    )
    check_found(found_inputs, searches)
    if bad_bodies is not None:
        _check_quarantine(bad_bodies, found_inputs)
    return Plan(
        inputs=found_inputs,
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
            style=find_style(style),
        ),
        reading=Reading(max_body=max_body, log_lines=log_lines, column=body_column),
        keep_polls=keep == "polls",
        quarantine=bad_bodies,
        max_errors=max_errors,
        overwrite=overwrite,
        workers=workers,
    )


def _check_quarantine(folder: Path, inputs: Iterable[Input]) -> None:
    """Raise `ValueError` for a file, and for a folder whose files are inputs, as those put there would be again."""
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"expected a folder for responses that cannot be read, got the file {folder}")
    start = os.path.join(os.path.realpath(folder), "")  # noqa: PTH118 - the beginning of a text
    resolver = Resolver()
    found = next((source.name for source in inputs if resolver.resolve(source.name).startswith(start)), None)
    if found is not None:
        raise ValueError(
            f"expected a folder apart from the inputs for responses that cannot be read, got {folder}, which has "
            f"{to_printable(found)}"
        )


def check_found(inputs: Sequence[Input], searches: Iterable[Search]) -> None:
    """Raise `ValueError` if there is no input, with how to name the files that were left out for their suffix."""
    if not inputs:
        hint = next((hint for hint in map(_hint_at_files, searches) if hint), "")
        raise ValueError(f"nothing to read: expected files of responses, such as .json, .jsonl or .xml{hint}")


def _hint_at_files(search: Search) -> str:
    """Say how files that were left out for their suffix are named, the most frequent that may hold responses."""
    counts = [counted for left_out in search.left_out for counted in left_out.suffixes]
    suffixes = [counted for counted in counts if counted[0][:1] == "." and not _is_of_subtitles(counted[0])]
    if not suffixes:
        return ""
    [suffix, count], *_ = suffixes
    names = (name for left_out in search.left_out for name in left_out.names if name.lower().endswith(suffix))
    spelled = next((name[-len(suffix) :] for name in names), suffix)  # a glob distinguishes case
    pattern = Path(search.argument, "**", f"*{spelled}")
    means = f", as {to_printable(str(pattern))} does" if Path(search.argument).is_dir() else ""
    logs = ", and use --log-lines" if suffix.startswith(".log") else ""
    return f"; found {show_count(count, f'{to_printable(spelled)} file')}: name them{means}{logs}"


def _is_of_subtitles(suffix: str) -> bool:
    """Return whether files of a suffix are subtitles, which hold no responses."""
    return any(suffix.startswith(form.suffix) for form in SUBTITLE_FORMS.values() if form.decode)


def find_profile(name: str) -> Profile | None:
    """Find a profile by its name, in any case; None for `none`. Raises `ValueError` for an unknown name."""
    profile = PROFILES.get(name)
    if profile is None and name.lower() != "none":
        raise ValueError(
            f"expected a profile among {', '.join(PROFILES)} and none, got {quote_name(to_printable(name))}"
        )
    return profile


def find_style(name: str) -> str:
    """Find the style of a name in any case, one that all forms have. Raises `ValueError` for an unknown name."""
    if name.lower() not in ASS_STYLES:
        raise ValueError(f"expected a style among {', '.join(ASS_STYLES)}, got {quote_name(to_printable(name))}")
    return name.lower()


def is_stream(file: str) -> bool:
    """Return whether it is `-`, standard output, or a device or a pipe, which a finished file cannot replace."""
    path = Path(file)
    return file == STDOUT or (path.exists() and not path.is_file() and not path.is_dir())
