"""`check`: each rule, what it measures, and what the profile allows."""

from unittest.mock import patch

import pytest
from attrs import evolve
from helpers.texts import nasty_cues
from hypothesis import given, strategies as st

from smarthandle_results import PROFILES, Cue, Finding, Profile, Rule, check
from smarthandle_results._findings import SENTENCES

ZH, EN = PROFILES["netflix-zh"], PROFILES["netflix-en"]
FINE = Cue(0, 1000, "你好")


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        ([FINE], []),
        ([Cue(0, 3000, "一" * 16 + "A")], [Finding(1, Rule.WIDTH, 16.5, 16)]),
        ([Cue(0, 3000, "一" * 16)], []),
        ([Cue(0, 3000, "一" * 16 + " A")], [Finding(1, Rule.WIDTH, 17, 16)]),
        ([Cue(0, 3000, "，二")], []),
        ([Cue(0, 3000, "好\n人\n家")], [Finding(1, Rule.LINES, 3, 2)]),
        ([Cue(0, 3000, "一，\n二")], []),
        ([Cue(0, 3000, "一\n，二")], [Finding(1, Rule.LINE_START, 1, 0)]),
        ([Cue(0, 1000, "一二三四五六七八九十")], [Finding(1, Rule.READING_SPEED, 10, 9)]),
        ([Cue(0, 999, "一二三四五六七八九")], []),
        ([Cue(0, 998, "一二三四五六七八九")], [Finding(1, Rule.READING_SPEED, 9.02, 9)]),
        ([Cue(0, 832, "你好")], [Finding(1, Rule.MIN_DURATION, 832, 833)]),
        ([Cue(0, 7001, "你好")], [Finding(1, Rule.MAX_DURATION, 7001, 7000)]),
        ([Cue(9, 9, "你好")], [Finding(1, Rule.MIN_DURATION, 0, 833)]),
        ([Cue(-5, 1000, "你好")], [Finding(1, Rule.NEGATIVE, -5, 0)]),
        ([Cue(0, 1000, " \n")], [Finding(1, Rule.HAZARD, 2, 0), Finding(1, Rule.BLANK, 1, 0)]),
        ([Cue(0, 1000, "")], [Finding(1, Rule.BLANK, 1, 0)]),
        ([Cue(0, 1000, "你\x00好\x07")], [Finding(1, Rule.HAZARD, 2, 0)]),
        ([Cue(0, 1000, "你\ud800好")], [Finding(1, Rule.HAZARD, 1, 0)]),
        ([Cue(0, 1000, "\ud800好\ud800")], [Finding(1, Rule.HAZARD, 2, 0)]),
        (
            [Cue(0, 1, "你好")],
            [Finding(1, Rule.MIN_DURATION, 1, 833), Finding(1, Rule.READING_SPEED, 2000, 9)],
        ),
        ([FINE, Cue(1082, 2000, "好")], [Finding(2, Rule.GAP, 82, 83)]),
        ([FINE, Cue(1083, 2000, "好")], []),
        ([FINE, Cue(1000, 2000, "好")], []),
        ([FINE, Cue(999, 2000, "好")], [Finding(2, Rule.OVERLAP, 1, 0)]),
        ([FINE, Cue(0, 1000, "好")], [Finding(2, Rule.OVERLAP, 1000, 0)]),
        (
            [Cue(0, 5000, "好"), Cue(1000, 2000, "好"), Cue(2000, 3000, "好")],
            [Finding(2, Rule.OVERLAP, 4000, 0), Finding(3, Rule.OVERLAP, 3000, 0)],
        ),
        (
            [Cue(5000, 6000, "好"), FINE],
            [Finding(2, Rule.ORDER, 5000, 0), Finding(2, Rule.OVERLAP, 6000, 0)],
        ),
    ],
)
def test_rules(cues: list[Cue], expected: list[Finding]) -> None:
    """Each finding has the cue's number, counted from 1, what was measured and what is allowed."""
    assert tuple(expected) == check(cues, ZH)


def test_overlaps_that_are_kept_are_no_findings() -> None:
    """A profile may allow overlaps, and where cues overlap there is no gap to judge."""
    assert () == check([FINE, Cue(500, 2000, "好")], evolve(ZH, overlaps="keep"))


def test_open_gaps() -> None:
    """A profile whose gaps are open allows no cue to touch the next."""
    assert (Finding(2, Rule.GAP, 0, 83),) == check([FINE, Cue(1000, 2000, "好")], evolve(ZH, gaps="open"))


def test_auto_judges_by_script() -> None:
    """`auto` judges by the profile of the text's script."""
    assert (Finding(1, Rule.WIDTH, 43, 42),) == check([Cue(0, 7000, "x" * 43)], PROFILES["auto"])
    assert (Finding(1, Rule.WIDTH, 17, 16),) == check([Cue(0, 7000, "一" * 17)], PROFILES["auto"])


def test_a_line_feed_is_read_as_a_space() -> None:
    """Breaking a line does not change how fast it is read."""
    one, two = Cue(0, 1000, "a" * 10 + " " + "b" * 10), Cue(0, 1000, "a" * 10 + "\n" + "b" * 10)
    assert (Finding(1, Rule.READING_SPEED, 21, 20),) == check([two], EN) == check([one], EN)


def test_any_iterable_is_accepted() -> None:
    """Cues may come from a generator."""
    assert () == check((cue for cue in [FINE]), ZH)


@given(nasty_cues, st.sampled_from([*PROFILES.values()][1:]))
def test_texts_are_judged_as_if_alone(cues: list[Cue], profile: Profile) -> None:
    """Only rules about the order of cues depend on others; and however many are judged at a time, all is the same."""
    expected = [evolve(each, cue_number=number) for number, cue in enumerate(cues, 1) for each in check([cue], profile)]
    with patch("smarthandle_results._layout.check._CUES_AT_ONCE", 2):
        found = check(cues, profile)
    assert check(cues, profile) == found
    assert expected == [finding for finding in found if finding.rule not in {Rule.ORDER, Rule.OVERLAP, Rule.GAP}]


def test_a_finding_says_what_it_found() -> None:
    """Each rule has a sentence, with the units and the limit; one of another version has its name."""
    assert {*SENTENCES} == {*Rule}
    assert "cue 1,200: too wide: 27.5 characters (at most 16)" == str(Finding(1200, Rule.WIDTH, 27.5, 16))
    assert "cue 1: {new}: 1 (0)" == str(Finding(1, "{new}", 1, 0))
    assert f"too long: {10**400:,} ms (at most 7,000)" == str(Finding(1, Rule.MAX_DURATION, 10**400, 7000))[7:]
