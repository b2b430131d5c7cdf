"""A body whose payloads are arrays or objects → the same body with their JSON text, as the service sends it."""

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from smarthandle_results._decoding.json_text import (
    fold_key,
    is_array,
    is_object,
    to_json_text,
    to_json_value,
)
from smarthandle_results._decoding.paths import at_key
from smarthandle_results._errors import Problems


def write_payloads(raw: Mapping[Any, object], path: str, problems: Problems) -> dict[Any, object]:
    """Return a body whose payloads are text.

    Each one that had to be written is noted at its place, and what JSON cannot keep exactly is a problem.
    """
    return _write(raw, path, _PLACES, problems)


def _write(raw: Mapping[Any, object], path: str, places: "_Places", problems: Problems) -> dict[Any, object]:
    body: dict[Any, object] = {**raw}
    for key, value in raw.items():
        name = fold_key(key) if isinstance(key, str) else ""
        if name not in places:
            continue
        place, inner = at_key(path, key), places[name]
        if inner and is_object(value):
            body[key] = _write(value, place, inner, problems)
        elif not inner and (is_array(value) or is_object(value)):
            body[key] = to_json_text(to_json_value(value, place, problems))
            problems.note(place, f"{'an array' if is_array(value) else 'an object'} in place of text")
    return body


_Places: TypeAlias = "dict[str, _Places]"

_PLACES: Final[_Places] = {
    "output": {},
    "userdata": {},
    "jobresult": {"airesult": {}, "usage": {}},
    "smartjobinfo": {"editingconfig": {}, "inputconfig": {"jobparameters": {}}},
}
"""The folded keys of JSON text in a body; those with keys of their own are on the way to it."""
