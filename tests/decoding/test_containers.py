"""What users have on disk → a response, or the name of what it is instead."""

import base64
import json
from types import MappingProxyType
from typing import Any, cast

import jq
import pytest
from helpers.problems import find_problems

from smarthandle_results import (
    DecodeError,
    InputConfig,
    JobResult,
    Note,
    OutputConfig,
    Response,
    SmartJobInfo,
    State,
    decode_response,
    decode_result,
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
    with pytest.raises(TypeError, match=r"^expected bytes, str, a mapping or an object with to_map\(\), got "):
        decode_response(body)  # type: ignore[arg-type]


class SdkBody:
    """The body of an SDK's response."""

    def to_map(self) -> dict[str, Any]:
        """Return the body as a mapping."""
        return BODY


@pytest.mark.parametrize(
    "envelope",
    [
        {"headers": {}, "statusCode": 200, "body": SdkBody()},
        {"headers": {}, "status_code": 200, "body": SdkBody()},
        {"Headers": {}, "StatusCode": 200, "Body": SdkBody()},
    ],
)
def test_an_envelope_may_hold_a_model_of_the_sdk(envelope: dict[str, Any]) -> None:
    """As `vars` of an SDK's response does."""
    assert RESPONSE == decode_response(envelope)


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
NO_BODY = "an object without State, JobResult or SmartJobInfo: pass what GetSmartHandleJob answered"
AROUND = "something around it: the body seems to be under `{}`, so pass that alone"
RESPELLED = "the body of an envelope whose keys have another spelling"
JSON_TEXT = "JSON text in place of an object"
TEXT = json.dumps(BODY, ensure_ascii=False)
BASE64 = base64.b64encode(f"{TEXT} ".encode()).decode()


CUT = "text that is cut off at its end, after {} bytes: save the whole of it"


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        ("", ".", "expected JSON, got nothing: the text is empty"),
        ("{'State': 'Finished'}", ".", "expected JSON, got the repr of a Python dict: save it with json.dumps instead"),
        ('{"State":', ".", f"expected JSON, got {CUT.format(9)}"),
        ("3", ".", "expected object, got number"),
        ('"x"', ".", "expected object, got string"),
        ("null", ".", "expected object, got null"),
        ("[3]", ".", "expected object, got array"),
        ('{"body":3,"headers":{}}', ".body", "expected object, got number"),
        ('{"BODY":[3],"StatusCode":200}', ".BODY", "expected object, got array"),
        ('{"body":null,"headers":{}}', ".body", "expected object, got null"),
        (
            '{"body":{"Code":"A.B","Message":"m"},"headers":{}}',
            ".body",
            f"{NOT_A_BODY}the API error A.B: query the job again when its cause is gone",
        ),
        (
            '{"body":"{\\"Code\\":\\"A\\",\\"Message\\":\\"m\\"}","headers":{}}',
            ".body | fromjson",
            f"{NOT_A_BODY}the API error A: query the job again when its cause is gone",
        ),
        (
            '{"body":"<html></html>","statusCode":502}',
            ".body",
            "expected JSON, got an HTML page, such as of a login or a proxy's error: query the job again",
        ),
        (
            '{"body":"<?xml version=\'1.0\'?><GetSmartHandleJobResponse/>","statusCode":200}',
            ".body",
            "expected JSON, got XML inside JSON: pass the XML alone",
        ),
        ('{"body":"{\\"State\\":","statusCode":200}', ".body", f"expected JSON, got {CUT.format(9)}"),
        ('{"body":"","statusCode":200}', ".body", "expected JSON, got nothing: the text is empty"),
        ('{"body":"e30","isBase64Encoded":true}', ".body | @base64d | fromjson", f"{NOT_A_BODY}{NO_BODY}"),
        ('{"body":"e","isBase64Encoded":true}', ".body", "expected base64, got other text"),
        ('{"body":"\u4f60","isBase64Encoded":true}', ".body", "expected base64, got other text"),
        (
            '{"body":"eyJTdGF0ZSI6IkZpbmlzaGVkIn0=","isBase64Encoded":false}',
            ".body",
            "expected JSON, got base64: decode it",
        ),
        (
            json.dumps({"body": base64.b64encode(b"\x1f\x8b\x08").decode(), "isBase64Encoded": True}),
            ".body | @base64d",
            "expected JSON, got gzip data: decompress it",
        ),
        ('"{}"', ". | fromjson", f"{NOT_A_BODY}{NO_BODY}"),
        ('"{\\"State\\":"', ".", f"expected JSON, got {CUT.format(9)}"),
        (
            json.dumps(json.dumps('{"State":"Finished"}')),
            ". | fromjson",
            "expected object, got a string that holds JSON: decode it once more",
        ),
        (
            json.dumps({"statusCode": 200, "body": json.dumps('{"State":"Finished"}')}),
            ".body | fromjson",
            "expected object, got a string that holds JSON: decode it once more",
        ),
        (
            json.dumps(
                {
                    "statusCode": 200,
                    "body": json.dumps({"headers": {}, "body": {"RequestId": "r", "JobId": "j", "State": "A"}}),
                }
            ),
            ".body | fromjson",
            f"{NOT_A_BODY}{AROUND.format('.body | fromjson | .body')}",
        ),
        ("<a/>", ".", "expected <GetSmartHandleJobResponse>, got another root element"),
        ("<a>", ".", "expected XML, got text that is cut off at its end, after 3 bytes: save the whole of it"),
        ("<!DOCTYPE a><a/>", ".", "expected XML without a document type declaration, got one"),
        ("<a>&b;</a>", ".", "expected XML, got undefined entity at line 1, column 4"),
        ("<GetSmartHandleJobResponse/>", ".", "expected object, got string"),
        (
            "<GetSmartHandleJobResponse><RequestId>a</RequestId></GetSmartHandleJobResponse>",
            ".",
            f"{NOT_A_BODY}the answer to another call: only that of GetSmartHandleJob is decoded",
        ),
    ],
)
def test_what_is_not_a_body_is_refused_by_name_and_place(text: str, path: str, message: str) -> None:
    """At the place in the container where it is; what is named is in the tests of `not_body` and `not_json`."""
    assert [(path, message)] == find_problems(decode_response, text)


@pytest.mark.parametrize(
    ("envelope", "path", "notes"),
    [
        ({"headers": {}, "statusCode": 200, "body": BODY}, ".body", []),
        ({"statusCode": 200, "body": BODY}, ".body", []),
        ({"Headers": {}, "StatusCode": 200, "Body": BODY}, ".Body", [(".Body", RESPELLED)]),
        ({"status_code": 200, "body": BODY}, ".body", [(".body", RESPELLED)]),
        ({"BODY": BODY, "HEADERS": {}}, ".BODY", [(".BODY", RESPELLED)]),
        ({"statusCode": 200, "headers": {}, "body": TEXT}, ".body | fromjson | .", [(".body", JSON_TEXT)]),
        ({"StatusCode": 200, "Body": TEXT, "body": None}, ".Body | fromjson | .", [(".Body", JSON_TEXT)]),
        (
            {"isBase64Encoded": False, "statusCode": 200, "body": TEXT},
            ".body | fromjson | .",
            [(".body", JSON_TEXT)],
        ),
        (
            {"isBase64Encoded": True, "statusCode": 200, "headers": {}, "body": BASE64},
            ".body | @base64d | fromjson | .",
            [(".body", "base64 in place of an object")],
        ),
        (
            {"is_base64_encoded": True, "body": BASE64.rstrip("=")},
            ".body | @base64d | fromjson | .",
            [(".body", "base64 in place of an object")],
        ),
        (
            {"statusCode": 200, "body": f"\ufeff{TEXT}"},
            '.body | ltrimstr("\\ufeff") | fromjson | .',
            [(".body", JSON_TEXT)],
        ),
    ],
)
def test_envelopes_are_read_with_a_note_of_what_is_unusual(
    envelope: dict[str, object], path: str, notes: list[tuple[str, str]]
) -> None:
    """In any spelling of their keys, with an object, text or base64; jq finds the body at the path."""
    for body in (envelope, json.dumps(envelope), json.dumps(envelope).encode()):
        response = decode_response(body)
        assert RESPONSE == response
        assert path == response.source.path
        assert tuple(Note(*note) for note in notes) == response.source.notes
    assert BODY == jq.compile(path).input_value(envelope).first()


@pytest.mark.parametrize(
    ("text", "path", "notes"),
    [
        (json.dumps(TEXT), ". | fromjson | .", (Note(".", JSON_TEXT),)),
        (json.dumps(f"\n {TEXT}\n"), ". | fromjson | .", (Note(".", JSON_TEXT),)),
        (json.dumps(json.dumps({"statusCode": 1, "body": BODY})), ". | fromjson | .body", (Note(".", JSON_TEXT),)),
        (
            json.dumps(json.dumps({"statusCode": 1, "body": TEXT})),
            ". | fromjson | .body | fromjson | .",
            (Note(".", JSON_TEXT), Note(". | fromjson | .body", JSON_TEXT)),
        ),
    ],
)
def test_json_that_was_encoded_twice_is_read_with_a_note(text: str, path: str, notes: tuple[Note, ...]) -> None:
    """A JSON string that holds a body, such as what a program saves that encodes text again."""
    response = decode_response(text)
    assert RESPONSE == response
    assert (path, notes) == (response.source.path, response.source.notes)
    assert BODY == jq.compile(path).input_text(text).first()


def test_problems_of_a_body_in_text_have_paths_that_lead_there() -> None:
    """Those of its fields, and those of its payload."""
    cues = json.dumps([{"content": 1, "from": 0, "to": 1}])
    text = json.dumps({"State": "Finished", "JobResult": {"AiResult": cues}, "SmartJobInfo": {"JobType": "ASR"}})
    problem = (".body | fromjson | .JobResult.AiResult | fromjson | .[0].content", "expected string, got number")
    envelope = json.dumps({"statusCode": 200, "body": text})
    assert [problem] == find_problems(lambda given: decode_result(decode_response(given)), envelope)
    wrong = json.dumps({"statusCode": 200, "body": '{"State": 5}'})
    assert [(".body | fromjson | .State", "expected string, got number")] == find_problems(decode_response, wrong)


def test_text_in_a_map_that_is_not_unicode_is_refused() -> None:
    """An SDK's map may contain half a character, which no JSON text does."""
    with pytest.raises(DecodeError, match=r"^expected JSON, got a lone surrogate at offset 1: .* at \.body$"):
        decode_response({"statusCode": 200, "body": "{\ud800}"})


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<GetSmartHandleJobResponse><State>Fin", CUT.format(37)),
        (b"\xef\xbb\xbf\n<GetSmartHandleJobResponse><Sta", CUT.format(35)),
        (b"<GetSmartHandleJobResponse><State>Finished</State>\n", CUT.format(51)),
        (b"<GetSmartHandleJobResponse><Title><![CDATA[x", CUT.format(44)),
        ("<GetSmartHandleJobResponse><Title>你".encode()[:-1], CUT.format(36)),
        (b"<GetSmartHandleJobResponse><State></GetSmartHandleJobResponse>", "mismatched tag at line 1, column 37"),
    ],
)
def test_xml_that_is_cut_off_says_so(data: bytes, message: str) -> None:
    """In text, a tag, a section or a character, with the size of the file; a mistake has a line and a column."""
    with pytest.raises(DecodeError) as error:
        decode_response(data)
    assert f"expected XML, got {message}" == str(error.value)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32-be"])
def test_other_encodings_are_named(encoding: str) -> None:
    """A body saved as UTF-16 is reported as such, and so is XML in GBK that does not say so."""
    with pytest.raises(DecodeError, match=r"^expected text in UTF-8, got UTF-(16LE|32BE): convert it with iconv"):
        decode_response('{"State":"Finished"}'.encode(encoding))
    with pytest.raises(DecodeError, match=r"^expected text in UTF-8, got byte 0xC4 at offset \d+, and .* like GBK: "):
        decode_response(XML.partition("?>")[2].encode("gbk"))


def test_xml_in_an_encoding_that_the_parser_does_not_have_is_an_error() -> None:
    """The service answers in UTF-8: another encoding is reported as such."""
    message = "^expected XML in UTF-8, got an encoding that its reader does not have: convert it and its declaration$"
    with pytest.raises(DecodeError, match=message):
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
    with pytest.raises(TypeError, match=r", got int: pass what GetSmartHandleJob answered$"):
        decode_response(cast("bytes", 5))
    with pytest.raises(DecodeError):
        decode_response({"State": "Finished", "SmartJobInfo": {"UserId": -(2**63) - 1}})


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
