"""JSON text and values: what begins as JSON."""

import json

import pytest
from helpers.problems import find_problems

from smarthandle_results._decoding.json_text import begins_as_json, load_json, load_nested
from smarthandle_results._errors import Problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[]", True),
        (' [ "a', True),
        ("[{", True),
        ("[[a", False),
        ("[['", False),
        ('{"', True),
        ("{ '", True),
        ("{}", True),
        ("{a", False),
        ("[1", False),
        ("[music]", False),
        (r'"[{\"', True),
        (r'"[\n  \"', True),
        (r'"\"[\\\"a', True),
        (r'"{\"a', True),
        ('"[music]', False),
        ('"[{"', False),
        ('"Hi', False),
        ("", False),
    ],
)
def test_json_is_known_by_its_beginning(text: str, expected: bool) -> None:  # noqa: FBT001 - the answer
    """Even if it was cut short; text in brackets is not JSON."""
    assert (expected, expected) == (begins_as_json(text), begins_as_json(f"x{text}", 1))


def test_json_that_was_encoded_once_more_has_the_path_of_each_level() -> None:
    """The root is where the value is, from the place of the text on."""
    text = json.dumps(json.dumps(json.dumps(["a"])))
    assert (["a"], ". | fromjson | fromjson | .") == load_nested(text, ".", ".", Problems())
    body = load_nested(text, ".a", ".a | fromjson | .", problems := Problems())
    assert (["a"], ".a | fromjson | fromjson | fromjson | .") == body
    assert [".a", ".a | fromjson"] == [note.path for note in problems.notes]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "nothing: the text is empty"),
        (" \n", "nothing: the text is empty"),
        (" hello", "other text"),
        ("[1, hello]", "a character in place of a JSON value at line 1, column 5"),
        ("[1 2]", "a character in place of ',' or ']' at line 1, column 4"),
        ("[01]", "a number with leading zero at line 1, column 2"),
        ("[1,]", "a trailing comma at line 1, column 3"),
        ('["a', "unexpected end of data at line 1, column 4"),
    ],
)
def test_what_is_where_text_stops_being_json(text: str, what: str) -> None:
    """The parser's words, in a sentence."""
    assert [(".", f"expected JSON, got {what}")] == find_problems(lambda given: load_json(given, "."), text)
