"""A `Response` → a few lines about where a subtitle file comes from."""

from smarthandle_results._decoding.payload import find_media
from smarthandle_results._models import Response
from smarthandle_results._wanted import RESPONSE, require_kind


def to_note(response: Response) -> str:
    """Write where a subtitle file comes from, for `to_vtt`: a line for each id and time that the body has.

    >>> from smarthandle_results import decode_response
    >>> print(to_note(decode_response({"JobId": "******042d", "SmartJobInfo": {"JobType": "ASR"}})))
    JobId: ******042d
    JobType: ASR
    """
    require_kind(response, Response, RESPONSE)
    info = response.smart_job_info
    facts = {
        "JobId": response.job_id,
        "JobType": info.job_type,
        "MediaId": find_media(response).media_id,
        "CreateTime": info.create_time,
    }
    return "\n".join(f"{name}: {fact}" for name, fact in facts.items() if fact)
