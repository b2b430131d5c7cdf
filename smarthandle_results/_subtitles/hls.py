"""Cues → the WebVTT segments of an HLS playlist."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from smarthandle_results._models import Cue, Cues, Result
from smarthandle_results._subtitles.blocks import write_blocks
from smarthandle_results._subtitles.cues import to_cues
from smarthandle_results._subtitles.vtt import escape_all
from smarthandle_results._wanted import require_type

MPEGTS_TICKS: Final = 2**33
"""How many presentation timestamps there are: in an MPEG-2 Transport Stream they have 33 bits."""

MAX_SEGMENTS: Final = 100_000
"""How many segments a playlist may have: a week of 6 s each. More are asked for only where a time is wrong."""


def to_hls_segments(source: Result | Iterable[Cue], *, segment_ms: int, mpegts: int = 0) -> Iterator[str]:
    r"""Write WebVTT segments of `segment_ms` milliseconds each: the first begins at 0, the last contains the last end.

    Each is a whole WebVTT file of the cues that are shown in its time, with their full times. So a cue across a border
    is in each segment that it touches, and a segment without cues is only a header. After `WEBVTT`, X-TIMESTAMP-MAP
    says which presentation timestamp of the media is the cues' time 0: `mpegts`, in ticks of 90 kHz, from 0 to
    2^33 - 1.

    The segments are an iterator, which makes each when it is asked for and keeps none. Their number depends on the
    cues, not on the media: a longer playlist needs more headers of its own. Without cues there are no segments.
    `source` is what `to_cues` accepts, and mended as it does.

    Raises, before the first segment is made, TypeError for a `segment_ms` or `mpegts` that is not an int, and
    ValueError for a `segment_ms` below 1, an `mpegts` out of its range, or a cue that ends after 100,000 segments,
    which are a week of 6 s each.

    Source: RFC 8216, 3.5.

    >>> for segment in to_hls_segments([Cue(0, 1500, "Hello"), Cue(4500, 6000, "Bye")], segment_ms=4000):
    ...     print(segment, end="")
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
    require_type("segment_ms", segment_ms, int)
    require_type("mpegts", mpegts, int)
    if segment_ms < 1:
        raise ValueError(f"expected segment_ms of 1 or more, got {segment_ms}")
    if not 0 <= mpegts < MPEGTS_TICKS:
        raise ValueError(f"expected mpegts from 0 to 2^33 - 1, got {mpegts}")
    cues = to_cues(source)
    last_end_ms, limit_ms = cues.duration_ms, MAX_SEGMENTS * segment_ms
    if last_end_ms > limit_ms:
        raise ValueError(
            f"expected cues that end by {limit_ms} ms, which is {MAX_SEGMENTS:,} segments, got one that ends at "
            f"{last_end_ms} ms"
        )
    header = f"WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:{mpegts},LOCAL:00:00:00.000"
    return _write_segments(cues, header, segment_ms, last_end_ms)


def _write_segments(cues: Cues, header: str, segment_ms: int, last_end_ms: int) -> Iterator[str]:
    segments_ms = range(0, last_end_ms, segment_ms)
    list_shown = _list_in_order if tuple(sorted(cues.ends_ms)) == cues.ends_ms else _list_in_any_order
    for shown in list_shown(cues, _write_blocks(cues), segments_ms):
        yield "\n\n".join([header, *shown, ""]) if shown else f"{header}\n"


def _write_blocks(cues: Cues) -> Iterator[list[str]]:
    """Write the blocks of cues, a few at a time."""
    for start in range(0, len(cues), _CUES_AT_ONCE):
        rows = slice(start, start + _CUES_AT_ONCE)
        some = Cues(cues.starts_ms[rows], cues.ends_ms[rows], cues.texts[rows])
        # No cue's text has an empty line.
        _, *blocks = write_blocks(["\n\n"] * len(some), some, escape_all(some.texts), ".").split("\n\n")
        yield blocks


def _list_in_order(cues: Cues, written: Iterator[list[str]], segments_ms: range) -> Iterator[list[str]]:
    """List the blocks that each segment shows, where no cue ends before an earlier one: a slice, in half the time."""
    starts_ms = (*cues.starts_ms, segments_ms.stop + segments_ms.step)  # the last is a start that no segment reaches
    ends_ms = cues.ends_ms
    blocks: list[str] = []
    first = last = dropped = 0
    for start_ms in segments_ms:
        stop_ms = start_ms + segments_ms.step
        while ends_ms[first] <= start_ms:
            first += 1
        while starts_ms[last] < stop_ms:
            last += 1
        while len(blocks) < last:
            # No segment shows these again. All are there: a cue that has ended began in an earlier segment.
            blocks[dropped:first] = [""] * (first - dropped)
            dropped = first
            blocks += next(written)
        yield blocks[first:last]


def _list_in_any_order(cues: Cues, written: Iterator[list[str]], segments_ms: range) -> Iterator[list[str]]:
    """List the blocks that each segment shows: those of the one before that have not ended, and those that start."""
    waiting = list(zip(cues.starts_ms, cues.ends_ms, chain.from_iterable(written), strict=True))[::-1]
    shown: list[tuple[int, int, str]] = []
    for start_ms in segments_ms:
        shown = [cue for cue in shown if cue[1] > start_ms]
        while waiting and waiting[-1][0] < start_ms + segments_ms.step:
            shown.append(waiting.pop())
        yield [block for _, _, block in shown]


_CUES_AT_ONCE: Final = 2048
"""How many cues are written at a time, so that their blocks stay in the processor's cache until a segment shows them:
all of 120,000 at once take a third longer."""
