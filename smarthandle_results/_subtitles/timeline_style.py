"""How the text clips of a timeline look: the keys that the engine documents, as a value, and presets of it."""

from typing import Any, Final, Literal, TypeAlias, cast, final, get_args

from attrs import evolve, fields, frozen

from smarthandle_results._presets import Presets
from smarthandle_results._shown import show_fields
from smarthandle_results._subtitles.style_fields import (
    MAX_PIXELS,
    URL,
    checked,
    choice,
    color,
    is_font,
    is_url,
    number,
)
from smarthandle_results._wanted import TIMELINE_STYLE

ClipStyle: TypeAlias = dict[str, str | int | float | dict[str, bool]]
"""The keys of a clip that say how it looks."""

Alignment: TypeAlias = Literal[
    "TopLeft",
    "TopCenter",
    "TopRight",
    "CenterLeft",
    "CenterCenter",
    "CenterRight",
    "BottomLeft",
    "BottomCenter",
    "BottomRight",
    "Left",
    "Center",
    "Right",
]
AdaptMode: TypeAlias = Literal["AutoWrap", "AutoWrapAtSpaces", "AutoScale"]

MAX_FONT_SIZE: Final = 5000
MAX_PART: Final = 0.9999
"""The largest place that is a part of the frame."""
MIN_PIXELS: Final = 2
"""The smallest place that is a number of pixels: the engine accepts none in between."""


def _place(key: str) -> Any:  # noqa: ANN401 - as attrs has it
    wanted = f"a part of the frame from 0 to {MAX_PART} or whole pixels from {MIN_PIXELS} to {MAX_PIXELS}"
    return checked(wanted, _is_place, key=key)


def _is_place(value: Any) -> bool:  # noqa: ANN401
    if type(value) is int and MIN_PIXELS <= value <= MAX_PIXELS:
        return True
    return type(value) in {int, float} and 0 <= value <= MAX_PART


def _is_width(value: Any) -> bool:  # noqa: ANN401
    return type(value) in {int, float} and 0 < value <= MAX_PIXELS


@final
@frozen(kw_only=True)
class TimelineStyle:
    """How the text clips of a timeline look. Make your own from a preset with `attrs.evolve`.

    Each field is a key of the engine. Where it is None, clips do not have the key, and the engine decides; but
    `FontFace`, which has `bold`, `italic` and `underline`, has all three where any is given, and None is False there.
    Sizes and distances are in pixels of the video that is made, or of the timeline's `FECanvas`, if it has one.

    Raises ValueError for a value that the engine does not document.

    >>> from attrs import evolve
    >>> from smarthandle_results import TIMELINE_STYLES
    >>> evolve(TIMELINE_STYLES["portrait"], font_color="#FFE566", bold=True).font_size
    54
    >>> TimelineStyle(font_size=0)
    Traceback (most recent call last):
    ValueError: expected a whole number from 1 to 5000 as font_size, got 0

    Source: the service's pages on Timeline, on effects (Text), and on subtitles.
    """

    font: str | None = checked("the name of a font", is_font, key="Font")
    """`Font`: one that the service has, such as `AlibabaPuHuiTi`."""
    font_url: str | None = checked(URL, is_url, key="FontURL")
    """`FontURL`: that of a file in Object Storage Service, which counts rather than `font`."""
    font_size: int = number(1, MAX_FONT_SIZE, int, default=40, key="FontSize")
    """`FontSize`: from 1 to 5000 pixels."""
    font_color: str | None = color(key="FontColor")
    """`FontColor`, as `#RRGGBB`."""
    font_color_opacity: float | None = number(0, 1, int, float, key="FontColorOpacity")
    """`FontColorOpacity`: from 0, which is invisible, to 1."""
    bold: bool | None = choice(bool, (True, False), key="Bold")
    """`Bold` in `FontFace`."""
    italic: bool | None = choice(bool, (True, False), key="Italic")
    """`Italic` in `FontFace`."""
    underline: bool | None = choice(bool, (True, False), key="Underline")
    """`Underline` in `FontFace`."""
    spacing: int | None = number(-MAX_PIXELS, MAX_PIXELS, int, key="Spacing")
    """`Spacing`: pixels between characters."""
    line_spacing: int | None = number(-MAX_PIXELS, MAX_PIXELS, int, key="LineSpacing")
    """`LineSpacing`: pixels between lines."""
    angle: float | None = number(-360, 360, int, float, key="Angle")
    """`Angle`: degrees of rotation, counterclockwise."""
    border_style: Literal[1, 3] | None = choice(int, (1, 3), key="BorderStyle")
    """`BorderStyle`: 1 for an outline and a shadow, 3 for an opaque box behind the text."""
    outline: int | None = number(0, MAX_PIXELS, int, key="Outline")
    """`Outline`: its width in pixels."""
    outline_colour: str | None = color(key="OutlineColour")
    """`OutlineColour`, as `#RRGGBB`."""
    shadow: int | None = number(0, MAX_PIXELS, int, key="Shadow")
    """`Shadow`: its distance in pixels."""
    back_colour: str | None = color(key="BackColour")
    """`BackColour`: the color of the shadow, as `#RRGGBB`."""
    alignment: Alignment | None = choice(str, get_args(Alignment), key="Alignment")
    """`Alignment`: with `TopCenter`, lines are centered, and `y` is how far below the top of the frame they begin."""
    x: float | None = _place("X")
    """`X`: from the left, a part of the frame's width from 0 to 0.9999, or whole pixels from 2."""
    y: float | None = _place("Y")
    """`Y`: from the top, a part of the frame's height from 0 to 0.9999, or whole pixels from 2."""
    adapt_mode: AdaptMode | None = choice(str, get_args(AdaptMode), key="AdaptMode")
    """`AdaptMode`: what becomes of a line wider than `text_width`. `AutoWrap` breaks it between any two characters,
    `AutoWrapAtSpaces` only at spaces, as languages that have them need it, and `AutoScale` makes it smaller."""
    text_width: float | None = checked(
        f"a part of the frame's width up to 1 or pixels above 1 and up to {MAX_PIXELS}", _is_width, key="TextWidth"
    )
    """`TextWidth`: a part of the frame's width above 0 and up to 1, or pixels above 1."""

    def __repr__(self) -> str:
        return show_fields(self)


def resolve_style(style: TimelineStyle | str) -> TimelineStyle:
    """Return a style, or the preset of a name."""
    return TIMELINE_STYLES.resolve(style, TimelineStyle, TIMELINE_STYLE)


def to_keys(style: TimelineStyle) -> ClipStyle:
    """Make the keys that the clips of a style have, in the order of its fields, `FontFace` last.

    >>> to_keys(TimelineStyle(bold=True, y=0.85))
    {'FontSize': 40, 'Y': 0.85, 'FontFace': {'Bold': True, 'Italic': False, 'Underline': False}}
    """
    values = {one.metadata["key"]: getattr(style, one.name) for one in fields(TimelineStyle)}
    face = {name: values.pop(name) for name in ("Bold", "Italic", "Underline")}
    keys = {key: value for key, value in values.items() if value is not None}
    if any(value is not None for value in face.values()):
        keys["FontFace"] = {name: value is True for name, value in face.items()}
    return cast("ClipStyle", keys)


_LANDSCAPE: Final = TimelineStyle(
    font_size=40,
    font_color="#FFFFFF",
    font_color_opacity=1,
    outline=2,
    outline_colour="#000000",
    alignment="TopCenter",
    y=0.85,
    adapt_mode="AutoWrap",
    text_width=0.9,
)

TIMELINE_STYLES: Final = Presets(
    "style",
    {
        "landscape": _LANDSCAPE,
        "portrait": evolve(_LANDSCAPE, font_size=54, outline=3, y=0.75, text_width=0.85),
    },
)
"""Styles by name: white text with a black outline, near the bottom.

`landscape` is the one that most applications have, for videos of 1,920 by 1,080 pixels; `portrait` is for 1,080 by
1,920, and leaves room for what the apps that show such videos put below.

Names are the same in upper and lower case, and an unknown one is a KeyError that lists the others.
"""
