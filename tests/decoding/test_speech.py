"""Values that hold cues: arrays, objects around them, their JSON text, and what is beside the cues."""

import json

import pytest
from attrs import evolve
from helpers.bodies import make_body
from helpers.problems import find_problems

from smarthandle_results import (
    Avatar,
    JsonObject,
    Note,
    Result,
    Speech,
    Transcript,
    Translation,
    Unrecognized,
    decode_job,
    decode_response,
    decode_result,
    decode_transcript,
    find_transcript,
)

HELLO = {"content": "Hello.", "from": 0.5, "to": 1.25}
ITEM = JsonObject({"content": "Hello.", "from": 0.5, "to": 1.25})
TRANSCRIPT = Transcript((0.5,), (1.25,), ("Hello.",))
OTHER_TYPES = ("TextToSpeech", "NewType", "AvatarVideo", "VideoTranslation", "DynamicChart")


def decode(body: str) -> Result:
    """Decode a body's result."""
    return decode_result(decode_response(body))


@pytest.mark.parametrize(
    ("payload", "extra"),
    [
        ({"details": [HELLO]}, {}),
        ({"segments": [HELLO]}, {}),
        ({"Details": [HELLO], "language": "zh", "n": [1, None]}, {"language": "zh", "n": (1, None)}),
        ({"DETAILS": json.dumps([HELLO]), "x": {"y": ""}}, {"x": {"y": ""}}),
        ({"details": None, "Details": [HELLO], "DETAILS": ""}, {}),
        ({"details": [HELLO], "segments": [HELLO]}, {"segments": (ITEM,)}),
        ({"details": "words", "segments": [HELLO]}, {"details": "words"}),
        ({"Results": [HELLO], "Usages": {"n": 5}}, {"Usages": {"n": 5}}),
        ({"Results": {"Result": [HELLO], "id": "a"}}, {"Results": {"id": "a"}}),
        ({"Results": json.dumps({"Result": [HELLO]}), "none": None}, {}),
        (
            {"Results": {"Result": [{"Type": "ASR", "Data": json.dumps({"details": [HELLO]}) + " "}, {"Type": "OCR"}]}},
            {"Results": {"Result": (JsonObject({"Type": "ASR"}), JsonObject({"Type": "OCR"}))}},
        ),
        ({"Results": {"Result": [{"Data": json.dumps({"details": [HELLO]})}]}}, {}),
        ({"details": json.dumps(json.dumps([HELLO]))}, {}),
        ({"broken": '[{"', "data": {"segments": [HELLO]}}, {"broken": '[{"'}),
    ],
)
@pytest.mark.parametrize("job_type", ["ASR", *OTHER_TYPES])
def test_an_object_around_cues_is_read(payload: object, extra: dict[str, object], job_type: str) -> None:
    """Under any job type, whatever the key and its spelling; what is beside the cues stays in its place."""
    expected = evolve(TRANSCRIPT, extra=JsonObject(extra))  # type: ignore[arg-type]
    job = decode_job(decode_response(make_body(payload, job_type)))
    assert expected == find_transcript(job.result)
    assert (Speech if job_type == "TextToSpeech" else Transcript) is type(job.result)
    assert Note(".JobResult.AiResult | fromjson", "an object around the cues") in job.notes
    assert expected == decode_transcript(json.dumps(payload))


def test_an_empty_array_under_a_known_key_is_a_transcript() -> None:
    """Without cues, and with what is beside them."""
    assert Transcript(extra=JsonObject({"language": "zh"})) == decode(make_body({"details": [], "language": "zh"}))
    assert isinstance(decode(make_body({"segments": [], "language": "zh"})), Unrecognized)


@pytest.mark.parametrize(
    "payload",
    [
        {"a": [HELLO], "b": [HELLO]},
        {"a": [HELLO], "b": {"c": [HELLO]}},
        {"a": [HELLO, "text"]},
        {"a": []},
        {"a": {"b": {"c": {"d": {"e": {"f": [HELLO]}}}}}},
        {"details": "words"},
        {"details": {"SubtitleTracks": []}},
        {"details": 5},
    ],
)
def test_what_has_no_cues_or_several_arrays_of_them_stays_whole(payload: object) -> None:
    """Nothing says which of several are the subtitles."""
    text = json.dumps(payload)
    for job_type in ("ASR", "TextToSpeech", "NewType"):
        job = decode_job(decode_response(make_body(text, job_type)))
        assert (Unrecognized(text), ()) == (job.result, job.notes)


def test_the_own_keys_of_other_results_come_first() -> None:
    """An avatar video with subtitles is more than its subtitles."""
    payload = {"outputVideoUrl": "u", "subtitleClips": json.dumps({"details": [HELLO], "x": 1})}
    transcript = evolve(TRANSCRIPT, extra=JsonObject({"x": 1}))
    for job_type in ("ASR", *OTHER_TYPES):
        assert Avatar(output_video_url="u", transcript=transcript) == decode(make_body(payload, job_type))
    assert Translation(translated_text="t", extra=JsonObject({"details": (ITEM,)})) == decode(
        make_body({"TranslatedText": "t", "details": [HELLO]}, "VideoTranslation")
    )


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_cues_that_were_encoded_more_than_once_are_read(levels: int) -> None:
    """And told, once for each time."""
    text = json.dumps([HELLO])
    for _ in range(levels):
        text = json.dumps(text)
    job = decode_job(decode_response(make_body(text)))
    assert (TRANSCRIPT, ()) == (job.result, job.unread)
    places = [".JobResult.AiResult" + " | fromjson" * level for level in range(levels)]
    assert [Note(place, "JSON that was encoded once more") for place in places] == [*job.notes]
    assert TRANSCRIPT == decode_transcript(text)
    assert TRANSCRIPT == find_transcript(decode(make_body({"subtitleClips": text}, "AvatarVideo")))


@pytest.mark.parametrize("text", ['"Hello."', '"[music] hello"', '"[', '"{', '"[] hello"', '"[a]"', r'"a [\"b\"]"'])
def test_text_in_quotes_stays_text(text: str) -> None:
    """It is what was said, for all that can be known."""
    assert Unrecognized(text) == decode(make_body(text))


@pytest.mark.parametrize(
    ("payload", "path", "message"),
    [
        (json.dumps([HELLO | {"to": None}]), " | fromjson | fromjson | .[0].to", "expected number, got null"),
        ({"details": [HELLO | {"to": "x"}]}, " | fromjson | .details[0].to", "expected number, got string"),
        ({"Results": [HELLO | {"to": []}]}, " | fromjson | .Results[0].to", "expected number, got array"),
        (
            {"a": [{"Data": json.dumps({"details": [HELLO | {"content": {}}]})}]},
            " | fromjson | .a[0].Data | fromjson | .details[0].content",
            "expected string, got object",
        ),
        ({"details": [HELLO], "n": 2**64}, " | fromjson | .n", "expected number, got a number of more than 64 bits"),
        (
            {"details": '[{"content":"a"'},
            " | fromjson | .details",
            "expected JSON, got unexpected end of data at line 1, column 16",
        ),
    ],
)
def test_what_is_wrong_inside_is_reported_at_its_place(payload: object, path: str, message: str) -> None:
    """Every level of JSON text is in the path."""
    body = make_body(json.dumps(payload))
    assert [(f".JobResult.AiResult{path}", message)] == find_problems(decode, body)


def test_cut_text_that_was_encoded_once_more_is_an_error() -> None:
    """As a cut array is, and at the place of the text."""
    text = json.dumps(json.dumps([HELLO]))
    for length in range(5, len(text)):
        [(path, message)] = find_problems(decode, make_body(text[:length]))
        assert (".JobResult.AiResult", "expected JSON, got unexpected end of data at line 1") == (path, message[:51])
