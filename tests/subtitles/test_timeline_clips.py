"""Cues → clips of an editing timeline, as the engine documents them."""

import json
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from cases import make_cases
from helpers.texts import any_times, mended_cues, times_of_a_day
from helpers.timelines import find_faults
from hypothesis import given, strategies as st

from smarthandle_results import (
    TIMELINE_STYLES,
    Cue,
    Cues,
    Segment,
    TimelineStyle,
    Transcript,
    decode_timeline,
    to_cues,
    to_timeline_clips,
    to_timeline_file,
)

BARE = TimelineStyle()


def list_tracks(cues: Any) -> list[list[dict[str, Any]]]:
    """Make the clips of cues, and list them track by track."""
    return [track["SubtitleTrackClips"] for track in to_timeline_clips(cues, style=BARE)["SubtitleTracks"]]


def test_a_clip() -> None:
    """Its keys in their order, as applications write them."""
    assert {
        "SubtitleTracks": [
            {
                "SubtitleTrackClips": [
                    {
                        "Type": "Text",
                        "Content": "提起",
                        "TimelineIn": 0.0,
                        "TimelineOut": 0.846,
                        "FontSize": 40,
                        "FontColor": "#FFFFFF",
                        "FontColorOpacity": 1,
                        "Outline": 2,
                        "OutlineColour": "#000000",
                        "Alignment": "TopCenter",
                        "Y": 0.85,
                        "AdaptMode": "AutoWrap",
                        "TextWidth": 0.9,
                    }
                ]
            }
        ]
    } == to_timeline_clips([Cue(0, 846, "提起")])
    transcript = Transcript((0,), (0.846,), ("提起",))
    assert to_timeline_clips([Cue(0, 846, "提起")]) == to_timeline_clips(transcript)
    assert Segment(0, 0.846, "提起") == transcript[0]


def test_no_cues() -> None:
    """No track: an empty one might hide something."""
    assert {"SubtitleTracks": []} == to_timeline_clips([])


def test_hostile_texts() -> None:
    """Each is a clip that the engine knows, and JSON of it is read back as the same cues."""
    style = evolve(TIMELINE_STYLES["portrait"], bold=True)
    files = [(case, json.dumps(to_timeline_clips(case, style=style))) for case in make_cases()]
    assert [] == [fault for _, text in files for fault in find_faults(json.loads(text))]
    assert [] == [(case, text) for case, text in files if case != decode_timeline(text)]
    assert len(files) > 300


@given(mended_cues(times_of_a_day))
def test_any_cues_come_back(cues: Cues) -> None:
    """As many, at the same times, with the same text, in the same order, and nothing is reported."""
    made = to_timeline_clips(cues)
    assert [] == find_faults(made)
    read = decode_timeline(made)
    assert cues == read
    assert () == read.repairs


@given(st.lists(st.integers(0, 10**15 - 1), max_size=9))
def test_seconds_are_exact(times: list[int]) -> None:
    """The decimals that JSON has are those of the milliseconds."""
    cues = to_cues([Cue(time, time + 1, "a") for time in times])
    clips = json.loads(json.dumps(list_tracks(cues)), parse_float=Decimal)
    read = sorted((clip["TimelineIn"], clip["TimelineOut"]) for track in clips for clip in track)
    assert [(Decimal(cue.start_ms) / 1000, Decimal(cue.end_ms) / 1000) for cue in cues] == read


@given(mended_cues(any_times))
def test_times_of_any_size(cues: Cues) -> None:
    """Larger ones are as near as a float can be."""
    assert sum(map(len, list_tracks(cues))) == len(cues)


def test_gaps_are_kept() -> None:
    """And cues that touch do not overlap."""
    [clips] = list_tracks([Cue(0, 1000, "a"), Cue(1000, 2000, "b"), Cue(2111, 3000, "c")])
    assert [(0.0, 1.0), (1.0, 2.0), (2.111, 3.0)] == [(clip["TimelineIn"], clip["TimelineOut"]) for clip in clips]


def test_cues_that_overlap_are_on_further_tracks() -> None:
    """Each on the first that is free."""
    cues = [Cue(0, 9, "a"), Cue(1, 5, "b"), Cue(2, 3, "c"), Cue(4, 6, "d"), Cue(5, 7, "e"), Cue(9, 10, "f")]
    assert [["a", "f"], ["b", "e"], ["c", "d"]] == [[clip["Content"] for clip in clips] for clips in list_tracks(cues)]


@given(st.lists(st.builds(Cue, st.integers(0, 50), st.integers(0, 50), st.just("a")), max_size=30))
def test_tracks_are_as_few_as_there_can_be(cues: list[Cue]) -> None:
    """As many as there are cues at one time, and on none do two overlap."""
    sound = to_cues(cues)
    tracks = list_tracks(sound)
    shown = Counter(ms for cue in sound for ms in range(cue.start_ms, cue.end_ms))
    assert max(shown.values(), default=0) == len(tracks)
    for clips in tracks:
        times = [time for clip in clips for time in (clip["TimelineIn"], clip["TimelineOut"])]
        assert sorted(times) == times
        assert clips


def test_clips_share_nothing() -> None:
    """To change one is to change one."""
    first, second = list_tracks([Cue(0, 1, "a"), Cue(1, 2, "b")])[0]
    assert first is not second
    [[bold, other]] = [
        track["SubtitleTrackClips"]
        for track in to_timeline_clips([Cue(0, 1, "a"), Cue(1, 2, "b")], style=TimelineStyle(bold=True))[
            "SubtitleTracks"
        ]
    ]
    assert bold["FontFace"] == other["FontFace"]
    assert bold["FontFace"] is not other["FontFace"]


def test_the_style_of_clips() -> None:
    """A value, or the name of a preset."""
    cues = [Cue(0, 1, "a")]
    assert to_timeline_clips(cues) == to_timeline_clips(cues, style="landscape")
    assert to_timeline_clips(cues, style=TIMELINE_STYLES["portrait"]) == to_timeline_clips(cues, style="Portrait")
    with pytest.raises(KeyError) as caught:
        to_timeline_clips(cues, style="square")
    assert ("expected the name of a style (landscape, portrait), got 'square'",) == caught.value.args
    with pytest.raises(TypeError) as wrong:
        to_timeline_clips(cues, style=None)  # type: ignore[arg-type]
    assert "expected a TimelineStyle or the name of a preset, got None: TIMELINE_STYLES has the presets" == str(
        wrong.value
    )


@pytest.mark.parametrize(
    ("url", "sub_type", "expected"),
    [
        ("https://example.com/a.srt", None, "srt"),
        ("http://example-bucket.example.com/dir/a.b.ass", None, "ass"),
        ("https://example.com/A.SRT?Expires=1&Signature=a%2Fb.ass#x", None, "srt"),
        ("HTTPS://example.com/subtitles?id=5", "ass", "ass"),
        ("https://example.com/a.srt", "ass", "ass"),
    ],
)
def test_a_clip_of_a_file(url: str, sub_type: str | None, expected: str) -> None:
    """Its suffix, or `sub_type`, says what it is; the address stays as it is."""
    made = to_timeline_file(url, sub_type=sub_type)
    assert {
        "SubtitleTracks": [{"SubtitleTrackClips": [{"Type": "Subtitle", "SubType": expected, "FileURL": url}]}]
    } == made
    assert [] == find_faults(made)


def test_the_style_of_a_file() -> None:
    """SubRip has none of its own."""
    made = to_timeline_file("https://example.com/a.srt", style="portrait")
    [clip] = made["SubtitleTracks"][0]["SubtitleTrackClips"]
    assert [] == find_faults(made)
    assert 54 == clip["FontSize"]
    with pytest.raises(ValueError, match=r"^expected no style for a file of ASS, which has its own, got one$"):
        to_timeline_file("https://example.com/a.ass", style=BARE)


@pytest.mark.parametrize(
    ("url", "sub_type", "message"),
    [
        ("oss://example-bucket/a.srt", None, "expected a URL that begins with https:// or http://, got 'oss://{}'"),
        ("a.srt", None, "expected a URL that begins with https:// or http://, got 'a.srt'"),
        ("https://", "srt", "expected a URL that begins with https:// or http://, got 'https://'"),
        ("https://a b.srt", None, "expected a URL that begins with https:// or http://, got 'https://a b.srt'"),
        (
            "https://e.com/a.vtt",
            None,
            "expected a URL that ends with .srt or .ass, or a sub_type, got 'https://e.com/a.vtt'",
        ),
        ("https://e.srt", None, "expected a URL that ends with .srt or .ass, or a sub_type, got 'https://e.srt'"),
        ("https://e.com/a.srt", "vtt", "expected srt or ass as sub_type, got 'vtt'"),
        ("https://e.com/a.srt", "", "expected srt or ass as sub_type, got ''"),
    ],
)
def test_what_is_no_file(url: str, sub_type: str | None, message: str) -> None:
    """The engine would refuse the timeline, or show nothing."""
    with pytest.raises(ValueError, match=r"^expected ") as caught:
        to_timeline_file(url, sub_type=sub_type)
    assert message.format("example-bucket/a.srt") == str(caught.value)


def test_an_address_is_text() -> None:
    """A path is refused: it is no address."""
    with pytest.raises(TypeError, match=r"^expected str as url, got bytes$"):
        to_timeline_file(b"https://example.com/a.srt")  # type: ignore[arg-type]


def test_a_time_beyond_all_floats() -> None:
    """Has no number in a timeline."""
    with pytest.raises(OverflowError):
        to_timeline_clips([Cue(0, 10**400, "x")])
