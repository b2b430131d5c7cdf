"""A `Response` → the payloads that may be its result, and where they are."""

import re
from functools import cache
from typing import Any, Final, final

from attrs import frozen

from smarthandle_results._decoding.json_text import fold_key, load_payload
from smarthandle_results._decoding.paths import at_key, in_string
from smarthandle_results._errors import Problems
from smarthandle_results._making import make
from smarthandle_results._models import JobType, MediaOnly, Response
from smarthandle_results._wanted import RESPONSE, require_kind


@final
@frozen
class Payload:
    """A payload of a response to decode: its `text`, None without one; its `form` is `ai_result` or `output`.

    `parsed` is the array in it, where it is known.
    """

    response: Response
    form: str
    text: str | None
    parsed: list[Any] | None = None

    def locate(self) -> tuple[str, str]:
        """Return the place of the text, and that of the JSON in it."""
        return locate(self.response, *_KEYS[self.form])

    def load(self, problems: Problems) -> tuple[list[Any] | dict[str, Any] | None, str]:
        """Return the array or object in it, None where it is plain text or absent, and the place of the JSON."""
        path, root = self.locate()
        return load_payload(self.text, path, root, problems) if self.parsed is None else (self.parsed, root)

    @property
    def media(self) -> MediaOnly:
        """The media asset beside the payload."""
        return find_media(self.response)


def find_payloads(response: Response, parsed: list[Any] | None = None) -> list[Payload]:
    """Find `AiResult`, and then `Output` unless it is the id or the URL of a media asset: at least one of them.

    `parsed` is the array in the `AiResult`, where it is known.
    """
    ai_result, output = drop_empty(response.job_result.ai_result), drop_empty(response.output)
    if output is not None and _is_media(output.strip(), response):
        output = None
    payloads: list[Payload] = []
    if ai_result is not None or output is None:
        payloads.append(Payload(response, "ai_result", ai_result, parsed))
    if output is not None:
        payloads.append(Payload(response, "output", output))
    return payloads


def drop_empty(text: str | None) -> str | None:
    """Return the text of a payload, None if it says nothing."""
    # A tuple, because a set would hash all of a long payload.
    return None if text is None or text.strip() in ("", "{}", "null") else text


def find_media(response: Response) -> MediaOnly:
    """Find the media asset of a job, beside its result or in `Output`; without one, its id and URL are None.

    >>> from smarthandle_results import decode_response
    >>> find_media(decode_response('{"Output": "oss://example-bucket/video.mp4"}'))
    MediaOnly(media_id=None, media_url='oss://example-bucket/video.mp4')
    """
    require_kind(response, Response, RESPONSE)
    result = response.job_result
    media_id, media_url = result.media_id or None, result.media_url or None
    output = (response.output or "").strip()
    if output and _is_media(output, response):
        if _URL.match(output):
            media_url = media_url or output
        else:
            media_id = media_id or output
    return make(MediaOnly, {"media_id": media_id, "media_url": media_url})


def locate(response: Response, *keys: str) -> tuple[str, str]:
    """Return the path of text in a response's body, each key in the body's own spelling, and that of the JSON in it.

    Where the body has no text there, but the value itself, both are the same.
    """
    source = response.source
    if source is _PLAIN:
        return _locate_plain(keys)
    path = source.path
    for key in keys:
        own = [spelling for spelling in source.spellings if fold_key(spelling) == fold_key(key)]
        path = at_key(path, own[-1] if own else key)
    return path, path if path in source.values else in_string(path)


@cache
def _locate_plain(keys: tuple[str, ...]) -> tuple[str, str]:
    path = f".{'.'.join(keys)}"
    return path, in_string(path)


def _is_media(output: str, response: Response) -> bool:
    """Return whether an output is the URL or the id of a media asset."""
    is_short = response.smart_job_info.job_type in _MEDIA_TYPES
    return bool(_URL.match(output) or (_SHORT_ID if is_short else _ID).fullmatch(output))


_KEYS: Final = {"ai_result": ("JobResult", "AiResult"), "output": ("Output",)}
_PLAIN: Final = Response().source
"""The source of every body with nothing unusual about it, as nearly all are: its places are spelled once."""

_URL: Final = re.compile(r"(https?|oss)://\S+\Z", re.IGNORECASE)
_ID: Final = re.compile(r"[0-9A-Za-z*_-]{16,}")
"""The ids of media assets have 32 characters, some masked. Shorter words may be a result that is plain text."""

_MEDIA_TYPES: Final = (JobType.TEXT_TO_SPEECH, JobType.AVATAR_VIDEO, JobType.DYNAMIC_CHART)
_SHORT_ID: Final = re.compile(r"[0-9A-Za-z*_-]{16,}|(?=\D*\d|[^*]*\*)(?:\w+[:=](?://)?)?[0-9A-Za-z*_-]{8,}", re.ASCII)
"""The result of these jobs is a media asset and never plain text: a shorter word is an id too, if it has a digit."""
