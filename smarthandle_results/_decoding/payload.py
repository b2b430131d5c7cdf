"""A `Response` → the payload of its result, and where it is."""

import re
from typing import Final, final

from attrs import frozen

from smarthandle_results._decoding.json_text import fold_key
from smarthandle_results._decoding.paths import at_key
from smarthandle_results._models import MediaOnly, Response


@final
@frozen(kw_only=True)
class Payload:
    """The `text` to decode (None without one), the `path` of its place, and the `media` asset beside it."""

    text: str | None
    path: str
    media: MediaOnly


def find_payload(response: Response) -> Payload:
    """Find the payload in `AiResult`, or else in `Output`, which may also be the id or the URL of a media asset."""
    result = response.job_result
    media_id, media_url = result.media_id or None, result.media_url or None
    text, path = _drop_empty(result.ai_result), path_to(response, "JobResult", "AiResult")
    output = (response.output or "").strip()
    if _URL.match(output):
        media_url = media_url or output
    elif _ID.fullmatch(output):
        media_id = media_id or output
    elif text is None:
        text, path = _drop_empty(response.output), path_to(response, "Output")
    return Payload(text=text, path=path, media=MediaOnly(media_id=media_id, media_url=media_url))


def find_media(response: Response) -> MediaOnly:
    """Find the media asset of a job, beside its result or in `Output`; without one, its id and URL are None.

    >>> from smarthandle_results import decode_response
    >>> find_media(decode_response('{"Output": "oss://example-bucket/video.mp4"}'))
    MediaOnly(media_id=None, media_url='oss://example-bucket/video.mp4')
    """
    return find_payload(response).media


def path_to(response: Response, *keys: str) -> str:
    """Return the path of a place in a response's body, each key in the body's own spelling."""
    path = response.source.path
    for key in keys:
        own = [spelling for spelling in response.source.spellings if fold_key(spelling) == fold_key(key)]
        path = at_key(path, own[-1] if own else key)
    return path


def _drop_empty(text: str | None) -> str | None:
    # A tuple, because a set would hash all of a long payload.
    return None if text is None or text.strip() in ("", "{}", "null") else text


_URL: Final = re.compile(r"(https?|oss)://\S+\Z", re.IGNORECASE)
_ID: Final = re.compile(r"[0-9A-Za-z*_-]{16,}")
"""The ids of media assets have 32 characters, some masked. Shorter words may be a result that is plain text."""
