"""Bodies whose payloads are arrays and objects in place of text."""

import json
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from helpers.bodies import make_body
from helpers.problems import find_problems
from hypothesis import given, strategies as st

from smarthandle_results import (
    Avatar,
    Copies,
    Copy,
    DecodeError,
    JsonObject,
    Note,
    Problem,
    Transcript,
    Usage,
    decode_editing_config,
    decode_job,
    decode_job_parameters,
    decode_response,
    decode_result,
    decode_usage,
    decode_user_data,
)

HELLO = {"content": "你好", "from": 0.5, "to": 1.25}
TRANSCRIPT = Transcript((0.5,), (1.25,), ("你好",))
AVATAR = Avatar(output_video_url="u", transcript=TRANSCRIPT)
ARRAY, OBJECT = "an array in place of text", "an object in place of text"


class Word(StrEnum):
    """Text that is more than text."""

    HELLO = "Hello."


def make_inlined_body(ai_result: object, job_type: str = "ASR", **fields: object) -> dict[str, Any]:
    """Make a body whose payload is a value."""
    return {"State": "Finished", "JobResult": {"AiResult": ai_result}, "SmartJobInfo": {"JobType": job_type}, **fields}


@pytest.mark.parametrize(
    ("payload", "job_type", "result"),
    [
        ([HELLO], "ASR", TRANSCRIPT),
        ([], "ASR", Transcript()),
        ({"details": [HELLO]}, "ASR", TRANSCRIPT),
        ([HELLO], "NewType", TRANSCRIPT),
        ({"outputVideoUrl": "u", "subtitleClips": [HELLO]}, "AvatarVideo", AVATAR),
        (["a", {"text": "b"}], "TextGenerate", Copies.of((Copy("a"), Copy("b", JsonObject({"text": "b"}))))),
    ],
)
def test_a_payload_that_is_a_value_is_read(payload: object, job_type: str, result: object) -> None:
    """As its JSON text is, which stays in the response; and that it was a value is noted."""
    response = decode_response(json.dumps(make_inlined_body(payload, job_type)))
    assert json.dumps(payload, ensure_ascii=False, separators=(",", ":")) == response.job_result.ai_result
    job = decode_job(response)
    assert result == job.result == decode_result(decode_response(make_body(payload, job_type)))
    assert Note(".JobResult.AiResult", ARRAY if isinstance(payload, list) else OBJECT) == job.notes[0]


def test_every_text_of_json_may_be_a_value() -> None:
    """In any spelling, in an envelope, and alone or with others."""
    info = {
        "JobType": "TextGenerate",
        "editingConfig": {"Type": "Title", "GenerateConfig": {"keywords": "a"}},
        "InputConfig": {"job_parameters": {"duration": "00:30:00"}},
    }
    body = {"Output": [], "userData": [1, None], "JobResult": {"Usage": {"total_tokens": 5}}, "SmartJobInfo": info}
    response = decode_response({"statusCode": 200, "headers": {}, "body": {"State": "Finished", **body}})
    assert (
        [
            ".body.Output",
            ".body.userData",
            ".body.JobResult.Usage",
            ".body.SmartJobInfo.editingConfig",
            ".body.SmartJobInfo.InputConfig.job_parameters",
        ]
        == [note.path for note in response.source.notes]
        == [*response.source.values]
    )
    config = decode_editing_config(response)
    assert config is not None
    assert ("Title", JsonObject({"keywords": "a"})) == (config.type, config.generate_config)
    assert JsonObject({"duration": "00:30:00"}) == decode_job_parameters(response)
    assert (1, None) == decode_user_data(response)
    assert Usage(5) == decode_usage(response)
    assert response.source.notes == decode_job(response).notes


@pytest.mark.parametrize(
    ("body", "path", "message"),
    [
        (
            make_inlined_body([HELLO, {**HELLO, "from": None}]),
            ".JobResult.AiResult[1].from",
            "expected number, got null",
        ),
        (
            {"jobResult": {"aiResult": {"details": [5]}}, "smartJobInfo": {"jobType": "ASR"}},
            ".jobResult.aiResult.details[0]",
            "expected object, got number",
        ),
        (make_inlined_body("", Output=[5]), ".Output[0]", "expected object, got number"),
        (
            make_inlined_body({"subtitleClips": '[{"from":0}]'}, "AvatarVideo"),
            ".JobResult.AiResult.subtitleClips | fromjson | .[0].content",
            "expected string, got nothing",
        ),
        (
            make_inlined_body(["a", 5], "TextGenerate"),
            ".JobResult.AiResult[1]",
            "expected string or object, got number",
        ),
        (
            make_inlined_body({"output": {"usage": 1}, "subtitleClips": 1}, "AvatarVideo"),
            ".JobResult.AiResult.subtitleClips",
            "expected array, got number",
        ),
        (
            make_inlined_body("", JobResult={"Usage": {"total_tokens": "5"}, "AiResult": {"usage": 1, "state": 2}}),
            ".JobResult.Usage.total_tokens",
            "expected number, got string",
        ),
        (
            make_inlined_body('["a"]', SmartJobInfo={"JobType": "TextGenerate", "EditingConfig": {"Type": 5}}),
            ".SmartJobInfo.EditingConfig.Type",
            "expected string, got number",
        ),
        (
            make_inlined_body([{**HELLO, "n": [2**64]}]),
            ".JobResult.AiResult[0].n[0]",
            "expected number, got a number of more than 64 bits",
        ),
    ],
)
def test_places_in_a_value_have_no_text_on_the_way(body: dict[str, Any], path: str, message: str) -> None:
    """So that jq finds them."""
    problems = find_problems(lambda text: decode_job(decode_response(text)), json.dumps({"State": "Finished", **body}))
    assert (path, message) == problems[0]


def test_numbers_stay_exact() -> None:
    """Every number that a parser makes exactly is the same in the text."""
    payload = [{"content": "a", "from": 0.1, "to": 9007199254740993}]
    assert '[{"content":"a","from":0.1,"to":9007199254740993}]' == (
        decode_response(make_inlined_body(payload)).job_result.ai_result
    )


@pytest.mark.parametrize(
    ("value", "path", "message"),
    [
        (Decimal("1.5"), "[0].from", "expected JSON value, got Decimal"),
        (float("nan"), "[0].from", "expected number, got a number of more than 64 bits"),
        (2**64, "[0].from", "expected number, got a number of more than 64 bits"),
        (b"1", "[0].from", "expected JSON value, got bytes"),
        ({1: 2}, "[0].from", "expected an object whose keys are strings, got another key"),
        ([{"a": {3}}], "[0].from[0].a", "expected JSON value, got set"),
    ],
)
def test_what_json_cannot_keep_is_refused(value: object, path: str, message: str) -> None:
    """A mapping may have values that no JSON has."""
    with pytest.raises(DecodeError) as caught:
        decode_response(make_inlined_body([{**HELLO, "from": value}], RequestId=5))
    expected = (Problem(f".JobResult.AiResult{path}", message), Problem(".RequestId", "expected string, got number"))
    assert expected == caught.value.problems


def test_a_mapping_may_have_tuples_and_enumerations() -> None:
    """A tuple is an array, and an enumeration of text is text."""
    assert Transcript((0,), (1,), ("Hello.",)) == decode_result(
        decode_response(make_inlined_body(({"content": Word.HELLO, "from": 0, "to": 1},)))
    )


def test_keys_of_any_type_beside_a_payload_are_ignored() -> None:
    """As they are where the payload is text."""
    assert TRANSCRIPT == decode_result(decode_response({7: [1], **make_inlined_body([HELLO])}))  # type: ignore[dict-item]


def test_a_deep_value_is_refused() -> None:
    """At the place where it gets too deep."""
    deep: list[Any] = []
    for _ in range(101):
        deep = [deep]
    with pytest.raises(DecodeError) as caught:
        decode_response(make_inlined_body(deep))
    [problem] = caught.value.problems
    assert Problem(f".JobResult.AiResult{'[0]' * 100}", "expected at most 100 levels of nesting, got more") == problem


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(-1e9, 1e9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(json_values, max_size=3) | st.dictionaries(st.text(max_size=5), json_values, max_size=3))
def test_the_text_of_a_value_has_that_value(payload: object) -> None:
    """Whatever JSON it is."""
    text = decode_response(make_inlined_body(payload)).job_result.ai_result
    assert payload == json.loads(text or "")


def test_elements_in_place_of_text_are_refused() -> None:
    """XML has text beside elements, which an object does not have."""
    body = (
        "<GetSmartHandleJobResponse><JobResult><AiResult>a <b>c</b></AiResult></JobResult></GetSmartHandleJobResponse>"
    )
    assert [(".", "expected text in <AiResult>, got elements")] == find_problems(decode_response, body)
