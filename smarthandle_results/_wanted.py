"""A value that a function cannot use → a `TypeError` that says what it is, and which function makes what is wanted."""

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

BytesLike: TypeAlias = bytes | bytearray | memoryview
"""The types of bytes that type checkers know; whatever is like bytes is accepted."""


def unexpected(wanted: str, value: object, place: str = "", kind: str | None = None) -> TypeError:
    """Make the error for a value in place of what is wanted, which is a key of `_HINTS`.

    `place` says where it was, and `kind` is the name of the class that is wanted where there are several.

    >>> unexpected("a Response", b"{}").args[0]
    'expected a Response, got bytes: decode_response makes one from a body'
    """
    hints = _HINTS[wanted]
    own = type(value).__mro__
    hint = next(hints[name] for name in [*(base.__name__ for base in own), "object"] if name in hints)
    return TypeError(f"expected {f'a {kind}' if kind else wanted}{place}, got {describe(value)}: {hint}")


def describe(value: object) -> str:
    """Say what a value is, without its text.

    >>> describe(None), describe(5), describe(int)
    ('None', 'int', 'the class int')
    """
    if isinstance(value, type):
        return f"the class {value.__name__}"
    return "None" if value is None else type(value).__name__


def require_kind(value: object, kind: type | tuple[type, ...], wanted: str, place: str = "") -> None:
    """Raise TypeError, as `unexpected` makes it, unless a value is an instance of a class, or of one of some."""
    if not isinstance(value, kind):
        raise unexpected(wanted, value, place)


def require_items(value: object, wanted: str) -> None:
    """Raise TypeError, as `unexpected` makes it, unless a value is an iterable, and no text, mapping or file."""
    if type(value) is list or type(value) is tuple:
        return  # to ask an abstract class, as below, takes ten times as long
    if not isinstance(value, Iterable) or isinstance(value, _NO_ITEMS) or hasattr(value, "readline"):  # pyright: ignore[reportUnknownArgumentType]
        raise unexpected(wanted, value)  # pyright: ignore[reportUnknownArgumentType]


def read_buffer(value: object, wanted: str) -> bytes:
    """Return the bytes of a value that is like bytes; raise TypeError, as `unexpected` makes it, for any other."""
    try:
        return bytes(memoryview(value))  # type: ignore[arg-type]  # Python 3.11 has no type for what may be passed
    except TypeError as error:
        raise unexpected(wanted, value) from error


def require_type(name: str, value: object, expected: type) -> None:
    """Raise TypeError unless an argument is of exactly the expected type: a bool is not an int.

    >>> require_type("offset_ms", 1.5, int)
    Traceback (most recent call last):
    TypeError: expected int as offset_ms, got float
    """
    if type(value) is not expected:
        raise TypeError(f"expected {expected.__name__} as {name}, got {describe(value)}")


_NO_ITEMS: Final = (str, bytes, bytearray, memoryview, Mapping)
_BODY: Final = "decode_response makes one from a body"
_TEXT: Final = "decode_srt and decode_vtt read a subtitle file, and decode_transcript a payload of cues"
_IS_DECODED: Final = "it is decoded already"
_DECODED: Final = dict.fromkeys(
    ("Transcript", "Speech", "Copies", "Avatar", "Translation", "MediaOnly", "Unrecognized", "Cues", "Rows"),
    _IS_DECODED,
)
_FILE: Final = "no function opens a file: pass what is in it"

CUES: Final = "a transcript, a result that has one, or cues"
RESPONSE: Final = "a Response"
JOB: Final = "a Job"
BODY: Final = "bytes, str, a mapping or an object with to_map()"
TEXT: Final = "the text of a payload, its bytes, or the JSON value in it"
USAGE: Final = "a Response or a Usage payload"
ITEMS: Final = "a SubRipFile of pysrt, or its items"
ITEM: Final = "an item of pysrt"
FILE: Final = "the text or the bytes of a subtitle file"
RESULT: Final = "a result or None"
CUE: Final = "a Cue"
COPIES: Final = "copies"
COPY: Final = "a Copy"
COPY_TEXT: Final = "the text of a copy or None"
COPY_TEXTS: Final = "the texts of copies"
COPY_FIELDS: Final = "the fields of copies"
PROFILE: Final = "a Profile or the name of a preset"
TIMELINE_STYLE: Final = "a TimelineStyle or the name of a preset"
TIMELINE: Final = "the text, the bytes or the mapping of a timeline"
BCC: Final = "the text, the bytes or the mapping of a .bcc file"
ASS_STYLE: Final = "an AssStyle or the name of a preset"
TRANSLATION: Final = "a Translation"
ROWS: Final = "rows"
ROW: Final = "a row"
ROW_TYPE: Final = "a class of rows"

_HINTS: Final = {
    CUES: {
        "Response": "decode_result gives its result",
        "Job": "pass job.cues",
        "Cue": "pass cues in a list",
        **dict.fromkeys(("str", "bytes", "bytearray", "memoryview"), _TEXT),
        **dict.fromkeys(("PurePath", "_IOBase"), f"{_FILE} to decode_srt or decode_vtt"),
        "dict": "decode_response and decode_result make a result from a body",
        "object": "to_cues makes them from a transcript or from Cue values",
    },
    CUE: {
        "Segment": "pass the Transcript itself",
        "object": "Cue(start_ms, end_ms, text) makes one",
    },
    COPIES: {
        "object": "pass Copy values in a list",
    },
    COPY: {
        "str": "Copies(texts) makes copies from texts",
        "object": "Copy(text) makes one",
    },
    COPY_TEXTS: {
        "object": "pass them in a tuple",
    },
    COPY_FIELDS: {
        "object": "pass a JsonObject for each copy in a tuple",
    },
    COPY_TEXT: {
        "Copy": "Copies.of makes copies from Copy values",
        "object": "Copies(texts) accepts text",
    },
    RESPONSE: {
        "Job": "pass job.response",
        **_DECODED,
        "object": _BODY,
    },
    JOB: {
        "Response": "decode_job makes one from it",
        "object": "decode_job(decode_response(body)) makes one",
    },
    RESULT: {
        "Response": "decode_result gives its result",
        "Job": "pass job.result",
        "object": "decode_result gives the result of a Response",
    },
    BODY: {
        **_DECODED,
        **dict.fromkeys(("Response", "Job"), _IS_DECODED),
        "list": "decode each of its items",
        "tuple": "decode each of its items",
        "NoneType": "there is nothing to decode",
        **dict.fromkeys(("PurePath", "_IOBase"), _FILE),
        "object": "pass what GetSmartHandleJob answered",
    },
    TEXT: {
        "Response": "decode_result decodes its payload",
        "Job": _IS_DECODED,
        **_DECODED,
        **dict.fromkeys(("PurePath", "_IOBase"), _FILE),
        "object": "it is the ai_result of a JobResult, or the output of a Response",
    },
    USAGE: {
        "Job": "it is job.usage",
        "Usage": _IS_DECODED,
        **_DECODED,
        **dict.fromkeys(("PurePath", "_IOBase"), _FILE),
        "object": _BODY,
    },
    FILE: {
        **dict.fromkeys(("PurePath", "_IOBase"), _FILE),
        "object": "to_srt and to_vtt write one",
    },
    ITEMS: {
        "object": "to_pysrt makes one from cues",
    },
    ITEM: {
        "object": "to_pysrt makes them from cues",
    },
    PROFILE: {
        "object": "PROFILES has the presets",
    },
    TIMELINE_STYLE: {
        "object": "TIMELINE_STYLES has the presets",
    },
    TIMELINE: {
        **dict.fromkeys(("PurePath", "_IOBase"), _FILE),
        **dict.fromkeys(("list", "tuple"), "pass the object that has its SubtitleTracks"),
        "object": "to_timeline_clips makes a part of one",
    },
    BCC: {
        **dict.fromkeys(("PurePath", "_IOBase"), _FILE),
        **dict.fromkeys(("list", "tuple"), "pass the object that has its body"),
        "object": "to_bcc writes one",
    },
    ASS_STYLE: {
        "object": "ASS_STYLES has the presets",
    },
    TRANSLATION: {
        "Response": "decode_result gives its result",
        "Job": "pass job.result",
        "object": "decode_result gives that of a VideoTranslation job",
    },
    ROWS: {
        "Job": "to_cue_rows and the like make them",
        "Response": "to_cue_rows and the like make them from a Job",
        "NoneType": "a job without usage has no row of usage",
        "object": "pass rows in a list",
    },
    ROW_TYPE: {
        "object": "it is CueRow, CopyRow and the like",
    },
    ROW: {
        "Response": "decode_job and to_job_row make one",
        "Rows": "pass its rows, or the Rows themselves to to_jsonl",
        "NoneType": "a job without usage has no row of usage: leave it out",
        "object": "to_job_row and the like make one",
    },
}
"""What to do about a value, by what is wanted and then by the name of its class or of the first base that is here."""
