"""An AvatarVideo payload → `Avatar`: an object whose `subtitleClips` is an array of cue items, or a string with one."""

from collections.abc import Mapping
from typing import Any, final

from attrs import frozen

from smarthandle_results._decoding.json_text import is_array, load_nested, mismatch
from smarthandle_results._decoding.paths import at_key, in_string
from smarthandle_results._decoding.speech import read_cues
from smarthandle_results._decoding.spellings import find_spelling
from smarthandle_results._decoding.structure import other_items, structure
from smarthandle_results._errors import Problems
from smarthandle_results._models import Avatar, MediaOnly, Transcript


def read_avatar(raw: Mapping[str, Any], path: str, media: MediaOnly, problems: Problems) -> Avatar:
    """Read the object of a payload; each value that does not fit is a problem."""
    wire = structure(_AvatarPayload, raw, path, problems) or _AvatarPayload()
    return Avatar(
        output_video_url=wire.output_video_url,
        mask_video_url=wire.mask_video_url,
        transcript=read_subtitle_clips(raw, "subtitleClips", path, problems),
        media_id=media.media_id,
        media_url=media.media_url,
        extra=other_items(_AvatarPayload, raw, path, problems),
    )


def read_subtitle_clips(raw: Mapping[str, Any], key: str, path: str, problems: Problems) -> Transcript | None:
    """Read the cues of a key, in an array or a string that contains one; None if it is absent or blank."""
    key, clips = find_spelling(raw, key)
    path = at_key(path, key)
    if isinstance(clips, str):
        if not clips.strip():
            return None
        clips, path = load_nested(clips, path, in_string(path), problems)
    elif is_array(clips):
        problems.note(path, "an array in place of text")
    transcript = read_cues(clips, path, problems)
    if transcript is None and clips is not None:
        problems.add(path, mismatch("array", clips))
    return transcript


@final
@frozen(kw_only=True)
class _AvatarPayload:
    output_video_url: str | None = None
    mask_video_url: str | None = None
    subtitle_clips: Any = None
