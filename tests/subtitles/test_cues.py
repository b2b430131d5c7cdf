"""Transcript or cues → `Cues`: what is mended, and that nothing else is."""

import pickle
from collections.abc import Callable
from copy import copy, deepcopy
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import asdict, evolve
from helpers.texts import nasty_cues
from hypothesis import given

from smarthandle_results import (
    PROFILES,
    Cue,
    Cues,
    JsonObject,
    Repair,
    Transcript,
    TranslatedText,
    Translation,
    decode_srt,
    decode_vtt,
    shape,
    to_cues,
    to_hls_segments,
    to_srt,
    to_text,
    to_vtt,
    translate,
)
from smarthandle_results._subtitles.cues import _mend
from smarthandle_results._text import are_plain, clean_text, is_plain


@pytest.mark.parametrize(
    ("faulty_cue", "cue", "repairs"),
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
def test_each_fault_is_mended_with_a_repair(faulty_cue: Cue, cue: Cue | None, repairs: list[tuple[str, str]]) -> None:
    """One cue, what becomes of it, and the repairs."""
    cues = to_cues([faulty_cue])
    assert ([cue] if cue else []) == list(cues)
    assert [Repair(0, kind, action) for kind, action in repairs] == list(cues.repairs)


def test_segments_out_of_order_are_moved() -> None:
    """Those that start before an earlier one are; equal starts keep their order."""
    cues = to_cues([Cue(5, 9, "b"), Cue(5, 6, "c"), Cue(0, 1, "a"), Cue(7, 8, "d")])
    assert "abcd" == "".join(cues.texts)
    assert (Repair(2, "out_of_order", "moved"),) == cues.repairs


def test_a_transcripts_times_are_rounded_once() -> None:
    """Seconds become whole milliseconds, half up."""
    cues = to_cues(Transcript((0, 0.8465), (0.8465, 59.9996), ("a", "b")))
    assert [Cue(0, 847, "a"), Cue(847, 60_000, "b")] == list(cues)


def test_an_offset_shifts_and_times_before_zero_are_mended() -> None:
    """An explicit shift, never an automatic one; earlier repairs stay."""
    cues = to_cues([Cue(1000, 2000, "a"), Cue(2000, 3000, "b "), Cue(3000, 4000, "c")])
    shifted = to_cues(cues, offset_ms=-1500)
    assert [Cue(0, 500, "a"), Cue(500, 1500, "b"), Cue(1500, 2500, "c")] == list(shifted)
    assert [Repair(1, "white_space", "trimmed"), Repair(0, "offset", "cut at 0")] == list(shifted.repairs)
    assert [1500, 2500, 3500] == list(to_cues(cues, offset_ms=500).starts_ms)


def test_cues_moved_before_zero_are_dropped_and_told() -> None:
    """What ends at 0 or before it is not shown; what begins before 0 begins there; a blank cue is blank first."""
    cues = [Cue(0, 900, "a"), Cue(900, 1000, "b"), Cue(5, 6, " "), Cue(2000, 500, "c"), Cue(1000, 1000, "d")]
    shifted = to_cues([*cues, Cue(1500, 3000, "e")], offset_ms=-1000)
    assert [Cue(0, 1000, "c"), Cue(500, 2000, "e")] == list(shifted)
    assert [
        (0, "offset", "dropped"),
        (1, "offset", "dropped"),
        (2, "blank", "dropped"),
        (3, "offset", "cut at 0"),
        (3, "reversed", "swapped"),
        (4, "offset", "dropped"),
    ] == [(repair.index, repair.kind, repair.action) for repair in shifted.repairs]
    assert () == tuple(to_cues(cues, offset_ms=-(10**9)))


def test_times_before_zero_are_not_an_offsets_doing() -> None:
    """Without an offset, or with one to a later time, they are negative as they came."""
    for offset_ms in (0, 5):
        assert (Repair(0, "negative", "set to 0"),) == to_cues([Cue(-50, 9, "a")], offset_ms=offset_ms).repairs
    assert [Cue(0, 60, "a")] == list(to_cues([Cue(-50, 10, "a")], offset_ms=50))


@pytest.mark.parametrize(
    ("offset_ms", "got"),
    [(1.5, "float"), (True, "bool"), ("5", "str"), (None, "None"), (0.0, "float"), (-1e3, "float")],
)
def test_an_offset_is_a_whole_number(offset_ms: Any, got: str) -> None:
    """Whatever the cues are: sound ones are not shifted by 0.0 either."""
    for source in (to_cues([Cue(0, 1, "a")]), [Cue(0, 1, "a")], Transcript((0,), (1,), ("a",)), ()):
        with pytest.raises(TypeError, match=f"^expected int as offset_ms, got {got}$"):
            to_cues(source, offset_ms=offset_ms)


@pytest.mark.parametrize(
    ("cues", "message"),
    [
        (Cues((0.5,), (1,), ("a",)), "expected int as start_ms, got float"),  # type: ignore[arg-type]
        (Cues((0, 1), (1, True), ("a", "b")), "expected int as end_ms, got bool"),
        (Cues((0,), (1,), (b"a",)), "expected str as text, got bytes"),  # type: ignore[arg-type]
        ([SimpleNamespace(start_ms=0, end_ms="1", text="a")], "expected int as end_ms, got str"),
        ([SimpleNamespace(start_ms=0, end_ms=1, text=None)], "expected str as text, got None"),
    ],
)
def test_cues_that_were_built_by_hand_have_whole_times(cues: Any, message: str) -> None:
    """Columns, and values with the same names, are checked as `Cue` is."""
    for function in (to_cues, to_srt, to_vtt, to_text):
        with pytest.raises(TypeError, match=f"^{message}$"):
            function(cues)


def test_durations_go_to_the_latest_end() -> None:
    """Which is not that of the last cue where cues overlap; a segment's is that of its cue."""
    cues = to_cues([Cue(0, 9000, "a"), Cue(500, 700, "b")])
    assert (9000, 9000, 200, 0) == (cues.duration_ms, cues[0].duration_ms, cues[1].duration_ms, Cues().duration_ms)
    transcript = Transcript((0, 0.5, 1), (59.9996, 0.7005, Decimal("2.5")), ("a", "b", "c"))
    assert (60_000, 60_000, 201, 1500) == (transcript.duration_ms, *(segment.duration_ms for segment in transcript))
    assert (transcript.duration_ms, 0) == (to_cues(transcript).duration_ms, Transcript().duration_ms)


def test_sound_cues_are_returned_as_they_are() -> None:
    """Cues that this library made are not checked again."""
    cues = to_cues([Cue(0, 1, "a")])
    assert cues is to_cues(cues)


def test_no_cues_are_fine() -> None:
    """An empty transcript has no cues and nothing to repair."""
    assert Cues() == to_cues(Transcript())
    assert Cues() == to_cues([])


@given(nasty_cues)
def test_the_quick_way_and_the_slow_way_agree(any_cues: list[Cue]) -> None:
    """Mending finds nothing to mend where the bulk check passes, and its result passes."""
    cues = to_cues(any_cues)
    columns = ([c.start_ms for c in any_cues], [c.end_ms for c in any_cues], tuple(c.text for c in any_cues))
    slow = _mend(*columns, [])
    assert (slow, slow.repairs) == (cues, cues.repairs)
    again = to_cues(list(cues))
    assert (cues, ()) == (again, again.repairs)


@given(nasty_cues)
def test_the_rules_of_cues_hold(any_cues: list[Cue]) -> None:
    """Starts never go back, ends come after starts, text is clean, and each cue is kept or listed as dropped."""
    cues = to_cues(any_cues)
    assert sorted(cues.starts_ms) == list(cues.starts_ms)
    assert all(0 <= start < end for start, end in zip(cues.starts_ms, cues.ends_ms, strict=True))
    assert all(text and text == clean_text(text) for text in cues.texts)
    dropped = {repair.index for repair in cues.repairs if repair.action == "dropped"}
    assert len(any_cues) == len(cues) + len(dropped)


@pytest.mark.parametrize("rest", ["", '"\\"', "中"])
def test_texts_are_plain_if_each_is(rest: str) -> None:
    """Whichever character there is, and whatever JSON would escape beside it."""
    texts = [f"a{chr(code)}{rest}b" for code in range(0x300)]
    assert [*map(is_plain, texts)] == [are_plain((text,)) for text in texts]


def test_values_of_the_wrong_type_are_refused() -> None:
    """A time is a whole number, a boolean is not a number, a text is text."""
    with pytest.raises(TypeError, match="expected int as end_ms, got float"):
        Cue(0, 1.5, "a")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="expected int as start_ms, got bool"):
        Cue(True, 1, "a")  # noqa: FBT003
    with pytest.raises(TypeError, match="expected str as text, got None"):
        Cue(0, 1, None)  # type: ignore[arg-type]


def test_columns_of_unequal_length_are_refused() -> None:
    """A cue or a segment without all its parts would be lost."""
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
    assert "Cues(3 cues, 0.0–0.0 s, 'a')" == repr(cues)
    with pytest.raises(IndexError):
        cues[3]


def test_earlier_repairs_are_kept_when_cues_are_shifted() -> None:
    """And text that is fine is not touched."""
    cues = to_cues([Cue(0, 0, "a")])
    assert cues.repairs == to_cues(cues, offset_ms=5).repairs


def test_fine_cues_are_not_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mending takes many times as long."""
    monkeypatch.delattr("smarthandle_results._subtitles.cues._mend")
    assert [Cue(0, 1, "a"), Cue(0, 2, "中")] == list(to_cues([Cue(0, 1, "a"), Cue(0, 2, "中")]))


def test_an_error_of_type_names_the_type_and_the_field() -> None:
    """As the message of `Cue` for text."""
    with pytest.raises(TypeError, match=r"^expected str as text, got bytes$"):
        Cue(0, 1, b"a")  # type: ignore[arg-type]


FAULTY = Cues((5,), (1,), ("a\n\nb",), (Repair(3, "blank", "dropped"),))
"""Cues that a user built: as a file they would be a broken one."""

MENDED = to_cues([Cue(1, 5, "a\nb")])
MENDING = (Repair(0, "white_space", "trimmed"), Repair(0, "reversed", "swapped"))


def test_cues_that_a_user_built_are_mended() -> None:
    """As any other cues are; what they say was mended before comes first."""
    cues = to_cues(FAULTY)
    assert MENDED == cues
    assert (*FAULTY.repairs, *MENDING) == cues.repairs
    assert cues is to_cues(cues)


def test_cues_that_a_user_built_without_a_fault_stay_equal() -> None:
    """They become sound, and keep their repairs."""
    built = Cues((1,), (5,), ("a",), (Repair(3, "blank", "dropped"),))
    cues = to_cues(built)
    assert (built, built.repairs, True) == (cues, cues.repairs, cues.is_sound)


def test_cues_that_a_user_built_have_values_of_the_right_type() -> None:
    """Or the error that a `Cue` of them raises."""
    with pytest.raises(TypeError, match="expected int as start_ms, got float"):
        to_cues(Cues((0.5,), (1,), ("a",)))  # type: ignore[arg-type]


def test_cues_that_a_user_built_are_written_as_a_file_that_can_be_read() -> None:
    """In each form of subtitles."""
    assert "1\n00:00:00,001 --> 00:00:00,005\na\nb\n\n" == to_srt(FAULTY)
    assert MENDED == decode_srt(to_srt(FAULTY)) == decode_vtt(to_vtt(FAULTY))
    assert to_vtt(MENDED) == to_vtt(FAULTY)
    assert [*to_hls_segments(MENDED, segment_ms=2)] == [*to_hls_segments(FAULTY, segment_ms=2)]


def test_cues_that_a_user_built_are_mended_before_they_are_translated_or_laid_out() -> None:
    """The repairs say so, before what was done afterwards."""
    translated = translate(FAULTY, Translation(pairs=(TranslatedText("a b", "c"),)))
    assert ((Cue(1, 5, "c"),), (*FAULTY.repairs, *MENDING)) == (tuple(translated), translated.repairs)
    shaped = shape(FAULTY, PROFILES["netflix-en"])
    assert shape(MENDED, PROFILES["netflix-en"]) == shaped
    assert (*FAULTY.repairs, *MENDING) == shaped.repairs[:3]


MAKERS: list[Callable[[], Cues]] = [
    lambda: to_cues(Transcript((0,), (1,), ("a",))),
    lambda: to_cues([Cue(0, 1, " a")]),
    lambda: to_cues(FAULTY, offset_ms=7),
    lambda: decode_srt(to_srt(MENDED)),
    lambda: decode_vtt(to_vtt(MENDED)),
    lambda: translate(MENDED, Translation()),
    lambda: shape(MENDED, PROFILES["netflix-en"]),
    lambda: to_cues([]),
]


@pytest.mark.parametrize("make", MAKERS)
def test_cues_that_the_library_made_are_sound(make: Callable[[], Cues]) -> None:
    """They are not checked again, even after a copy or a process border."""
    cues = make()
    assert cues.is_sound
    assert cues is to_cues(cues)
    for again in (copy(cues), deepcopy(cues), pickle.loads(pickle.dumps(cues))):
        assert (cues, cues.repairs) == (again, again.repairs)
        assert again is to_cues(again)


def test_cues_that_were_changed_are_checked_again() -> None:
    """`evolve` may put anything into them."""
    changed = evolve(MENDED, texts=("a\n\n2\n00:00:01,000 --> 00:00:02,000\nb",))
    assert not changed.is_sound
    assert not evolve(MENDED).is_sound
    assert ["a\n2\n00:00:01,000 --> 00:00:02,000\nb"] == list(to_cues(changed).texts)
    assert to_cues(changed) == decode_srt(to_srt(changed))


def test_soundness_is_no_part_of_the_value() -> None:
    """Cues that a user built are equal to those of the library, hash and print alike, and accept no such argument."""
    built = Cues(MENDED.starts_ms, MENDED.ends_ms, MENDED.texts)
    assert not built.is_sound
    assert not pickle.loads(pickle.dumps(built)).is_sound
    assert {"starts_ms", "ends_ms", "texts", "repairs"} == asdict(built).keys()
    assert (MENDED, hash(MENDED), repr(MENDED)) == (built, hash(built), repr(built))
    with pytest.raises(TypeError, match="is_sound"):
        Cues(is_sound=True)  # type: ignore[call-arg]
