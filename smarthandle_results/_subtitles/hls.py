"""Cues → the WebVTT segments of an HLS playlist."""

from collections.abc import Iterable
from typing import Final

from smarthandle_results._models import Cue
from smarthandle_results._subtitles.cues import to_cues
from smarthandle_results._subtitles.vtt import to_vtt

MPEGTS_TICKS: Final = 2**33


def to_hls_segments(cues: Iterable[Cue], *, segment_ms: int, mpegts: int = 0) -> tuple[str, ...]:
    """Write WebVTT segments of `segment_ms` milliseconds each, the first from 0 on, the last with the last cue's end.

    Each is a whole WebVTT file with the cues that are shown in its time, under their full times, so that a cue across a
    border stands in each segment that it touches; a segment without cues is a bare header. Behind `WEBVTT`,
    X-TIMESTAMP-MAP says that the cues' time 0 is `mpegts`, the media's presentation time stamp in ticks of 90 kHz, from
    0 to 2^33 - 1.

    There are as many segments as the end of the last cue takes, not as the media: a playlist that goes on behind it
    needs bare headers of its own. No cues give no segments.

    Raises TypeError for a `segment_ms` or `mpegts` that is no int, ValueError for a `segment_ms` below 1, or an
    `mpegts` out of its range.

    Source: RFC 8216, 3.5.
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
