"""Shares of a cue's time: pieces tile it."""

from hypothesis import given, strategies as st

from smarthandle_results._layout.timing import share_time


@given(st.integers(0, 10**7), st.integers(1, 10_000), st.lists(st.integers(1, 84), min_size=1, max_size=8))
def test_pieces_tile_the_time(start: int, duration: int, widths: list[int]) -> None:
    """Shares cover the time to the millisecond, each within one of its proportion; or there is no time for all."""
    times = share_time(start, start + duration, widths)
    if times is None:
        assert duration < 2 * sum(widths)
        return
    assert (start, start + duration) == (times[0], times[-1])
    for before, after, width in zip(times, times[1:], widths, strict=False):
        assert before < after
        assert abs((after - before) - duration * width / sum(widths)) <= 1


def test_pieces_without_width_have_no_time() -> None:
    """Nothing can be shared among pieces that show nothing."""
    assert share_time(0, 1000, [0, 0]) is None
