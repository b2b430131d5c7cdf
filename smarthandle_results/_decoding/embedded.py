"""Text inside a value → the value that it holds, as JSON or as base64 of JSON."""

import re
from base64 import b64decode
from typing import Final

from smarthandle_results._json import parse_json


def may_hold_json(text: str) -> bool:
    """Return whether text begins as a JSON object, array or string does."""
    return _JSON_START.match(text) is not None


def decode_base64(text: str) -> bytes:
    """Decode base64 as jq's `@base64d` does, padded or not. Raises ValueError for any other text."""
    return b64decode(text + "=" * (-len(text) % 4), validate=True)


def open_text(text: str) -> tuple[object, str] | None:
    """Parse text that holds JSON, or base64 of JSON; return the value and the jq filter from the text to it."""
    is_base64 = _BASE64_OF_JSON.match(text)
    if not (is_base64 or may_hold_json(text)):
        return None
    try:
        value = parse_json(decode_base64(text) if is_base64 else text)
    except ValueError:  # of either: base64 and JSON that are broken, and text that is neither
        return None
    return value, f"{' | @base64d' if is_base64 else ''} | fromjson | ."


_BASE64_OF_JSON: Final = re.compile("eyJ|eyA|ewo|ew0")
"""What `{` and a quote, a space or a line end after it become in base64."""

_JSON_START: Final = re.compile(r'[\ufeff\s]*+[{\["]')
