"""A VideoTranslation payload → its values."""

from helpers.bodies import make_body

from smarthandle_results import (
    JsonObject,
    TranslatedMedia,
    TranslatedText,
    Translation,
    decode_response,
    decode_result,
)


def test_every_field_is_read() -> None:
    """Pairs, media by language, one medium's keys flat, and the keys that no field reads."""
    payload = {
        "EditingProjectId": "p",
        "TranslatedText": "t",
        "TranslatedTextArray": [{"source": "a", "target": "b", "more": 1}],
        "DetextVideoUrl": "d",
        "VideoTranslationAiResultMap": {"en": {"MediaUrl": "u", "SpeechTranslatedSubtitleUrl": "s", "more": 2}},
        "MediaUrl": "v",
        "SpeechTranslatedSubtitleUrl": "w",
        "more": 3,
    }
    assert Translation(
        editing_project_id="p",
        translated_text="t",
        pairs=(TranslatedText("a", "b", JsonObject({"more": 1})),),
        detext_video_url="d",
        media=(
            TranslatedMedia(media_url="v", speech_translated_subtitle_url="w"),
            TranslatedMedia(
                language="en", media_url="u", speech_translated_subtitle_url="s", extra=JsonObject({"more": 2})
            ),
        ),
        extra=JsonObject({"more": 3}),
    ) == decode_result(decode_response(make_body(payload, "VideoTranslation")))


def test_what_two_spellings_have_is_kept() -> None:
    """Of pairs the last that are not empty, of two maps the media of both; the rest is among the other keys."""
    pair, medium = {"Source": "a", "Target": "b"}, {"MediaURL": "https://example.com/1"}
    payload = {
        "translatedTextArray": [{**pair, "Target": "c"}],
        "TranslatedTextArray": [pair],
        "TRANSLATEDTEXTARRAY": [],
        "VideoTranslationAiResultMap": {"en": medium},
        "videoTranslationAiResultMap": {"en": {"MediaURL": "https://example.com/2"}},
        "MediaUrl": "v",
        "mediaUrl": "w",
    }
    translation = decode_result(decode_response(make_body(payload, "VideoTranslation")))
    assert isinstance(translation, Translation)
    assert (TranslatedText("a", "b"),) == translation.pairs
    assert ["w", "https://example.com/1", "https://example.com/2"] == [one.media_url for one in translation.media]
    others = {"translatedTextArray": ({"Source": "a", "Target": "c"},), "MediaUrl": "v"}
    assert others == {key: translation.extra[key] for key in others}
