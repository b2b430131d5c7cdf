"""What a run did: the counts, which add up, and the repairs by kind → `run.json`, the same bytes for the same run."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import final

import orjson

from smarthandle_results.batch._body import BAD, CONVERTED, FAILED, UNFINISHED
from smarthandle_results.batch._parts import Part
from smarthandle_results.batch._polls import SUPERSEDED


@final
class Record:
    """Counts bodies by what became of them, and the repairs of those that count.

    `is_stopped` tells that so many were bad that the rest was not read.
    """

    def __init__(self) -> None:
        self.is_stopped = False
        self._statuses: Counter[str] = Counter()
        self._repairs: Counter[str] = Counter()

    def add(self, part: Part, numbers: Sequence[int]) -> None:
        """Count the bodies of a part."""
        for entry, number in zip(part.entries, numbers, strict=True):
            self._statuses["superseded" if number == SUPERSEDED else entry.status] += 1
            if number != SUPERSEDED:
                self._repairs.update(entry.repairs)

    @property
    def counts(self) -> dict[str, int]:
        """The bodies: `inputs` is the sum of the others."""
        kinds = (CONVERTED, UNFINISHED, FAILED, "superseded", BAD)
        return {"inputs": self._statuses.total(), **{kind: self._statuses[kind] for kind in kinds}}

    @property
    def repairs(self) -> dict[str, int]:
        """The repairs by kind."""
        return dict(sorted(self._repairs.items()))

    def to_json(self, options: Mapping[str, object], version: str) -> bytes:
        """Write the record of a run; no clock and no number of processes is in it."""
        facts = {
            "version": version,
            "options": options,
            "stopped_by_max_errors": self.is_stopped,
            "counts": self.counts,
            "repairs": self.repairs,
        }
        return orjson.dumps(facts, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

    def __str__(self) -> str:
        counts = self.counts
        told = ", ".join(f"{count} {kind}" for kind, count in counts.items() if kind != "inputs")
        stop = f"; stopped after {counts[BAD]} errors: the rest was not read" if self.is_stopped else ""
        return f"{counts['inputs']} bodies: {told}{stop}"
