"""Named attacks by growth: twice the bodies take twice the time and memory, for every command and function of files."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import FunctionType
from typing import Final, TypeAlias

import pytest
from helpers.bodies import make_asr_body, make_body
from helpers.growth import check_growth
from helpers.sample import mark_pairs, thorough

from smarthandle_results import PROFILES, batch
from smarthandle_results.batch import (
    Input,
    Inspection,
    Reading,
    check_inputs,
    collect_stats,
    convert,
    convert_files,
    convert_to_file,
    find_inputs,
    inspect_body,
    inspect_inputs,
    is_output_name,
    make_plan,
    preview,
    read_file_outputs,
    read_outputs,
    to_inspection_json,
    to_inspection_line,
    to_inspection_text,
)
from smarthandle_results.cli import main

pytestmark = [pytest.mark.no_cover, pytest.mark.once]

SIZE: Final = 40
"""How many bodies there are at first: more than what a run without any takes is theirs."""

Archive: TypeAlias = Callable[[int], Iterator[bytes]]
LONG: Final = "今天我们来讲人工智能在视频制作里的应用，大家都知道"
ARCHIVES: Final[dict[str, Archive]] = {
    "jobs": lambda count: (make_asr_body(f"job{n}", text=LONG) for n in range(count)),
    "polls of one job": lambda count: (make_asr_body("a", "Executing", n=n) for n in range(count)),
    "copies of one body": lambda count: (make_asr_body("a") for _ in range(count)),
    "jobs without a name": lambda count: (make_asr_body(None) for _ in range(count)),
    "names that are equal on disk": lambda count: (
        make_asr_body("a" + "/:"[n % 2] * (n % 90 + 1)) for n in range(count)
    ),
    "failed jobs of many codes": lambda count: (
        make_asr_body(f"{n}", "Failed", ErrorCode=f"Code{n}", ErrorMessage="x") for n in range(count)
    ),
    "bad bodies of many causes": lambda count: (make_body([{f"k{n}": n}], JobId=[n]).encode() for n in range(count)),
    "bodies of many problems": lambda count: (make_body([{"content": 1}] * 5).encode() for _ in range(count)),
    "bodies with a note": lambda count: (b'{"JobId":"%d","job_id":"a","State":"Failed"}' % n for n in range(count)),
    "lines that are cut short": lambda count: (make_asr_body(f"{n}")[: 50 + n % 100] for n in range(count)),
    "lines of one bracket": lambda count: (b"{" for _ in range(3 * count)),
    "lines of quotes": lambda count: (b'{"State": "' for _ in range(3 * count)),
    "blank lines": lambda count: (b" " for _ in range(50 * count)),
}
"""Bodies, each on a line of a file."""

TEXTS: Final[dict[str, Callable[[int], bytes]]] = {
    "an array": lambda count: b"[" + b",".join(make_asr_body(f"{n}") for n in range(count)) + b"]",
    "an array of items that are cut short": lambda count: b"[" + b",".join([b'{"State":"x","a":{'] * count),
    "an array of brackets": lambda count: b'[{"State":1},' + b"[" * 100 * count,
    "objects over lines": lambda count: b"\n".join([b'{\n"State":\n"x"}'] * count),
    "objects over lines, cut short": lambda count: b"\n".join([b'{\n"State":\n{'] * count),
    "objects over lines, and text": lambda count: b"\n".join([b'{\n"State":\n"x"}\nthe "next" one [\n'] * count),
    "documents": lambda count: b"".join([b"<Error><Code>a</Code></Error>"] * count),
    "documents that are cut short": lambda count: b"<Error><Code>a</Code>" * count,
    "bodies in one line": lambda count: b"".join(make_asr_body(f"{n}") for n in range(count)),
    "bodies in one line, cut short": lambda count: b'{"State":"Exec' * count,
}
"""Texts of one file."""


def write_lines(archive: Archive) -> Callable[[int, Path], object]:
    """Write an archive as JSON Lines."""
    return lambda count, path: path.with_suffix(".jsonl").write_bytes(b"\n".join(archive(count)))


def write_text(make: Callable[[int], bytes]) -> Callable[[int, Path], object]:
    """Write a text as one file."""
    return lambda count, path: path.with_suffix(".json").write_bytes(make(count))


def write_files(count: int, path: Path) -> None:
    """Write bodies as files of one name, each in a folder of its own."""
    for number, body in enumerate(ARCHIVES["jobs"](count)):
        folder = path.parent / f"f{number}"
        folder.mkdir()
        (folder / "body.json").write_bytes(body)


INPUTS: Final[dict[str, Callable[[int, Path], object]]] = {
    **{name: write_lines(archive) for name, archive in ARCHIVES.items()},
    **{name: write_text(make) for name, make in TEXTS.items()},
    "files": write_files,
}


class Run:
    """Folders of inputs, a new one for each size, and a call for each that has a new folder to write to."""

    def __init__(self, folder: Path, write: Callable[[int, Path], object]) -> None:
        self._folder = folder
        self._write = write
        self._outs = 0

    def make(self, count: int) -> Path:
        """Write the inputs of a size, unless they are there."""
        folder = self._folder / f"{count}"
        if not folder.exists():
            folder.mkdir()
            self._write(count, folder / "in")
        return folder

    def name_out(self) -> Path:
        """Name a file or folder that is not there."""
        self._outs += 1
        return self._folder / f"out{self._outs}"


def list_inputs(folder: Path, *, subtitles: bool = False) -> tuple[Input, ...]:
    """List the inputs of a folder."""
    return find_inputs([str(folder)], subtitles=subtitles)


def inspect(folder: Path) -> list[Inspection]:
    """Inspect all of a folder."""
    return [*inspect_inputs(list_inputs(folder), Reading())]


def describe(folder: Path) -> None:
    """Write each inspection in every form."""
    for inspection in inspect(folder):
        to_inspection_json(inspection)
        to_inspection_line(inspection)
        to_inspection_text(inspection)


def call(*arguments: object) -> int:
    """Run the command in this process, and return its exit code."""
    with redirect_stdout(TextIOWrapper(BytesIO())), redirect_stderr(TextIOWrapper(BytesIO())):
        code = main([str(argument) for argument in arguments])
    assert code in {0, 1}
    return code


SOME: Final = ("jobs", "polls of one job", "bad bodies of many causes", "bodies of many problems", "files")
MORE: Final = (*SOME, "jobs without a name", "names that are equal on disk", "failed jobs of many codes")
"""What other functions than `convert_files`, which reads all kinds, have too."""
OWN: Final = tuple(kind for kind in INPUTS if kind not in MORE)
WORKS: Final[dict[str, tuple[Iterable[str], Callable[[Path, Path], object]]]] = {
    "convert_files": (OWN, lambda folder, out: convert_files(folder, out, quarantine=f"{out}-bad")),
    "convert": (
        ("jobs without a name", "polls of one job"),
        lambda folder, out: convert(make_plan(folder, out, keep="polls")),
    ),
    "convert_to_file": (
        ("jobs",),
        lambda folder, out: convert_to_file(make_plan(folder, file=f"{out}.jsonl", to="cues"), BytesIO()),
    ),
    "preview": (("jobs without a name",), lambda folder, out: preview(make_plan(folder, out))),
    "make_plan": (("files",), make_plan),
    "find_inputs": (("files",), lambda folder, _: list_inputs(folder)),
    "inspect_inputs": (SOME, lambda folder, _: inspect(folder)),
    "inspect_body": (
        ("bodies of many problems",),
        lambda folder, _: inspect_body((folder / "in.jsonl").read_bytes(), source="a"),
    ),
    "to_inspection_json": (("jobs", "bodies of many problems"), lambda folder, _: describe(folder)),
    "check_inputs": (
        ("jobs", "bodies of many problems"),
        lambda folder, _: [*check_inputs(list_inputs(folder), Reading(), PROFILES["netflix-zh"])],
    ),
    "collect_stats": (SOME, lambda folder, _: collect_stats(list_inputs(folder))),
    "the command convert": (
        ("names that are equal on disk",),
        lambda folder, out: call("convert", folder, "--out", out, "-j", 1),
    ),
    "the command convert, over what it wrote": (
        ("jobs without a name",),
        lambda folder, out: [
            call("convert", folder, "--out", out, "-j", 1, "--profile", name) for name in ("auto", "none")
        ],
    ),
    "the command inspect": (("jobs", "bodies of many problems"), lambda folder, _: call("inspect", folder, "--all")),
    "the command check": (("jobs", "files", "bodies of many problems"), lambda folder, _: call("check", folder)),
    "the command stats": (("failed jobs of many codes", "polls of one job"), lambda folder, _: call("stats", folder)),
    "the command report": (
        ("jobs", "polls of one job", "bad bodies of many causes", "failed jobs of many codes"),
        lambda folder, out: call("report", folder, "-o", f"{out}.html", "-j", 1),
    ),
}
"""Each function and command that reads files: the inputs that it is given, and a call with a place to write to."""

NAMES: Final = {
    "is_output_name": lambda count: is_output_name("a" * count + ".srt"),
    "read_file_outputs": lambda count: read_file_outputs("a" * count + ".srt", (), is_stream=False),
    "read_outputs": lambda count: read_outputs(["srt", "cues.csv"] * count),
}
"""The functions of names."""

OTHERS: Final = {
    *("find_profile", "list_tables"),  # which look into a table of the package
    *("to_inspection_line", "to_inspection_text"),  # called by the case of `to_inspection_json`
}


def test_every_function_is_here() -> None:
    """A public function without a case is one that nobody has looked at."""
    names = vars(batch)["__all__"]
    functions = {name for name in names if isinstance(getattr(batch, name), FunctionType)}
    assert functions == {name for name in (*WORKS, *NAMES, *OTHERS) if " " not in name}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *mark_pairs({name: kinds for name, (kinds, _) in WORKS.items()}),
        *(thorough("convert_files", kind) for kind in MORE),
    ],
)
def test_functions_and_commands(tmp_path: Path, name: str, kind: str) -> None:
    """Time and memory grow as the inputs do."""
    if "report" in name:
        pytest.importorskip("jinja2")
    run, work = Run(tmp_path, INPUTS[kind]), WORKS[name][1]
    work(run.make(1), run.name_out())  # what is loaded when it is first used is
    check_growth(run.make, lambda folder: work(folder, run.name_out()), SIZE)


@pytest.mark.parametrize("name", NAMES)
def test_functions_of_names(name: str) -> None:
    """So do those of what a name says."""
    check_growth(lambda count: count, NAMES[name])
