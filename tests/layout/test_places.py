"""`locate`: the stretches of text that findings are about."""

import pytest
from hypothesis import given, strategies as st

from smarthandle_results import PROFILES, Cue, Finding, Rule, check, locate

ZH, EN = PROFILES["netflix-zh"], PROFILES["netflix-en"]


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        (Cue(0, 3000, "一" * 16 + "二三"), {Rule.WIDTH: ["二三"]}),
        (Cue(0, 6000, "一" * 17 + "\n好\n" + "二" * 18), {Rule.WIDTH: ["一", "二二"], Rule.LINES: ["二" * 18]}),
        (Cue(0, 3000, "好\n人\n家"), {Rule.LINES: ["家"]}),
        (Cue(0, 3000, "一\n，二"), {Rule.LINE_START: ["，"]}),
        (Cue(0, 1000, "一二三四五六七八九十"), {Rule.READING_SPEED: ["十"]}),
        (Cue(0, 1000, "一二三四五\n六七八九十"), {Rule.READING_SPEED: ["十"]}),
        (Cue(0, 1, "你好"), {Rule.READING_SPEED: ["你好"], Rule.MIN_DURATION: []}),
        (Cue(0, 7001, "你好"), {Rule.MAX_DURATION: []}),
        (Cue(0, 3000, "一" * 17 + "\x07"), {Rule.WIDTH: [], Rule.HAZARD: []}),
    ],
)
def test_what_is_found(cue: Cue, expected: dict[str, list[str]]) -> None:
    """What is too much, by rule; nothing for times, and for a text that is to be mended."""
    findings = check([cue], ZH)
    places = locate([cue], findings, ZH)
    found = {
        finding.rule: [cue.text[start:end] for start, end in own]
        for finding, own in zip(findings, places, strict=True)
        if finding.rule in expected
    }
    assert expected == found


def test_a_finding_of_an_unknown_rule() -> None:
    """One that is not of this version has no places."""
    assert ((),) == locate([Cue(0, 1000, "a")], [Finding(1, "new", 1, 0)], EN)


@pytest.mark.parametrize("number", [-1, 0, 2])
def test_a_finding_of_a_cue_that_is_not_there(number: int) -> None:
    """It is of another source, such as one that was laid out since."""
    message = f"^expected the source that was checked, got one of 1 cue: a finding is of cue {number}$"
    with pytest.raises(ValueError, match=message):
        locate([Cue(0, 1000, "a")], [Finding(number, "width", 50, 42)], EN)


def test_auto_is_for_all_texts() -> None:
    """As for `check`, the script of all cues decides."""
    cues = [Cue(0, 1000, "good morning to everybody"), Cue(1000, 9000, "好" * 30)]
    findings = check(cues, "auto")
    assert locate(cues, findings, ZH) == locate(cues, findings, "auto")


@given(st.text(alphabet="a好 \n，。é👍", min_size=1, max_size=60), st.integers(1, 9000))
def test_places_are_in_the_text(text: str, end_ms: int) -> None:
    """Each is a stretch of at least one character, and what comes before what is too fast to read is not too fast."""
    cues = [Cue(0, end_ms, text)]
    findings = check(cues, ZH)
    for finding, places in zip(findings, locate(cues, findings, ZH), strict=True):
        assert all(0 <= start < end <= len(text) for start, end in places)
        if finding.rule == Rule.READING_SPEED and places and (rest := text[: places[0][0]].strip()):
            assert Rule.READING_SPEED not in {again.rule for again in check([Cue(0, end_ms, rest)], ZH)}
