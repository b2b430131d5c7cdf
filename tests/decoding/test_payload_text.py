"""Payloads that were saved alone: what was passed to the wrong function, and what is no payload at all."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from helpers.bodies import make_body
from helpers.problems import find_problems

from smarthandle_results import Copies, DecodeError, Problem, decode_copies, decode_transcript
from smarthandle_results._decoding.payload_text import write_text
from smarthandle_results._wanted import TEXT

CUES: list[dict[str, Any]] = [{"content": "a", "from": 0, "to": 1.5}, {"text": "b", "begin_time": "1", "end_time": 2}]
BODY = "a response body: decode_response accepts it"
COPIES = "decode_copies reads copies"


@pytest.mark.parametrize(
    ("decode", "payload", "message"),
    [
        (decode_transcript, ["a", "b"], f"expected array of cues, got array without times: {COPIES}"),
        (decode_transcript, [{"content": "a"}, "b"], f"expected array of cues, got array without times: {COPIES}"),
        (decode_transcript, {"content": "a"}, f"expected array of cues, got object: {COPIES}"),
        (decode_transcript, {"tags": 5}, "expected array of cues, got object"),
        (decode_transcript, json.loads(make_body(CUES)), f"expected array of cues, got {BODY}"),
        (decode_transcript, "Fresh every day.", "expected JSON, got other text"),
        (decode_transcript, "", "expected JSON, got nothing: the text is empty"),
        (decode_transcript, " \n", "expected JSON, got nothing: the text is empty"),
        (decode_transcript, "WEBVTT\n", "expected JSON, got a WebVTT file: in Python, decode_vtt reads it"),
        (
            decode_transcript,
            '[{"content": "a", "from": 0,',
            "expected JSON, got text that is cut off at its end, after 28 bytes: save the whole of it",
        ),
        (decode_copies, CUES, "expected copies, got an array of cues: decode_transcript reads it"),
        (decode_copies, json.loads(make_body(CUES)), f"expected copies, got {BODY}"),
    ],
)
def test_what_another_function_decodes(decode: Callable[[Any], object], payload: Any, message: str) -> None:
    """The one problem says which function that is, for text as for values."""
    text = payload if isinstance(payload, str) else json.dumps(payload)
    assert [(".", message)] == find_problems(decode, text)
    with pytest.raises(DecodeError) as caught:
        decode(payload)
    assert (Problem(".", message),) == caught.value.problems


def test_a_nul_in_text_is_for_those_who_read_it() -> None:
    """Unless it says that the bytes are no text, such as that of another encoding."""
    assert '["a\0"]' == write_text(b'["a\0"]', TEXT)
    with pytest.raises(DecodeError, match="UTF-16"):
        write_text('["a"]'.encode("utf-16-le"), TEXT)


def test_a_problem_inside_a_string_has_its_place() -> None:
    """What is around it was read."""
    problems = find_problems(decode_transcript, json.dumps('[{"content": "a"'))
    assert [(".", "expected JSON, got unexpected end of data at line 1, column 17")] == problems


@pytest.mark.parametrize(
    "payload",
    [
        [],
        [{"content": "a", "from": 0}],
        [{**CUES[0], "scene": 1}, CUES[1]],
        {"details": CUES},
        [{"content": "a"}, {"content": "b"}],
    ],
    ids=["none", "no end", "another key", "inside an object", "no times"],
)
def test_copies_that_are_like_cues(payload: Any) -> None:
    """Those of a storyboard may have times: only what is nothing but cues is refused."""
    assert isinstance(decode_copies(payload), Copies)
    assert (len(payload) if isinstance(payload, list) else 1) == len(decode_copies(payload))


class Float64(float):
    """A float as NumPy has it."""

    __slots__ = ()


def test_a_float_of_another_class_is_a_number() -> None:
    """What is kept is a float of Python's."""
    [segment] = decode_transcript([{"content": "a", "from": Float64(0.5), "to": Float64(1)}])
    assert (0.5, float) == (segment.start, type(segment.start))
    with pytest.raises(DecodeError, match=r"^expected number, got a number of more than 64 bits at \.\[0\]\.from"):
        decode_transcript([{"content": "a", "from": Float64("nan"), "to": 1}])
