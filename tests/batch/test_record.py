"""What a run did, as `run.json` has it."""

import json
from pathlib import Path

from helpers.bodies import make_body

from smarthandle_results.batch import Recipe, read_outputs
from smarthandle_results.batch._body import Entry, Status, make_outcome
from smarthandle_results.batch._parts import Part
from smarthandle_results.batch._record import MAX_NAMES, Record
from smarthandle_results.batch._verdicts import JudgedPart, Verdict


def make_record(*entries: Entry, superseded: int = 0) -> Record:
    """Make the record of a run with these bodies, the first of them superseded."""
    record = Record()
    verdicts = tuple(Verdict(is_kept=index >= superseded) for index, _ in enumerate(entries))
    record.add(JudgedPart(Part(Path("unread"), entries, (), (0,)), verdicts))
    return record


def make_entry(result: str | None, job_type: str | None = None) -> Entry:
    """Make the entry of a converted body."""
    return Entry(Status.CONVERTED, result=result, job_type=job_type)


def test_results_are_counted_by_class() -> None:
    """Those of superseded polls, and jobs without a result, are not counted."""
    results = ["Copies", "Transcript", None, "Copies", "Transcript", "Avatar"]
    record = make_record(*map(make_entry, results), superseded=1)
    assert {"Avatar": 1, "Copies": 1, "Transcript": 2} == record.results
    assert {} == record.unrecognized


def test_results_of_an_unknown_form_are_counted_by_job_type() -> None:
    """A job without a type has one in brackets; the record of a run has the counts."""
    types = ["Segmentation", "ASR", None, "Segmentation"]
    record = make_record(*(make_entry("Unrecognized", job_type) for job_type in types), make_entry("Copies", "ASR"))
    facts = json.loads(record.to_json({}, "1"))
    assert {"(none)": 1, "ASR": 1, "Segmentation": 2} == record.unrecognized == facts["unrecognized"]
    assert {"Copies": 1, "Unrecognized": 4} == record.results == facts["results"]


def test_an_archive_of_any_job_types_makes_a_small_record() -> None:
    """The first types have a count each, and all others one together; of a long type only the beginning is kept."""
    types = [f"type {number:03}" for number in range(100)] * 2
    record = make_record(*(make_entry("Unrecognized", job_type) for job_type in types))
    assert MAX_NAMES + 1 == len(record.unrecognized)
    assert ({2}, 160) == ({*record.unrecognized.values()} - {160}, record.unrecognized["(other)"])
    outcome = make_outcome(make_body("no cues", "x" * 1000), Recipe(outputs=read_outputs(["jobs"])))
    assert ("Unrecognized", "x" * 64) == (outcome.entry.result, outcome.entry.job_type)


def test_an_entry_says_what_the_result_is() -> None:
    """None for a job that has none, and for one without a type."""
    recipe = Recipe(outputs=read_outputs(["jobs"]))
    entries = [make_outcome(body, recipe).entry for body in (make_body(["a"], "TextGenerate"), '{"State":"Created"}')]
    assert [("Copies", "TextGenerate"), (None, None)] == [(entry.result, entry.job_type) for entry in entries]
