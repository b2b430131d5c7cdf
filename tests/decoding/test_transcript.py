"""The quick way to read a transcript: what it reads, what it leaves to the slow way, and that it is used."""

import json

import pytest
from helpers.bodies import make_body
from helpers.problems import find_problems

from smarthandle_results import (
    JsonObject,
    Segment,
    Transcript,
    decode_job,
    decode_response,
    decode_transcript,
    find_transcript,
)
from smarthandle_results._decoding import transcript as module

GOOD = {"content": "a", "from": 0, "to": 1.5}
HIDDEN = Segment(1, 2, "a", JsonObject({"content": None, "from": None}))


def test_good_items_are_read_at_once() -> None:
    """Integers, floats, and no items at all."""
    assert Transcript((0, 2), (1.5, 3), ("a", "b")) == module.read_columns([GOOD, {"content": "b", "from": 2, "to": 3}])
    assert Transcript((0,), (1,), ("a",)) == module.read_columns([{**GOOD, "to": 1}])
    assert Transcript() == module.read_columns([])


@pytest.mark.parametrize(
    "item",
    [
        "text",
        {"content": "a", "from": 0},
        {**GOOD, "more": 1},
        {**GOOD, "content": 1},
        {**GOOD, "from": "0"},
        {**GOOD, "to": True},
        {**GOOD, "from": 2.0**63},
        {**GOOD, "to": 2.0**63},
    ],
)
def test_any_other_item_is_left_to_the_slow_way(item: object) -> None:
    """A key more or less, another type, or a number so large that it may have been rounded."""
    assert module.read_columns([GOOD, item]) is None
    assert module.read_columns([item]) is None


@pytest.mark.parametrize(
    ("item", "segment"),
    [
        ({"Content": "a", "From": 1, "To": 2.5}, Segment(1, 2.5, "a")),
        ({"TEXT": "a", "beginTime": "500", "EndTime": 1250}, Segment(0.5, 1.25, "a")),
        ({"Text": "a", "BEGIN_TIME": 500, "end_time": 1250}, Segment(0.5, 1.25, "a")),
        ({"content": "a", "From": 1, "endtime": 2000}, Segment(1, 2, "a")),
        ({"content": None, "Content": "a", "from": None, "FROM": 1, "to": 2}, HIDDEN),
        ({"Content": "a", "CONTENT": "b", "from": 1, "to": 2}, Segment(1, 2, "b", JsonObject({"Content": "a"}))),
        ({"Content": "a", "Text": "b", "from": 1, "to": 2}, Segment(1, 2, "a", JsonObject({"Text": "b"}))),
        ({"Content": "a", "text": "b", "from": 1, "to": 2}, Segment(1, 2, "b", JsonObject({"Content": "a"}))),
    ],
)
def test_keys_may_be_spelled_in_any_way(item: dict[str, object], segment: Segment) -> None:
    """A key as the service spells it comes first, then a value in another spelling; the unit is the key's."""
    assert (segment,) == tuple(decode_transcript(json.dumps([item])))
    body = decode_response(make_body([item], "NewType"))
    assert (segment,) == tuple(find_transcript(decode_job(body).result) or ())


@pytest.mark.parametrize(
    ("item", "places"),
    [
        ({"begin_time": 170, "end_time": None, "text": "x"}, {"end_time": "null"}),
        ({"begin_time": 170, "text": "x"}, {"end_time": "nothing"}),
        ({"end_time": 170, "text": None}, {"text": "null", "begin_time": "nothing"}),
        ({"begin_time": None, "end_time": 5}, {"text": "nothing", "begin_time": "null"}),
        ({"BeginTime": 1, "EndTime": None, "Text": None}, {"Text": "null", "EndTime": "null"}),
        ({"From": 1, "To": "x", "Content": 5}, {"Content": "number", "To": "string"}),
        ({"from": None, "begin_time": None, "To": 1, "content": "x"}, {"from": "null"}),
        ({"from": 1, "to": None, "end_time": None, "text": "x"}, {"to": "null"}),
        ({"from": None, "FROM": True, "to": 1, "text": "x"}, {"FROM": "boolean"}),
    ],
)
def test_a_path_names_the_key_that_is_there(item: dict[str, object], places: dict[str, str]) -> None:
    """In its own spelling; where none is, the one that goes with the item's other times."""
    expected = {
        f".[0].{key}": f"expected {'string' if key.lower() in {'content', 'text'} else 'number'}, got {got}"
        for key, got in places.items()
    }
    assert expected == dict(find_problems(decode_transcript, json.dumps([item])))


def test_good_items_never_take_the_slow_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is three times as slow."""
    monkeypatch.delattr(module, "_read_items")
    assert Transcript((0.5,), (1,), ("a",)) == decode_transcript('[{"content":"a","from":0.5,"to":1}]')
