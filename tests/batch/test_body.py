"""One body's outputs."""

import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from helpers.bodies import make_body
from helpers.outcomes import decode_samples, make_outcome
from helpers.texts import nasty_cues
from hypothesis import given

from smarthandle_results import (
    PROFILES,
    Cue,
    Job,
    decode_response,
    to_cue_rows,
    to_cues,
    to_job_row,
    to_jsonl,
)
from smarthandle_results.batch import SUBTITLE_FORMS, JobRow, Output, Recipe, convert_files, list_tables, read_outputs
from smarthandle_results.batch._body import make_outcomes


@given(nasty_cues)
def test_lines_of_cues(cues: list[Cue]) -> None:
    """A table of cues, which is written by columns, has the bytes of its rows written one by one, for any text."""
    response = decode_response(make_body([], JobId='a"},{"job_id":'))
    rows = to_cue_rows(Job(response), to_cues([*cues, Cue(0, 1, '},{"job_id":')]))
    [output, _] = read_outputs(["cues"])
    with patch("smarthandle_results._tables.jsonl.MANY_ROWS", 1):
        assert b"".join(to_jsonl([row]) for row in rows) == output.to_bytes(rows)


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_rows_of_jobs(suffix: str) -> None:
    """A row of jobs is the row of the job with its place and the name of its subtitle files, for every sample."""
    output = Output("jobs", suffix)
    for placed in decode_samples():
        [outcome] = make_outcomes([placed], Recipe(outputs=(*read_outputs(["srt"]), output)))
        place = placed.place
        cells = {"source": place.source, "line": place.line, "subtitle": outcome.entry.name}
        row_type: Any = JobRow
        row = row_type(**cells, **vars(to_job_row(placed.job)))
        assert output.to_bytes([row]) == outcome.contents[-1]


def test_a_batch_is_its_bodies() -> None:
    """Jobs that are made together have the outcomes that each has alone."""
    recipe = Recipe(outputs=read_outputs([*SUBTITLE_FORMS, *list_tables()]), profile=PROFILES["auto"])
    jobs = decode_samples()
    assert [outcome for job in jobs for outcome in make_outcomes([job], recipe)] == make_outcomes(jobs, recipe)


def test_a_fault_names_its_body(tmp_path: Path) -> None:
    """A fault of the library while outputs are made says which body of its batch it was."""
    (tmp_path / "in.jsonl").write_text('{"State":"Created"}\n{"State":"Failed"}\n{"State":"Created"}\n')

    def fail(job: Job) -> object:
        if job.response.state == "Failed":
            raise ZeroDivisionError
        return to_job_row(job)

    with patch("smarthandle_results.batch._body.to_job_row", fail), pytest.raises(ZeroDivisionError) as caught:
        convert_files(tmp_path / "in.jsonl", tmp_path / "out")
    assert [f"in the body at {tmp_path / 'in.jsonl'}, line 2"] == caught.value.__notes__


def test_a_fault_at_a_bad_body_names_it(tmp_path: Path) -> None:
    """Though it is in no batch."""
    (tmp_path / "in.jsonl").write_text('{"State":"Created"}\n{"State":1}\n')
    failing = patch("smarthandle_results.batch._body.to_error_row", side_effect=ZeroDivisionError)
    with failing, pytest.raises(ZeroDivisionError) as caught:
        convert_files(tmp_path / "in.jsonl", tmp_path / "out")
    assert [f"in the body at {tmp_path / 'in.jsonl'}, line 2"] == caught.value.__notes__


def test_layout_counts() -> None:
    """A cue of the job counts once, however much was done to it; too wide are those that are written so."""
    long = {"content": "我们现在就出发去那里看看，然后再回来吃饭，吃完饭睡觉。" * 2, "from": 0, "to": 1}
    wide = {"content": "W" * 40, "from": 20, "to": 21}
    body = make_body([long, wide, {"content": "好", "from": 21.05, "to": 21.2}])
    subtitles, tables = read_outputs(["srt", "cues"]), read_outputs(["cues"])
    expected = {"relaid": 1, "retimed": 2, "too_wide": 1, "unbroken": 0}
    assert expected == make_outcome(body, Recipe(outputs=subtitles, profile=PROFILES["auto"])).entry.layout
    extended = Recipe(outputs=subtitles, profile=PROFILES["auto"], extend_last=True)
    assert {**expected, "retimed": 3} == make_outcome(body, extended).entry.layout
    given = {"relaid": 0, "retimed": 0, "too_wide": 2, "unbroken": 0}
    assert given == make_outcome(body, Recipe(outputs=subtitles)).entry.layout
    assert {} == make_outcome(body, Recipe(outputs=tables, profile=PROFILES["auto"])).entry.layout
    assert {} == make_outcome(make_body(["copy"], "TextGenerate"), Recipe(outputs=subtitles)).entry.layout


def test_cues_that_an_offset_drops() -> None:
    """The table of jobs counts those that are left, as that of cues has them."""
    body = make_body([{"content": text, "from": start, "to": start + 1} for text, start in (("a", 0), ("b", 2))])
    outcome = make_outcome(body, Recipe(outputs=read_outputs(["jobs", "cues"]), offset_ms=-1500))
    row, cues = json.loads(outcome.contents[0]), outcome.contents[1].splitlines()
    assert (1, 1, 1500) == (len(cues), row["cue_count"], row["duration_ms"])
    assert {"offset": 1} == outcome.entry.repairs
