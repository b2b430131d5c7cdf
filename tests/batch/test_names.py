"""Names of files, whatever the ids contain."""

import pytest
from helpers.bodies import make_body

from smarthandle_results import decode_response
from smarthandle_results.batch._names import fold_name, number_name, to_name

NAMES = (
    ("00000000000000000000000000000001", "00000000000000000000000000000001"),
    ("****20b4****", "____20b4____"),
    ("../up", "___up"),
    ("..", "__"),
    ("a/b\\c\0d:e", "a_b_c_d_e"),
    ("", "_"),
    ("CON", "_CON"),
    ("nul.txt", "_nul.txt"),
    ("com¹", "_com¹"),
    ("-rf", "_-rf"),
    ("第1集", "第1集"),
    ("e\u0301", "é"),
    ("x~2", "x_2"),
    ("字" * 100, "字" * 50),
)


@pytest.mark.parametrize(("job_id", "name"), NAMES)
def test_job_id(job_id: str, name: str) -> None:
    """Letters, digits, `-`, `_` and `.` are kept; what some file system would refuse becomes `_`."""
    assert name == to_name("{job_id}", decode_response(make_body(JobId=job_id)))


def test_template() -> None:
    """A template's own `/` makes folders, a value's does not; a folder has no dots."""
    response = decode_response(make_body(None, "A/S.R", JobId="id.1"))
    assert "A_S_R/90/x_id.1" == to_name("{job_type}/{shard}/x_{job_id}", response)


def test_folded() -> None:
    """Names that are one file on some file system have the same key, and get numbers."""
    assert fold_name("JOB") == fold_name("job") == fold_name("\uff4aob")
    assert ["a", "a~2"] == [number_name("a", number) for number in (1, 2)]
