"""The values: frozen, hashable, comparable, picklable, and a union that is closed."""

import pickle
import re
from collections.abc import Callable
from typing import Any, assert_never

import pytest
from attrs.exceptions import FrozenInstanceError

from smarthandle_results import (
    Avatar,
    Copies,
    Copy,
    Cues,
    JsonObject,
    MediaOnly,
    Response,
    Result,
    Segment,
    Speech,
    Transcript,
    Translation,
    Unrecognized,
    Usage,
)

TRANSCRIPT = Transcript((0, 1), (1, 2.5), ("a", "b"), (JsonObject({"n": (1, None)}), JsonObject()))
RESULTS: list[Result] = [
    TRANSCRIPT,
    Speech(transcript=TRANSCRIPT, media_id="m"),
    Copies.of((Copy("a"), Copy(None, JsonObject({"x": JsonObject({"y": 1.5})})))),
    Avatar(transcript=TRANSCRIPT),
    Translation(),
    MediaOnly(media_url="u"),
    Unrecognized("text"),
]


def name(result: Result) -> str:
    """Name a result's type; a type checker proves that no type is missing."""
    match result:
        case Transcript() | Speech() | Copies() | Avatar() | Translation() | MediaOnly() | Unrecognized():
            return type(result).__name__
        case _:
            assert_never(result)


@pytest.mark.parametrize("result", RESULTS, ids=name)
def test_results_hash_compare_and_pickle(result: Result) -> None:
    """A result that was passed to another process is the same result."""
    again = pickle.loads(pickle.dumps(result))
    assert (result, hash(result)) == (again, hash(again))


def test_values_are_frozen() -> None:
    """No attribute can be changed."""
    with pytest.raises(FrozenInstanceError):
        Response().state = "Finished"  # type: ignore[misc]


def test_sequences_index_and_slice() -> None:
    """Transcripts and copies are sequences of values."""
    assert Segment(1, 2.5, "b") == TRANSCRIPT[1]
    assert (Segment(0, 1, "a", JsonObject({"n": (1, None)})),) == TRANSCRIPT[:1]
    copies = Copies(("a", "b"))
    assert (Copy("b"), (Copy("a"),), 2) == (copies[1], copies[:1], len(copies))


def test_json_objects_are_mappings() -> None:
    """They read, compare and print as dictionaries do."""
    item = JsonObject({"a": 1, "b": JsonObject()})
    assert {"a": 1, "b": {}} == item
    assert (1, ["a", "b"], 2) == (item["a"], list(item), len(item))
    assert "JsonObject({'a': 1})" == repr(JsonObject({"a": 1}))
    assert Usage(1, JsonObject({"b": JsonObject(), "a": 1})) == Usage(1, item)


def test_unequal_objects_have_other_hashes() -> None:
    """A set of them is quick."""
    assert len({hash(JsonObject({"a": number})) for number in range(100)}) > 90


@pytest.mark.parametrize(
    "columns", [((), (1,), ("a",)), ((0,), (), ("a",)), ((0,), (1,), ()), ((0,), (1,), ("a", "b"))]
)
@pytest.mark.parametrize("model", [Transcript, Cues])
def test_columns_are_of_equal_length(model: type[Transcript] | type[Cues], columns: tuple[Any, Any, Any]) -> None:
    """Whichever column is too short or too long."""
    with pytest.raises(ValueError, match=r"^expected columns of equal length$"):
        model(*columns)


def test_copies_with_objects_have_a_text_for_each() -> None:
    """Where texts are fewer, the objects do not replace them."""
    with pytest.raises(ValueError, match=r"^expected columns of equal length$"):
        Copies((), (JsonObject({"a": 1}),))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Copies((Copy("a"),)), "the text of a copy or None at index 0, got Copy: Copies.of makes copies"),  # type: ignore[arg-type]
        (lambda: Copies(("a", 5)), "the text of a copy or None at index 1, got int: Copies(texts) accepts text"),  # type: ignore[arg-type]
        (lambda: Copies({"ab"}), "the texts of copies, got set: pass them in a tuple"),  # type: ignore[arg-type]
        (lambda: Copies("ab"), "the texts of copies, got str: pass them in a tuple"),  # type: ignore[arg-type]
        (lambda: Copies(("a",), None), "the fields of copies, got None: pass a JsonObject for each copy in a tuple"),  # type: ignore[arg-type]
        (lambda: Copies(("a",), ("z",)), "the fields of copies at index 0, got str: pass a JsonObject for each"),  # type: ignore[arg-type]
        (lambda: Copies.of(["a"]), "a Copy at index 0, got str: Copies(texts) makes copies from texts"),  # type: ignore[list-item]
        (lambda: Copies.of([None]), "a Copy at index 0, got None: Copy(text) makes one"),  # type: ignore[list-item]
        (lambda: Copies.of("a"), "copies, got str: pass Copy values in a list"),  # type: ignore[arg-type]
    ],
)
def test_copies_are_made_of_texts_or_of_copies(make: Callable[[], Copies], message: str) -> None:
    """An error says which of the two ways accepts what was passed."""
    with pytest.raises(TypeError, match=f"^expected {re.escape(message)}"):
        make()


def test_a_transcript_with_extras_has_a_text_for_each() -> None:
    """Where texts are fewer, the extras do not replace them."""
    with pytest.raises(ValueError, match="expected columns of equal length"):
        Transcript((0,), (1,), (), (JsonObject({"a": 1}),))
