"""The arguments of a call, by their names → an error for the first that is of another type or has no meaning.

A command gets its arguments as text and checks them itself; a program may pass anything.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

from smarthandle_results import Profile
from smarthandle_results._shown import quote_name
from smarthandle_results._wanted import describe

PathLike: TypeAlias = str | os.PathLike[str]


def check_arguments(arguments: Mapping[str, object]) -> None:
    """Raise `TypeError` or `ValueError` for the first argument that cannot be used.

    >>> check_arguments({"out": "out", "workers": "2"})
    Traceback (most recent call last):
    TypeError: expected a whole number as workers, got str
    """
    for name, value in arguments.items():
        wanted, is_of_kind = _KINDS[name]
        if value is None and name in _OPTIONAL:
            continue
        if not is_of_kind(value):
            raise TypeError(f"expected {wanted} as {name}, got {describe(value)}")
        if isinstance(value, str) and not value:
            raise ValueError(f"expected {wanted} as {name}, got an empty one")
        if name in _POSITIVE and isinstance(value, int) and value < 1:
            raise ValueError(f"expected {wanted} from 1 as {name}, got {value}")
        if name == "keep" and value not in _KEEP:
            raise ValueError(f"expected {' or '.join(_KEEP)} as keep, got {quote_name(value)}")


def list_paths(inputs: PathLike | Iterable[PathLike]) -> list[str]:
    """List the paths that inputs are, or one. Raises `TypeError` for one that is no path."""
    paths: list[PathLike] = [inputs] if isinstance(inputs, str | os.PathLike) else [*inputs]
    for path in paths:
        if not _is_path(path):
            raise TypeError(f"expected paths as inputs, got {describe(path)} among them")
    return [os.fspath(path) for path in paths]


def list_names(to: str | Iterable[str] | None) -> list[str] | None:
    """List the names in `to`, each of which may be several with commas; None for None.

    Raises `TypeError` for what is no text, and `ValueError` if there is none.
    """
    if to is None:
        return None
    texts = [to] if isinstance(to, str) else [*to]
    for text in texts:
        if not _is_text(text):
            raise TypeError(f"expected names of outputs as to, got {describe(text)} among them")
    names = [name for text in texts for name in text.split(",") if name.strip()]
    if not names:
        raise ValueError("expected an output to write, such as srt or usage.csv, got none")
    return names


def _is_path(value: object) -> bool:
    if isinstance(value, os.PathLike):
        return isinstance(os.fspath(value), str)  # pyright: ignore[reportUnknownArgumentType]
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return type(value) is int


def _is_flag(value: object) -> bool:
    return type(value) is bool


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_many(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, bytes | bytearray | memoryview | Mapping)


_PATH: Final = ("a path", _is_path)
_NUMBER: Final = ("a whole number", _is_number)
_FLAG: Final = ("True or False", _is_flag)
_TEXT: Final = ("text", _is_text)
_FUNCTION: Final = ("a function", callable)

_KINDS: Final[dict[str, tuple[str, Callable[[object], bool]]]] = {
    "inputs": ("a path or paths", lambda value: _is_path(value) or _is_many(value)),
    "to": ("names of outputs", lambda value: value == "" or _is_many(value)),
    "profile": ("a Profile or a name", lambda value: isinstance(value, str | Profile)),
    **dict.fromkeys(("out", "file", "quarantine"), _PATH),
    **dict.fromkeys(("name", "body_column", "words", "style", "keep"), _TEXT),
    **dict.fromkeys(("extend_last", "bom", "crlf", "overwrite", "resume", "log_lines"), _FLAG),
    **dict.fromkeys(("offset_ms", "max_errors", "max_body", "workers"), _NUMBER),
    **dict.fromkeys(("on_progress", "on_search", "on_left_out"), _FUNCTION),
}
"""What each argument is to be."""

_OPTIONAL: Final = {"out", "file", "to", "name", "quarantine", "max_errors", "body_column"}
_POSITIVE: Final = {"max_errors", "max_body", "workers"}
_KEEP: Final = ("last", "polls")
