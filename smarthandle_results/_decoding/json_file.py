"""A file of JSON: its text, its bytes, or the mapping that a program parsed → its value, and where that is."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from smarthandle_results._decoding.json_text import BYTE_ORDER_MARK, begins_as_json, is_object, load_json, load_text
from smarthandle_results._decoding.paths import in_string
from smarthandle_results._errors import DecodeError, Problem, Problems
from smarthandle_results._wanted import BytesLike, read_buffer

JsonFile: TypeAlias = str | BytesLike | Mapping[str, object]
"""What a file of JSON may be passed as."""


def open_json(source: JsonFile, wanted: str, problems: Problems) -> tuple[Any, str]:
    """Return the value of a file and its path; JSON that was encoded twice is opened.

    Raises DecodeError for text that is not JSON, and TypeError, as `unexpected` makes it, for a value of another type.
    """
    if is_object(source):
        return source, "."
    data = source.encode(errors="surrogatepass") if isinstance(source, str) else read_buffer(source, wanted)
    try:
        value = load_json(data.removeprefix(BYTE_ORDER_MARK), ".")
    except DecodeError as error:
        from smarthandle_results._decoding.not_json import name_text  # noqa: PLC0415 - slow to load, and rarely needed

        text = source if isinstance(source, str) else data
        raise DecodeError((Problem(".", name_text(text)),)) from error
    if isinstance(value, str) and begins_as_json(value):
        return load_text(value, ".", in_string("."), problems)
    return value, "."
