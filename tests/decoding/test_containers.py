"""What users have on disk → a response, or the name of what it is instead."""

import json
from types import MappingProxyType
from typing import Any, cast

import pytest
from helpers.problems import find_problems

from smarthandle_results import (
    DecodeError,
    InputConfig,
    JobResult,
    OutputConfig,
    Response,
    SmartJobInfo,
    State,
    decode_response,
)

BODY: dict[str, Any] = {
    "RequestId": "r",
    "JobId": "j",
    "Output": "{}",
    "JobResult": {"MediaId": "m", "AiResult": "a", "Usage": "u", "MediaUrl": ""},
    "State": "Finished",
    "UserData": "d",
    "SmartJobInfo": {
        "Title": "t",
        "Description": "e",
        "UserId": 1974526429000000,
        "InputConfig": {"InputFile": "f", "JobParameters": "p", "Keyword": "k"},
        "OutputConfig": {"Bucket": "b", "Object": "o"},
        "outputConfig": {"mediaUrl": "v", "width": 1920, "height": 1080},
        "CreateTime": "c",
        "ModifiedTime": "n",
        "JobType": "ASR",
        "EditingConfig": "null",
    },
    "ErrorCode": "",
    "ErrorMessage": None,
    "FEExtend": "x",
    "Unknown": [1],
}
RESPONSE = Response(
    request_id="r",
    job_id="j",
    output="{}",
    job_result=JobResult(media_id="m", ai_result="a", usage="u", media_url=""),
    state="Finished",
    user_data="d",
    smart_job_info=SmartJobInfo(
        title="t",
        description="e",
        user_id="1974526429000000",
        input_config=InputConfig(input_file="f", job_parameters="p", keyword="k"),
        output_config=OutputConfig(bucket="b", object="o", media_url="v", width=1920, height=1080),
        create_time="c",
        modified_time="n",
        job_type="ASR",
        editing_config="null",
    ),
    error_code="",
    fe_extend="x",
)
XML = """<?xml version="1.0" encoding="GBK"?><GetSmartHandleJobResponse><State>Fin<!-- -->ished</State>
<JobResult/><SmartJobInfo> <UserId>123</UserId><Title>你好 "&amp;"</Title><outputConfig><width>12</width></outputConfig>
<InputConfig>
</InputConfig></SmartJobInfo><ErrorCode/></GetSmartHandleJobResponse>"""


def to_camel_case(value: object) -> object:
    """Respell the keys as Java's beans do."""
    if isinstance(value, dict):
        return {key[0].lower() + key[1:]: to_camel_case(item) for key, item in value.items() if key != "outputConfig"}
    return value


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        json.dumps(BODY),
        json.dumps(BODY).encode(),
        b"\xef\xbb\xbf" + json.dumps(BODY).encode(),
        "\ufeff" + json.dumps(BODY),
        {"headers": {}, "statusCode": 200, "body": BODY},
        json.dumps({"statusCode": 200, "body": BODY}),
    ],
)
def test_every_field_is_read_from_every_container(body: bytes | str | dict[str, object]) -> None:
    """JSON text and bytes, a byte order mark, an SDK's map and envelope; an id may be a number; null is absent."""
    assert RESPONSE == decode_response(body)


def test_camel_case_reads_as_the_same_response() -> None:
    """A bean's dump has the same fields under other spellings."""
    pascal = {**BODY, "SmartJobInfo": {k: v for k, v in BODY["SmartJobInfo"].items() if k != "outputConfig"}}
    assert decode_response(pascal) == decode_response(json.dumps(to_camel_case(BODY)))


@pytest.mark.parametrize(
    "body", [XML, XML.replace("GBK", "utf-8").encode(), b"\xef\xbb\xbf" + XML.partition("?>")[2].encode()]
)
def test_xml_reads_as_a_response(body: bytes | str) -> None:
    """Empty objects are absent, empty text is "", numbers are numbers where the model has them, else text."""
    config = OutputConfig(width=12)
    info = SmartJobInfo(title='你好 "&"', user_id="123", output_config=config)
    assert Response(state="Finished", smart_job_info=info, error_code="") == decode_response(body)


def test_output_config_may_be_text() -> None:
    """Bodies of 2021 have a string there."""
    response = decode_response({"State": "Finished", "SmartJobInfo": {"OutputConfig": "oss://b/o"}})
    assert OutputConfig(text="oss://b/o") == response.smart_job_info.output_config


def test_a_map_may_have_keys_that_are_not_text() -> None:
    """Only a mapping can; they name no field."""
    assert Response(state="Finished") == decode_response({"State": State.FINISHED, 3: 4})  # type: ignore[dict-item]
    with pytest.raises(DecodeError, match=r"^expected string, got number at \.State$"):
        decode_response({3: 4, "State": 5})  # type: ignore[dict-item]


@pytest.mark.parametrize("user_id", [2**64, 10**400, float(2**64)])
def test_an_id_beyond_64_bits_is_refused(user_id: float) -> None:
    """JSON's parser could not have kept it exactly."""
    message = r"expected string or integer, got a number of more than 64 bits at \.SmartJobInfo\.UserId"
    with pytest.raises(DecodeError, match=message):
        decode_response({"State": "Finished", "SmartJobInfo": {"UserId": user_id}})


def test_any_mapping_is_an_object() -> None:
    """An SDK's map need not be a dict, and nor need what is in it."""
    plain = {"JobId": "a", "State": "Finished", "JobResult": {"MediaId": "b"}}
    frozen = MappingProxyType({**plain, "JobResult": MappingProxyType({"MediaId": "b"})})
    assert decode_response(plain) == decode_response(frozen)


@pytest.mark.parametrize("body", [None, [], 3])
def test_what_is_neither_text_nor_mapping_is_a_type_error(body: object) -> None:
    """A mistake in a program, not in a body."""
    with pytest.raises(TypeError, match="expected bytes, str or a mapping, got "):
        decode_response(body)  # type: ignore[arg-type]


def test_every_problem_of_a_body_is_reported_at_its_place() -> None:
    """Types are named, texts never quoted; nothing is coerced; both spellings of OutputConfig are read."""
    info = {
        "UserId": 1.5,
        "InputConfig": [],
        "OutputConfig": {"Bucket": 3},
        "outputConfig": {"width": "9", "height": True},
    }
    body = {
        "RequestId": 7,
        "State": "Finished",
        "JobResult": {"AiResult": True, "MediaId": False},
        "SmartJobInfo": info,
    }
    assert [
        (".RequestId", "expected string, got number"),
        (".JobResult.MediaId", "expected string, got boolean"),
        (".JobResult.AiResult", "expected string, got boolean"),
        (".SmartJobInfo.UserId", "expected string or integer, got number"),
        (".SmartJobInfo.InputConfig", "expected object, got array"),
        (".SmartJobInfo.OutputConfig.Bucket", "expected string, got number"),
        (".SmartJobInfo.outputConfig.width", "expected integer, got string"),
        (".SmartJobInfo.outputConfig.height", "expected integer, got boolean"),
    ] == find_problems(decode_response, json.dumps(body))


def test_a_value_that_json_does_not_have_is_named_by_its_type() -> None:
    """An SDK's map may contain any Python value."""
    with pytest.raises(DecodeError, match=r"^expected string, got bytes at \.JobId$"):
        decode_response({"State": "Finished", "JobId": b"x"})


NOT_A_BODY = "expected a GetSmartHandleJob body, got "


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        ("", ".", "expected JSON, got nothing"),
        (" \n", ".", "expected JSON, got nothing"),
        ("{'State': 'Finished'}", ".", "expected JSON, got the repr of a Python dict: save it with json.dumps instead"),
        (
            '{"JobResult": {"AiResult": "[{"content":"x"}]"}}',
            ".",
            "expected JSON, got a string that holds JSON whose inner quotes are not escaped",
        ),
        ('{"State":"A"}\n{"State":"B"}\n', ".", "expected JSON, got several JSON values: decode one line at a time"),
        ("hello 3", ".", "expected JSON, got unexpected character, expected a JSON value at line 1, column 1"),
        ('INFO {"State":"A"}', ".", "expected JSON, got text before the JSON, such as a log's prefix"),
        ('{"State":', ".", "expected JSON, got unexpected end of data at line 1, column 10"),
        (
            '{"State":"\ud800"}',
            ".",
            "expected JSON, got str is not valid UTF-8: surrogates not allowed at line 1, column 1",
        ),
        ("3", ".", "expected object, got number"),
        ('"{}"', ".", "expected object, got string"),
        ("null", ".", "expected object, got null"),
        ("[]", ".", "expected object, got an empty array"),
        ("[3]", ".", "expected object, got array"),
        ('["a"]', ".", "expected object, got a bare TextGenerate payload: decode_copies takes it"),
        ('[{"from":0}]', ".", "expected object, got a bare payload of cues: decode_transcript takes it"),
        ('[{"State":"A"}]', ".", "expected object, got an array of bodies: decode each of its items"),
        ('{"body":3,"headers":{}}', ".body", "expected object, got number"),
        ('{"body":{"Code":"A","Message":"m"},"headers":{}}', ".body", f"{NOT_A_BODY}an API error body"),
        ('{"SmartJobList":[],"State":"x"}', ".", f"{NOT_A_BODY}a ListSmartJobs body, which never holds a payload"),
        ('{"EditingBatchJob":{}}', ".", f"{NOT_A_BODY}a GetBatchMediaProducingJob body"),
        (
            '{"JobStatus":"Success","Results":{}}',
            ".",
            f"{NOT_A_BODY}a QuerySmarttagJob body: decode_transcript takes the Data of its ASR result",
        ),
        ('{"Success":true,"Data":{}}', ".", f"{NOT_A_BODY}the response to a submitted job, which has no State"),
        ('{"RequestId":"a","JobId":"b"}', ".", f"{NOT_A_BODY}the response to a submitted job, which has no State"),
        (
            '{"subtitleClips":"[]"}',
            ".",
            f"{NOT_A_BODY}a bare AvatarVideo payload: decode_transcript takes its subtitles",
        ),
        (
            '{"TranslatedTextArray":[]}',
            ".",
            f"{NOT_A_BODY}a bare VideoTranslation payload: it decodes as the AiResult of a body",
        ),
        (
            '{"Output":"x","total_tokens":1,"SmartJobList":[]}',
            ".",
            f"{NOT_A_BODY}a ListSmartJobs body, which never holds a payload",
        ),
        ('{"total_tokens":1}', ".", f"{NOT_A_BODY}a bare Usage payload: decode_usage takes it"),
        ("{}", ".", f"{NOT_A_BODY}an object without State, JobResult or SmartJobInfo"),
        ("<a/>", ".", "expected <GetSmartHandleJobResponse>, got another root element"),
        ("<Error><Code>A</Code></Error>", ".", f"{NOT_A_BODY}an API error body"),
        ("<a>", ".", "expected XML, got no element found at line 1, column 4"),
        ("<!DOCTYPE a><a/>", ".", "expected XML without a document type declaration, got one"),
        ("<a>&b;</a>", ".", "expected XML, got undefined entity at line 1, column 4"),
        ("<GetSmartHandleJobResponse/>", ".", "expected object, got string"),
    ],
)
def test_what_is_not_a_body_is_refused_by_name(text: str, path: str, message: str) -> None:
    """Each mistake that people make with a body is named."""
    assert [(path, message)] == find_problems(decode_response, text)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32-be"])
def test_other_encodings_are_named(encoding: str) -> None:
    """A body saved as UTF-16 is reported as such."""
    with pytest.raises(DecodeError, match="got UTF-16 or UTF-32: encode it as UTF-8"):
        decode_response('{"State":"Finished"}'.encode(encoding))


def test_xml_in_an_encoding_that_the_parser_does_not_have_is_an_error() -> None:
    """The service answers in UTF-8: another encoding is reported as such."""
    with pytest.raises(DecodeError, match=r"^expected XML in UTF-8, got an encoding that its reader does not have$"):
        decode_response(XML.encode("gbk"))
    with pytest.raises(DecodeError, match="expected XML in UTF-8"):
        decode_response(XML.replace("GBK", "rot13").encode())


def test_numbers_in_xml_are_digits() -> None:
    """What is not a plain number stays text, and is reported."""
    root, width = (
        "GetSmartHandleJobResponse",
        "<SmartJobInfo><outputConfig><width>{}</width></outputConfig></SmartJobInfo>",
    )
    for number in ("1" * 5000, "١٢", "-1"):
        assert [(".SmartJobInfo.outputConfig.width", "expected integer, got string")] == find_problems(
            decode_response, f"<{root}>{width.format(number)}</{root}>"
        )


def test_invalid_utf8_is_an_error() -> None:
    """No encoding is guessed for bytes that are not UTF-8."""
    with pytest.raises(DecodeError, match="UTF-8"):
        decode_response(b'{"State":"\xff"}')


def test_xml_text_is_one_piece() -> None:
    """However the parser divides it: by length, comments and references; white space around the root is ignored."""
    for given_text, text in (("a" * 20_000, "a" * 20_000), ("a<!-- b -->c&amp;<![CDATA[d]]>", "ac&d")):
        body = f"<GetSmartHandleJobResponse><State>x</State><JobId>{given_text}</JobId></GetSmartHandleJobResponse>"
        assert text == decode_response(f" \n{body}\n").job_id
        assert text == decode_response(f"\t{body}".encode()).job_id


def test_a_body_may_have_a_field_named_body() -> None:
    """An envelope has `headers` or `statusCode` beside its `body`; either alone is not one."""
    for key in ("body", "headers", "statusCode"):
        assert "Finished" == decode_response({"State": "Finished", key: "x"}).state


def test_a_wrong_type_is_named() -> None:
    """Its name; and an integer in a map has 64 bits at most, as one in JSON has."""
    with pytest.raises(TypeError, match=r"^expected bytes, str or a mapping, got int$"):
        decode_response(cast("bytes", 5))
    with pytest.raises(DecodeError):
        decode_response({"State": "Finished", "SmartJobInfo": {"UserId": -(2**63) - 1}})
    with pytest.raises(DecodeError, match="got a bare payload of cues: decode_transcript takes it"):
        decode_response('[{"text":"a","begin_time":0,"end_time":1}]')


@pytest.mark.parametrize(
    ("fields", "path", "got"),
    [
        ({"JobResult": "x"}, ".JobResult", "string"),
        ({"SmartJobInfo": {"OutputConfig": 5}}, ".SmartJobInfo.OutputConfig", "number"),
    ],
)
def test_an_output_config_alone_may_be_text(fields: dict[str, object], path: str, got: str) -> None:
    """No other object may, and no other value."""
    problems = find_problems(decode_response, json.dumps({"State": "Finished", **fields}))
    assert [(path, f"expected object, got {got}")] == problems
