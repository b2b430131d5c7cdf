"""Cues → WebVTT, as another program reads it back."""

from html import unescape

import pytest
import webvtt
from helpers.texts import nasty_cues, nasty_texts
from hypothesis import given

from smarthandle_results import Cue, decode_response, to_cues, to_note, to_vtt


def test_cues_are_blocks_under_a_header() -> None:
    """Full stop, hours always and without limit, three digits, escapes, no identifiers."""
    cues = [Cue(0, 846, "a < b & c > d --> e"), Cue(60_000, 360_000_005, "两行\n字幕")]
    expected = (
        "WEBVTT\n\n00:00:00.000 --> 00:00:00.846\na &lt; b &amp; c &gt; d --&gt; e\n"
        "\n00:01:00.000 --> 100:00:00.005\n两行\n字幕\n\n"
    )
    assert expected == to_vtt(cues)
    assert "WEBVTT\n" == to_vtt([])


@pytest.mark.parametrize(
    ("note", "written"),
    [("one\ntwo", "one\ntwo"), ("a\n\nb --> c\0", "a\nb --\u2060> c"), ("", None), ("\n", None)],
)
def test_a_note_comes_before_the_cues(note: str, written: str | None) -> None:
    """A comment cannot contain a blank line or an arrow."""
    comment = f"NOTE\n{written}\n\n" if written else ""
    assert f"WEBVTT\n\n{comment}00:00:00.000 --> 00:00:00.001\na\n\n" == to_vtt([Cue(0, 1, "a")], note=note)


def test_a_note_says_where_a_file_comes_from() -> None:
    """The facts that the body has, each with its name."""
    body = {"State": "Finished", "JobId": "****1", "SmartJobInfo": {"JobType": "ASR", "CreateTime": ""}}
    assert "JobId: ****1\nJobType: ASR" == to_note(decode_response(body))


@given(nasty_cues, nasty_texts)
def test_another_reader_reads_back_the_same_cues(any_cues: list[Cue], note: str) -> None:
    """Whatever the texts: the same count, times and text in webvtt-py, which leaves the unescaping to its user."""
    cues = to_cues(any_cues)
    expected = [(cue.start_ms, cue.end_ms, cue.text) for cue in cues]
    read = [
        (caption.start_time.in_milliseconds(), caption.end_time.in_milliseconds(), unescape(caption.text))
        for caption in webvtt.from_string(to_vtt(any_cues, note=note)).captions
    ]
    assert expected == read
