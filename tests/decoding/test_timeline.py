"""An editing timeline → its text clips as cues, and all else of it."""

import json
from typing import Any

import pytest
from helpers.bodies import make_body
from helpers.problems import find_problems

from smarthandle_results import (
    Cue,
    JsonObject,
    JsonValue,
    Segment,
    Transcript,
    Unrecognized,
    decode_job,
    decode_response,
    decode_result,
    decode_transcript,
)

CLIP = {"Type": "Text", "Content": "你好", "TimelineIn": 0, "TimelineOut": 2.5}
FILE = {"Type": "Subtitle", "SubType": "srt", "FileURL": "https://example.com/a.srt"}


def make_timeline(*tracks: list[dict[str, Any]], **others: Any) -> dict[str, Any]:
    """Make a timeline of subtitle tracks, each of some clips."""
    return {"SubtitleTracks": [{"SubtitleTrackClips": clips} for clips in tracks], **others}


def test_text_clips_are_cues() -> None:
    """Under any job type: their times are seconds, and their other keys are kept, as those of the timeline are."""
    payload = make_timeline([CLIP, {**CLIP, "Content": "b", "FontSize": 40}], VideoTracks=[{"a": 1}])
    for job_type in ("ASR", "TimelineGeneration", "VideoTranslation"):
        job = decode_job(decode_response(make_body(payload, job_type)))
        assert isinstance(job.result, Transcript)
        assert (
            Segment(0, 2.5, "你好", JsonObject({"Type": "Text"})),
            Segment(0, 2.5, "b", JsonObject({"Type": "Text", "FontSize": 40})),
        ) == tuple(job.result)
        assert JsonObject({"VideoTracks": (JsonObject({"a": 1}),)}) == job.result.extra
        assert (Cue(0, 2500, "你好"), Cue(0, 2500, "b")) == tuple(job.cues or ())
    assert job.result == decode_transcript(json.dumps(payload))


def test_clips_may_be_spelled_and_placed_in_other_ways() -> None:
    """In another spelling, without a type, with numeric strings, or in a timeline that is under a key, as text too."""
    clip = {"content": "a", "timelineIn": "1", "timeline_out": 2}
    inner = {"subtitleTracks": [{"subtitleTrackClips": [clip]}], "SUBTITLETRACKS": None}
    for payload in (inner, {"Timeline": inner}, {"Timeline": json.dumps(inner)}, {"a": [{"b": inner}]}):
        assert Transcript((1,), (2,), ("a",)) == decode_transcript(json.dumps(payload))
    found = decode_result(decode_response(make_body({"Timeline": inner, "EditingProjectId": "p"}, "NewType")))
    assert Transcript((1,), (2,), ("a",), extra=JsonObject({"EditingProjectId": "p"})) == found


@pytest.mark.parametrize(
    ("tracks", "rest"),
    [
        ([[CLIP, FILE]], [{"SubtitleTrackClips": (None, JsonObject(FILE))}]),
        ([[CLIP], [CLIP]], [{"SubtitleTrackClips": (None,)}, {"SubtitleTrackClips": (None,)}]),
        (
            [[{"Type": "Text", "Content": "whole"}, CLIP]],
            [{"SubtitleTrackClips": (JsonObject({"Type": "Text", "Content": "whole"}), None)}],
        ),
        ([["text", CLIP, None]], [{"SubtitleTrackClips": ("text", None, None)}]),
        ([[CLIP], []], [{"SubtitleTrackClips": (None,)}, {"SubtitleTrackClips": ()}]),
    ],
)
def test_a_track_keeps_what_is_no_cue(tracks: list[list[Any]], rest: list[JsonValue]) -> None:
    """Null stands for each cue, so that it is known in which track and where it was."""
    transcript = decode_transcript(json.dumps(make_timeline(*tracks)))
    assert {"SubtitleTracks": tuple(rest)} == transcript.extra
    assert sum(len([clip for clip in clips if clip == CLIP]) for clips in tracks) == len(transcript)


def test_a_track_keeps_its_other_keys() -> None:
    """And what is no track is kept too."""
    payload = {"SubtitleTracks": [{"Name": "a", "SubtitleTrackClips": [CLIP]}, 5, {"SubtitleTrackClips": "x"}]}
    tracks = (JsonObject({"Name": "a", "SubtitleTrackClips": (None,)}), 5, JsonObject({"SubtitleTrackClips": "x"}))
    assert JsonObject({"SubtitleTracks": tracks}) == decode_transcript(json.dumps(payload)).extra


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (r"你好\N世界", "你好\n世界"),
        (r"a\nb", "a\nb"),
        (r"{\b1}bold{\b0} text", "bold text"),
        (r"{\an8\pos(10,10)}up\Ndown", "up\ndown"),
        ("{a note} b", "{a note} b"),
        ("a\nb", "a\nb"),
        (r"C:\new", "C:\new"),
        (r"{\b1", r"{\b1"),
        ("", ""),
    ],
)
def test_the_commands_of_a_content_are_no_text(content: str, text: str) -> None:
    """What was written is kept where it differs."""
    [segment] = decode_transcript(json.dumps(make_timeline([{**CLIP, "Content": content}])))
    assert (text, content if text != content else None) == (segment.text, segment.extra.get("Content"))


@pytest.mark.parametrize(
    "payload",
    [
        {"SubtitleTracks": []},
        {"SubtitleTracks": "none"},
        make_timeline([FILE]),
        make_timeline([{**CLIP, "TimelineOut": None}]),
        make_timeline([{**CLIP, "Type": "Image"}]),
        {"Timeline": make_timeline([FILE])},
    ],
)
def test_a_timeline_without_cues_stays_whole(payload: object) -> None:
    """It is a payload of a form that is not read."""
    text = json.dumps(payload)
    assert Unrecognized(text) == decode_result(decode_response(make_body(text, "ASR")))
    assert [(".", "expected array of cues, got object")] == find_problems(decode_transcript, text)


def test_what_does_not_fit_is_reported_at_its_place() -> None:
    """In a clip of text with times."""
    payload = make_timeline([CLIP, {**CLIP, "Content": 5, "TimelineIn": "x", "Y": 2**64}])
    place = ".JobResult.AiResult | fromjson | .SubtitleTracks[0].SubtitleTrackClips[1]"
    assert [
        (f"{place}.Content", "expected string, got number"),
        (f"{place}.TimelineIn", "expected number, got string"),
        (f"{place}.Y", "expected number, got a number of more than 64 bits"),
    ] == sorted(find_problems(lambda body: decode_result(decode_response(body)), make_body(payload)))
