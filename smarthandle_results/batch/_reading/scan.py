r"""JSON text, piece by piece → where its values end, and where it is damaged.

Strategy:

Operations to support:
- find where a JSON value ends, in text that arrives in pieces of any size
- notice that text cannot be JSON, as soon as its strings and brackets show it
- say of a bracket that was passed whether it was closed, where the outermost was, and what the last one closed

Goals:
- each byte is read once, however many pieces it arrives in: the scan stops where the text stops, and goes on there
- the inside of a string, which is most of a body, is passed over by the pattern and not by Python
- a level of nesting costs nine bytes, so text of nothing but brackets is no attack

Plan:
- A pattern finds the next token: a string, a bracket or a comma. All other text (numbers, names, colons, white space)
  is skipped and not checked: whether a body is JSON is for its decoder to say.
- A table says what a token means, by what is open at its place. Most mean nothing. The others are marks: the scan stops
  there, and its caller decides whether the value ends.
- A string that the end of the text cuts in two is remembered, and its end is looked for in the next piece. What follows
  a string or a comma is looked at in the same piece only; damage that is missed so shows at a later token.
- The places of the open brackets are kept, and stay true when the text moves. So is that of the bracket which was
  closed last: of a value that was torn off, and another one written right after it, that is where the whole one begins.

An input worked through, the text `{"a": [1, "]"]}, {`, with the marks of the table at the end:

    {       an object, and nothing was open: OPENED
    "a"     a string: no mark
    [       an array, within the object: no mark
    ,       in an array: no mark
    "]"     a string: no mark, whatever is in it
    ]       closes the array; the object is still open: no mark
    }       closes the object, and nothing is open: CLOSED
    ,       nothing is open: COMMA. In an array of bodies the body before it ends here.
    {       NEXT_OBJECT, had there been no comma; the caller has begun a new scan after it, so: OPENED
            Then the text ends: NEED_DATA. The next step goes on with what is added to the text.
"""

import re
from array import array
from bisect import bisect_left
from enum import Enum, auto
from typing import Final, final


class Mark(Enum):
    """Why a scan stopped."""

    NEED_DATA = auto()
    """The text ends here, perhaps within a string."""
    COMMA = auto()
    """A comma outside of all brackets."""
    STRAY = auto()
    """A closing bracket that nothing opened."""
    OPENED = auto()
    """A bracket outside of all others."""
    CLOSED = auto()
    """The bracket that closes it."""
    NEXT_OBJECT = auto()
    """A brace that opens an object after the outermost bracket was closed, without a comma between."""
    DAMAGED = auto()
    """Something that no JSON contains: the strings and brackets before it cannot be trusted."""


@final
class Scan:
    """A place in JSON text, and the brackets and the string that are open there.

    `mark_start` and `position` are where the last mark begins and ends, as indices of the text given to `step`;
    before the first mark, and where data is needed, `position` is where the scan goes on.
    """

    def __init__(self, position: int = 0) -> None:
        self.mark_start: int = position
        self.position: int = position
        self.closed_at: int = 0  # where the first outermost bracket was closed, 0 while none is
        self.opened = 0  # how many outermost brackets were opened
        self.is_damaged = False
        self.is_in_string = False
        self._open = bytearray([_OUTSIDE])  # what is open, from the outside in
        self._places = array("q")  # where each of these was opened
        self._last_closed = 0  # where the bracket was opened that was closed last
        self._shift = 0  # how far the text has moved since the scan began, as places do not

    @property
    def is_open(self) -> bool:
        """Say whether a bracket or a string is open."""
        return bool(self._places) or self.is_in_string

    @property
    def is_closed(self) -> bool:
        """Say whether an outermost bracket was closed."""
        return self._open[0] == _AFTER_VALUE

    @property
    def last_closed(self) -> int:
        """The index of the text at which the bracket was opened that was closed last."""
        return self._last_closed - self._shift

    def is_unclosed(self, index: int) -> bool:
        """Say whether a bracket at an index of the text was opened, and not closed up to `position`."""
        place = index + self._shift
        number = bisect_left(self._places, place)
        return number < len(self._places) and self._places[number] == place

    def move(self, by: int) -> None:
        """Follow the text, whose indices have become smaller."""
        self.mark_start -= by
        self.position -= by
        self.closed_at = self.closed_at and self.closed_at - by
        self._shift += by

    def step(self, data: bytes) -> Mark:
        """Read on to the next mark."""
        if self.is_in_string and not self._leave_string(data):
            return Mark.NEED_DATA
        for token in _TOKEN.finditer(data, self.position):
            kind = token.lastgroup
            if kind is None:  # a whole string
                continue
            if kind == "cut":
                self.position = token.start("cut")
                self.is_in_string = True
                return Mark.NEED_DATA
            mark = _MARKS[kind][self._open[-1]]
            if mark is Mark.OPENED:
                self._open.append(_OPENED[kind])
                self._places.append(token.start() + self._shift)
                if len(self._places) > 1:
                    continue
                self.opened += 1
            elif mark is Mark.CLOSED:
                self._open.pop()
                self._last_closed = self._places.pop()
                if self._places:
                    continue
                self._open[0] = _AFTER_VALUE
                self.closed_at = self.closed_at or token.end()
            if mark is not None:
                self.mark_start, self.position = token.span()
                self.is_damaged = mark is Mark.DAMAGED
                return mark
        self.position = len(data)
        return Mark.NEED_DATA

    def _leave_string(self, data: bytes) -> bool:
        """Pass over the rest of a string that began in an earlier piece; return False if it goes on in a later one."""
        match = _STRING.match(data, self.position)
        self.position = match.end() if match else self.position
        self.is_in_string = not data.startswith(b'"', self.position)
        self.position += not self.is_in_string
        return not self.is_in_string


_OUTSIDE, _AFTER_VALUE, _IN_ARRAY, _IN_OBJECT = range(4)
_OPENED: Final = {"open_array": _IN_ARRAY, "open_object": _IN_OBJECT}

# fmt: off
_MARKS: Final[dict[str, tuple[Mark | None, ...]]] = {
    # token          before any bracket  after the outermost one  in an array    in an object
    "open_array":   (Mark.OPENED,        Mark.OPENED,             Mark.OPENED,   Mark.OPENED),
    "open_object":  (Mark.OPENED,        Mark.NEXT_OBJECT,        Mark.OPENED,   Mark.OPENED),
    "close_array":  (Mark.STRAY,         Mark.STRAY,              Mark.CLOSED,   Mark.DAMAGED),
    "close_object": (Mark.STRAY,         Mark.STRAY,              Mark.DAMAGED,  Mark.CLOSED),
    "comma":        (Mark.COMMA,         Mark.COMMA,              None,          None),
    # In an object a comma is followed by a key: by a brace only where the end of a body is missing.
    "comma_object": (Mark.COMMA,         Mark.COMMA,              None,          Mark.DAMAGED),
    # After a string that no comma, colon or bracket follows, its quotes and those before may be inside out.
    "odd":          (Mark.DAMAGED,       Mark.DAMAGED,            Mark.DAMAGED,  Mark.DAMAGED),
}
# fmt: on
"""What a token means, by what is open at its place. `OPENED` and `CLOSED` are marks for the outermost bracket only."""

_STRING: Final = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
"""The inside of a string, up to its closing quote or as far as the text goes, without half of an escape."""

_TOKEN: Final = re.compile(
    rb"""
      " %s (?: " (?P<odd> \s*+ [^\s,:\]}] )?  # a whole string, perhaps followed by what cannot follow one
             | (?P<cut> \\? \Z ) )            # or one that the end of the text cuts, perhaps within an escape
    | , \s*+ (?= \{ ) (?P<comma_object>)
    | , (?P<comma>)
    | \[ (?P<open_array>)
    | \{ (?P<open_object>)
    | \] (?P<close_array>)
    | \} (?P<close_object>)
    """
    % _STRING.pattern,
    re.DOTALL | re.VERBOSE,
)
"""A token, named by its last group. Each branch begins with its character, so that `re` searches for these alone."""

BODY_START: Final = re.compile(
    rb"""
    \{ \s*+ ["']
    (?: Request_?Id | Job_?Id | State | Job_?Result | Smart_?Job_?Info | User_?Data | Output | Fe_?Extend | Error_?Code
      | headers | statusCode | body  # of an envelope that an SDK put around the response
    ) ["']
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""How a body begins: with a key of a response in any spelling. Its quotes may be those of a Python repr."""

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
LINE_MARKS: Final = b"\r,\x1e\0" + BYTE_ORDER_MARK
"""What may stand at the beginning of a line, apart from the spaces by which a value is indented in another."""

BETWEEN_MARKS: Final = b" \t\r\n\v\f,\x1e\0"
"""What may stand between values, besides byte order marks.

That is white space, commas, the record separator of RFC 7464, and the NULs that a crash leaves where it lost a write.
"""

_BETWEEN: Final = re.compile(rb"(?: [\s,\x1e\0]++ | %s )*+" % BYTE_ORDER_MARK, re.VERBOSE)


def skip_between(data: bytes, start: int, end: int) -> int:
    """Find where text begins between two indices, after what may stand between values."""
    match = _BETWEEN.match(data, start, end)
    return match.end() if match else start


def find_text(data: bytes, start: int, end: int) -> tuple[int, int]:
    """Find where text begins and ends between two indices, apart from what may stand between values."""
    if data.startswith(b"{", start, end) and data.endswith(b"}", start, end):  # as most do: it takes a quarter as long
        return start, end
    first, last = skip_between(data, start, end), end
    while first < last:
        tail = data[max(first, last - _TAIL_BYTES) : last]
        kept = len(tail.rstrip(BETWEEN_MARKS).removesuffix(BYTE_ORDER_MARK))
        if kept == len(tail):
            break
        last -= len(tail) - kept
    return first, last


_TAIL_BYTES: Final = 256
"""How much of a text's end is looked at at once: more than mostly follows a value, and little to copy."""
