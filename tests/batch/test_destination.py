"""Where tables are written."""

from pathlib import Path

import pytest

from smarthandle_results.batch import Folder, OneTable, Output, Plan, Recipe, read_outputs


def test_places() -> None:
    """A folder has every table; a file has one, and the errors beside it have no path."""
    cues, errors = Output("cues", ".csv"), Output("errors", ".jsonl")
    outputs = read_outputs(["srt", "cues.csv"])
    assert {cues: Path("out/cues.csv"), errors: Path("out/errors.jsonl")} == Folder(Path("out")).place_tables(outputs)
    assert {cues: Path("x"), errors: None} == OneTable(Path("x")).place_tables(outputs[1:])
    assert {errors: Path("x")} == OneTable(Path("x")).place_tables([errors])


def test_a_plan_refuses_outputs_without_a_place() -> None:
    """Subtitles do not go into one file, and neither do two tables."""
    with pytest.raises(ValueError, match=r"^expected one table for one file, got cues, jobs$"):
        Plan(inputs=(), destination=OneTable(Path("x")), recipe=Recipe(outputs=read_outputs(["cues", "jobs"])))
