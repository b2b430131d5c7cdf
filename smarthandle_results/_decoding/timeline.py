r"""An editing timeline → the `Transcript` of its text clips: what it shows as subtitles, and when.

    {"SubtitleTracks":[{"SubtitleTrackClips":[{"Type":"Text","Content":"Hi","TimelineIn":0,"TimelineOut":2.5}]}]}

`TimelineIn` and `TimelineOut` are seconds. `Content` has a language like that of ASS: `\N` and `\n`, of two characters,
are ends of lines, and `{\b1}` a command. A clip's text has neither, and the `Content` that differs from it stays in the
segment's `extra`, with the clip's other keys. A clip without times shows for as long as the video, and one of another
type is a file: neither is a cue.

Nothing of a timeline is lost: a transcript's `extra` is the timeline without its cues. Where that leaves something of
the subtitle tracks, null stands for each cue, in its track and in its place.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from attrs import evolve

from smarthandle_results._decoding.json_text import is_array, is_object, mismatch, to_json_object
from smarthandle_results._decoding.paths import at_index, at_key
from smarthandle_results._decoding.structure import find_spelling, list_others
from smarthandle_results._decoding.transcript import SegmentParts, join_segments, read_time
from smarthandle_results._errors import Problems
from smarthandle_results._models import Transcript


def is_timeline(raw: Mapping[str, Any]) -> bool:
    """Return whether an object has subtitle tracks."""
    return is_array(find_spelling(raw, "SubtitleTracks")[1])


def read_timeline(raw: Mapping[str, Any], path: str, problems: Problems) -> Transcript | None:
    """Read the text clips of a timeline, track by track; None for an object that has none."""
    key, tracks = find_spelling(raw, "SubtitleTracks")
    if not is_array(tracks):
        return None
    cues: list[SegmentParts] = []
    rest = [_take_cues(track, at_index(at_key(path, key), i), cues, problems) for i, track in enumerate(tracks)]
    if not cues:
        return None
    others = list_others(raw, key)
    if len(rest) > 1 or [*rest[0].values()] != [[None] * len(cues)]:
        others[key] = rest
    return evolve(join_segments(cues), extra=to_json_object(others, path, problems))


def _take_cues(track: Any, path: str, cues: list[SegmentParts], problems: Problems) -> Any:  # noqa: ANN401 - any JSON
    """Add the cues of a track; return the track with null for each of them."""
    key, clips = find_spelling(track, "SubtitleTrackClips") if is_object(track) else ("", None)
    if not is_array(clips):
        return track
    path = at_key(path, key)
    rest: list[object] = []
    for index, clip in enumerate(clips):
        is_cue = _is_cue(clip)
        rest.append(None if is_cue else clip)
        if is_cue:
            cues.append(_read_clip(clip, at_index(path, index), problems))
    return {**track, key: rest}


def _is_cue(clip: object) -> bool:
    if not is_object(clip):
        return False
    kind = find_spelling(clip, "Type")[1]
    return kind in (None, "Text") and all(find_spelling(clip, key)[1] is not None for key in _KEYS)


def _read_clip(clip: Mapping[str, object], path: str, problems: Problems) -> SegmentParts:
    start_key, end_key, key = (find_spelling(clip, name)[0] for name in _KEYS)
    content = clip[key]
    if not isinstance(content, str):
        problems.add(at_key(path, key), mismatch("string", content))
        content = ""
    text = _LINE_END.sub("\n", _COMMAND.sub("", content))
    read = [start_key, end_key, *([key] if text == content else [])]
    others = {name: value for name, value in clip.items() if name not in read}
    start, end = (read_time(clip, name, path, problems) for name in (start_key, end_key))
    return start, end, text, to_json_object(others, path, problems)


_KEYS: Final = ("TimelineIn", "TimelineOut", "Content")
_LINE_END: Final = re.compile(r"\\[Nn]")
_COMMAND: Final = re.compile(r"\{\\[^{}]*\}")
