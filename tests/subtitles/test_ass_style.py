"""The style of an ASS file: each field within its limits, and as pysubs2 reads it back."""

from typing import Any

import pysubs2
import pytest
from attrs import evolve, fields

from smarthandle_results import ASS_STYLES, AssStyle, to_ass

COLOUR = "a color such as #FFFFFF, or #00000080 for one half transparent"
PIXELS = "a whole number from 0 to 10000"
FLAG = "one of True, False"
SIZE = "a whole number from 1 to 10000"
CASES: dict[str, tuple[str, list[Any], list[Any]]] = {
    "play_res_x": (SIZE, [1, 10_000], [0, 10_001, 1.0, True, "1", None]),
    "play_res_y": (SIZE, [1, 10_000], [0, 10_001, 1.0, True, "1", None]),
    "wrap_style": ("a whole number from 0 to 3", [0, 3], [-1, 4, True]),
    "font_name": (
        "the name of a font, without a comma",
        ["Arial", "Noto Sans CJK SC", "微软雅黑"],
        ["", " ", "Arial ", "A,B", "A\nB", "A\0", "\ud800", 5, None],
    ),
    "font_size": (SIZE, [1, 10_000], [0, 10_001, 64.5, True]),
    "primary_colour": (COLOUR, ["#FFFFFF", "#ff800040"], ["FFFFFF", "#FFF", "#GGGGGG", "#FFFFFF\n", "#FFFFFFF", 0]),
    "outline_colour": (COLOUR, ["#000000"], ["black"]),
    "back_colour": (COLOUR, ["#00000080"], [None]),
    "bold": (FLAG, [True, False], [1, 0, "true", None]),
    "italic": (FLAG, [True, False], [1, 0, "true", None]),
    "border_style": ("one of 1, 3", [1, 3], [0, 2, True, 1.0, "1"]),
    "outline": (PIXELS, [0, 10_000], [-1, 10_001, 0.5, False]),
    "shadow": (PIXELS, [0, 10_000], [-1, 10_001, 0.5, False]),
    "alignment": ("a whole number from 1 to 9", [1, 9], [0, 10, True, "2"]),
    "margin_l": (PIXELS, [0, 10_000], [-1, 10_001, 0.5, False]),
    "margin_r": (PIXELS, [0, 10_000], [-1, 10_001, 0.5, False]),
    "margin_v": (PIXELS, [0, 10_000], [-1, 10_001, 0.5, False]),
}
OWN_STYLE = AssStyle(
    play_res_x=640,
    play_res_y=360,
    wrap_style=2,
    font_name="微软雅黑",
    font_size=30,
    primary_colour="#FFE566",
    outline_colour="#10203040",
    back_colour="#405060FF",
    bold=True,
    italic=True,
    border_style=3,
    outline=4,
    shadow=5,
    alignment=7,
    margin_l=6,
    margin_r=7,
    margin_v=8,
)


def test_all_fields_have_cases() -> None:
    """In their order."""
    assert [one.name for one in fields(AssStyle)] == [*CASES]


@pytest.mark.parametrize("name", CASES)
def test_limits(name: str) -> None:
    """Values within the limits are accepted, and the error for any other says what they are."""
    wanted, good, bad = CASES[name]
    for value in good:
        assert value == getattr(evolve(AssStyle(), **{name: value}), name)
    for value in bad:
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared
            evolve(AssStyle(), **{name: value})
        assert f"expected {wanted} as {name}, got {value!r}" == str(caught.value)


def test_pysubs2_reads_all_fields() -> None:
    """Each in its place."""
    file = pysubs2.SSAFile.from_string(to_ass([], style=OWN_STYLE), format_="ass")
    expected = pysubs2.SSAStyle(
        fontname="微软雅黑",
        fontsize=30.0,
        primarycolor=pysubs2.Color(0xFF, 0xE5, 0x66),
        secondarycolor=pysubs2.Color(0xFF, 0xE5, 0x66),
        outlinecolor=pysubs2.Color(0x10, 0x20, 0x30, 0xFF - 0x40),
        backcolor=pysubs2.Color(0x40, 0x50, 0x60),
        bold=True,
        italic=True,
        borderstyle=3,
        outline=4.0,
        shadow=5.0,
        alignment=pysubs2.Alignment.TOP_LEFT,
        marginl=6,
        marginr=7,
        marginv=8,
        encoding=-1,
    )
    assert {"Default": expected} == file.styles
    assert {
        "ScriptType": "v4.00+",
        "PlayResX": "640",
        "PlayResY": "360",
        "WrapStyle": "2",
        "ScaledBorderAndShadow": "yes",
        "YCbCr Matrix": "None",
    } == dict(file.info)


def test_a_box_has_a_width() -> None:
    """Libass draws none without, and the text would be hard to read."""
    assert 1 == AssStyle(border_style=3, outline=1).outline
    with pytest.raises(ValueError, match=r"^expected a whole number from 1 to 10000 as outline of a box, got 0$"):
        AssStyle(border_style=3, outline=0)


def test_the_repr_is_what_was_given() -> None:
    """As that of a TimelineStyle."""
    assert "AssStyle()" == repr(AssStyle())
    assert "AssStyle(font_size=60, bold=True)" == repr(AssStyle(font_size=60, bold=True))


def test_presets_have_the_shape_of_their_videos() -> None:
    """Wide and high."""
    assert {"landscape": True, "portrait": False} == {
        name: style.play_res_x > style.play_res_y for name, style in ASS_STYLES.items()
    }
