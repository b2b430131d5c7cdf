"""Cues ↔ the subtitle files of Bilibili (`.bcc`), which are JSON."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from smarthandle_results._decoding.json_file import JsonFile, open_json
from smarthandle_results._decoding.json_text import is_array, is_object, mismatch, to_json_text
from smarthandle_results._decoding.paths import at_key
from smarthandle_results._decoding.spellings import find_spelling
from smarthandle_results._decoding.transcript import read_cue_columns
from smarthandle_results._errors import Problems
from smarthandle_results._models import Cue, Cues, Repair, RepairKind, Result
from smarthandle_results._subtitles.cues import mend_columns, to_cues
from smarthandle_results._subtitles.milliseconds import to_milliseconds
from smarthandle_results._wanted import BCC


def to_bcc(source: Result | Iterable[Cue]) -> str:
    r"""Write the subtitle file that Bilibili accepts for a video: one line of JSON.

    `from` and `to` are seconds, exactly the cue's milliseconds (as far as floats go, which is 10^15 ms). Every cue is
    at the bottom (`location` 2). The look is always that of Bilibili's own files: players let viewers choose another.
    Text needs no escape beyond that of JSON.

    `source` is a transcript, a result that has one, or cues, as `to_cues` accepts them; what no subtitle can contain is
    mended as it does. Save the text as UTF-8, as `to_srt` says.

    Raises OverflowError for a time beyond all floats, which is one of some 300 digits.

    Source: the format has no standard; these are the keys of the files that Bilibili gives and accepts.

    >>> to_bcc([Cue(846, 1500, "你好")]).partition('"body":')[2]
    '[{"from":0.846,"to":1.5,"location":2,"content":"你好"}]}\n'
    """
    cues = to_cues(source)
    items = [
        {"from": start_ms / 1000, "to": end_ms / 1000, "location": _BOTTOM, "content": text}
        for start_ms, end_ms, text in zip(cues.starts_ms, cues.ends_ms, cues.texts, strict=True)
    ]
    return f"{to_json_text({**_LOOK, 'body': items})}\n"


def decode_bcc(file: JsonFile) -> Cues:
    r"""Read a subtitle file of Bilibili: JSON text, its bytes in UTF-8, or the mapping that a program parsed.

    The cues are the items of its `body`, which are read as `decode_transcript` reads those of a payload. Its look is
    not kept. `decode_bcc(to_bcc(cues)) == cues`.

    `Cues.repairs` counts the items from 0: `settings` `removed` for a `location` that is not 2, the bottom, and
    whatever `to_cues` mends.

    Raises DecodeError with every problem, for what is no JSON, for an object without a `body`, and for values that do
    not fit.

    >>> list(decode_bcc('{"body": [{"from": 0.846, "to": 1.5, "location": 2, "content": "Hello."}]}'))
    [Cue(start_ms=846, end_ms=1500, text='Hello.')]
    >>> decode_bcc('{"body": [{"from": "soon", "to": 1.5, "location": 2, "content": "Hello."}]}')
    Traceback (most recent call last):
    smarthandle_results.DecodeError: expected number, got string at .body[0].from
    """
    with Problems() as problems:
        value, root = open_json(file, BCC, problems)
        items, path = _find_body(value, root, problems)
        texts, starts, ends = read_cue_columns(items, path, problems)
    moved = [row for row, location in enumerate(map(_find_location, items)) if location not in (_BOTTOM, None)]
    repairs = [Repair(row, RepairKind.SETTINGS, "removed") for row in moved]
    return mend_columns(to_milliseconds(starts), to_milliseconds(ends), texts, repairs)


def _find_body(value: Any, root: str, problems: Problems) -> tuple[Sequence[Any], str]:  # noqa: ANN401 - any JSON
    """Find the items of a file, and the path of their array."""
    if not is_object(value):
        hint = ": decode_transcript reads a payload of cues" if is_array(value) else ""
        problems.add(root, f"{mismatch('object', value)}{hint}")
        return (), root
    key, items = find_spelling(value, "body")
    path = at_key(root, key)
    if is_array(items):
        return items, path
    problems.add(path, "expected array, got nothing" if items is None else mismatch("array", items))
    return (), path


def _find_location(item: Mapping[str, object]) -> object:
    location = item.get("location")  # to look for other spellings takes ten times as long
    return find_spelling(item, "location")[1] if location is None else location


_BOTTOM: Final = 2
"""The `location` at the bottom of the video, in the middle."""

_LOOK: Final = {
    "font_size": 0.4,
    "font_color": "#FFFFFF",
    "background_alpha": 0.5,
    "background_color": "#9C27B0",
    "Stroke": "none",
}
"""The other keys of a file, with the values that Bilibili's own files have."""
