"""Many bodies at once, and one by one: two speeds, one behaviour."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unicodedata import category
from unittest.mock import patch

import pytest
from helpers.bodies import make_body, unescape_body
from helpers.texts import HAZARDS, nasty_texts
from hypothesis import example, given, strategies as st

from smarthandle_results import Transcript, to_cues
from smarthandle_results._breaking.sentences import ends_sentence

pytestmark = pytest.mark.engines
pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")

import pyarrow.compute as pc  # noqa: E402 - after the check for pyarrow

from smarthandle_results import arrow  # noqa: E402
from smarthandle_results.arrow import _batches  # noqa: E402
from smarthandle_results.arrow._bulk import cues as bulk  # noqa: E402
from smarthandle_results.arrow._bulk.item_forms import FORMS  # noqa: E402

TABLES: list[Callable[[Any], Any]] = [arrow.cues, arrow.copies, arrow.errors]
COMPACT = (",", ":")
SPACED = (", ", ": ")
ITEMS = [{"content": "a", "from": 0, "to": 1}, {"content": "中 文:", "from": 1.25, "to": 2}]
PLAIN = json.dumps(ITEMS, ensure_ascii=False)


@contextmanager
def at_once(is_on: bool) -> Iterator[None]:  # noqa: FBT001 - a test's own
    """Read as many bodies at once as possible, however few they are, or none."""
    least = 1 if is_on else sys.maxsize
    with patch.object(bulk, "_MIN_BYTES", least), patch.object(_batches, "_CHUNK_BYTES", 3000):
        yield


def view(body: bytes | str) -> memoryview:
    """Return a body's bytes as a column has them."""
    return memoryview(body.encode() if isinstance(body, str) else body)


def find_groups(*bodies: bytes | str | None) -> list[tuple[int, list[int]]]:
    """Return which bodies are read at once: the place of the first, and the cues of each."""
    with at_once(is_on=True):
        found = bulk.read_cues([None if body is None else view(body) for body in bodies])
    return [(group.first, [*group.counts]) for group in found]


def assert_same(bodies: list[Any], **columns: Any) -> None:
    """Compare the tables of both speeds."""
    batch = pa.RecordBatch.from_pydict({"body": pa.array(bodies, pa.binary()), **columns})
    for table in TABLES:
        with at_once(is_on=False):
            expected = table(batch)
        with at_once(is_on=True):
            assert expected.equals(table(batch))
            assert expected.schema == table(batch).schema


def wrap(payload: str, **fields: Any) -> bytes:
    """Make a body with a payload's text, its characters unescaped."""
    body = unescape_body(make_body(payload, **{"JobId": "x", **fields}))
    return body.encode(errors="surrogatepass")


@pytest.mark.parametrize("separators", [COMPACT, SPACED])
@pytest.mark.parametrize("text", ["a", "中文。", "with: colon", "{}[],", "it's <b>", "\U0001f600!"])
def test_plain_payloads_are_read_at_once(separators: tuple[str, str], text: str) -> None:
    """Both ways to space JSON, and any characters that need no escape."""
    items = [ITEMS[0] | {"content": text}, ITEMS[0] | {"from": 123456789.125, "to": 999999999}]
    body = wrap(json.dumps(items, ensure_ascii=False, separators=separators))
    assert [(0, [2, 2])] == find_groups(body, body)
    assert_same([body, body])


def test_one_bad_body_slows_no_other() -> None:
    """Bodies on both sides of it are read at once; so are those of the other form, in order."""
    body, bad = wrap(PLAIN), wrap('[{"content": "a"}]')
    compact = wrap(json.dumps(ITEMS, ensure_ascii=False, separators=COMPACT))
    bodies = [body, body, bad, None, body, compact, compact, body, b""]
    assert [(0, [2, 2]), (4, [2]), (5, [2, 2]), (7, [2])] == find_groups(*bodies)
    assert_same(bodies, row=list(range(9)))


def test_a_body_whose_times_are_faulty_is_read_alone() -> None:
    """A start or an end that goes back, an end that is not after its start, a close call; even in the first item."""
    good = {"content": "a", "from": 1, "to": 2}
    faults = [
        [good, good | {"from": 0}],
        [good, good | {"to": 1.5}],
        [good | {"to": 1}, good],
        [good, good | {"to": 0.5}],
        [good | {"from": 0.0005}, good],
        [good | {"to": 2.00049999999999999}],
    ]
    payloads = [json.dumps(items) for items in ([good], *faults, [good, good])]
    bodies = [wrap(payload) for payload in payloads]
    assert [(0, [1]), (7, [2])] == find_groups(*bodies)
    assert_same(bodies)


@pytest.mark.parametrize("text", ["So.", "Dr.", "好。", "(So.)", "So…", "So?..", "J. R.", "So.\u200f", "]", "^", "-"])
def test_ends_of_sentences_are_found_at_once(text: str) -> None:
    """By the rule that holds for one text."""
    items = [ITEMS[0] | {"content": text}, ITEMS[0] | {"from": 1.25, "to": 2}]
    body = wrap(json.dumps(items, ensure_ascii=False))
    assert [(0, [2, 2])] == find_groups(body, body)
    assert_same([body, body])
    with at_once(is_on=True):
        cues = arrow.cues(pa.RecordBatch.from_pydict({"body": pa.array([body, body], pa.binary())}))
    assert [ends_sentence(text), False] * 2 == cues.column("ends_sentence").to_pylist()
    assert [None, 250] * 2 == cues.column("gap_before_ms").to_pylist()


def test_a_text_that_starts_with_a_colon_is_read_alone() -> None:
    """Its beginning looks like the end of a key, where payloads are cut."""
    bodies = [
        wrap(json.dumps([ITEMS[0] | {"content": text}, ITEMS[1]], ensure_ascii=False)) for text in ("a:", ":a", "a")
    ]
    assert [(0, [2]), (2, [2])] == find_groups(*bodies)
    assert_same(bodies)


def test_few_bytes_are_read_one_by_one() -> None:
    """It would take longer; many are read at once by default."""
    assert [] == bulk.read_cues([view(wrap(PLAIN))])
    many = [view(wrap(PLAIN))] * 1000
    [group] = bulk.read_cues(many)
    assert [2] * 1000 == group.counts


def test_a_body_of_many_cues() -> None:
    """Its cues are counted from 1 on, and so are those of the bodies before and after it."""
    items = [{"content": f"cue {row}", "from": row, "to": row + 0.5} for row in range(300_000)]
    bodies = [wrap(PLAIN), wrap(json.dumps(items)), wrap(PLAIN)]
    batch = pa.record_batch([pa.array(bodies, pa.binary())], names=["body"])
    assert [(0, [2, 300_000, 2])] == find_groups(*bodies)
    cues = arrow.cues(batch)
    assert [1, 2, *range(1, 300_001), 1, 2] == cues.column("cue_index").to_pylist()
    assert [f"cue {row}" for row in range(300_000)] == cues.column("text").to_pylist()[2:-2]
    assert [row * 1000 for row in range(300_000)] == cues.column("start_ms").to_pylist()[2:-2]


NOT_PLAIN = [
    *(
        "[]",
        "[ ]",
        " " + PLAIN,
        PLAIN + " ",
        PLAIN + "]",
        PLAIN[:-1],
        PLAIN[1:],
        PLAIN[:-2] + "]",
        PLAIN * 2,
        "x" + PLAIN,
    ),
    *(PLAIN + "," + PLAIN, PLAIN[:-1] + ",]", PLAIN.replace("}, ", "},"), PLAIN.replace("}, ", "},  ", 1)),
    *(PLAIN.replace('": ', '" : ', 1), PLAIN.replace('": ', '":', 3), PLAIN.replace("}, ", "}] , [", 1)),
    *(PLAIN.replace("}, ", '}], "b": [', 1), PLAIN.replace("}, ", "}/**/, ", 1), PLAIN.replace(", ", ", , ", 1)),
    *(PLAIN.replace("from", "begin_time"), PLAIN.replace("content", "text"), PLAIN.replace('"from"', '"From"')),
    *(PLAIN.replace('"to": 1', '"to": 1, "to": 3'), PLAIN.replace('"to": 1', '"to": 1, "x": 3')),
    *(PLAIN.replace('"to": 1', f'"to": {value}', 1) for value in ('"1"', "true", "null", "-1", "01", "1.", ".5", "+1")),
    *(PLAIN.replace('"to": 1', f'"to": {value}', 1) for value in ("1e0", "1E400", "NaN", "Infinity", "0x1", "1_0")),
    *(PLAIN.replace('"to": 1', f'"to": {value}', 1) for value in ("1" * 30, "1" * 400, "1,0", "[1]", "{}", "1 ", "")),
    *(PLAIN.replace('"from": 0', f'"from": {value}', 1) for value in ("-0", "-0.0", "00", "0.0.0", "０", "")),
    *(
        PLAIN.replace('"a"', value, 1)
        for value in ("1", "null", "true", '""', '" "', '"a', 'a"', "'a'", '"a" "b"', "[]")
    ),
    *(PLAIN.replace("a", value, 1) for value in (r"\"", r"\\", r"\n", r"\u0000", r"\ud800", r"\u00e9", r"\/", "\\")),
    *(PLAIN.replace('"a"', json.dumps(hazard), 1) for hazard in HAZARDS),
    *(PLAIN.replace('"a"', json.dumps(hazard, ensure_ascii=False), 1) for hazard in HAZARDS),
    *("[" * 200 + "]" * 200, '[{"content": "a", "from": 0, "to": 1}, 1]', '[{"content": "a", "from": 0, "to": 1}, {}]'),
]
"""Payloads that differ little from a plain one; some of them are good."""


@pytest.mark.parametrize("payload", NOT_PLAIN)
def test_payloads_that_are_nearly_plain(payload: str) -> None:
    """They make the same rows and errors as alone, and so do the bodies before and after them."""
    assert_same([wrap(PLAIN), wrap(payload), wrap(PLAIN)])


RAW = wrap(PLAIN)
QUOTED = json.dumps(PLAIN, ensure_ascii=False).encode()
JSON_VALUES: list[Any] = ["", 0, 1.5, [], {}, False, None]
BODIES = [
    *(
        RAW.replace(b'\\"a\\"', b'\\"' + text + b'\\"', 1)
        for text in (b"\xff", b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80")
    ),
    *(
        RAW.replace(b'\\"a\\"', b'\\"' + text + b'\\"', 1)
        for text in (b"\0", b"\n", b"\t", b"\x7f", b"\xc2\x85", b"\\u0061", b"\xe2\x80")
    ),
    *(RAW.replace(b'\\"a', text, 1) for text in (b'"a', b'\\\\"a', b'\\\\\\"a', b"\\u0022a", b'\\"a\\\\')),
    *(
        RAW.replace(b"AiResult", key)
        for key in (b"aiResult", b"ai_result", b"AIRESULT", b"JobResult", b"esult", b"\\u0041iResult")
    ),
    *(
        RAW.replace(b'"AiResult": ', text)
        for text in (b'"AiResult":', b'"AiResult"\n:\t', b'"AiResult": null, "AiResult": ')
    ),
    *(b"\xef\xbb\xbf" + RAW, RAW[:-1], RAW + b"x", b"[" + RAW + b"]", RAW.decode().encode("utf-16"), RAW + b"\n" + RAW),
    b'{"headers": {}, "statusCode": 200, "body": ' + RAW + b"}",
    b'{"SmartJobList": [], ' + RAW[1:],
    RAW.replace(b'"State"', b'"state"'),
    *(RAW.replace(b'"Finished"', state) for state in (b'"Failed"', b'"Executing"', b'"?"', b"null", b"1")),
    *(
        RAW.replace(b'"ASR"', kind)
        for kind in (b'"TextToSpeech"', b'"TextGenerate"', b'"AvatarVideo"', b'"?"', b"null", b"1")
    ),
    *(RAW.replace(b'"x"', job_id, 1) for job_id in (b'""', b"null", b"1", b'"\\ud800"', b'"\xff"', '"中"'.encode())),
    # Before or after the payload there is something that looks like it.
    wrap(PLAIN, UserData=PLAIN),
    wrap(PLAIN, Output=PLAIN),
    wrap(PLAIN, Output="2f1a5ed0a9b871ee8047e7f6c5696302"),
    wrap(PLAIN, Output="oss://bucket/a.mp4"),
    wrap(PLAIN, UserId=1),
    wrap(PLAIN, SmartJobInfo={"JobType": "ASR", "UserId": 2**70, "Title": None, "InputConfig": None}),
    wrap(PLAIN, SmartJobInfo={"JobType": "ASR", "UserId": "7", "OutputConfig": {"Width": 2**60}, "InputConfig": []}),
    *(wrap(PLAIN, SmartJobInfo={"JobType": "ASR", "InputConfig": source}) for source in JSON_VALUES),
    *(wrap(PLAIN, SmartJobInfo={"JobType": kind}) for kind in ("asr", "TextToSpeech", "DynamicChart", *JSON_VALUES)),
    *(wrap(PLAIN, SmartJobInfo={"JobType": "ASR", "UserId": user}) for user in (7, 2**64, *JSON_VALUES)),
    wrap(PLAIN, SmartJobInfo=None),
    wrap(PLAIN, SmartJobInfo={"JobType": "ASR", "InputConfig": {"InputFile": 1}}),
    wrap("x", JobResult={"AiResult": PLAIN, "MediaId": "", "Usage": '{"total_tokens": "1"}'}),
    wrap("x", JobResult={"AiResult": PLAIN, "MediaId": "m", "MediaUrl": "u", "Usage": '{"total_tokens": 1}'}),
    b'{"UserData": {"AiResult": ' + QUOTED + b"}, " + RAW[1:],
    b'{"JobResult": {"AiResult": ' + QUOTED + b"}, " + wrap('[{"content": "b", "from": 3, "to": 4}]')[1:],
    wrap("x", JobResult={"AiResult": json.dumps({"subtitleClips": PLAIN})}),
    wrap("x", JobResult={"AiResult": json.dumps({"xesult": PLAIN})}),
    wrap("x", JobResult={"AiResult": {"AiResult": PLAIN}}),
    wrap("x", JobResult=PLAIN),
    wrap(f"```json\n{PLAIN}\n```"),
    make_body(ITEMS).encode(),
    make_body(PLAIN).encode(),
    None,
    b"",
]
"""Bodies that differ little from a plain one."""


@pytest.mark.parametrize("body", BODIES)
def test_bodies_that_are_nearly_plain(body: bytes | None) -> None:
    """They make the same rows and errors as alone, and so do the bodies before and after them."""
    assert_same([RAW, body, RAW])


def test_the_payload_is_where_the_secret_is_found() -> None:
    """Of two that look like it, the one that counts: if the body was split at the other, it is read alone."""
    result, other = ('{"AiResult": ' + json.dumps(json.dumps(ITEMS[:count])) + "}" for count in (1, 0))
    before, after = f'{{"UserData": {result}, ', f', "x": {result}}}'
    assert [(0, [1])] == find_groups(f'{{"State": "Finished", "JobResult": {result}{after}')
    assert [] == find_groups(f'{before}"State": "Finished", "JobResult": {result}}}')
    assert [] == find_groups(f'{{"JobResult": {result}, "State": "Finished", "jobResult": {other}}}')


@pytest.mark.parametrize("note", ["", "x" * 5000, "[1]", "x" * 5000 + "[1]", "x" * 5000 + PLAIN])
def test_what_comes_after_the_payload_may_be_long(note: str) -> None:
    """The payload's end is found before it, whatever is in it."""
    body = wrap(PLAIN, UserData=note)
    assert [(0, [2, 2])] == find_groups(body, body)
    assert_same([body, body])


def test_xml_in_a_column_of_text_is_read_alone() -> None:
    """An encoding that it declares is not that of the column, even if a payload seems to be in it."""
    xml = '<?xml version="1.0" encoding="gbk"?>' + wrap(PLAIN).decode()
    assert [] == find_groups(xml)
    batch = pa.record_batch([pa.array([xml, RAW.decode(), xml])], names=["body"])
    with at_once(is_on=False):
        expected = arrow.cues(batch)
    with at_once(is_on=True):
        assert expected.equals(arrow.cues(batch))


pieces = st.sampled_from(
    [
        *NOT_PLAIN[:20],
        *'[]{},:"\\ ',
        "content",
        "from",
        "to",
        '"a"',
        "1",
        "0.5",
        '\\"',
        "}, {",
        "\\n",
        "中",
        "\u2028",
        "-",
        "e5",
    ]
)
seconds = st.integers(0, 3000).map(lambda ms: ms / 1000) | st.floats(0, 1e12) | st.integers(-1, 10**12)


@st.composite
def payloads(draw: st.DrawFn) -> str:
    """Make payloads of cues, good or bad, and damage some."""
    texts = st.text("ab 中:{]é", max_size=4) | st.text("aM。.?… )”\u200f", max_size=9) | nasty_texts
    items = st.fixed_dictionaries({"content": texts, "from": seconds, "to": seconds})
    ordered = st.lists(items, max_size=4).map(lambda made: sorted(made, key=lambda item: item["from"]))
    made = draw(st.lists(items, max_size=4) | ordered)
    text = json.dumps(made, ensure_ascii=draw(st.booleans()), separators=draw(st.sampled_from([COMPACT, SPACED])))
    for piece in draw(st.lists(pieces, max_size=2)):
        start = draw(st.integers(0, len(text)))
        text = text[:start] + piece + text[start + draw(st.integers(0, 3)) :]
    return text


@given(st.lists(payloads().map(wrap) | st.sampled_from([RAW, None]), max_size=6))
@example([RAW] * 5)
def test_both_speeds_agree(bodies: list[bytes | None]) -> None:
    """The same rows and the same errors, in the same order."""
    assert_same(bodies, row=list(range(len(bodies))))


words = st.sampled_from(
    [
        "",
        "x",
        "ASR",
        "Finished",
        "{}",
        "[]",
        "2f1a5ed0a9b871ee8047e7f6c5696302",
        "oss://a/b",
        "```",
        PLAIN,
    ]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | words,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["Width", "a"]), inner, max_size=2),
    max_leaves=3,
)
KEYS = [*("JobId", "State", "UserData", "Output", "ErrorCode", "aiResult", "Code", "Message", "body", "SmartJobList")]
INFO_KEYS = [*("JobType", "UserId", "Title", "InputConfig", "OutputConfig", "EditingConfig", "x")]
SOURCE_KEYS = ["InputFile", "inputFile", "Keyword", "x"]
RESULT_KEYS = ["MediaId", "MediaUrl", "Usage", "aiResult", "AIResult", "x"]


def some(keys: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Make objects with any values under some of the keys."""
    return st.dictionaries(st.sampled_from(keys), values | words, max_size=3)


@given(some(KEYS), some(RESULT_KEYS), some(INFO_KEYS), some(SOURCE_KEYS) | st.none())
def test_both_speeds_agree_on_any_rest(
    fields: dict[str, Any], result: dict[str, Any], info: dict[str, Any], source: dict[str, Any] | None
) -> None:
    """Whatever there is besides the payload."""
    whole_info = {"JobType": "ASR"} | ({} if source is None else {"InputConfig": source}) | info
    body = {"JobId": "x", "State": "Finished", "SmartJobInfo": whole_info, "JobResult": {"AiResult": PLAIN} | result}
    assert_same([RAW, json.dumps(body | fields, ensure_ascii=False).encode(), RAW])


@given(st.lists(st.tuples(st.integers(0, len(RAW)), st.binary(max_size=3), st.integers(0, 3)), max_size=2))
def test_both_speeds_agree_on_any_bytes(damages: list[tuple[int, bytes, int]]) -> None:
    """Wherever a body is damaged."""
    body = RAW
    for start, put, length in damages:
        body = body[:start] + put + body[start + length :]
    assert_same([RAW, body, RAW])


@given(st.lists(payloads().map(wrap), max_size=6), st.integers(1, 500))
def test_a_stream_at_once_is_the_batch_divided(bodies: list[bytes], max_bytes: int) -> None:
    """However small its batches, it has the same rows in the same order."""
    batch = pa.RecordBatch.from_pydict({"body": pa.array(bodies, pa.binary()), "note": ["n" * 20] * len(bodies)})
    with at_once(is_on=True):
        made = list(arrow.stream("cues", [batch], max_bytes=max_bytes))
        assert arrow.cues(batch).to_pylist() == [row for part in made for row in part.to_pylist()]
    assert all(part.num_rows for part in made)


def test_texts_that_the_form_accepts_need_no_mending() -> None:
    """Each character that Python's Unicode knows, alone, first, last and inside."""
    points = [*range(0xD800), *range(0xE000, 0x10000), *range(0xE0000, 0xE1000)]
    points += [point for point in range(0x10000, 0xE0000) if category(chr(point)) not in {"Lo", "Cn", "Co"}]
    texts = [text for point in points for text in (chr(point), f"{chr(point)}a", f"a{chr(point)}", f"a{chr(point)}a")]
    items = [rf"\"{text}\",\"from\":0,\"to\":1}},{{\"content" for text in texts]
    fits = pc.match_substring_regex(pa.array(items), FORMS[b""].pattern)
    accepted = [text for text, fit in zip(texts, fits.to_pylist(), strict=True) if fit]
    assert len(accepted) > len(texts) * 0.9
    cues = to_cues(Transcript((0,) * len(accepted), (1,) * len(accepted), tuple(accepted)))
    assert () == cues.repairs
    assert tuple(accepted) == cues.texts
