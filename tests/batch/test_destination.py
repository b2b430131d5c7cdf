"""Where tables are written."""

from pathlib import Path

import pytest

from smarthandle_results.batch import Folder, OneFile, Output, Plan, Recipe, read_outputs


def test_places() -> None:
    """A folder has every table; a file has one output, and the errors beside it have no path."""
    cues, errors = Output("cues", ".csv"), Output("errors", ".jsonl")
    outputs = read_outputs(["srt", "cues.csv"])
    assert {cues: Path("out/cues.csv"), errors: Path("out/errors.jsonl")} == Folder(Path("out")).place_outputs(outputs)
    assert {cues: Path("x"), errors: None} == OneFile(Path("x")).place_outputs(outputs[1:])
    assert {errors: Path("x")} == OneFile(Path("x")).place_outputs([errors])
    srt, _ = read_outputs(["srt"])
    assert {srt: Path("x"), errors: None} == OneFile(Path("x")).place_outputs([srt, errors])


def test_a_plan_refuses_outputs_without_a_place() -> None:
    """Two outputs do not go into one file."""
    with pytest.raises(ValueError, match=r"^expected one output for one file, got cues, jobs$"):
        Plan(inputs=(), destination=OneFile(Path("x")), recipe=Recipe(outputs=read_outputs(["cues", "jobs"])))
