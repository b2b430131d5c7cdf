"""Profiles: the published figures, and the one that picks by script."""

from math import inf, nan
from typing import Any
from unittest.mock import patch

import pytest
from attrs import evolve
from helpers.quality import read_corpus
from hypothesis import example, given, strategies as st

from smarthandle_results import PROFILES, Cue, Profile, check, choose_profile, count_too_wide, shape
from smarthandle_results._layout.profiles import (
    MAX_DURATION_MS,
    MIN_DURATION_MS,
    find_clear_preset,
    primary_language,
    resolve,
    resolve_for_breaking,
)


def test_presets_have_the_published_figures() -> None:
    """Width, lines, speed, durations and gap are those of the style guides."""
    assert {
        "netflix-en": (42, 2, 20, 833, 7000, 83),
        "netflix-ja": (13, 2, 4, 500, 7000, 83),
        "netflix-ko": (16, 2, 12, 833, 7000, 83),
        "netflix-latin": (42, 2, 17, 833, 7000, 83),
        "netflix-th": (35, 2, 17, 833, 7000, 83),
        "netflix-zh": (16, 2, 9, 833, 7000, 83),
    } == {
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
        (["สวัสดีครับ API"], "netflix-th"),
        (["ສະບາຍດີ"], "netflix-th"),
        (["a สวัสดี long English sentence"], "netflix-latin"),
    ],
)
def test_auto_picks_by_script(texts: list[str], expected: str) -> None:
    """`auto` uses the preset of the script that most of the text is in."""
    assert PROFILES[expected] == resolve(PROFILES["auto"], texts)


@given(st.text(st.sampled_from("好人们天，。a。がガ゜一ぁ한국말ก\ud7fc\U00020000\ud800é—z")))
@example("ぁ一一一一一一一一\U00020000")
def test_a_quick_look_is_right(text: str) -> None:
    """The preset that is clear from it is the one that a count of all characters chooses."""
    with patch("smarthandle_results._layout.profiles.find_clear_preset", return_value=None):
        counted = resolve(PROFILES["auto"], [text]).name
    assert find_clear_preset(text) in {None, counted}


@pytest.mark.parametrize(
    ("name", "expected"), [("zh", "netflix-zh"), ("ko", "netflix-ko"), ("en", "netflix-latin"), ("ja", "netflix-ja")]
)
def test_what_is_clear_from_a_quick_look(name: str, expected: str) -> None:
    """All languages of the corpus."""
    assert expected == find_clear_preset("".join(read_corpus(name)))


@pytest.mark.parametrize(
    ("name", "texts", "expected"),
    [
        ("auto", ["¿Dónde está la biblioteca?"], "es"),
        ("netflix-latin", ["Wo ist die Bibliothek?"], "de"),
        ("netflix-latin", ["Hogy vagy ma?"], "und"),
        ("netflix-en", ["Wo ist die Bibliothek?"], "en"),
    ],
)
def test_the_language_of_a_profile_for_any(name: str, texts: list[str], expected: str) -> None:
    """Lines are broken by the words of the language that the text is in, unless the profile names one."""
    assert evolve(resolve(PROFILES[name], texts), language=expected) == resolve_for_breaking(name, texts)


def test_auto_keeps_what_was_changed() -> None:
    """A figure that was changed in `auto` stays; the others are those of the preset."""
    mine = evolve(PROFILES["auto"], name="mine", max_lines=1, min_gap_ms=0)
    assert evolve(PROFILES["netflix-zh"], name="mine", max_lines=1, min_gap_ms=0) == resolve(mine, ["你好"])


def test_auto_is_the_profile_where_none_is_named() -> None:
    """Of every function that has one, as in the command."""
    cues = [Cue(0, 4500, "我们现在就出发去那里看看，然后再说。")]
    assert (shape(cues, "netflix-zh"), check(cues, "netflix-zh"), 1) == (shape(cues), check(cues), count_too_wide(cues))


def test_other_profiles_stay() -> None:
    """A profile for one language is returned as it is."""
    assert PROFILES["netflix-ja"] is resolve(PROFILES["netflix-ja"], ["hello"])


def test_primary_language() -> None:
    """Script and region do not matter."""
    assert "zh" == primary_language(evolve(PROFILES["netflix-zh"], language="ZH-Hant-TW"))


def test_impossible_figures_are_refused() -> None:
    """No profile requires what nothing can meet."""
    with pytest.raises(ValueError, match="expected max_duration_ms of at least min_duration_ms, got 100 and 833"):
        evolve(PROFILES["netflix-zh"], max_duration_ms=100)


@pytest.mark.parametrize("name", ["netflix-zh", "auto"])
@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("line_width", 0, "expected a number from 1 to 1000000000 as line_width, got 0"),
        ("line_width", inf, "expected a number from 1 to 1000000000 as line_width, got inf"),
        ("line_width", 1e308, "expected a number from 1 to 1000000000 as line_width, got 1e+308"),
        ("line_width", True, "expected a number from 1 to 1000000000 as line_width, got True"),
        ("max_cps", nan, "expected a number from 1 to 1000000000 as max_cps, got nan"),
        ("max_cps", "9", "expected a number from 1 to 1000000000 as max_cps, got '9'"),
        ("max_lines", 2.5, "expected a whole number from 1 to 1000000000 as max_lines, got 2.5"),
        ("max_lines", 0, "expected a whole number from 1 to 1000000000 as max_lines, got 0"),
        ("min_duration_ms", nan, "expected a whole number from 1 to 1000000000 as min_duration_ms, got nan"),
        ("min_gap_ms", -2, "expected a whole number from 0 to 1000000000 as min_gap_ms, got -2"),
        ("merge_gap_ms", -1, "expected a whole number from 0 to 1000000000 as merge_gap_ms, got -1"),
        ("language", None, "expected a BCP 47 tag such as zh-CN as language, got None"),
        ("language", "zh_CN", "expected a BCP 47 tag such as zh-CN as language, got 'zh_CN'"),
        ("max_duration_ms", 500, "expected max_duration_ms of at least min_duration_ms, got 500 and 833"),
        ("min_duration_ms", 7001, "expected max_duration_ms of at least min_duration_ms, got 7000 and 7001"),
    ],
)
def test_values_that_would_fail_later_are_refused(name: str, field: str, value: Any, message: str) -> None:
    """A figure that no cue can be judged by is refused when the profile is made, for `auto` too."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message follows
        evolve(PROFILES[name], **{field: value})
    assert message == str(caught.value)


def test_figures_are_left_to_the_script_in_auto_alone() -> None:
    """-1 means that in a profile for `auto`, and is refused in others."""
    assert PROFILES["auto"] == evolve(PROFILES["auto"], max_lines=-1)
    with pytest.raises(ValueError, match="got -1"):
        evolve(PROFILES["netflix-zh"], max_lines=-1)


def test_auto_has_to_fit_every_script() -> None:
    """The durations by which `auto` is checked are the tightest of the presets."""
    presets = [profile for profile in PROFILES.values() if profile.name != "auto"]
    assert MIN_DURATION_MS == max(profile.min_duration_ms for profile in presets)
    assert MAX_DURATION_MS == min(profile.max_duration_ms for profile in presets)
    assert 900 == resolve(evolve(PROFILES["auto"], max_duration_ms=900), ["你好"]).max_duration_ms


def test_the_profile_that_cues_are_shaped_by() -> None:
    """It is a preset where `auto` is asked for, and otherwise the profile itself."""
    cues = [Cue(0, 1000, "谢谢大家")]
    assert "netflix-zh" == choose_profile(cues).name
    assert PROFILES["netflix-en"] == choose_profile(cues, PROFILES["netflix-en"])


def test_unknown_choices_are_refused() -> None:
    """A misspelt choice is an error."""
    with pytest.raises(ValueError, match="'gaps' must be in"):
        evolve(PROFILES["netflix-zh"], gaps="closed")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'overlaps' must be in"):
        evolve(PROFILES["netflix-zh"], overlaps="cut")  # type: ignore[arg-type]


def test_profiles_hash_and_compare() -> None:
    """A profile is a value."""
    assert 1 == len({PROFILES["netflix-zh"], evolve(PROFILES["netflix-zh"])})
    assert isinstance(PROFILES["auto"], Profile)
