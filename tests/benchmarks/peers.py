"""The ways from a body's bytes to subtitle text: ours, a script as one would write it in a hurry, and other libraries.

The other libraries read no body: each is fed by orjson, with the least code that its documentation shows. None of them
checks the body, and times are rounded as its users do, not exactly.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from importlib import import_module
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from io import StringIO
from pathlib import Path
from typing import Any, Final, TypeAlias

import orjson

from smarthandle_results import Transcript, decode_response, decode_result, to_cues, to_srt, to_vtt

Way: TypeAlias = Callable[[bytes], object]
Formats: TypeAlias = dict[str, Way]


def decode(body: bytes) -> Transcript:
    """Decode a body by the public API."""
    result = decode_result(decode_response(body))
    assert isinstance(result, Transcript)
    return result


def floor(body: bytes) -> list[dict[str, Any]]:
    """Parse both layers of a body, and nothing else."""
    segments: list[dict[str, Any]] = orjson.loads(orjson.loads(body)["JobResult"]["AiResult"])
    return segments


def find_ways() -> tuple[dict[str, Formats], list[str]]:
    """Find the ways whose libraries are installed, and the names of the others."""
    ways, missing = {}, []
    for name, make in _WAYS.items():
        try:
            ways[name] = make()
        except ModuleNotFoundError:
            missing.append(name)
    return ways, missing


def _ours() -> Formats:
    return {"srt": lambda body: to_srt(to_cues(decode(body))), "vtt": lambda body: to_vtt(to_cues(decode(body)))}


def _stamp(seconds: float, mark: str) -> str:
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    seconds, milliseconds = divmod(milliseconds, 1000)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{mark}{milliseconds:03d}"


def _naive() -> Formats:
    def load(body: bytes) -> Any:
        return json.loads(json.loads(body)["JobResult"]["AiResult"])

    def to_naive_srt(body: bytes) -> str:
        return "\n".join(
            f"{i}\n{_stamp(item['from'], ',')} --> {_stamp(item['to'], ',')}\n{item['content']}\n"
            for i, item in enumerate(load(body), start=1)
        )

    def to_naive_vtt(body: bytes) -> str:
        return "WEBVTT\n\n" + "\n".join(
            f"{_stamp(item['from'], '.')} --> {_stamp(item['to'], '.')}\n{item['content']}\n" for item in load(body)
        )

    return {"srt": to_naive_srt, "vtt": to_naive_vtt}


def _pysrt() -> Formats:
    pysrt = import_module("pysrt")
    time = pysrt.SubRipTime.from_ordinal

    def to_pysrt(body: bytes) -> str:
        items = [
            pysrt.SubRipItem(i, time(round(item["from"] * 1000)), time(round(item["to"] * 1000)), item["content"])
            for i, item in enumerate(floor(body), start=1)
        ]
        file = StringIO()
        pysrt.SubRipFile(items, eol="\n").write_into(file)
        return file.getvalue()

    return {"srt": to_pysrt}


def _srt() -> Formats:
    srt = import_module("srt")

    def compose(body: bytes) -> object:
        return srt.compose(
            srt.Subtitle(i, timedelta(seconds=item["from"]), timedelta(seconds=item["to"]), item["content"])
            for i, item in enumerate(floor(body), start=1)
        )

    return {"srt": compose}


def _pysubs2() -> Formats:
    pysubs2 = import_module("pysubs2")
    time = pysubs2.make_time

    def to_string(body: bytes, target: str) -> object:
        file = pysubs2.SSAFile()
        file.events = [
            pysubs2.SSAEvent(time(s=item["from"]), time(s=item["to"]), item["content"]) for item in floor(body)
        ]
        return file.to_string(target)

    return {target: partial(to_string, target=target) for target in ("srt", "vtt")}


def _webvtt() -> Formats:
    webvtt = import_module("webvtt")

    def write(body: bytes, target: str) -> str:
        captions = [
            webvtt.Caption(_stamp(item["from"], "."), _stamp(item["to"], "."), item["content"]) for item in floor(body)
        ]
        file = StringIO()
        webvtt.WebVTT(captions=captions).write(file, target)
        return file.getvalue()

    return {target: partial(write, target=target) for target in ("srt", "vtt")}


def _whisper() -> Formats:
    package = find_spec("whisper")
    if package is None or not package.origin:
        raise ModuleNotFoundError(name="whisper")
    # The package imports torch; its writers are in a module that does not.
    spec = spec_from_file_location("whisper_utils", Path(package.origin).with_name("utils.py"))
    assert spec
    assert spec.loader
    utils = module_from_spec(spec)
    spec.loader.exec_module(utils)

    def write(body: bytes, writer: Any) -> str:
        segments = [{"start": item["from"], "end": item["to"], "text": item["content"]} for item in floor(body)]
        file = StringIO()
        writer("").write_result({"segments": segments}, file)
        return file.getvalue()

    return {"srt": partial(write, writer=utils.WriteSRT), "vtt": partial(write, writer=utils.WriteVTT)}


class _Lines:
    """What deepgram-captions wants of a converter: lines of words, here one word a line."""

    def __init__(self, body: bytes) -> None:
        self._segments = floor(body)

    def get_lines(self, _: int) -> list[list[dict[str, Any]]]:
        return [[{"word": item["content"], "start": item["from"], "end": item["to"]}] for item in self._segments]


def _deepgram() -> Formats:
    captions = import_module("deepgram_captions")
    return {
        "srt": lambda body: captions.srt(_Lines(body)),
        "vtt": lambda body: captions.webvtt(_Lines(body)),
    }


OURS: Final = "smarthandle_results"
NAIVE: Final = "naive script"
_WAYS: Final[dict[str, Callable[[], Formats]]] = {
    OURS: _ours,
    NAIVE: _naive,
    "pysrt": _pysrt,
    "srt": _srt,
    "pysubs2": _pysubs2,
    "webvtt-py": _webvtt,
    "openai-whisper": _whisper,
    "deepgram-captions": _deepgram,
}
