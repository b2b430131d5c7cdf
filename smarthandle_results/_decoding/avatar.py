"""An AvatarVideo payload → `Avatar`: an object whose `subtitleClips` is an array of cue items, or a string with one."""

from collections.abc import Mapping
from typing import Any, final

from attrs import frozen

from smarthandle_results._decoding.json_text import is_array, load_nested, mismatch
from smarthandle_results._decoding.paths import at_key, in_string
from smarthandle_results._decoding.payload import Payload
from smarthandle_results._decoding.structure import find_spelling, other_items, structure
from smarthandle_results._decoding.transcript import read_transcript
from smarthandle_results._errors import Problems
from smarthandle_results._models import Avatar, Transcript


def read_avatar(raw: Mapping[str, Any], payload: Payload, problems: Problems) -> Avatar:
    """Read the object of a payload; each value that does not fit is a problem."""
    path = in_string(payload.path)
    wire = structure(_AvatarPayload, raw, path, problems) or _AvatarPayload()
    return Avatar(
        output_video_url=wire.output_video_url,
        mask_video_url=wire.mask_video_url,
        transcript=read_subtitle_clips(raw, "subtitleClips", path, problems),
        media_id=payload.media.media_id,
        media_url=payload.media.media_url,
        extra=other_items(_AvatarPayload, raw, path, problems),
    )


def read_subtitle_clips(raw: Mapping[str, Any], key: str, path: str, problems: Problems) -> Transcript | None:
    """Read the cue items of a key, an array or a string that contains one; None if it is absent or blank."""
    key, clips = find_spelling(raw, key)
    path = at_key(path, key)
    if isinstance(clips, str):
        if not clips.strip():
            return None
        clips, path = load_nested(clips, path, problems), in_string(path)
    if is_array(clips):
        return read_transcript(clips, path, problems)
    if clips is not None:
        problems.add(path, mismatch("array", clips))
    return None


@final
@frozen(kw_only=True)
class _AvatarPayload:
    output_video_url: str | None = None
    mask_video_url: str | None = None
    subtitle_clips: Any = None
