"""Inputs → totals by job type, state and day, failures, repairs, unknown results: from each job's last poll alone."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, final

import orjson

from smarthandle_results import State
from smarthandle_results._tables.csv import to_csv_line
from smarthandle_results.batch._body import Outcome, Recipe
from smarthandle_results.batch._convert import Plan, ProgressListener, judge_plan, write_parts
from smarthandle_results.batch._destination import Folder
from smarthandle_results.batch._outputs import Output
from smarthandle_results.batch._reading.chunks import Reading
from smarthandle_results.batch._reading.inputs import Input
from smarthandle_results.batch._record import Record
from smarthandle_results.batch._verdicts import JudgedPart, Verdict
from smarthandle_results.batch._workers import WorkerPool

GROUPS: Final = ("total", "job_type", "state", "day")
COLUMNS: Final = ("duration_ms", "cue_count", "copy_count", "total_tokens")
MEASURES: Final = ("jobs", "speech_ms", "cues", "copies", "total_tokens")
"""What is added up: the number of jobs, and these columns of their table."""


JOBS: Final = Output("jobs", ".jsonl")
"""The one table that is added up."""


@final
class Stats:
    """Adds up jobs: for each way of grouping them and each group, the sum of each measure.

    The groups are `total`, and those by `job_type`, by `state` and by `day`; the measures are `jobs`, `speech_ms` (the
    sum of `duration_ms`, the end of each job's last cue), `cues`, `copies` and `total_tokens`. `failures` counts the
    failed and cancelled jobs by error code, and `record` counts bodies, results and repairs.
    """

    def __init__(self) -> None:
        self.record = Record()
        self.sums: dict[str, dict[str, Counter[str]]] = {by: {} for by in GROUPS}
        self.failures: Counter[str] = Counter()

    def add(self, row: Mapping[str, Any]) -> None:
        """Add a job's row."""
        measures = dict(zip(MEASURES, (1, *(row[column] or 0 for column in COLUMNS)), strict=True))
        for by, groups in self.sums.items():
            groups.setdefault(_name_group(by, row), Counter()).update(measures)
        if row["state"] in {State.FAILED, State.CANCELLED}:
            self.failures[row["error_code"] or "(none)"] += 1

    def add_part(self, judged: JudgedPart) -> None:
        """Add the bodies of a part, whose first output is `JOBS`."""
        self.record.add(judged)
        self._add_rows(judged.read_kept(0, JOBS))

    def add_outcome(self, outcome: Outcome) -> None:
        """Add a body, whose first output is `JOBS`."""
        self.record.add_entry(outcome.entry, Verdict(is_kept=True))
        self._add_rows(outcome.contents[0])

    def list_rows(self) -> list[dict[str, Any]]:
        """List the sums as rows: `by`, `value`, and the measures."""
        return [
            {"by": by, "value": value, **{name: groups[value][name] for name in MEASURES}}
            for by, groups in self.sums.items()
            for value in sorted(groups)
        ]

    def _add_rows(self, rows: bytes) -> None:
        for line in rows.splitlines():
            self.add(load_row(line))

    def to_json(self) -> bytes:
        """Write everything as one JSON object."""
        facts = {
            "counts": self.record.counts,
            "totals": self.list_rows(),
            "failures": dict(sorted(self.failures.items())),
            "repairs": self.record.repairs,
            "unrecognized": self.record.unrecognized,
        }
        # Not by orjson: sums may be larger than 64 bits.
        return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode()

    def to_csv(self) -> bytes:
        """Write the rows as CSV, with a header, as tables are written."""
        rows = self.list_rows()
        return b"".join(map(to_csv_line, (("by", "value", *MEASURES), *(tuple(row.values()) for row in rows))))


def collect_stats(
    inputs: Iterable[Input],
    reading: Reading = Reading(),  # noqa: B008 - it is frozen
    *,
    keep_polls: bool = False,
    workers: int = 1,
    on_progress: ProgressListener = lambda _: None,
) -> Stats:
    """Add up what the inputs contain; `on_progress` is called after each chunk, and no file is left.

    With `keep_polls` every poll of a job is added, not only the last. Raises `OSError`.
    """
    stats = Stats()
    with TemporaryDirectory(prefix="smarthandle-results-") as folder, WorkerPool(workers) as pool:
        plan = Plan(
            inputs=tuple(inputs),
            destination=Folder(Path(folder)),
            recipe=Recipe(outputs=(JOBS,)),
            reading=reading,
            keep_polls=keep_polls,
        )
        plan.destination.work.mkdir()
        parts = write_parts(plan, pool, Record(), on_progress)
        for judged in judge_plan(plan, parts):
            stats.add_part(judged)
    return stats


def to_hours(ms: int) -> str:
    """Write a length of time as hours, minutes and seconds.

    >>> to_hours(3_600_000_000 + 61_999)
    '1,000:01:01'
    """
    return f"{ms // 3_600_000:,}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}"


def load_row(line: bytes) -> Any:  # noqa: ANN401 - any JSON
    """Load a row that was written as one line of JSON."""
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:  # what an SDK's mapping may have: a lone surrogate, an integer of over 64 bits
        return json.loads(line)


def _name_group(by: str, row: Mapping[str, Any]) -> str:
    if by == "total":
        return ""
    text: str | None = row["create_time"] if by == "day" else row[by]
    return (text or "")[: len("2024-05-06") if by == "day" else None] or "(none)"
