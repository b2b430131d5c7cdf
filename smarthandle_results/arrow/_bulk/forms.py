r"""The forms of payloads whose cues can be read at once: what matches one, and where its texts and numbers stand.

An item is `{\"content\":\"…\",\"from\":0,\"to\":1}`, as a body has it: JSON in JSON. A text that needs no escape has
neither quotes nor backslashes, so that an item has eight backslashes; of colons it has three, where its text has none.
From the places of these the others follow, for all else in an item has a fixed length.
"""

# pyright: standard, reportMissingTypeStubs=false
# pyarrow tells no types.

from typing import Final, final

import pyarrow as pa
from attrs import frozen


@final
@frozen
class Span:
    """Where something stands in an item: `start` bytes behind a mark of it, by number, to `end` behind the next."""

    mark: int
    start: int
    end: int


@final
@frozen
class Form:
    """A way to write payloads of cues.

    `space` stands behind colons and commas, `pattern` matches a payload's items with a comma behind each, `mark` is the
    byte that stands `marks` times in an item.
    """

    space: bytes
    pattern: str
    mark: pa.Scalar
    marks: int
    text: Span
    start: Span
    end: Span


def _make_forms(space: bytes) -> tuple[Form, ...]:
    """Make the form without colons in texts, which has fewer marks and is faster, and that of any texts."""
    wide = len(space)
    by_colons = Form(
        space=space,
        pattern=_make_pattern(space.decode(), f"{_NEVER}:"),
        mark=pa.scalar(ord(":"), pa.uint8()),
        marks=3,
        text=Span(0, 3 + wide, -11 - wide),
        start=Span(1, 1 + wide, -7 - wide),
        end=Span(2, 1 + wide, -14 - wide),
    )
    by_backslashes = Form(
        space=space,
        pattern=_make_pattern(space.decode(), _NEVER),
        mark=pa.scalar(ord("\\"), pa.uint8()),
        marks=8,
        text=Span(2, 2, 0),
        start=Span(5, 3 + wide, -1 - wide),
        end=Span(7, 3 + wide, -3 - wide),
    )
    return by_colons, by_backslashes


def _make_pattern(space: str, never: str) -> str:
    """Make what matches the items of cues that need no mending, but for the order of their times.

    Numbers are such that milliseconds are small. A text has nothing that is escaped or that no cue can hold and no
    white space at its ends, and begins with something that shows.
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
"""Format characters, and places where there may be more: classes of RE2's own would be those of another Unicode."""

FORMS: Final = {space: _make_forms(space) for space in (b"", b" ")}
"""By what stands behind colons and commas, as `json.dumps` writes it, compact or not. The first that matches counts."""
