"""What hypothesis makes cues of: any text, and texts made of what readers trip over."""

from typing import Final

import support
from hypothesis import strategies as st

from smarthandle_results import Cue, Cues, to_cues

HAZARDS: Final = (
    *support.HAZARDS,
    *"aN1<>{}\\-&:,. \t",
    *("--", "{y:i}", "{\n", "</i>", "<3", "<br>", "&lt", "&#65;", "00:00:02.5", "-5", "3.", "\n7"),
    *("\uff17", "00\uff1a00\uff1a01", "1\n00:00:01,000 --> 00:00:02,000\n", "00:01.000 --> 00:02.000"),
)
"""Pieces of text that some reader takes for something else."""

texts: Final = st.text() | st.lists(st.sampled_from(HAZARDS), max_size=9).map("".join)
any_times: Final = st.integers(-5, 10**7) | st.integers(0, 10**30)


@st.composite
def cue_lists(draw: st.DrawFn, times: st.SearchStrategy[int] = any_times) -> Cues:
    """Make cues of any texts and some times."""
    return to_cues(draw(st.lists(st.builds(Cue, times, times, texts), max_size=5)))
