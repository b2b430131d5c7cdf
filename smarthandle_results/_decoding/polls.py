"""Polls of one job → which of them counts: the one rule, for the command and for every engine.

Of the polls with one key the one with the highest rank counts; of equal ranks the later in the archive's order.
"""

from typing import Final

from smarthandle_results._models import Response, State


def to_poll_key(response: Response) -> str | None:
    """Take the id that polls of one job share.

    None if the id is missing, blank or masked (it holds `*`): such an id identifies nothing, so that its body is a
    job of its own, which supersedes none and is superseded by none.
    """
    job_id = response.job_id or ""
    return None if not job_id.strip() or "*" in job_id else job_id


def to_poll_rank(response: Response) -> tuple[int, str]:
    """Make the rank of a poll: how far the job was, then its `ModifiedTime` (UTC text, which sorts), "" if it has none.

    Finished (4) is over Failed and Cancelled (3), over Executing and any state that is not known (2), over Created and
    Creating (1), over no state at all (0).
    """
    return _STAGES.get(response.state or "", _UNKNOWN), response.smart_job_info.modified_time or ""


_UNKNOWN: Final = 2
_STAGES: Final[dict[str, int]] = {
    State.FINISHED: 4,
    State.FAILED: 3,
    State.CANCELLED: 3,
    State.EXECUTING: _UNKNOWN,
    State.CREATED: 1,
    State.CREATING: 1,
    "": 0,
}
