"""Merging: neighbors that are parts of one sentence."""

import pytest
from attrs import evolve

from smarthandle_results import PROFILES, Cues, Repair, RepairKind, shape

ZH = evolve(PROFILES["netflix-zh"], merge_gap_ms=300)


def shape_two(first: str, second: str, gap: int = 200, duration: int = 2000) -> tuple[str, ...]:
    """Shape two cues and return their texts."""
    cues = Cues((0, duration + gap), (duration, 2 * duration + gap), (first, second))
    return shape(cues, ZH).texts


def test_merging_is_off_by_default() -> None:
    """The presets merge no neighbors."""
    cues = Cues((0, 2200), (2000, 4200), ("今天我们", "去看海。"))
    assert shape(cues, PROFILES["netflix-zh"]).texts == cues.texts


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("今天我们", "去看海。", ("今天我们去看海。",)),
        ("今天我们去。", "去看海。", ("今天我们去。", "去看海。")),
        ("用的是", "API\n和SDK", ("用的是API和SDK",)),
        ("一二三四五六七八九十" * 2, "甲乙丙丁戊己庚辛" * 2, None),
    ],
)
def test_what_is_merged(first: str, second: str, expected: tuple[str, ...] | None) -> None:
    """Parts of one sentence are merged if they fit together."""
    texts = shape_two(first, second)
    assert texts == expected if expected else len(texts) > 1


def test_what_is_too_far_or_too_long_stays() -> None:
    """A gap that is too wide, or a cue that would be too long, is left."""
    assert 2 == len(shape_two("今天我们", "去看海。", gap=301))
    assert 2 == len(shape_two("今天我们", "去看海。", duration=3500))


def test_what_would_be_too_fast_stays() -> None:
    """Two cues, neither too fast, do not become one that is: a space between them would be read, too."""
    cues = Cues((0, 1000), (1000, 2000), ("a" * 20, "b" * 20))
    profile = evolve(PROFILES["netflix-en"], merge_gap_ms=0)
    assert 2 == len(shape(cues, profile))
    assert 1 == len(shape(cues, evolve(profile, max_cps=30)))


def test_turns_stay_apart() -> None:
    """What another speaker says stays a line of its own."""
    assert 2 == len(shape_two("- 今天", "去看海"))
    assert 2 == len(shape_two("今天", "- 去看海"))


def test_a_run_is_merged() -> None:
    """A run of neighbors becomes one cue, with one repair."""
    cues = Cues((0, 1000, 2000), (900, 1900, 2900), ("今天", "我们", "去看海。"))
    shaped = shape(cues, ZH)
    assert Cues((0,), (2900,), ("今天我们去看海。",)) == shaped
    assert (Repair(0, RepairKind.MERGED, "with the next 2"),) == shaped.repairs


def test_a_cue_that_was_extended_may_then_be_merged() -> None:
    """Merging and timing go on until nothing changes."""
    cues = Cues((0, 900, 3000), (300, 2000, 4000), ("今天", "我们去看海。", "好。"))
    shaped = shape(cues, ZH)
    assert ("今天我们去看海。", "好。") == shaped.texts
    assert shape(shaped, ZH).repairs == shaped.repairs
