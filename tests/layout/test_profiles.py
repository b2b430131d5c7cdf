"""Profiles: the published figures, and the one that picks by script."""

import pytest
from attrs import evolve

from smarthandle_results import PROFILES, Profile
from smarthandle_results._layout.profiles import primary_language, resolve


def test_presets_have_the_published_figures() -> None:
    """Width, lines, speed, durations and gap are those of the style guides."""
    assert {
        name: (
            profile.line_width,
            profile.max_lines,
            profile.max_cps,
            profile.min_duration_ms,
            profile.max_duration_ms,
            profile.min_gap_ms,
        )
        for name, profile in PROFILES.items()
        if name != "auto"
    } == {
        "netflix-en": (42, 2, 20, 833, 7000, 83),
        "netflix-ja": (13, 2, 4, 500, 7000, 83),
        "netflix-ko": (16, 2, 12, 833, 7000, 83),
        "netflix-latin": (42, 2, 17, 833, 7000, 83),
        "netflix-zh": (16, 2, 9, 833, 7000, 83),
    }


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["今天用DashScope API吧"], "netflix-zh"),
        (["吾輩は猫である"], "netflix-ja"),
        (["오늘도 또"], "netflix-ko"),
        (["It is a truth", "你"], "netflix-latin"),
        (["Überall"], "netflix-latin"),
        (["𠀀𠀁𠀂"], "netflix-zh"),
        ([], "netflix-latin"),
        (["123 ——"], "netflix-latin"),
    ],
)
def test_auto_picks_by_script(texts: list[str], expected: str) -> None:
    """`auto` takes the preset of the script of most of the text."""
    assert PROFILES[expected] == resolve(PROFILES["auto"], texts)


def test_auto_keeps_what_was_changed() -> None:
    """A figure that a user gave `auto` stands; the others are those of the preset."""
    mine = evolve(PROFILES["auto"], name="mine", max_lines=1, min_gap_ms=0)
    assert evolve(PROFILES["netflix-zh"], name="mine", max_lines=1, min_gap_ms=0) == resolve(mine, ["你好"])


def test_other_profiles_stay() -> None:
    """A profile for one language is taken as it is."""
    assert PROFILES["netflix-ja"] is resolve(PROFILES["netflix-ja"], ["hello"])


def test_primary_language() -> None:
    """Script and region do not matter."""
    assert primary_language(evolve(PROFILES["netflix-zh"], language="ZH-Hant-TW")) == "zh"


def test_impossible_figures_are_refused() -> None:
    """No profile asks for what nothing can meet."""
    with pytest.raises(ValueError, match="expected line_width of at least 1, got 0"):
        evolve(PROFILES["netflix-zh"], line_width=0)
    with pytest.raises(ValueError, match="expected max_duration_ms of at least min_duration_ms"):
        evolve(PROFILES["netflix-zh"], max_duration_ms=100)


def test_unknown_choices_are_refused() -> None:
    """A misspelt choice is an error."""
    with pytest.raises(ValueError, match="'gaps' must be in"):
        evolve(PROFILES["netflix-zh"], gaps="closed")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'overlaps' must be in"):
        evolve(PROFILES["netflix-zh"], overlaps="cut")  # type: ignore[arg-type]


def test_profiles_hash_and_compare() -> None:
    """A profile is a value."""
    assert len({PROFILES["netflix-zh"], evolve(PROFILES["netflix-zh"])}) == 1
    assert isinstance(PROFILES["auto"], Profile)
