"""The style of a timeline's clips: each key that the engine documents, within its limits."""

from typing import Any

import pytest
from attrs import evolve, fields
from helpers.timelines import ALIGNMENTS, STYLE

from smarthandle_results import TIMELINE_STYLES, TimelineStyle
from smarthandle_results._subtitles.timeline_style import to_keys

PLACE = "a part of the frame from 0 to 0.9999 or whole pixels from 2 to 10000"
PIXELS = "a whole number from -10000 to 10000"
COLOR = "a color such as #FFFFFF"
FLAG = "one of True, False"
ORDER = "TopLeft TopCenter TopRight CenterLeft CenterCenter CenterRight BottomLeft BottomCenter BottomRight Left Center"

CASES: dict[str, tuple[str, str, list[Any], list[Any]]] = {
    "font": (
        "Font",
        "the name of a font",
        ["KaiTi", "Alibaba PuHuiTi"],
        ["", " ", " KaiTi", "Kai\nTi", "Kai\0Ti", "\ud800", 5, b"KaiTi"],
    ),
    "font_url": (
        "FontURL",
        "a URL that begins with https:// or http://",
        ["https://example.com/a.ttf", "HTTP://example.com/a.ttf?v=1", "http://x"],
        [
            "a.ttf",
            "oss://example-bucket/a.ttf",
            "https://",
            "https://?",
            "https:///a",
            "https://example.com/a b.ttf",
            "http://x\0",
            5,
        ],
    ),
    "font_size": ("FontSize", "a whole number from 1 to 5000", [1, 40, 5000], [0, 5001, 40.0, "40", True, None]),
    "font_color": ("FontColor", COLOR, ["#FFFFFF", "#00ff7f"], ["FFFFFF", "#FFF", "white", "#GGGGGG", "#FFFFFF\n"]),
    "font_color_opacity": (
        "FontColorOpacity",
        "a number from 0 to 1",
        [0, 0.5, 1],
        [-0.1, 1.1, float("nan"), float("inf"), "1", True],
    ),
    "bold": ("FontFace", FLAG, [], [1, 0, "true"]),
    "italic": ("FontFace", FLAG, [], [1, 0, "true"]),
    "underline": ("FontFace", FLAG, [], [1, 0, "true"]),
    "spacing": ("Spacing", PIXELS, [-5, 0, 10_000], [10_001, -10_001, 0.5]),
    "line_spacing": ("LineSpacing", PIXELS, [-5, 0, 10_000], [10_001, -10_001, 0.5]),
    "angle": ("Angle", "a number from -360 to 360", [-360, 0, 0.5, 360], [361, -361, float("nan"), "0"]),
    "border_style": ("BorderStyle", "one of 1, 3", [1, 3], [2, 1.0, True, "3"]),
    "outline": ("Outline", "a whole number from 0 to 10000", [0, 2, 10_000], [-1, 10_001, 0.5, True]),
    "outline_colour": ("OutlineColour", COLOR, ["#000000"], ["black", 0]),
    "shadow": ("Shadow", "a whole number from 0 to 10000", [0, 2, 10_000], [-1, 10_001, 0.5, True]),
    "back_colour": ("BackColour", COLOR, ["#000000"], ["black", 0]),
    "alignment": ("Alignment", f"one of {', '.join((*ORDER.split(), 'Right'))}", [*ALIGNMENTS], ["topcenter", 8, "8"]),
    "x": ("X", PLACE, [0, 0.5, 0.9999, 2, 10_000], [1, 1.0, 1.5, 2.5, 10_001, -0.1, float("nan"), True, "0"]),
    "y": ("Y", PLACE, [0, 0.85, 0.9999, 2, 10_000], [1, 1.0, 1.5, 2.5, 10_001, -0.1, float("nan"), False, "0"]),
    "adapt_mode": (
        "AdaptMode",
        "one of AutoWrap, AutoWrapAtSpaces, AutoScale",
        ["AutoWrap", "AutoWrapAtSpaces", "AutoScale"],
        ["", "autowrap", []],
    ),
    "text_width": (
        "TextWidth",
        "a part of the frame's width up to 1 or pixels above 1 and up to 10000",
        [0.1, 1, 900, 900.5],
        [0, -1, 10_001, float("inf"), float("nan"), True, "0.9"],
    ),
}


def test_every_field_has_its_cases() -> None:
    """And every key that the engine documents a field."""
    assert [*CASES] == [field.name for field in fields(TimelineStyle)]
    assert {*STYLE} == {key for key, *_ in CASES.values()}


@pytest.mark.parametrize("name", CASES)
def test_values_within_the_limits(name: str) -> None:
    """Become the key of a clip, as they are."""
    key, _, values, _ = CASES[name]
    styles = [TimelineStyle(**{name: value}) for value in values]
    assert values == [to_keys(style)[key] for style in styles]
    assert [] == [value for value in values if not STYLE[key](value)]


@pytest.mark.parametrize("name", CASES)
def test_values_beyond_the_limits(name: str) -> None:
    """The error has the name, the limits, and the value."""
    _, wanted, _, values = CASES[name]
    messages: list[str] = []
    for value in values:
        with pytest.raises(ValueError, match=f" as {name}, got ") as caught:
            TimelineStyle(**{name: value})
        messages.append(str(caught.value))
    assert [f"expected {wanted} as {name}, got {value!r}" for value in values] == messages


def test_the_face_of_a_font() -> None:
    """Is one key of three."""
    assert {"FontSize": 40} == to_keys(TimelineStyle())
    for flag in (True, False):
        face = {"Bold": False, "Italic": flag, "Underline": False}
        assert {"FontSize": 40, "FontFace": face} == to_keys(TimelineStyle(italic=flag))


def test_the_presets() -> None:
    """The first is what applications write, key by key."""
    assert {
        "FontSize": 40,
        "FontColor": "#FFFFFF",
        "FontColorOpacity": 1,
        "Outline": 2,
        "OutlineColour": "#000000",
        "Alignment": "TopCenter",
        "Y": 0.85,
        "AdaptMode": "AutoWrap",
        "TextWidth": 0.9,
    } == to_keys(TIMELINE_STYLES["landscape"])
    assert ["landscape", "portrait"] == [*TIMELINE_STYLES]
    assert "<styles: landscape, portrait>" == repr(TIMELINE_STYLES)
    for style in TIMELINE_STYLES.values():
        keys = to_keys(style)
        assert [] == [key for key, value in keys.items() if not STYLE[key](value)]


def test_a_style_is_a_value() -> None:
    """It compares, hashes, and is changed by a copy."""
    style = TIMELINE_STYLES["PORTRAIT"]
    assert style == evolve(evolve(style, y=0.5), y=style.y)
    assert style != evolve(style, y=0.5)
    assert 1 == len({style, evolve(style)})
    assert "TimelineStyle(font_size=60, y=0.5)" == repr(TimelineStyle(font_size=60, y=0.5))
    with pytest.raises(ValueError, match=r"^expected a whole number from 1 to 5000 as font_size, got 0$"):
        evolve(style, font_size=0)
