"""A job → the name of its subtitle files: safe on every file system, and inside the output folder whatever ids contain.

A name is a path: a template with `{job_id}` and other fields filled in. Names that differ only in case or Unicode form
count as one (`fold_name`), and names that several jobs share are numbered (`number_name`).
"""

import re
import unicodedata
from collections.abc import Callable
from hashlib import sha256
from typing import Final

from smarthandle_results import Response, find_media

MAX_PART_BYTES: Final = 150
"""File systems allow 255 bytes a name. This leaves room for a number, a suffix, and what makes a name temporary."""


def to_name(template: str, response: Response) -> str:
    """Fill in a template. The `/` of a template separates folders; a `/` in a value does not.

    Letters and digits of any script are kept, and so are `-`, `_` and `.`; everything else becomes `_`. A part of the
    path never begins or ends with `.`, never begins with `-`, is never a name that Windows reserves, and is at most 150
    bytes long. An empty value becomes `_`.

    >>> from smarthandle_results import Response
    >>> to_name("{state}/{job_id}", Response(job_id="../a:1", state="Finished"))
    'Finished/___a_1'
    """
    *folders, last = (_fill_in(part, response) for part in template.split("/") if part)
    return "/".join((*(folder.replace(".", "_") for folder in folders), last))


def fold_name(name: str) -> str:
    """Return a key that is equal for names which are the same file on some file system."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def number_name(name: str, number: int) -> str:
    """Make the name of the nth job of a name. No other name contains a `~`.

    >>> number_name("a", 1), number_name("a", 2)
    ('a', 'a~2')
    """
    return name if number == 1 else f"{name}~{number}"


def check_template(template: str) -> None:
    """Raise `ValueError` for a template with unknown fields, or one that does not name a file."""
    unknown = sorted({*_FIELD.findall(template)} - {*_FIELDS})
    if unknown:
        raise ValueError(f"expected a template of {', '.join(_FIELDS)}, got {', '.join(unknown)}")
    if {*_FIELD.sub("", template)} & {*"{}"}:
        raise ValueError(f"expected a template whose braces contain a field, got {template!r}")
    if not template or template.endswith("/"):
        raise ValueError("expected a template that names a file, got a folder")


def _fill_in(part: str, response: Response) -> str:
    text = _FIELD.sub(lambda field: _FIELDS[field[1]](response) or "_", part)
    text = "".join(char if char.isalnum() or char in "-_." else "_" for char in unicodedata.normalize("NFC", text))
    text = text.encode(errors="replace")[:MAX_PART_BYTES].decode(errors="ignore")
    text = _EDGE_DOTS.sub(lambda dots: "_" * len(dots[0]), text)
    return f"_{text}" if not text or _UNFIT.match(text) else text


_FIELD: Final = re.compile(r"\{(\w*)\}")
_EDGE_DOTS: Final = re.compile(r"^\.+|\.+$")
_UNFIT: Final = re.compile(r"-|(CON|PRN|AUX|NUL|CLOCK\$|(COM|LPT)[\d¹²³])(\.|$)", re.IGNORECASE)
_FIELDS: Final[dict[str, Callable[[Response], str | None]]] = {
    "job_id": lambda response: response.job_id,
    "job_type": lambda response: response.smart_job_info.job_type,
    "state": lambda response: response.state,
    "title": lambda response: response.smart_job_info.title,
    "user_id": lambda response: response.smart_job_info.user_id,
    "media_id": lambda response: find_media(response).media_id,
    "date": lambda response: (response.smart_job_info.create_time or "")[:10],
    "shard": lambda response: sha256((response.job_id or "").encode(errors="replace")).hexdigest()[:2],
}
"""The fields of a template. `shard` is one of 256 folders, so that large archives do not end up in a single folder."""
