"""Inputs → subtitles and tables.

Strategy:

- Goals: the same bytes for any number of processes; nothing under its final name before it is whole; a run that was
  stopped, by whatever, goes on from where it was; memory that does not grow with the archive.
- Plan: everything is made in the order of the inputs, in two passes over chunks.

      inputs → chunks of bodies → a part for each chunk        pass 1, by worker processes
      parts → verdicts → tables · subtitle files · run.json    pass 2, once all bodies are known

  Chunks do not depend on the number of processes, so that the parts do not either, and pass 2 reads them in order.
- What a run needs for itself is in a folder of its own, inside the folder that it writes to:

      out/.smarthandle-run/lock             held as long as the run writes (see `_lock`)
      out/.smarthandle-run/plan.json        the version, the options and the inputs, with their sizes and times
      out/.smarthandle-run/00000000.part    the outcomes of chunk 0 (see `_parts`), and so on
      out/.smarthandle-run/polls.sqlite     in pass 2 (see `_verdicts`)
      out/.smarthandle-run/manifest.sqlite  the inputs and, at the end, the files of the run, beside the claims of its
                                            files (see `_manifest`)
      out/.smarthandle-run/usage.jsonl      a table, until all are whole

- What is in the folder already is looked at before anything is written, and again before it is replaced: results that
  cannot be made again from this run's inputs are refused or kept (see `_overwriting`). At the end, what earlier runs
  wrote and this one did not is removed. All that comes before the manifest of the folder is replaced, which is the last
  step but the removal of the run's own folder: until then a run that follows knows both what was there and what is new.
- Resumption: the same plan makes the same chunks, so that a part which is there need not be made again. Whether it is
  the same plan is decided by `plan.json`; without `resume`, or with another plan, what was left is not used. Pass 2
  leaves nothing to resume: it starts anew, and writes the same bytes over those that it had written.

Worked through: a run over three chunks is killed in pass 1 when the parts 0 and 2 are whole, 1 is half written under
its temporary name, and nothing else is in `out`. The run that resumes reads all inputs again, makes part 1 alone, and
writes the outputs. Had it been killed in pass 2, `out` would have some subtitle files, all whole and all claimed, which
the run that resumes replaces. Had it been killed while it removed its own folder, all outputs would be whole already;
the run that resumes makes the parts that are missing and all outputs again.
"""

import shutil
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any, BinaryIO, Final, TypeAlias, cast, final

import orjson
from attrs import asdict, evolve, field, frozen

from smarthandle_results import __version__
from smarthandle_results._printable import to_printable
from smarthandle_results.batch._body import BadBody, Recipe, Status
from smarthandle_results.batch._destination import MANIFEST, WORK_FOLDER, Destination, Folder, OneFile, Site
from smarthandle_results.batch._files import sync_file, sync_folder, write_file
from smarthandle_results.batch._forms import DEFAULT_STYLE, SUBTITLE_FORMS
from smarthandle_results.batch._lock import LOCK, check_folder, hold_folder
from smarthandle_results.batch._manifest import (
    absorb_claims,
    copy_manifests,
    drop_manifest,
    has_claims,
    hash_content,
    hash_file,
    manifest_path,
    open_earlier,
    open_manifest,
    write_claim,
)
from smarthandle_results.batch._outputs import Output
from smarthandle_results.batch._overwriting import (
    Change,
    EditedFiles,
    FileChange,
    OverwriteError,
    check_earlier_file,
    check_earlier_files,
    check_earlier_inputs,
    check_overwriting,
    check_overwriting_file,
    remove_stale,
    spare_stale,
)
from smarthandle_results.batch._part_writer import Maker, PartWriter, Progress
from smarthandle_results.batch._parts import PART_SUFFIX, part_path
from smarthandle_results.batch._reading.chunks import Reading, read_chunks
from smarthandle_results.batch._reading.inputs import STDIN, Input, Resolver, escape_name
from smarthandle_results.batch._record import Record
from smarthandle_results.batch._subtitle_files import SubtitleWriter
from smarthandle_results.batch._table_files import import_packages, open_outputs
from smarthandle_results.batch._verdicts import JudgedPart, judge_parts
from smarthandle_results.batch._words import describe_words
from smarthandle_results.batch._workers import WorkerPool

ProgressListener: TypeAlias = Callable[[Progress], object]
EventListener: TypeAlias = Callable[[FileChange | BadBody], object]
"""Called with each file that a run writes, keeps or removes, and with each body that it cannot read."""


class ResumeError(RuntimeError):
    """A run that cannot be resumed; the message says why."""


@final
@frozen(kw_only=True)
class Plan:
    """What a run is to do.

    `inputs` are read as `reading` says, `recipe` says what to make from each body, and `destination` where to write it.
    With `keep_polls` every poll of a job is kept, not only the last. The bytes of bad bodies go to the folder
    `quarantine`, unless it is None; and after a chunk with which the bad bodies are `max_errors` or more, the rest is
    not read. With `overwrite`, what is in the folder, or the file, is replaced even where it cannot be made again.
    `workers` is the number of processes, which changes nothing that is written.

    A run that resumes may have other `workers`, `max_errors` and `quarantine` than the one before. Raises `ValueError`
    for outputs that the destination has no place for.
    """

    inputs: tuple[Input, ...]
    destination: Destination
    recipe: Recipe = field(validator=lambda plan, _, recipe: plan.destination.place_outputs(recipe.outputs))
    reading: Reading = Reading()
    keep_polls: bool = False
    quarantine: Path | None = None
    max_errors: int | None = None
    overwrite: bool = False
    workers: int = 1

    def list_unused(self) -> list[str]:
        """List the options, as the command has them, that change nothing in these outputs."""
        recipe, outputs = self.recipe, self.recipe.outputs
        forms = [SUBTITLE_FORMS[output.name] for output in outputs if not output.is_table]
        has_marks = any(form.accepts_marks for form in forms)
        unused = {
            "--bom": recipe.bom and not has_marks and not any(output.suffix.startswith(".csv") for output in outputs),
            "--crlf": recipe.crlf and not has_marks,
            "--style": recipe.style != DEFAULT_STYLE and not any(form.has_style for form in forms),
            "--name": recipe.name is not None and not (forms and isinstance(self.destination, Folder)),
            "--profile": recipe.profile is not None and not any(form.is_laid_out for form in forms),
        }
        return [name for name, is_so in unused.items() if is_so]

    def describe(self) -> dict[str, object]:
        """Return the options that decide what is written, as `run.json` has them."""
        return {
            "to": [output.name + output.suffix * output.is_table for output in self.recipe.outputs],
            "name": self.recipe.name,
            "profile": self.recipe.profile.name if self.recipe.profile else "none",
            "words": describe_words(self.recipe.words),
            "extend_last": self.recipe.extend_last,
            "offset_ms": self.recipe.offset_ms,
            "bom": self.recipe.bom,
            "crlf": self.recipe.crlf,
            "style": self.recipe.style,
            "max_body": self.reading.max_body,
            "log_lines": self.reading.log_lines,
            "body_column": self.reading.column,
            "keep": "polls" if self.keep_polls else "last",
        }


def convert(
    plan: Plan,
    *,
    resume: bool = False,
    on_progress: ProgressListener = lambda _: None,
    on_event: EventListener | None = None,
) -> Record:
    """Run a plan to its end and return what was done; `on_progress` is called after each chunk.

    With `resume`, the parts that an earlier run of the same plan has left are used. Raises `ValueError` for an input
    that would be overwritten, `OverwriteError` for results that would be and cannot be made again, `OSError`,
    `ResumeError` for an earlier run of another plan, `BusyError` while another run writes to the same place, and
    `WorkerError` for a worker process that something killed; then the parts that are whole stay for a run that resumes.
    """
    if resume:
        _check_rereadable(plan.inputs)
    check_overwriting(plan.inputs, plan.destination, plan.recipe.outputs)
    import_packages(plan.recipe.outputs)
    if plan.quarantine is not None:
        _check_writable(plan.quarantine)
    site = Site(plan.destination.work, plan.destination.folder)
    with hold_folder(site.work):
        dropped = _begin(plan, site, resume=resume)
        try:
            record = _run(plan, site, on_progress, on_event)
            record.parts_dropped = dropped
        except (ValueError, OverwriteError) as error:
            _discard(plan.destination, is_hopeless=isinstance(error, ValueError))
            raise
        shutil.rmtree(site.work)
    return record


def _check_writable(folder: Path) -> None:
    """Raise `OSError` for a folder in which nothing can be written, before a run needs it after an hour."""
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    try:
        Path(mkdtemp(prefix=f"{WORK_FOLDER}-", dir=nearest)).rmdir()
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from error


def preview(
    plan: Plan,
    *,
    resume: bool = False,
    on_progress: ProgressListener = lambda _: None,
    on_event: EventListener | None = None,
) -> Record:
    """Do as `convert` does, but write nothing to the plan's destination.

    Everything is made in a folder for temporary files, and all is decided as `convert` decides it. Raises what that
    would raise.
    """
    if resume:
        _check_rereadable(plan.inputs)
    check_overwriting(plan.inputs, plan.destination, plan.recipe.outputs)
    import_packages(plan.recipe.outputs)
    check_folder(plan.destination.work)
    with TemporaryDirectory(prefix="smarthandle-results-") as folder:
        site = Site(Path(folder, "work"), Path(folder, "earlier"), is_preview=True)
        site.work.mkdir()
        site.earlier.mkdir()
        if resume:
            _check_same_plan(plan)
        if plan.destination.record_path is not None:
            copy_manifests(plan.destination.folder, plan.destination.work, site.earlier)
            _begin_manifest(plan, site, plan.destination.record_path)
        return _run(plan, site, on_progress, on_event)


def convert_to_file(
    plan: Plan,
    file: BinaryIO,
    *,
    on_progress: ProgressListener = lambda _: None,
    on_event: EventListener | None = None,
) -> Record:
    """Run a plan of one output, and then write that to an open file, such as standard output.

    The plan's own destination is not used. Raises `ValueError` for a file that is an input, and `OSError`.
    """
    check_overwriting_file(plan.inputs, file)
    with TemporaryDirectory(prefix="smarthandle-results-") as folder:
        path = Path(folder, "output")
        record = convert(
            evolve(plan, destination=OneFile(path)), on_progress=on_progress, on_event=_drop_paths(on_event)
        )
        with path.open("rb") as output:
            shutil.copyfileobj(output, file)
    return record


def write_parts(  # noqa: PLR0913 - all that pass 1 has
    plan: Plan,
    work: Path,
    pool: WorkerPool,
    record: Record,
    *,
    on_progress: ProgressListener,
    maker: Maker | None = None,
) -> list[Path]:
    """Write the part of each chunk, with what the `maker` makes of its bodies, or else the plan's recipe.

    Return the paths of the parts, which are in the folder `work`, and record whether `max_errors` stopped the run.
    """
    parts: list[Path] = []
    bad = 0
    writer = PartWriter(maker or plan.recipe, work, plan.reading)
    with closing(pool.map(writer, read_chunks(plan.inputs, plan.reading))) as results:
        for number, progress in enumerate(results):
            if plan.max_errors is not None and bad >= plan.max_errors:  # and something is left
                record.is_stopped = True
                break
            parts.append(part_path(work, number))
            on_progress(progress)
            bad += progress.bad
            record.parts_made_again += progress.is_made_again
            record.resumed += progress.bodies if progress.is_kept else 0
    return parts


def judge_plan(plan: Plan, work: Path, parts: list[Path], edited: EditedFiles | None = None) -> Iterator[JudgedPart]:
    """Judge all parts of a run, in order."""
    return judge_parts(parts, work / "polls.sqlite", keep_all=plan.keep_polls, edited=edited)


def _run(plan: Plan, site: Site, on_progress: ProgressListener, on_event: EventListener | None) -> Record:
    record = Record()
    report: EventListener = on_event or _ignore
    record_path, outputs = plan.destination.record_path, plan.recipe.outputs
    written = _place_scratch(plan, site.work)
    with WorkerPool(plan.workers) as pool, _open_edited(plan, site) as edited:
        parts = write_parts(plan, site.work, pool, record, on_progress=on_progress)
        with open_outputs(
            outputs, written, folder=site.work, on_cut=record.cut_cells.add, bom=plan.recipe.bom
        ) as files:
            judged_parts = _append_to_files(judge_plan(plan, site.work, parts, edited), files, outputs, record)
            if any(output.suffix == ".xlsx" for output in outputs):  # which may have no room: before subtitle files
                deque(judged_parts, maxlen=0)
                judged_parts = judge_plan(plan, site.work, parts, edited)
            reported_parts = _report_bad_bodies(judged_parts, report)
            for changes in pool.map(_make_subtitle_writer(plan, site), reported_parts):
                record.add_subtitles(changes, plan.destination.folder)
                for name, change in changes if on_event else ():
                    report(FileChange(Path(name), change))
    if record_path is not None:
        _finish_folder(plan, site, dict(_pair_moves(plan, written)), record_path, record=record, report=report)
    else:
        _check_one_file(plan, written, record)
        for source, path in _pair_moves(plan, written):
            if not site.is_preview:
                source.replace(path)
            report(FileChange(path, Change.WRITTEN))
    return record


def _ignore(_: FileChange | BadBody) -> None:
    """Report nothing."""


@contextmanager
def _open_edited(plan: Plan, site: Site) -> Generator[EditedFiles | None]:
    """Open what is known of the subtitle files of earlier runs, unless there are none, or all are to be replaced."""
    if plan.destination.record_path is None or plan.overwrite or not plan.recipe.has_subtitles:
        yield None
        return
    with open_earlier(site.earlier) as earlier:
        yield EditedFiles(earlier, plan.destination.folder) if earlier.has_owners() else None


def _place_scratch(plan: Plan, work: Path) -> dict[Output, Path | None]:
    """Find where each output that is one file is written until all are whole; None for one that is printed."""
    paths = plan.destination.place_outputs(plan.recipe.outputs)
    return {output: path and work / f"{output.name}{output.suffix}" for output, path in paths.items()}


def _pair_moves(plan: Plan, written: Mapping[Output, Path | None]) -> Iterator[tuple[Path, Path]]:
    """Pair the path at which each output was written with its final one."""
    for output, path in plan.destination.place_outputs(plan.recipe.outputs).items():
        source = written[output]
        if source is not None and path is not None:
            yield source, path


def _check_one_file(plan: Plan, written: Mapping[Output, Path | None], record: Record) -> None:
    """Raise `ValueError` if there are no subtitles of one job, and `OverwriteError` for a file that would be lost."""
    if plan.recipe.has_subtitles and record.subtitles != 1:
        raise ValueError(_describe_count(record))
    if not plan.overwrite:
        for source, path in _pair_moves(plan, written):
            check_earlier_file(source, path)


def _finish_folder(  # noqa: PLR0913 - all that a run has at its end
    plan: Plan, site: Site, moves: Mapping[Path, Path], record_path: Path, *, record: Record, report: EventListener
) -> None:
    """Give the tables their places, remove what earlier runs alone have written, and write the record and manifest."""
    folder, work = plan.destination.folder, site.work
    with open_manifest(manifest_path(work), site.earlier) as manifest:
        if not plan.overwrite:  # once more: it may have been hours
            check_earlier_files(manifest, folder, (path.name for path in (*moves.values(), record_path)))
        write_claim(work, "tables", ((path.name, hash_file(source) or "") for source, path in moves.items()))
        for source, path in moves.items():
            if not site.is_preview:
                source.replace(path)
            report(FileChange(path, Change.WRITTEN))
        manifest.add_claims(work)
        if record.is_stopped:  # the rest may still be written by a run that reads all
            manifest.take_over_all()
        elif manifest.remember_read_inputs() and not plan.overwrite:
            for name in spare_stale(manifest, folder, spared=record_path.name):
                record.spared.add(name)
                report(FileChange(folder / name, Change.KEPT))
        else:

            def add(name: str, change: Change) -> None:
                record.add_stale(name, change)
                report(FileChange(folder / name, change))

            remove_stale(manifest, folder, spared=record_path.name, on_file=add, is_preview=site.is_preview)
        report(FileChange(record_path, Change.WRITTEN))
        if site.is_preview:
            return
        content = record.to_json(plan.describe(), __version__)
        files = [(record_path.name, hash_content(content))]
        write_claim(work, "record", files)
        manifest.add_files(files)
        write_file(record_path, content, is_synced=True)
    sync_folder(folder)
    sync_file(manifest_path(work))
    manifest_path(work).replace(folder / MANIFEST)
    sync_folder(folder)


def _drop_paths(on_event: EventListener | None) -> EventListener | None:
    """Make a listener to which only bad bodies are passed on, since the files are not those that the user named."""
    return on_event and (lambda event: on_event(event) if isinstance(event, BadBody) else None)


def _make_subtitle_writer(plan: Plan, site: Site) -> SubtitleWriter:
    destination = plan.destination
    folder = destination.folder if isinstance(destination, Folder) else None
    return SubtitleWriter(folder, site, plan.recipe.outputs, plan.quarantine, plan.overwrite)


def _report_bad_bodies(judged_parts: Iterable[JudgedPart], report: EventListener) -> Iterator[JudgedPart]:
    """Report the bad bodies of each part, and pass it on."""
    for judged in judged_parts:
        for entry in judged.part.entries:
            if entry.fault is not None:
                report(entry.fault)
        yield judged


def _append_to_files(
    judged_parts: Iterable[JudgedPart], files: Mapping[int, Any], outputs: Sequence[Output], record: Record
) -> Iterator[JudgedPart]:
    """Add each part to the open files and to the record, and pass it on to the writers of subtitle files."""
    for judged in judged_parts:
        record.add(judged)
        for index, file in files.items():
            file.write(judged.read_kept(index, outputs[index]))
        yield judged


def _discard(destination: Destination, *, is_hopeless: bool) -> None:
    """Remove what a run has left that was refused; with `is_hopeless`, one that would be again if it were resumed.

    In a folder there may be subtitle files already, of which the next run has to know that they are ours: claims stay.
    """
    work = destination.work
    if destination.record_path is None or (is_hopeless and not has_claims(work)):
        shutil.rmtree(work)
    elif is_hopeless:
        for part in work.glob(f"*{PART_SUFFIX}"):
            part.unlink()


def _describe_count(record: Record) -> str:
    """Say how many jobs there are with subtitles for one file, or what else there is."""
    if record.subtitles:
        return (
            f"expected one job with subtitles for one file, got {record.subtitles}: write them to a folder with --out"
        )
    counts = {name: record.counts[name] for name in (Status.UNFINISHED, Status.FAILED, Status.BAD)}
    others = [f"{count} {name}" for name, count in (*counts.items(), *record.results.items()) if count]
    reasons = [*record.failures, *(f"{cause.message} ({cause.places[0]})" for cause in record.causes)]
    found = f"{', '.join(others)}{f': {reasons[0]}' if reasons else ''}" if others else "no job"
    return f"expected one job with subtitles for one file, got {found}"


def _check_rereadable(inputs: Iterable[Input]) -> None:
    stream = next((source.name for source in inputs if source.is_stream()), None)
    if stream is not None:
        name = "standard input" if stream == STDIN else to_printable(stream)
        raise ResumeError(f"expected files to resume with, got {name}, which cannot be read again")


def _begin(plan: Plan, site: Site, *, resume: bool) -> int:
    """Write down what the plan is, and remove what another run has left, unless it is to be resumed.

    Return how many parts were removed.
    """
    work = site.work
    is_resumed = resume and _check_same_plan(plan)
    if plan.destination.record_path is not None:
        absorb_claims(site.earlier, work)
        drop_manifest(work)
        try:
            _begin_manifest(plan, site, plan.destination.record_path)
        except BaseException:
            drop_manifest(work)
            raise
        sync_file(manifest_path(work))
    if is_resumed:
        return 0
    facts = orjson.dumps(_list_facts(plan))
    is_same = (work / _PLAN).exists() and (work / _PLAN).read_bytes() == facts
    left = [file for file in work.iterdir() if file.name not in {LOCK, manifest_path(work).name}]
    for file in left:
        file.unlink()
    write_file(work / _PLAN, facts, is_synced=True)
    return sum(file.suffix == PART_SUFFIX for file in left) if is_same else 0


def _check_same_plan(plan: Plan) -> bool:
    """Return whether a run has left its plan. Raises `ResumeError` for another one, which says what differs."""
    path = plan.destination.work / _PLAN
    if not path.exists():
        return False
    found: dict[str, Any] = {}
    with suppress(orjson.JSONDecodeError):
        found = orjson.loads(path.read_bytes())
    facts = orjson.loads(orjson.dumps(_list_facts(plan)))
    if not found:
        raise ResumeError(
            f"the run that was stopped in {plan.destination.folder} has left a plan that cannot be read: without "
            "--resume a run starts anew"
        )
    if found != facts:
        differing = [name for name in facts if name not in found or found[name] != facts[name]]
        named = ", ".join(_name_difference(name, found.get(name)) for name in differing)
        raise ResumeError(
            f"the run that was stopped in {plan.destination.folder} had another {named}: without --resume a run starts "
            "anew"
        )
    return True


def _name_difference(name: str, earlier: Any) -> str:  # noqa: ANN401 - a value of JSON
    """Name a fact that differs, an option with the value that it had.

    >>> _name_difference("to", ["srt", "errors.jsonl"]), _name_difference("crlf", False)
    ('--to (srt)', '--crlf (off)')
    """
    if name == _INPUTS:
        return name
    if name == "to" and earlier is not None:
        earlier = ",".join(output for output in earlier if output != "errors.jsonl") or "errors"
    elif isinstance(earlier, dict):
        earlier = cast("dict[str, Any]", earlier).get("name")
    elif isinstance(earlier, bool):
        earlier = "on" if earlier else "off"
    value = to_printable(str("none" if earlier is None else earlier))
    return f"version ({value})" if name == "version" else f"--{name} ({value})"


def _list_facts(plan: Plan) -> dict[str, object]:
    """List what has to be the same for a run to be resumed: the version, the options, and the inputs as they are."""
    # All its figures, since a profile of a caller's own may have any name.
    profile = asdict(plan.recipe.profile) if plan.recipe.profile else None
    options = {**plan.describe(), "profile": profile, "overwrite": plan.overwrite}
    return {
        "version": __version__,
        **{name.replace("_", "-"): value for name, value in options.items()},
        _INPUTS: [*_list_input_facts(plan.inputs)],
    }


def _begin_manifest(plan: Plan, site: Site, record_path: Path) -> None:
    """Begin the manifest of a run with its real inputs, and check that nothing in the folder is in the way."""
    folder = plan.destination.folder
    names = [path.name for path in (*plan.destination.place_outputs(plan.recipe.outputs).values(), record_path) if path]
    with open_manifest(manifest_path(site.work), site.earlier) as manifest:
        manifest.add_inputs(_list_real_inputs(plan.inputs))
        if not plan.overwrite:
            check_earlier_inputs(manifest, folder)
            check_earlier_files(manifest, folder, names)


def _list_input_facts(inputs: Iterable[Input]) -> Iterator[tuple[str, str, int | None, int | None]]:
    """List what a plan records of each input: its name, bare path, size and modification time, None if unknown."""
    for source in inputs:
        status = source.stat()
        size, time = (status.st_size, status.st_mtime_ns) if status else (None, None)
        yield escape_name(source.name), escape_name(source.bare_path), size, time


def _list_real_inputs(inputs: Iterable[Input]) -> Iterator[tuple[str, str | None]]:
    """List the real path of each input, `-` for one that can be read only once, and its identity.

    A locked folder has no results that could be lost, and is not listed: once it is unlocked, its files are inputs.
    """
    resolver = Resolver()
    for source in inputs:
        status = source.stat()
        if source.name == STDIN or (status is None and source.is_stream()):
            yield STDIN, None
        elif status is not None or not Path(source.name).is_dir():
            identity = f"{status.st_ino}:{status.st_size}:{status.st_mtime_ns}" if status else None
            yield escape_name(resolver.resolve(source.name)), identity


_INPUTS: Final = "list of inputs (names, sizes, times)"
_PLAN: Final = "plan.json"
