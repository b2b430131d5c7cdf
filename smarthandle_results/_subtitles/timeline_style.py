"""How the text clips of a timeline look: the keys that the engine documents, as a value, and presets of it."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, cast, final, get_args

from attrs import evolve, field, fields, frozen

from smarthandle_results._presets import Presets
from smarthandle_results._shown import show_fields
from smarthandle_results._wanted import TIMELINE_STYLE, require_kind

if TYPE_CHECKING:
    from attrs import Attribute

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
"""The smallest place that is a number of pixels: the engine knows none between."""
MAX_PIXELS: Final = 10_000
"""The largest distance: no video is as large, so that a larger one is a slip."""


def _key(key: str, wanted: str, is_fine: Callable[[Any], bool], default: object = None) -> Any:  # noqa: ANN401
    """Make the field of a key. Its value has to be fine, or None if that is the default."""

    def check(_: object, attribute: "Attribute[Any]", value: object) -> None:
        if not (is_fine(value) or value is default is None):
            raise ValueError(f"expected {wanted} as {attribute.name}, got {value!r}")

    return field(default=default, validator=check, metadata={"key": key})


def _number(key: str, least: int, most: int, *kinds: type, default: object = None) -> Any:  # noqa: ANN401
    wanted = f"a {'number' if float in kinds else 'whole number'} from {least} to {most}"
    return _key(key, wanted, lambda value: type(value) in kinds and least <= value <= most, default)


def _choice(key: str, kind: type, values: tuple[object, ...]) -> Any:  # noqa: ANN401
    wanted = f"one of {', '.join(map(str, values))}"
    return _key(key, wanted, lambda value: type(value) is kind and value in values)


def _text(key: str, wanted: str, pattern: str) -> Any:  # noqa: ANN401
    return _key(key, wanted, lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None)


def _place(key: str) -> Any:  # noqa: ANN401
    wanted = f"a part of the frame from 0 to {MAX_PART} or whole pixels from {MIN_PIXELS} to {MAX_PIXELS}"
    return _key(key, wanted, _is_place)


def _is_place(value: Any) -> bool:  # noqa: ANN401
    if type(value) is int and MIN_PIXELS <= value <= MAX_PIXELS:
        return True
    return type(value) in {int, float} and 0 <= value <= MAX_PART


def _is_width(value: Any) -> bool:  # noqa: ANN401
    return type(value) in {int, float} and 0 < value <= MAX_PIXELS


_COLOR: Final = ("a color such as #FFFFFF", "#[0-9A-Fa-f]{6}")


@final
@frozen(kw_only=True)
class TimelineStyle:
    """How the text clips of a timeline look. Make your own from a preset with `attrs.evolve`.

    Each field is a key of the engine. Where it is None, clips do not have the key, and the engine decides. Sizes and
    distances are in pixels of the video that is made, or of the timeline's `FECanvas`, if it has one.

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

    font: str | None = _text("Font", "the name of a font", r".*\S.*")
    """`Font`: one that the service has, such as `AlibabaPuHuiTi`."""
    font_url: str | None = _text("FontURL", "a URL that begins with https://", r"https?://\S+")
    """`FontURL`: that of a file in Object Storage Service, which counts rather than `font`."""
    font_size: int = _number("FontSize", 1, MAX_FONT_SIZE, int, default=40)
    """`FontSize`: from 1 to 5000 pixels."""
    font_color: str | None = _text("FontColor", *_COLOR)
    """`FontColor`, as `#RRGGBB`."""
    font_color_opacity: float | None = _number("FontColorOpacity", 0, 1, int, float)
    """`FontColorOpacity`: from 0, which is invisible, to 1."""
    bold: bool | None = _choice("Bold", bool, (True, False))
    """`Bold` in `FontFace`."""
    italic: bool | None = _choice("Italic", bool, (True, False))
    """`Italic` in `FontFace`."""
    underline: bool | None = _choice("Underline", bool, (True, False))
    """`Underline` in `FontFace`."""
    spacing: int | None = _number("Spacing", -MAX_PIXELS, MAX_PIXELS, int)
    """`Spacing`: pixels between characters."""
    line_spacing: int | None = _number("LineSpacing", -MAX_PIXELS, MAX_PIXELS, int)
    """`LineSpacing`: pixels between lines."""
    angle: float | None = _number("Angle", -360, 360, int, float)
    """`Angle`: degrees of rotation, counterclockwise."""
    border_style: Literal[1, 3] | None = _choice("BorderStyle", int, (1, 3))
    """`BorderStyle`: 1 for an outline and a shadow, 3 for an opaque box behind the text."""
    outline: int | None = _number("Outline", 0, MAX_PIXELS, int)
    """`Outline`: its width in pixels."""
    outline_colour: str | None = _text("OutlineColour", *_COLOR)
    """`OutlineColour`, as `#RRGGBB`."""
    shadow: int | None = _number("Shadow", 0, MAX_PIXELS, int)
    """`Shadow`: its distance in pixels."""
    back_colour: str | None = _text("BackColour", *_COLOR)
    """`BackColour`: the color of the shadow, as `#RRGGBB`."""
    alignment: Alignment | None = _choice("Alignment", str, get_args(Alignment))
    """`Alignment`: with `TopCenter`, lines are centered, and `y` is how far below the top of the frame they begin."""
    x: float | None = _place("X")
    """`X`: from the left, a part of the frame's width from 0 to 0.9999, or whole pixels from 2."""
    y: float | None = _place("Y")
    """`Y`: from the top, a part of the frame's height from 0 to 0.9999, or whole pixels from 2."""
    adapt_mode: AdaptMode | None = _choice("AdaptMode", str, get_args(AdaptMode))
    """`AdaptMode`: what becomes of a line wider than `text_width`. `AutoWrap` breaks it between any two characters,
    `AutoWrapAtSpaces` only at spaces, as languages that have them need it, and `AutoScale` makes it smaller."""
    text_width: float | None = _key(
        "TextWidth", f"a part of the frame's width up to 1 or pixels above 1 and up to {MAX_PIXELS}", _is_width
    )
    """`TextWidth`: a part of the frame's width above 0 and up to 1, or pixels above 1."""

    def __repr__(self) -> str:
        return show_fields(self)


def resolve_style(style: TimelineStyle | str) -> TimelineStyle:
    """Return a style, or the preset of a name."""
    if isinstance(style, str):
        return TIMELINE_STYLES[style]
    require_kind(style, TimelineStyle, TIMELINE_STYLE)
    return style


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
