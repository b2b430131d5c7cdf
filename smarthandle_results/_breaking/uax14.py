"""Characters in, letters out, and a table of which two of them a line may begin between: the whole of UAX #14.

The rules are those of Unicode 15.0, and LB19a of 16.0. `classify` gives the letters, `is_break` is the table.

All its classes are covered. Numbers follow the test file's tailoring (example 7 of section 8.2), complex scripts (SA)
do not break, and a quotation mark between East Asian characters opens or closes as its form says (LB19a of Unicode
16.0, without which Chinese speech could only break inside its quotation marks).

Strategy: a character becomes a letter, its class; what looks further than one neighbour is rewritten in the letters,
rarely; what is left is a table of pairs.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Final, TypeAlias

from smarthandle_results._breaking.characters import LETTERS, Characters, class_table

HANGUL: Final = "JL JV JT H2 H3"
AFTER: Final = True
"""In a rule: a line may begin here."""

# The second of two regional indicators, which closes a flag: no class of Unicode's own.
CLASSES: Final = {**LETTERS, "RI2": "u"}

RULES: Final = (
    # before the break, after it, is it one: the first that fits decides; "" is any class
    ("CR", "LF", False),  # LB5
    ("BK CR LF NL", "", AFTER),  # LB4, LB5
    ("", "BK CR LF NL SP ZW", False),  # LB6, LB7
    ("ZW", "", AFTER),  # LB8
    ("", "WJ", False),  # LB11
    ("WJ GL", "", False),  # LB11, LB12
    ("SP BA HY", "GL", AFTER),  # LB12a
    ("", "GL", False),
    ("", "CL CLW CP EX EXW IS SY", False),  # LB13
    ("OP OPW", "", False),  # LB14; with spaces, as LB15 to LB17, in _JOINED_SPACES
    ("QU", "OP OPW", False),  # LB15
    ("CL CLW CP", "NS", False),  # LB16
    ("B2", "B2", False),  # LB17
    ("SP", "", AFTER),  # LB18
    ("", "QU", False),  # LB19
    ("QU", "", False),
    ("CB", "", AFTER),  # LB20
    ("", "CB", AFTER),
    ("", "BA HY NS", False),  # LB21; LB21a in _HEBREW_HYPHEN
    ("BB", "", False),
    ("SY", "HL", False),  # LB21b
    ("", "IN", False),  # LB22
    ("AL HL", "NU", False),  # LB23
    ("NU", "AL HL", False),
    ("PR", "ID IDX EB EM", False),  # LB23a
    ("ID IDX EB EM", "PO", False),
    ("PR PO", "AL HL", False),  # LB24
    ("AL HL", "PR PO", False),
    ("PR PO OP OPW HY NU", "NU", False),  # LB25; the rest of it in _NUMBER_PARTS and _BEFORE_NUMBER
    ("NU", "PO PR", False),
    ("JL", "JL JV H2 H3", False),  # LB26
    ("JV H2", "JV JT", False),
    ("JT H3", "JT", False),
    (HANGUL, "PO", False),  # LB27
    ("PR", HANGUL, False),
    ("AL HL", "AL HL", False),  # LB28
    ("IS", "AL HL", False),  # LB29
    ("AL HL NU", "OP", False),  # LB30: of OP and CP, those that are not East Asian
    ("CP", "AL HL NU", False),
    ("RI", "RI2", False),  # LB30a
    ("EB IDX", "EM", False),  # LB30b
)

Lines: TypeAlias = list[tuple[int, int]]
"""From where to where each of some lines goes in a text."""


def letters_of(names: str) -> str:
    """Return the letters of some classes, given by name with spaces between, or of all."""
    return "".join(map(CLASSES.__getitem__, names.split())) if names else "".join(CLASSES.values())


_LETTER_RULES: Final = tuple((letters_of(before), letters_of(after), told) for before, after, told in RULES)


@cache
def is_break(before: str, after: str) -> bool:
    """Say whether a line may begin between two neighbouring classes, given as letters (LB31: if no rule fits)."""
    fitting = (told for befores, afters, told in _LETTER_RULES if before in befores and after in afters)
    return next(fitting, AFTER)


# Letters are rewritten as WJ, which joins both of its sides, where the rules join both sides of them.
_NUMBER_PARTS: Final = "(?<=U)[sy]+(?=[UPQ])|(?<=U)[sy]*[Ckp](?=[PQ])"  # LB25
_BEFORE_NUMBER: Final = "(?<=[PQ])[oW](?=U)"  # LB25
_HEBREW_HYPHEN: Final = "(?<=L)[YB]"  # LB21a
_JOINED_SPACES: Final = "(?<=[oW])S+|(?<=q)S+(?=[oW])|(?<=[Ckp])S+(?=n)|(?<=D)S+(?=D)"  # LB14 to LB17
_JOINED: Final = re.compile(f"{_NUMBER_PARTS}|{_BEFORE_NUMBER}|{_HEBREW_HYPHEN}|{_JOINED_SPACES}")
_AFTER_ZERO_WIDTH_SPACE: Final = re.compile("(?<=Z)S+")  # LB8
# What any of the above needs, told quickly, by its first letter: few lines have any of it.
_LOOKS_FURTHER: Final = re.compile(
    "[oWZqCkpDUPQLr](?:(?<=[oWZ])S|(?<=[qCkpD])S+[oWnD]|(?<=U)[sy]*[syCkp][UPQ]|(?<=[PQ])[oW]U|(?<=L)[YB]|(?<=r)r)"
)

_STRAY_MARK: Final = re.compile("(?<![^KRFlSZ])[mz]")  # LB10
_CLUSTER: Final = re.compile("[^mz][mz]*")
_EAST_ASIAN: Final = (
    "[\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\U00020000-\U0003fffd]"
)
_EAST_ASIAN_QUOTE: Final = re.compile(f"[\u2018\u2019\u201c\u201d](?<={_EAST_ASIAN}.)(?={_EAST_ASIAN})")
_QUOTE_CLASSES: Final = {quote: ord(LETTERS[name]) for quote, name in zip("‘’“”", ["OPW", "CLW"] * 2, strict=True)}


def _fill_with(letter: str) -> Callable[[re.Match[str]], str]:
    return lambda found: letter * len(found[0])


def classify(characters: Characters) -> tuple[str, list[int] | None]:
    """Return a letter for each character, or for each cluster (LB9), and then the clusters' offsets in the text.

    Neighbours in what is returned stand in no rule that looks further than the two of them. Nothing looks beyond a line
    feed: lines are classified as each would be by itself.
    """
    classes = bytearray(characters.look_up(class_table()))
    if not characters.is_ascii:
        for quote in _EAST_ASIAN_QUOTE.finditer(characters.text):  # LB19a
            classes[quote.start()] = _QUOTE_CLASSES[quote[0]]
    letters = classes.decode("ascii")
    offsets = None
    if "m" in letters or "z" in letters:
        clusters = list(_CLUSTER.finditer(_STRAY_MARK.sub("A", letters)))
        letters = "".join(found[0][0] for found in clusters)
        offsets = [found.start() for found in clusters]
    if lines := find_lines(letters, (found.start() for found in _LOOKS_FURTHER.finditer(letters)), LETTERS["LF"]):
        letters = "".join(_rewrite_lines(letters, lines))
    return letters, offsets


def _rewrite_lines(letters: str, lines: Lines) -> Iterator[str]:
    """Return the letters, with those rewritten in some lines that look further than one neighbour."""
    done = 0
    for begin, end in lines:
        yield letters[done:begin]
        line = _AFTER_ZERO_WIDTH_SPACE.sub(_fill_with("Z"), letters[begin:end]).replace("rr", "ru")
        yield _JOINED.sub(_fill_with("J"), line)
        done = end
    yield letters[done:]


def find_lines(text: str, places: Iterable[int], line_feed: str = "\n") -> Lines:
    """Return the lines that hold some places, given in order."""
    lines: Lines = []
    end = -1
    for place in places:
        if place > end:
            end = text.find(line_feed, place)
            end = len(text) if end < 0 else end
            lines.append((text.rfind(line_feed, 0, place) + 1, end))
    return lines
