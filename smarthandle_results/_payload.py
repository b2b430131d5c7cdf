"""A `Response` → the payload of its result and the place where it stands."""

import re
from typing import Final, final

from attrs import frozen

from smarthandle_results._models import Response
from smarthandle_results._paths import at_key


@final
@frozen(kw_only=True)
class Payload:
    """The text to decode (None if there is none), its place as a jq filter, and the media beside it."""

    text: str | None
    path: str
    media_id: str | None
    media_url: str | None


def find_payload(response: Response) -> Payload:
    """Take `AiResult`, or else what `Output` holds: text, or a media asset's id or URL."""
    result = response.job_result
    media_id, media_url = result.media_id or None, result.media_url or None
    if result.ai_result and not result.ai_result.isspace():
        path = path_to(response, "JobResult", "AiResult")
        return Payload(text=result.ai_result, path=path, media_id=media_id, media_url=media_url)
    output = (response.output or "").strip()
    text = None
    if _URL.match(output):
        media_url = media_url or output
    elif _ID.fullmatch(output):
        media_id = media_id or output
    elif output not in {"", "{}", "null"}:
        text = response.output
    return Payload(text=text, path=path_to(response, "Output"), media_id=media_id, media_url=media_url)


def path_to(response: Response, *keys: str) -> str:
    """Point at a place in a response's body, its keys spelled as the body spells them."""
    path = response.source.path
    for key in keys:
        path = at_key(path, key[0].lower() + key[1:] if response.source.camel_case else key)
    return path


_URL: Final = re.compile(r"(https?|oss)://\S+\Z", re.IGNORECASE)
_ID: Final = re.compile(r"[0-9A-Za-z*_-]{16,}")
