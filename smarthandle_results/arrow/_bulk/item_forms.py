r"""The forms of payloads that the bulk reader reads: which payloads have a form, and where its items have their fields.

Strategy: An item is `{\"content\":\"Hi\",\"from\":0,\"to\":1.5}` as a body has it, since its payload is JSON inside a
JSON string. Only its text and its numbers vary in length: the rest of it is fixed, once the service's spacing is known.
So a form names one byte, the mark, that every item has equally often, and each field has a fixed distance from two
marks. Finding all places of one byte is a simple scan, and no item needs to be parsed:

    {\"content\":\"Hi\",\"from\":0,\"to\":1.5},{\"content\":\"...
    0           12              28       37                55            the colons, if the text has none

    text:  3 bytes after colon 0, until 11 bytes before colon 1      15 to 17  Hi
    from:  1 byte after colon 1,  until  7 bytes before colon 2      29 to 30  0
    to:    1 byte after colon 2,  until 14 bytes before the next     38 to 41  1.5

The fields of the last item of all end at a key that is appended for it. A text with colons needs another mark: the
backslash, which no text has that needs no escapes, is there eight times in an item. That form has more marks and is
slower, so it is the second choice.

A regular expression of RE2, which Arrow has, checks that all items of a payload have the form. It accepts only cues
that `to_cues` would not change, apart from the order of their times. It is made from ranges of characters written out
here, because RE2's own classes follow another version of Unicode than Python's.
"""

# pyright: standard, reportMissingTypeStubs=false
# pyarrow has no type annotations.

from typing import Final, final

import pyarrow as pa
from attrs import frozen


@final
@frozen
class ItemField:
    """Where a field is in an item: from `start` bytes after the mark of a number to `end` bytes after the next mark."""

    mark: int
    start: int
    end: int


@final
@frozen
class ItemForm:
    """A way to write the items of a payload.

    `space` is what they have after colons and commas, `pattern` matches all items of a payload, each with a comma after
    it, and `mark` is the byte that each item has `marks_per_item` times.
    """

    space: bytes
    pattern: str
    mark: pa.Scalar
    marks_per_item: int
    text: ItemField
    start: ItemField
    end: ItemField


def _make_forms(space: bytes) -> tuple[ItemForm, ...]:
    """Return the form for texts without colons, and then the one for any texts."""
    width = len(space)
    by_colons = ItemForm(
        space=space,
        pattern=_make_pattern(space.decode(), f"{_NEVER}:"),
        mark=pa.scalar(ord(":"), pa.uint8()),
        marks_per_item=3,
        text=ItemField(0, 3 + width, -11 - width),
        start=ItemField(1, 1 + width, -7 - width),
        end=ItemField(2, 1 + width, -14 - width),
    )
    by_backslashes = ItemForm(
        space=space,
        pattern=_make_pattern(space.decode(), _NEVER),
        mark=pa.scalar(ord("\\"), pa.uint8()),
        marks_per_item=8,
        text=ItemField(2, 2, 0),
        start=ItemField(5, 3 + width, -1 - width),
        end=ItemField(7, 3 + width, -3 - width),
    )
    return by_colons, by_backslashes


def _make_pattern(space: str, never: str) -> str:
    """Return a pattern of the items of cues that need no mending, whatever the order of their times.

    Numbers are below a billion, so that their milliseconds are exact. A text has no character that is escaped or that
    no cue can contain, no white space at its ends, and a visible character at its beginning. In the pattern, Q is an
    escaped quote and S the space.
    """
    text = f"[^{never}{_WHITE_SPACE}{_INVISIBLE}](?:[^{never}]*[^{never}{_WHITE_SPACE}])?"
    number = r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]+)?"
    item = f'{{Q"contentQ":SQ"{text}Q",SQ"fromQ":S{number},SQ"toQ":S{number}}},S'
    return rf"\A(?:{item})+\z".replace("Q", r"\\").replace("S", space)


_NEVER: Final = r'"\\\x00-\x1f\x7f-\x9f\x{2028}\x{2029}\x{d800}-\x{dfff}\x{fffe}\x{ffff}'
_WHITE_SPACE: Final = r"\x20\xa0\x{1680}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}"
_INVISIBLE: Final = (
    r"\xad\x{600}-\x{605}\x{61c}\x{6dd}\x{70f}\x{890}\x{891}\x{8e2}\x{180e}\x{200b}-\x{200f}\x{202a}-\x{202e}"
    r"\x{2060}-\x{206f}\x{feff}\x{fff0}-\x{fffb}\x{110bd}\x{110cd}\x{13430}-\x{1345f}\x{1bca0}-\x{1bcaf}"
    r"\x{1d173}-\x{1d17a}\x{e0000}-\x{e0fff}"
)
"""Format characters, and the ranges in which a later Unicode may have more."""

FORMS: Final = {space: _make_forms(space) for space in (b"", b" ")}
"""The forms by what is after colons and commas: nothing or a space, as `json.dumps` writes. The first match counts."""
