"""What a terminal can show: its width, its colours, its characters."""

import os
import shutil
from typing import Final, TextIO

MAX_COLUMNS: Final = 80
"""The most columns that any output for people takes: the width of a terminal unless someone makes it wider."""

MIN_COLUMNS: Final = 40


def find_columns() -> int:
    """Return how many columns there are for text: those of the terminal, from 40 to 80; 80 where there is none."""
    return max(MIN_COLUMNS, min(MAX_COLUMNS, shutil.get_terminal_size((MAX_COLUMNS, 24)).columns))


def is_coloured(stream: TextIO) -> bool:
    """Say whether to write to a stream in colour: on terminals that can, unless the user's environment decides it.

    `NO_COLOR` and `CLICOLOR=0` switch colours off, `FORCE_COLOR` and `CLICOLOR_FORCE` on: see https://no-color.org and
    https://bixense.com/clicolors.
    """
    environment = os.environ
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "0") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return stream.isatty() and environment.get("TERM") != "dumb" and environment.get("CLICOLOR") != "0"


def write_lines(stream: TextIO, lines: list[str]) -> None:
    """Write lines that `paint` may have coloured, as the stream can show them: in colour or not, in its characters."""
    text = "".join(f"{line}\n" for line in lines)
    if not is_coloured(stream):
        for code in (*COLOURS.values(), _END):
            text = text.replace(code, "")
    try:
        text.encode(stream.encoding)
    except UnicodeEncodeError:
        text = text.translate(_PLAIN)
    stream.write(text)


def paint(text: str, colour: str) -> str:
    """Colour text, which is not empty, in one of `COLOURS`."""
    return f"{COLOURS[colour]}{text}{_END}"


COLOURS: Final = {"red": "\x1b[31m", "green": "\x1b[32m", "yellow": "\x1b[33m", "bold": "\x1b[1m", "dim": "\x1b[2m"}
_END: Final = "\x1b[0m"
_PLAIN: Final = str.maketrans({"→": "->", "·": "|", "…": "..."})
