"""The quick way to read a transcript: what it reads, what it leaves to the slow way, and that it is used."""

# ruff: noqa: SLF001 - which way is used shows nowhere else

import pytest

from smarthandle_results import Transcript, decode_transcript
from smarthandle_results._decoding import transcript as module

GOOD = {"content": "a", "from": 0, "to": 1.5}


def test_good_items_are_read_at_once() -> None:
    """Integers, floats, and no items at all."""
    assert Transcript((0, 2), (1.5, 3), ("a", "b")) == module._read_columns(
        [GOOD, {"content": "b", "from": 2, "to": 3}]
    )
    assert Transcript((0,), (1,), ("a",)) == module._read_columns([{**GOOD, "to": 1}])
    assert Transcript() == module._read_columns([])


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
    assert module._read_columns([GOOD, item]) is None
    assert module._read_columns([item]) is None


def test_good_items_never_take_the_slow_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is three times as slow."""
    monkeypatch.delattr(module, "_read_items")
    assert Transcript((0.5,), (1,), ("a",)) == decode_transcript('[{"content":"a","from":0.5,"to":1}]')
