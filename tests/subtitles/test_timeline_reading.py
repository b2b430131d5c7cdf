"""The text clips of an editing timeline → cues, of parts of timelines and of whole ones."""

import json
from typing import Any

import pytest
from helpers.problems import find_problems
from helpers.texts import nasty_texts
from hypothesis import given, strategies as st

from smarthandle_results import Cue, Repair, decode_timeline, decode_transcript, to_cues

CLIP = {"Type": "Text", "Content": "a", "TimelineIn": 0.5, "TimelineOut": 2}
FILE = {"Type": "Subtitle", "SubType": "srt", "FileUrl": "https://example.com/a.srt"}
NO_TIMES = {"Type": "Text", "Content": "a title"}


def make_timeline(*tracks: list[Any], **others: Any) -> dict[str, Any]:
    """Make a timeline of subtitle tracks, each of some clips."""
    return {**others, "SubtitleTracks": [{"SubtitleTrackClips": clips} for clips in tracks]}


def make_clip(start: float, end: float, content: str, **others: Any) -> dict[str, Any]:
    """Make a clip of text."""
    return {"Type": "Text", "Content": content, "TimelineIn": start, "TimelineOut": end, **others}


def test_a_whole_timeline() -> None:
    """What else it has is not looked at: text of other tracks is no subtitle."""
    text = {"Type": "Text", "Content": "a title", "TimelineIn": 0, "TimelineOut": 1}
    timeline = make_timeline(
        [make_clip(0.5, 2, "你好", FontSize=40, FontFace={"Bold": True})],
        VideoTracks=[{"VideoTrackClips": [{"MediaId": "******bf47", "Effects": [text]}]}],
        AudioTracks=[],
    )
    cues = decode_timeline(timeline)
    assert [Cue(500, 2000, "你好")] == list(cues)
    assert () == cues.repairs
    assert cues == decode_timeline(json.dumps(timeline)) == decode_timeline(json.dumps(timeline).encode())
    assert cues == decode_timeline(json.dumps(json.dumps(timeline)))


def test_cues_are_in_the_order_of_their_times() -> None:
    """Wherever they are: clips and tracks have no order in time, and of those that start at once the first is first."""
    timeline = make_timeline([make_clip(5, 6, "d"), make_clip(1, 2, "a")], [make_clip(3, 4, "c"), make_clip(1, 9, "b")])
    cues = decode_timeline(timeline)
    assert ("a", "b", "c", "d") == cues.texts
    assert () == cues.repairs


def test_what_is_no_cue_is_reported() -> None:
    """A file, text without times, and clips of other types, by their places through all tracks."""
    timeline = make_timeline([FILE, CLIP, NO_TIMES], [], [{"Type": "Image"}, {**CLIP, "Content": r"{\b1}b"}])
    cues = decode_timeline(timeline)
    assert [Cue(500, 2000, "a"), Cue(500, 2000, "b")] == list(cues)
    assert (
        Repair(0, "clip", "left out"),
        Repair(2, "clip", "left out"),
        Repair(3, "clip", "left out"),
        Repair(4, "markup", "removed"),
    ) == cues.repairs


@pytest.mark.parametrize("key", ["TimelineIn", "TimelineOut", "Content"])
def test_a_clip_that_lacks_a_key_is_no_cue(key: str) -> None:
    """Without one time it shows from the beginning or to the end of the video, and without content nothing."""
    whole, part = dict(CLIP), {name: value for name, value in CLIP.items() if name != key}
    others: list[dict[Any, Any]] = [part, {**part, key: None}, {**part, 1: 2}]
    for clip in others:
        cues = decode_timeline(make_timeline([whole, clip]))
        assert [Cue(500, 2000, "a")] == list(cues)
        assert (Repair(1, "clip", "left out"),) == cues.repairs


def test_what_was_mended_is_reported_at_its_clip() -> None:
    """Not at its cue: clips that are left out, and the order of times, come between."""
    timeline = make_timeline([make_clip(9, 8, "last"), FILE, make_clip(1, 2, " "), make_clip(-1, 2, "a\\N\\Nb")])
    cues = decode_timeline(timeline)
    assert [Cue(0, 2000, "a\nb"), Cue(8000, 9000, "last")] == list(cues)
    assert [
        (0, "reversed"),
        (1, "clip"),
        (2, "blank"),
        (3, "white_space"),
        (3, "negative"),
    ] == [(repair.index, repair.kind) for repair in cues.repairs]


@pytest.mark.parametrize(
    "timeline",
    [
        {"SubtitleTracks": []},
        {"SubtitleTracks": [{}]},
        {"SubtitleTracks": [{"SubtitleTrackClips": None}, {"SubtitleTrackClips": []}]},
    ],
)
def test_no_clips(timeline: dict[str, Any]) -> None:
    """Are no cues."""
    assert to_cues([]) == decode_timeline(timeline)


@pytest.mark.parametrize(
    "clip",
    [
        {"content": "a", "timelineIn": "0.5", "timeline_out": 2, "type": "Text"},
        {"Content": "a", "TimelineIn": 0.5, "TimelineOut": 2},
        {**CLIP, "content": ""},
        {**CLIP, "Content": "", "content": "a"},
        {**CLIP, "Type": None},
    ],
)
def test_other_spellings(clip: dict[str, Any]) -> None:
    """Of several, the last counts that is not empty; without a type it is text."""
    timeline = {"subtitleTracks": [{"subtitle_track_clips": [clip]}]}
    assert [Cue(500, 2000, "a")] == list(decode_timeline(timeline))
    assert [Cue(500, 2000, "a")] == list(decode_timeline(make_timeline([clip, CLIP])))[:1]


@pytest.mark.parametrize(
    ("timeline", "problems"),
    [
        ([], [(".", "expected object, got array")]),
        ("words", [(".", "expected object, got string")]),
        ({}, [(".SubtitleTracks", "expected array, got nothing")]),
        ({"SubtitleTracks": None, "VideoTracks": []}, [(".SubtitleTracks", "expected array, got nothing")]),
        ({"subtitleTracks": {}}, [(".subtitleTracks", "expected array, got object")]),
        (
            {"SubtitleTracks": [5, {"SubtitleTrackClips": "x"}, {"SubtitleTrackClips": [None, CLIP]}]},
            [
                (".SubtitleTracks[0]", "expected object, got number"),
                (".SubtitleTracks[1].SubtitleTrackClips", "expected array, got string"),
                (".SubtitleTracks[2].SubtitleTrackClips[0]", "expected object, got null"),
            ],
        ),
        (
            make_timeline([CLIP], [CLIP, {**CLIP, "Content": 5, "TimelineIn": True, "TimelineOut": "soon"}]),
            [
                (".SubtitleTracks[1].SubtitleTrackClips[1].Content", "expected string, got number"),
                (".SubtitleTracks[1].SubtitleTrackClips[1].TimelineIn", "expected number, got boolean"),
                (".SubtitleTracks[1].SubtitleTrackClips[1].TimelineOut", "expected number, got string"),
            ],
        ),
        (
            make_timeline([make_clip(0, 2**64, "a")]),
            [
                (
                    ".SubtitleTracks[0].SubtitleTrackClips[0].TimelineOut",
                    "expected number, got a number of more than 64 bits",
                )
            ],
        ),
    ],
)
def test_problems(timeline: object, problems: list[tuple[str, str]]) -> None:
    """All of them, each at its place."""
    assert problems == find_problems(decode_timeline, json.dumps(timeline))


def test_a_problem_in_text_in_text() -> None:
    """A timeline often is text in a request."""
    text = json.dumps(json.dumps(make_timeline([{**CLIP, "TimelineIn": None, "Content": 5}, {**CLIP, "Content": 5}])))
    place = ". | fromjson | .SubtitleTracks[0].SubtitleTrackClips[1].Content"
    assert [(place, "expected string, got number")] == find_problems(decode_timeline, text)


clips = st.builds(
    make_clip,
    st.sampled_from([0, 1, 1.5, 0.8465, -1, 7]),
    st.sampled_from([0, 1, 2.0005, 3]),
    nasty_texts.map(lambda text: text.encode(errors="replace").decode()) | st.sampled_from([r"{\b1}x", r"a\Nb"]),
)


@given(st.lists(clips, max_size=5), st.lists(clips, max_size=5))
def test_both_ways_of_reading_agree(first: list[dict[str, Any]], second: list[dict[str, Any]]) -> None:
    """Clips as columns, and one by one, as they are read where one is spelled in another way; and as a payload."""
    cues = decode_timeline(make_timeline(first, second))
    spelled = [[{"type": "Text", **clip} for clip in track] for track in (first, second)]
    one_by_one = decode_timeline(make_timeline(*spelled))
    assert (cues, cues.repairs) == (one_by_one, one_by_one.repairs)
    if first or second:
        payload = to_cues(decode_transcript(json.dumps(make_timeline(first, second))))
        assert sorted(zip(cues.starts_ms, cues.ends_ms, cues.texts, strict=True)) == sorted(
            zip(payload.starts_ms, payload.ends_ms, payload.texts, strict=True)
        )
