"""JSON text, piece by piece → where its values end, and where it is damaged: only brackets and strings are read."""

import re
from enum import Enum, auto
from typing import Final, final


class Mark(Enum):
    """Why a scan stands where it does."""

    MORE = auto()
    """The text that is there came to its end."""
    COMMA = auto()
    """A comma outside of brackets."""
    STRAY = auto()
    """A closing bracket that nothing opened."""
    CLOSED = auto()
    """The last open bracket was closed."""
    AGAIN = auto()
    """A brace that opens after the last open bracket was closed."""
    DAMAGED = auto()
    """What stands in no JSON: the brackets and quotes before it cannot be trusted."""


@final
class Scan:
    """Follows strings and brackets from one mark to the next; each byte is read once, however often text is added.

    `start` and `at` are where the last mark begins and ends, as indices of the text that is given to `step`.
    """

    def __init__(self, at: int = 0) -> None:
        self.start: int = at
        self.at: int = at
        self.is_closed = False
        self.is_damaged = False
        self._closers = bytearray()
        self._in_string = False

    @property
    def is_open(self) -> bool:
        """Tell whether a bracket or a string is open."""
        return bool(self._closers) or self._in_string

    def move(self, to: int) -> None:
        """Stand at another index: the text has moved."""
        self.start = self.at = to

    def damage(self, at: int) -> None:
        """Trust brackets no more: what follows is looked for from an index on."""
        self.is_damaged = True
        self._in_string = False
        self.move(at)

    def step(self, data: bytes) -> Mark:
        """Go on to the next mark."""
        mark = None
        while mark is None:
            if self._in_string and not self._leave_string(data):
                return Mark.MORE
            token = _TOKEN.search(data, self.at)
            if token is None:
                self.at = len(data)
                return Mark.MORE
            if token["cut"] is not None:
                self.at = token.start("cut")
                self._in_string = True
                return Mark.MORE
            self.start, self.at = token.span()
            mark = Mark.DAMAGED if token["odd"] else self._turn(data[self.start], token["object"])
        self.is_closed = self.is_closed or mark is Mark.CLOSED
        return mark

    def _leave_string(self, data: bytes) -> bool:
        """Go to the end of a string whose beginning was in an earlier piece of the text."""
        match = _STRING.match(data, self.at)
        self.at = match.end() if match else self.at
        self._in_string = data[self.at : self.at + 1] != b'"'
        if self._in_string:
            return False
        self.at += 1
        return True

    def _turn(self, token: int, then: bytes | None) -> Mark | None:
        mark = None
        if token in _CLOSERS:
            if self.is_closed and not self._closers and token == _BRACE:
                mark = Mark.AGAIN
            else:
                self._closers.append(_CLOSERS[token])
        elif token == _COMMA:
            if not self._closers:
                mark = Mark.COMMA
            elif then is not None and self._closers[-1] == _CLOSERS[_BRACE]:
                mark = Mark.DAMAGED
        elif token != _QUOTE:
            if not self._closers:
                mark = Mark.STRAY
            elif self._closers.pop() != token:
                mark = Mark.DAMAGED
            elif not self._closers:
                mark = Mark.CLOSED
        return mark


BODY: Final = re.compile(
    rb"\{\s*+[\"'](?:Request_?Id|Job_?Id|State|Job_?Result|Smart_?Job_?Info|User_?Data|Output|Fe_?Extend|Error_?Code"
    rb"|headers|statusCode|body)[\"']",
    re.IGNORECASE,
)
"""How a body begins: with a key of a response, as any container spells it."""

_CLOSERS: Final = {ord("["): ord("]"), ord("{"): ord("}")}
_BRACE: Final = ord("{")
_COMMA: Final = ord(",")
_QUOTE: Final = ord('"')
_STRING: Final = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_TOKEN: Final = re.compile(
    rb'"' + _STRING.pattern + rb'(?:"(?P<odd>\s*+[^\s,:\]}])?|(?P<cut>\\?\Z))|,(?:\s*+(?P<object>(?=\{)))?|[\[\]{}]',
    re.DOTALL,
)
"""A string or a mark. Odd is what follows a string in no JSON, such as text that a missing quote has turned outside; an
object follows no comma but in an array."""
