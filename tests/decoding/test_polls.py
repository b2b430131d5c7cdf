"""Which poll of a job counts."""

import pytest

from smarthandle_results import Response, SmartJobInfo, to_poll_key, to_poll_rank


def _poll(state: str | None, modified_time: str | None = None) -> Response:
    return Response(state=state, smart_job_info=SmartJobInfo(modified_time=modified_time))


def test_states_rank_by_how_far_the_job_is() -> None:
    """No state < Created < Executing < Failed < Finished, whatever the times say."""
    states = [None, "Created", "Executing", "Failed", "Finished"]
    ranks = [to_poll_rank(_poll(state, f"2024-01-0{9 - day}T00:00:00Z")) for day, state in enumerate(states)]
    assert sorted(set(ranks)) == ranks


@pytest.mark.parametrize(
    ("state", "other"), [("Creating", "Created"), ("Cancelled", "Failed"), ("Queuing", "Executing"), ("", None)]
)
def test_states_that_are_equally_far(state: str, other: str | None) -> None:
    """States of one stage rank by time only; a state that is not known is as far as Executing."""
    assert to_poll_rank(_poll(other)) == to_poll_rank(_poll(state))


def test_times_rank_polls_of_one_state() -> None:
    """The later `ModifiedTime` is the higher rank, and none at all the lowest."""
    times = [None, "2023-12-31T23:59:59Z", "2024-01-01T00:00:00Z"]
    ranks = [to_poll_rank(_poll("Executing", time)) for time in times]
    assert sorted(set(ranks)) == ranks


def test_an_id_is_a_key() -> None:
    """Polls of one job share its id."""
    assert "20b48fb04483915d4f2cd8ac" == to_poll_key(Response(job_id="20b48fb04483915d4f2cd8ac"))


@pytest.mark.parametrize("job_id", [None, "", " ", "****20b48fb04483915d4f2cd8ac****"])
def test_an_id_that_identifies_nothing(job_id: str | None) -> None:
    """A missing, blank or masked id is not a key."""
    assert to_poll_key(Response(job_id=job_id)) is None
