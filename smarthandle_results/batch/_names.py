"""A job and its input → the name of its subtitle files: safe on every file system, and inside the output folder.

A name is a path: a template with `{job_id}` and other fields filled in. Names that differ only in case or Unicode form
count as one (`fold_name`), and names that several jobs share are numbered (`number_name`).
"""

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from difflib import get_close_matches
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from smarthandle_results import InputConfig, JobType, Response, find_media
from smarthandle_results._shown import quote_name
from smarthandle_results.batch._forms import SUBTITLE_FORMS

MAX_PART_BYTES: Final = 150
"""File systems allow 255 bytes a name. This leaves room for a number, a suffix, and what makes a name temporary."""


def to_name(template: str, response: Response, source: str) -> str:
    """Fill in a template. The `/` of a template and of `{source}` separates folders; that of any other value does not.

    `source` is the path of the job's input, below the folder in which it was found and without its suffix. What a body
    says is reduced to letters and digits of any script, `-`, `_` and `.`; everything else becomes `_`. Of the
    template and of `source`, which are their owner's own words, every character is kept that all file systems allow.
    A part of the path never begins or ends with `.` or a space, never begins with `-`, is never a name that Windows
    reserves, and is at most 150 bytes long. An empty value becomes `_`.

    >>> from smarthandle_results import Response
    >>> to_name("{state}/{job_id}", Response(job_id="../a:1", state="Finished"), "day 1/video 7")
    'Finished/___a_1'
    >>> to_name("{source}.{state}", Response(job_id="../a:1", state="Finished"), "day 1/video 7")
    'day 1/video 7.Finished'
    """
    text = _FIELD.sub(lambda field: _fill_in(field[1], response, source), template)
    *folders, last = (_make_safe(part) for part in text.split("/") if part)
    return "/".join((*map(_mark_folder, folders), last))


def fold_name(name: str) -> str:
    """Return a key that is equal for names which are the same file on some file system."""
    if name.isascii():
        return name.lower()  # which is the same, in a tenth of the time
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def number_name(name: str, number: int) -> str:
    """Make the name of the nth job of a name. No other name contains a `~`.

    >>> number_name("a", 1), number_name("a", 2)
    ('a', 'a~2')
    """
    return name if number == 1 else f"{name}~{number}"


def split_number(name: str) -> tuple[str, int]:
    """Split a numbered name into the name and the number.

    >>> split_number("a"), split_number("a~2")
    (('a', 1), ('a', 2))
    """
    base, _, number = name.partition("~")
    return base, int(number or 1)


def check_template(template: str) -> None:
    """Raise `ValueError` for a template with unknown fields, or one that does not name a file."""
    unknown = sorted({*_FIELD.findall(template)} - {*_FIELDS})
    if unknown:
        meant = [near for name in unknown for near in get_close_matches(name.lower(), [*_FIELDS], 1, 0.75)]
        hint = f": did you mean {', '.join(f'{{{name}}}' for name in meant)}?" if meant else ""
        listed, found = (", ".join(f"{{{name}}}" for name in names) for names in (_FIELDS, unknown))
        raise ValueError(f"expected a template of {listed}, got {found}{hint}")
    if {*_FIELD.sub("", template)} & {*"{}"}:
        raise ValueError(f"expected a template whose braces contain a field, got {quote_name(template)}")
    if not template or template.endswith("/"):
        raise ValueError(f"expected a template that names a file, got {'a folder' if template else 'an empty one'}")


def _fill_in(field: str, response: Response, source: str) -> str:
    value = _FIELDS[field](response, source) or "_"
    return value if field in _OWN_WORDS else "".join(map(_reduce, unicodedata.normalize("NFC", value)))


def _reduce(char: str) -> str:
    # A mark is a part of the letter before it: the vowels of Devanagari are marks.
    return char if char.isalnum() or char in "-_." or unicodedata.category(char).startswith("M") else "_"


def _make_safe(part: str) -> str:
    text = unicodedata.normalize("NFC", part)
    text = "".join(char if char.isprintable() and char not in _UNFIT_CHARACTERS else "_" for char in text)
    text = text.encode(errors="replace")[:MAX_PART_BYTES].decode(errors="ignore")
    text = _EDGES.sub(lambda edge: "_" * len(edge[0]), text)
    return f"_{text}" if not text or _UNFIT.match(text) else text


def _mark_folder(name: str) -> str:
    """Replace the dots of a folder that is named like a file of ours, such as `a.srt`, which may be there too."""
    return name.replace(".", "_") if _LIKE_A_FILE.search(fold_name(name)) else name


def _find_input_stem(response: Response) -> str | None:
    """Return the name of the job's input file without folders and suffix: that of the video; None if it has none.

    The input of a text-to-speech job is the text itself.
    """
    if response.smart_job_info.job_type == JobType.TEXT_TO_SPEECH:
        return None
    path = (response.smart_job_info.input_config or InputConfig()).input_file or ""
    if path.startswith(("http://", "https://")):
        with suppress(ValueError):  # brackets in it are not around an address
            path = urlsplit(path).path
        path = unquote(path)
    return PurePosixPath(path).stem


_FIELD: Final = re.compile(r"\{(\w*)\}")
_EDGES: Final = re.compile(r"^[. ]+|[. ]+$")
_UNFIT: Final = re.compile(r"-|(CON|PRN|AUX|NUL|CLOCK\$|(COM|LPT)[\d¹²³])(\.|$)", re.IGNORECASE)
_UNFIT_CHARACTERS: Final = frozenset('<>:"/\\|?*~')
"""What Windows does not allow, and the `~` of numbers."""

_ENDINGS: Final = (
    *(re.escape(form.suffix) for form in SUBTITLE_FORMS.values()),
    *(r"\.jsonl?", r"\.csv", r"\.parquet", r"\.xlsx", r"\.gz", r"\.zst"),
)
_LIKE_A_FILE: Final = re.compile(rf"({'|'.join(_ENDINGS)})$")

_FIELDS: Final[dict[str, Callable[[Response, str], str | None]]] = {
    "job_id": lambda response, _: response.job_id,
    "job_type": lambda response, _: response.smart_job_info.job_type,
    "state": lambda response, _: response.state,
    "title": lambda response, _: response.smart_job_info.title,
    "user_id": lambda response, _: response.smart_job_info.user_id,
    "media_id": lambda response, _: find_media(response).media_id,
    "date": lambda response, _: (response.smart_job_info.create_time or "")[:10],
    "shard": lambda response, _: sha256((response.job_id or "").encode(errors="replace")).hexdigest()[:2],
    "source": lambda _, source: source,
    "stem": lambda _, source: source.rpartition("/")[2],
    "input_stem": lambda response, _: _find_input_stem(response),
}
"""The fields of a template. `shard` is one of 256 folders, so that large archives do not end up in a single folder."""

_OWN_WORDS: Final = ("source", "stem")
