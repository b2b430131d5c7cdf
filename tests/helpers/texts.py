"""Texts that some reader mistakes for something else, and cues of them, as hypothesis draws them."""

from typing import Final

from hypothesis import strategies as st

from smarthandle_results import Cue, Cues, to_cues

HAZARDS: Final = (
    # Times and numbers of SubRip and WebVTT, whole or in part.
    *("00:00:01,000 --> 00:00:02,000", "00:00:01,000 00:00:02,000", "9\n00:00:05", "3\n1.2.3", "1\n", "7", "\n7"),
    *("00:01.000 --> 00:02.000", "1\n00:00:01,000 --> 00:00:02,000\n", "00:00:02.5", "-5", "3."),
    *("\uff17", "00\uff1a00\uff1a01", "00:00:3 -> 00:00:4", "0:0:1.000,0:0:2.000", "00:03", " --&gt; ", " \u2192 "),
    # Marks of SubRip, WebVTT, HTML and ASS.
    *("-->", "--\u2060>", "--", "<b>", "</b>", "</i>", "<3", "<br>", "&amp;", "&lt", "&#65;"),
    *("{\\an8}", "{y:i}", "{\n", "\\N", "\\h", "WEBVTT", "NOTE", "STYLE"),
    *"aN1<>{}\\-&:,.",
    # White space, ends of lines as some readers see them, and characters that are not text.
    *("\n\n", "\n", "\r", "\r\n", " ", "\t", "\u3000", "\x1c", "\x85", "\u2028", "\u2029"),
    *("\0", "\x07", "\u2060", "\ufeff", "\ufffe", "\uffff", "\ud800"),
    *("中文。", "👩\u200d👧", "\u202eabc", "e\u0301"),
)
"""Pieces of text that some reader mistakes for something else."""

nasty_texts: Final = st.text() | st.lists(st.sampled_from(HAZARDS) | st.text(max_size=5), max_size=9).map("".join)

times_of_a_day: Final = st.integers(min_value=-1000, max_value=86_400_000)
any_times: Final = st.integers(-5, 10**7) | st.integers(0, 10**30)


def unmended_cues(times: st.SearchStrategy[int]) -> st.SearchStrategy[list[Cue]]:
    """Draw cues of any texts and some times, in any order."""
    return st.lists(st.builds(Cue, times, times, nasty_texts), max_size=6)


def mended_cues(times: st.SearchStrategy[int] = any_times) -> st.SearchStrategy[Cues]:
    """Draw cues as writers accept them."""
    return unmended_cues(times).map(to_cues)


nasty_cues: Final = unmended_cues(times_of_a_day)
