"""Any text → text that is safe to print, and that fits into the columns of a terminal."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate, takewhile
from typing import Final


def to_printable(text: str) -> str:
    r"""Replace what moves the cursor, colors, hides or reverses text by its escape, and LF by a slash.

    >>> to_printable("a\x1b[31m\nb")
    'a\\u001b[31m / b'
    """
    return "".join(char if char.isprintable() else _escape(char) for char in text)


def escape_json(text: str) -> str:
    r"""Escape what JSON leaves as it is and controls a terminal; it is the same JSON.

    >>> escape_json('["a\u202eb"]')
    '["a\\u202eb"]'
    """
    return _UNSAFE.sub(lambda char: f"\\u{ord(char[0]):04x}", text)


def count_columns(text: str) -> int:
    """Count the columns that text takes on a terminal, where East Asian characters take two.

    >>> count_columns("a字é")
    4
    """
    return len(text) if text.isascii() else sum(map(_count_character, text))


def shorten_middle(text: str, columns: int) -> str:
    """Make text fit into so many columns: what does not is left out of its middle, where ids and paths say least.

    >>> shorten_middle("c7a2ea20f2114c0faa3d54fe2e19b0a3", 9), shorten_middle("字字字字", 5), shorten_middle("short", 9)
    ('c7a2…b0a3', '字…字', 'short')
    """
    if count_columns(text) <= columns:
        return text
    end = _take(text[::-1], (columns - 1) // 2)[::-1]
    return f"{_take(text, columns - 1 - count_columns(end))}…{end}"


def shorten_start(text: str, columns: int) -> str:
    """Make text fit into so many columns: what does not is left out at its start, where the paths of files are alike.

    >>> shorten_start("samples/bodies/page-asr/body.json", 20)
    '…/page-asr/body.json'
    """
    return text if count_columns(text) <= columns else f"…{_take(text[::-1], columns - 1)[::-1]}"


def pad(text: str, columns: int) -> str:
    """Shorten text to so many columns, or add spaces up to them."""
    text = shorten_middle(text, columns)
    return text + " " * (columns - count_columns(text))


def wrap(text: str, columns: int, indent: str = "") -> str:
    """Break text into lines of so many columns, at spaces where there are some; all but the first get an indent.

    However narrow a terminal is, a line has room for two columns, which is one character of any script, and an indent
    takes two thirds of it at most.

    >>> print(wrap("one two three 字字字字字", 10, "  "))
    one two
      three
      字字字字
      字
    """
    columns = max(columns, _MIN_COLUMNS)
    indent = indent[: min(2 * columns // 3, columns - _MIN_COLUMNS)]
    return f"\n{indent}".join(_list_lines(text, columns, columns - len(indent)))


def write_time(ms: int, decimal_mark: str = ".") -> str:
    """Write a time as subtitle files have it, and one before 0 with a sign.

    >>> write_time(3_661_001), write_time(-1, ",")
    ('01:01:01.001', '-00:00:00,001')
    """
    sign, ms = "-" * (ms < 0), abs(ms)
    return f"{sign}{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}{decimal_mark}{ms % 1000:03d}"


def _list_lines(text: str, first: int, others: int) -> Iterator[str]:
    columns = first
    while count_columns(text) > columns:
        head = _take(text, columns)
        space = head.rfind(" ") if text[len(head)] != " " else len(head)
        end = space if head[: max(space, 0)].strip() else len(head)
        yield text[:end].rstrip()
        text, columns = text[end:].lstrip(), others
    yield text


def _take(text: str, columns: int) -> str:
    """Take what fits into so many columns."""
    widths = accumulate(map(_count_character, text))
    return text[: sum(1 for _ in takewhile(columns.__ge__, widths))]


def _count_character(char: str) -> int:
    return 0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")


def _escape(char: str) -> str:
    return " / " if char == "\n" else f"\\u{ord(char):04x}"


_MIN_COLUMNS: Final = 2
"""How many columns the widest character takes."""
_UNSAFE: Final = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""What JSON does not escape: DEL, C1 controls, and what separates lines, sets the direction of text or is unseen."""
