"""A payload that was saved alone, in any form → its text: as text, as bytes, or as the JSON value that is in it."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from smarthandle_results._decoding.json_text import is_array, is_object, to_json_text, to_json_value
from smarthandle_results._errors import DecodeError, Problem, Problems
from smarthandle_results._wanted import BytesLike, read_buffer

GivenPayload: TypeAlias = str | BytesLike | list[Any] | tuple[Any, ...] | Mapping[str, Any]
"""What a payload may be passed as."""


def write_text(payload: object, wanted: str) -> str:
    """Return the text of a payload, without a byte order mark.

    >>> write_text([{"content": "Hello."}], "the text of a payload, its bytes, or the JSON value in it")
    '[{"content":"Hello."}]'

    Raises `DecodeError` for bytes that are not text in UTF-8, and for a value that JSON cannot keep exactly; and
    TypeError, as `unexpected` makes it, for anything else.
    """
    if isinstance(payload, str):
        return payload.removeprefix("\ufeff")
    if is_object(payload) or is_array(payload):
        with Problems() as problems:
            value = to_json_value(payload, ".", problems)
        return to_json_text(value)
    data = read_buffer(payload, wanted)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        from smarthandle_results._decoding.not_json import name_text  # noqa: PLC0415 - slow to load, and rarely needed

        raise DecodeError((Problem(".", name_text(data)),)) from error
    if "\0" in text:
        from smarthandle_results._decoding.not_json import name_bytes  # noqa: PLC0415 - likewise

        name = name_bytes(data)
        if name:
            raise DecodeError((Problem(".", name),))
    return text
