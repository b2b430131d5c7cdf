"""Cues → the WebVTT segments of an HLS playlist."""

from collections.abc import Iterable
from typing import Final

from smarthandle_results._models import Cue
from smarthandle_results._subtitles.cues import to_cues
from smarthandle_results._subtitles.vtt import to_vtt

MPEGTS_TICKS: Final = 2**33
"""How many presentation timestamps there are: in an MPEG-2 Transport Stream they have 33 bits."""


def to_hls_segments(cues: Iterable[Cue], *, segment_ms: int, mpegts: int = 0) -> tuple[str, ...]:
    r"""Write WebVTT segments of `segment_ms` milliseconds each: the first begins at 0, the last contains the last end.

    Each is a whole WebVTT file of the cues that are shown in its time, with their full times. So a cue across a border
    is in each segment that it touches, and a segment without cues is only a header. After `WEBVTT`, X-TIMESTAMP-MAP
    says which presentation timestamp of the media is the cues' time 0: `mpegts`, in ticks of 90 kHz, from 0 to
    2^33 - 1.

    The number of segments depends on the cues, not on the media: a longer playlist needs more headers of its own.
    Without cues there are no segments. Cues that did not come from this library are first mended as `to_cues` does.

    Raises TypeError for a `segment_ms` or `mpegts` that is not an int, and ValueError for a `segment_ms` below 1 or an
    `mpegts` out of its range.

    Source: RFC 8216, 3.5.

    >>> for segment in to_hls_segments([Cue(0, 1500, "Hello"), Cue(4500, 6000, "Bye")], segment_ms=4000):
    ...     print(segment)
    WEBVTT
    X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000
    <BLANKLINE>
    00:00:00.000 --> 00:00:01.500
    Hello
    <BLANKLINE>
    WEBVTT
    X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000
    <BLANKLINE>
    00:00:04.500 --> 00:00:06.000
    Bye
    <BLANKLINE>
    """
    for name, value in (("segment_ms", segment_ms), ("mpegts", mpegts)):
        if type(value) is not int:
            raise TypeError(f"expected int as {name}, got {type(value).__name__}")
    if segment_ms < 1:
        raise ValueError(f"expected segment_ms of 1 or more, got {segment_ms}")
    if not 0 <= mpegts < MPEGTS_TICKS:
        raise ValueError(f"expected mpegts from 0 to 2^33 - 1, got {mpegts}")
    cues = to_cues(cues)
    count = (max(cues.ends_ms, default=0) + segment_ms - 1) // segment_ms
    segments: list[list[Cue]] = [[] for _ in range(count)]
    for cue in cues:
        for segment in segments[cue.start_ms // segment_ms : (cue.end_ms - 1) // segment_ms + 1]:
            segment.append(cue)
    header = f"WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:{mpegts},LOCAL:00:00:00.000"
    return tuple(header + to_vtt(segment).removeprefix("WEBVTT") for segment in segments)
