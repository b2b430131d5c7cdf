"""Polls of one job → which of them counts: the one rule, for the command and for every engine.

Of the polls with the same key the one with the highest rank counts; of equal ranks, the last in the archive's order.
"""

from typing import Final

from smarthandle_results._models import Response, State
from smarthandle_results._wanted import RESPONSE, require_kind


def to_poll_key(response: Response) -> str | None:
    """Return the key that all polls of one job share: its id.

    None if the id is missing, blank or masked (it contains `*`): such an id identifies nothing, so that the body is a
    job of its own, which neither supersedes another nor is superseded.
    """
    require_kind(response, Response, RESPONSE)
    job_id = response.job_id or ""
    return None if not job_id.strip() or "*" in job_id else job_id


def to_poll_rank(response: Response) -> tuple[int, str]:
    """Return the rank of a poll: the job's stage, then its `ModifiedTime` (UTC text, which sorts), or "" without one.

    Finished (4) ranks above Failed and Cancelled (3), then Executing and any unknown state (2), then Created and
    Creating (1), then no state at all (0).

    >>> from smarthandle_results import decode_response
    >>> to_poll_rank(decode_response({"State": "Executing", "SmartJobInfo": {"ModifiedTime": "2024-01-17T08:46:17Z"}}))
    (2, '2024-01-17T08:46:17Z')
    """
    require_kind(response, Response, RESPONSE)
    return _STAGES.get(response.state or "", _UNKNOWN_STAGE), response.smart_job_info.modified_time or ""


_UNKNOWN_STAGE: Final = 2
_STAGES: Final[dict[str, int]] = {
    State.FINISHED: 4,
    State.FAILED: 3,
    State.CANCELLED: 3,
    State.EXECUTING: _UNKNOWN_STAGE,
    State.CREATED: 1,
    State.CREATING: 1,
    "": 0,
}
