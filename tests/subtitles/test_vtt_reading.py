"""WebVTT read back as the W3C's parser does: what it would drop in silence is refused with its line."""

import pytest

from smarthandle_results import Cue, LineProblem, Repair, SubtitleError, decode_vtt

HEAD = "WEBVTT\n\n"
A = "00:01.000 --> 00:02.000\n"
B = "00:03.000 --> 00:04.000\n"
EXPECTED_TIMES = "expected HH:MM:SS.mmm --> HH:MM:SS.mmm"
STRAY = "text that belongs to no cue"


def test_a_whole_file() -> None:
    """Comments, styles, regions and identifiers are left out; cues stay."""
    cues = decode_vtt(
        "WEBVTT - a title\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\nKind: captions\n\n"
        "STYLE\n::cue { color: red }\n\nREGION\nid:a\n\nNOTE a\nb\n\n\n"
        f"an id\n{A}one\ntwo\n\nNOTE\n\n{B}three\n\nNOTE\tat the end"
    )
    assert [Cue(1000, 2000, "one\ntwo"), Cue(3000, 4000, "three")] == list(cues)
    assert () == cues.repairs


@pytest.mark.parametrize("text", ["WEBVTT", "WEBVTT\n", "WEBVTT\n\n", "WEBVTT \n", "WEBVTT\ttitle", "\ufeffWEBVTT"])
def test_no_cues(text: str) -> None:
    """A file may be a header alone."""
    assert [] == list(decode_vtt(text))


@pytest.mark.parametrize("text", ["", "webvtt\n", "WEBVTTX\n", " WEBVTT\n", "\n\nWEBVTT", A + "a"])
def test_files_that_are_not_webvtt(text: str) -> None:
    """A file without the signature is refused."""
    with pytest.raises(SubtitleError) as caught:
        decode_vtt(text)
    assert (LineProblem(1, "expected WEBVTT"),) == caught.value.problems


@pytest.mark.parametrize(
    ("times", "start", "end"),
    [
        ("00:00.000 --> 59:59.999", 0, 3_599_999),
        ("0:00:00.000 --> 1:00:00.000", 0, 3_600_000),
        ("00:00:01.000 --> 1000:00:00.001", 1000, 3_600_000_001),
        ("\t00:01.000-->00:02.000", 1000, 2000),
        ("00:01.000\f -->\t00:02.000 ", 1000, 2000),
    ],
)
def test_times(times: str, start: int, end: int) -> None:
    """Hours may be missing or of any length, and white space around the arrow too."""
    assert [Cue(start, end, "a")] == list(decode_vtt(f"{HEAD}{times}\na"))


@pytest.mark.parametrize(
    "times",
    [
        "00:01.000 --> ",
        "00:01.000 --> 00:02.00",
        "00:01.000 --> 00:02.0000",
        "00:01,000 --> 00:02,000",
        "0:01.000 --> 00:02.000",
        "60:00.000 --> 60:01.000",
        "00:60.000 --> 00:61.000",
        "00:01.000 -> 00:02.000 -->",
        "-00:01.000 --> 00:02.000",
        "00:0１.000 --> 00:02.000",
        "00:01.000 x --> 00:02.000",
        "\u300000:01.000 --> 00:02.000",
    ],
)
def test_times_that_cannot_be_read(times: str) -> None:
    """A line of times that the W3C's parser drops with its cue is refused."""
    with pytest.raises(SubtitleError) as caught:
        decode_vtt(f"{HEAD}an id\n{times}\na")
    assert (LineProblem(4, EXPECTED_TIMES),) == caught.value.problems


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<v Bob>Hi, <i.loud>you</i></v>", "Hi, you"),
        ("<ruby>漢<rt>kan</rt></ruby>", "漢kan"),
        ("one <00:01.500>two", "one two"),
        ("a<unclosed b", "a"),
        ("a</>b<>c", "abc"),
        ("<c.\nx>a", "a"),
        ("<v &gt;>a", "a"),
        ("&am<b>p;", "&amp;"),
    ],
)
def test_markup(written: str, text: str) -> None:
    """Tags are left out and the words between them kept, and a repair says so."""
    cues = decode_vtt(f"{HEAD}{A}{written}\n")
    assert [Cue(1000, 2000, text)] == list(cues)
    assert (Repair(0, "markup", "removed"),) == cues.repairs


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("&lt;b&gt; &amp;amp; &", "<b> &amp; &"),
        ("a&nbsp;b&lrm;c", "a\xa0b\u200ec"),
        ("&eacute;&#233;&#xe9;&copy", "ééé©"),
        ("&unknown; &# &;", "&unknown; &# &;"),
        (f"&#{'9' * 5000};", "\ufffd"),
        ("a\0b", "a\ufffdb"),
        ("> }", "> }"),
    ],
)
def test_references(written: str, text: str) -> None:
    """Character references are those of HTML, and NUL is U+FFFD."""
    cues = decode_vtt(f"{HEAD}{A}{written}\n")
    assert [Cue(1000, 2000, text)] == list(cues)
    assert () == cues.repairs


def test_settings() -> None:
    """Settings are left out, and a repair says so."""
    cues = decode_vtt(f"{HEAD}{A}a\n\n{B[:-1]} line:0 position:20%\nb\n")
    assert [Cue(1000, 2000, "a"), Cue(3000, 4000, "b")] == list(cues)
    assert (Repair(1, "settings", "removed"),) == cues.repairs


def test_a_line_of_times_ends_a_block() -> None:
    """Times end the header, or the cue before them, without an empty line."""
    expected = [Cue(1000, 2000, "a"), Cue(3000, 4000, "b")]
    assert expected == list(decode_vtt(f"WEBVTT\n{A}a\n{B}b"))
    assert expected == list(decode_vtt(f"WEBVTT\n\nNOTE\n{A}a\n\n\n\nNOTE x\ny\n{B}b"))


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (f"{A}a\n\nlost\n\n{B}b", [(6, STRAY)]),
        (f"an id\n\n{A}a", [(3, STRAY)]),
        (f"NOTES\n\n{A}a\n--> b", [(3, STRAY), (7, EXPECTED_TIMES)]),
    ],
)
def test_what_is_refused(text: str, problems: list[tuple[int, str]]) -> None:
    """Text that belongs to no cue, which the W3C's parser drops, is refused with its line."""
    with pytest.raises(SubtitleError) as caught:
        decode_vtt(HEAD + text)
    assert tuple(LineProblem(*problem) for problem in problems) == caught.value.problems


def test_cues_are_mended() -> None:
    """Repairs of the markup and of `to_cues` come in the order of the file's cues, counted from 0."""
    cues = decode_vtt(f"{HEAD}{B}b\n\n00:02.000 --> 00:01.000\n<i>a</i>\n\n{B}<b></b>\n")
    assert [Cue(1000, 2000, "a"), Cue(3000, 4000, "b")] == list(cues)
    assert [(1, "markup"), (1, "reversed"), (1, "out_of_order"), (2, "markup"), (2, "blank")] == [
        (repair.index, repair.kind) for repair in cues.repairs
    ]


def test_every_bad_line_is_listed_and_a_cue_without_text_swallows_nothing() -> None:
    """The first bad line does not hide the second; a line of times directly after another begins a cue."""
    with pytest.raises(SubtitleError) as caught:
        decode_vtt(f"{HEAD}1 --> 2\na\n\n3 --> 4\nb\n")
    assert [3, 6] == [problem.line for problem in caught.value.problems]
    assert [Cue(3000, 4000, "b")] == list(decode_vtt(f"{HEAD}{A}{B}b"))
