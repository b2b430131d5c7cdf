"""How the subtitles of an ASS file look: the fields of its frame and of its one style, as a value, and presets."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Literal, final

from attrs import field, frozen

from smarthandle_results._presets import Presets
from smarthandle_results._wanted import ASS_STYLE, require_kind

if TYPE_CHECKING:
    from attrs import Attribute

MAX_PIXELS: Final = 10_000
"""The largest size and distance. Videos are at most 8,192 pixels wide or high: this leaves room, and refuses a slip."""


def _checked(default: object, wanted: str, is_fine: Callable[[Any], bool]) -> Any:  # noqa: ANN401 - as attrs has it
    def check(_: object, attribute: "Attribute[Any]", value: object) -> None:
        if not is_fine(value):
            raise ValueError(f"expected {wanted} as {attribute.name}, got {value!r}")

    return field(default=default, validator=check)


def _whole(default: int, least: int, most: int = MAX_PIXELS) -> Any:  # noqa: ANN401
    wanted = f"a whole number from {least} to {most}"
    return _checked(default, wanted, lambda value: type(value) is int and least <= value <= most)


def _flag(*, default: bool) -> Any:  # noqa: ANN401
    return _checked(default, "a bool", lambda value: type(value) is bool)


def _colour(default: str) -> Any:  # noqa: ANN401
    wanted = "a color such as #FFFFFF, or #00000080 for one half transparent"
    return _checked(default, wanted, lambda value: isinstance(value, str) and _COLOUR.fullmatch(value) is not None)


def _is_font(value: object) -> bool:
    return isinstance(value, str) and value.isprintable() and value.strip() == value != "" and "," not in value


_COLOUR: Final = re.compile("#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?")


@final
@frozen(kw_only=True)
class AssStyle:
    """How the subtitles of an ASS file look. Make your own from a preset with `attrs.evolve`.

    All sizes and distances are in pixels of a frame of `play_res_x` by `play_res_y`, from which players scale them to
    the video's own size. Colors are `#RRGGBB`, or `#RRGGBBAA`, whose `AA` is 00 for invisible and FF for opaque.

    Raises ValueError for a value that is not as described.

    >>> from attrs import evolve
    >>> from smarthandle_results import ASS_STYLES
    >>> evolve(ASS_STYLES["portrait"], primary_colour="#FFE566", bold=True).font_size
    60
    >>> AssStyle(alignment=0)
    Traceback (most recent call last):
    ValueError: expected a whole number from 1 to 9 as alignment, got 0
    """

    play_res_x: int = _whole(1920, 1)
    """`PlayResX`: the width of the frame."""
    play_res_y: int = _whole(1080, 1)
    """`PlayResY`: the height of the frame."""
    wrap_style: Literal[0, 1, 2, 3] = _whole(0, 0, 3)
    """`WrapStyle`: how a line that is wider than the frame is broken at spaces: 0 into lines of about one width, 3 the
    same but with the lower one wider, 1 where it no longer fits, 2 not at all."""
    font_name: str = _checked("Arial", "the name of a font, without a comma", _is_font)
    """`Fontname`: players take another one for characters that it does not have."""
    font_size: int = _whole(64, 1)
    """`Fontsize`: the height of a line."""
    primary_colour: str = _colour("#FFFFFF")
    """`PrimaryColour`: that of the text."""
    outline_colour: str = _colour("#000000")
    """`OutlineColour`: that of the outline, or of the box."""
    back_colour: str = _colour("#00000080")
    """`BackColour`: that of the shadow."""
    bold: bool = _flag(default=False)
    """`Bold`."""
    italic: bool = _flag(default=False)
    """`Italic`."""
    border_style: Literal[1, 3] = _checked(
        1, "1 (an outline) or 3 (a box)", lambda value: type(value) is int and value in {1, 3}
    )
    """`BorderStyle`: 1 for an outline and a shadow, 3 for a box behind the text."""
    outline: int = _whole(3, 0)
    """`Outline`: its width, or how much larger the box is than the text."""
    shadow: int = _whole(0, 0)
    """`Shadow`: its distance."""
    alignment: int = _whole(2, 1, 9)
    """`Alignment`: where the text is, as on a number pad: 2 is below in the middle, 8 above in the middle."""
    margin_l: int = _whole(96, 0)
    """`MarginL`: the least distance from the left."""
    margin_r: int = _whole(96, 0)
    """`MarginR`: the least distance from the right."""
    margin_v: int = _whole(64, 0)
    """`MarginV`: the distance from the bottom or, above, from the top."""


def resolve_style(style: AssStyle | str) -> AssStyle:
    """Return a style, or the preset of a name."""
    if isinstance(style, str):
        return ASS_STYLES[style]
    require_kind(style, AssStyle, ASS_STYLE)
    return style


def write_header(style: AssStyle) -> str:
    """Write all of a file that is before its first event."""
    primary, outline, back = map(_write_colour, (style.primary_colour, style.outline_colour, style.back_colour))
    values = (
        *(STYLE_NAME, style.font_name, style.font_size, primary, primary, outline, back),
        *(-style.bold, -style.italic, 0, 0, 100, 100, 0, 0, style.border_style, style.outline, style.shadow),
        *(style.alignment, style.margin_l, style.margin_r, style.margin_v, _ANY_ENCODING),
    )
    return _HEADER.format(style=style, values=",".join(map(str, values)))


def _write_colour(colour: str) -> str:
    """Write a color as ASS has it, backwards, and with its transparency.

    >>> _write_colour("#FF8000"), _write_colour("#FF800040")
    ('&H000080FF', '&HBF0080FF')
    """
    red, green, blue, *alpha = bytes.fromhex(colour[1:])
    return f"&H{255 - (alpha[0] if alpha else 255):02X}{blue:02X}{green:02X}{red:02X}"


STYLE_NAME: Final = "Default"
_ANY_ENCODING: Final = 1
"""Whatever characters a font says it is for: 0 would be for those of Western languages alone."""

# Without `YCbCr Matrix: None` some players change the colors, as they were changed by mistake in the format's first
# years.
_HEADER: Final = """\
[Script Info]
ScriptType: v4.00+
PlayResX: {style.play_res_x}
PlayResY: {style.play_res_y}
WrapStyle: {style.wrap_style}
ScaledBorderAndShadow: yes
YCbCr Matrix: None

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: {values}

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""

ASS_STYLES: Final = Presets(
    "style",
    {
        "landscape": AssStyle(),
        "portrait": AssStyle(play_res_x=1080, play_res_y=1920, font_size=60, margin_l=80, margin_r=80, margin_v=384),
    },
)
"""Styles by name: white text with a black outline, near the bottom.

`landscape` is for videos of 1,920 by 1,080 pixels and of the same shape; `portrait` is for 1,080 by 1,920, and leaves
room for what the apps that show such videos put below.

Names are the same in upper and lower case, and an unknown one is a KeyError that lists the others.
"""
