"""What the engine documents of the clips on subtitle tracks, written down anew: which keys, and which values."""

import re
from collections.abc import Callable
from typing import Any, Final

ALIGNMENTS: Final = {
    *(row + column for row in ("Top", "Center", "Bottom") for column in ("Left", "Center", "Right")),
    *("Left", "Center", "Right"),
}


def is_number(value: Any, least: float, most: float) -> bool:
    """Report whether a value is a JSON number in a range."""
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def is_place(value: Any) -> bool:
    """Report whether a value is a part of the frame, or pixels."""
    return is_number(value, 0, 0.9999) or (isinstance(value, int) and value >= 2)


def is_color(value: Any) -> bool:
    """Report whether a value is `#RRGGBB`."""
    return isinstance(value, str) and re.fullmatch("#[0-9a-fA-F]{6}", value) is not None


STYLE: Final[dict[str, Callable[[Any], bool]]] = {
    "Font": lambda value: isinstance(value, str) and bool(value),
    "FontURL": lambda value: isinstance(value, str) and value.lower().startswith(("http://", "https://")),
    "FontSize": lambda value: isinstance(value, int) and is_number(value, 1, 5000),
    "FontColor": is_color,
    "FontColorOpacity": lambda value: is_number(value, 0, 1),
    "FontFace": lambda value: (
        [("Bold", bool), ("Italic", bool), ("Underline", bool)] == [(key, type(is_so)) for key, is_so in value.items()]
    ),
    "Spacing": lambda value: isinstance(value, int),
    "LineSpacing": lambda value: isinstance(value, int),
    "Angle": lambda value: is_number(value, -360, 360),
    "BorderStyle": lambda value: value in (1, 3),
    "Outline": lambda value: isinstance(value, int) and value >= 0,
    "OutlineColour": is_color,
    "Shadow": lambda value: isinstance(value, int) and value >= 0,
    "BackColour": is_color,
    "Alignment": lambda value: value in ALIGNMENTS,
    "X": is_place,
    "Y": is_place,
    "AdaptMode": lambda value: value in {"AutoWrap", "AutoWrapAtSpaces", "AutoScale"},
    "TextWidth": lambda value: is_number(value, 0.0001, 10_000),
}
TEXT: Final[dict[str, Callable[[Any], bool]]] = {
    "Type": lambda value: value == "Text",
    "Content": lambda value: re.fullmatch(r"(?:[^{}\\\r\n]|\\N)+", value) is not None,
    "TimelineIn": lambda value: isinstance(value, float) and value >= 0,
    "TimelineOut": lambda value: isinstance(value, float) and value > 0,
}
FILE: Final[dict[str, Callable[[Any], bool]]] = {
    "Type": lambda value: value == "Subtitle",
    "SubType": lambda value: value in {"srt", "ass"},
    "FileURL": lambda value: re.fullmatch(r"(?i:https?)://\S+", value) is not None,
}


def find_faults(timeline: Any) -> list[str]:
    """List what the engine would not know: other keys, missing ones, and values out of their range."""
    assert ["SubtitleTracks"] == [*timeline]
    assert [["SubtitleTrackClips"]] * len(timeline["SubtitleTracks"]) == [[*one] for one in timeline["SubtitleTracks"]]
    return [
        fault for track in timeline["SubtitleTracks"] for clip in track["SubtitleTrackClips"] for fault in _find(clip)
    ]


def _find(clip: dict[str, Any]) -> list[str]:
    required = FILE if clip.get("Type") == "Subtitle" else TEXT
    known = {**required, **STYLE}
    missing = [f"no {key}" for key in required if key not in clip]
    return missing + [f"{key}: {value!r}" for key, value in clip.items() if not (key in known and known[key](value))]
