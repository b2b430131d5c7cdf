"""The command as a whole."""

import textwrap
from importlib.metadata import version
from pathlib import Path

from helpers.command import run


def test_version(tmp_path: Path) -> None:
    """`--version` and `-V` print the name and the version."""
    for option in ("--version", "-V"):
        done = run(option, cwd=tmp_path)
        expected = f"smarthandle-results {version('smarthandle-results')}\n"
        assert (0, expected) == (done.returncode, done.stdout.decode())


def test_no_command(tmp_path: Path) -> None:
    """Without a command the help goes to stderr, and the exit code is 2."""
    done = run(cwd=tmp_path)
    assert (2, b"") == (done.returncode, done.stdout)
    assert b"usage: smarthandle-results" in done.stderr


def test_help(tmp_path: Path) -> None:
    """Every command's help has examples."""
    for command in ("convert", "inspect", "check", "stats", "schema", "completion"):
        done = run(command, "--help", cwd=tmp_path)
        assert 0 == done.returncode
        assert b"examples:\n" in done.stdout


def test_help_breaks_lines_where_they_are_full(tmp_path: Path) -> None:
    """Also after the names of the subtitle forms, which are filled in."""
    paragraph = run("check", "--help", cwd=tmp_path).stdout.decode().rpartition("\n\n")[2]
    assert ".timeline.json files" in " ".join(paragraph.split())
    assert textwrap.fill(" ".join(paragraph.split()), 80, break_on_hyphens=False) == paragraph.strip()


def test_help_is_of_the_command(tmp_path: Path) -> None:
    """The help of `check` has no profile that it refuses; exit codes are the same for every command."""
    check = run("check", "--help", cwd=tmp_path).stdout
    convert = run("convert", "--help", cwd=tmp_path).stdout
    assert (False, True) == (b"or none" in b" ".join(check.split()), b"or none" in b" ".join(convert.split()))
    assert b"or check found something;" in b" ".join(run("--help", cwd=tmp_path).stdout.split())
