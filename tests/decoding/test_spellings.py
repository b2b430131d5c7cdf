"""Keys of any spelling → their values."""

import pytest

from smarthandle_results._decoding.spellings import find_spelling, list_others


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({}, ("jobId", None)),
        ({"jobId": None}, ("jobId", None)),
        ({"JOB_ID": 1}, ("JOB_ID", 1)),
        ({"job_id": 1, "JobId": 2}, ("JobId", 2)),
        ({"job_id": 1, "JobId": None}, ("job_id", 1)),
        ({7: 1, "jobid": 2}, ("jobid", 2)),
    ],
)
def test_of_several_spellings_the_last_that_is_not_null_counts(raw: dict[str, object], expected: object) -> None:
    """The one rule for models, clips and pairs alike."""
    assert expected == find_spelling(raw, "jobId")


def test_the_items_beside_a_key_have_no_empty_spelling_of_it() -> None:
    """Nor nulls."""
    raw = {"details": [1], "Details": "", "DETAILS": None, "dEtails": "a", "x": "", "y": None}
    assert {"dEtails": "a", "x": ""} == list_others(raw, "details")
