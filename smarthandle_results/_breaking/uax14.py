"""Characters in, letters out, and a table of which two of them a line may begin between: the whole of UAX #14.

The rules are those of Unicode 15.0, and LB19a of 16.0. All classes are covered. Numbers follow the tailoring of
Unicode's test file (example 7 of section 8.2); complex scripts (SA) do not break; and a quotation mark between East
Asian characters opens or closes as its form says (LB19a of Unicode 16.0, without which Chinese speech could break only
inside its quotation marks).

Strategy: most rules of UAX #14 look at the class before a break and the class after it, and the first rule that fits
decides. Those rules are a table, `RULES`, which `pairs` makes ready for whole texts. Other rules look further: at what
comes before the spaces, at the digits before a comma, at how many regional indicators came before. They are rare, and
all that they say is that two neighbors stay together, or that a class counts as another. So they are carried out
first, by rewriting letters, until two neighbors are enough:

1. `classify` looks up the letter of each character, and East Asian quotation marks get the letters of brackets
   (LB19a).
2. A character with its combining marks becomes one letter, that of the character (LB9); a mark on its own becomes AL
   (LB10). From here on the letters have offsets, because there are fewer letters than characters.
3. A line feed ends the reach of every rule, so only the lines that `_NEEDS_CONTEXT` finds something in are rewritten:
   none of the 757 Chinese lines of the tests' corpus, 10 of 809 English ones. In these,
   - spaces after a zero width space become zero width spaces (LB8);
   - the second regional indicator of each two becomes RI2 (LB30a), and RULES keep RI and RI2 together;
   - a letter that its context ties to both of its neighbors becomes WJ, the class that never has a break beside it
     (`_TIED_BY_CONTEXT`: LB14 to LB17, LB21a, LB25).

For example, with `÷` where RULES have a break in the end:

    text          ( 3,5%  é🇨🇳🇺🇸
    step 1        o S U s U P S S A m r r r r
    step 2        o S U s U P S S A r r r r       the accent has no letter: offsets 0 to 8, 10 to 13
    step 3        o J U J U P S S A r u r u       the space after `(` and the comma between digits are tied
    breaks                       ÷ ÷   ÷          before é, before each flag
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Final, TypeAlias

from smarthandle_results._breaking.characters import LETTERS, Characters, line_break_table

LineRange: TypeAlias = tuple[int, int]
"""Where a line of a text begins and ends."""

HANGUL_CLASSES: Final = "JL JV JT H2 H3"
BREAK: Final = True
NO_BREAK: Final = False

RULES: Final = (
    # the class before a break, the class after it, whether there is one: the first that fits decides; "" is any class
    ("CR", "LF", NO_BREAK),  # LB5
    ("BK CR LF NL", "", BREAK),  # LB4, LB5
    ("", "BK CR LF NL SP ZW", NO_BREAK),  # LB6, LB7
    ("ZW", "", BREAK),  # LB8
    ("", "WJ", NO_BREAK),  # LB11
    ("WJ GL", "", NO_BREAK),  # LB11, LB12
    ("SP BA HY", "GL", BREAK),  # LB12a
    ("", "GL", NO_BREAK),
    ("", "CL CLW CP EX EXW IS SY", NO_BREAK),  # LB13
    ("OP OPW", "", NO_BREAK),  # LB14; with spaces, as LB15 to LB17, in _TIED_BY_CONTEXT
    ("QU", "OP OPW", NO_BREAK),  # LB15
    ("CL CLW CP", "NS", NO_BREAK),  # LB16
    ("B2", "B2", NO_BREAK),  # LB17
    ("SP", "", BREAK),  # LB18
    ("", "QU", NO_BREAK),  # LB19
    ("QU", "", NO_BREAK),
    ("CB", "", BREAK),  # LB20
    ("", "CB", BREAK),
    ("", "BA HY NS", NO_BREAK),  # LB21; LB21a in _TIED_BY_CONTEXT
    ("BB", "", NO_BREAK),
    ("SY", "HL", NO_BREAK),  # LB21b
    ("", "IN", NO_BREAK),  # LB22
    ("AL HL", "NU", NO_BREAK),  # LB23
    ("NU", "AL HL", NO_BREAK),
    ("PR", "ID IDX EB EM", NO_BREAK),  # LB23a
    ("ID IDX EB EM", "PO", NO_BREAK),
    ("PR PO", "AL HL", NO_BREAK),  # LB24
    ("AL HL", "PR PO", NO_BREAK),
    ("PR PO OP OPW HY NU", "NU", NO_BREAK),  # LB25; the rest of it in _TIED_BY_CONTEXT
    ("NU", "PO PR", NO_BREAK),
    ("JL", "JL JV H2 H3", NO_BREAK),  # LB26
    ("JV H2", "JV JT", NO_BREAK),
    ("JT H3", "JT", NO_BREAK),
    (HANGUL_CLASSES, "PO", NO_BREAK),  # LB27
    ("PR", HANGUL_CLASSES, NO_BREAK),
    ("AL HL", "AL HL", NO_BREAK),  # LB28
    ("IS", "AL HL", NO_BREAK),  # LB29
    ("AL HL NU", "OP", NO_BREAK),  # LB30: of OP and CP, those that are not East Asian
    ("CP", "AL HL NU", NO_BREAK),
    ("RI", "RI2", NO_BREAK),  # LB30a
    ("EB IDX", "EM", NO_BREAK),  # LB30b
)


def get_letters(names: str) -> str:
    """Return the letters of some classes, given by name with spaces between, or of all."""
    return "".join(map(LETTERS.__getitem__, names.split())) if names else "".join(LETTERS.values())


_LETTER_RULES: Final = tuple((get_letters(before), get_letters(after), verdict) for before, after, verdict in RULES)


@cache
def is_break(before: str, after: str) -> bool:
    """Return whether a line may begin between two neighboring classes, given as letters (LB31: if no rule fits)."""
    verdicts = (verdict for befores, afters, verdict in _LETTER_RULES if before in befores and after in afters)
    return next(verdicts, BREAK)


_TIED_BY_CONTEXT: Final = re.compile(
    r"""
      (?<=U) [sy]+ (?=[UPQ])       # LB25: commas, dots and slashes between digits, or between a digit and its unit
    | (?<=U) [sy]* [Ckp] (?=[PQ])  # LB25: what closes after a digit, before a unit
    | (?<=[PQ]) [oW] (?=U)         # LB25: what opens between a currency sign and a digit
    | (?<=L) [YB]                  # LB21a: a hyphen after a Hebrew letter
    | (?<=[oW]) S+                 # LB14: spaces after an opening mark
    | (?<=q) S+ (?=[oW])           # LB15: spaces between a quotation mark and an opening mark
    | (?<=[Ckp]) S+ (?=n)          # LB16: spaces between a closing mark and a nonstarter
    | (?<=D) S+ (?=D)              # LB17: spaces between two dashes of class B2
    """,
    re.VERBOSE,
)
"""What is rewritten as WJ."""
_AFTER_ZERO_WIDTH_SPACE: Final = re.compile("(?<=Z)S+")  # LB8
_NEEDS_CONTEXT: Final = re.compile(
    r"""
    [oWZqCkpDUPQLr]              # how each begins: to look for one set first is 4 to 10 times as quick
    (?: (?<=[oWZ]) S             # LB8, LB14
      | (?<=[qCkpD]) S+ [oWnD]   # LB15, LB16, LB17
      | (?<=U) [sy]*[syCkp][UPQ] # LB25
      | (?<=[PQ]) [oW] U         # LB25
      | (?<=L) [YB]              # LB21a
      | (?<=r) r                 # LB30a
    )
    """,
    re.VERBOSE,
)
"""What may need rewriting: a match too many costs only time."""

_STRAY_MARK: Final = re.compile("(?<![^KRFlSZ])[mz]")  # LB10: after a space or a line end, or at the start
_CLUSTER: Final = re.compile("[^mz][mz]*")  # LB9
_EAST_ASIAN: Final = (
    "[\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\U00020000-\U0003fffd]"
)
_EAST_ASIAN_QUOTE: Final = re.compile(f"[\u2018\u2019\u201c\u201d](?<={_EAST_ASIAN}.)(?={_EAST_ASIAN})")
_QUOTE_CLASSES: Final = {quote: ord(LETTERS[name]) for quote, name in zip("‘’“”", ["OPW", "CLW"] * 2, strict=True)}


def _fill_with(letter: str) -> Callable[[re.Match[str]], str]:
    return lambda match: letter * len(match[0])


def classify(characters: Characters) -> tuple[str, list[int] | None]:
    """Return a letter for each character, or for each cluster (LB9), and then the clusters' offsets in the text.

    No rule looks further than two neighbors in the result, and none beyond a line feed: each line is classified as it
    would be by itself.
    """
    classes = bytearray(characters.look_up(line_break_table()))
    if not characters.is_ascii:
        for quote in _EAST_ASIAN_QUOTE.finditer(characters.text):  # LB19a
            classes[quote.start()] = _QUOTE_CLASSES[quote[0]]
    letters = classes.decode("ascii")
    offsets = None
    if "m" in letters or "z" in letters:
        clusters = list(_CLUSTER.finditer(_STRAY_MARK.sub("A", letters)))
        letters = "".join(cluster[0][0] for cluster in clusters)
        offsets = [cluster.start() for cluster in clusters]
    if lines := find_line_ranges(letters, (match.start() for match in _NEEDS_CONTEXT.finditer(letters)), LETTERS["LF"]):
        letters = "".join(_rewrite_lines(letters, lines))
    return letters, offsets


def _rewrite_lines(letters: str, lines: list[LineRange]) -> Iterator[str]:
    """Yield the letters, with the rules that look further carried out in some lines."""
    copied_to = 0
    for begin, end in lines:
        yield letters[copied_to:begin]
        line = _AFTER_ZERO_WIDTH_SPACE.sub(_fill_with("Z"), letters[begin:end]).replace("rr", "ru")
        yield _TIED_BY_CONTEXT.sub(_fill_with("J"), line)
        copied_to = end
    yield letters[copied_to:]


def find_line_ranges(text: str, places: Iterable[int], line_feed: str = "\n") -> list[LineRange]:
    """Return the lines that contain some places, given in order."""
    lines: list[LineRange] = []
    end = -1
    for place in places:
        if place > end:
            end = text.find(line_feed, place)
            end = len(text) if end < 0 else end
            lines.append((text.rfind(line_feed, 0, place) + 1, end))
    return lines
