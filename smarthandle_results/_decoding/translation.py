"""A VideoTranslation payload → `Translation`: text pairs, a map of media by language, or the URLs of one medium."""

from collections.abc import Iterator, Mapping
from typing import Any, final

from attrs import evolve, frozen

from smarthandle_results._decoding.json_text import is_array, is_object, mismatch
from smarthandle_results._decoding.paths import at_index, at_key
from smarthandle_results._decoding.spellings import find_spelling, list_spellings
from smarthandle_results._decoding.structure import other_items, structure
from smarthandle_results._errors import Problems
from smarthandle_results._json import JsonObject
from smarthandle_results._models import MediaOnly, TranslatedMedia, TranslatedText, Translation


def read_translation(raw: Mapping[str, Any], path: str, media: MediaOnly, problems: Problems) -> Translation:
    """Read the object of a payload; each value that does not fit is a problem."""
    wire = structure(_TranslationPayload, raw, path, problems) or _TranslationPayload()
    flat = TranslatedMedia(media_url=wire.media_url, speech_translated_subtitle_url=wire.speech_translated_subtitle_url)
    return Translation(
        editing_project_id=wire.editing_project_id,
        translated_text=wire.translated_text,
        pairs=_read_pairs(raw, path, problems),
        detext_video_url=wire.detext_video_url,
        media=(
            *((flat,) if flat != TranslatedMedia() else ()),
            *_read_media(raw, path, problems),
        ),
        media_id=media.media_id,
        media_url=media.media_url,
        extra=other_items(_TranslationPayload, raw, path, problems),
    )


def _read_pairs(raw: Mapping[str, Any], path: str, problems: Problems) -> tuple[TranslatedText, ...]:
    key, items = find_spelling(raw, "TranslatedTextArray")
    path = at_key(path, key)
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


def _read_media(raw: Mapping[str, Any], path: str, problems: Problems) -> Iterator[TranslatedMedia]:
    """Read the map of media by language; of two maps, under two spellings of the key, the media of both."""
    for key, by_language in list_spellings(raw, "VideoTranslationAiResultMap"):
        if is_object(by_language):
            for language, item in by_language.items():
                yield _read_medium(language, item, at_key(at_key(path, key), language), problems)
        else:
            problems.add(at_key(path, key), mismatch("object", by_language))


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
