"""Values → how they are shown: short reprs that say what is in them, and tables for notebooks."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from attrs import AttrsInstance, fields

from smarthandle_results._json import JsonObject
from smarthandle_results._wanted import describe

SHOWN_ROWS: Final = 20
"""How many rows of a sequence a notebook shows."""
MAX_CELL: Final = 200
"""How many characters of a cell a notebook shows, and of a field the repr of a value."""
MAX_ITEMS: Final = 20
"""How many values in a tuple the repr of the value around it shows."""
MAX_TEXT: Final = 24
"""How many characters of a sequence's first text its repr shows."""
MAX_FIELD: Final = 60
"""How many characters of a field the repr of a response shows."""
MAX_BITS: Final = 1000
"""How long a number in a message may be: Python refuses to write one of more than 4,300 digits."""


def shorten(text: str, limit: int) -> str:
    r"""Return the beginning of a text as one line, of at most `limit` characters.

    Whatever is not printable, such as a control character, becomes a space, and several spaces one.

    >>> shorten("Speaking of\nwhich,", 14)
    'Speaking of w…'
    """
    head = text[: 4 * limit]  # the whole of a long text would take long
    line = " ".join("".join(character if character.isprintable() else " " for character in head).split())
    return line if len(line) <= limit and head == text else f"{line[: limit - 1].rstrip()}…"


def quote_value(value: object) -> str:
    """Write a value that a function cannot use, for its message; of a long text the beginning.

    >>> quote_value("x" * 100), quote_value(10**5000)
    ("'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'…", 'a huge number')
    """
    if isinstance(value, int) and value.bit_length() > MAX_BITS:
        return "a huge number"
    if isinstance(value, str | bytes) and len(value) > MAX_FIELD:
        return f"{value[:MAX_FIELD]!r}…"
    return repr(value)


def quote_name(value: object) -> str:
    """Write what was passed as a name, for its message: only a short text may be one, and anything else may be content.

    >>> quote_name("cue"), quote_name("x" * 100), quote_name(["x"])
    ("'cue'", 'text of 100 characters', 'list')
    """
    if not isinstance(value, str):
        return describe(value)
    return repr(value) if len(value) <= MAX_FIELD else f"text of {show_count(len(value), 'character')}"


def hint_at_name(value: object, names: Iterable[str], cutoff: float = 0.6) -> str:
    """Suggest the known name that an unknown one is closest to; return "" if none is close.

    >>> hint_at_name(" Cue", ["cues", "jobs"]), hint_at_name("usage", ["cues", "jobs"])
    ("; perhaps it is 'cues'", '')
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only errors need it

    name = value.strip().lower() if isinstance(value, str) and len(value) <= MAX_FIELD else ""
    near = get_close_matches(name, [*names], 1, cutoff)
    return f"; perhaps it is {near[0]!r}" if near else ""


def show_count(count: float, noun: str, plural: str = "") -> str:
    """Write a count with its noun, in the plural by an s unless one is given.

    >>> show_count(1, "cue"), show_count(1200, "cue"), show_count(2, "copy", "copies")
    ('1 cue', '1,200 cues', '2 copies')
    """
    return f"{count:,} {noun if count == 1 else plural or f'{noun}s'}"


def show_sequence(value: Sequence[object], parts: Iterable[str]) -> str:
    """Write the repr of a sequence: its class, and the parts that are not empty."""
    return f"{type(value).__name__}({', '.join(filter(None, parts))})"


def show_text(text: str | None) -> str:
    """Write the beginning of a text, in quotes; nothing for none."""
    return repr(shorten(text, MAX_TEXT)) if text else ""


def show_length(text: str | None) -> str:
    """Write how long a payload is: its text may be long, and is users' content."""
    return "None" if text is None else f"<{show_count(len(text), 'character')}>"


def show_fields(value: AttrsInstance) -> str:
    """Write the repr of a value: without what is None or a default; of a long text the beginning."""
    parts: list[str] = []
    for field in fields(type(value)):
        cell = getattr(value, field.name)
        if field.repr and cell is not None and cell != field.default:
            parts.append(f"{field.name}={field.repr(cell) if callable(field.repr) else _show_cell(cell)}")
    return f"{type(value).__name__}({', '.join(parts)})"


def show_value(value: AttrsInstance) -> str:
    """Write the repr of a value: all of its fields, of a long one the beginning."""
    parts = (f"{field.name}={_show_whole(getattr(value, field.name))}" for field in fields(type(value)))
    return f"{type(value).__name__}({', '.join(parts)})"


def show_table(rows: Sequence[AttrsInstance]) -> str:
    """Write an HTML table of the first rows, for notebooks. A column in which they have nothing is left out."""
    from html import escape  # noqa: PLC0415 - only notebooks need it

    shown = list(islice(rows, SHOWN_ROWS))
    names = [field.name for field in fields(type(shown[0]))] if shown else []
    names = [column for column in names if any(getattr(row, column) not in (None, {}) for row in shown)]

    def write(tag: str, cells: Iterable[str]) -> str:
        return "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells)

    lines = [f"<tr>{write('th', names)}</tr>"]
    lines += [f"<tr>{write('td', (_write_cell(getattr(row, column)) for column in names))}</tr>" for row in shown]
    first = f", the first {SHOWN_ROWS}" if len(rows) > SHOWN_ROWS else ""
    return f"<table><caption>{type(rows).__name__} ({len(rows):,}){first}</caption>{''.join(lines)}</table>"


def _show_whole(cell: object) -> str:
    if isinstance(cell, str) and len(cell) > MAX_CELL:
        return repr(shorten(cell, MAX_CELL))
    if _count_items(cell) > MAX_ITEMS:
        return f"<{_count_items(cell):,} values>"
    text = repr(cell)
    return text if len(text) <= MAX_CELL else f"{text[: MAX_CELL - 1]}…"


def _count_items(cell: object) -> int:
    return len(cell) if isinstance(cell, tuple) else 0  # pyright: ignore[reportUnknownArgumentType]


def _show_cell(cell: object) -> str:
    return repr(shorten(cell, MAX_FIELD) if isinstance(cell, str) and len(cell) > MAX_FIELD else cell)


def _write_cell(cell: object) -> str:
    plain = str({**cell}) if isinstance(cell, JsonObject) else str(cell)
    return "" if cell is None else shorten(plain, MAX_CELL)
