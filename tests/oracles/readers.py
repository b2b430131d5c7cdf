"""Other people's readers: documents in, each one's cues out, as start and end in milliseconds and text.

A reader reads all documents at once and starts as few processes as it can. It raises `MissingReaderError` with a plain
reason where this machine lacks it.
"""

import functools
import importlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias
from urllib.parse import unquote

import pysrt
import pysubs2
import srt
import webvtt

HERE: Final = Path(__file__).parent
PYTHON_PACKAGES: Final = HERE.parent.parent / ".venv/oracles"
"""Where the packages are that could not be installed beside others."""

FILES_A_PROCESS: Final = 50


class Read(NamedTuple):
    """A cue as some reader reads it."""

    start_ms: int
    end_ms: int
    text: str


Reader: TypeAlias = Callable[[Sequence[str]], list[list[Read]]]


class MissingReaderError(Exception):
    """A reader that is not installed: what to install."""


def read_by_srt(documents: Sequence[str]) -> list[list[Read]]:
    """Read SubRip by PyPI's srt, strictly."""
    return [[Read(_to_ms(cue.start), _to_ms(cue.end), cue.content) for cue in srt.parse(text)] for text in documents]


def read_by_pysubs2(documents: Sequence[str]) -> list[list[Read]]:
    r"""Read SubRip by pysubs2: its text, `\N` being a line end, as its `plaintext` drops what is in braces."""
    files = [pysubs2.SSAFile.from_string(text, format_="srt") for text in documents]
    return [[Read(cue.start, cue.end, cue.text.replace("\\N", "\n")) for cue in file] for file in files]


def read_ass_by_pysubs2(documents: Sequence[str]) -> list[list[Read]]:
    """Read ASS by pysubs2: as plain text, in which commands are left out. A file that it refuses has no cues."""
    return [_read_ass_or_refuse(text) for text in documents]


def _read_ass_or_refuse(document: str) -> list[Read]:
    try:
        file = pysubs2.SSAFile.from_string(document, format_="ass")
    except ValueError:
        return []
    return [Read(cue.start, cue.end, cue.plaintext) for cue in file]


def read_by_pysrt(documents: Sequence[str]) -> list[list[Read]]:
    """Read SubRip by pysrt."""
    files = [pysrt.SubRipFile.from_string(text) for text in documents]
    return [[Read(cue.start.ordinal, cue.end.ordinal, cue.text) for cue in file] for file in files]


def read_by_webvtt_py(documents: Sequence[str]) -> list[list[Read]]:
    """Read WebVTT by webvtt-py."""
    return [
        [Read(_read_stamp(cue.start), _read_stamp(cue.end), cue.text) for cue in webvtt.from_string(text).captions]
        for text in documents
    ]


def read_by_webvtt_parser(documents: Sequence[str]) -> list[list[Read]]:
    """Read WebVTT by the W3C's parser; an error that it reports is among the cues."""
    return _read_by_node(tuple(documents))["webvtt-parser"]


def read_by_vtt_js(documents: Sequence[str]) -> list[list[Read]]:
    """Read WebVTT by vtt.js; an error that it reports is among the cues."""
    return _read_by_node(tuple(documents))["vtt.js"]


@functools.cache
def _read_by_node(documents: tuple[str, ...]) -> dict[str, list[list[Read]]]:
    node = _find_program("node")
    if not (HERE / "node_modules").is_dir():
        raise MissingReaderError("npm's packages are not installed: npm install --prefix tests/oracles")
    run = subprocess.run(
        [node, HERE / "read_vtt.js"], input=json.dumps(documents), capture_output=True, text=True, check=True
    )
    return {
        reader: [
            [*(Read(*cue) for cue in file["cues"]), *(Read(-1, -1, error) for error in file["errors"])]
            for file in files
        ]
        for reader, files in json.loads(run.stdout).items()
    }


def read_by_subtitle_utils(documents: Sequence[str]) -> list[list[Read]]:
    """Read `.bcc` by subtitle-utils, which makes SubRip of it: item by item, since their texts may be like cues."""
    with _import_subtitle_utils() as utils:
        files = [utils.parse.BccParser().parse(text)["body"] for text in documents]
        blocks = [
            [utils.convert.bcc.BccConvert().bcc2srt(json.dumps({"body": [item]})) for item in items] for items in files
        ]
    return [[_read_block(block) for block in file] for file in blocks]


def write_bcc_by_subtitle_utils(document: str) -> str:
    """Convert SubRip to `.bcc` by subtitle-utils."""
    with _import_subtitle_utils() as utils:
        text: str = utils.srt2bcc(document)
        return text


@contextmanager
def _import_subtitle_utils() -> Generator[Any]:
    """Import subtitle-utils, of whose old ways Python 3.12 and later warn, without these warnings."""
    sys.path.append(str(PYTHON_PACKAGES))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield importlib.import_module("subtitle_utils")
    except ImportError as exc:
        raise MissingReaderError("subtitle-utils is not installed: .ci/install-oracles") from exc
    finally:
        sys.path.remove(str(PYTHON_PACKAGES))


def _read_block(block: str) -> Read:
    number, times, text = block.split("\n", 2)
    assert "1" == number
    start, end = map(_read_stamp, times.split(" --> "))
    return Read(start, end, text.removesuffix("\n"))


def read_by_chromium(documents: Sequence[str]) -> list[list[Read]]:
    """Read WebVTT by the track element of headless Chromium."""
    chromium = _find_program("chromium", "chromium-browser", "google-chrome")
    page = (
        (HERE / "read_track.html")
        .read_text("utf-8")
        .replace("DOCUMENTS", json.dumps(documents).replace("<", "\\u003c"))
    )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder, "page.html")
        file.write_text(page, encoding="utf-8")
        arguments = (*CHROMIUM_ARGUMENTS, f"--user-data-dir={folder}/user", "--dump-dom", file.as_uri())
        run = subprocess.run([chromium, *arguments], capture_output=True, text=True, check=True)
    result = re.search('<pre id="cues">([^<]+)</pre>', run.stdout)
    assert result, "Chromium did not finish"
    return [[Read(*cue) for cue in file] for file in json.loads(unquote(result[1]))]


def read_srt_by_ffmpeg(documents: Sequence[str]) -> list[list[Read]]:
    """Read SubRip by ffmpeg as its players see it: converted to ASS, whose players hide what is in braces."""
    return _read_by_ffmpeg(documents, "srt")


def read_vtt_by_ffmpeg(documents: Sequence[str]) -> list[list[Read]]:
    """Read WebVTT by ffmpeg as its players see it: converted to ASS, with braces escaped."""
    files = _read_by_ffmpeg(documents, "vtt")
    return [[cue._replace(text=re.sub(r"\\([{}])", r"\1", cue.text)) for cue in file] for file in files]


def read_ass_by_ffmpeg(documents: Sequence[str]) -> list[list[Read]]:
    """Read ASS by ffmpeg, converted to plain text."""
    ffmpeg = _find_program("ffmpeg")
    # It calls a file without cues invalid.
    full = [document for document in documents if "\nDialogue:" in document]
    cues = [
        file
        for first in range(0, len(full), FILES_A_PROCESS)
        for file in _read_some_ass_by_ffmpeg(ffmpeg, full[first : first + FILES_A_PROCESS])
    ]
    return [cues.pop(0) if "\nDialogue:" in document else [] for document in documents]


def _read_some_ass_by_ffmpeg(ffmpeg: str, documents: Sequence[str]) -> list[list[Read]]:
    """Have the packets of each file listed for their times, and decode it for its text."""
    with tempfile.TemporaryDirectory() as folder:
        inputs: list[str | Path] = []
        outputs: list[str | Path] = []
        for index, document in enumerate(documents):
            file = Path(folder, f"{index}.ass")
            file.write_text(document, encoding="utf-8", newline="")
            inputs += "-i", file
            outputs += "-map", f"{index}:s", "-c", "copy", "-f", "framecrc", Path(folder, f"times{index}")
            outputs += "-map", f"{index}:s", "-c", "text", Path(folder, f"text{index}.srt")
        subprocess.run([ffmpeg, "-v", "quiet", "-nostdin", *inputs, *outputs], check=True)
        return [
            _cut_plain_srt(Path(folder, f"text{index}.srt").read_text("utf-8"), Path(folder, f"times{index}"))
            for index in range(len(documents))
        ]


def _cut_plain_srt(text: str, listed: Path) -> list[Read]:
    """Cut SubRip of plain text at the times of its cues: any text may have lines that are like a number and times."""
    packets = [line.split(",") for line in listed.read_text("utf-8").splitlines() if not line.startswith("#")]
    times = [(int(packet[2]) * 10, (int(packet[2]) + int(packet[3])) * 10) for packet in packets]
    cues: list[Read] = []
    for number, (start_ms, end_ms) in reversed([*enumerate(times, 1)]):
        text, head, words = text.rpartition(f"{number}\n{_write_stamp(start_ms)} --> {_write_stamp(end_ms)}\n")
        assert head, f"ffmpeg decodes no cue {number}"
        cues.append(Read(start_ms, end_ms, words.removesuffix("\n\n")))
    assert not text
    return cues[::-1]


def _write_stamp(ms: int) -> str:
    return f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d},{ms % 1000:03d}"


def _read_by_ffmpeg(documents: Sequence[str], suffix: str) -> list[list[Read]]:
    ffmpeg = _find_program("ffmpeg")
    # It calls a SubRip file without cues invalid.
    full = [document for document in documents if "-->" in document]
    cues = [
        file
        for first in range(0, len(full), FILES_A_PROCESS)
        for file in _read_some_by_ffmpeg(ffmpeg, full[first : first + FILES_A_PROCESS], suffix)
    ]
    return [cues.pop(0) if "-->" in document else [] for document in documents]


def _read_some_by_ffmpeg(ffmpeg: str, documents: Sequence[str], suffix: str) -> list[list[Read]]:
    """Copy each file for its times, which are exact there, and decode it for its text."""
    with tempfile.TemporaryDirectory() as folder:
        inputs: list[str | Path] = []
        outputs: list[str | Path] = []
        for index, document in enumerate(documents):
            file = Path(folder, f"{index}.{suffix}")
            file.write_text(document, encoding="utf-8", newline="")
            inputs += "-i", file
            outputs += "-map", f"{index}:s", "-c", "copy", Path(folder, f"copy{index}.{suffix}")
            outputs += "-map", f"{index}:s", Path(folder, f"text{index}.ass")
        subprocess.run([ffmpeg, "-v", "quiet", "-nostdin", *inputs, *outputs], check=True)
        return [
            _join_times(
                Path(folder, f"copy{index}.{suffix}").read_text("utf-8"),
                Path(folder, f"text{index}.ass").read_text("utf-8"),
            )
            for index in range(len(documents))
        ]


def read_damaged_by(form: str, documents: Sequence[str]) -> dict[str, list[list[Read] | None]]:
    """Read damaged files of a form, "srt" or "vtt", by each reader of it; None is a file that a reader refuses."""
    by_ffmpeg = _read_damaged_by_ffmpeg(form, documents)
    if form == "srt":
        return {
            "ffmpeg": by_ffmpeg,
            "srt": [_read_or_refuse(read_by_srt, text) for text in documents],
            "pysubs2": [_read_or_refuse(read_by_pysubs2, text) for text in documents],
        }
    return {
        "ffmpeg": by_ffmpeg,
        "webvtt-py": [_read_or_refuse(read_by_webvtt_py, text) for text in documents],
        "webvtt-parser": list(map(_skip_reports, read_by_webvtt_parser(documents))),
    }


def _skip_reports(cues: list[Read]) -> list[Read] | None:
    """Leave out what the W3C's parser reports: it reads on, but a file without the signature is none to the W3C."""
    if any(cue.start_ms < 0 and "No valid signature" in cue.text for cue in cues):
        return None
    return [cue for cue in cues if cue.start_ms >= 0]


def _read_or_refuse(read: Reader, document: str) -> list[Read] | None:
    try:
        return read([document])[0]
    except Exception:  # noqa: BLE001 - what a reader raises is its own
        return None


def _read_damaged_by_ffmpeg(form: str, documents: Sequence[str]) -> list[list[Read] | None]:
    """Have files converted to SubRip of plain text, whose blocks are numbered; one that it cannot read fails all."""
    ffmpeg = _find_program("ffmpeg")
    with tempfile.TemporaryDirectory() as folder:
        inputs: list[str | Path] = []
        outputs: list[str | Path] = []
        for index, document in enumerate(documents):
            source = Path(folder, f"{index}.in")
            source.write_text(document, encoding="utf-8", newline="")
            inputs += "-f", {"srt": "srt", "vtt": "webvtt"}[form], "-i", source
            outputs += "-map", f"{index}:s", "-c:s", "text", Path(folder, f"{index}.srt")
        run = subprocess.run([ffmpeg, "-v", "quiet", "-nostdin", *inputs, *outputs], check=False)
        written = [Path(folder, f"{index}.srt") for index in range(len(documents))]
        if run.returncode == 0:
            return [_read_plain_srt(path.read_text("utf-8")) for path in written]
    if len(documents) == 1:
        return [None]
    half = len(documents) // 2
    return [*_read_damaged_by_ffmpeg(form, documents[:half]), *_read_damaged_by_ffmpeg(form, documents[half:])]


def _read_plain_srt(text: str) -> list[Read]:
    _, *parts = re.split(r"(?m)^[0-9]+\n([0-9:]+,[0-9]{3}) --> ([0-9:]+,[0-9]{3})\n", text)
    return [
        Read(_read_stamp(start), _read_stamp(end), words) for start, end, words in zip(*[iter(parts)] * 3, strict=True)
    ]


def _join_times(copied: str, decoded: str) -> list[Read]:
    times = [
        tuple(map(_read_stamp, line.split(" --> "))) for line in copied.split("\n") if FFMPEG_TIMES.fullmatch(line)
    ]
    texts = [line.split(",", 9)[9] for line in decoded.split("\n") if line.startswith("Dialogue:")]
    assert len(times) == len(texts), f"ffmpeg decodes {len(texts)} of {len(times)} cues"
    return [Read(start, end, text.replace("\\N", "\n")) for (start, end), text in zip(times, texts, strict=True)]


def _read_stamp(stamp: str) -> int:
    *hours, minutes, seconds, ms = map(int, re.split("[:.,]", stamp))
    return ((sum(hours) * 60 + minutes) * 60 + seconds) * 1000 + ms


def _to_ms(time: timedelta) -> int:
    return time // timedelta(milliseconds=1)


def _find_program(*names: str) -> str:
    for name in names:
        if program := shutil.which(name):
            return program
    raise MissingReaderError(f"{names[0]} is not installed")


FFMPEG_TIMES: Final = re.compile(r"[0-9:]+[.,][0-9]{3} --> [0-9:]+[.,][0-9]{3}")
CHROMIUM_ARGUMENTS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--virtual-time-budget=600000",
)
