"""The archive itself, by plain pyarrow: what the other engines' tables are compared with."""

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.engines
pq = pytest.importorskip("pyarrow.parquet", reason="needs the extra engines")

import archive as made  # noqa: E402 - after the check for pyarrow

from smarthandle_results import (  # noqa: E402
    DecodeError,
    decode_job,
    decode_response,
    to_copy_rows,
    to_cue_rows,
)


def test_a_hundred_bodies_are_bad(expected: dict[str, Any]) -> None:
    """Each of the hundred is a row of the errors, and every other body is a row of the jobs."""
    assert list(made.BAD_ROWS) == sorted(expected["errors"]["row"].to_pylist())
    assert sorted({*range(made.SIZE)} - {*made.BAD_ROWS}) == sorted(expected["jobs"]["row"].to_pylist())
    assert len({*expected["errors"]["message"].to_pylist()}) == len(made.BAD_BODIES)


def test_rows_are_those_of_the_public_functions(archive: Path, expected: dict[str, Any]) -> None:
    """The functions that make rows make the same cues and copies, one body after another."""
    cues, copies = list[tuple[object, ...]](), list[tuple[object, ...]]()
    for row, body in enumerate(pq.read_table(archive)["body"].to_pylist()):
        try:
            job = decode_job(decode_response(body or b""))
        except DecodeError:
            continue
        cues += ((row, cue.cue_index, cue.end_ms, cue.text) for cue in to_cue_rows(job))
        copies += ((row, copy.copy_index, copy.job_id, copy.text) for copy in to_copy_rows(job))
    assert cues == _take(expected["cues"], "row", "cue_index", "end_ms", "text")
    assert copies == _take(expected["copies"], "row", "copy_index", "job_id", "text")


def _take(table: Any, *names: str) -> list[tuple[object, ...]]:
    return list(zip(*(table[name].to_pylist() for name in names), strict=True))


def test_the_large_body_is_large(archive: Path, expected: dict[str, Any]) -> None:
    """One body has 20 MB, and all of its cues are there, each with the other columns of its row."""
    assert len(pq.read_table(archive)["body"][1235].as_py()) == made.LARGE
    cues = expected["cues"].slice(expected["cues"]["job_id"].index("large").as_py(), 200_000)
    assert {"large"} == {*cues["job_id"].to_pylist()}
    assert {1235} == {*cues["row"].to_pylist(), *cues["source_Job_ID"].to_pylist()}
    assert {"1235", None} == {tag for tags in cues["source_cue_index"].to_pylist()[::1000] for tag in tags}
