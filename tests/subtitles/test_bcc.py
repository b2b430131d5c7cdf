"""Cues ↔ Bilibili's subtitle files."""

import json
from decimal import Decimal
from typing import Any

import pytest
from cases import make_cases
from helpers.problems import find_problems
from helpers.texts import mended_cues, nasty_texts, times_of_a_day
from hypothesis import given, strategies as st

from smarthandle_results import (
    Cue,
    Cues,
    DecodeError,
    Repair,
    Transcript,
    decode_bcc,
    decode_transcript,
    to_bcc,
    to_cues,
)

LOOK = {
    "font_size": 0.4,
    "font_color": "#FFFFFF",
    "background_alpha": 0.5,
    "background_color": "#9C27B0",
    "Stroke": "none",
}
ITEM = {"from": 0.5, "to": 2, "location": 2, "content": "a"}


def find_faults(text: str) -> list[object]:
    """List what a file has that Bilibili's files have not: other keys, in another order, and other values."""
    file = json.loads(text)
    items = file.pop("body")
    faults: list[object] = [] if file == LOOK and [*file] == [*LOOK] else [file]
    return faults + [item for item in items if not _is_fine(item)]


def _is_fine(item: Any) -> bool:
    start, end, location, content = item.values()
    return (
        [*item] == ["from", "to", "location", "content"]
        and isinstance(start, float)
        and isinstance(end, float)
        and 0 <= start < end
        and location == 2
        and isinstance(content, str)
        and bool(content)
    )


def test_a_file() -> None:
    """Its keys in their order, on one line."""
    text = (
        '{"font_size":0.4,"font_color":"#FFFFFF","background_alpha":0.5,"background_color":"#9C27B0","Stroke":"none",'
        '"body":[{"from":0.0,"to":0.846,"location":2,"content":"提起\\n“它”"}]}\n'
    )
    assert text == to_bcc([Cue(0, 846, "提起\n“它”")]) == to_bcc(Transcript((0,), (0.846,), ("提起\n“它”",)))
    assert Cues((0,), (846,), ("提起\n“它”",)) == decode_bcc(text)


def test_no_cues() -> None:
    """A file without items, which is read as one."""
    assert {**LOOK, "body": []} == json.loads(to_bcc([]))
    assert to_cues([]) == decode_bcc(to_bcc([]))


def test_hostile_texts() -> None:
    """Each is a file as Bilibili's are, and is read back as the same cues."""
    files = [(case, to_bcc(case)) for case in make_cases()]
    assert [] == [fault for _, text in files for fault in find_faults(text)]
    assert [] == [(case, text) for case, text in files if case != decode_bcc(text)]
    assert len(files) > 300


@given(mended_cues(times_of_a_day))
def test_any_cues_come_back(cues: Cues) -> None:
    """As many, at the same times, with the same text, in the same order, and nothing is reported."""
    text = to_bcc(cues)
    assert [] == find_faults(text)
    read = decode_bcc(text)
    assert (cues, ()) == (read, read.repairs)


@given(st.integers(0, 10**15 - 1))
def test_seconds_are_exact(time: int) -> None:
    """The decimals of the file are those of the milliseconds."""
    [item] = json.loads(to_bcc([Cue(time, time + 1, "a")]), parse_float=Decimal)["body"]
    assert (Decimal(time) / 1000, Decimal(time + 1) / 1000) == (item["from"], item["to"])


def test_the_files_of_others() -> None:
    """Whole seconds, other keys, another look, another spelling, as text, bytes or a mapping."""
    file = {
        **LOOK,
        "font_size": 0.6,
        "lang": "zh",
        "type": "AIsubtitle",
        "version": "v1.7.0.4",
        "body": [{"from": 1, "to": 2.54, "sid": 1, "location": 2, "content": "你好", "music": 0.0}],
    }
    cues = decode_bcc(file)
    assert ([Cue(1000, 2540, "你好")], ()) == (list(cues), cues.repairs)
    text = json.dumps(file)
    assert cues == decode_bcc(text) == decode_bcc(text.encode()) == decode_bcc(f"\ufeff{text}")
    assert cues == decode_bcc(json.dumps({"Body": [{"From": "1", "to": 2.54, "Content": "你好"}]}))


def test_repairs() -> None:
    """A place that is not kept, and what no subtitle can contain."""
    body = [{**ITEM, "location": 8}, {**ITEM, "content": " "}, {**ITEM, "from": 3}, {**ITEM, "location": None}]
    cues = decode_bcc({"body": body})
    assert [(500, 2000), (500, 2000), (2000, 3000)] == [(cue.start_ms, cue.end_ms) for cue in cues]
    assert (
        Repair(0, "settings", "removed"),
        Repair(1, "blank", "dropped"),
        Repair(2, "reversed", "swapped"),
        Repair(3, "out_of_order", "moved"),
    ) == cues.repairs


@pytest.mark.parametrize(
    ("file", "problems"),
    [
        ([ITEM], [(".", "expected object, got array: decode_transcript reads a payload of cues")]),
        (5, [(".", "expected object, got number")]),
        ({}, [(".body", "expected array, got nothing")]),
        ({"body": None}, [(".body", "expected array, got nothing")]),
        ({"Body": 5}, [(".Body", "expected array, got number")]),
        ({"body": {}}, [(".body", "expected array, got object")]),
        (
            {"body": [ITEM, 5, {**ITEM, "from": "soon", "to": None}, {"from": 1, "to": 2}]},
            [
                (".body[1]", "expected object, got number"),
                (".body[2].from", "expected number, got string"),
                (".body[2].to", "expected number, got null"),
                (".body[3].content", "expected string, got nothing"),
            ],
        ),
        ({"body": [{**ITEM, "to": 1e300}]}, [(".body[0].to", "expected number, got a number of more than 64 bits")]),
    ],
)
def test_problems(file: object, problems: list[tuple[str, str]]) -> None:
    """All of them, each at its place."""
    assert problems == find_problems(decode_bcc, json.dumps(file))


def test_text_that_is_no_json() -> None:
    """It is named, as that of a body is."""
    message = "expected JSON, got text that is cut off at its end, after 9 bytes: save the whole of it"
    assert [(".", message)] == find_problems(decode_bcc, to_bcc([])[:9])


items = st.builds(
    lambda start, end, content: {"from": start, "to": end, "content": content},
    st.sampled_from([0, 1, 1.5, 0.8465, -1, 7]),
    st.sampled_from([0, 1, 2.0005, 3]),
    nasty_texts.map(lambda text: text.encode(errors="replace").decode()),
)


def test_a_place_in_another_spelling() -> None:
    """Is one as well, where the usual one has none."""
    body = [{**ITEM, "location": None, "Location": 8}, {**ITEM, "Location": 2}, {**ITEM, "location": 2, "Location": 8}]
    assert (Repair(0, "settings", "removed"),) == decode_bcc({"body": body}).repairs


others: st.SearchStrategy[dict[Any, Any]] = st.dictionaries(
    st.sampled_from(["sid", "music", "Location", "text", 1, None]),
    st.sampled_from([10**30, 2, None, {1: 2}, [], "x", float("nan")]),
)


@given(st.lists(st.tuples(items, others), min_size=1, max_size=5))
def test_what_else_an_item_has_is_ignored(pairs: list[tuple[dict[str, Any], dict[Any, Any]]]) -> None:
    """Whatever it is, read at once or one by one, as where a time is a numeric string."""
    body = [{**other, **item} for item, other in pairs]
    cues = decode_bcc({"body": body})
    one_by_one = decode_bcc({"body": [{**item, "from": str(item["from"])} for item in body]})
    assert (cues, cues.repairs) == (one_by_one, one_by_one.repairs)


def test_keys_of_other_types() -> None:
    """A program's mapping may have them: they are no keys of a cue."""
    with pytest.raises(DecodeError) as caught:
        decode_bcc({"body": [{1: 2}]})
    assert [
        "expected string, got nothing at .body[0].content",
        "expected number, got nothing at .body[0].from",
        "expected number, got nothing at .body[0].to",
    ] == [str(problem) for problem in caught.value.problems]


def test_a_time_beyond_all_floats() -> None:
    """Has no number in JSON."""
    with pytest.raises(OverflowError):
        to_bcc([Cue(0, 10**400, "x")])


@given(st.lists(items, max_size=5))
def test_items_are_read_as_those_of_a_payload(body: list[dict[str, Any]]) -> None:
    """At once, and one by one, as they are read where one is spelled in another way."""
    cues = decode_bcc({"body": body})
    one_by_one = decode_bcc(
        {"body": [{"From": item["from"], "to": item["to"], "text": item["content"]} for item in body]}
    )
    assert (cues, cues.repairs) == (one_by_one, one_by_one.repairs)
    assert cues == to_cues(decode_transcript(json.dumps(body)))
