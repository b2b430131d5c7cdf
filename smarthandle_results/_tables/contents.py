"""A decoded job → its media, and its texts and objects that have no column in another table."""

from typing import TypeAlias

from smarthandle_results._json import JsonObject
from smarthandle_results._models import Avatar, MediaOnly, Result, Speech, Translation, Unrecognized, find_transcript
from smarthandle_results._tables.job import Job

Medium: TypeAlias = tuple[str, str | None, str | None, str | None]
"""A medium's role, language, id and URL, as a `MediaRow` has them."""

Payload: TypeAlias = tuple[str, int | None, str | JsonObject]
"""A payload's form, the index of its item, and its text, or the object whose JSON is its text: see `PayloadRow`."""


def list_media(job: Job) -> list[Medium]:
    """List all ids and URLs that a job's result holds; the media asset of a job is there without a result, too."""
    result = job.result
    own = result if isinstance(result, Speech | Avatar | Translation | MediaOnly) else job.media
    media: list[Medium] = [("result", None, own.media_id, own.media_url)] if own.media_id or own.media_url else []
    if isinstance(result, Avatar):
        urls = (("output_video", result.output_video_url), ("mask_video", result.mask_video_url))
        media += [(role, None, None, url) for role, url in urls if url]
    elif isinstance(result, Translation):
        media += _list_translated_media(result)
    return media


def _list_translated_media(result: Translation) -> list[Medium]:
    media: list[Medium] = []
    if result.editing_project_id:
        media.append(("editing_project", None, result.editing_project_id, None))
    if result.detext_video_url:
        media.append(("detext_video", None, None, result.detext_video_url))
    for medium in result.media:
        if medium.media_url or not medium.speech_translated_subtitle_url:
            media.append(("translated_video", medium.language, None, medium.media_url))
        if medium.speech_translated_subtitle_url:
            media.append(("translated_subtitles", medium.language, None, medium.speech_translated_subtitle_url))
    return media


def list_payloads(job: Job) -> list[Payload]:
    """List the texts of unknown forms, the texts beside the result, and the objects of keys that no model has."""
    payloads = _list_own_payloads(job.result)
    payloads += [(unread.form, None, unread.text) for unread in job.unread]
    transcript = find_transcript(job.result)
    if transcript is not None:
        payloads.append(("transcript", None, transcript.extra))
        payloads += [("segment", index, extra) for index, extra in enumerate(transcript.extras, 1)]
    if job.usage is not None:
        payloads.append(("usage", None, job.usage.extra))
    return [payload for payload in payloads if payload[2]]


def _list_own_payloads(result: Result | None) -> list[Payload]:
    if isinstance(result, Unrecognized):
        return [("result", None, result.text)]
    if isinstance(result, Avatar):
        return [("avatar", None, result.extra)]
    if isinstance(result, Translation):
        return [
            ("translated_text", None, result.translated_text or ""),
            ("translation", None, result.extra),
            *(("translated_media", index, medium.extra) for index, medium in enumerate(result.media, 1)),
        ]
    return []
