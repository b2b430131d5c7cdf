"""SubRip read back: what readers would lose is mended with a repair, or refused with its line."""

import subprocess
import sys
from datetime import timedelta
from functools import partial
from itertools import accumulate
from types import SimpleNamespace

import pysrt
import pysubs2
import pytest
import srt
from helpers.texts import mended_cues, nasty_texts
from hypothesis import given, strategies as st

from smarthandle_results import (
    Cue,
    Cues,
    Repair,
    SubtitleError,
    decode_srt,
    from_pysrt,
    to_cues,
    to_pysrt,
    to_srt,
)

A = "1\n00:00:01,000 --> 00:00:02,000\n"
B = "2\n00:00:03,000 --> 00:00:04,000\n"
C = "3\n00:00:05,000 --> 00:00:06,000\n"
EXPECTED_NUMBER = "expected the number of a cue"
EXPECTED_TIMES = "expected HH:MM:SS,mmm --> HH:MM:SS,mmm"
STRAY = "text that belongs to no cue"
AFTER = "text after the times"
MISSING = "number of a cue that is missing"


def list_repairs(cues: Cues) -> list[tuple[int, str, str]]:
    """List repairs as plain tuples."""
    return [(repair.index, repair.kind, repair.action) for repair in cues.repairs]


def list_problems(text: str) -> list[tuple[int, str]]:
    """List what is wrong with a text that is refused."""
    with pytest.raises(SubtitleError) as caught:
        decode_srt(text)
    return [(problem.line, problem.message) for problem in caught.value.problems]


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
        "00000:00:01,000 --> 0000:00:02,000",
        "00:00:01.000 --> 00:00:02.000",
        "00:00:01,000-->00:00:02,000",
        " 00:00:01,000\t-->\t00:00:02,000 ",
        "\ufeff00:00:01,000 --> 00:00:02,000\u200e\0",
    ],
)
def test_times_that_are_written_otherwise(times: str) -> None:
    """Any digits of hours, a dot, other white space and invisible characters are read."""
    cues = decode_srt(f"1\n{times}\na\n")
    assert [Cue(1000, 2000, "a")] == list(cues)
    assert () == cues.repairs


@pytest.mark.parametrize(
    ("times", "start_ms", "end_ms"),
    [
        ("0:0:1,000 --> 0:0:2,000", 1000, 2000),
        ("00:00:01,0 --> 00:00:02,00", 1000, 2000),
        ("00:00:60,000 --> 00:61:00,000", 60_000, 3_660_000),
        ("00:00:1.000 --> 00:00:02,000 X1:5", 1000, 2000),
    ],
)
def test_unusual_times_that_all_readers_read_alike(times: str, start_ms: int, end_ms: int) -> None:
    """ffmpeg, srt, pysubs2 and pysrt agree, so they are read, with a repair."""
    text = f"1\n{times}\na\n\n"
    cues = decode_srt(text)
    assert [Cue(start_ms, end_ms, "a")] == list(cues)
    assert (0, "times", "read") == list_repairs(cues)[0]
    assert [(start_ms, end_ms)] == [(cue.start, cue.end) for cue in pysubs2.SSAFile.from_string(text, format_="srt")]
    milliseconds = timedelta(milliseconds=1)
    assert [(start_ms, end_ms)] == [(cue.start // milliseconds, cue.end // milliseconds) for cue in srt.parse(text)]
    assert [(start_ms, end_ms)] == [(item.start.ordinal, item.end.ordinal) for item in pysrt.from_string(text)]


def test_missing_numbers_and_empty_lines() -> None:
    """A cue may lack its number, or the empty line before it."""
    expected = [Cue(1000, 2000, "a"), Cue(3000, 4000, "b")]
    for text in (f"{A}a\n{B}b\n", f"{A[2:]}a\n\n{B[2:]}b", f"{A[2:]}a\n{B[2:]}b", f"\n \n{A}a\n\n\n\n{B}b\n\n\n"):
        cues = decode_srt(text)
        assert expected == list(cues)
        assert () == cues.repairs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{A}In the year\n1984\n\n{B}b\n", ["In the year\n1984", "b"]),
        (f"{A}In the year\n1984\n\n{B[2:]}b\n", ["In the year\n1984", "b"]),
        (f"{A}2\n\n{B[2:]}b\n", ["2", "b"]),
        (f"{A}a\n2.\n\n{B[2:]}b\n", ["a\n2.", "b"]),
        (f"{A}a\n002\n{B[2:]}b\n", ["a", "b"]),
        (f"{A[2:]}a\n2\n{B[2:]}b\n", ["a", "b"]),
        (f"7{A[1:]}a\n8\n{B[2:]}b\n", ["a", "b"]),
        (f"-1{A[1:]}a\n0\n{B[2:]}b\n\n1\n{C[2:]}c", ["a", "b", "c"]),
        (f"{A}7\n\n{B[2:]}b\n", ["7", "b"]),
        (f"{A}a\n\n1984\n{B[2:]}b\n", ["a", "b"]),
        (f"{A}a\n\n 2 \n{B[2:]}b\n", ["a", "b"]),
        (f"{A}a\n\n\ufeff1\n{B[2:]}b\n", ["a", "b"]),
        (f"{A}a\n\n２\n{B[2:]}b\n", ["a", "b"]),
        (f"{A}a\n\n2\n\n \n{B[2:]}b\n", ["a", "b"]),
        (f"1\n\n{A[2:]}a\n", ["a"]),
        (f"{A}a\n\n{'9' * 5000}\n{B[2:]}b\n\n3\n{C[2:]}c\n", ["a", "b", "c"]),
        (f"{A}a\n7 dwarfs\n{B[2:]}b\n", ["a\n7 dwarfs", "b"]),
        (f"{A}a\n2\n", ["a\n2"]),
    ],
)
def test_numbers_and_words(text: str, expected: list[str]) -> None:
    """A number that continues the others, or stands alone before times, is no word; any other is."""
    cues = decode_srt(text)
    assert expected == [cue.text for cue in cues]
    assert () == cues.repairs


@pytest.mark.parametrize(
    ("text", "expected", "row"),
    [
        (to_srt([Cue(0, 1, "a")])[:-1] + to_srt([Cue(0, 1, "b")]), ["a", "b"], 1),
        (f"{A}In the year\n1984\n{B[2:]}b\n", ["In the year", "b"], 1),
        (f"7{A[1:]}a\n2\n{B[2:]}b\n", ["a", "b"], 1),
        (f"{A}a\n{B}b\n2\n{C[2:]}c", ["a", "b", "c"], 2),
        (f"{A}a\n-5\n{B[2:]}b\n", ["a", "b"], 1),
        (f"{A}a\n2\n\n{B[2:]}b\n", ["a", "b"], 1),
        (f"{A}a\n\n7\n\n{B[2:]}b\n", ["a", "b"], 1),
        (f"{A}a\n\n#2\n{B[2:]}b\n", ["a", "b"], 1),
        (f"{A}a\n\n2.\n{B[2:]}b\n", ["a", "b"], 1),
        (f"{A}a\n2.\n{B[2:]}b\n", ["a", "b"], 1),
        (f"{A}a\n\n#7\n{B[2:]}b\n", ["a", "b"], 1),
        (f"#1\n{A[2:]}a\n", ["a"], 0),
        (f"7.\n{A[2:]}a\n", ["a"], 0),
    ],
)
def test_numbers_that_could_be_words(text: str, expected: list[str], row: int) -> None:
    """What readers leave out as a number is left out, and a repair of its cue says so."""
    cues = decode_srt(text)
    assert expected == [cue.text for cue in cues]
    assert [(row, "number", "removed")] == list_repairs(cues)


def test_line_ends_that_were_converted_twice() -> None:
    """CR CR LF is one line end, where the W3C's rules for WebVTT see two."""
    cues = decode_srt(f"{A}one\ntwo\n\n{B}three\n".replace("\n", "\r\r\n"))
    assert [Cue(1000, 2000, "one\ntwo"), Cue(3000, 4000, "three")] == list(cues)
    assert () == cues.repairs


def test_empty_lines_in_a_text() -> None:
    """What follows an empty line, which players drop, stays in its cue, and a repair says so."""
    cues = decode_srt(f"{A}one\n\ntwo\n \n7\n\n#7\n\n{B}\nthree\n")
    assert [Cue(1000, 2000, "one\ntwo\n7\n#7"), Cue(3000, 4000, "three")] == list(cues)
    assert (Repair(0, "blank_line", "removed"), Repair(1, "blank_line", "removed")) == cues.repairs
    cues = decode_srt(f"{A}one\n\n#7\n\n{B[2:]}two\n")
    assert ("one\n#7", "two") == cues.texts
    assert (Repair(0, "blank_line", "removed"),) == cues.repairs


def test_a_cue_without_text() -> None:
    """A cue without text is dropped, and a repair says so."""
    for text in (f"{A}\n{B}b\n", f"{A}{B}b\n", f"{A}{B[2:]}b\n", f"{A}\u200b\n\n{B}b\n"):
        cues = decode_srt(text)
        assert [Cue(3000, 4000, "b")] == list(cues)
        assert (Repair(0, "blank", "dropped"),) == cues.repairs
    assert (Repair(0, "blank", "dropped"),) == decode_srt(A[:-1]).repairs


@pytest.mark.parametrize("line", ["\0\0\0", "\x1a", "\u200b", "\ufeff", " \t", "\f", "\u3000", "\xa0"])
def test_lines_that_show_nothing(line: str) -> None:
    """Between cues and at the ends of a file, they are as empty as an empty line."""
    cues = decode_srt(f"{line}\n\n{A}a\n\n{line}\n\n{B}b\n\n{line}")
    assert [Cue(1000, 2000, "a"), Cue(3000, 4000, "b")] == list(cues)
    assert () == cues.repairs


def test_white_space_at_the_ends_of_lines() -> None:
    """What nobody sees after a line is left out untold; a line of white space is empty."""
    cues = decode_srt(f"{A[:-1]} \none \ntwo\t\n \t\n{B[:-1]}\u3000\nthree \n \n")
    assert [Cue(1000, 2000, "one\ntwo"), Cue(3000, 4000, "three")] == list(cues)
    assert () == cues.repairs


def test_cues_out_of_order() -> None:
    """A cue that starts before an earlier one, or ends before it starts, is mended as by `to_cues`."""
    cues = decode_srt(f"1{B[1:]}b\n\n2{A[1:]}a\n\n3\n00:00:06,000 --> 00:00:05,000\nc\n")
    assert [Cue(1000, 2000, "a"), Cue(3000, 4000, "b"), Cue(5000, 6000, "c")] == list(cues)
    assert [(1, "out_of_order", "moved"), (2, "reversed", "swapped")] == list_repairs(cues)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<i>a</i> b", "a b"),
        ("<I >a</i> <u>b</U><s>c</s>", "a bc"),
        ('<i style="x">a</i>', "a"),
        ("<font=red>a</font><font>b</font>", "ab"),
        ("<v Bob Smith>a</v> <c.yellow.loud>b</c> <lang en>c</lang>", "a b c"),
        ("<ruby>漢<rt>kan</rt></ruby>", "漢kan"),
        ("<em>a</em> <strong>b</strong> <span class='c'>d</span>", "a b d"),
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
    "text",
    [
        *("<3", "a < b > c", "<中文>", "{x}", "{\\an8", "a\\Nb", "&amp;", "a --> b", "<a", "5 > 3"),
        *("mail <bob@example.com> now", "<unknown>", "a<b", "a <b and c> d", "<https://example.com>", "<bold>", "<is>"),
        *("<fontaine>", "<vector>", "List<String> <T>", "<00:00:01.000>", "</bob>", "<i", "<c++>"),
    ],
)
def test_text_that_is_not_markup(text: str) -> None:
    """What no reader mistakes for a tag or an override is text."""
    cues = decode_srt(f"{A}{text}\n")
    assert [Cue(1000, 2000, text)] == list(cues)
    assert () == cues.repairs
    assert cues == decode_srt(to_srt(cues))


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
        ("1\n", [(1, MISSING)]),
        ("\n3\nx\n\ny\n\n" + A + "a", [(3, EXPECTED_TIMES), (5, STRAY)]),
        (f"NOTE\nx\n{A}a\n", [(1, STRAY)]),
        (f"hello\n{A[2:]}a\n", [(1, STRAY)]),
        ("1\n00:00:01 --> 00:00:02\na\n", [(2, EXPECTED_TIMES)]),
        ("00:00:01,5 --> 00:00:02,5\na\n", [(1, EXPECTED_TIMES)]),
        (A + "a\n\n2\n00:00:aa,000 --> 00:00:04,000\nb\n", [(6, EXPECTED_TIMES)]),
        (A + "a\n\n2\n00:00:03;000 - 00:00:04;000\nb\n", [(6, EXPECTED_TIMES)]),
        (A + "a\n\nx --> y\n", [(5, EXPECTED_TIMES)]),
        (A + f"a\n7.\n{B[2:]}b\n", [(4, EXPECTED_NUMBER)]),
        (A + f"7\n{B[2:]}b\n", [(3, EXPECTED_NUMBER)]),
        (A + f"a\n\n2 -\n{B[2:]}b\n", [(5, EXPECTED_NUMBER)]),
        (A + "a\n\n2\n", [(5, MISSING)]),
        (A + f"a\n\n2\n\n{C}c\n", [(5, MISSING)]),
        (A + "a\n\nIn the year of\n" + B[2:] + "b\n", [(5, EXPECTED_NUMBER)]),
        (A[:-1] + " hello inline\na\n", [(2, AFTER)]),
        (A[:-1] + " Note: hello\na\n", [(2, AFTER)]),
        (A[:-1] + " --> 00:00:03,000\na\n", [(2, AFTER)]),
        (A + "a\n\n-00:00:01,000 --> 00:00:04,000\nb\n\n3\nc\n", [(5, EXPECTED_TIMES), (9, EXPECTED_TIMES)]),
        (A[:-1] + " hello\na\n\n2\n00:00:aa,000\nb\n\n2\n", [(2, AFTER), (6, EXPECTED_TIMES), (9, MISSING)]),
    ],
)
def test_what_is_refused(text: str, problems: list[tuple[int, str]]) -> None:
    """Times that cannot be read, numbers that may be words, and text outside of cues are refused with their lines."""
    assert problems == list_problems(text)


@pytest.mark.parametrize(
    "times",
    [
        *("00:00:03,000 -> 00:00:04,000", "00:00:03,000 --&gt; 00:00:04,000", "00：00：03,000 --> 00：00：04,000"),
        *(
            "００:００:０３,０００ --> ００:００:０４,０００",
            "00:00:03,000 —> 00:00:04,000",
            "00:00:03,000 → 00:00:04,000",
        ),
        *("00:00:03,000 –> 00:00:04,000", "00:00:03,000 -- > 00:00:04,000", "00:00:03,000 => 00:00:04,000"),
        *("00:00:03,000 ---> 00:00:04,000", "00:00:03,000 - -> 00:00:04,000", "00:00:03,000 ~> 00:00:04,000"),
        *("00:00:03,000 ==> 00:00:04,000", "00:00:03,000 -＞ 00:00:04,000", "00:00:03,000 ⇒ 00:00:04,000"),
        *("00:00:03,5 --> 00:00:04,50", "00:00:03,0000 --> 00:00:04,0000", "00:00:003,000 --> 00:00:04,000"),
        *("00:00:,000 --> 00:00:04,000", "00::03,000 --> 00:00:04,000", "00:00:03, --> 00:00:04,000"),
        *("00:00:03 --> 00:00:04", "00:03,000 --> 00:04,000", "00:03 --> 00:04", "00:00:03:000 --> 00:00:04:000"),
        *("00:00:03;000 --> 00:00:04;000", "00.00.03.000 --> 00.00.04.000", "00:00: 3,000 --> 00:00: 4,000"),
        *("00:00:aa,000 --> 00:00:04,000", "0O:00:03,000 --> 00:00:04,000", "00:00:03,000 --> 00:00:O4,000"),
        *("-00:00:03,000 --> 00:00:04,000", "<i>00:00:03,000 --> 00:00:04,000</i>", "b 00:00:03,000 --> 00:00:04,000"),
        *("00:00:03,000 -->", "00:00:03,000 --> 0", "--> 00:00:04,000", "00:00:03,000 --> 00:0"),
        *("00:00:03,000 - 00:00:04,000", "0:00:03.000,0:00:04.000", "from 00:00:03,000 to 00:00:04,000"),
    ],
)
@pytest.mark.parametrize("before", ["a\n2\n", "a\n\n2\n", "a\n", "a\n\n", ""])
def test_a_damaged_line_of_times_is_never_text(before: str, times: str) -> None:
    """Wherever it stands, it is refused with its line, unless `to_srt` wrote it as a text, which it reads back."""
    line = 3 + before.count("\n")
    [message] = [message for place, message in list_problems(f"{A}{before}{times}\nb\n\n{C}c\n") if place == line]
    assert EXPECTED_TIMES == message.partition(", got ")[0]
    cues = to_cues([Cue(0, 1, times), Cue(1, 2, f"a\n{times}\nb")])
    assert cues == decode_srt(to_srt(cues))


@pytest.mark.parametrize(
    ("times", "got"),
    [
        ("00:00:03，000 --> 00:00:04，000", ", got U+FF0C FULLWIDTH COMMA"),
        ("00:00:03,000 --> 00：00：04,000", ", got U+FF1A FULLWIDTH COLON"),
        ("00:00:03,000 —> 00:00:04,000", ", got U+2014 EM DASH"),
        ("00:00:03,000 -> 00:00:04,000", ", got another arrow"),
        ("00:00:03,000 -＞ 00:00:04,000", ", got U+FF1E FULLWIDTH GREATER-THAN SIGN"),
        ("00:00:03;000 --> 00:00:04;000", ""),
        ("hello，world — a -> b", ", got another arrow"),
        ("hello，world — goodbye", ""),
        ("00:00:03 --> 00:00:04 — text", ""),
    ],
)
def test_a_mark_that_looks_like_one_of_a_time_is_named(times: str, got: str) -> None:
    """In a log it looks right."""
    assert [(2, EXPECTED_TIMES + got)] == list_problems(f"1\n{times}\na\n")


@pytest.mark.parametrize(
    "text",
    [
        *("10:30 → 11:45", "10:30 -> 11:45", "1.2.3 -> 1.2.4", "v1.2 --> v1.3", "a --> b", "7 --> 8", "Bob: 3 -> 4"),
        *("8:00:00 - 9:00:00", "at 00:00:03,000 sharp", "revenue 3,000 → 4,000", "Fig. 2 --> Fig. 3", "3:16-18"),
    ],
)
def test_text_that_is_not_like_times(text: str) -> None:
    """Clock times, numbers and arrows are words."""
    cues = decode_srt(f"{A}{text}\n")
    assert [Cue(1000, 2000, text)] == list(cues)
    assert cues == decode_srt(to_srt(cues))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("WEBVTT\n\n00:01.000 --> 00:02.000\na\n", "WebVTT, which decode_vtt reads"),
        ("WEBVTT - x\n\n00:00:01.000 --> 00:00:02.000\na\n", "WebVTT, which decode_vtt reads"),
        ("[Script Info]\nTitle: x\n", "ASS"),
        ("{0}{25}a|b\n{30}{50}c\n", "MicroDVD"),
        ("[0][25]a|b\n", "MPL2"),
        ("[ti:x]\n[00:12.00]a\n", "LRC"),
        ("[00:12.00]a\n", "LRC"),
        ("[INFORMATION]\n[TITLE]x\n", "SubViewer"),
        ("00:00:01.00,00:00:02.00\na\n", "SubViewer"),
        ("<SAMI>\n<HEAD>\n", "SAMI"),
        ("<!DOCTYPE html>\n<html>\n", "HTML"),
        ('<?xml version="1.0"?>\n<tt xmlns="http://www.w3.org/ns/ttml">\n', "XML"),
        ('<tt xmlns="http://www.w3.org/ns/ttml">\n', "XML"),
        ('[{"content": "a", "from": 0, "to": 1}]', "JSON"),
        ('{\n  "JobId": "x"\n}', "JSON"),
    ],
)
def test_other_formats_are_named(text: str, name: str) -> None:
    """By how they begin, whatever follows."""
    assert [(2, f"expected SubRip, got {name}")] == list_problems(f"\n{text}\n{A}a\n")


@given(texts=st.lists(nasty_texts, max_size=4), head=st.sampled_from([A, "", A + "a\n\n" + B]))
def test_every_line_that_is_accepted_is_in_a_text(texts: list[str], head: str) -> None:
    """Whatever is read, no line that other readers show is missing: it is a number, times, or in a cue."""
    file = head + "\n".join(texts).replace("<", "").replace("{", "")
    try:
        cues = decode_srt(file)
    except SubtitleError:
        return
    shown = "".join(cue.text for cue in cues)
    for line in "".join(character if character.isalpha() else "\n" for character in file).split("\n"):
        assert line in shown


def read_all(text: str) -> tuple[object, ...]:
    """Return all that comes of a file: its cues and their repairs, or its problems."""
    try:
        cues = decode_srt(text)
    except SubtitleError as error:
        return error.problems
    return (*cues, *cues.repairs)


@given(
    lines=st.lists(
        st.sampled_from([*("1", "2", "2", "3", "7"), *("", "", ""), *("a", "b <i>c", "7 d", "#2", "x --> y", "\u200b")])
        | st.integers(1, 9).map("00:00:0{0},000 --> 00:00:0{0},500".format),
        max_size=30,
    )
)
def test_the_quick_way_and_the_slow_one_agree(lines: list[str]) -> None:
    """A space before its number takes a cue from the quick way, and changes nothing."""
    slow = [
        f" {line}" if line.isdecimal() and next_line.startswith("00:") else line
        for line, next_line in zip(lines, [*lines[1:], ""], strict=False)
    ]
    assert read_all("\n".join(lines)) == read_all("\n".join(slow))


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
    assert to_srt(cues) == "".join(f"{item}\n" for item in items)


@given(cues=mended_cues(st.integers(0, 10**9)))
def test_from_pysrt(cues: Cues) -> None:
    """What `to_pysrt` gave comes back equal, and nothing was mended on the way."""
    again = from_pysrt(to_pysrt(cues))
    assert cues == again
    assert () == again.repairs


def test_from_pysrt_of_any_items() -> None:
    """Texts are read as those of a file; positions are left out; items need nothing else of pysrt."""
    cues = from_pysrt(pysrt.from_string(f"{A[:-1]} X1:5\n<i>a</i>\n\n{B}<bob>\n"))
    assert [Cue(1000, 2000, "a"), Cue(3000, 4000, "<bob>")] == list(cues)
    assert [(0, "settings", "removed"), (0, "markup", "removed")] == list_repairs(cues)
    item = SimpleNamespace(start=SimpleNamespace(ordinal=9), end=SimpleNamespace(ordinal=5), text="a\n\n1 --> 2")
    cues = from_pysrt(iter([item]))
    assert [Cue(5, 9, "a\n1 --> 2")] == list(cues)
    assert [(0, "white_space", "trimmed"), (0, "reversed", "swapped")] == list_repairs(cues)


def test_pysrt_is_imported_late() -> None:
    """Writing SubRip and reading it import no GPL code."""
    script = (
        "import sys, smarthandle_results as s; s.decode_srt(s.to_srt([s.Cue(1, 2, 'a')])); s.from_pysrt([]); "
        "print('pysrt' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "False\n" == run.stdout
