"""Streams are split into bodies, each with its place."""

import json
from io import BytesIO

import pytest
from hypothesis import given, strategies as st

from smarthandle_results.batch._reading import split as module
from smarthandle_results.batch._reading.bodies import Body, list_bodies
from smarthandle_results.batch._reading.buffer import SpanKind
from smarthandle_results.batch._reading.split import split_stream, take_object
from smarthandle_results.batch._reading.streams import Stream

A, B, C, D = (
    b'{"RequestId":"%s","State":"Finished","JobResult":{"AiResult":"[{\\"content\\":\\"a\\"}]"}}' % name
    for name in (b"a", b"b", b"c", b"d")
)


def split(data: bytes, name: str = "x.json", max_body: int = 1000, *, log_lines: bool = False) -> list[Body | str]:
    """Split bytes into bodies, and messages for what is refused; a whole object is taken at once as well."""
    file = BytesIO(data)
    bodies: list[Body | str] = []
    spans = [*split_stream(Stream(file, file), name, max_body=max_body, log_lines=log_lines)]
    whole = None if log_lines else take_object(data, name, max_body)
    assert whole is None or [whole] == spans
    for span in spans:
        bodies += [span.message] if span.kind is SpanKind.REFUSED else [*list_bodies(span)]
    return bodies


@pytest.mark.parametrize("data", [b'{\n  "State": 1\n}', b"<a>\n</a>", b'["a",\n"b"]', b'[{"from": 0}]', b"{'a': 1}"])
def test_one_body(data: bytes) -> None:
    """An object over many lines, XML, and an array of something else are one body, under any name."""
    assert [Body(data, 1, 0)] == split(data) == split(data, "x.jsonl") == split(data, "-")


@pytest.mark.parametrize(
    ("data", "is_taken"),
    [
        (A, True),
        (A + b" \r\n\n", True),
        (b'{\n  "State": 1\n}\n', True),
        (A + b"\n" + B, False),
        (A + B, False),
        (b" " + A, False),
        (b"[" + A + b"]", False),
        (A[:-1], False),
        (b"<a/>", False),
        (b"", False),
        (b'{"State":"%s"}' % (b"x" * 1000), False),
    ],
)
def test_a_whole_object(data: bytes, is_taken: bool) -> None:  # noqa: FBT001 - a parameter of a test
    """A stream that is one object of an allowed size is taken at once; `split` shows that it is the same span."""
    assert is_taken is (take_object(data, "x.json", 1000) is not None)
    assert split(data)[:is_taken] == [Body(data.rstrip(), 1, 0)][:is_taken]


VALUES = st.recursive(
    st.none() | st.integers(-9, 99) | st.sampled_from(["", "a,{", '"', "}\n{", "\u2028", "\\"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["State", "a", "{"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from(["State", "JobResult", "a"]), VALUES, max_size=3),
    st.sampled_from([None, 0, 1, "\t"]),
    st.sampled_from(["\n", "\r\n", "\n\n", "\n,"]),
    st.sampled_from(["", "\n", " ", "\n\n", "\r\n", ",", "}", "\n{", '\n{"State":1}', "\n1"]),
)
def test_a_whole_object_needs_no_scan(value: object, indent: int | str | None, line_end: str, after: str) -> None:
    """What is seen to be one object at once is the same span that a scan finds."""
    data = (json.dumps(value, indent=indent).replace("\n", line_end) + after).encode()
    with pytest.MonkeyPatch.context() as patches:
        patches.setattr(module, "_is_object", lambda *_: False)
        expected = split(data)
    assert expected == split(data)


def test_nothing() -> None:
    """A stream of nothing but white space is a bad body, except where none is a fair number of bodies."""
    for data in (b"", b"\n \r\n", b"\xef\xbb\xbf", b"\x1e\n"):
        assert [Body(b"", 1, 0)] == split(data)
        assert [] == split(data, "x.jsonl") == split(data, "x.ndjson.gz") == split(data, "-")


def test_nothing_but_nuls() -> None:
    """A file of NULs is what is left of one that was lost, whatever its name is."""
    message = "expected a body, got nothing but NUL bytes, as a crash leaves them where a write was lost"
    assert [message] == split(b"\0" * 5000) == split(b"\n\0\0", "x.jsonl") == split(b"\0", "-")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters(encoding: str) -> None:
    """UTF-16 and UTF-32 are no lines of bytes: they stay whole."""
    data = '{"State":1}\n{"State":2}\n'.encode(encoding)
    assert [Body(data, 1, 0)] == split(data) == split(data, "x.jsonl")


@pytest.mark.parametrize("log_lines", [False, True])
def test_files_of_other_kinds(log_lines: bool) -> None:  # noqa: FBT001 - a column of the table
    """A zip archive stays whole too, and Parquet that comes under another name, or through a pipe, is one error."""
    data = b"PK\3\4\x14\0\n" + A + b"\n" + B
    assert [Body(data, 1, 0)] == split(data, log_lines=log_lines)
    message = "expected JSON, got a Parquet file: it is read by a name that ends in .parquet, and not from a pipe"
    data = b"PAR1\x15\4\n" + A + b"\n" + B + b"\nPAR1"
    assert [message] == split(data, "-", log_lines=log_lines) == split(data * 500, max_body=10, log_lines=log_lines)


def test_lines() -> None:
    """Each line of JSON Lines is a body, whatever the suffix, unless it is blank, and U+2028 does not end a line."""
    data = '{"a":"\u2028"}\n\r\n{"b"\n{"c":1}'.encode()
    expected = [Body('{"a":"\u2028"}'.encode(), 1, 0), Body(b'{"b"', 3, 14), Body(b'{"c":1}', 4, 19)]
    assert expected == split(data) == split(data, "x.jsonl") == split(data, "-")


def test_array() -> None:
    """Each item of an array of bodies is a body."""
    data = b' [\n {"a":"]},\\""} ,\n{"b":[1,{}]}\n]\n'
    assert [Body(b'{"a":"]},\\""}', 2, 4), Body(b'{"b":[1,{}]}', 3, 20)] == split(data)


def test_array_of_large_items() -> None:
    """A string that is longer than what is read at once is passed over as a whole, whatever is in it."""
    items = [b'{"a":"' + mark * 700_000 + b'"}' for mark in (b"]}, ", b'\\"[{', b"\\\\,")]
    expected = [Body(item, 1, 1 + sum(len(other) + 1 for other in items[:index])) for index, item in enumerate(items)]
    assert expected == split(b"[" + b",".join(items) + b"]", max_body=10_000_000)


def test_array_cut_short() -> None:
    """What is before the cut is kept, and the cut is reported."""
    message = "expected the end of the array, got the end of the file, which is cut off here"
    assert [Body(b'{"a":1}', 1, 1), message] == split(b'[{"a":1},') == split(b'[{"a":1},\n', "x.jsonl")
    assert [Body(b'{"a":1}', 1, 1), Body(b'{"b":', 1, 9)] == split(b'[{"a":1},{"b":')


def test_text_after_an_array() -> None:
    """Text after an array is a body of its own, which nothing will decode."""
    assert [Body(b'{"a":1}', 1, 1), Body(b"x", 1, 10)] == split(b'[{"a":1}] x')


def test_too_large() -> None:
    """A body over the limit is skipped; a line of a block is left to the reader of the block."""
    data = b'{"a":"' + b"x" * 2000 + b'"}'
    assert ["expected a body of at most 1000 bytes, got more"] == split(data, "x.json") == split(data, "x.jsonl")
    assert [Body(A, 1, 0), Body(data, 2, len(A) + 1)] == split(A + b"\n" + data, "x.json")


def texts(data: bytes, *, log_lines: bool = False) -> list[bytes | str]:
    """Split bytes; each body must be at the place that it names."""
    items: list[bytes | str] = []
    for body in split(data, log_lines=log_lines):
        if isinstance(body, Body):
            assert body.byte_offset is not None
            assert data.startswith(body.data, body.byte_offset)
            assert data.count(b"\n", 0, body.byte_offset) + 1 == body.line
        items.append(body.data.strip() if isinstance(body, Body) else body)
    return items


def test_too_large_item() -> None:
    """An item over the limit is skipped piece by piece, and the items after it are bodies."""
    large = b'{"a":"' + b'\\"]},{\\\\' * 700_000 + b'"}'
    message = "expected a body of at most 1000 bytes, got more"
    expected = [Body(A, 1, 1), message, Body(B, 1, len(A) + len(large) + 3)]
    assert expected == split(b"[" + b",".join((A, large, B)) + b"]")
    assert [message, Body(B, 2, len(large) + 1)] == split(large + b"\n" + B)


@pytest.mark.parametrize(
    ("data", "bad"),
    [
        (b"[%b, %b}, %b, %b]", B + b"}"),
        (b"[%b, %b], %b, %b]", B + b"]"),
        (b"[%b, %.50b, %b, %b]", B[:50]),
        (b"[%b, %.20b, %b, %b]", B[:20]),
        (b"[%b, %.78b, %b, %b]", B[:78]),
        (b"[%b, [%b}, %b, %b]", b"[" + B + b"}"),
        (b"[%b %b\n%b, %b]", B),
        (b"[%b, %b]\n[%b, %b]\n", B),
        (b"%b\n%.50b\n%b\n%b\n", B[:50]),
    ],
)
def test_damaged_item(data: bytes, bad: bytes) -> None:
    """Damage spoils the item that it is in, and no other."""
    assert [A, bad, C, D] == texts(data % (A, B, C, D))


def test_array_that_begins_badly() -> None:
    """An array of bodies may begin with something else."""
    assert [b"null", A, B] == texts(b"[null, %b, %b]" % (A, B))
    assert [B + b"}", A] == texts(b"[%b}, %b]" % (B, A))


def test_arrays_one_after_another() -> None:
    """A file may consist of thousands of arrays, or of thousands of bodies that are cut short in an array of theirs."""
    assert [b'{"State":1}'] * 3000 == texts(b'[{"State":1}]\n' * 3000)
    cut = [b'{"State":[1'] * 3000
    assert cut == texts(b"[" + b",".join(cut))


def test_lines_that_begin_badly() -> None:
    """JSON Lines are recognized by one good line among the first, whatever is before it."""
    assert [b"garbage", A, B] == texts(b"garbage\n%b\n%b\n" % (A, B))
    assert [b"[INFO] x", A, B] == texts(b"[INFO] x\n%b\n%b\n" % (A, B))
    assert [*[A[:30]] * 10, B, C] == texts((A[:30] + b"\n") * 10 + B + b"\n" + C)
    assert [A[:30]] * 3 == texts((A[:30] + b"\n") * 3)


def test_bodies_one_after_another() -> None:
    """Objects over many lines, objects on one line, and XML documents are split."""
    first, second = (b'{\n "State": "%b",\n "JobResult": {}\n}' % text for text in (b"x", b"y"))
    document = b'<?xml version="1.0"?>\n<GetSmartHandleJobResponse><State>x</State></GetSmartHandleJobResponse>'
    assert [first, second, first] == texts(b"%b\n%b\n%b" % (first, second, first))
    assert [first, second] == texts(b"%b,\n%b" % (first, second))
    assert [b"garbage", first, second] == texts(b"garbage\n%b%b" % (first, second))
    assert [b"page 1", first, b"page 2", second] == texts(b"page 1\n%b\npage 2\n%b" % (first, second))
    for torn in (b'the "second" page', b"[\n 1", b"}"):
        assert [first, torn, second] == texts(b"%b\n%b\n%b" % (first, torn, second))
    assert [first + b" x", second, b"x"] == texts(b"%b x %b\r\nx" % (first, second))
    assert [first, b"[%b]" % second, first] == texts(b"%b\n[%b]\n%b" % (first, second, first))
    assert [first + b"x [1]", second] == texts(b"%bx [1]\n%b" % (first, second))
    assert [first[:-5], second] == texts(b"%b\n%b" % (first[:-5], second))
    assert [A, B] == texts(A + B)
    assert [A + b"}"] == texts(A + b"}\n")
    assert [document, document] == texts(b"%b\n%b\n" % (document, document))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"2024 INFO %b %b" % (A, B), [A, B]),
        (b"2024 INFO [%b,%b] in 5 ms" % (A, B), [A, B]),
        (b"x %b\r\ny %b" % (A[:-1], B), [A[:-1], B]),
        (b"x [%b, %b]" % (A[:-4], B), [A[:-4], B]),
        (b'[x] {main} {"w": 1} body: %b' % A, [b'{"w": 1}', A]),
        (b"x <Error>{'a'}</Error> <Error>b</Error> y", [b"<Error>{'a'}</Error>", b"<Error>b</Error>"]),
        (b"x <Error>b", [b"<Error>b"]),
    ],
)
def test_bodies_of_a_log_line(line: bytes, expected: list[bytes]) -> None:
    """All bodies of a line are found, and one that is cut short as far as it goes."""
    assert expected == texts(line, log_lines=True)


@pytest.mark.parametrize(
    "separator",
    [
        b"\n",
        b"\r\n",
        b"\r",
        b"\n\n\n",
        b",\n",
        b", ",
        b"",
        b" ",
        b"\n\xef\xbb\xbf",
        b"\xef\xbb\xbf",
        b"\n\x1e",
        b"\x1e",
        b"\0\0",
        b"\n\0",
    ],
)
def test_separators_of_values_over_several_lines(separator: bytes) -> None:
    """Whatever is between values is no part of them, nor is it before the first or after the last."""
    values = [b'{\n "State": %d\n}' % number for number in range(3)]
    for name in ("x.json", "x.jsonl", "-"):
        bodies = split(separator + separator.join(values) + separator, name)
        assert values == [body.data if isinstance(body, Body) else body for body in bodies]


def test_arrays_and_what_follows() -> None:
    """After arrays of bodies the rest is split as if it were a stream of its own: lines are lines."""
    assert [b'{"a":1}', A, b"x", B] == texts(b'[{"a":1}]\n\n\xef\xbb\xbf[%b]\n' % A + b"x\n%b\n" % B)
    data = b'[{"a":1}]\n' + (A + b"\n") * 2
    [_, span] = split_stream(Stream(file := BytesIO(data), file), "x.json", max_body=1000)
    assert SpanKind.LINES is span.kind


def test_records_are_no_cues() -> None:
    """Only a time in `from` makes an object a cue: records may have a sender of that name."""
    assert [b'{"from":"a","to":"b"}'] * 2 == texts(b'[{"from":"a","to":"b"},{"from":"a","to":"b"}]')
    for cues in (b'[{"from":1},{}]', b'[{"from":"1.5"},{}]', b'[{"begin_time": null},{}]'):
        assert [cues] == texts(cues)


def test_an_object_within_is_no_line() -> None:
    """An object on an indented line of a value over several lines does not make the value JSON Lines."""
    value = b'{\n "State": 1,\n "List": [\n  {"a": 1}\n ]\n}'
    assert [value, value] == texts(b"%b\n%b\n" % (value, value))


def test_blocks_end_between_values(monkeypatch: pytest.MonkeyPatch) -> None:
    """A block of lines ends before an object where it can, so that no value over several lines is cut in two."""
    monkeypatch.setattr("smarthandle_results.batch._reading.split.BLOCK_BYTES", 100)
    monkeypatch.setattr("smarthandle_results.batch._reading.split.SMALL_BLOCKS", 0)
    value = b'{\n "State": "xxxxxxxxxxxxxxxxxxxxxxxxxxx"\n}'
    for mark in (b"", b"\x1e", b"\0", b"\xef\xbb\xbf"):
        data = b'{"a":1}' + (b"\n" + mark + value) * 5
        spans = [*split_stream(Stream(file := BytesIO(data), file), "x.json", max_body=1000)]
        assert data == b"".join(span.data for span in spans)
        assert len(spans) > 1
        assert all(span.data.startswith(b"{") for span in spans)
