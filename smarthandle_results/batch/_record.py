"""What a run did → `run.json`: the counts, which add up, the repairs by kind, and what became of the cues' layout.

The same run gives the same bytes.
"""

from collections import Counter
from collections.abc import Mapping
from typing import final

import orjson

from smarthandle_results.batch._body import Layout, Status
from smarthandle_results.batch._verdicts import JudgedPart


@final
class Record:
    """Counts the bodies by what became of them, and the repairs and the layout of those that are kept.

    `is_stopped` says whether there were so many bad bodies that the rest was not read.
    """

    def __init__(self) -> None:
        self.is_stopped = False
        self._statuses: Counter[str] = Counter()
        self._repairs: Counter[str] = Counter()
        self._layout: Counter[str] = Counter()

    def add(self, judged: JudgedPart) -> None:
        """Count the bodies of a part."""
        for entry, verdict in zip(judged.part.entries, judged.verdicts, strict=True):
            self._statuses[entry.status if verdict.is_kept else Status.SUPERSEDED] += 1
            if verdict.is_kept:
                self._repairs.update(entry.repairs)
                self._layout.update(entry.layout)

    @property
    def counts(self) -> dict[str, int]:
        """The number of bodies of each status, and of `inputs`, which is their sum."""
        return {"inputs": self._statuses.total(), **{status.value: self._statuses[status] for status in Status}}

    @property
    def repairs(self) -> dict[str, int]:
        """The number of repairs of each kind."""
        return dict(sorted(self._repairs.items()))

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
            "layout": self.layout,
        }
        return orjson.dumps(facts, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

    def __str__(self) -> str:
        counts = self.counts
        list_of_counts = ", ".join(f"{count} {status}" for status, count in counts.items() if status != "inputs")
        stop = f"; stopped after {counts[Status.BAD]} errors: the rest was not read" if self.is_stopped else ""
        return f"{counts['inputs']} bodies: {list_of_counts}{stop}"
