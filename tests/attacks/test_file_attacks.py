"""Named attacks by files: what is compressed, packed or no file at all ends in bodies and reports, and nothing else."""

import gzip
import os
import socket
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from unicodedata import normalize

import pytest
from helpers.bodies import make_asr_body
from helpers.command import read_rows

from smarthandle_results.batch import convert_files

BODY: Final = make_asr_body("a") + b"\n"
CUT: Final = "expected whole compressed data, got data that is cut short"
DAMAGED: Final = "expected whole compressed data, got damaged data"
WINDOW: Final = (
    "expected Zstandard data with a window of at most 128 MiB, got a larger one: unpack it with zstd -d --long=31"
)
AGAIN: Final = "expected JSON, got gzip data: decompress it"
NOT_PARQUET: Final = "expected Parquet, got something else or a part of it"


def convert(folder: Path, name: str, *, log_lines: bool = False) -> tuple[list[str], list[str]]:
    """Convert a file, or all of a folder; list the job ids that were read, and the messages of errors."""
    convert_files(folder / name, folder / "out", to="jobs,errors", overwrite=True, log_lines=log_lines)
    jobs, errors = (read_rows(folder / f"out/{table}.jsonl") for table in ("jobs", "errors"))
    return [row["job_id"] for row in jobs], [row["message"].partition(" at byte ")[0] for row in errors]


GZIP: Final[dict[str, tuple[bytes, tuple[list[str], list[str]]]]] = {
    "two members": (gzip.compress(BODY) + gzip.compress(make_asr_body("b")), (["a", "b"], [])),
    "zeros after it": (gzip.compress(BODY) + bytes(512), (["a"], [])),
    "junk after it": (gzip.compress(BODY * 2) + b"junk junk", (["a"], [DAMAGED])),
    "cut": (gzip.compress(BODY * 2)[:-9], (["a"], [CUT])),
    "no trailer": (gzip.compress(BODY * 2)[:-8], (["a"], [CUT])),
    "in itself": (gzip.compress(gzip.compress(BODY)), ([], [AGAIN])),
    "in itself, twice": (gzip.compress(gzip.compress(gzip.compress(BODY * 99))), ([], [AGAIN])),
    "nothing inside": (gzip.compress(b""), ([], [])),
    "no magic": (BODY, (["a"], [])),
    "a method that is unknown": (b"\x1f\x8b\x07" + gzip.compress(BODY)[3:], ([], [DAMAGED])),
}


@pytest.mark.parametrize("case", GZIP)
def test_gzip(tmp_path: Path, case: str) -> None:
    """All that can be unpacked is read, and what cannot is one error."""
    data, expected = GZIP[case]
    (tmp_path / "in.jsonl.gz").write_bytes(data)
    assert expected == convert(tmp_path, "in.jsonl.gz")


def make_zstandard() -> dict[str, tuple[bytes, tuple[list[str], list[str]]]]:
    """Make files of Zstandard, and what is read of each."""
    zstd: Any = pytest.importorskip("backports.zstd" if sys.version_info < (3, 14) else "compression.zstd")
    whole = zstd.compress(BODY)
    long = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 30})
    skipped = b"\x50\x2a\x4d\x18\x04\0\0\0abcd"
    return {
        "two frames": (whole + zstd.compress(make_asr_body("b")), (["a", "b"], [])),
        "frames that are skipped": (skipped + whole + skipped, (["a"], [])),
        "junk after it": (zstd.compress(BODY * 2) + b"junk junk", (["a"], [DAMAGED])),
        "a window of 1 GiB": (long.compress(BODY) + long.flush(), ([], [WINDOW])),
        "in itself": (zstd.compress(whole), ([], ["expected JSON, got Zstandard data: decompress it"])),
    }


@pytest.mark.parametrize(
    "case", ["two frames", "frames that are skipped", "junk after it", "a window of 1 GiB", "in itself"]
)
def test_zstandard(tmp_path: Path, case: str) -> None:
    """So it is with Zstandard."""
    data, expected = make_zstandard()[case]
    (tmp_path / "in.jsonl.zst").write_bytes(data)
    assert expected == convert(tmp_path, "in.jsonl.zst")


def flip(data: bytes, start: int, end: int) -> bytes:
    """Flip bits from one place to another, as counted from the start or the end."""
    start, end, _ = slice(start, end).indices(len(data))
    return data[:start] + bytes(byte ^ 0x5A for byte in data[start:end]) + data[end:]


PARQUET: Final[dict[str, Callable[[bytes], bytes]]] = {
    "no footer": lambda data: data[:-20],
    "a footer that is damaged": lambda data: flip(data, -60, -8),
    "a footer of 2 GiB": lambda data: data[:-8] + struct.pack("<I", 2**31 - 1) + b"PAR1",
    "a footer of 5 bytes": lambda data: data[:-8] + struct.pack("<I", 5) + b"PAR1",
    "its magic alone": lambda _: b"PAR1",
}


@pytest.mark.parametrize("case", PARQUET)
def test_parquet_that_is_damaged(tmp_path: Path, case: str) -> None:
    """A sentence says so."""
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "in.parquet"
    parquet.write_table(arrow.table({"body": [BODY]}), path)
    path.write_bytes(PARQUET[case](path.read_bytes()))
    assert ([], [NOT_PARQUET]) == convert(tmp_path, "in.parquet")


def test_parquet_of_other_columns(tmp_path: Path) -> None:
    """Text that is not UTF-8 is an error of its row, as nulls are; a nested column is one of the file."""
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "in.parquet"
    text = arrow.array([BODY, b'{"State": "\xff"}', None, BODY.replace(b'"a"', b'"b"')])
    unchecked = arrow.Array.from_buffers(arrow.string(), len(text), text.buffers())
    parquet.write_table(arrow.table({"body": unchecked}), path)
    assert (["a", "b"], 2) == (convert(tmp_path, "in.parquet")[0], len(convert(tmp_path, "in.parquet")[1]))
    parquet.write_table(arrow.table({"body": [[BODY.decode()], None]}), path)
    nested = "expected text or bytes in the column 'body', got list<element: string>"
    advice = (
        "keep it as text, or make it JSON text with "
        "to_json in SQL, .map(json.dumps) in pandas, .struct.json_encode() in Polars"
    )
    assert ([], [f"{nested}; {advice}"]) == convert(tmp_path, "in.parquet")


NAMES: Final = (
    *(b"a" * 250, "é".encode() * 124, b"line\nend", b"line\r", b"\xff\xfe", b"\xc3(", b"\xed\xa0\x80", b" ", b"space "),
    *(b"CON", b"aux", b"nul.tar", b"COM1", b"dot.", b"dot. ", b"dot..", b"Equal", b"equal", b"EQUAL", b"-", b"--to"),
    *("caf\u00e9".encode(), "cafe\u0301".encode(), "\u202egpj".encode(), b"\x1b[31m", b"a*b?", b"a:b", b"tab\t", b"~"),
    *(b"%s", b"{job_id}", b"$HOME", b'"q"', b"'q", b"a\\b", b"a|b", b"<a>"),
)


def test_odd_names(tmp_path: Path) -> None:
    """Each file of a name that some system forbids is read, and its subtitles have a name that all systems allow."""
    folder = os.fsencode(tmp_path) + b"/in/"
    os.mkdir(folder)  # noqa: PTH102 - names of bytes
    for number, name in enumerate(NAMES):
        with open(folder + name + b".json", "wb") as file:  # noqa: PTH123 - likewise
            file.write(make_asr_body(f"{number}", text=f"text {number}"))
    record = convert_files(tmp_path / "in", tmp_path / "out", to="srt,jobs")
    rows = read_rows(tmp_path / "out/jobs.jsonl")
    assert ([*map(str, range(len(NAMES)))], 0) == (
        sorted((row["job_id"] for row in rows), key=int),
        record.counts["bad"],
    )
    texts = {row["job_id"]: (tmp_path / f"out/{row['subtitle']}.srt").read_text("utf-8") for row in rows}
    assert {f"{n}": f"1\n00:00:00,000 --> 00:00:01,500\ntext {n}\n\n" for n in range(len(NAMES))} == texts
    names = [row["subtitle"] for row in rows]
    assert len(NAMES) == len({normalize("NFC", name).casefold() for name in names})
    for name in names:
        assert len(name.encode()) <= 250
        assert name.isprintable()
        assert not {*name} & {*'<>:"/\\|?*'}
        assert name.rstrip(". ") == name
        assert name.partition(".")[0].upper() not in {"CON", "AUX", "NUL", "PRN", "COM1"}


def test_what_is_no_file(tmp_path: Path) -> None:
    """A folder is searched once, whatever links lead back to it, and pipes, sockets and devices in it are left out."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.json").write_bytes(BODY)
    (folder / "again").symlink_to(folder)
    (folder / "self.json").symlink_to("self.json")
    (folder / "zero.json").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.json")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(folder / "socket.json"))
        links = "expected a readable file, got: too many levels of symbolic links"
        assert (["a"], [links]) == convert(tmp_path, "in")
        assert ([], ["expected a readable file, got: no such device or address"]) == convert(tmp_path, "in/socket.json")


@pytest.mark.once
@pytest.mark.parametrize("max_body", [64 << 20, 128 << 20])
def test_a_line_of_70_mb(tmp_path: Path, max_body: int) -> None:
    """It is read if bodies may be as long, and else an error; the lines around it are read."""
    with (tmp_path / "in.jsonl").open("wb") as file:
        file.write(BODY)
        file.write(make_asr_body("long", text="x" * 70_000_000) + b"\n" + make_asr_body("b"))
    convert_files(tmp_path / "in.jsonl", tmp_path / "out", to="jobs,errors", max_body=max_body)
    jobs, errors = (read_rows(tmp_path / f"out/{table}.jsonl") for table in ("jobs", "errors"))
    message = "expected a body of at most 67108864 bytes, got more"
    is_read = max_body > 70_000_000
    assert ["a", *["long"] * is_read, "b"] == [row["job_id"] for row in jobs]
    assert [(2, message)] * (not is_read) == [(row["line"], row["message"]) for row in errors]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_wide_encodings(tmp_path: Path, encoding: str) -> None:
    """A file in one is named as such: none of its bytes is taken for a line."""
    (tmp_path / "in.json").write_bytes(BODY.decode().strip().encode(encoding))
    for log_lines in (False, True):
        jobs, [error, *others] = convert(tmp_path, "in.json", log_lines=log_lines)
        assert ([], [], f"expected text in UTF-8, got {encoding.upper()[:6]}") == (jobs, others, error[:34])


def test_control_characters(tmp_path: Path) -> None:
    """Each of C0, DEL and C1 in a text is kept where it is escaped, and an error of its line where JSON forbids it."""
    controls = [chr(number) for number in (*range(1, 32), *range(127, 160))]
    lines = [make_asr_body(f"job{ord(char)}", text=f"a{char}b") for char in controls]
    raw = [make_asr_body("raw", text="a b").replace(b"a b", b"a%cb" % number) for number in range(32) if number != 10]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines + raw))
    convert_files(tmp_path / "in.jsonl", tmp_path / "out", to="cues,errors")
    cues, errors = (read_rows(tmp_path / f"out/{table}.jsonl") for table in ("cues", "errors"))
    assert [f"job{ord(char)}" for char in controls] == [row["job_id"] for row in cues]
    assert len(raw) == len(errors)
