"""The fields of a style: a wrong value is refused at once, whatever it is."""

from time import perf_counter
from typing import Any

import pytest

from smarthandle_results import AssStyle, TimelineStyle, to_timeline_clips, to_timeline_file

HUGE = 10**5000
LONG = "x" * 1_000_000 + "\n"
SHOWN = f"'{'x' * 60}'…"


@pytest.mark.parametrize(
    ("style", "name", "wanted"),
    [
        (AssStyle, "font_name", "the name of a font, without a comma"),
        (AssStyle, "primary_colour", "a color such as #FFFFFF, or #00000080 for one half transparent"),
        (TimelineStyle, "font", "the name of a font"),
        (TimelineStyle, "font_url", "a URL that begins with https:// or http://"),
        (TimelineStyle, "font_color", "a color such as #FFFFFF"),
        (TimelineStyle, "font_size", "a whole number from 1 to 5000"),
        (TimelineStyle, "border_style", "one of 1, 3"),
    ],
)
def test_a_long_value_is_refused_at_once(style: Any, name: str, wanted: str) -> None:
    """The message has its beginning alone; that of a number too long to write says so."""
    for value, shown in ((LONG, SHOWN), (HUGE, "a huge number")):
        start = perf_counter()
        with pytest.raises(ValueError, match=f" as {name}, got ") as caught:
            style(**{name: value})
        assert f"expected {wanted} as {name}, got {shown}" == str(caught.value)
        assert perf_counter() - start < 1


def test_other_long_values_are_shortened() -> None:
    """Of the address of a file, its form, and the name of a preset."""
    with pytest.raises(ValueError, match=" got ") as caught:
        to_timeline_file(LONG)
    assert f"expected a URL that begins with https:// or http://, got {SHOWN}" == str(caught.value)
    with pytest.raises(ValueError, match=" got ") as caught:
        to_timeline_file("https://example.com/a.srt", sub_type=LONG)
    assert f"expected srt or ass as sub_type, got {SHOWN}" == str(caught.value)
    with pytest.raises(KeyError) as missing:
        to_timeline_clips([], style=LONG)
    assert (
        "expected the name of a style (landscape, portrait), got text of 1,000,001 characters",
    ) == missing.value.args


@pytest.mark.parametrize("url", ["https://example.com/a.srt", "HTTP://x/a.ASS?v=1#b"])
def test_an_address_is_one_for_files_and_fonts(url: str) -> None:
    """By one rule."""
    assert url == TimelineStyle(font_url=url).font_url
    [track] = to_timeline_file(url)["SubtitleTracks"]
    assert url == track["SubtitleTrackClips"][0]["FileURL"]


@pytest.mark.parametrize(
    "url", ["https://?a.srt", "https:///a.srt", "https://x/a\0.srt", "https://x/\ud800.srt", "ftp://x/a.srt"]
)
def test_what_is_no_address_is_none_for_both(url: str) -> None:
    """By the same rule."""
    for refuse in (lambda: TimelineStyle(font_url=url), lambda: to_timeline_file(url)):
        with pytest.raises(ValueError, match=r"^expected a URL that begins with https:// or http://"):
            refuse()
