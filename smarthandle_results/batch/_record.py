"""What a run did → `run.json` and the summary of the command: counts, which add up, and what was unusual or wrong.

The same run gives the same bytes. Whatever an archive contains, the record stays small: what has any number of kinds is
counted by its first kinds alone, and all others together.
"""

import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Final, final

import orjson
from attrs import frozen

from smarthandle_results import Unrecognized
from smarthandle_results._printable import escape_json
from smarthandle_results._shown import show_count
from smarthandle_results.batch._body import BadBody, Entry, Layout, Status
from smarthandle_results.batch._forms import find_form
from smarthandle_results.batch._overwriting import Change
from smarthandle_results.batch._verdicts import JudgedPart, Verdict


@final
@frozen
class Cause:
    """Why some bodies could not be read: a sentence, how many bodies, and the first few of their places."""

    message: str
    count: int
    places: tuple[str, ...]


@final
class FileList:
    """Files of a run of one kind, such as those that it kept: how many, and the paths of the first hundred.

    Of cells of spreadsheets it has the places.
    """

    def __init__(self) -> None:
        self.count = 0
        self.paths: tuple[str, ...] = ()

    def add(self, path: str) -> None:
        """Add the path of a file."""
        self.count += 1
        if self.count <= MAX_KEPT_FILES:
            self.paths += (path,)

    def add_first(self, path: str) -> None:
        """Add the path of a file that is to be among those that are named."""
        self.count += 1
        self.paths = (path, *self.paths)[:MAX_KEPT_FILES]

    def to_facts(self) -> dict[str, object]:
        """Write them as `run.json` has them."""
        return {"count": self.count, "files": self.paths}


@final
class Record:
    """Counts the bodies by what became of them, and the results, repairs and layout of those that are kept.

    `parts_made_again` is the number of parts that a stopped run had left damaged, or of inputs that were changed since,
    `parts_dropped` that of those that it had left and this one did not use, and `resumed` the number of bodies in those
    that it did use.
    `is_stopped` says whether there were so many bad bodies that the rest was not read. `subtitles` is the number of
    jobs with subtitle files, `kept_subtitles` that of those in whose place others are kept, and `copies` and `tokens`
    are the sums over all jobs. `kept` are the files that were written or changed by hand, and `spared` those that only
    earlier runs wrote, where this one could not read an input that they could. `removed` are other files that only
    earlier runs wrote. `duplicates` is how many of the bodies that were superseded are copies of one that was kept.
    `cut_cells` are those cells of spreadsheets that have only the beginning of their text.
    """

    def __init__(self) -> None:
        self.is_stopped = False
        self.parts_made_again = 0
        self.parts_dropped = 0
        self.resumed = 0
        self.kept = FileList()
        self.spared = FileList()
        self.removed = FileList()
        self.cut_cells = FileList()
        self.duplicates = 0
        self.subtitles = 0
        self.kept_subtitles = 0
        self.copies = 0
        self.tokens: int | float = 0
        self._statuses: Counter[str] = Counter()
        self._repairs: Counter[str] = Counter()
        self._results: Counter[str] = Counter()
        self._unrecognized: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()
        self._notes: Counter[str] = Counter()
        self._layout: Counter[str] = Counter()
        self._causes: Counter[str] = Counter()
        self._places: dict[str, list[str]] = {}

    def __repr__(self) -> str:
        found = [f"{count:,} {name}" for name, count in self.counts.items() if count and name != "inputs"]
        return f"Record({show_count(self.counts['inputs'], 'response')}{': ' * bool(found)}{', '.join(found)})"

    def add(self, judged: JudgedPart) -> None:
        """Count the bodies of a part."""
        for entry, verdict in zip(judged.part.entries, judged.verdicts, strict=True):
            self.add_entry(entry, verdict)

    def add_entry(self, entry: Entry, verdict: Verdict) -> None:
        """Count a body."""
        self._statuses[entry.status if verdict.is_kept else Status.SUPERSEDED] += 1
        self.duplicates += verdict.is_copy
        if verdict.is_kept:
            self.subtitles += verdict.file_name is not None
            self.copies += entry.copies
            self.tokens += entry.tokens
            self._repairs.update(entry.repairs)
            self._layout.update(entry.layout)
            self._add_result(entry)
            self._add_words(entry)

    def add_subtitles(self, changes: Collection[tuple[str, Change]], folder: Path) -> None:
        """Add what became of the subtitle files of a part, which are below a folder."""
        start = os.path.join(folder, "")  # noqa: PTH118 - the beginning of a text
        kept = [path.removeprefix(start) for path, change in changes if change is Change.KEPT]
        for name in kept:
            self.kept.add(name)
        if kept:
            written = (path.removeprefix(start) for path, change in changes if change is Change.WRITTEN)
            self.kept_subtitles += len(_list_stems(kept) - _list_stems(written))

    def add_stale(self, name: str, change: Change) -> None:
        """Add what became of a file that only earlier runs wrote."""
        if change is Change.KEPT:
            self.kept.add(name)
        elif find_form(name) is None:  # a table, of which there are few
            self.removed.add_first(name)
        else:
            self.removed.add(name)

    def _add_result(self, entry: Entry) -> None:
        if entry.result is None:
            return
        self._results[entry.result] += 1
        if entry.result == Unrecognized.__name__:
            _count(self._unrecognized, entry.job_type or NO_NAME)

    def _add_words(self, entry: Entry) -> None:
        if entry.status == Status.FAILED:
            _count(self._failures, entry.error_code or NO_NAME)
        for note in entry.notes:
            _count(self._notes, note)
        if entry.fault is not None:
            self._add_cause(entry.fault)

    def _add_cause(self, fault: BadBody) -> None:
        places = self._places.setdefault(_count(self._causes, to_cause(fault), MAX_CAUSES), [])
        if len(places) < MAX_PLACES:
            places.append(fault.place)

    @property
    def counts(self) -> dict[str, int]:
        """The number of bodies of each status, and of `inputs`, which is their sum."""
        return {"inputs": self._statuses.total(), **{status.value: self._statuses[status] for status in Status}}

    @property
    def repairs(self) -> dict[str, int]:
        """The number of repairs of each kind."""
        return dict(sorted(self._repairs.items()))

    @property
    def results(self) -> dict[str, int]:
        """The number of results of each class."""
        return dict(sorted(self._results.items()))

    @property
    def unrecognized(self) -> dict[str, int]:
        """The number of results of an unknown form, by job type: `(none)` for no type, `(other)` beyond twenty."""
        return dict(sorted(self._unrecognized.items()))

    @property
    def failures(self) -> dict[str, int]:
        """The number of failed and cancelled jobs, by error code: `(none)` for no code, `(other)` beyond twenty."""
        return dict(sorted(self._failures.items()))

    @property
    def notes(self) -> dict[str, int]:
        """The number of bodies with each kind of note: `(other)` beyond twenty kinds."""
        return dict(sorted(self._notes.items()))

    @property
    def layout(self) -> dict[str, int]:
        """The number of cues in subtitle files for each of `Layout`."""
        return {name.value: self._layout[name] for name in Layout}

    @property
    def causes(self) -> tuple[Cause, ...]:
        """Why bodies could not be read, the most frequent cause first."""
        counts = sorted(self._causes.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Cause(message, count, tuple(self._places[message])) for message, count in counts)

    def to_json(self, options: Mapping[str, object], version: str) -> bytes:
        """Write the record of a run. It contains neither a time nor the number of processes.

        Nor has it the files that were removed, which a run that was stopped and resumed need not all know.
        """
        facts = {
            "version": version,
            "options": options,
            "stopped_by_max_errors": self.is_stopped,
            "counts": self.counts,
            "repairs": self.repairs,
            "results": self.results,
            "unrecognized": self.unrecognized,
            "failures": self.failures,
            "notes": self.notes,
            "causes": {cause.message: cause.count for cause in self.causes},
            "layout": self.layout,
            "kept": self.kept.to_facts(),
            "spared": self.spared.to_facts(),
            "cut_cells": {"count": self.cut_cells.count, "cells": self.cut_cells.paths},
        }
        text = orjson.dumps(facts, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        return escape_json(text.decode()).encode()


def _list_stems(names: Iterable[str]) -> set[str]:
    """List the names of subtitle files without their suffixes, each once."""
    return {name[: -len(form.suffix)] for name in names if (form := find_form(name)) is not None}


def to_cause(fault: BadBody) -> str:
    """Write what is wrong with a body without what differs from body to body: offsets, sizes, indexes.

    >>> to_cause(BadBody("a.json", 1, ".", "expected JSON, got text that is cut off at its end, after 579 bytes"))
    'text that is cut off at its end'
    >>> to_cause(BadBody("a.json", 1, ".", "expected text in UTF-8, got UTF-16LE: convert it"))
    'text in UTF-16LE: convert it'
    >>> to_cause(BadBody("a.json", 1, ".JobResult.AiResult | fromjson | .[3].to", "expected number, got string"))
    'expected number, got string at .JobResult.AiResult | fromjson | .[].to'
    >>> to_cause(BadBody("a.json", 1, ".", "expected JSON, got other text"))
    'expected JSON, got other text'
    """
    message = _EXPECTED.sub("", _OTHER_ENCODING.sub("text in ", _VARIES.sub("", fault.message)))
    path = _INDEX.sub("[]", fault.path)
    return message if path == "." else f"{message} at {path}"


def _count(counter: Counter[str], name: str, most: int | None = None) -> str:
    """Count a name, or `(other)` if so many others have a count already; return which."""
    counted = name if name in counter or len(counter) < (most or MAX_NAMES) else OTHERS
    counter[counted] += 1
    return counted


NO_NAME: Final = "(none)"
OTHERS: Final = "(other)"
MAX_NAMES: Final = 20
"""How many job types, error codes and kinds of notes have a count of their own: the service has some ten, and an
archive may contain any text."""
MAX_KEPT_FILES: Final = 100
"""How many of the files that are kept are named."""
MAX_CAUSES: Final = 100
"""How many causes have a count of their own: many more than are worth reading."""
MAX_PLACES: Final = 3
"""How many places are kept of each cause: enough to look at what is meant."""

_VARIES: Final = re.compile(
    r"""
    \ at\ line\ \d+,\ column\ \d+
    | \ at\ offset\ \d+ (?:,\ and)? (?=:|,|\Z|\ text)
    | ,\ after\ \d+\ bytes?
    | \ byte\ 0x[0-9A-F]{2}\ at\ offset\ \d+,\ and
    | (?<=\ byte)\ 0x[0-9A-F]{2}\ at\ offset\ \d+
    | (?<=\[)\d+(?=\])
    """,
    re.VERBOSE,
)
_OTHER_ENCODING: Final = re.compile(r"expected text in UTF-8, got (?=UTF-)")
_INDEX: Final = re.compile(r"\[\d+\]")
_EXPECTED: Final = re.compile(
    r"expected (?:JSON|XML|text|text in UTF-8|a response|a GetSmartHandleJob body|a readable file), got:? "
    r"(?:nothing: )?(?!other text\Z)"
    r"|expected object, got (?=an? )"
)
"""The beginning of a sentence whose rest says by itself what is wrong."""
