"""The bodies of spans are decoded, and what is refused is looked at again: under every name, and in the same way."""

import json
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import pytest
from helpers.bodies import make_asr_body
from helpers.sample import Choose

from smarthandle_results import DecodeError, Response, decode_response
from smarthandle_results.batch import Reading
from smarthandle_results.batch._reading.buffer import Span, SpanKind
from smarthandle_results.batch._reading.decoding import decode_bodies
from smarthandle_results.batch._reading.split import split_stream
from smarthandle_results.batch._reading.streams import Stream

A, B, C, D = map(make_asr_body, "abcd")
NAMES = ("x.json", "x.jsonl", "x.ndjson", "x.txt", "-")
NO_BODY = "expected a GetSmartHandleJob body, got the API error Throttling: query the job again when its cause is gone"
DOCUMENT = b"<GetSmartHandleJobResponse><JobId>x</JobId><State>Failed</State></GetSmartHandleJobResponse>"
API_ERROR = b'{"Code":"Throttling","Message":"m"}'


def decode(body: bytes | str | Mapping[str, object], _: int) -> Response:
    """Decode a body, wherever it begins."""
    return decode_response(body)


def wrap(body: bytes, width: int | str | None = None) -> bytes:
    """Write the envelope of an SDK around a body."""
    return json.dumps({"headers": {}, "statusCode": 200, "body": json.loads(body)}, indent=width).encode()


def indent(body: bytes, width: int | str = 2) -> bytes:
    """Write a body over several lines."""
    return json.dumps(json.loads(body), indent=width).encode()


MAKERS: dict[str, Callable[[bytes], bytes]] = {
    "c": lambda body: body,
    "p": indent,
    "a": lambda body: b"[" + body + b"," + indent(body) + b"]",
    "w": lambda body: wrap(body, "\t"),
}


def read_one(data: bytes, name: str = "x.json", **options: Any) -> list[tuple[int, int | None, str | None]]:
    """Read bytes: of each body its line, its byte offset, and its job or its first problem."""
    reading = Reading(**options)
    found: list[tuple[int, int | None, str | None]] = []
    file = BytesIO(data)
    for span in split_stream(Stream(file, file), name, max_body=reading.max_body, log_lines=reading.log_lines):
        if span.kind is SpanKind.REFUSED:
            found.append((span.line, span.byte_offset, span.message))
            continue
        for body, decoded in decode_bodies(span, reading, decode):
            assert data.startswith(body.data, body.byte_offset)
            assert data.count(b"\n", 0, body.byte_offset) + 1 == body.line
            job = str(decoded) if isinstance(decoded, DecodeError) else decoded.job_id
            found.append((body.line, body.byte_offset, job))
    return found


def read(data: bytes, **options: Any) -> list[str]:
    """Read bytes under each name, in the same way: the jobs, and "!" for each error."""
    [first, *others] = [read_one(data, name, **options) for name in NAMES]
    assert [first] * len(others) == others
    return [job if job and len(job) == 1 else "!" for _, _, job in first]


def read_messages(data: bytes, **options: Any) -> list[str | None]:
    """Read bytes: the jobs, and the messages of errors."""
    return [job for _, _, job in read_one(data, **options)]


SEPARATORS = (
    *(b"\n", b"\r\n", b"\r", b"\n\n\n", b",\n", b",\r\n", b", ", b"", b" ", b"\t", b"\x1e", b"\n\x1e", b"\n\n\x1e"),
    *(
        b"\xef\xbb\xbf",
        b"\n\xef\xbb\xbf",
        b"\r\n\xef\xbb\xbf",
        b"\0",
        b"\n\0\0\0",
        b"\0\0\n",
        b"\n\0\xef\xbb\xbf",
        b",\n\x1e",
    ),
)


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("forms", ["ccc", "ppp", "cpc", "pcp", "ccp", "pap", "caa", "waw"])
def test_separators(separator: bytes, forms: str) -> None:
    """Bodies on a line, over several lines, in envelopes and in arrays are read, whatever is between them."""
    values = [MAKERS[form](body) for form, body in zip(forms, (A, B, C), strict=True)]
    jobs = [job for form, job in zip(forms, "abc", strict=True) for job in job * (1 + (form == "a"))]
    assert jobs == read(separator.join(values))
    assert jobs == read(separator + separator.join(values) + separator)


@pytest.mark.parametrize("separator", [separator for separator in SEPARATORS if b"," not in separator])
def test_separators_of_arrays(separator: bytes) -> None:
    """So are bodies after arrays; a comma after a bracket says that the bracket is a stray one."""
    array = b"[" + A + b"," + indent(B) + b"]"
    assert [*"abcabd"] == read(separator.join((b"", array, C, array, D, b"")))
    assert [*"ababab"] == read(separator.join((array, array, array)))


def test_lines_that_are_joined() -> None:
    """Files whose last line has no end are joined by `cat`, and by gzip's members: two bodies are on one line."""
    assert [*"abcd"] == read(A + b"\n" + B + C + b"\n" + D + b"\n")
    assert [(1, 0, "a"), (2, len(A) + 1, "b"), (2, len(A + B) + 1, "c")] == read_one(A + b"\n" + B + C)
    assert ["a", *"bcbcbc", "d"] == read(A + b"\n" + (B + C) * 3 + b"\n" + D)


def test_xml_lines() -> None:
    """Documents on a line are read too, one or several, and among JSON."""
    document = b'<?xml version="1.0"?>' + DOCUMENT
    assert ["a", "x", "b"] == read(A + b"\n" + document + b"\n" + B)
    assert ["a", "x", "x", "b"] == read(A + b"\n" + document + document + b"\n" + B)
    assert ["x", "x", "a"] == read(document + b"\n" + document + b"\n" + A)


@pytest.mark.once
@pytest.mark.parametrize("torn", [A, indent(A), wrap(A), make_asr_body("a", UserData='{"JobId":"z","State":"Failed"}')])
def test_torn_at_every_byte(torn: bytes, choose: Choose) -> None:
    """A body after one that was cut off at any byte is read, on its line or the next, and the torn one is one error."""
    cases = [(cut, whole) for cut in range(1, len(torn)) for whole in choose((B, indent(B), wrap(B)), 1, cut)]
    for cut, whole in cases:
        glued = torn[:cut] + whole
        expected = ["!", "b"]
        assert expected == find_others(glued)
        for data in (
            C + b"\n" + glued + b"\n" + D,
            indent(C) + b"\n" + glued + b"\n" + indent(D),
            b"[" + C + b"," + glued + b"," + D + b"]",
            C + b"\r" + glued + b"\r" + D,
            C + b"\n" + torn[:cut] + b"\n" + whole + b"\n" + D,
            C + b"\n" + torn[:cut] + b"\0\0\0" + whole + b"\n" + D,
        ):
            assert ["c", *expected, "d"] == find_others(data), (cut, data)


def find_others(data: bytes) -> list[str]:
    """Read bytes: the jobs, and "!" for each error, without the job a, of which an envelope may hold all."""
    jobs = ("!" if job is None or len(job) > 1 else job for job in read_messages(data))
    return [job for job in jobs if job != "a"]


def test_place_of_what_is_torn() -> None:
    """The error has the place of the torn body, and only its bytes; the body after it has its own."""
    data = A + b"\n" + B[:40] + C + b"\n" + D
    places = [(line, offset) for line, offset, _ in read_one(data)]
    assert [(1, 0), (2, len(A) + 1), (2, len(A) + 41), (3, len(A) + 42 + len(C))] == places
    assert [B[:40]] == [body.data for body, decoded in decode_lines(data) if isinstance(decoded, DecodeError)]
    lines = A + b"\n" + indent(B)[:60] + b"\n" + C + b"\n"
    assert [indent(B)[:60]] == [body.data for body, decoded in decode_lines(lines) if isinstance(decoded, DecodeError)]


def decode_lines(data: bytes) -> list[Any]:
    """Decode a block of lines."""
    return [*decode_bodies(Span(SpanKind.LINES, "x", 0, 1, data), Reading(), decode)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%b\n{{%b\n%b", "a!bc"),  # a brace is what is left of an object
        (b"%b\n{%b{\n%b", "a!b!c"),
        (b"%b\n%b{\n%b", "ab!c"),
        (b"%b\nhello\n  world\n]\n%b\n%b", "a!bc"),  # what is indented goes on with what is before it
        (b"%b\nhello\nworld\n%b\n%b", "a!!bc"),
        (b"%b\n[%b, null]\n%b", "ab!c"),
        (b"%b\n[%b,\n%b", "ab!c"),
        (b"%b\n[1, 2]\n%b\n%b", "a!bc"),
        (b"%b\n%b}\n%b", "a!c"),
        (b"%b\n%b and more\n%b", "a!c"),
    ],
)
def test_refused_lines(data: bytes, expected: str) -> None:
    """What is damaged otherwise spoils its own line, or the value that it is in."""
    assert [*expected] == read(data % (A, B, C))


def test_errors_among_lines() -> None:
    """What is JSON, but no body, is an error of its own, on one line or over several, alone or joined to others."""
    data = b"\n".join((A, API_ERROR, API_ERROR + API_ERROR, indent(API_ERROR), B))
    assert ["a", *[NO_BODY] * 4, "b"] == read_messages(data)
    torn = API_ERROR[:12] + API_ERROR[:10]
    assert 1 == len(read_messages(torn))
    assert ["a", "!", "b"] == read(A + b"\n" + torn + b"\n" + B)


def test_log_prefixes() -> None:
    """Text before the JSON is refused by the name of the option that reads it, if there is a body in it."""
    message = "expected JSON, got other text before it, as in a log: read it with --log-lines"
    data = A + b"\n2024-05-06 INFO " + B + b" in 5 ms\n[main] {worker} " + C + b"\n"
    assert ["a", message, message] == read_messages(data)
    assert [*"abc"] == read(data, log_lines=True)
    for other in (b"2024-05-06 INFO " + API_ERROR, b"2024-05-06 INFO {", B + b" in 5 ms"):
        [job, text] = read_messages(A + b"\n" + other)
        assert ("a", False) == (job, text == message)


def test_files_of_other_kinds() -> None:
    """What a file is says how it begins, whatever is in it: a zip archive may have a body that is not compressed."""
    message = "expected JSON, got a zip archive, such as of an Office document: unpack it"
    assert [message] == read_messages(b"PK\3\4\x14\0\0\0\0\0a.json" + A + b"PK\1\2")


def test_torn_in_a_log() -> None:
    """Also in a log a body that was written right after a torn one is read, even after a key and its colon."""
    assert ["!", "b"] == read(b'INFO {"JobId":"a","State":' + B, log_lines=True)
    assert ["!", "b"] == read(b"INFO " + A[:30] + B + b" x", log_lines=True)


def test_too_large() -> None:
    """A body over the limit is refused, wherever it was found, and so is none of those beside it."""
    large = make_asr_body("b", text="x" * 1000)
    message = "expected a body of at most 1000 bytes, got more"
    for data in (A + b"\n" + large + b"\n" + C, A + b"\n" + A + large + C, b"[" + A + b"," + large + b"," + C + b"]"):
        assert [message] == [job for job in read_messages(data, max_body=1000) if job not in {"a", "c"}]


def test_faults_name_the_body() -> None:
    """An error that is no `DecodeError` is a fault of the program: it says in which body it was met."""

    def fail(_: object, __: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError) as caught:
        [*decode_bodies(Span(SpanKind.LINES, "x\udcff", 0, 7, A), Reading(), fail)]
    assert ["in the body at x\\udcff, line 7"] == caught.value.__notes__


def pack(body: bytes, key: str = "content", *, is_text: bool, **others: object) -> bytes:
    """Make a record with a body under a key."""
    return json.dumps({"id": 1, key: body.decode() if is_text else json.loads(body), **others}).encode()


@pytest.mark.parametrize("is_text", [True, False])
@pytest.mark.parametrize("key", ["content", "value", "_source", "resultPayload", "@message", "a.b", "body"])
def test_columns(key: str, is_text: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """A body under any key is read from lines, arrays and single objects, as text and as an object, at its record."""
    records = [pack(body, key, is_text=is_text) for body in (A, B)]
    for data in (
        b"\n".join(records),
        b"[" + b",".join(records) + b"]",
        b"\n".join(map(indent, records)),
        b"".join(records),
    ):
        assert [*"ab"] == read(data, column=key)
    assert ["a"] == read(records[0], column=key)
    assert [(1, 0, "a"), (2, len(records[0]) + 1, "b")] == read_one(b"\n".join(records), column=key)
    message = f"expected a body, got an object with one under a key: read it with --body-column {key}"
    assert [message, message] == read_messages(b"\n".join(records))


def test_columns_in_columns() -> None:
    """A name with dots is that of a key in a key, unless there is a key with dots."""
    record = json.dumps({"hit": {"_source": json.loads(A)}, "id": 1}).encode()
    deep = json.dumps({"a": {"b": {"c": A.decode()}}}).encode()
    assert ["a"] == read(record, column="hit._source")
    assert ["a"] == read(deep, column="a.b.c")
    message = "expected a body, got an object with one under a key: read it with --body-column hit._source"
    assert [message] == read_messages(record)
    for name in ("hit.source", "hit._source.x.y", "hit._source.JobId.x", "id.x"):
        assert ["!"] == read(record, column=name)


def test_names_of_columns_are_quoted() -> None:
    """The message can be copied into a shell."""
    message = "expected a body, got an object with one under a key: read it with --body-column 'my key'"
    assert [message] == read_messages(pack(A, "my key", is_text=True))
    assert ["a"] == read(pack(A, "my key", is_text=True), column="my key")


def test_no_single_column() -> None:
    """Where two columns could be meant, or none is a body, no option is named."""
    records = [{"content": value} for value in ("text", "{", "{}", 3, None, [json.loads(A)], {"id": 2})]
    for data in (pack(A, is_text=True, other=B.decode()), *(json.dumps(record).encode() for record in records)):
        [message] = read_messages(data)
        assert message is not None
        assert message.startswith("expected a GetSmartHandleJob body, got ")
        assert "--body-column" not in message
    assert ["a"] == read_messages(make_asr_body("a", UserData=B.decode()))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("null", "expected a body in the column 'content', as text or as an object, got null"),
        ("1", "expected a body in the column 'content', as text or as an object, got a number or a boolean"),
        ("false", "expected a body in the column 'content', as text or as an object, got a number or a boolean"),
        ("[]", "expected a body in the column 'content', as text or as an object, got an array"),
    ],
)
def test_columns_without_a_body(value: str, message: str) -> None:
    """A column that cannot hold a body is refused for its type, any other for what is wrong with its content."""
    assert [message] == read_messages(b'{"content":%b}' % value.encode(), column="content")
    assert [NO_BODY] == read_messages(b'{"content":%b}' % API_ERROR, column="content")
    assert [NO_BODY] == read_messages(pack(API_ERROR, is_text=True), column="content")


def test_records_without_the_column() -> None:
    """A record that has no such column is read if it is a body, and else refused by the column's name."""
    other = "expected a body, got an object with one under a key: read it with --body-column value"
    data = b"\n".join((pack(A, is_text=True), B, b'{"id":1}', pack(C, "value", is_text=True), b"[1]", b"{"))
    expected = ["a", "b", "expected a body in the column 'content', got none", other]
    messages = read_messages(data, column="content")
    assert expected == messages[:4]
    assert 6 == len(messages)


def test_damaged_records() -> None:
    """Records are found as bodies are: torn, without a separator, over several lines, and in log lines."""
    first, second = (pack(body, is_text=True) for body in (A, B))
    assert [*"abab"] == read(b"\n".join((first + second, indent(first), second)), column="content")
    assert ["a", "!", "b"] == read(first + b"\n" + first[:40] + second, column="content")
    assert [*"ab"] == read(b"INFO " + first + b"\nINFO " + second, column="content", log_lines=True)
    assert ["x"] == read(json.dumps({"content": DOCUMENT.decode()}).encode(), column="content")


def test_rows_of_tables() -> None:
    """A row of a table is the column already, and stays whole."""
    for kind, data in ((SpanKind.TEXT, A + B), (SpanKind.BODY, pack(A, is_text=True))):
        span = Span(kind, "x.parquet", None, 3, data)
        [(body, error)] = decode_bodies(span, Reading(column="content"), decode)
        assert (data, 3, None, True) == (body.data, body.line, body.byte_offset, isinstance(error, DecodeError))
    [(_, response)] = decode_bodies(Span(SpanKind.TEXT, "x", None, 1, A), Reading(column="JobId"), decode)
    assert not isinstance(response, DecodeError)
    assert "a" == response.job_id
