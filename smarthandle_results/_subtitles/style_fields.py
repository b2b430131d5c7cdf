"""The fields of a style, of ASS and of timelines alike: each has a check, and an error that says what is wanted."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from attrs import field

from smarthandle_results._shown import quote_value

if TYPE_CHECKING:
    from attrs import Attribute

MAX_PIXELS: Final = 10_000
"""The largest size and distance. Videos are at most 8,192 pixels wide or high: this leaves room, and refuses a slip."""


def checked(wanted: str, is_fine: Callable[[Any], bool], default: object = None, key: str = "") -> Any:  # noqa: ANN401 - as attrs has it
    """Make a field whose value has to be fine, or None if that is the default; `key` is its name on the wire."""

    def check(_: object, attribute: "Attribute[Any]", value: object) -> None:
        if not (is_fine(value) or value is default is None):
            raise ValueError(f"expected {wanted} as {attribute.name}, got {quote_value(value)}")

    return field(default=default, validator=check, metadata={"key": key})


def number(least: int, most: int, *kinds: type, default: object = None, key: str = "") -> Any:  # noqa: ANN401
    """Make the field of a number of one of some types."""
    wanted = f"a {'number' if float in kinds else 'whole number'} from {least} to {most}"
    return checked(wanted, lambda value: type(value) in kinds and least <= value <= most, default, key)


def choice(kind: type, values: tuple[object, ...], default: object = None, key: str = "") -> Any:  # noqa: ANN401
    """Make the field of one of some values, which all are of a type."""
    wanted = f"one of {', '.join(map(str, values))}"
    return checked(wanted, lambda value: type(value) is kind and value in values, default, key)


def color(default: str | None = None, key: str = "", *, alpha: bool = False) -> Any:  # noqa: ANN401
    """Make the field of a color, which may have an opacity where the format has one."""
    wanted, pattern = _RGBA if alpha else _RGB
    return checked(wanted, lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None, default, key)


def is_font(value: object) -> bool:
    """Return whether a value may be the name of a font: in one line, without spaces at its ends."""
    return isinstance(value, str) and value.isprintable() and value.strip() == value != ""


def is_url(value: object) -> bool:
    """Return whether a value is an address, as `URL` says it."""
    return isinstance(value, str) and value.isprintable() and _ADDRESS.fullmatch(value) is not None


URL: Final = "a URL that begins with https:// or http://"

_ADDRESS: Final = re.compile(r"https?://[^\s/?#]+(?:[/?#]\S*)?", re.IGNORECASE)
_RGB: Final = "a color such as #FFFFFF", re.compile("#[0-9A-Fa-f]{6}")
_RGBA: Final = (
    "a color such as #FFFFFF, or #00000080 for one half transparent",
    re.compile("#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?"),
)
