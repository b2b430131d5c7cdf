"""SubRip read back through pysrt: what pysrt would lose is mended with a repair, or refused with its line."""

import subprocess
import sys
from datetime import timedelta
from functools import partial
from itertools import accumulate

import pysrt
import pysubs2
import pytest
import srt
from hypothesis import given, strategies as st

from smarthandle_results import Cue, LineProblem, Repair, SubtitleError, decode_srt, to_pysrt, to_srt

A = "1\n00:00:01,000 --> 00:00:02,000\n"
B = "2\n00:00:03,000 --> 00:00:04,000\n"
EXPECTED_TIMES = "expected HH:MM:SS,mmm --> HH:MM:SS,mmm"
STRAY = "text that belongs to no cue"
AFTER = "text after the times"
MISSING = "number of a cue that is missing"


def test_a_plain_file() -> None:
    """Two cues are read as they are, whatever their numbers."""
    cues = decode_srt(f"{A}one\ntwo\n\n{B.replace('2', '9', 1)}three\n\n")
    assert [Cue(1000, 2000, "one\ntwo"), Cue(3000, 4000, "three")] == list(cues)
    assert () == cues.repairs


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n \n"])
def test_no_cues(text: str) -> None:
    """A blank file has no cues."""
    assert [] == list(decode_srt(text))


@pytest.mark.parametrize(
    "times",
    [
        "0:00:01,000 --> 0:00:02,000",
        "00:00:01.000 --> 00:00:02.000",
        "00:00:01,000-->00:00:02,000",
        " 00:00:01,000\t-->\t00:00:02,000 ",
    ],
)
def test_times_that_are_written_otherwise(times: str) -> None:
    """One digit for the hours, a dot, and other white space are read."""
    assert [Cue(1000, 2000, "a")] == list(decode_srt(f"1\n{times}\na\n"))


def test_missing_numbers_and_empty_lines() -> None:
    """A cue may lack its number, or the empty line before it; pysrt would then read its lines as text."""
    expected = [Cue(1000, 2000, "a"), Cue(3000, 4000, "b")]
    assert expected == list(decode_srt(f"{A}a\n{B}b\n"))
    assert expected == list(decode_srt(f"{A[2:]}a\n\n{B[2:]}b"))
    assert expected == list(decode_srt(f"{A[2:]}a\n{B[2:]}b"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{A}In the year\n1984\n{B[2:]}b\n", ["In the year\n1984", "b"]),
        (f"{A}In the year\n1984\n\n{B}b\n", ["In the year\n1984", "b"]),
        (f"{A}a\n002\n{B[2:]}b\n", ["a", "b"]),
        (f"{A[2:]}a\n2\n{B[2:]}b\n", ["a", "b"]),
        (f"7{A[1:]}a\n8\n{B[2:]}b\n", ["a", "b"]),
        (f"7{A[1:]}a\n2\n{B[2:]}b\n", ["a\n2", "b"]),
        (f"{A}7\n{B[2:]}b\n", ["7", "b"]),
        (f"{A}a\n\n1984\n{B[2:]}b\n", ["a", "b"]),
        (f"{A}a\n{'9' * 5000}\n{B[2:]}b\n", [f"a\n{'9' * 5000}", "b"]),
        (f"{A}a\n2\n", ["a\n2"]),
    ],
)
def test_numbers_that_are_spoken(text: str, expected: list[str]) -> None:
    """A number directly after text is text, unless it continues the file's numbers."""
    cues = decode_srt(text)
    assert expected == [cue.text for cue in cues]
    assert () == cues.repairs


def test_line_ends_that_were_converted_twice() -> None:
    """CR CR LF is one line end, where the W3C's rules for WebVTT see two."""
    cues = decode_srt(f"{A}one\ntwo\n\n{B}three\n".replace("\n", "\r\r\n"))
    assert [Cue(1000, 2000, "one\ntwo"), Cue(3000, 4000, "three")] == list(cues)
    assert () == cues.repairs


def test_empty_lines_in_a_text() -> None:
    """What follows an empty line, which pysrt drops, stays in its cue, and a repair says so."""
    cues = decode_srt(f"{A}one\n\ntwo\n \n7\n\n{B}\nthree\n")
    assert [Cue(1000, 2000, "one\ntwo\n7"), Cue(3000, 4000, "three")] == list(cues)
    assert (Repair(0, "blank_line", "removed"), Repair(1, "blank_line", "removed")) == cues.repairs


def test_a_cue_without_text() -> None:
    """A cue without text is dropped, and a repair says so."""
    cues = decode_srt(f"{A}\n{B}b\n")
    assert [Cue(3000, 4000, "b")] == list(cues)
    assert (Repair(0, "blank", "dropped"),) == cues.repairs


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<i>a</i> b", "a b"),
        ('<font color="red">a</font>', "a"),
        ("a<br>b<BR />c", "a\nb\nc"),
        ("{\\an8}a", "a"),
        ("{y:i}a", "a"),
    ],
)
def test_markup(written: str, text: str) -> None:
    """Tags and overrides are left out, `<br>` ends a line, and a repair says so."""
    cues = decode_srt(f"{A}{written}\n")
    assert [Cue(1000, 2000, text)] == list(cues)
    assert (Repair(0, "markup", "removed"),) == cues.repairs


@pytest.mark.parametrize(
    "text", ["<3", "a < b > c", "<中文>", "{x}", "{\\an8", "a\\Nb", "&amp;", "a --> b", "<a", "5 > 3"]
)
def test_text_that_is_not_markup(text: str) -> None:
    """What no reader mistakes for a tag or an override is text."""
    cues = decode_srt(f"{A}{text}\n")
    assert [Cue(1000, 2000, text)] == list(cues)
    assert () == cues.repairs


def test_position() -> None:
    """A position after the times is left out, and a repair says so."""
    for position in ("X1:1 X2:2 Y1:3 Y2:4", "align:start position:0%"):
        cues = decode_srt(f"{A[:-1]} {position}\na\n")
        assert [Cue(1000, 2000, "a")] == list(cues)
        assert (Repair(0, "settings", "removed"),) == cues.repairs


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("hello", [(1, STRAY)]),
        ("WEBVTT\n\n" + A + "a", [(1, STRAY)]),
        ("\n3\nx\n\ny\n\n" + A + "a", [(3, EXPECTED_TIMES), (5, STRAY)]),
        ("1\n00:00:01 --> 00:00:02\na\n", [(2, EXPECTED_TIMES)]),
        ("00:00:01,0 --> 00:00:02,0\na\n", [(1, EXPECTED_TIMES)]),
        (A + "a\n\n2\n00:00:aa,000 --> 00:00:04,000\nb\n", [(6, EXPECTED_TIMES)]),
        (A + "a\n\n2\n00:00:03;000 - 00:00:04;000\nb\n", [(6, EXPECTED_TIMES)]),
        (A + f"a\n\n#2\n{B[2:]}b\n", [(5, "expected the number of a cue")]),
        (A + "a\n\n2\n", [(5, MISSING)]),
        (A + "a\n\nIn the year\n1984\n" + B[2:] + "b\n", [(6, "expected the number of a cue")]),
        (A[:-1] + " hello inline\na\n", [(2, AFTER)]),
        (A[:-1] + " Note: hello\na\n", [(2, AFTER)]),
        (A + "a\n\n00:00:60,000 --> 00:61:00,000\nb\n", [(5, EXPECTED_TIMES)]),
        (A + "a\n\n-00:00:01,000 --> 00:00:04,000\nb\n\n3\nc\n", [(5, EXPECTED_TIMES), (9, EXPECTED_TIMES)]),
        (A[:-1] + " hello\na\n\n2\n00:00:aa,000\nb\n\n2\n", [(2, AFTER), (6, EXPECTED_TIMES), (9, MISSING)]),
    ],
)
def test_what_is_refused(text: str, problems: list[tuple[int, str]]) -> None:
    """Times that cannot be read, and text before the first cue, are refused with their lines."""
    with pytest.raises(SubtitleError) as caught:
        decode_srt(text)
    assert tuple(LineProblem(*problem) for problem in problems) == caught.value.problems


@given(
    cues=st.lists(
        st.tuples(st.integers(1, 3000), st.integers(1, 3000), st.from_regex(r"\w(\w|[ ,.'!]\w|\n\w)*", fullmatch=True))
    )
)
def test_what_others_write(cues: list[tuple[int, int, str]]) -> None:
    """What srt, pysubs2 and pysrt write is read as they meant it."""
    ends = list(accumulate((gap + length for gap, length, _ in cues), initial=0))[1:]
    expected = [Cue(end - length, end, text) for end, (_, length, text) in zip(ends, cues, strict=True)]
    ms = partial(timedelta, 0, 0, 0)
    assert expected == list(
        decode_srt(srt.compose([srt.Subtitle(None, ms(cue.start_ms), ms(cue.end_ms), cue.text) for cue in expected]))
    )
    events = [pysubs2.SSAEvent(cue.start_ms, cue.end_ms, cue.text.replace("\n", "\\N")) for cue in expected]
    file = pysubs2.SSAFile()
    file.events = events
    assert expected == list(decode_srt(file.to_string("srt")))
    items = [pysrt.SubRipItem(0, cue.start_ms, cue.end_ms, cue.text) for cue in expected]
    assert expected == list(decode_srt("\n".join(map(str, items))))


def test_joiners_of_others_stay() -> None:
    """One joiner is removed where `to_srt` would have added it; others are text."""
    cues = decode_srt(f"{A}a\u2060b <\u2060\u2060i> \u2060\n7\u2060\n")
    assert "a\u2060b <\u2060i> \u2060\n7" == cues[0].text


def test_to_pysrt() -> None:
    """Cues become items of pysrt, numbered from 1, with the texts of `to_srt`."""
    cues = [Cue(1000, 2000, "a"), Cue(360_000_001, 360_000_002, "<b>\nc")]
    items = to_pysrt(cues)
    assert [(1, 1000, 2000, "a"), (2, 360_000_001, 360_000_002, "<\u2060b>\nc")] == [
        (item.index, item.start.ordinal, item.end.ordinal, item.text) for item in items
    ]
    assert "\n" == items.eol
    assert to_srt(cues) == "\n".join(map(str, items))


def test_pysrt_is_imported_late() -> None:
    """Importing the package, and writing SubRip, import no GPL code."""
    script = "import sys, smarthandle_results as s; s.to_srt([s.Cue(1, 2, 'a')]); print('pysrt' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "False\n" == run.stdout
