"""What a run did → `run.json`: the counts, which add up, results, repairs, and what became of the layout of cues.

The same run gives the same bytes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, final

import orjson

from smarthandle_results import Unrecognized
from smarthandle_results.batch._body import Entry, Layout, Status
from smarthandle_results.batch._verdicts import JudgedPart


@final
class Record:
    """Counts the bodies by what became of them, and the results, repairs and layout of those that are kept.

    `is_stopped` says whether there were so many bad bodies that the rest was not read, and `subtitles` counts the jobs
    that have subtitle files. `kept_count` is the number of files that the run would have replaced or removed but for
    their being written or changed by hand, and `kept_files` are the paths of the first hundred of them.
    """

    def __init__(self) -> None:
        self.is_stopped = False
        self.kept_count = 0
        self.kept_files: tuple[str, ...] = ()
        self.subtitles = 0
        self._statuses: Counter[str] = Counter()
        self._repairs: Counter[str] = Counter()
        self._results: Counter[str] = Counter()
        self._unrecognized: Counter[str] = Counter()
        self._layout: Counter[str] = Counter()

    def add(self, judged: JudgedPart) -> None:
        """Count the bodies of a part."""
        for entry, verdict in zip(judged.part.entries, judged.verdicts, strict=True):
            self._statuses[entry.status if verdict.is_kept else Status.SUPERSEDED] += 1
            if verdict.is_kept:
                self._repairs.update(entry.repairs)
                self._layout.update(entry.layout)
                self.subtitles += verdict.file_name is not None
                self._add_result(entry)

    def keep(self, paths: Iterable[str]) -> None:
        """Count files that are kept."""
        for path in paths:
            self.kept_count += 1
            if self.kept_count <= MAX_KEPT_FILES:
                self.kept_files += (path,)

    def _add_result(self, entry: Entry) -> None:
        if entry.result is None:
            return
        self._results[entry.result] += 1
        if entry.result == Unrecognized.__name__:
            job_type = entry.job_type or NO_JOB_TYPE
            is_named = job_type in self._unrecognized or len(self._unrecognized) < MAX_JOB_TYPES
            self._unrecognized[job_type if is_named else OTHER_JOB_TYPES] += 1

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
    def layout(self) -> dict[str, int]:
        """The number of cues in subtitle files that were relaid, were retimed, and are too wide for a screen."""
        return {name.value: self._layout[name] for name in Layout}

    def to_json(self, options: Mapping[str, object], version: str) -> bytes:
        """Write the record of a run. It contains neither a time nor the number of processes."""
        facts = {
            "version": version,
            "options": options,
            "stopped_by_max_errors": self.is_stopped,
            "counts": self.counts,
            "repairs": self.repairs,
            "results": self.results,
            "unrecognized": self.unrecognized,
            "layout": self.layout,
            "kept": {"count": self.kept_count, "files": self.kept_files},
        }
        return orjson.dumps(facts, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

    def __str__(self) -> str:
        counts = self.counts
        list_of_counts = ", ".join(f"{count} {status}" for status, count in counts.items() if status != "inputs")
        stop = f"; stopped after {counts[Status.BAD]} errors: the rest was not read" if self.is_stopped else ""
        return f"{counts['inputs']} bodies: {list_of_counts}{stop}"


NO_JOB_TYPE: Final = "(none)"
OTHER_JOB_TYPES: Final = "(other)"
MAX_JOB_TYPES: Final = 20
"""How many job types have a count of their own: the service has some ten, and an archive may contain any text."""
MAX_KEPT_FILES: Final = 100
"""How many of the files that are kept are named."""
