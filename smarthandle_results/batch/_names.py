"""A job → the name of its subtitle files: safe on every file system, and in the output folder whatever the ids hold.

A name is a path of a template's parts with `{job_id}` and the like filled in. Names that differ only by case or by
Unicode form are taken as one (`fold_name`); who writes files numbers those that several jobs share (`number_name`).
"""

import re
import unicodedata
from collections.abc import Callable
from hashlib import sha256
from typing import Final

from smarthandle_results import Response, find_media

MAX_PART_BYTES: Final = 150
"""Of a file system's 255 bytes a name, this leaves room for a number, a suffix and the mark of a temporary file."""


def to_name(template: str, response: Response) -> str:
    """Fill in a template; its `/` part folders, and one that stands in a value does not.

    Letters and digits of any script stay, and so do `-`, `_` and `.`; all else becomes `_`. A part never begins or ends
    with `.`, is never a name that Windows keeps for itself, and is cut at 150 bytes. Nothing filled in gives `_`.
    """
    *folders, last = (_fill_in(part, response) for part in template.split("/") if part)
    return "/".join((*(folder.replace(".", "_") for folder in folders), last))


def fold_name(name: str) -> str:
    """Make a name's key: equal for two names that are the same file on some file system."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def number_name(name: str, number: int) -> str:
    """Tell the nth job of one name from the first: no other name holds a `~`."""
    return name if number == 1 else f"{name}~{number}"


def check_template(template: str) -> None:
    """Raise `ValueError` unless a template names a file by fields that there are."""
    unknown = sorted({*_FIELD.findall(template)} - {*_FIELDS})
    if unknown:
        raise ValueError(f"expected a template of {', '.join(_FIELDS)}, got {', '.join(unknown)}")
    if not any(part for part in template.split("/")) or template.endswith("/"):
        raise ValueError("expected a template that names a file, got a folder")


def _fill_in(part: str, response: Response) -> str:
    text = _FIELD.sub(lambda field: _FIELDS[field[1]](response) or "_", part)
    text = "".join(char if char.isalnum() or char in "-_." else "_" for char in unicodedata.normalize("NFC", text))
    text = text.encode(errors="replace")[:MAX_PART_BYTES].decode(errors="ignore")
    text = _EDGE_DOTS.sub(lambda dots: "_" * len(dots[0]), text)
    return f"_{text}" if not text or _RESERVED.match(text) else text


def _shard(response: Response) -> str:
    return sha256((response.job_id or "").encode(errors="replace")).hexdigest()[:2]


_FIELD: Final = re.compile(r"\{(\w*)\}")
_EDGE_DOTS: Final = re.compile(r"^\.+|\.+$")
_RESERVED: Final = re.compile(r"(CON|PRN|AUX|NUL|CLOCK\$|COM\d|LPT\d)(\.|$)", re.IGNORECASE)
_FIELDS: Final[dict[str, Callable[[Response], str | None]]] = {
    "job_id": lambda response: response.job_id,
    "job_type": lambda response: response.smart_job_info.job_type,
    "state": lambda response: response.state,
    "title": lambda response: response.smart_job_info.title,
    "user_id": lambda response: response.smart_job_info.user_id,
    "media_id": lambda response: find_media(response).media_id,
    "date": lambda response: (response.smart_job_info.create_time or "")[:10],
    "shard": _shard,
}
"""What a template may hold. `shard` is one of 256 folders, so that none grows without bound."""
