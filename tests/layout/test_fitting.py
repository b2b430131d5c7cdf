"""Fitting cues on the screen: what each becomes, in order and in its time."""

import pytest
from attrs import evolve
from helpers.quality import read_corpus

from smarthandle_results import PROFILES, Cue, Cues, check, shape

ZH = PROFILES["netflix-zh"]


def test_a_cue_with_no_time_for_its_pieces() -> None:
    """It is first made longer where there is room, and otherwise left whole."""
    text = "好的，" * 20
    later = shape(Cues((0,), (1,), (text,)), ZH, extend_last=True)
    assert len(later) > 1
    assert len({end - start for start, end in zip(later.starts_ms, later.ends_ms, strict=True)}) <= 3
    assert later.ends_ms[-1] >= 60 * 1000 // 9 - 1
    assert shape(Cues((0,), (1,), (text * 20,)), ZH, extend_last=True).ends_ms[-1] <= 2 * ZH.max_duration_ms
    even = shape(Cues((0,), (10,), ("天" * 40,)), ZH, extend_last=True)
    assert (1556, 4445) == even.ends_ms  # 14 of 40 characters, and 26
    assert ["into 2 cues", "ended 4435 ms later"] == [repair.action for repair in even.repairs]
    crowded = Cues((0, 0), (1, 900), (text, "好"))
    assert shape(crowded, ZH).texts == (text, "好")
    assert ["width"] == [finding.rule for finding in check(shape(crowded, ZH), ZH)][:1]


def test_pieces_of_overlapping_cues_are_in_order() -> None:
    """Starts never go back, though the pieces of one cue start after the next."""
    cues = Cues((0, 1000), (6000, 3000), ("好的，我们现在就出发去那里看看，然后再回来吃饭，吃完饭睡觉，你说呢？", "嗯"))
    shaped = shape(cues, evolve(ZH, overlaps="keep"))
    assert sorted(shaped.starts_ms) == list(shaped.starts_ms)
    assert "嗯" == shaped.texts[1]


def test_it_does_not_matter_how_many_become_units_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts are grouped for speed alone, so that a group may end anywhere."""
    texts = read_corpus("mixed")
    cues = [Cue(6000 * at, 6000 * at + 5000, text) for at, text in enumerate(texts)]
    expected = shape(cues, ZH)
    monkeypatch.setattr("smarthandle_results._layout.fitting.GROUP_CHARACTERS", 100)
    assert expected == shape(cues, ZH)
    assert len(expected) > len(texts)
