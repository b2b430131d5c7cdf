"""WebVTT read back as the W3C's parser does: what it would drop in silence is mended, or refused with its line."""

import pytest
from attrs import astuple
from helpers.texts import HAZARDS, mended_cues
from hypothesis import given, strategies as st

from smarthandle_results import (
    Cue,
    Cues,
    LineProblem,
    Repair,
    SubtitleError,
    decode_vtt,
    to_cues,
    to_hls_segments,
    to_vtt,
)
from smarthandle_results._subtitles.joiners import is_like_times
from smarthandle_results._subtitles.vtt_reading import _read_lines, _read_regular

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
        "00:01.5 --> 00:02.5",
        "00:00:01 --> 00:00:02",
        "00:00:01:05 --> 00:00:02:05",
        "60:00.000 --> 60:01.000",
        "00:60.000 --> 00:61.000",
        "00:01.000 -> 00:02.000 -->",
        "-00:01.000 --> 00:02.000",
        "00:01.000 --> -00:02.000",
        "00:01.000 x --> 00:02.000",
        "00:00:01.000 <-- 00:00:02.000",
        "00:00:01.000,00:00:02.000",
        "00;00;01.000 -> 00;00;02.000",
        "from 00:01.000 -> 00:02.000",
        "00:00:01,5 -> 00:00:02,5",
        "00：00：61.000 → 00：00：62.000",
        "--> b",
        "a --> b",
    ],
)
def test_times_that_cannot_be_read(times: str) -> None:
    """A line of times that could mean two things, or nothing, is refused wherever it is."""
    for before in ("an id\n", f"{A}a\n"):
        with pytest.raises(SubtitleError) as caught:
            decode_vtt(f"{HEAD}{before}{times}\na")
        assert (LineProblem(3 + before.count("\n"), EXPECTED_TIMES),) == caught.value.problems


@pytest.mark.parametrize(
    "times",
    [
        "00:03,000 --> 00:04,000",
        "00:00:3,000 --> 00:00:04,000",
        "0:3.000 --> 0:4.000",
        "00:03.000 -> 00:04.000",
        "00:03.000 --&gt; 00:04.000",
        "00:03.000 -- > 00:04.000",
        "00:03.000 - -> 00:04.000",
        "00:03.000 —> 00:04.000",
        "00:03.000 → 00:04.000",
        "00:03.000 => 00:04.000",
        "00:03.000 －－＞ 00:04.000",
        "00:00:03.000 - 00:00:04.000",
        "00：00：03.000 --> 00：00：04.000",
        "００：００：０３，０００ --> ００：００：０４，０００",
        "00:00:03:000 --> 00:00:04:000",
        "00: 00: 03.000 --> 00: 00: 04.000",
        "\u300000:03.000 --> 00:04.000",
    ],
)
@pytest.mark.parametrize("before", ["", "2\n", f"{A}a\n", f"1\n{A}a\n2\n", f"{A}a\n\nan id\n"])
def test_damaged_times_that_can_mean_only_one_thing(times: str, before: str) -> None:
    """They are read with a repair, also where a blank line is missing, and never become text."""
    cues = decode_vtt(f"{HEAD}{before}{times} line:0\nb\n")
    assert [Cue(3000, 4000, "b")] == list(cues)[-1:]
    assert [*([Cue(1000, 2000, "a")] if A in before else []), Cue(3000, 4000, "b")] == list(cues)
    assert [(len(cues) - 1, "settings", "removed"), (len(cues) - 1, "times", "read")] == sorted(
        (repair.index, repair.kind, repair.action) for repair in cues.repairs if repair.kind != "blank_line"
    )


@pytest.mark.parametrize(
    "words",
    [
        "00:00:03.000 --> 00:00:04.000",
        "2\n00:00:3,000 -> 00:00:04,000",
        "00：00：03.000 → 00：00：04.000",
        "WEBVTT",
        "WEBVTT\nKind: captions",
        "NOTE x\n\ufeffWEBVTT - a title",
    ],
)
def test_what_to_vtt_wrote_is_text(words: str) -> None:
    """A line like times or like a header is text only in a file that is exactly what `to_vtt` writes."""
    cues = to_cues([Cue(1000, 2000, f"a\n{words}"), Cue(3000, 4000, f"{words}\nb")])
    assert cues == decode_vtt(to_vtt(cues, note=f"{words}\nc"))
    assert [cues] == [decode_vtt(segment) for segment in to_hls_segments(cues, segment_ms=6000)]
    try:
        edited = decode_vtt(to_vtt(cues).replace("\na\n", "\n<i>a</i>\n"))
    except SubtitleError:
        return
    assert cues != edited


@pytest.mark.parametrize(
    "words", ["10:30 → 11:45", "9:00 - 17:00", "WEBVTT is a format", "at 00:00:03 and 00:00:04", "7"]
)
def test_words_that_are_no_times(words: str) -> None:
    """Times of day, and what only mentions a time or the format, are words in any file."""
    assert [Cue(1000, 2000, f"a\n{words}"), Cue(3000, 4000, "b")] == list(
        decode_vtt(f"{HEAD}{A}<i>a</i>\n{words}\n\n{B}b\n")
    )


def test_text_after_the_times() -> None:
    """Words there might be the cue's; settings of any form, and marks alone, are none."""
    with pytest.raises(SubtitleError) as caught:
        decode_vtt(f"{HEAD}{A[:-1]} hello\nb\n\n{B[:-1]}x\nb\n")
    assert (LineProblem(3, "text after the times"), LineProblem(6, "text after the times")) == caught.value.problems
    for settings in (" line: 85%", " align=start", "line:0", " ,", "\tA:middle D:vertical"):
        cues = decode_vtt(f"{HEAD}{A[:-1]}{settings}\na\n")
        assert [Cue(1000, 2000, "a")] == list(cues)
        assert (Repair(0, "settings", "removed"),) == cues.repairs


@pytest.mark.parametrize("gap", [" ", "\t", "\u3000", "\u200b", "\ufeff", "\0", "\x1a", " \u200b\x1a "])
def test_lines_that_look_empty(gap: str) -> None:
    """Between blocks, at the end and after the header they are nothing; in a text they are trimmed."""
    expected = [Cue(1000, 2000, "a"), Cue(3000, 4000, "b")]
    for end in ("", "\n", "\n\n"):
        text = f"WEBVTT\n{gap}\n\n{gap}\n1\n{A}a\n\n{gap}\n2\n{B}b\n\n{gap}{end}"
        assert (expected, ()) == (list(decode_vtt(text)), decode_vtt(text).repairs)
    if gap in " \t\u3000\x1a":  # the others are shown
        cues = decode_vtt(f"{HEAD}1\n{A}a\n{gap}\n2\n{B}b\n{gap}")
        assert expected == list(cues)
        assert Repair(0, "blank_line", "added") in cues.repairs


def test_a_file_that_ends_in_nul() -> None:
    """A crash can leave NUL at the end; elsewhere it is U+FFFD, as for the W3C."""
    assert [Cue(1000, 2000, "a")] == list(decode_vtt(f"{HEAD}{A}a\0\0\0"))
    assert [Cue(1000, 2000, "a\ufffd")] == list(decode_vtt(f"{HEAD}{A}a\0\n"))


@pytest.mark.parametrize(
    "style",
    [
        "::cue {\n\n  color: red;\n\n}",
        "::cue { color: red }\n\n::cue(b) { color: blue }",
        "/* a\n\nb */\n\n@media x {\n  ::cue {\n\n  }\n}",
        "::cue {\n  \n}",
    ],
)
def test_a_style_with_empty_lines(style: str) -> None:
    """A style goes on while a brace or a comment is open, and with the next rule."""
    assert [Cue(1000, 2000, "a")] == list(decode_vtt(f"{HEAD}STYLE\n{style}\n\n1\n{A}a\n"))


@pytest.mark.parametrize(
    ("style", "line"),
    [
        ("STYLE\n::cue {\n\nlost", 6),
        ("STYLE\n::cue { }\n\nlost", 6),
        ("STYLE\n::cue {\n\nlost\n\nNOTE\n}", 6),
        ("NOTE\n{\n\nlost }", 6),
    ],
)
def test_a_style_hides_no_text(style: str, line: int) -> None:
    """Where no brace closes what a style opened, or nothing is open, text is text."""
    for rest in ("", f"\n\n{A}a\n"):
        with pytest.raises(SubtitleError) as caught:
            decode_vtt(f"{HEAD}{style}{rest}")
        assert (LineProblem(line, STRAY),) == caught.value.problems


@pytest.mark.parametrize(
    "comment",
    [
        "NOTE a --> b",
        "NOTE\na --> b\nc",
        "NOTE 00:03.000 --> 00:04.000\nb",
        "NOTE 00:03.000 -> 00:04.000\nb",
        "NOTE\n00:03.000 -> 00:04.000\nb",
    ],
)
def test_comments_with_an_arrow(comment: str) -> None:
    """A comment is one up to the next empty line or sound line of times."""
    for cue in (f"\n{A}a\n", f"{A}a\n"):
        cues = decode_vtt(f"{HEAD}{comment}\n{cue}")
        assert [Cue(1000, 2000, "a")] == list(cues)


@pytest.mark.parametrize(
    "header",
    [
        "WEBVTT\n\n",
        "\ufeffWEBVTT\n\n",
        "\0\0WEBVTT\n\n",
        "WEBVTT - a title\n\n",
        "\ufeffWEBVTT a title\n\n",
        "WEBVTT FILE\n\n",
        "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\n",
        "WEBVTT\nKind: captions\nLanguage: en\n\n",
        "WEBVTT\n",
    ],
)
def test_files_that_were_joined(header: str) -> None:
    """The header of an appended file is left out, with and without an empty line before it."""
    expected = [Cue(1000, 2000, "a"), Cue(3000, 4000, "b"), Cue(3000, 4000, "c")]
    for end, repairs in (("\n\n", 0), ("\n", 1)):
        cues = decode_vtt(f"{HEAD}{B}b{end}{header}1\n{A}a\n\n{B}c\n")
        assert expected == sorted(cues, key=astuple)
        assert repairs == cues.repairs.count(Repair(0, "blank_line", "added"))


@pytest.mark.parametrize("header", ["WEBVTT", "\ufeffWEBVTT"])
def test_a_file_without_a_line_end_that_was_joined(header: str) -> None:
    """The header is part of the last line then, and is taken from it."""
    cues = decode_vtt(f"{HEAD}{A}a{header}\n\n{B}b\n")
    assert [Cue(1000, 2000, "a"), Cue(3000, 4000, "b")] == list(cues)
    assert (Repair(0, "blank_line", "added"),) == cues.repairs
    assert "a webvtt WEBVTT" == decode_vtt(f"{HEAD}{A}a webvtt WEBVTT\n").texts[0]


@given(first=mended_cues(), second=mended_cues())
def test_files_of_to_vtt_that_were_joined(first: Cues, second: Cues) -> None:
    """The cues of both are read, and the second header is no text."""
    texts = "\n".join((*first.texts, *second.texts))
    if not is_like_times(texts) and "WEBVTT" not in texts:
        cues = decode_vtt(to_vtt(first, note="a") + to_vtt(second))
        assert sorted((*first, *second), key=astuple) == sorted(cues, key=astuple)


def test_numbers_without_empty_lines() -> None:
    """A number that continues the numbers or the count is one; another is text, as for the W3C, with a repair."""
    for first, second in (("1\n", "2"), ("7\n", "8"), ("7\n", "2"), ("", "2"), ("an id\n", "2")):
        cues = decode_vtt(f"{HEAD}{first}{A}a\n{second}\n{B}b\n")
        assert [Cue(1000, 2000, "a"), Cue(3000, 4000, "b")] == list(cues)
        assert (Repair(0, "blank_line", "added"),) == cues.repairs
    for first, second in (("1\n", "3"), ("", "1"), ("an id\n", "1984")):
        cues = decode_vtt(f"{HEAD}{first}{A}a\n{second}\n{B}b\n")
        assert [Cue(1000, 2000, f"a\n{second}"), Cue(3000, 4000, "b")] == list(cues)
        assert (Repair(0, "number", "kept"),) == cues.repairs
    # The first cue has no text, and the number is not it.
    assert [Cue(3000, 4000, "b")] == list(decode_vtt(f"{HEAD}1\n{A}2\n{B}b\n"))


def test_numbers_before_an_empty_line() -> None:
    """A number that could be the next cue's is one even if an empty line parts them; words would be lost."""
    for first, second in (("1", "2"), ("1\n{A}\n7", "8")):
        text = f"{HEAD}{first}\n{A}a\n\n{second}\n \n\n{B}b\n".replace("{A}", A)
        assert [Cue(1000, 2000, "a"), Cue(3000, 4000, "b")] == list(decode_vtt(text))
    assert [Cue(1000, 2000, "a")] == list(decode_vtt(f"{HEAD}1\n\n{A}a\n"))
    for text, line in ((f"1\n{A}a\n\n3\n\n{B}b\n", 7), (f"1\n{A}a\n\n2\n\nNOTE\n", 7), (f"{A}a\n\n2\n", 6)):
        with pytest.raises(SubtitleError) as caught:
            decode_vtt(HEAD + text)
        assert (LineProblem(line, STRAY),) == caught.value.problems


def test_what_belongs_in_the_header() -> None:
    """Some packagers write an empty line before it."""
    for line in (
        "X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000",
        "Kind: captions\nLanguage: en",
        "Region: id=a width=40%",
    ):
        assert [Cue(1000, 2000, "a")] == list(decode_vtt(f"{HEAD}{line}\n\n{A}a\n"))


@pytest.mark.parametrize("head", ["", "1\n", "\n\n1\n", "\ufeff1\r\n"])
def test_subrip(head: str) -> None:
    """SubRip is named with what reads it."""
    with pytest.raises(SubtitleError) as caught:
        decode_vtt(f"{head}00:00:01,000 --> 00:00:02,000\na\n")
    assert (LineProblem(1, "expected WEBVTT, got SubRip, which decode_srt reads"),) == caught.value.problems


@given(
    cues=mended_cues(),
    head=st.sampled_from(["WEBVTT", "WEBVTT x\nKind: a\n\nNOTE\nb", "WEBVTT\n\nSTYLE\n::cue {}\n"]),
    changes=st.lists(
        st.tuples(
            st.sampled_from(["\n\n", "\n", ".", ":", " ", "--", "-->"]),
            st.sampled_from(["\n", "\n1\n", "\n ", " line:0", "<i>", "00:", "WEBVTT\n", *HAZARDS]),
        ),
        max_size=3,
    ),
)
def test_both_ways_agree(cues: Cues, head: str, changes: list[tuple[str, str]]) -> None:
    """What the regular expression reads, the lines give too, but for what only `to_vtt` can have written."""
    text = to_vtt(cues)
    for place, (old, new) in enumerate(changes):
        at = text.find(old, len(text) * place // 3)
        text = text[:at] + new + text[at:]
    for file in (text, text.replace("WEBVTT", head, 1)):
        if not file.startswith("WEBVTT"):
            continue
        regular = _read_regular(file)
        if regular and not is_like_times("\n".join(regular.texts)) and "WEBVTT" not in "".join(regular.texts):
            lines = _read_lines(file.split("\n"))
            assert (regular, regular.repairs) == (lines, lines.repairs)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<v Bob>Hi, <i.loud>you</i></v>", "Hi, you"),
        ("<ruby>漢<rt>kan</rt></ruby>", "漢kan"),
        ("one <00:01.500>two", "one two"),
        ("a<unclosed", "a"),
        ("<b>a</b><c.d", "a"),
        ("a</i", "a"),
        ("<b>1 < 2", "1 < 2"),
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
        ("1 < 2 is true", "1 < 2 is true"),
        ("a<unclosed b", "a<unclosed b"),
        ("I <3", "I <3"),
        ("a <", "a <"),
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


@pytest.mark.parametrize(
    "head",
    ["WEBVTT", "\ufeffWEBVTT - a title", "WEBVTT\nKind: captions", "X-TIMESTAMP-MAP=LOCAL:0", "Kind: captions"],
)
@pytest.mark.parametrize("words", ["words", "2\nwords", "many words\nand more"])
def test_words_under_an_appended_header_are_a_problem(head: str, words: str) -> None:
    """They may be a cue's, whose empty line and times were lost."""
    with pytest.raises(SubtitleError) as caught:
        decode_vtt(f"{HEAD}{A}a\n\n{head}\n{words}\n\n{B}b\n")
    line = 7 + head.count("\n")
    assert (LineProblem(line, "text that belongs to no cue"),) == caught.value.problems


def test_an_appended_header_may_have_styles() -> None:
    """As those of old exports have them."""
    header = "WEBVTT\nKind: captions\nStyle:\n::cue(c.colorCCCCCC) { color: rgb(204,204,204);\n }\n##\n\n"
    assert ["a", "b"] == [cue.text for cue in decode_vtt(f"{HEAD}{A}a\n\n{header}{B}b\n")]
