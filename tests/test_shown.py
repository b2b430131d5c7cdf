"""What values show of themselves: in a REPL, in a notebook, and to what reads plain data."""

import copy
import dataclasses
import json
import pickle
from collections.abc import Callable
from decimal import Decimal
from pprint import pformat
from typing import Any

import orjson
import pytest
from attrs import asdict, fields
from helpers.bodies import make_body

from smarthandle_results import (
    Avatar,
    Copies,
    Copy,
    Cue,
    CueRow,
    Cues,
    EditingConfig,
    InputConfig,
    JobResult,
    JsonObject,
    Response,
    Rows,
    Segment,
    SmartJobInfo,
    Speech,
    Transcript,
    TranslatedText,
    Translation,
    Unread,
    Unrecognized,
    Usage,
    decode_job,
    decode_response,
    to_cue_rows,
    to_cues,
    to_job_row,
)
from smarthandle_results._tables.row_types import JOB_TABLES

BODY = make_body([{"content": "Hello.", "from": 0, "to": 1.5}], JobId="a", UserData="u" * 500)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Response(), "Response()"),
        (Response(output="[1]"), "Response(output=<3 characters>)"),
        (
            Response(job_result=JobResult(ai_result="x" * 1234)),
            "Response(job_result=JobResult(ai_result=<1,234 characters>))",
        ),
        (SmartJobInfo(title="a\nb"), "SmartJobInfo(title='a\\nb')"),
        (SmartJobInfo(title="字" * 61), f"SmartJobInfo(title='{'字' * 59}…')"),
        (InputConfig(input_file="a", keyword="b"), "InputConfig(input_file='a', keyword='b')"),
        (Unrecognized("a"), "Unrecognized(text=<1 character>)"),
        (Unread("output", ""), "Unread(form='output', text=<0 characters>)"),
        (Transcript(), "Transcript(0 segments)"),
        (
            Transcript((0, 0.5), (1, 10.33), ("Speaking of\nwhich, the weather", "b")),
            "Transcript(2 segments, 0.0–10.3 s, 'Speaking of which, the…')",
        ),
        (Transcript((Decimal("0.25"),), (2**62,), ("",)), "Transcript(1 segment, 0.25–4.61e+18 s)"),
        (Cues((5,), (10**4300,), ("\ud800\u202ea'",)), 'Cues(1 cue, 0.005–1.00e+4297 s, "a\'")'),
        (Cues((0,) * 1200, (3_600_000,) * 1200, ("a",) * 1200), "Cues(1,200 cues, 0.0–3,600.0 s, 'a')"),
        (to_cues([Cue(0, 1000, "a"), Cue(5, 6, " ")]), "Cues(1 cue, 0.0–1.0 s, 'a', 1 repair)"),
        (Copies(), "Copies(0 copies)"),
        (Copies(("Fresh",)), "Copies(1 copy, 'Fresh')"),
        (Copies.of((Copy(None, JsonObject({"a": 1})), Copy("b"))), "Copies(2 copies)"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_reprs_are_short_and_say_what_is_there(value: object, shown: str) -> None:
    """How much there is, and its first words; nothing that is not there."""
    assert shown == repr(value)


def test_a_response_shows_its_result() -> None:
    """A finished job does not look empty, and its repr stays short."""
    shown = repr(decode_response(BODY))
    assert "state='Finished', user_data='" in shown
    assert "ai_result=<45 characters>" in shown
    assert "Hello" not in shown
    assert len(shown) < 300


def test_a_response_knows_its_job_type() -> None:
    """Where it is used most."""
    assert (decode_response(BODY).smart_job_info.job_type, None) == (
        decode_response(BODY).job_type,
        Response().job_type,
    )


def read(cell: str) -> str:
    """Read a cell of the tables below."""
    return "" if cell == "-" else cell.replace("_b", " b").replace("_1", " 1")


@pytest.mark.parametrize(
    ("value", "table"),
    [
        (Cues((0, 5), (5, 9), ("<b>&\nb", "c")), "Cues (2) | start_ms end_ms text | 0 5 &lt;b&gt;&amp;_b | 5 9 c"),
        (Cues(), "Cues (0) | "),
        (Transcript((0,), (0.5,), ("a",)), "Transcript (1) | start end text | 0 0.5 a"),
        (
            Copies.of((Copy("a"), Copy(None, JsonObject({"n": 1})))),
            "Copies (2) | text fields | a {} | - {&#x27;n&#x27;:_1}",
        ),
        (Rows.of(Cue, [Cue(0, 5, "<script>")]), "Rows (1) | start_ms end_ms text | 0 5 &lt;script&gt;"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_notebook_shows_a_table(value: Any, table: str) -> None:
    """Escaped, without columns in which there is nothing."""
    caption, names, *rows = table.split(" | ")
    lines = [("th", names), *(("td", row) for row in rows)]
    body = "".join(
        f"<tr>{''.join(f'<{tag}>{read(cell)}</{tag}>' for cell in line.split())}</tr>" for tag, line in lines
    )
    assert f"<table><caption>{caption}</caption>{body}</table>" == value._repr_html_()


def test_a_notebook_shows_the_first_rows() -> None:
    """However many and long they are."""
    cues = Cues(tuple(range(5000)), tuple(range(5000)), ("x" * 10**4,) * 5000)
    table = cues._repr_html_()
    assert 21 == table.count("<tr>")
    assert "<caption>Cues (5,000), the first 20</caption>" in table
    assert len(table) < 10_000


CHANGES: list[Callable[[Any], object]] = [
    lambda item: item.update(b=2),
    lambda item: item.update({"b": 2}),
    lambda item: item.__setitem__("a", 2),
    lambda item: item.__delitem__("a"),
    lambda item: item.__ior__({"b": 2}),
    lambda item: item.setdefault("b", 2),
    lambda item: item.pop("a"),
    lambda item: item.popitem(),
    lambda item: item.clear(),
]


@pytest.mark.parametrize("change", CHANGES)
def test_json_objects_cannot_be_changed(change: Callable[[Any], object]) -> None:
    """Nothing that changes a dict changes one, so that its hash stays."""
    item = JsonObject({"a": 1})
    with pytest.raises(TypeError, match=r"^a JsonObject cannot be changed: change a dict of it$"):
        change(item)
    assert JsonObject({"a": 1}) == item


def test_json_objects_are_plain_data() -> None:
    """What writes a dict writes one, at any depth; a dict of it can be changed."""
    item = JsonObject({"a": (1, JsonObject({"b": None}))})
    assert '{"a": [1, {"b": null}]}' == json.dumps(item) == json.dumps({**item})
    assert b'{"a":[1,{"b":null}]}' == orjson.dumps(item)
    assert {"a": 1, "b": 2} == JsonObject({"a": 1}) | {"b": 2}
    changed = dict(item)
    changed["c"] = 1
    assert {"a", "c"} == changed.keys() != item.keys()
    assert (item, hash(item)) == (pickle.loads(pickle.dumps(item)), hash(copy.deepcopy(item)))
    assert isinstance(pickle.loads(pickle.dumps(item)), JsonObject)


def test_as_a_dict_no_private_state_is_left() -> None:
    """Neither in what no model has a field for, nor in the mark of cues that were checked."""
    segment = Segment(0, 1, "a", JsonObject({"speaker": JsonObject({"id": 2})}))
    made = asdict(segment)
    assert {"start": 0, "end": 1, "text": "a", "extra": {"speaker": {"id": 2}}} == made
    assert (dict, dict) == (type(made["extra"]), type(made["extra"]["speaker"]))
    cues = to_cues([Cue(0, 1, "a")])
    assert {"starts_ms": (0,), "ends_ms": (1,), "texts": ("a",), "repairs": ()} == asdict(cues)


@pytest.mark.parametrize("kind", [*JOB_TABLES.values(), Cue, Segment, Copy])
def test_rows_are_data_classes_too(kind: Any) -> None:
    """With the fields, the defaults and the keywords that they have."""
    assert [field.name for field in fields(kind)] == [field.name for field in dataclasses.fields(kind)]
    assert {field.kw_only for field in fields(kind)} == {field.kw_only for field in dataclasses.fields(kind)}
    required = [field.name for field in dataclasses.fields(kind) if field.default is dataclasses.MISSING]
    assert required == [
        name for name in required if fields(kind).__getattribute__(name).default is fields(CueRow).text.default
    ]


def test_rows_are_what_others_take_for_data() -> None:
    """`dataclasses`, orjson and pprint among them."""
    cue: Any = Cue(0, 5, "a")  # type checkers see the attrs class
    assert {"start_ms": 0, "end_ms": 5, "text": "a"} == dataclasses.asdict(cue) == orjson.loads(orjson.dumps(cue))
    assert Cue(0, 5, "b") == dataclasses.replace(cue, text="b")
    row = to_job_row(decode_job(decode_response(BODY)))
    assert repr(row) == pformat(row, width=10**6)
    assert pformat(row)
    assert cue == pickle.loads(pickle.dumps(cue))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Cue(0, 1500, "Hello.\nBye."), r"Cue(start_ms=0, end_ms=1500, text='Hello.\nBye.')"),
        (Cue(0, 1500, "字" * 300), f"Cue(start_ms=0, end_ms=1500, text='{'字' * 199}…')"),
        (Copy("a", JsonObject({"b": None})), "Copy(text='a', fields=JsonObject({'b': None}))"),
        (Speech(media_id="m"), "Speech(transcript=None, media_id='m', media_url=None)"),
        (TranslatedText("a", "b"), "TranslatedText(source='a', target='b', extra=JsonObject({}))"),
    ],
)
def test_values_show_all_fields(value: object, shown: str) -> None:
    """Of a long text the beginning."""
    assert shown == repr(value)


LONG: list[Any] = [
    Cue(0, 1, "a" * 10**5),
    Segment(0, 1, "a\n" * 10**5, JsonObject({"a" * 10**5: 1})),
    Copy("a" * 10**5, JsonObject({"a": ("b",) * 10**5})),
    Translation(pairs=(TranslatedText("a" * 10**5, "b"),) * 10**4, translated_text="a" * 10**5),
    Avatar(output_video_url="a" * 10**5, extra=JsonObject({"a": "b" * 10**5})),
    Usage(1, JsonObject({"a" * 10**5: 1})),
    EditingConfig(type="a" * 10**5),
    *to_cue_rows(decode_job(decode_response(make_body([{"content": "a" * 10**5, "from": 0, "to": 1}])))),
]


@pytest.mark.parametrize("value", LONG, ids=lambda value: type(value).__name__)
def test_no_repr_is_long(value: object) -> None:
    """Whatever is in the value: a REPL, a log or a failed assertion stays readable."""
    assert len(repr(value)) < 1500
    assert repr(value).startswith(f"{type(value).__name__}(")
