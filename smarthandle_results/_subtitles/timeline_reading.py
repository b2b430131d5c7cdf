"""The subtitle tracks of an editing timeline → `Cues`."""

from attrs import evolve

from smarthandle_results._decoding.content import has_command, read_contents
from smarthandle_results._decoding.json_file import JsonFile, open_json
from smarthandle_results._decoding.timeline import read_clips
from smarthandle_results._errors import Problems
from smarthandle_results._models import Cues, Repair, RepairKind, make_sound_cues
from smarthandle_results._subtitles.cues import mend_columns
from smarthandle_results._subtitles.milliseconds import to_milliseconds
from smarthandle_results._wanted import TIMELINE


def decode_timeline(timeline: JsonFile) -> Cues:
    r"""Read the text clips of a timeline, or of a part of one that has its `SubtitleTracks`, by their start.

    It is JSON text, its bytes in UTF-8, or the mapping that a program parsed. Keys may be in any of the service's
    spellings; a clip without a `Type` is text. In `Content`, `\N` and `\n` are ends of lines, commands such as `{\b1}`
    are left out, and what `to_timeline_clips` replaced is what it was. Styles are not kept.

    `Cues.repairs` counts the clips from 0, through all tracks:

    - `clip` `left out`: a clip that is no cue, since it lacks a start or an end, which is to say that it shows from the
      beginning or to the end of the video, or has no `Content`, or is not text, such as the address of a subtitle file.
    - `markup` `removed`: the commands in a content.
    - whatever `to_cues` mends.

    Raises DecodeError with every problem, for what is no JSON, for an object without `SubtitleTracks`, and for values
    that do not fit.

    >>> clip = r'{"Type": "Text", "Content": "{\\b1}Hello,{\\b0}\\Nyou", "TimelineIn": 0.5, "TimelineOut": 1.25}'
    >>> cues = decode_timeline('{"SubtitleTracks": [{"SubtitleTrackClips": [%s]}]}' % clip)
    >>> list(cues), [str(repair.kind) for repair in cues.repairs]
    ([Cue(start_ms=500, end_ms=1250, text='Hello,\nyou')], ['markup'])
    """
    with Problems() as problems:
        clips = read_clips(*open_json(timeline, TIMELINE, problems), problems)
    starts_ms, ends_ms = to_milliseconds(tuple(clips.starts)), to_milliseconds(tuple(clips.ends))
    # Which clip comes first in a timeline says nothing about when it is shown.
    rows = sorted(range(len(starts_ms)), key=starts_ms.__getitem__)
    contents = [clips.contents[row] for row in rows]
    cues = mend_columns(
        [starts_ms[row] for row in rows],
        [ends_ms[row] for row in rows],
        read_contents(contents),
        [Repair(row, RepairKind.MARKUP, "removed") for row, content in enumerate(contents) if has_command(content)],
    )
    repairs = [evolve(repair, index=clips.places[rows[repair.index]]) for repair in cues.repairs]
    repairs += [Repair(place, RepairKind.CLIP, "left out") for place in clips.others]
    repairs.sort(key=lambda repair: repair.index)
    return make_sound_cues(cues.starts_ms, cues.ends_ms, cues.texts, tuple(repairs))
