r"""The texts of a timeline's clips ↔ their `Content`, which has a language like that of ASS.

In it `\N` and `\n`, of two characters, are ends of lines, and `{\b1}` is a command. No escape is documented, so a
text's own braces and backslashes become full-width ones, which no engine can take for a command, each with an
invisible U+2060 WORD JOINER after it. Reading makes them what they were. Where a text has full-width ones with joiners
after them, it gets as many joiners again: an odd number marks what was replaced.

    a {b}      →   a ｛⁠b｝⁠
    two        →   one\Ntwo         one and two being two lines
    lines
"""

import re
from collections.abc import Sequence
from typing import Final

from smarthandle_results._text import JOINER, change_joined, has_any


def write_contents(texts: tuple[str, ...]) -> tuple[str, ...]:
    r"""Write the content of each text, none of which has a NUL.

    >>> write_contents(("one\ntwo", r"C:\new"))
    ('one\\Ntwo', 'C:＼\u2060new')
    """
    whole = "".join(texts)
    if not has_any(whole, ("\n", *WIDE, *WIDE.values())):
        return texts
    return change_joined(texts, lambda text: _MARKED.sub(_write_marked, text).replace("\n", r"\N"))


def read_contents(contents: Sequence[str]) -> tuple[str, ...]:
    """Read the text of each content, as `read_content` does."""
    whole = "".join(contents)
    return tuple(map(read_content, contents) if has_any(whole, _MARKS) else contents)


def read_content(content: str) -> str:
    r"""Read the text of a content, without commands.

    >>> read_content(r"{\b1}one{\b0}\Ntwo"), read_content("C:＼\u2060new")
    ('one\ntwo', 'C:\\new')
    """
    return _WRITTEN.sub(_read_written, _LINE_END.sub("\n", _COMMAND.sub("", content)))


def has_command(content: str) -> bool:
    """Return whether a content has a command, which its text has not."""
    return "{" in content and _COMMAND.search(content) is not None


def _write_marked(match: re.Match[str]) -> str:
    mark, joiners = match.groups()
    return f"{WIDE[mark]}{joiners}{joiners}{JOINER}" if mark in WIDE else f"{mark}{joiners}{joiners}"


def _read_written(match: re.Match[str]) -> str:
    mark, joiners = match.groups()
    return (_NARROW[mark] if len(joiners) % 2 else mark) + joiners[: len(joiners) // 2]


WIDE: Final = {"{": "｛", "}": "｝", "\\": "＼"}
"""The full-width form of each character of commands."""
_NARROW: Final = {wide: narrow for narrow, wide in WIDE.items()}
_MARKS: Final = ("{", "\\", *_NARROW)
"""A content without any of these is its text."""

_MARKED: Final = re.compile(f"([{{}}\\\\｛｝＼])({JOINER}*)")
_WRITTEN: Final = re.compile(f"([｛｝＼])({JOINER}+)")
_LINE_END: Final = re.compile(r"\\[Nn]")
_COMMAND: Final = re.compile(r"\{\\[^{}]*\}")
