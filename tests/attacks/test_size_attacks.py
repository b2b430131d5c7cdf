"""Named attacks by size: time grows in proportion to the input, and memory is a few times its size at most."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from itertools import product
from time import process_time

import pytest
from helpers.bodies import make_body
from helpers.memory import READ_PEAK

from smarthandle_results import (
    Cue,
    SmartHandleError,
    decode_bcc,
    decode_copies,
    decode_response,
    decode_result,
    decode_srt,
    decode_timeline,
    decode_transcript,
    decode_usage,
    decode_vtt,
    to_ass,
    to_bcc,
    to_cues,
    to_markdown,
    to_srt,
    to_text,
    to_timeline_clips,
    to_vtt,
)
from smarthandle_results.batch import Reading
from smarthandle_results.batch._reading.decoding import decode_bodies
from smarthandle_results.batch._reading.split import split_stream
from smarthandle_results.batch._reading.streams import Stream

# Traced, these take four times as long, and they cover nothing that other tests do not.
pytestmark = [pytest.mark.no_cover, pytest.mark.once]

LENGTH = 5_000
PIECES = {
    "json": ("[", "{", '"', ":", ",", "\\", " ", "\n", "'", "a", "1", "-", ".", "e", '"a":"', "\0"),
    "copies": ("```", "\n", "`", "[", " ", "a", "{"),
    "number": ("1", "0", ".", "e", "-", "+", " "),
    "output": ("http://", "oss://", "a", "*", " ", "\n", "/"),
    "xml": ("<", ">", "/", "a", "<a>", "</a>", "&", ";", " ", "="),
    "srt": (
        "1",
        "\n",
        " ",
        ":",
        ",",
        ".",
        "-->",
        "--",
        "00:00:01,000",
        "<a",
        "<",
        ">",
        "{\\",
        "{",
        "}",
        "\u2060",
        "\\N",
        "->",
        "\u2192",
        "0:0:0,0",
        ";",
        "<i a=",
    ),
    "vtt": (
        *("1", "\n", " ", ":", ".", "-->", "00:00:01.000", "<", ">", "&", "#", "&#", "x", ";", "NOTE", "\t", "\f"),
        *("-", "->", "：", "00:00:01.000 ->", "WEBVTT", "\nSTYLE\n", "{\n\n", "}", "\n\n", "\n1\n", "\u200b\n", "\0"),
    ),
    "split": (
        '{"State":',
        "{'State':",
        ',{"State":1}',
        '{"a":x',
        "{",
        "[1",
        "]",
        ",",
        '"',
        "\\",
        "\n{",
        " ",
        "[{",
        "{{",
        "\r{",
        "\x1e{",
        "\0",
        "\ufeff",
        "\n[",
    ),
    "documents": ("<Error>", "</Error>", "<", " ", "\n", "a"),
    "text": (
        "\n",
        " ",
        "\r",
        "\v",
        "\x00",
        "\u3000",
        "\ud800",
        "\u2060",
        "1",
        ":",
        ",",
        "<",
        "{",
        "\\",
        "--",
        ">",
        ".",
    ),
}


def _to_subtitles(text: str) -> None:
    cues = to_cues([Cue(0, 1, text), Cue(2, 3, "x")])
    assert cues == decode_srt(to_srt(cues))
    assert cues == decode_vtt(to_vtt(cues))
    for write in (to_ass, to_text, to_markdown):
        assert write(cues) or not cues


def _to_json_files(text: str) -> None:
    cues = to_cues([Cue(0, 1, text), Cue(2, 3, "x")])
    assert cues == decode_timeline(to_timeline_clips(cues))
    assert cues == decode_bcc(to_bcc(cues))
    clip = {"Content": text, "TimelineIn": 0, "TimelineOut": 1}
    decode_timeline({"SubtitleTracks": [{"SubtitleTrackClips": [clip]}]})


def _read_number(text: str) -> None:
    decode_transcript(f'[{{"content":"x","from":"{text}","to":1}}]')


def _split(text: str, *, log_lines: bool = False) -> None:
    file = BytesIO(text.encode())
    reading = Reading(log_lines=log_lines)
    for span in split_stream(Stream(file, file), "x.json", max_body=reading.max_body, log_lines=log_lines):
        assert all(body.line > 0 for body, _ in decode_bodies(span, reading, lambda body, _: decode_response(body)))


DECODERS: dict[str, tuple[str, Callable[[str], object]]] = {
    "json": ("", decode_response),
    "copies": ("", decode_copies),
    "fenced": ("```", decode_copies),
    "number": ("", _read_number),
    "output": ("", lambda text: decode_result(decode_response({"State": "Finished", "Output": text}))),
    "usage": ("", decode_usage),
    "xml": ("<GetSmartHandleJobResponse>", decode_response),
    "array": ("[{},", _split),
    "objects": ("{\n{", _split),
    "lines": ('{"State":1}\n{"State":1}\n', _split),
    "line": ('{"State":1}\n{"State":1}\n{"State":"', _split),
    "documents": ("<Error>", _split),
    "log": ("", lambda text: _split(text, log_lines=True)),
    "srt": ("1\n00:00:01,000 --> 00:00:02,000\n", decode_srt),
    "srt times": ("1\n00:00:01,000", decode_srt),
    "vtt": ("WEBVTT\n\n00:01.000 --> 00:02.000\n", decode_vtt),
    "vtt times": ("WEBVTT\n\n00:01.000", decode_vtt),
    "text": ("", _to_subtitles),
    "clips": ("", _to_json_files),
}
ALPHABETS = {
    "array": "split",
    "objects": "split",
    "lines": "split",
    "line": "split",
    "log": "split",
    "fenced": "copies",
    "usage": "json",
    "srt times": "srt",
    "vtt times": "vtt",
    "clips": "text",
}


@pytest.mark.parametrize("name", DECODERS)
def test_no_pattern_is_quadratic(name: str) -> None:
    """Repeat each pair of the marks that a regular expression looks for: the text is read in linear time.

    Few of the texts take long enough to be worth a second look. Eight times the text then takes about eight times as
    long, where quadratic work would take 64 times as long.
    """
    for pair in product(PIECES[ALPHABETS.get(name, name)], repeat=2):
        length = LENGTH // 16 if ALPHABETS.get(name) == "split" else LENGTH  # a body every few bytes takes a while
        spent = _time(name, "".join(pair), length)
        assert spent < 0.05 or _time(name, "".join(pair), 8 * length) < 24 * spent, pair


def _time(name: str, unit: str, length: int) -> float:
    head, decode = DECODERS[name]
    text = head + unit * (length // len(unit))
    start = process_time()
    for attack in (text, f"{text}!"):
        with suppress(SmartHandleError):
            decode(attack)
    return process_time() - start


@pytest.mark.parametrize("name", ["items", "lines", "keys", "fields"])
def test_many_of_a_kind(name: str) -> None:
    """So are 100,000 cues that all need mending, lines of one cue, keys of one item, and fields of one body."""
    segments: list[object] = [{"content": " x\r", "from": 20 * LENGTH - i, "to": 0} for i in range(20 * LENGTH)]
    payloads: dict[str, list[object]] = {
        "items": segments,
        "lines": [{"content": "1\n" * 20 * LENGTH, "from": 0, "to": 1}],
        "keys": [{"content": "x", "from": 0, "to": 1} | {f"k{i}": i for i in range(20 * LENGTH)}],
        "fields": [],
    }
    fields = {f"k{i}": i for i in range(20 * LENGTH)} if name == "fields" else {}
    body = make_body(payloads[name], **fields)
    start = process_time()
    response = decode_response(body)
    _ = decode_result(response)
    assert process_time() - start < 10


@pytest.mark.skipif(sys.platform != "linux", reason="what memory a process has had is asked of Linux")
def test_a_string_of_200_mb() -> None:
    """A body whose payload is a string of 200 MB is decoded in a few times that much memory."""
    code = f"""{READ_PEAK}
from smarthandle_results import decode_response, decode_result
megabytes = 200
body = b'{{"State":"Finished","JobResult":{{"AiResult":"' + b"a" * (megabytes << 20) + b'"}}}}'
before = read_peak()
result = decode_result(decode_response(body))
assert len(result.text) == megabytes << 20
print((read_peak() - before) // megabytes)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert int(done.stdout) <= 5
