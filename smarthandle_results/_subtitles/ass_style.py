"""How the subtitles of an ASS file look: the fields of its frame and of its one style, as a value, and presets."""

from typing import Final, Literal, final

from attrs import frozen

from smarthandle_results._presets import Presets
from smarthandle_results._shown import show_fields
from smarthandle_results._subtitles.style_fields import MAX_PIXELS, checked, choice, color, is_font, number
from smarthandle_results._wanted import ASS_STYLE


def _is_font(value: object) -> bool:
    return is_font(value) and "," not in str(value)


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

    play_res_x: int = number(1, MAX_PIXELS, int, default=1920)
    """`PlayResX`: the width of the frame."""
    play_res_y: int = number(1, MAX_PIXELS, int, default=1080)
    """`PlayResY`: the height of the frame."""
    wrap_style: Literal[0, 1, 2, 3] = number(0, 3, int, default=0)
    """`WrapStyle`: how a line that is wider than the frame is broken at spaces: 0 into lines of about equal width, 3
    the same but with the lower one wider, 1 where it no longer fits, 2 not at all."""
    font_name: str = checked("the name of a font, without a comma", _is_font, "Arial")
    """`Fontname`: players take another one for characters that it does not have."""
    font_size: int = number(1, MAX_PIXELS, int, default=64)
    """`Fontsize`: the height of a line."""
    primary_colour: str = color("#FFFFFF", alpha=True)
    """`PrimaryColour`: that of the text."""
    outline_colour: str = color("#000000", alpha=True)
    """`OutlineColour`: that of the outline, or of the box."""
    back_colour: str = color("#00000080", alpha=True)
    """`BackColour`: that of the shadow."""
    bold: bool = choice(bool, (True, False), default=False)
    """`Bold`."""
    italic: bool = choice(bool, (True, False), default=False)
    """`Italic`."""
    border_style: Literal[1, 3] = choice(int, (1, 3), 1)
    """`BorderStyle`: 1 for an outline and a shadow, 3 for a box behind the text."""
    outline: int = number(0, MAX_PIXELS, int, default=3)
    """`Outline`: its width, or how much larger the box is than the text, which is at least 1."""
    shadow: int = number(0, MAX_PIXELS, int, default=0)
    """`Shadow`: its distance."""
    alignment: int = number(1, 9, int, default=2)
    """`Alignment`: where the text is, as on a number pad: 2 is below in the middle, 8 above in the middle."""
    margin_l: int = number(0, MAX_PIXELS, int, default=96)
    """`MarginL`: the least distance from the left."""
    margin_r: int = number(0, MAX_PIXELS, int, default=96)
    """`MarginR`: the least distance from the right."""
    margin_v: int = number(0, MAX_PIXELS, int, default=64)
    """`MarginV`: the distance from the bottom or, above, from the top."""

    def __attrs_post_init__(self) -> None:
        if self.border_style == _BOX and not self.outline:
            raise ValueError(f"expected a whole number from 1 to {MAX_PIXELS} as outline of a box, got 0")

    def __repr__(self) -> str:
        return show_fields(self)


def resolve_style(style: AssStyle | str) -> AssStyle:
    """Return a style, or the preset of a name."""
    return ASS_STYLES.resolve(style, AssStyle, ASS_STYLE)


def write_header(style: AssStyle) -> str:
    """Write all of a file that is before its first event."""
    primary, outline, back = map(_write_colour, (style.primary_colour, style.outline_colour, style.back_colour))
    values = (
        *(STYLE_NAME, style.font_name, style.font_size, primary, primary, outline, back),
        *(-style.bold, -style.italic, 0, 0, 100, 100, 0, 0, style.border_style, style.outline, style.shadow),
        *(style.alignment, style.margin_l, style.margin_r, style.margin_v, _ENCODING),
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
_BOX: Final = 3
_ENCODING: Final = -1
"""libass takes the direction of each text from its first letter; with all but -1, Hebrew and Arabic would have their
punctuation on the wrong side. It uses a font for all characters that it has, whatever this is."""

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
