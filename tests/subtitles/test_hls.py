"""WebVTT segments for HLS."""

import tracemalloc
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Any
from unittest.mock import patch

import pytest
from helpers.texts import mended_cues
from hypothesis import given, strategies as st

from smarthandle_results import Cue, Cues, decode_vtt, to_cues, to_hls_segments

HEAD = "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n"


def test_a_cue_across_a_border_is_in_both_segments() -> None:
    """Each segment has the cues shown in its time, with their full times; one without cues is only a header."""
    cues = [Cue(0, 1000, "a"), Cue(1500, 4001, "b & c"), Cue(8000, 10_000, "d")]
    b = "\n00:00:01.500 --> 00:00:04.001\nb &amp; c\n\n"
    assert [
        HEAD + "\n00:00:00.000 --> 00:00:01.000\na\n" + b,
        HEAD + b,
        HEAD + b,
        HEAD,
        HEAD + "\n00:00:08.000 --> 00:00:10.000\nd\n\n",
    ] == list(to_hls_segments(cues, segment_ms=2000, mpegts=900_000))


def test_without_cues_there_are_no_segments() -> None:
    """There is no end of a last cue up to which to write them."""
    assert [] == list(to_hls_segments([], segment_ms=6000))


@given(cues=mended_cues(), count=st.integers(1, 50))
def test_segments_have_the_cues_of_their_time(cues: Cues, count: int) -> None:
    """Read back, each segment has exactly the cues that overlap its time."""
    segment_ms = max(cues.ends_ms, default=1) // count + 1
    with patch("smarthandle_results._subtitles.hls._CUES_AT_ONCE", 2):
        segments = list(to_hls_segments(cues, segment_ms=segment_ms))
    for number, segment in enumerate(segments):
        start, end = number * segment_ms, (number + 1) * segment_ms
        assert to_cues([cue for cue in cues if cue.start_ms < end and cue.end_ms > start]) == decode_vtt(segment)
    assert -(-max(cues.ends_ms, default=0) // segment_ms) == len(segments)


@given(times=st.lists(st.integers(1, 9999), min_size=1, max_size=9), segment_ms=st.integers(100, 9999))
def test_cues_that_end_in_order_are_found_as_any_are(times: list[int], segment_ms: int) -> None:
    """Two cues more that end the other way round change only the segments that they are in."""
    cues = [Cue(start, end, "a") for start, end in pairwise(accumulate(times, initial=0))]
    last_ms = cues[-1].end_ms
    with patch("smarthandle_results._subtitles.hls._CUES_AT_ONCE", 2):
        segments = [*to_hls_segments(cues, segment_ms=segment_ms)]
    others = [Cue(last_ms, last_ms + 2, "b"), Cue(last_ms, last_ms + 1, "c")]
    before = last_ms // segment_ms
    assert segments[:before] == [*to_hls_segments([*cues, *others], segment_ms=segment_ms)][:before]


@pytest.mark.parametrize(
    ("segment_ms", "mpegts", "message"),
    [
        (0, 0, "expected segment_ms of 1 or more, got 0"),
        (1, -1, "expected mpegts from 0 to 2^33 - 1, got -1"),
        (1, 2**33, "expected mpegts from 0 to 2^33 - 1, got 8589934592"),
    ],
)
def test_arguments_out_of_range(segment_ms: int, mpegts: int, message: str) -> None:
    """A segment lasts a millisecond at least, and a presentation timestamp has 33 bits."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message follows
        to_hls_segments([], segment_ms=segment_ms, mpegts=mpegts)
    assert message == str(caught.value)


def test_a_cue_that_ends_on_a_border_is_before_it_only() -> None:
    """A cue is shown up to its end and no longer; the media's time begins at 0 if nothing else is said."""
    first, second = to_hls_segments([Cue(0, 2000, "a"), Cue(2001, 2500, "b")], segment_ms=2000)
    assert (True, False, True) == ("\na\n" in first, "\na\n" in second, "\nb\n" in second)
    assert first.startswith("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"segment_ms": 2.5}, "expected int as segment_ms, got float"),
        ({"segment_ms": True}, "expected int as segment_ms, got bool"),
        ({"segment_ms": 1, "mpegts": 1.5}, "expected int as mpegts, got float"),
    ],
)
def test_arguments_that_are_not_ints(arguments: dict[str, Any], message: str) -> None:
    """Half a millisecond or half a tick would make a header that no reader accepts."""
    with pytest.raises(TypeError) as caught:
        to_hls_segments([], **arguments)
    assert message == str(caught.value)


HOUR_MS = 3_600_000


@pytest.mark.parametrize(
    ("end_ms", "segment_ms"),
    [(454_416 * HOUR_MS, 6000), (3_600_000_000, 6000), (100_001, 1), (600_000_001, 6000), (10**30, 10**9)],
)
def test_more_segments_than_a_week(end_ms: int, segment_ms: int) -> None:
    """A time that would make more than 100,000 segments is named with the limit before anything is made."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message follows
        to_hls_segments([Cue(0, 1, "a"), Cue(1, end_ms, "b")], segment_ms=segment_ms)
    assert (
        f"expected cues that end by {100_000 * segment_ms} ms, which is 100,000 segments, "
        f"got one that ends at {end_ms} ms"
    ) == str(caught.value)


def test_the_largest_playlist() -> None:
    """100,000 segments are made one by one: their memory is that of a few."""
    cues = to_cues([Cue(0, 600_000_000, "all the time"), *(Cue(at, at + 1, "x" * 500) for at in range(0, 10**6, 1000))])
    segments = to_hls_segments(cues, segment_ms=6000)
    assert isinstance(segments, Iterator)
    next(segments)
    tracemalloc.start()
    count = sum(1 for _ in segments)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert 99_999 == count
    assert peak < 100_000
