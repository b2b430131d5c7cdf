"""Keys of any spelling → their values; and the keys of a model's fields, as the service spells them.

`JobId`, `jobId` and `job_id` are one key. Where an object has it more than once, the last counts that is not empty.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from smarthandle_results._decoding.json_text import fold_key, is_array, is_object

if TYPE_CHECKING:
    from attrs import Attribute


def find_spelling(raw: Mapping[str, object], key: str) -> tuple[str, object]:
    """Find a key in any spelling: return it as the object spells it, with its value.

    Of several spellings the last counts that is neither null nor empty. An absent key is returned as it is, with None.
    """
    return choose_spelling([(key, None), *list_spellings(raw, key)])


def list_spellings(raw: Mapping[Any, object], key: str) -> Iterator[tuple[str, object]]:
    """List all spellings of a key in an object, each with its value, without those that are null."""
    name = fold_key(key)
    return (item for item in raw.items() if item[1] is not None and fold_key(str(item[0])) == name)


def list_others(raw: Mapping[str, object], key: str) -> dict[str, object]:
    """Return the items of an object beside a key, without nulls, and without empty ones in other spellings of it."""
    name = fold_key(key)
    return {
        other: value
        for other, value in raw.items()
        if value is not None and other != key and not (is_empty(value) and fold_key(other) == name)
    }


def choose_spelling(spellings: Sequence[tuple[str, object]]) -> tuple[str, object]:
    """Return the spelling that counts, with its value."""
    return next((item for item in reversed(spellings) if not is_empty(item[1])), spellings[-1])


def is_empty(value: object) -> bool:
    """Return whether a value says nothing: it is null, or empty text, array or object."""
    return value is None or (not value and (isinstance(value, str) or is_array(value) or is_object(value)))


def spell_key(name: str) -> str:
    """Return a field's key as the service spells it."""
    return name.title().replace("_", "")


def is_from_json(field: "Attribute[Any]") -> bool:
    """Return whether JSON sets a field of a model."""
    return field.metadata.get("from_json") is not False
