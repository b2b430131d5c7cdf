"""A VideoTranslation payload → `Translation`: text pairs, a map of media by language, or the URLs of one medium."""

from collections.abc import Mapping
from typing import Any, final

from attrs import evolve, frozen

from smarthandle_results._decoding.json_text import is_array, is_object, mismatch
from smarthandle_results._decoding.paths import at_index, at_key, in_string
from smarthandle_results._decoding.payload import Payload
from smarthandle_results._decoding.structure import find_spelling, other_items, structure
from smarthandle_results._errors import Problems
from smarthandle_results._json import JsonObject
from smarthandle_results._models import TranslatedMedia, TranslatedText, Translation


def read_translation(raw: Mapping[str, Any], payload: Payload, problems: Problems) -> Translation:
    """Read the object of a payload; each value that does not fit is a problem."""
    path = in_string(payload.path)
    wire = structure(_TranslationPayload, raw, path, problems) or _TranslationPayload()
    flat = TranslatedMedia(media_url=wire.media_url, speech_translated_subtitle_url=wire.speech_translated_subtitle_url)
    return Translation(
        editing_project_id=wire.editing_project_id,
        translated_text=wire.translated_text,
        pairs=_read_pairs(*_locate(raw, "TranslatedTextArray", path), problems),
        detext_video_url=wire.detext_video_url,
        media=(
            *((flat,) if flat != TranslatedMedia() else ()),
            *_read_media(*_locate(raw, "VideoTranslationAiResultMap", path), problems),
        ),
        media_id=payload.media.media_id,
        media_url=payload.media.media_url,
        extra=other_items(_TranslationPayload, raw, path, problems),
    )


def _locate(raw: Mapping[str, Any], key: str, path: str) -> tuple[str, object]:
    """Return the path and the value of a key."""
    key, value = find_spelling(raw, key)
    return at_key(path, key), value


def _read_pairs(path: str, items: object, problems: Problems) -> tuple[TranslatedText, ...]:
    if items is None:
        return ()
    if not is_array(items):
        problems.add(path, mismatch("array", items))
        return ()
    pairs = (_read_pair(item, at_index(path, index), problems) for index, item in enumerate(items))
    return tuple(pair for pair in pairs if pair is not None)


def _read_pair(item: object, path: str, problems: Problems) -> TranslatedText | None:
    pair = structure(TranslatedText, item, path, problems)
    if pair is None or not is_object(item):
        return None
    return evolve(pair, extra=other_items(TranslatedText, item, path, problems))


def _read_media(path: str, by_language: object, problems: Problems) -> tuple[TranslatedMedia, ...]:
    if by_language is None:
        return ()
    if not is_object(by_language):
        problems.add(path, mismatch("object", by_language))
        return ()
    return tuple(_read_medium(key, raw, at_key(path, key), problems) for key, raw in by_language.items())


def _read_medium(language: str, raw: object, path: str, problems: Problems) -> TranslatedMedia:
    medium = structure(TranslatedMedia, raw, path, problems) or TranslatedMedia()
    extra = other_items(TranslatedMedia, raw, path, problems) if is_object(raw) else JsonObject()
    return evolve(medium, language=language, extra=extra)


@final
@frozen(kw_only=True)
class _TranslationPayload:
    editing_project_id: str | None = None
    translated_text: str | None = None
    translated_text_array: Any = None
    detext_video_url: str | None = None
    video_translation_ai_result_map: Any = None
    media_url: str | None = None
    speech_translated_subtitle_url: str | None = None
