"""What a program may pass in place of arguments."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from attrs import frozen

from smarthandle_results.batch import convert_files


@frozen
class BytesPath(os.PathLike[bytes]):
    """A path of bytes."""

    def __fspath__(self) -> bytes:
        """Return the path."""
        return b"in"


WRONG_TYPES: dict[str, dict[str, Any]] = {
    "expected a path or paths as inputs, got bytes": {"inputs": b"in"},
    "expected a path or paths as inputs, got int": {"inputs": 3},
    "expected a path or paths as inputs, got None": {"inputs": None},
    "expected a path or paths as inputs, got dict": {"inputs": {}},
    "expected a path or paths as inputs, got BytesPath": {"inputs": BytesPath()},
    "expected paths as inputs, got int among them": {"inputs": [3]},
    "expected a path as out, got int": {"out": 3},
    "expected a path as quarantine, got int": {"quarantine": 3},
    "expected names of outputs as to, got int": {"to": 1},
    "expected names of outputs as to, got int among them": {"to": [1]},
    "expected a Profile or a name as profile, got int": {"profile": 3},
    "expected text as name, got int": {"name": 3},
    "expected text as body_column, got int": {"body_column": 3},
    "expected True or False as bom, got str": {"bom": "no"},
    "expected True or False as resume, got int": {"resume": 1},
    "expected a whole number as max_body, got str": {"max_body": "64M"},
    "expected a whole number as workers, got bool": {"workers": True},
    "expected a whole number as offset_ms, got float": {"offset_ms": 1.5},
    "expected a function as on_progress, got None": {"on_progress": None},
}
WRONG_VALUES: dict[str, dict[str, Any]] = {
    "expected a path as out, got an empty one": {"out": ""},
    "expected a path as quarantine, got an empty one": {"quarantine": ""},
    "expected text as body_column, got an empty one": {"body_column": ""},
    "expected names of outputs as to, got an empty one": {"to": ""},
    "expected an output to write, such as srt or usage.csv, got none": {"to": []},
    "expected last or polls as keep, got 'all'": {"keep": "all"},
    "expected a whole number from 1 as workers, got 0": {"workers": 0},
    "expected a whole number from 1 as max_body, got -1": {"max_body": -1},
    "expected a whole number from 1 as max_errors, got 0": {"max_errors": 0},
    "expected a folder to write to, got the file in/a.json": {"out": "in/a.json/x"},
    "nothing to read: expected files of responses, such as .json, .jsonl or .xml": {"inputs": "empty"},
    "nothing to read: expected files of responses, such as .json, .jsonl or .xml; found 2 .parquet files: name them, "
    "as days/**/*.parquet does": {"inputs": ["empty", "days"]},
    "expected the name of a file or folder, got the text of a response: decode_response reads one": {
        "inputs": ['{"State":"Finished"}' * 500]
    },
    "expected last or polls as keep, got text of 140 characters": {"keep": "secret " * 20},
}


@pytest.fixture(name="convert")
def fixture_convert(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, Any]], Exception]:
    """Return what calls with some arguments, and returns the error, before which nothing is written."""
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("in").mkdir()
    Path("days/1").mkdir(parents=True)
    for name in (
        "days/1/a.parquet",
        "days/b.parquet",
        "days/c.log",
        "days/d",
        "days/e.srt",
        "days/f.srt",
        "days/g.srt",
    ):
        Path(name).touch()
    Path("in/a.json").write_text('{"State":"Created"}')

    def convert(arguments: dict[str, Any]) -> Exception:
        with pytest.raises((TypeError, ValueError)) as raised:
            convert_files(**cast("Any", {"inputs": "in", "out": "out", **arguments}))
        assert {"days", "empty", "in"} == {path.name for path in tmp_path.iterdir()}
        return raised.value

    return convert


@pytest.mark.parametrize(("message", "arguments"), WRONG_TYPES.items(), ids=WRONG_TYPES)
def test_types(convert: Callable[[dict[str, Any]], Exception], message: str, arguments: dict[str, Any]) -> None:
    """The error names the argument, what it is to be, and what it is."""
    error = convert(arguments)
    assert (TypeError, message) == (type(error), str(error))


@pytest.mark.parametrize(("message", "arguments"), WRONG_VALUES.items(), ids=WRONG_VALUES)
def test_values(convert: Callable[[dict[str, Any]], Exception], message: str, arguments: dict[str, Any]) -> None:
    """What is empty, as an unset variable is, or of no meaning is refused."""
    error = convert(arguments)
    assert (ValueError, message) == (type(error), str(error))


def test_generators(tmp_path: Path) -> None:
    """Inputs and names may be any iterables."""
    (tmp_path / "a.json").write_text('{"State":"Created"}')
    record = convert_files((path for path in [tmp_path / "a.json"]), tmp_path / "out", to=(name for name in ("srt",)))
    assert 1 == record.counts["unfinished"]


@pytest.mark.parametrize(
    ("names", "hint"),
    [
        (["A.TXT", "b.Txt"], "2 .TXT files: name them, as {}/**/*.TXT does"),
        (["a.log.gz"], "1 .log.gz file: name them, as {}/**/*.log.gz does, and use --log-lines"),
        (["a.srt.gz", "b.vtt"], None),
    ],
)
def test_how_files_that_were_left_out_are_named(tmp_path: Path, names: list[str], hint: str | None) -> None:
    """As they are spelled, with the option that they need, and no subtitles, which hold no responses."""
    for name in names:
        (tmp_path / name).touch()
    with pytest.raises(ValueError, match=r"^nothing to read: ") as raised:
        convert_files(tmp_path, tmp_path / "out")
    found = f"; found {hint.format(tmp_path)}" if hint else ""
    assert f"nothing to read: expected files of responses, such as .json, .jsonl or .xml{found}" == str(raised.value)
