"""What both subtitle readers share, through each of them."""

import pickle
from collections.abc import Callable

import pytest
from helpers.texts import HAZARDS, mended_cues
from hypothesis import given, strategies as st

from smarthandle_results import (
    Cue,
    Cues,
    LineProblem,
    Repair,
    SmartHandleError,
    SubtitleError,
    decode_srt,
    decode_vtt,
    to_cues,
    to_srt,
    to_vtt,
)

Decode = Callable[[str | bytes], Cues]
readers = pytest.mark.parametrize(
    ("decode", "head"),
    [(decode_srt, "1\n00:00:01,000 --> 00:00:02,000\n"), (decode_vtt, "WEBVTT\n\n00:01.000 --> 00:02.000\n")],
)


@given(cues=mended_cues())
def test_what_is_written_is_read_back(cues: Cues) -> None:
    """Any cues are read back equal from either format, as text or bytes, and nothing was mended on the way."""
    assert cues == decode_srt(to_srt(cues))
    assert cues == decode_srt(to_srt(cues, bom=True, crlf=True).encode())
    assert cues == decode_vtt(to_vtt(cues))
    assert cues == decode_vtt(to_vtt(cues).encode())
    assert () == decode_srt(to_srt(cues)).repairs == decode_vtt(to_vtt(cues)).repairs


@given(
    head=st.sampled_from(["", "WEBVTT\n\n", "1\n00:00:01,000 --> 00:00:02,000\n"]),
    pieces=st.lists(st.sampled_from(HAZARDS)),
)
def test_any_text_gives_cues_or_our_error(head: str, pieces: list[str]) -> None:
    """A text of hazards is read as cues that any file can hold, or raises a SmartHandleError."""
    text = head + "".join(pieces)
    for decode in (decode_srt, decode_vtt):
        for written in (text, text.encode(errors="replace"), text.encode("utf-16", errors="replace")):
            try:
                cues = decode(written)
            except SmartHandleError:
                continue
            assert cues == to_cues(list(cues))


@given(body=st.binary())
def test_any_bytes_give_cues_or_our_error(body: bytes) -> None:
    """Bytes that are not subtitles raise a SmartHandleError and nothing else."""
    for decode in (decode_srt, decode_vtt):
        try:
            decode(body)
        except SmartHandleError:
            continue


@readers
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_line_ends(decode: Decode, head: str, end: str) -> None:
    """CR, LF and CR LF end one line; a byte order mark is skipped."""
    text = "\ufeff" + f"{head}one\ntwo\n".replace("\n", end)
    assert [Cue(1000, 2000, "one\ntwo")] == list(decode(text))
    assert [Cue(1000, 2000, "one\ntwo")] == list(decode(text.encode()))


@readers
def test_other_line_separators_are_text(decode: Decode, head: str) -> None:
    """U+2028, U+0085, VT and FF end no line of a file; in a cue's text they are mended as `to_cues` does."""
    cues = decode(f"{head}a\u2028b\x85c\x0bd\x0ce\n")
    assert [Cue(1000, 2000, "a\nb\nc\nd\ne")] == list(cues)
    assert (Repair(0, "characters", "replaced"),) == cues.repairs


@readers
@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_bytes_that_are_not_utf_8(decode: Decode, head: str, end: bytes) -> None:
    """Bytes of another encoding are refused with the line of the first."""
    body = head.encode().replace(b"\n", end) + "好".encode("gb18030")
    line, offset = head.count("\n") + 1, body.index(b"\xba")
    with pytest.raises(SubtitleError) as caught:
        decode(body)
    message = f"expected text in UTF-8, got byte 0xBA at offset {offset}, and text that looks like GBK"
    assert (LineProblem(line, f"{message}: convert it with iconv -f GBK -t UTF-8"),) == caught.value.problems


@readers
@pytest.mark.parametrize("encoding", ["UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_wide_encoding_is_named(decode: Decode, head: str, encoding: str, mark: str) -> None:
    """With and without a byte order mark, as editors save it."""
    with pytest.raises(SubtitleError) as caught:
        decode(f"{mark}{head}你好\n".encode(encoding))
    message = f"expected text in UTF-8, got {encoding}: convert it with iconv -f {encoding} -t UTF-8"
    assert (LineProblem(1, message),) == caught.value.problems


@pytest.mark.parametrize(
    ("decode", "head", "text"),
    [
        (decode_srt, "1\n00:00:01,000 --> 00:00:02,000\n", "a\nb"),
        (decode_vtt, "WEBVTT\n\n00:01.000 --> 00:02.000\n", "a\n\ufffdb"),
    ],
)
def test_a_text_with_a_nul_is_in_no_wide_encoding(decode: Decode, head: str, text: str) -> None:
    """A crash leaves some."""
    assert [Cue(1000, 2000, text)] == list(decode(f"{head}a\n\0b\n".encode()))


@pytest.mark.parametrize("decode", [decode_srt, decode_vtt])
@pytest.mark.parametrize("path", ["out.srt", "a folder/movie.VTT\n"])
def test_the_name_of_a_file_is_no_subtitle_file(decode: Decode, path: str) -> None:
    """No function opens one."""
    with pytest.raises(SubtitleError) as caught:
        decode(path)
    assert (LineProblem(1, "expected a subtitle file, got its name: pass what is in it"),) == caught.value.problems


@pytest.mark.parametrize("header", ["WEBVTT - episode.vtt\n", "WEBVTT notes.txt", "WEBVTT\tmovie.srt"])
def test_a_header_that_ends_as_names_of_files_do(header: str) -> None:
    """It is a file without cues."""
    assert Cues() == decode_vtt(header) == decode_vtt(header.encode())


@readers
@pytest.mark.parametrize("end", ["é", "你"])
def test_a_file_that_is_cut_off_in_a_character(decode: Decode, head: str, end: str) -> None:
    """It is in no other encoding."""
    body = f"{head}hello {end}".encode()[:-1]
    with pytest.raises(SubtitleError) as caught:
        decode(body)
    cut = f"text that is cut off at its end, after {len(body)} bytes: save the whole of it"
    line = head.count("\n") + 1
    assert (LineProblem(line, f"expected text in UTF-8, got {cut}"),) == caught.value.problems


@readers
def test_times_beyond_what_python_converts(decode: Decode, head: str) -> None:
    """Hours with more digits than Python converts are not a time."""
    with pytest.raises(SubtitleError):
        decode(f"{head}a\n\n2\n{'9' * 5000}:00:00,000 --> {'9' * 5000}:00:01,000\nb\n")


@pytest.mark.parametrize(("decode", "head", "first"), [(decode_srt, "", 1), (decode_vtt, "WEBVTT\n\n", 3)])
def test_error_lists_at_most_1000_problems(decode: Decode, head: str, first: int) -> None:
    """After the first 1,000 problems the others are counted; the error pickles."""
    with pytest.raises(SubtitleError) as caught:
        decode(head + "stray\n\n" * 1003)
    error = caught.value
    assert (
        tuple(LineProblem(line, "text that belongs to no cue") for line in range(first, first + 2000, 2))
        == error.problems
    )
    assert (3, 1003) == (error.unlisted, error.problem_count)
    assert f"line {first}: text that belongs to no cue (and 1002 more)" == str(error)
    again = pickle.loads(pickle.dumps(error))
    assert (error.problems, error.unlisted) == (again.problems, again.unlisted)
