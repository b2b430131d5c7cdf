"""What a terminal of 80 columns shows: no line is longer, in any command and on any page of help."""

import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest
from helpers.bodies import make_asr_body
from helpers.command import list_lines, run_on_terminal
from helpers.places import SAMPLES
from helpers.sample import mark_pairs

LONG = "a rather long name of a folder that one might well have/with another one in it, and with spaces"
TEXT = "今年前三季度销量增长了百分之九点五，其中新能源汽车的增长最为明显，我们预计明年还会继续保持这样的增长速度。"
COMMANDS = (
    "--help",
    "convert --help",
    "inspect --help",
    "check --help",
    "stats --help",
    "report --help",
    "schema --help",
    "completion --help",
    "",
    "conver",
    "convert --output x",
    "convert IN --dir x",
    "convert nowhere --out x",
    "convert IN samples --out out --profile auto",
    "convert IN --out out2 -j 1 --verbose",
    "convert IN --out out3 --quiet",
    "convert IN --out out4 --dry-run --quiet",
    "inspect IN",
    "inspect IN --all",
    "inspect samples",
    "inspect samples/bodies/page-asr/body.json",
    "check IN",
    "check IN/out --profile netflix-zh",
    "stats IN samples",
    "report IN samples -o report.html",
    "report IN -o report.html --quiet --profile netflix-zh",
    "schema",
)


def count_columns(line: str) -> int:
    """Count the columns of a line, by the Unicode Character Database."""
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in line if not unicodedata.combining(char))


@pytest.fixture(name="folder", scope="module")
def fixture_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder of the samples, of long names, and of texts that are too wide."""
    folder = tmp_path_factory.mktemp("screen")
    (folder / LONG).mkdir(parents=True)
    for name in ("a", "视频" * 20):
        (folder / LONG / f"{name}.json").write_bytes(make_asr_body(name * 30, text=TEXT))
        (folder / LONG / f"{name}.bad.json").write_bytes(b'{"State": 1}')
        (folder / LONG / f"{name}.txt").write_bytes(b"")
    (folder / "samples").symlink_to(SAMPLES)
    code, _ = run_on_terminal("convert", LONG, "--out", LONG + "/out", cwd=folder)
    assert 1 == code
    return folder


@pytest.mark.parametrize(("columns", "command"), mark_pairs({80: COMMANDS, 64: COMMANDS}))
def test_no_line_is_longer(folder: Path, columns: int, command: str) -> None:
    """Text is wrapped at spaces, and long names are shortened. Names of files that are printed for programs are not."""
    arguments = [argument.replace("IN", LONG) for argument in command.split()]
    _, shown = run_on_terminal(*arguments, cwd=folder, columns=columns)
    lines = list_lines(shown)
    if "--dry-run" in arguments:
        lines = [line for line in lines if not line.startswith("out4/")]
    assert [] == [line for line in lines if count_columns(line) > columns]
    assert any(lines)


@pytest.mark.parametrize("command", ["stats samples", "conver", "convert --output x", "convert IN --out out5"])
def test_a_narrow_terminal(folder: Path, command: str) -> None:
    """Forty columns are enough for tables and for messages."""
    arguments = [argument.replace("IN", LONG) for argument in command.split()]
    lines = list_lines(run_on_terminal(*arguments, cwd=folder, columns=40)[1])
    assert [] == [line for line in lines if count_columns(line) > 40]


def test_help_is_not_broken_inside_words(folder: Path) -> None:
    """At any width all words of a page are those of the wide page."""
    narrow, wide = (
        {*" ".join(list_lines(run_on_terminal("convert", "--help", cwd=folder, columns=columns)[1])).split()}
        for columns in (50, 80)
    )
    assert set() == narrow - wide


@pytest.mark.parametrize(
    ("environment", "is_coloured"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "", "FORCE_COLOR": "1", "TERM": "dumb"}, True),
        ({"TERM": "dumb"}, False),
        ({"CLICOLOR": "0"}, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colours(folder: Path, environment: Mapping[str, str], is_coloured: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a column of the table
    """Errors are red and what was written is green, on a terminal that shows colours and unless the user forbids it."""
    arguments = ("convert", "samples/bodies/page-asr", "samples/broken/usage", "--out", tmp_path / "out")
    _, shown = run_on_terminal(*arguments, cwd=folder, environment=environment)
    assert is_coloured == ("\x1b[31m1 response could not be read" in shown)
    assert is_coloured == ("\x1b[32m  1 subtitle" in shown)
