"""Write `smarthandle_results/_breaking/character_table.py` from the files of the Unicode Character Database.

Run `python tests/make_character_table.py /usr/share/unicode > smarthandle_results/_breaking/character_table.py`;
Debian's `unicode-data` package installs that folder. Runs of equal code points become `length in hex, letter`.
"""

import sys
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from unicodedata import normalize

from smarthandle_results._breaking.characters import LETTERS

SIZE = 0x110000
EAST_ASIAN = ("F", "W", "H")
WIDE_FORMS = ("CL", "EX", "OP")
"""The classes whose East Asian characters have a class of their own, with a W added to its name."""
MODULE = '''\
"""Line break classes and widths of Unicode {version}, as runs of `length in hex, letter` from U+0000 on.

Written by `tests/make_character_table.py`: edit that, not this. The letters of classes are `LETTERS` of `characters`;
a width is Z (none), N (half), A (ambiguous) or W (full).
"""

from typing import Final

CLASS_RUNS: Final = (
{class_runs}
)

WIDTH_RUNS: Final = (
{width_runs}
)'''


def read_properties(path: Path) -> dict[int, str]:
    """Read a file of `first..last;value` lines."""
    properties = {}
    for line in path.read_text("utf-8").splitlines():
        content = line.split("#")[0].strip()
        if content:
            points, value = (part.strip() for part in content.split(";")[:2])
            first, _, last = points.partition("..")
            properties.update(dict.fromkeys(range(int(first, 16), int(last or first, 16) + 1), value))
    return properties


def read_categories(path: Path) -> dict[int, str]:
    """Read the general categories of assigned code points; the names of ranges end in `First>` and `Last>`."""
    categories: dict[int, str] = {}
    first = 0
    for line in path.read_text("utf-8").splitlines():
        code, name, category, *_ = line.split(";")
        first = first if name.endswith("Last>") else int(code, 16)
        categories.update(dict.fromkeys(range(first, int(code, 16) + 1), category))
    return categories


def read_pictographs(path: Path) -> set[int]:
    """Read the code points of Extended_Pictographic from emoji-data.txt."""
    lines = (line for line in path.read_text("utf-8").splitlines() if "; Extended_Pictographic" in line)
    ranges = (line.split(";")[0].strip().partition("..") for line in lines)
    return {point for first, _, last in ranges for point in range(int(first, 16), int(last or first, 16) + 1)}


def resolve_class(name: str, category: str | None, width: str, *, pictograph: bool) -> str:
    """Return a code point's letter after LB1; some forms that later rules or subtitles distinguish have their own."""
    if name == "SA":
        name = "CM" if category in ("Mn", "Mc") else "AL"
    # Hangul syllables are all written as H3; `characters` puts H2 back by arithmetic.
    name = {"AI": "AL", "SG": "AL", "XX": "AL", "CJ": "NS", "H2": "H3"}.get(name, name)
    if pictograph and category is None:
        return LETTERS["IDX"]
    if name in WIDE_FORMS and width in EAST_ASIAN:
        name += "W"
    return LETTERS[name]


def resolve_width(point: int, category: str | None, width: str) -> str:
    """Return how wide a code point is shown: Z for nothing, W for full, A for ambiguous, N for half.

    A Latin letter with an accent is as wide as the letter without it, with which it is often written in two.
    """
    if width == "A" and "a" <= normalize("NFD", chr(point))[0].lower() <= "z":
        width = "N"
    # Hangul vowels and finals (U+1160 to U+11FF) are shown in the square of the consonant before them.
    if (category in ("Mn", "Me", "Cf", "Cc") and point != ord("\t")) or 0x1160 <= point <= 0x11FF:
        return "Z"
    return {"W": "W", "F": "W", "A": "A"}.get(width, "N")


def to_runs(letters: list[str]) -> str:
    """Return runs of equal letters, each as its length in hex and its letter."""
    return "".join(f"{len(list(run)):x}{letter}" for letter, run in groupby(letters))


def main(folder: Path) -> None:
    """Print the module."""
    classes = read_properties(folder / "LineBreak.txt")
    widths = read_properties(folder / "EastAsianWidth.txt")
    categories = read_categories(folder / "UnicodeData.txt")
    pictographs = read_pictographs(folder / "emoji" / "emoji-data.txt")
    pictographic = [point in pictographs for point in range(SIZE)]
    class_runs = to_runs(
        [
            resolve_class(
                classes.get(point, "XX"),
                categories.get(point),
                widths.get(point, "N"),
                pictograph=pictographic[point],
            )
            for point in range(SIZE)
        ]
    )
    width_runs = to_runs([resolve_width(point, categories.get(point), widths.get(point, "N")) for point in range(SIZE)])
    version = (folder / "LineBreak.txt").read_text("utf-8").split("\n", 1)[0].removeprefix("# LineBreak-")[:-4]
    print(MODULE.format(version=version, class_runs=quote(class_runs), width_runs=quote(width_runs)))  # noqa: T201 - this is what it is run for


def quote(runs: str) -> str:
    """Write text as adjacent string literals."""
    return "\n".join(f'    "{line}"' for line in wrap(runs, 100))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
