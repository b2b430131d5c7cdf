"""Payloads with media → their values, all of them, and what does not fit at its place."""

import json

import pytest
from helpers.bodies import make_body
from helpers.problems import find_problems

from smarthandle_results import (
    Avatar,
    JsonObject,
    JsonValue,
    Note,
    Speech,
    Transcript,
    Translation,
    decode_job,
    decode_response,
    decode_result,
)

TOO_LARGE = "expected number, got a number of more than 64 bits"
CUE = {"content": "Hello.", "from": 0.5, "to": 1.25}
URLS = {"outputVideoUrl": "o", "maskVideoUrl": "m"}
MEDIA = {"MediaId": "******bf47c94e82b3b2014361******", "MediaUrl": "https://example.com/a.mp4"}


def make_media_body(payload: object, job_type: str) -> dict[str, object]:
    """Make a body of a payload with media beside it."""
    result = {**MEDIA, "AiResult": json.dumps(payload)}
    return {"State": "Finished", "JobResult": result, "SmartJobInfo": {"JobType": job_type}}


def test_every_field_is_read() -> None:
    """URLs, subtitles, the media beside the payload, and the keys that no field reads."""
    payload = {**URLS, "subtitleClips": [CUE], "more": [True, False]}
    assert Avatar(
        output_video_url="o",
        mask_video_url="m",
        transcript=Transcript((0.5,), (1.25,), ("Hello.",)),
        media_id=MEDIA["MediaId"],
        media_url=MEDIA["MediaUrl"],
        extra=JsonObject({"more": (True, False)}),
    ) == decode_result(decode_response(make_media_body(payload, "AvatarVideo")))


@pytest.mark.parametrize(
    ("job_type", "payload", "place", "message"),
    [
        ("AvatarVideo", {**URLS, "more": {"a": [2**64]}}, ".more.a[0]", TOO_LARGE),
        ("AvatarVideo", {"maskVideoUrl": 5}, ".maskVideoUrl", "expected string, got number"),
        ("TextToSpeech", [{**CUE, "from": None}], ".[0].from", "expected number, got null"),
        ("VideoTranslation", {"MediaUrl": 5}, ".MediaUrl", "expected string, got number"),
        ("VideoTranslation", {"MediaUrl": "u", "more": [2**64]}, ".more[0]", TOO_LARGE),
        (
            "VideoTranslation",
            {"TranslatedTextArray": [{"source": "a", "target": "b", "more": 2**64}]},
            ".TranslatedTextArray[0].more",
            TOO_LARGE,
        ),
        (
            "VideoTranslation",
            {"VideoTranslationAiResultMap": {"en": {"more": 2**64}}},
            ".VideoTranslationAiResultMap.en.more",
            TOO_LARGE,
        ),
    ],
)
def test_what_does_not_fit_is_reported_at_its_place(job_type: str, payload: object, place: str, message: str) -> None:
    """Also under keys that no field reads."""
    problems = find_problems(lambda text: decode_result(decode_response(text)), make_body(payload, job_type))
    assert [(f".JobResult.AiResult | fromjson | {place}", message)] == problems


@pytest.mark.parametrize(
    ("job_type", "payload"),
    [("AvatarVideo", URLS), ("TextToSpeech", [CUE]), ("VideoTranslation", {"EditingProjectId": "p"})],
)
def test_the_media_beside_a_payload_is_kept(job_type: str, payload: object) -> None:
    """Its id and its URL."""
    result = decode_result(decode_response(make_media_body(payload, job_type)))
    assert isinstance(result, Avatar | Speech | Translation)
    assert (MEDIA["MediaId"], MEDIA["MediaUrl"]) == (result.media_id, result.media_url)


def test_subtitles_in_two_spellings_are_both_kept() -> None:
    """The last that is not empty is read, and the other is among the other keys."""
    other: dict[str, JsonValue] = {"content": "Bye.", "from": 0.5, "to": 1.25}
    payload = {
        "subtitleClips": [other],
        "SubtitleClips": json.dumps([CUE]),
        "SUBTITLECLIPS": [],
        "subtitle_clips": None,
    }
    avatar = decode_result(
        decode_response(make_body({**payload, "maskVideoUrl": "a", "MaskVideoUrl": "b"}, "AvatarVideo"))
    )
    assert (
        Avatar(
            mask_video_url="b",
            transcript=Transcript((0.5,), (1.25,), ("Hello.",)),
            extra=JsonObject({"subtitleClips": (JsonObject(other),), "maskVideoUrl": "a"}),
        )
        == avatar
    )


def test_subtitles_that_are_a_value_or_encoded_once_more_are_noted() -> None:
    """At their place."""
    for clips, message in (
        ([CUE], "an array in place of text"),
        (json.dumps(json.dumps([CUE])), "JSON that was encoded once more"),
    ):
        job = decode_job(decode_response(make_body({"subtitleClips": clips}, "AvatarVideo")))
        assert (Note(".JobResult.AiResult | fromjson | .subtitleClips", message),) == job.notes
