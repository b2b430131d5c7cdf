"""Places in a body, written as jq filters: `.JobResult.AiResult | fromjson | .[3].from`."""

import json
import re
from typing import Final

_PLAIN_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)


def at_key(path: str, key: str) -> str:
    """Return the path of an object's key."""
    if not _PLAIN_KEY.fullmatch(key):
        return f"{path}[{json.dumps(key)}]"
    return f"{path}{key}" if path.endswith(".") else f"{path}.{key}"


def at_index(path: str, index: int) -> str:
    """Return the path of an array's item, counted from 0."""
    return f"{path}[{index}]"


def at_slice(path: str, start: int, end: int) -> str:
    """Return the path of a part of a string, in characters counted from 0."""
    return f"{path}[{start}:{end}]"


def in_string(path: str) -> str:
    """Return the path of the JSON value inside a string."""
    return f"{path.removesuffix(' | .')} | fromjson | ."
