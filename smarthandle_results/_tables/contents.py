"""A decoded job → its media, and its texts and objects that have no column in another table.

Most jobs have none of either, so that a look at what is not there is all that these functions may cost.
"""

from collections.abc import Iterable
from typing import TypeAlias

from smarthandle_results._json import JsonObject
from smarthandle_results._models import Avatar, MediaOnly, Result, Speech, Translation, Unrecognized, find_transcript
from smarthandle_results._tables.job import Job

Medium: TypeAlias = tuple[str, str | None, str | None, str | None]
"""A medium's role, language, id and URL, as a `MediaRow` has them."""

Payload: TypeAlias = tuple[str, int | None, str | JsonObject]
"""A payload's form, the index of its item, and its text, or the object whose JSON is its text: see `PayloadRow`."""

_WithMedia: TypeAlias = Speech | Avatar | Translation | MediaOnly


def list_media(job: Job) -> list[Medium]:
    """List all ids and URLs that a job's result holds; the media asset of a job is there without a result, too."""
    result = job.result
    own = result if isinstance(result, _WithMedia) else job.media
    media: list[Medium] = [("result", None, own.media_id, own.media_url)] if own.media_id or own.media_url else []
    if isinstance(result, Avatar):
        urls = (("output_video", result.output_video_url), ("mask_video", result.mask_video_url))
        media += [(role, None, None, url) for role, url in urls if url]
    elif isinstance(result, Translation):
        media += _list_translated_media(result)
    return media


def _list_translated_media(result: Translation) -> Iterable[Medium]:
    if result.editing_project_id:
        yield "editing_project", None, result.editing_project_id, None
    if result.detext_video_url:
        yield "detext_video", None, None, result.detext_video_url
    for medium in result.media:
        if medium.media_url or not medium.speech_translated_subtitle_url:
            yield "translated_video", medium.language, None, medium.media_url
        if medium.speech_translated_subtitle_url:
            yield "translated_subtitles", medium.language, None, medium.speech_translated_subtitle_url


def list_payloads(job: Job) -> list[Payload]:
    """List the texts of unknown forms, the texts beside the result, and the objects of keys that no model has."""
    payloads = [] if job.result is None else [*_list_result_payloads(job.result)]
    if job.unread:
        payloads += [(unread.form, None, unread.text) for unread in job.unread]
    if job.usage is not None and job.usage.extra:
        payloads.append(("usage", None, job.usage.extra))
    return payloads


def _list_result_payloads(result: Result) -> Iterable[Payload]:
    if isinstance(result, Unrecognized):
        yield "result", None, result.text
    elif isinstance(result, Translation):
        yield from _list_translated_payloads(result)
    elif isinstance(result, Avatar) and result.extra:
        yield "avatar", None, result.extra
    transcript = find_transcript(result)
    if transcript is not None:
        if transcript.extra:
            yield "transcript", None, transcript.extra
        for index, extra in enumerate(transcript.extras, 1):
            if extra:
                yield "segment", index, extra


def _list_translated_payloads(result: Translation) -> Iterable[Payload]:
    if result.translated_text:
        yield "translated_text", None, result.translated_text
    if result.extra:
        yield "translation", None, result.extra
    for index, medium in enumerate(result.media, 1):
        if medium.extra:
            yield "translated_media", index, medium.extra
