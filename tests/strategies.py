"""What hypothesis makes cues of: any text, and texts made of what readers trip over."""

from typing import Final

from hypothesis import strategies as st

from smarthandle_results import Cue, Cues, to_cues

HAZARDS: Final = [
    *"aN1<>{}\\-&:,. \t\n\r\0",
    *("\u2060", "\u2028", "\x85", "\ufeff", "\u3000", "\ud800", "\uffff", "字", "\u202e", "👨\u200d👩\u200d👧"),
    *("-->", "--", "\\N", "\\h", "{\\an8}", "{y:i}", "<b>", "</i>", "<3", "<br>", "&amp;", "&lt", "&#65;"),
    *("00:00:01,000", "00:00:02.5", "1.2.3", "00：00：01", "７", "-5", "3.", "\n7", "\n\n"),  # noqa: RUF001 - full width
    *("1\n00:00:01,000 --> 00:00:02,000\n", "00:01.000 --> 00:02.000", "NOTE ", "STYLE\n", "WEBVTT"),
]
"""Pieces of text that some reader takes for something else."""

texts: Final = st.text() | st.lists(st.sampled_from(HAZARDS), max_size=9).map("".join)
any_times: Final = st.integers(-5, 10**7) | st.integers(0, 10**30)


@st.composite
def cue_lists(draw: st.DrawFn, times: st.SearchStrategy[int] = any_times) -> Cues:
    """Make cues of any texts and some times."""
    return to_cues(draw(st.lists(st.builds(Cue, times, times, texts), max_size=5)))
