"""Named attacks on the decoders by JSON: each ends in a value or an error of ours, in bounded time and space."""

import json

import pytest
from helpers.bodies import make_body

from smarthandle_results import (
    Copies,
    DecodeError,
    Response,
    SmartHandleError,
    Transcript,
    Unrecognized,
    decode_copies,
    decode_response,
    decode_result,
    decode_transcript,
    decode_usage,
    decode_user_data,
    to_cues,
    to_srt,
    to_vtt,
)

# Traced, these take four times as long, and they cover nothing that other tests do not.
pytestmark = [pytest.mark.no_cover, pytest.mark.once]

DEPTH = 100_000
HUGE = (str(2**64), "1" + "0" * 400, "1e400", "-1e400", "1e99999999999")


@pytest.mark.parametrize("opener", ["[", '{"a":', '[{"a":', '{"JobResult":'])
def test_depth(opener: str) -> None:
    """A body nested 100,000 deep is refused."""
    with pytest.raises(DecodeError, match="expected JSON"):
        decode_response(opener * DEPTH)


@pytest.mark.parametrize("job_type", ["ASR", "TextGenerate", "TextToSpeech", "AvatarVideo", "VideoTranslation", "New"])
@pytest.mark.parametrize("closed", [True, False])
def test_depth_in_a_payload(job_type: str, closed: bool) -> None:  # noqa: FBT001 - a parameter of a test
    """So is a payload, or it is kept as text."""
    payload = "[" * DEPTH + "]" * DEPTH * closed
    response = decode_response(make_body(payload, job_type, UserData=payload))
    try:
        result = decode_result(response)
    except SmartHandleError:
        pass
    else:
        assert result in {Unrecognized(payload), Copies((payload,))}
    for decode in (decode_user_data, lambda body: decode_usage(body.user_data or "")):
        with pytest.raises(DecodeError):
            decode(response)


def test_depth_of_a_mapping() -> None:
    """An SDK's map may be nested deeper than recursion can go."""
    deep: dict[str, object] = {}
    for _ in range(DEPTH):
        deep = {"JobResult": deep}
    assert Response(state="Finished") == decode_response(deep | {"State": "Finished"})


def test_a_million_problems() -> None:
    """The error of a million problems is bounded, and says how many it does not list."""
    with pytest.raises(DecodeError) as error:
        decode_transcript(f"[{'1,' * (10**6 - 1)}1]")
    assert (1000, 10**6 - 1000) == (len(error.value.problems), error.value.unlisted)
    assert "expected object, got number at .[0] (and 999999 more)" == str(error.value)


def test_long_keys_in_the_paths_of_many_problems() -> None:
    """Nor does the error grow with the length of the paths times their number."""
    payload = json.dumps([{"content": "x", "from": 0, "to": 1, "k" * 10**6: [2**64] * 10**4}])
    with pytest.raises(DecodeError) as error:
        decode_transcript(payload)
    assert sum(len(problem.path) for problem in error.value.problems) < 3 * 10**6
    assert 10**4 == len(error.value.problems) + error.value.unlisted


@pytest.mark.parametrize("number", HUGE)
def test_huge_numbers(number: str) -> None:
    """A number beyond floats and 64-bit integers is an error, wherever it is and even as text."""
    items = (f'{{"content":"x","from":{number},"to":1}}', f'{{"content":"x","from":"{number}","to":1}}')
    for item in (*items, f'{{"content":"x","from":0,"to":1,"more":[{number}]}}'):
        with pytest.raises(DecodeError):
            decode_transcript(f"[{item}]")
    for body in (f'{{"State":"Finished","SmartJobInfo":{{"UserId":{number}}}}}', number):
        with pytest.raises(DecodeError):
            decode_response(body)
    with pytest.raises(DecodeError):
        decode_usage(f'{{"total_tokens":{number}}}')


def test_duplicate_keys() -> None:
    """If an object has a key twice, the last one counts, as in every JSON reader that the service's users have."""
    body = '{"State":"Failed","State":"Finished","JobId":"a","JobId":"b","JobResult":{"AiResult":"x","AiResult":"y"}}'
    response = decode_response(body)
    assert ("Finished", "b", "y") == (response.state, response.job_id, response.job_result.ai_result)


@pytest.mark.parametrize("surrogate", ["\\ud800", "\\udfff", "\\ud800\\ud800", "\\udc00\\ud800"])
def test_lone_surrogates(surrogate: str) -> None:
    """Half a character is not JSON to the reader; in text that is not parsed it is accepted, and replaced later."""
    with pytest.raises(DecodeError):
        decode_response(f'{{"State":"Finished","JobId":"{surrogate}"}}')
    with pytest.raises(DecodeError):
        decode_transcript(f'[{{"content":"{surrogate}","from":0,"to":1}}]')
    text = json.loads(f'"{surrogate}"')
    cues = to_cues(Transcript((0,), (1,), (text,)))
    for written in (to_srt(cues), to_vtt(cues)):
        assert "\ufffd" in written.encode().decode()
    assert decode_copies(text)[0].text == text


@pytest.mark.parametrize(
    "text",
    [
        "{",
        '{"',
        '{"a',
        '"a":"[',
        "[",
        '"',
        " ",
        "a",
        "a.",
        "a: b\n",
        "A (",
        "{'a",
        "b'{",
        "eyJ",
        "\\",
        "\0",
        "<",
        "<!--",
        "您",
    ],
)
def test_any_text_that_is_not_json(text: str) -> None:
    """Text that repeats any token is refused in linear time, whatever its encoding."""
    for encoding in ("utf-8", "gbk", "utf-16"):
        with pytest.raises(DecodeError):
            decode_response((text * (10**6 // len(text)) + "!").encode(encoding))


@pytest.mark.parametrize("value", [[0], "[", {"a": "[]"}, [[]], {"a": {"b": "{}"}}])
def test_a_search_for_a_body(value: object) -> None:
    """Something of any size and form that may hold a body is searched in bounded time."""
    for around in ({"data": [value] * 10**5}, {str(index): value for index in range(10**5)}, [[value] * 10**5]):
        with pytest.raises(DecodeError):
            decode_response(json.dumps(around))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16(encoding: str) -> None:
    """UTF-16 is refused by name."""
    with pytest.raises(DecodeError, match=r"^expected text in UTF-8, got UTF-(16|32)[LB]E: "):
        decode_response(make_body([]).encode(encoding))
