"""Streams are split into bodies, each with its place."""

from io import BytesIO

import pytest

from smarthandle_results.batch._bodies import Body, list_bodies
from smarthandle_results.batch._split import split_stream
from smarthandle_results.batch._streams import Stream
from smarthandle_results.batch._window import SpanKind


def split(data: bytes, name: str = "x.json", max_body: int = 1000) -> list[Body | str]:
    """Split bytes; a refusal stands as its message."""
    file = BytesIO(data)
    found: list[Body | str] = []
    for span in split_stream(Stream(file, file), name, max_body=max_body):
        found += [span.message] if span.kind is SpanKind.REFUSED else [*list_bodies(span)]
    return found


@pytest.mark.parametrize(
    "data", [b'{\n  "State": 1\n}\n', b"<a>\n</a>", b"", b'["a",\n"b"]', b'[{"from": 0}]', b"{'a': 1}"]
)
def test_one_body(data: bytes) -> None:
    """An object over many lines, XML, nothing, and an array that is none of bodies are one body."""
    assert [Body(data, 1, 0)] == split(data)


def test_lines() -> None:
    """Each line of JSON Lines is a body, whatever the suffix; blank ones are none, and U+2028 is no line's end."""
    data = '{"a":"\u2028"}\n\r\n{"b"\n{"c":1}'.encode()
    expected = [Body('{"a":"\u2028"}'.encode(), 1, 0), Body(b'{"b"', 3, 14), Body(b'{"c":1}', 4, 19)]
    assert expected == split(data) == split(data, "x.jsonl") == split(data, "-")


def test_array() -> None:
    """Each item of an array of bodies is a body."""
    data = b' [\n {"a":"]},\\""} ,\n{"b":[1,{}]}\n]\n'
    assert [Body(b'{"a":"]},\\""} ', 2, 4), Body(b'{"b":[1,{}]}\n', 3, 20)] == split(data)


def test_array_of_large_items() -> None:
    """A string that is longer than what is read at once is passed over as a whole, whatever stands in it."""
    items = [b'{"a":"' + mark * 700_000 + b'"}' for mark in (b"]}, ", b'\\"[{', b"\\\\,")]
    expected = [Body(item, 1, 1 + sum(len(other) + 1 for other in items[:index])) for index, item in enumerate(items)]
    assert expected == split(b"[" + b",".join(items) + b"]", max_body=10_000_000)


def test_array_cut_short() -> None:
    """What stands before the cut is kept, and the cut is told."""
    assert [Body(b'{"a":1}', 1, 1), "expected the end of the array, got the end of the file"] == split(b'[{"a":1},')
    assert [Body(b'{"a":1}', 1, 1), Body(b'{"b":', 1, 9)] == split(b'[{"a":1},{"b":')


def test_text_after_an_array() -> None:
    """Text after an array is a body of its own, which nothing will decode."""
    assert [Body(b'{"a":1}', 1, 1), Body(b" x", 1, 9)] == split(b'[{"a":1}] x')


def test_too_large() -> None:
    """A whole body over the limit is passed over; a line in a block is left to who takes the block apart."""
    data = b'{"a":"' + b"x" * 2000 + b'"}'
    assert split(data, "x.json") == ["expected a body of at most 1000 bytes, got more"]
    assert [len(body.data) for body in split(data, "x.jsonl") if isinstance(body, Body)] == [2008]
