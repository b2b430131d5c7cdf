"""Inputs → totals by job type, state and day, failures by code and repairs by kind: of each job's last poll alone."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, final

import orjson
from attrs import evolve, field, frozen

from smarthandle_results import State
from smarthandle_results._tables.csv import to_csv_line
from smarthandle_results.batch._body import BAD
from smarthandle_results.batch._convert import Listener, Plan, convert_chunks, judge_polls
from smarthandle_results.batch._destination import Folder
from smarthandle_results.batch._outputs import read_outputs
from smarthandle_results.batch._polls import SUPERSEDED
from smarthandle_results.batch._record import Record
from smarthandle_results.batch._workers import Workers

GROUPS: Final = ("total", "job_type", "state", "day")
MEASURES: Final = ("jobs", "speech_ms", "cues", "copies", "total_tokens")


@final
@frozen
class Stats:
    """Totals: for each `by`, `total`, `job_type`, `state` or `day`, and each value of it, the sum of each measure.

    `speech_ms` sums the jobs' `duration_ms`: the end of each job's last cue.
    """

    record: Record = field(factory=Record)
    sums: dict[str, dict[str, Counter[str]]] = field(factory=lambda: {by: {} for by in GROUPS})
    failures: Counter[str] = field(factory=Counter[str])

    def add(self, row: Mapping[str, Any]) -> None:
        """Add a job's row."""
        measures = {
            "jobs": 1,
            "speech_ms": row["duration_ms"] or 0,
            "cues": row["cue_count"] or 0,
            "copies": row["copy_count"] or 0,
            "total_tokens": row["total_tokens"] or 0,
        }
        for by, groups in self.sums.items():
            groups.setdefault(_name_group(by, row), Counter()).update(measures)
        if row["state"] in {State.FAILED, State.CANCELLED}:
            self.failures[row["error_code"] or "(none)"] += 1

    def list_rows(self) -> list[dict[str, Any]]:
        """List the totals as rows: `by`, `value`, and the measures."""
        return [
            {"by": by, "value": value, **{name: groups[value][name] for name in MEASURES}}
            for by, groups in self.sums.items()
            for value in sorted(groups)
        ]

    def to_json(self) -> bytes:
        """Write all of it as one object of JSON."""
        facts = {
            "counts": self.record.counts,
            "totals": self.list_rows(),
            "failures": dict(sorted(self.failures.items())),
            "repairs": self.record.repairs,
        }
        # Not orjson's: sums may be larger than 64 bits.
        return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode()

    def to_csv(self) -> bytes:
        """Write the rows as CSV, as the tables have it."""
        rows = self.list_rows()
        return b"".join(map(to_csv_line, (("by", "value", *MEASURES), *(tuple(row.values()) for row in rows))))


def collect_stats(plan: Plan, *, report: Listener = lambda _: None) -> Stats:
    """Add up what the inputs hold; nothing is left in the plan's destination. Raises `OSError`."""
    stats = Stats()
    with TemporaryDirectory(prefix="smarthandle-results-") as folder:
        recipe = evolve(plan.recipe, outputs=read_outputs(["jobs"]))
        plan = evolve(plan, destination=Folder(Path(folder)), recipe=recipe)
        plan.destination.work.mkdir()
        with Workers(plan.workers) as workers:
            parts, _ = convert_chunks(plan, workers, report)
        for part, numbers in judge_polls(plan, parts):
            stats.record.add(part, numbers)
            for entry, number, content in zip(part.entries, numbers, part.list_contents(0), strict=True):
                if number != SUPERSEDED and entry.status != BAD:
                    stats.add(orjson.loads(content))
    return stats


def _name_group(by: str, row: Mapping[str, Any]) -> str:
    if by == "total":
        return ""
    text: str | None = row["create_time"] if by == "day" else row[by]
    return (text or "")[: len("2024-05-06") if by == "day" else None] or "(none)"
