r"""A cue's text → text that no SubRip reader mistakes for anything else, and back.

SubRip has no standard and no escape. A cue's text is plain text, so wherever a reader would see markup, or the start of
another cue, a U+2060 WORD JOINER, which is invisible, is added: after each `<` and `{`, after a backslash before `N`,
`n` or `h`, inside `-->`, inside a timestamp, after a last line of digits and other digits that could be the number of a
cue, and at the end of any other line that is like times. Where there are joiners already, one more is added. Reading
removes one again.

A line is like times if it has two timestamps, or one and an arrow, sound or not: in damaged files digits are missing, a
colon is a semicolon or full-width, an arrow is `->`, `--&gt;` or `→`. Readers do not agree on what such a line says.
Taken as text, it would hide a cue, so `decode_srt` accepts it as text only with a joiner in it. These are like times:

    00:00:3,000 -> 00:00:4,000     an arrow may be damaged if the first timestamp has two marks, one of them a colon
    00:03 --> 00:04                for `-->`, one colon is enough
    00:00:03,000 -->               the line was cut off
    0:00:01.000,0:00:02.000        two whole timestamps need no arrow

These are not: `10:30 → 11:45`, `1.2.3 -> 1.2.4`, `a --> b`.
"""

import re
from functools import cache
from typing import Final

from smarthandle_results._text import JOINER, has_any


def add_joiners(texts: tuple[str, ...]) -> tuple[str, ...]:
    r"""Add joiners to the texts of sound cues.

    >>> add_joiners(("a --> b", "fine"))
    ('a --\u2060> b', 'fine')
    """
    whole = "".join(texts)
    if not has_any(whole, _HAZARD_MARKS):
        return texts
    # Sound texts have no empty line, so that those between them part them again: one text takes a third of the time.
    whole = "\n\n".join(texts)
    joined = _compile_hazard("*").sub(rf"\g<0>{JOINER}", whole)
    if is_like_times(whole.replace(JOINER, "")):
        joined = "\n".join(line + JOINER if _needs_end(line) else line for line in joined.split("\n"))
    return tuple(joined.split("\n\n"))


def remove_joiners(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts of a file as they were before `add_joiners`."""
    return tuple(map(_remove_joiners, texts)) if JOINER in "".join(texts) else texts


def is_like_times(text: str) -> bool:
    """Return whether any line of a text is like times and has no joiner."""
    if not has_any(text, _TIMES_MARKS):
        return False
    times_like = _compile_times_like()
    if not times_like.search(text):
        return False
    return any(JOINER not in line and times_like.search(line) for line in text.split("\n"))


def _needs_end(line: str) -> bool:
    """Return whether a line needs a joiner at its end, which does not depend on how many joiners are there."""
    return is_like_times(line.rstrip(JOINER))


def _remove_joiners(text: str) -> str:
    lines = (line.removesuffix(JOINER) if _needs_end(line) else line for line in text.split("\n"))
    return _compile_hazard("+").sub(r"\1", "\n".join(lines))


@cache  # not at the import, because it takes 1 ms, and most texts need none
def _compile_hazard(quantifier: str) -> re.Pattern[str]:
    """Compile the pattern of a place that needs a joiner: `*` with any number of them, `+` with the first of some."""
    places = "|".join(f"{before}(?={JOINER}{quantifier}{after})" for before, after in _HAZARDS)
    return re.compile(f"({_BEGINNING}(?:{places})){JOINER if quantifier == '+' else ''}")


@cache  # likewise: 7 ms
def _compile_times_like() -> re.Pattern[str]:
    return re.compile(_TIMES_LIKE, re.VERBOSE | re.MULTILINE)


ASS_ESCAPES: Final = "Nnh"
"""After a backslash they are the end of a line, or a space, for ASS and for players that are built on it."""
_HAZARDS: Final = (
    ("(?<=-)-", ">"),  # an arrow between times
    ("(?<=[<{])", ""),  # a tag or an override
    (r"(?<=\\)", f"[{ASS_ESCAPES}]"),
    (r"(?<=\d):\d\d?:\d\d?", r"[.,]\d"),  # a timestamp
    # the number of a cue, and the times in the line after it
    (r"(?<=[^\n]\n[-0-9])[0-9]*+(?<=[0-9])(?:\.[0-9]*+)?+", "\n[0-9]++[,.:，．。：][0-9]++[,.:，．。：][0-9]"),
    # a last line of digits, which pysubs2 mistakes for the number of a cue that is missing at the end of a file
    (r"(?<=[^\n]\n\d)\d*+", r"(?:\n\n|\Z)"),
)
"""What comes before and after each place that needs a joiner, except the first character, `_BEGINNING`."""

# Searching for these characters is fast.
_BEGINNING: Final = r"[-<{\\\d]"

_COLON: Final = "[:;：；∶]"
_MARK: Final = "[:;：；∶.,，．。]"
_DASHES: Final = "-‐‑−－–—―"
_GREATER: Final = "(?:>|＞|&gt;)"
_ARROW: Final = rf"(?:(?:[{_DASHES}][ ]?){{2,}}+|[–—―][ ]?){_GREATER}"
_LIKE_ARROW: Final = rf"(?:{_ARROW}|[-‐‑−－=~][ ]?{_GREATER}|=+{_GREATER}|[→⇒⟶⟹➔➜➡])"
_STAMP: Final = rf"{_COLON}[ ]?\d{{1,3}}[ ]?{_COLON}[ ]?\d{{1,3}}[ ]?{_MARK}[ ]?\d"
_TIMES_LIKE: Final = rf"""
[{_DASHES}\d]  # all begin alike, which makes the search three times as fast
(?:
    (?<=\d)[ ]?
    (?:
        {_STAMP}(?:\d{{0,3}}[ ]?[{_DASHES}]{{1,2}}$|[^\n]*?\d[ ]?{_STAMP})
      | {_COLON}[ ]?\d{{0,6}}[ ]?{_MARK}[ ]?\d{{1,6}}(?:[ ]?{_MARK}[ ]?\d{{0,6}})?[ \t]*+{_LIKE_ARROW}
        [ \t]*+\d{{0,6}}[ ]?{_COLON}
      | (?:{_COLON}|\.\d{{1,2}}[.,])[\w{_MARK[1:-1]}\ \t]{{0,20}}{_ARROW}[ \t]*+(?:[\d{_MARK[1:-1]}]|$)
    )
  | (?<=[{_DASHES}])(?:[ ]?[{_DASHES}]|(?<=[–—―]))[ ]?{_GREATER}
    [ \t]*+\d{{0,3}}[ ]?{_COLON}[ ]?\d{{0,3}}[ ]?{_MARK}[ ]?\d
)
"""

_TIMES_MARKS: Final = (*_COLON[1:-1], ">", "＞")
"""A text without any of these is not like times."""

_HAZARD_MARKS: Final = ("\n", *_TIMES_MARKS, "<", "{", "\\")
"""A text without any of these has no hazard and is not like times."""
