"""A file of JSON → its value."""

import json
from types import MappingProxyType
from typing import Any

import pytest

from smarthandle_results import DecodeError, Problem
from smarthandle_results._decoding.json_file import open_json
from smarthandle_results._errors import Problems
from smarthandle_results._wanted import BCC

VALUE = {"body": ["你好"]}
TEXT = json.dumps(VALUE, ensure_ascii=False)


@pytest.mark.parametrize(
    ("source", "path"),
    [
        (TEXT, "."),
        (TEXT.encode(), "."),
        (bytearray(TEXT.encode()), "."),
        (memoryview(TEXT.encode()), "."),
        ("\ufeff" + TEXT, "."),
        (b"\xef\xbb\xbf" + TEXT.encode(), "."),
        (MappingProxyType(VALUE), "."),
        (json.dumps(TEXT), ". | fromjson | ."),
        (json.dumps(TEXT).encode(), ". | fromjson | ."),
    ],
)
def test_ways_to_pass_a_file(source: Any, path: str) -> None:
    """Text, bytes or a mapping, with a byte order mark, or encoded twice."""
    assert (VALUE, path) == open_json(source, BCC, Problems())


@pytest.mark.parametrize("text", ["5", '"words"', "null"])
def test_other_values(text: str) -> None:
    """It is for the caller to say what it expected."""
    assert (json.loads(text), ".") == open_json(text, BCC, Problems())


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "expected JSON, got nothing: the text is empty"),
        (TEXT[:9], "expected JSON, got text that is cut off at its end, after 9 bytes: save the whole of it"),
        (b"PK\x03\x04", "expected JSON, got a zip archive, such as of an Office document: unpack it"),
        ("talk.json", "expected JSON, got the name of a file: pass what is in it"),
        ("\ud800", "expected JSON, got a lone surrogate at offset 0: pass the bytes of the file instead"),
    ],
)
def test_text_that_is_not_json_is_named(source: Any, message: str) -> None:
    """As a body that is not JSON is."""
    with pytest.raises(DecodeError) as caught:
        open_json(source, BCC, Problems())
    assert (Problem(".", message),) == caught.value.problems


def test_text_in_text_that_is_not_json() -> None:
    """Its place is inside the string."""
    with pytest.raises(DecodeError, match="expected JSON, got ") as caught:
        open_json(json.dumps(TEXT[:9]), BCC, Problems())
    assert ["."] == [problem.path for problem in caught.value.problems]
