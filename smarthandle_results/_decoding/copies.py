"""A TextGenerate payload → `Copies`.

The payload is an array of strings or objects, one object, plain text, or any of these inside a Markdown code fence.
"""

import re
from typing import Final

from smarthandle_results._decoding.json_text import is_array, is_object, load_payload, mismatch, to_json_value
from smarthandle_results._decoding.paths import at_index, in_string
from smarthandle_results._errors import Problems
from smarthandle_results._json import JsonObject
from smarthandle_results._models import Copies, Copy


def read_copies(text: str, path: str, problems: Problems) -> Copies:
    """Read the text of a payload; an item that is neither string nor object is a problem."""
    inner = _unfence(text)
    if inner is not None:
        text, path = inner, path if path == "." else f"{path} | {_UNFENCE_FILTER}"
    value = load_payload(text, path)
    path = in_string(path)
    if is_array(value):
        return Copies(tuple(_read_copy(item, at_index(path, i), problems) for i, item in enumerate(value)))
    if value is not None:
        return Copies((_read_copy(value, path, problems),))
    return Copies((Copy(text),) if text.strip() else ())


def _read_copy(item: object, path: str, problems: Problems) -> Copy:
    if isinstance(item, str):
        return Copy(item)
    fields = to_json_value(item, path, problems) if is_object(item) else None
    if not isinstance(fields, JsonObject):
        problems.add(path, mismatch("string or object", item))
        return Copy(None)
    texts = (value for key in _TEXT_KEYS if isinstance(value := fields.get(key), str))
    return Copy(next(texts, None), fields)


def _unfence(text: str) -> str | None:
    """Return the text inside a fence that encloses all of it; None without such a fence."""
    head, _, rest = text.strip().partition("\n")
    inner = rest.removesuffix("```")
    return inner.strip() if _FENCE.fullmatch(head.rstrip()) and inner != rest and "```" not in inner else None


_TEXT_KEYS: Final = ("text", "content", "copy")
"""No form of a copy that is an object is published: these are the keys that similar payloads use elsewhere."""

_FENCE: Final = re.compile(r"```[\w-]*")
_UNFENCE_FILTER: Final = r'sub("^\\s*```[\\w-]*"; "") | sub("```\\s*$"; "")'
"""The jq filter that does what `_unfence` does."""
