"""A `Response` → a few lines that tell a subtitle file's provenance."""

from smarthandle_results._decoding.payload import find_payload
from smarthandle_results._models import Response


def to_note(response: Response) -> str:
    """Tell a job's provenance in a few lines, for `to_vtt`: the ids and times that the body has, each with its name."""
    info = response.smart_job_info
    facts = {
        "JobId": response.job_id,
        "JobType": info.job_type,
        "MediaId": find_payload(response).media_id,
        "CreateTime": info.create_time,
    }
    return "\n".join(f"{name}: {fact}" for name, fact in facts.items() if fact)
