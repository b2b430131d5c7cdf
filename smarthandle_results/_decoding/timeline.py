r"""An editing timeline → the `Transcript` of its text clips: what it shows as subtitles, and when.

    {"SubtitleTracks":[{"SubtitleTrackClips":[{"Type":"Text","Content":"Hi","TimelineIn":0,"TimelineOut":2.5}]}]}

`TimelineIn` and `TimelineOut` are seconds, and `content` says what `Content` is. A clip without both times shows from
the beginning or to the end of the video, one without `Content` shows nothing, and one of another type is a file: none
of these is a cue.

It is read in two ways. As a payload (`read_timeline`), nothing of it is lost: a `Content` that differs from its text
stays in the segment's `extra`, with the clip's other keys, and the transcript's `extra` is the timeline without its
cues. Where that leaves something of the subtitle tracks, null stands for each cue, in its track and in its place. As a
file (`read_clips`), only the cues are read, and the clips that are none are listed.

Strategy: the clips of a file are mostly text of the usual spelling, and are read as columns, as `transcript` reads
items. Where anything differs, they are read one by one, and both ways agree.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, final

from attrs import define, evolve, field

from smarthandle_results._decoding.content import read_content
from smarthandle_results._decoding.json_text import fold_key, is_array, is_object, mismatch, to_json_object
from smarthandle_results._decoding.paths import at_index, at_key
from smarthandle_results._decoding.spellings import find_spelling, list_others
from smarthandle_results._decoding.transcript import SegmentParts, find_columns, join_segments, read_time
from smarthandle_results._errors import Problems
from smarthandle_results._models import Transcript
from smarthandle_results._seconds import Seconds


@final
@define
class Clips:
    """The text clips of a timeline as columns, and what else its subtitle tracks have.

    Clips are counted from 0 through all tracks: `places` are those of the cues, `others` those of clips that are none.
    """

    starts: list[Seconds] = field(factory=list[Seconds])
    ends: list[Seconds] = field(factory=list[Seconds])
    contents: list[str] = field(factory=list[str])
    places: list[int] = field(factory=list[int])
    others: list[int] = field(factory=list[int])

    @property
    def count(self) -> int:
        """How many clips there are."""
        return len(self.places) + len(self.others)


def read_clips(raw: object, path: str, problems: Problems) -> Clips:
    """Read the clips of a timeline, track by track; each value that does not fit is a problem."""
    clips = Clips()
    if not is_object(raw):
        problems.add(path, mismatch("object", raw))
        return clips
    tracks, tracks_path = _find_array(raw, "SubtitleTracks", path, problems)
    if tracks is None:
        problems.add(tracks_path, "expected array, got nothing")
    for index, track in enumerate(tracks or ()):
        track_path = at_index(tracks_path, index)
        if is_object(track):
            _add_track(track, track_path, clips, problems)
        else:
            problems.add(track_path, mismatch("object", track))
    return clips


def _find_array(raw: Mapping[str, Any], name: str, path: str, problems: Problems) -> tuple[Sequence[Any] | None, str]:
    """Find the array under a key; return it, None for no value, and its path."""
    key, items = find_spelling(raw, name)
    path = at_key(path, key)
    if items is None or is_array(items):
        return items, path
    problems.add(path, mismatch("array", items))
    return (), path


def _add_track(track: Mapping[str, Any], path: str, clips: Clips, problems: Problems) -> None:
    """Add the clips of a track, which may have none."""
    items, path = _find_array(track, "SubtitleTrackClips", path, problems)
    if items and not _add_columns(items, clips):
        for index, clip in enumerate(items):
            _add_clip(clip, at_index(path, index), clips, problems)


def _add_columns(items: Sequence[Any], clips: Clips) -> bool:
    """Add clips that all are text with times, of the usual spelling; return whether they were added."""
    try:
        kinds = [item["Type"] for item in items]
    except (KeyError, TypeError):
        return False
    columns = find_columns(items, "Content", "TimelineIn", "TimelineOut") if kinds.count("Text") == len(items) else None
    if columns is None:
        return False
    spellings: set[tuple[str, ...]] = {*map(tuple, items)}
    if not all(map(_are_spelled_once, spellings)):
        return False
    contents, starts, ends = columns
    clips.places.extend(range(clips.count, clips.count + len(items)))
    clips.contents.extend(contents)
    clips.starts.extend(starts)
    clips.ends.extend(ends)
    return True


def _are_spelled_once(keys: tuple[str, ...]) -> bool:
    return len({*map(fold_key, keys)}) == len(keys)


def _add_clip(clip: object, path: str, clips: Clips, problems: Problems) -> None:
    if not is_object(clip):
        problems.add(path, mismatch("object", clip))
    elif keys := _find_keys(clip):
        start, end, content = _read_values(clip, keys, path, problems)
        clips.places.append(clips.count)
        clips.starts.append(start)
        clips.ends.append(end)
        clips.contents.append(content)
    else:
        clips.others.append(clips.count)


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
        keys = _find_keys(clip) if is_object(clip) else ()
        rest.append(None if keys else clip)
        if keys:
            cues.append(_read_clip(clip, keys, at_index(path, index), problems))
    return {**track, key: rest}


def _find_keys(clip: Mapping[str, object]) -> tuple[str, ...]:
    """Find the keys of the start, the end and the content of a clip; none of a clip that is no cue."""
    if find_spelling(clip, "Type")[1] not in (None, "Text"):
        return ()
    found = [find_spelling(clip, name) for name in _KEYS]
    return () if any(value is None for _, value in found) else tuple(key for key, _ in found)


def _read_clip(clip: Mapping[str, object], keys: tuple[str, ...], path: str, problems: Problems) -> SegmentParts:
    start, end, content = _read_values(clip, keys, path, problems)
    text = read_content(content)
    read = keys if text == content else keys[:2]
    others = {name: value for name, value in clip.items() if name not in read}
    return start, end, text, to_json_object(others, path, problems)


def _read_values(
    clip: Mapping[str, object], keys: tuple[str, ...], path: str, problems: Problems
) -> tuple[Seconds, Seconds, str]:
    """Read the start, the end and the content of a clip; of a content that is not a string, "" and a problem."""
    start_key, end_key, key = keys
    content = clip[key]
    if not isinstance(content, str):
        problems.add(at_key(path, key), mismatch("string", content))
        content = ""
    start, end = (read_time(clip, name, path, problems) for name in (start_key, end_key))
    return start, end, content


_KEYS: Final = ("TimelineIn", "TimelineOut", "Content")
