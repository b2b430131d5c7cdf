"""Cues → SubRip, as other programs read it back."""

import pysrt
import pysubs2
import pytest
import srt
from helpers.texts import nasty_cues
from hypothesis import given

from smarthandle_results import Cue, decode_srt, to_cues, to_srt

CUES = to_cues([Cue(0, 846, "Speaking of which,"), Cue(60_000, 360_000_005, "两行\n字幕")])
TEXT = "1\n00:00:00,000 --> 00:00:00,846\nSpeaking of which,\n\n2\n00:01:00,000 --> 100:00:00,005\n两行\n字幕\n\n"


def drop_joiners(text: str) -> str:
    """Drop U+2060, which is added where a reader would see more than text."""
    return text.replace("\u2060", "")


def test_cues_are_numbered_blocks() -> None:
    """Numbers from 1, comma, hours without limit, one empty line after each text, the last too."""
    assert TEXT == to_srt(CUES)
    assert "" == to_srt([])


def test_numbers_continue_beyond_the_table() -> None:
    """The ten-thousand-and-first cue has its number too."""
    text = to_srt([Cue(start, start + 1, "a") for start in range(10_002)])
    assert list(range(1, 10_003)) == [item.index for item in srt.parse(text)]


def test_byte_order_mark_and_crlf_are_choices() -> None:
    """Off by default."""
    assert "\ufeff" + TEXT.replace("\n", "\r\n") == to_srt(CUES, bom=True, crlf=True)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a --> b", "a --\u2060> b"),
        ("a --\u2060> b", "a --\u2060\u2060> b"),
        ("at 00:00:01,000 x", "at 00:00:01\u2060,000 x"),
        ("12:30, or 1:2", "12:30, or 1:2"),
        ("<i>a</i> <3", "<\u2060i>a<\u2060/i> <\u20603"),
        ("{\\an8}a {b}", "{\u2060\\an8}a {\u2060b}"),
        ("C:\\New \\h \\b", "C:\\\u2060New \\\u2060h \\b"),
        ("a\n9\n00:00:05", "a\n9\u2060\n00:00:05"),
        ("a\n9", "a\n9\u2060"),
        ("a\n９", "a\n９\u2060"),
        ("9\na", "9\na"),
        ("at 10:30 -> 00:00:01:5", "at 10:30 -> 00:00:01:5"),
        ("00:00:3 -> 00:00:4", "00:00:3 -> 00:00:4\u2060"),
        ("00:00:3 -> 00:00:4\u2060", "00:00:3 -> 00:00:4\u2060\u2060"),
        ("a\n00:00:3 → 00:00:4 <\nb", "a\n00:00:3 → 00:00:4 <\u2060\u2060\nb"),
        ("00:00:3 \u2060-> 00:00:4", "00:00:3 \u2060-> 00:00:4"),
        ("9", "9"),
        ("fine & dandy", "fine & dandy"),
    ],
)
def test_what_a_reader_would_misread_is_broken_by_a_joiner(text: str, written: str) -> None:
    """SubRip has no escape."""
    assert f"1\n00:00:00,000 --> 00:00:00,001\n{written}\n\n" == to_srt([Cue(0, 1, text)])


def test_a_last_line_of_digits_is_marked_in_every_text() -> None:
    """Any text may be the last of a file that others are joined to, but a text of digits alone is safe."""
    text = to_srt([Cue(0, 1, "a\n9"), Cue(1, 2, "9"), Cue(2, 3, "b")])
    assert ["a\n9\u2060", "9", "b"] == [block.split("\n", 2)[2] for block in text.split("\n\n")[:-1]]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_that_are_joined(end: str) -> None:
    """`cat` and `+` give all cues of both, in every reader."""
    first, second = [Cue(0, 1, "a\n7")], [Cue(1, 2, "b"), Cue(2, 3, "c")]
    joined = to_srt(first, crlf=end == "\r\n") + to_srt(second, crlf=end == "\r\n")
    assert joined.endswith(f"c{end}{end}")
    assert ["a\n7\u2060", "b", "c"] == [item.content for item in srt.parse(joined)]
    opened = joined.replace("\r\n", "\n")
    assert ["a\\N7\u2060", "b", "c"] == [event.text for event in pysubs2.SSAFile.from_string(opened, format_="srt")]
    assert ["a\n7\u2060", "b", "c"] == [item.text for item in pysrt.from_string(joined)]
    assert [*first, *second] == list(decode_srt(joined))


@given(nasty_cues)
def test_three_readers_read_back_the_same_cues(any_cues: list[Cue]) -> None:
    """Whatever the texts: the same count, times and text in srt, pysubs2 and pysrt."""
    cues = to_cues(any_cues)
    text = to_srt(any_cues)
    expected = [(cue.start_ms, cue.end_ms, drop_joiners(cue.text)) for cue in cues]
    by_srt = [
        (round(item.start.total_seconds() * 1000), round(item.end.total_seconds() * 1000), drop_joiners(item.content))
        for item in srt.parse(text)
    ]
    by_pysubs2 = [
        (event.start, event.end, drop_joiners(event.text.replace("\\N", "\n")))
        for event in pysubs2.SSAFile.from_string(text, format_="srt")
    ]
    by_pysrt = [
        (item.start.ordinal, item.end.ordinal, drop_joiners(item.text))
        for item in pysrt.from_string(text, error_handling=pysrt.ERROR_RAISE)
    ]
    assert (expected, expected, expected) == (by_srt, by_pysubs2, by_pysrt)
