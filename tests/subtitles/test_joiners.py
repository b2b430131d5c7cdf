"""Joiners: added where a reader would see more than text, and removed again."""

import pytest
from helpers.texts import mended_cues, nasty_texts
from hypothesis import given

from smarthandle_results import Cues
from smarthandle_results._subtitles.joiners import add_joiners, is_like_times, remove_joiners


@given(cues=mended_cues())
def test_what_is_added_is_removed(cues: Cues) -> None:
    """Any texts come back, and with joiners no line is like times."""
    joined = add_joiners(cues.texts)
    assert cues.texts == remove_joiners(joined)
    assert not any(map(is_like_times, joined))


@given(cues=mended_cues())
def test_texts_do_not_depend_on_each_other(cues: Cues) -> None:
    """All texts of a file are joined at once, which gives what each would give alone."""
    assert tuple(add_joiners((text,))[0] for text in cues.texts) == add_joiners(cues.texts)


@given(text=nasty_texts)
def test_a_text_is_like_times_if_one_of_its_lines_is(text: str) -> None:
    """No line makes its neighbors like times, or unlike them."""
    assert any(map(is_like_times, text.split("\n"))) == is_like_times(text)


@pytest.mark.parametrize(
    "line",
    [
        *("00:00:3,000 -> 00:00:4,000", "00：00：03 —> 00：00：04", "00:03 --> 00:04", "00:00:03,000 -->"),
        *("0:00:01.000,0:00:02.000", "00;00;03 → 0:04", "1.2.3 --> 1.2.4", "--＞ 00:00:04,0", "a — > 1:2:3"),
    ],
)
def test_lines_that_are_like_times(line: str) -> None:
    """Two timestamps, or one and an arrow; a joiner makes any of them text."""
    assert is_like_times(line)
    assert is_like_times(f"a\n{line}\nb")
    assert not is_like_times(f"{line}\u2060")
    assert (f"{line}\u2060",) == remove_joiners((f"{line}\u2060\u2060",))


@pytest.mark.parametrize("line", ["10:30 → 11:45", "1.2.3 -> 1.2.4", "a --> b", "00:03 -> 00:04", "", "00:00:03,000"])
def test_lines_that_are_not_like_times(line: str) -> None:
    """Arrows between other things, and timestamps alone; a joiner at their end is their own."""
    assert not is_like_times(line)
    assert (f"{line}\u2060",) == remove_joiners((f"{line}\u2060",))
