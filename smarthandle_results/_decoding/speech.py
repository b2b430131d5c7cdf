"""A JSON value that holds cues in some way → `Transcript`.

Cues are an array of items, a timeline, or an object around one of these: under `details` or `subtitleClips`, or else
under the only key that has any, in the object or in an object inside it. Each may be there as its JSON text. What the
objects have beside the cues is the transcript's `extra`, in its place.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import evolve

from smarthandle_results._decoding.json_text import begins_as_json, is_array, is_object, load_payload, to_json_object
from smarthandle_results._decoding.paths import at_key, in_string
from smarthandle_results._decoding.structure import find_spelling
from smarthandle_results._decoding.timeline import is_timeline, read_timeline
from smarthandle_results._decoding.transcript import is_cue_array, read_transcript
from smarthandle_results._errors import DecodeError, Problems
from smarthandle_results._models import Transcript


def read_cues(value: object, path: str, problems: Problems, levels: int = 4) -> Transcript | None:
    """Read an array of cue items, or the cues of an object; None for an object without any, and for other values."""
    if is_array(value):
        return read_transcript(value, path, problems)
    if not is_object(value):
        return None
    timeline = read_timeline(value, path, problems)
    if timeline is not None:
        return timeline
    ways = [*_find_ways(value, levels)]
    return _follow(ways[0], value, path, problems) if len(ways) == 1 else None


def find_known_key(raw: Mapping[str, Any]) -> str | None:
    """Return the key, in the object's spelling, under which objects are known to have cues; None without a value."""
    spellings = (find_spelling(raw, name) for name in _CUE_KEYS)
    return next((key for key, value in spellings if value is not None), None)


def _find_ways(raw: Mapping[str, Any], levels: int) -> Iterator[tuple[str, ...]]:
    """Find each array of cues and each timeline that an object has: the keys on the way to it."""
    known = find_known_key(raw)
    if known is not None and _is_array_or_its_text(raw[known]):
        yield (known,)
        return
    for key, item in raw.items():
        value = _open(item)
        if is_array(value):
            yield from [(key,)] if is_cue_array(value) else []
        elif is_object(value) and is_timeline(value):
            yield (key,)
        elif is_object(value) and levels:
            yield from ((key, *way) for way in _find_ways(value, levels - 1))


def _is_array_or_its_text(value: object) -> bool:
    """Return whether a value is an array, or text that may have been one before it was cut short."""
    return begins_as_json(value) if isinstance(value, str) else is_array(value)


def _open(value: object) -> object:
    """Return the array or object of which a text is the JSON; None for other texts."""
    if not isinstance(value, str):
        return value
    try:
        return load_payload(value, ".", ".", Problems())[0]
    except DecodeError:
        return None


def _follow(way: Sequence[str], raw: Mapping[str, Any], path: str, problems: Problems) -> Transcript | None:
    """Read the cues at the end of a way; add what is beside it to what their own object has."""
    key, *rest = way
    place = at_key(path, key)
    value: Any = raw[key]
    if isinstance(value, str):
        value, place = load_payload(value, place, in_string(place), problems)
    cues = _follow(rest, value, place, problems) if rest else read_cues(value, place, problems, 0)
    if cues is None:
        return None
    problems.note(path, "an object around the cues")
    others = {name: item for name, item in raw.items() if name != key and item is not None}
    inner = {key: cues.extra} if cues.extra else {}
    return evolve(cues, extra=to_json_object({**others, **inner}, path, problems))


_CUE_KEYS: Final = ("details", "subtitleClips")
