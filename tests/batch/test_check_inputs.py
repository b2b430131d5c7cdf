"""Findings of several files of one name."""

from smarthandle_results.batch import Fault, Input
from smarthandle_results.batch._check import _merge


def make_faults(source: str, *rules: str) -> list[Fault]:
    """Make findings of a file."""
    return [Fault(source=source, line=1, cue_number=1, start_ms=0, rule=rule, measured=9, allowed=5) for rule in rules]


def test_files_with_the_same_findings_are_twins_of_the_first() -> None:
    """However many there are; a file with others has its own, after those of the first."""
    found = [make_faults("a.bcc", "width"), make_faults("a.srt", "gap"), make_faults("a.vtt", "width")]
    first, other = _merge(found, [Input("a.srt", None), Input("a.vtt", None)])
    assert (("a.bcc", ("a.vtt",)), ("a.srt", ())) == ((first.source, first.twins), (other.source, other.twins))
    [one] = _merge([found[0], *found[::2]], [Input("a.srt", None), Input("a.vtt", None)])
    assert "a.bcc:1 00:00:00.000 too wide: 9 characters (at most 5) (.srt, .vtt too)" == str(one)
