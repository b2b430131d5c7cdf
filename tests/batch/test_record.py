"""What a run did, as `run.json` has it."""

import json
from pathlib import Path

from helpers.bodies import make_body
from helpers.outcomes import make_outcome

from smarthandle_results.batch import Recipe, read_outputs
from smarthandle_results.batch._body import BadBody, Entry, Status
from smarthandle_results.batch._parts import Part
from smarthandle_results.batch._record import MAX_CAUSES, MAX_NAMES, Record
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


def test_repr() -> None:
    """It says how many responses there were, and what became of them."""
    record = make_record(*(Entry(status) for status in (Status.CONVERTED, Status.CONVERTED, Status.BAD)))
    assert ("Record(3 responses: 2 converted, 1 bad)", "Record(0 responses)") == (repr(record), repr(Record()))


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


def test_causes_are_grouped_without_what_varies() -> None:
    """The most frequent is first; of equal ones, and of the places, the order is the same for every run."""
    messages = [
        "expected JSON, got text that is cut off at its end, after 5 bytes: save the whole of it",
        "expected number, got string",
        "expected JSON, got text that is cut off at its end, after 1 byte: save the whole of it",
        "expected JSON, got a trailing comma at line 1, column 883: remove it",
        "expected text in UTF-8, got byte 0xB5 at offset 7, and text that looks like GBK: convert it",
        "expected a readable file, got: permission denied",
    ]
    paths = [".", ".JobResult.AiResult | fromjson | .[17].to", ".", ".", ".", "."]
    bodies = [BadBody("a.json", line, *facts) for line, facts in enumerate(zip(paths, messages, strict=True), start=1)]
    record = make_record(*(Entry(Status.BAD, fault=body) for body in bodies))
    assert [
        ("text that is cut off at its end: save the whole of it", 2, ("a.json", "a.json:3")),
        ("a trailing comma: remove it", 1, ("a.json:4",)),
        ("expected number, got string at .JobResult.AiResult | fromjson | .[].to", 1, ("a.json:2",)),
        ("permission denied", 1, ("a.json:6",)),
        ("text that looks like GBK: convert it", 1, ("a.json:5",)),
    ] == [(cause.message, cause.count, cause.places) for cause in record.causes]


def test_an_archive_of_any_errors_makes_a_small_record() -> None:
    """Causes, error codes and kinds of notes beyond the first ones are counted together; places are three of each."""
    faults = [BadBody("a" * 100, number, ".", f"cause {number:03}") for number in range(MAX_CAUSES + 50)] * 2
    bad = [Entry(Status.BAD, fault=fault) for fault in faults]
    failed = [Entry(Status.FAILED, error_code=f"Code{number}", notes=[f"note {number}"]) for number in range(50)]
    record = make_record(*bad, *failed)
    assert (MAX_CAUSES + 1, MAX_NAMES + 1, MAX_NAMES + 1) == (
        len(record.causes),
        len(record.failures),
        len(record.notes),
    )
    assert ("(other)", 100, 3) == (record.causes[0].message, record.causes[0].count, len(record.causes[0].places))
    assert 30 == record.failures["(other)"] == record.notes["(other)"]
