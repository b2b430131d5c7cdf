"""The documents of the repository: their fenced blocks, which are run, and their links."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

from helpers.places import README, ROOT, SAMPLES

COOKBOOK: Final = SAMPLES / "README.md"
DOCUMENTS: Final = (README, COOKBOOK, ROOT / "tests/README.md", ROOT / "smarthandle_results/README.md")

_FENCED: Final = re.compile(r"^```([^\n]*)\n(.*?)^```$\n*", re.MULTILINE | re.DOTALL)
_END: Final = "\x1e"
"""What is printed after each block of Python."""


class Block(NamedTuple):
    """A fenced block: its language and text, what it prints, None if that is not shown, and the exit code it ends with.

    A block of `text` directly after another is what that one prints; in it, a line of `…` stands for any lines. A block
    ends with exit code 1 if the paragraph before it says "The exit code is 1", else with 0.
    """

    language: str
    text: str
    printed: str | None = None
    exit_code: int = 0


def read_blocks(document: Path) -> list[Block]:
    """Read the fenced blocks."""
    text = document.read_text("utf-8")
    found = [*_FENCED.finditer(text)]
    following = {match.start(): match for match in found}
    blocks: list[Block] = []
    for match in found:
        follower = following.get(match.end())
        printed = follower[2] if follower and follower[1] == "text" and match[1] != "text" else None
        paragraph = text[: match.start()].rstrip().rpartition("\n\n")[2]
        blocks.append(Block(match[1], match[2], printed, int("The exit code is 1" in paragraph)))
    return blocks


def read_links(document: Path) -> list[str]:
    """Read the targets of links, outside of fenced blocks."""
    return re.findall(r"\]\(([^)\s]+)\)", _FENCED.sub("", document.read_text("utf-8")))


def read_anchors(document: Path) -> list[str]:
    """Read the headings, as their anchors are spelt."""
    titles = re.findall(r"^#+ (.*)$", _FENCED.sub("", document.read_text("utf-8")), re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles]


def run_shell(block: Block, folder: Path) -> None:
    """Run a block of shell commands, which find the command and the samples, and compare what it prints."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euc", block.text],
        cwd=folder,
        env=os.environ | {"PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=120,
    )
    given = done.stdout.decode()
    assert (block.text, block.exit_code) == (block.text, done.returncode), given
    _compare(block, given)


def run_python(blocks: list[Block], folder: Path) -> None:
    """Run blocks of Python one after another in one process, as they are pasted, and compare what each prints."""
    code = "".join(f"{block.text}\nprint({_END!r}, end='')\n" for block in blocks)
    environment = os.environ | {"PYTHONIOENCODING": "utf-8", "PYSPARK_PYTHON": sys.executable}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, check=False, timeout=240
    )
    assert 0 == done.returncode, done.stderr.decode()
    for block, given in zip(blocks, done.stdout.decode().split(_END), strict=False):
        _compare(block, given)


def list_runnable(blocks: Iterable[Block], language: str, *, without: Iterable[str] = ()) -> list[Block]:
    """List the blocks of a language whose packages and programs are installed, but not those with a text of `without`."""
    found = [
        block for block in blocks if block.language == language and not any(text in block.text for text in without)
    ]
    if language == "sh":
        return [block for block in found if "jq " not in block.text or shutil.which("jq")]
    packages = {block: re.findall(r"^(?:from|import) (\w+)", block.text, re.MULTILINE) for block in found}
    return [block for block in found if all(map(find_spec, packages[block]))]


def make_clone(folder: Path) -> Path:
    """Make a folder that has the samples, as a clone has."""
    shutil.copytree(SAMPLES, folder / "samples")
    return folder


def _compare(block: Block, given: str) -> None:
    if block.printed is not None:
        pattern = re.escape(block.printed).replace("…\\\n", "(.*\n)*")
        assert re.fullmatch(pattern, given), f"expected\n{block.printed}\ngot\n{given}"
