"""Cues → what decides where a video may be cut between them: the silence before each, and where sentences end."""

from itertools import accumulate
from operator import sub

from smarthandle_results._breaking.punctuation import SENTENCE_ENDS as SENTENCE_ENDS  # noqa: PLC0414 - tables need it
from smarthandle_results._breaking.sentences import (  # tables need them
    ABBREVIATIONS as ABBREVIATIONS,  # noqa: PLC0414
    LAST_MARKS as LAST_MARKS,  # noqa: PLC0414
    list_sentence_ends as list_sentence_ends,  # noqa: PLC0414
)
from smarthandle_results._models import Cues


def list_gaps_ms(cues: Cues) -> tuple[int | None, ...]:
    """Return for each cue how long nobody speaks before it; None for the first.

    It is the time from the latest end of all cues before it, and 0 where one of them has not ended yet.

    >>> from smarthandle_results import Cue, to_cues
    >>> list_gaps_ms(to_cues([Cue(500, 9000, "a"), Cue(1000, 2000, "b"), Cue(9300, 9900, "c")]))
    (None, 0, 300)
    """
    gaps_ms = [*map(sub, cues.starts_ms[1:], cues.ends_ms)]
    if gaps_ms and min(gaps_ms) < 0:  # else none overlaps, and each end is the latest
        latest_ends_ms = accumulate(cues.ends_ms, max)
        gaps_ms = [max(start - end, 0) for start, end in zip(cues.starts_ms[1:], latest_ends_ms, strict=False)]
    return (None, *gaps_ms) if cues else ()
