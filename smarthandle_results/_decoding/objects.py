"""The object of a payload → what it has: an avatar video, a translation, or cues with something around them."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from smarthandle_results._decoding.avatar import read_avatar
from smarthandle_results._decoding.json_text import fold_key
from smarthandle_results._decoding.payload import Payload
from smarthandle_results._decoding.speech import read_cues
from smarthandle_results._decoding.translation import read_translation
from smarthandle_results._errors import Problems
from smarthandle_results._models import Avatar, JobType, MediaOnly, Transcript, Translation

_Read: TypeAlias = Callable[[Mapping[str, Any], str, MediaOnly, Problems], Avatar | Translation]


def read_object(
    raw: Mapping[str, Any], path: str, payload: Payload, problems: Problems
) -> Transcript | Avatar | Translation | None:
    """Read an object by its keys, or else as its job type has it; None for one of an unknown form."""
    keys = {fold_key(key) for key in raw}
    read = next((read for marks, read in _SHAPES if marks & keys), None)
    cues = None if read else read_cues(raw, path, problems)
    if cues is not None:
        return cues
    read = read or _EXPECTED.get(payload.response.job_type)
    return read(raw, path, payload.media, problems) if read else None


_SHAPES: Final[tuple[tuple[frozenset[str], _Read], ...]] = (
    (frozenset({"outputvideourl", "maskvideourl", "subtitleclips"}), read_avatar),
    (
        frozenset(
            {
                *("translatedtext", "translatedtextarray", "detextvideourl"),
                *("videotranslationairesultmap", "speechtranslatedsubtitleurl"),
            }
        ),
        read_translation,
    ),
)
"""The folded keys that identify an object under any job type: one of them is enough."""

_EXPECTED: Final[dict[str | None, _Read]] = {
    JobType.AVATAR_VIDEO: read_avatar,
    JobType.VIDEO_TRANSLATION: read_translation,
}
"""What an object is that no key identifies."""
