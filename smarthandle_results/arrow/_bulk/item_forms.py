r"""The forms of payloads that the bulk reader reads: which payloads have a form, and where its items have their fields.

Strategy: An item is `{\"content\":\"Hi\",\"from\":0,\"to\":1.5}` as a body has it, since its payload is JSON inside a
JSON string. Only its text and its numbers vary in length: the rest of it is fixed, once the service's spacing is known.
What needs no escapes has `\":` in it after each key alone, and before a text that starts with a colon, which few do: a
payload without such texts is cut there, and no item needs to be parsed. What is before the first cut is the same for
every payload, and is left out; what would be before the next one is appended. Then an item is three pieces, in each of
which a field has a fixed distance from both ends:

    \"Hi\",\"from   0,\"to   1.5},{\"content   \"Bye\",\"from   2,\"to   3},{\"content

A regular expression of RE2, which Arrow has, checks that all items of a payload have the form. It accepts only cues
that `to_cues` would not change, apart from the order of their times. It is made from ranges of characters written out
here, because RE2's own classes follow another version of Unicode than Python's.
"""

# pyright: standard, reportMissingTypeStubs=false
# pyarrow has no type annotations.

from typing import Final, final

from attrs import frozen

FIRST_KEY: Final = rb"{\"content\":"
"""What is before the first cut of every payload."""

CUT: Final = r"\":"


@final
@frozen
class ItemField:
    """Where a field is in an item: in which of its pieces, and from which byte of it to which one before its end."""

    piece: int
    start: int
    end: int


@final
@frozen
class ItemForm:
    """A way to write the items of a payload.

    `pattern` matches all items of a payload, from its first cut to the `next_key` that is appended, and the fields are
    those of an item.
    """

    pattern: str
    next_key: bytes
    text: ItemField
    start: ItemField
    end: ItemField


def _make_form(space: bytes) -> ItemForm:
    width = len(space)
    next_key = b"," + space + FIRST_KEY.removesuffix(CUT.encode())
    return ItemForm(
        pattern=_make_pattern(space.decode()),
        next_key=next_key,
        text=ItemField(0, width + 2, -width - len(r"\",\"from")),
        start=ItemField(1, width, -width - len(r",\"to")),
        end=ItemField(2, width, -len(b"}" + next_key)),
    )


def _make_pattern(space: str) -> str:
    """Return a pattern of the items of cues that need no mending, whatever the order of their times.

    Numbers are below a billion, so that their milliseconds are exact. A text has no character that is escaped or that
    no cue can contain, no white space at its ends, and a visible character other than a colon at its beginning. In the
    pattern, Q is the backslash before a quote, and S the space.
    """
    text = f"[^:{_NEVER}{_WHITE_SPACE}{_INVISIBLE}](?:[^{_NEVER}]*[^{_NEVER}{_WHITE_SPACE}])?"
    number = r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]+)?"
    item = rf'SQ"{text}Q",SQ"fromQ":S{number},SQ"toQ":S{number}}},S{{Q"content(?:Q":|\z)'
    return rf"\A(?:{item})+\z".replace("Q", r"\\").replace("S", space)


_NEVER: Final = r'"\\\x00-\x1f\x7f-\x9f\x{2028}\x{2029}\x{d800}-\x{dfff}\x{fffe}\x{ffff}'
_WHITE_SPACE: Final = r"\x20\xa0\x{1680}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}"
_INVISIBLE: Final = (
    r"\xad\x{600}-\x{605}\x{61c}\x{6dd}\x{70f}\x{890}\x{891}\x{8e2}\x{180e}\x{200b}-\x{200f}\x{202a}-\x{202e}"
    r"\x{2060}-\x{206f}\x{feff}\x{fff0}-\x{fffb}\x{110bd}\x{110cd}\x{13430}-\x{1345f}\x{1bca0}-\x{1bcaf}"
    r"\x{1d173}-\x{1d17a}\x{e0000}-\x{e0fff}"
)
"""Format characters, and the ranges in which a later Unicode may have more."""

FORMS: Final = {space: _make_form(space) for space in (b"", b" ")}
"""The forms by what is after colons and commas: nothing or a space, as `json.dumps` writes."""
