"""A payload that was saved alone → the `Transcript` or the `Copies` in it, or the name of what it is instead."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from smarthandle_results._decoding.avatar import read_subtitle_clips
from smarthandle_results._decoding.copies import read_copies
from smarthandle_results._decoding.json_text import fold_key, is_array, is_object, load_payload, load_text, mismatch
from smarthandle_results._decoding.not_json import name_text
from smarthandle_results._decoding.payload_text import GivenPayload, write_text
from smarthandle_results._decoding.speech import find_known_key, read_cues
from smarthandle_results._decoding.transcript import read_transcript
from smarthandle_results._errors import DecodeError, Problem, Problems
from smarthandle_results._models import Copies, Transcript
from smarthandle_results._wanted import TEXT


def decode_transcript(payload: GivenPayload) -> Transcript:
    """Decode a payload on its own: an array of cue items, or an object that has one.

    `payload` is its text, UTF-8 bytes of any type, or the JSON value that somebody has parsed already.

    An item's `from` and `to` are seconds, its `begin_time` and `end_time` milliseconds, whatever their size; each is a
    number or a numeric string. Its text is `content` or `text`; its other keys are the segment's `extra`. Keys may be
    spelled in any way.

    In an object the cues are under `details` or `subtitleClips`, or under the only key that has cue items; or they are
    the text clips of an editing timeline. Its other keys are the transcript's `extra`.

    Raises `DecodeError` with every problem of the payload, or with the name of what was passed instead, and TypeError
    for a value of another type.

    >>> decode_transcript('[{"text": "Hello.", "begin_time": "500", "end_time": "1250"}]')[0]
    Segment(start=0.5, end=1.25, text='Hello.', extra=JsonObject({}))
    >>> decode_transcript([{"content": "Hello.", "from": 0.5, "to": 1.25}])
    Transcript(1 segment, 0.5–1.2 s, 'Hello.')
    """
    text = write_text(payload, TEXT)
    with Problems() as problems:
        value, root = _load_named(text, problems)
        other = _name_no_cues(value)
        if other:
            problems.add(root, f"expected array of cues, got {other}")
            return Transcript()
        transcript = read_cues(value, root, problems)
        if transcript is not None:
            return transcript
        keys = {fold_key(key) for key in value} if is_object(value) else set[str]()
        if is_object(value) and keys & {"details", "subtitleclips"}:
            return read_subtitle_clips(value, find_known_key(value) or "details", root, problems) or Transcript()
        hint = f": {_COPIES}" if keys & {"content", "text", "copy"} else ""
        problems.add(root, f"{mismatch('array of cues', value)}{hint}")
        return Transcript()


def decode_copies(payload: GivenPayload) -> Copies:
    """Decode a TextGenerate payload on its own: an array of strings or objects, one object, or plain text.

    `payload` is its text, UTF-8 bytes of any type, or the JSON value that somebody has parsed already.

    Any of these may be inside a Markdown code fence; text around the fences of arrays and objects, and a block of
    `<think>` before a payload, are not copies. Blank text has no copies.

    Raises `DecodeError` with every problem of the payload, and for a whole body or an array of nothing but cues, which
    other functions decode; and TypeError for a value of another type.

    >>> [copy.text for copy in decode_copies('["Fresh every day.", {"content": "Baked at dawn."}]')]
    ['Fresh every day.', 'Baked at dawn.']
    """
    text = write_text(payload, TEXT)
    with Problems() as problems:
        value, root = load_payload(text, ".", ".", Problems())
        if is_object(value) and _is_body(value):
            problems.add(root, f"expected copies, got {_BODY}")
            return Copies()
        if is_array(value) and value and _is_transcript(value):
            problems.add(root, "expected copies, got an array of cues: decode_transcript reads it")
            return Copies()
        return read_copies(text, ".", ".", problems)


def _load_named(text: str, problems: Problems) -> tuple[Any, str]:
    """Parse JSON as `load_text` does; other text is refused by a sentence that names it, as for a body."""
    try:
        return load_text(text, ".", ".", problems)
    except DecodeError as error:
        if problems.notes:  # the text is JSON, but not that in its string
            raise
        raise DecodeError((Problem(".", name_text(text)),)) from error


def _name_no_cues(value: object) -> str | None:
    """Say what a value is that other functions decode; None if it may have cues."""
    if is_object(value):
        return _BODY if _is_body(value) else None
    if not is_array(value) or not value:
        return None
    keys = {fold_key(key) for item in value if is_object(item) for key in item}
    are_copies = all(isinstance(item, str) or is_object(item) for item in value)
    return f"array without times: {_COPIES}" if are_copies and keys.isdisjoint(_TIME_KEYS) else None


def _is_body(value: Mapping[str, Any]) -> bool:
    return not {"jobresult", "smartjobinfo"}.isdisjoint(map(fold_key, value))


def _is_transcript(items: Sequence[Any]) -> bool:
    """Return whether each item has the text and the times of a cue, all sound, and nothing more.

    With more it may be a copy: those of a storyboard, whose form is not published, may have times.
    """
    try:
        with Problems() as problems:
            return not read_transcript(items, ".", problems).extras
    except DecodeError:
        return False


_BODY: Final = "a response body: decode_response accepts it"
_COPIES: Final = "decode_copies reads copies"
_TIME_KEYS: Final = frozenset({"from", "to", "begintime", "endtime"})
