"""Polls of jobs, for all that chooses the last of each."""

import json
from typing import Final

POLLS: Final = [
    ("a", "Executing", "2024-01-01T00:00:09Z"),
    ("a", "Finished", "2024-01-01T00:00:01Z"),
    ("a", "Finished", "2024-01-01T00:00:02Z"),
    ("a", "Created", None),
    ("b", "Executing", "2024-01-01T00:00:01Z"),
    ("b", "Executing", "2024-01-01T00:00:01Z"),
    ("****b", "Finished", None),
    ("****b", "Finished", None),
    (None, "Finished", None),
    (None, "Finished", None),
]
"""Polls of jobs, as `make_poll` makes them."""

LATEST: Final = (2, *range(5, 10))
"""The places of those that count."""


def make_poll(job_id: str | None, state: str, modified_time: str | None) -> str:
    """Make the body of a poll."""
    return json.dumps({"JobId": job_id, "State": state, "SmartJobInfo": {"ModifiedTime": modified_time}})
