"""What decides where a video may be cut."""

from helpers.texts import nasty_cues
from hypothesis import given

from smarthandle_results import Cue, Cues, to_cues
from smarthandle_results._layout.cutting import list_gaps_ms


def test_gaps_are_silence() -> None:
    """Since the latest end, whichever cue had it; none before the first, and 0 while somebody speaks."""
    times = [(500, 9000), (1000, 2000), (9000, 9300), (9600, 9700), (20_000, 20_001)]
    cues = to_cues([Cue(start, end, "x") for start, end in times])
    assert (None, 0, 0, 300, 10_300) == list_gaps_ms(cues)
    assert (None,) == list_gaps_ms(to_cues(cues[:1]))
    assert () == list_gaps_ms(to_cues([]))


@given(nasty_cues)
def test_gaps_are_those_of_the_cues_before(any_cues: list[Cue]) -> None:
    """Of all of them, one by one."""
    cues = to_cues(any_cues)
    expected = [max(0, cue.start_ms - max(cues.ends_ms[:row])) if row else None for row, cue in enumerate(cues)]
    assert expected == [*list_gaps_ms(cues)]


def test_gaps_of_cues_that_are_not_sound() -> None:
    """Cues that were made by hand may be in any order."""
    cues = Cues((5, 0), (9, 1), ("a", "b"))
    assert (None, 0) == list_gaps_ms(cues)
