"""Transcript or cues → `Cues`: what is mended, and that nothing else is."""

import pickle

import pytest
from hypothesis import given
from support import nasty_cues

from smarthandle_results import Cue, Cues, JsonObject, Repair, Transcript, to_cues
from smarthandle_results._subtitles.cues import _mend
from smarthandle_results._text import clean_text


@pytest.mark.parametrize(
    ("given_cue", "cue", "repairs"),
    [
        (Cue(0, 1, "fine"), Cue(0, 1, "fine"), []),
        (
            Cue(0, 1, "two\nlines 中文 👨\u200d👩\u200d👧 a\tb"),
            Cue(0, 1, "two\nlines 中文 👨\u200d👩\u200d👧 a\tb"),
            [],
        ),
        (Cue(0, 1, " \n"), None, [("blank", "dropped")]),
        (Cue(-5, 0, "\0"), None, [("blank", "dropped")]),
        (Cue(0, 1, "\u200b \ufeff"), None, [("blank", "dropped")]),
        (Cue(0, 1, "a\r\nb\u2028c"), Cue(0, 1, "a\nb\nc"), [("characters", "replaced")]),
        (Cue(0, 1, "a\r\r b"), Cue(0, 1, "a\nb"), [("characters", "replaced"), ("white_space", "trimmed")]),
        (Cue(0, 1, "\u3000a "), Cue(0, 1, "a"), [("white_space", "trimmed")]),
        (Cue(0, 1, "a\x07b"), Cue(0, 1, "ab"), [("characters", "replaced")]),
        (Cue(0, 1, "\ud800\uffff\ufffe"), Cue(0, 1, "\ufffd\ufffd\ufffd"), [("characters", "replaced")]),
        (Cue(-1, 5, "a"), Cue(0, 5, "a"), [("negative", "set to 0")]),
        (Cue(5, 3, "a"), Cue(3, 5, "a"), [("reversed", "swapped")]),
        (Cue(5, 5, "a"), Cue(5, 6, "a"), [("zero_length", "extended by 1 ms")]),
        (
            Cue(-5, -9, "a "),
            Cue(0, 1, "a"),
            [("white_space", "trimmed"), ("negative", "set to 0"), ("zero_length", "extended by 1 ms")],
        ),
    ],
)
def test_each_fault_is_mended_and_told(given_cue: Cue, cue: Cue | None, repairs: list[tuple[str, str]]) -> None:
    """One cue, what becomes of it, and the repairs."""
    cues = to_cues([given_cue])
    assert ([cue] if cue else []) == list(cues)
    assert [Repair(0, kind, action) for kind, action in repairs] == list(cues.repairs)


def test_segments_out_of_order_are_moved() -> None:
    """Those that start before one ahead of them are; equal starts keep their order."""
    cues = to_cues([Cue(5, 9, "b"), Cue(5, 6, "c"), Cue(0, 1, "a"), Cue(7, 8, "d")])
    assert "".join(cues.texts) == "abcd"
    assert (Repair(2, "out_of_order", "moved"),) == cues.repairs


def test_a_transcripts_times_are_rounded_once() -> None:
    """Seconds become whole milliseconds, half up."""
    cues = to_cues(Transcript((0, 0.8465), (0.8465, 59.9996), ("a", "b")))
    assert [Cue(0, 847, "a"), Cue(847, 60_000, "b")] == list(cues)


def test_an_offset_shifts_and_what_falls_before_zero_is_told() -> None:
    """An explicit shift, never an automatic one; earlier repairs stay."""
    cues = to_cues([Cue(1000, 2000, "a"), Cue(2000, 3000, "b "), Cue(3000, 4000, "c")])
    shifted = to_cues(cues, offset_ms=-1500)
    assert [Cue(0, 500, "a"), Cue(500, 1500, "b"), Cue(1500, 2500, "c")] == list(shifted)
    assert [Repair(1, "white_space", "trimmed"), Repair(0, "negative", "set to 0")] == list(shifted.repairs)
    assert list(to_cues(cues, offset_ms=500).starts_ms) == [1500, 2500, 3500]


def test_cues_come_back_as_they_are() -> None:
    """What this library made needs no second look."""
    cues = to_cues([Cue(0, 1, "a")])
    assert cues is to_cues(cues)


def test_no_cues_are_fine() -> None:
    """An empty transcript has no cues and nothing to repair."""
    assert Cues() == to_cues(Transcript())
    assert Cues() == to_cues([])


@given(nasty_cues)
def test_the_quick_way_and_the_slow_way_agree(given_cues: list[Cue]) -> None:
    """Mending finds nothing to mend where the bulk check passes, and its result passes."""
    cues = to_cues(given_cues)
    columns = ([c.start_ms for c in given_cues], [c.end_ms for c in given_cues], tuple(c.text for c in given_cues))
    slow = _mend(*columns, ())
    assert (slow, slow.repairs) == (cues, cues.repairs)
    again = to_cues(list(cues))
    assert (cues, ()) == (again, again.repairs)


@given(nasty_cues)
def test_the_rules_of_cues_hold(given_cues: list[Cue]) -> None:
    """Starts never go back, ends come after starts, text is clean, and each cue is kept or told."""
    cues = to_cues(given_cues)
    assert sorted(cues.starts_ms) == list(cues.starts_ms)
    assert all(0 <= start < end for start, end in zip(cues.starts_ms, cues.ends_ms, strict=True))
    assert all(text and text == clean_text(text) for text in cues.texts)
    dropped = {repair.index for repair in cues.repairs if repair.action == "dropped"}
    assert len(given_cues) == len(cues) + len(dropped)


def test_values_of_the_wrong_type_are_refused() -> None:
    """A time is a whole number, a boolean is no number, a text is text."""
    with pytest.raises(TypeError, match="expected int as end_ms, got float"):
        Cue(0, 1.5, "a")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="expected int as start_ms, got bool"):
        Cue(True, 1, "a")  # noqa: FBT003
    with pytest.raises(TypeError, match="expected str as text, got NoneType"):
        Cue(0, 1, None)  # type: ignore[arg-type]


def test_columns_of_unequal_length_are_refused() -> None:
    """A cue or a segment that is not whole would be lost."""
    with pytest.raises(ValueError, match="expected columns of equal length"):
        Cues((0,), (1,), ())
    with pytest.raises(ValueError, match="expected columns of equal length"):
        Transcript((0,), (1,), ("a",), (JsonObject(), JsonObject()))


def test_cues_are_a_sequence_of_values() -> None:
    """They index, slice, iterate, hash, compare, pickle, and print short."""
    cues = to_cues([Cue(0, 1, "a"), Cue(1, 2, "b"), Cue(2, 3, "c")])
    assert Cue(2, 3, "c") == cues[-1]
    assert (Cue(0, 1, "a"), Cue(2, 3, "c")) == cues[::2]
    assert Cue(1, 2, "b") in cues
    assert cues == pickle.loads(pickle.dumps(cues))
    assert hash(cues) == hash(to_cues(list(cues)))
    assert repr(cues) == "Cues(starts_ms=<3>, ends_ms=<3>, texts=<3>, repairs=())"
    with pytest.raises(IndexError):
        cues[3]


def test_earlier_repairs_stay_told_when_cues_are_shifted() -> None:
    """And text that is fine is not touched."""
    cues = to_cues([Cue(0, 0, "a")])
    assert cues.repairs == to_cues(cues, offset_ms=5).repairs


def test_fine_cues_are_not_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mending takes many times as long."""
    monkeypatch.delattr("smarthandle_results._subtitles.cues._mend")
    assert [Cue(0, 1, "a"), Cue(0, 2, "中")] == list(to_cues([Cue(0, 1, "a"), Cue(0, 2, "中")]))


def test_what_is_told_of_a_wrong_type() -> None:
    """Its name, and that of the field."""
    with pytest.raises(TypeError, match=r"^expected str as text, got bytes$"):
        Cue(0, 1, b"a")  # type: ignore[arg-type]
