r"""A JSON value that holds cues in some way → `Transcript`.

Cues are an array of items, a timeline, or an object around one of these: under `details` or `subtitleClips`, or else
at the only place that has any, in the object or in objects and arrays inside it, some levels deep. Each may be there as
its JSON text. What there is beside the cues is the transcript's `extra`, in its place.

    {"Results": {"Result": [{"Type": "ASR", "Data": "{\"details\": [...]}"}]}}    the payload of a smart tag
    {"Results": {"Result": [{"Type": "ASR"}]}}                                   the extra of its transcript
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from attrs import evolve

from smarthandle_results._decoding.json_text import begins_as_json, is_array, is_object, load_payload, to_json_object
from smarthandle_results._decoding.paths import at_index, at_key, in_string
from smarthandle_results._decoding.spellings import find_spelling, list_others
from smarthandle_results._decoding.timeline import is_timeline, read_timeline
from smarthandle_results._decoding.transcript import is_cue_array, read_transcript
from smarthandle_results._errors import DecodeError, Problems
from smarthandle_results._models import Transcript

_Way: TypeAlias = Sequence[str | int]
"""The keys and indices from a value to one inside it."""


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
    if len(ways) != 1:
        return None
    problems.note(path, "an object around the cues")
    cues, rest = _follow(ways[0], value, path, problems)
    return None if cues is None else evolve(cues, extra=to_json_object(rest or {}, path, problems))


def find_known_key(raw: Mapping[str, Any]) -> str | None:
    """Return the key, in the object's spelling, under which objects are known to have cues; None without a value."""
    spellings = (find_spelling(raw, name) for name in _CUE_KEYS)
    return next((key for key, value in spellings if value is not None), None)


def _find_ways(value: Mapping[str, Any] | Sequence[Any], levels: int) -> Iterator[_Way]:
    """Find the ways to each array of cues and each timeline in an object or array."""
    if is_object(value):
        known = find_known_key(value)
        if known is not None and _is_array_or_its_text(value[known]):
            yield (known,)
            return
    for step, item in value.items() if is_object(value) else enumerate(value):
        inner = _open(item)
        if (is_array(inner) and is_cue_array(inner)) or (is_object(inner) and is_timeline(inner)):
            yield (step,)
        elif levels and (is_array(inner) or is_object(inner)):
            yield from ((step, *way) for way in _find_ways(inner, levels - 1))


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


def _follow(way: _Way, value: Any, path: str, problems: Problems) -> tuple[Transcript | None, Any]:  # noqa: ANN401
    """Read the cues at the end of a way; return them, and what the value has beside them: None if that is nothing."""
    if isinstance(value, str):
        value, path = load_payload(value, path, in_string(path), problems)
    if not way:
        cues = read_cues(value, path, problems, 0)
        return cues, None if cues is None else cues.extra or None
    step, *further = way
    if isinstance(step, str):
        cues, rest = _follow(further, value[step], at_key(path, step), problems)
        others = list_others(value, step) | ({step: rest} if rest else {})
        return cues, others or None
    cues, rest = _follow(further, value[step], at_index(path, step), problems)
    items = [*value[:step], rest, *value[step + 1 :]]
    return cues, items if any(items) else None


_CUE_KEYS: Final = ("details", "subtitleClips")
