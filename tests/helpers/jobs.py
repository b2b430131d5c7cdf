"""Jobs with a result of every type, as hypothesis draws them, and the texts and numbers that a value holds."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final, cast

from attrs import AttrsInstance, astuple, has
from hypothesis import strategies as st

from smarthandle_results import (
    Avatar,
    Copies,
    Copy,
    Job,
    JsonObject,
    MediaOnly,
    Note,
    Response,
    Result,
    Speech,
    Transcript,
    TranslatedMedia,
    TranslatedText,
    Translation,
    Unread,
    Unrecognized,
    Usage,
)

_texts = st.text(max_size=4) | st.sampled_from(["=1+1", '"', "{}", "null", '["a"]', "\u2028", "0"])
_numbers = st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False)
_leaves = st.none() | st.booleans() | _numbers | _texts


def _make_objects(values: st.SearchStrategy[object]) -> st.SearchStrategy[JsonObject]:
    return st.dictionaries(_texts, values, max_size=3).map(JsonObject)  # type: ignore[arg-type]


_values: st.SearchStrategy[object] = st.recursive(
    _leaves, lambda values: st.lists(values, max_size=3).map(tuple) | _make_objects(values), max_leaves=4
)
_objects = _make_objects(_values)
_maybe = _texts | st.none()
_media = {"media_id": _maybe, "media_url": _maybe}


@st.composite
def _draw_transcripts(draw: st.DrawFn) -> Transcript:
    """Draw speech that needs no mending, so that it is all in its cues."""
    times = sorted(draw(st.sets(st.integers(0, 10**6), max_size=8)))
    count = len(times) // 2
    starts, ends = tuple(ms / 1000 for ms in times[:count]), tuple(ms / 1000 for ms in times[-count:] if count)
    texts = tuple(f"text {number}" for number in range(count))
    extras = tuple(draw(_objects) for _ in texts) if draw(st.booleans()) else ()
    return Transcript(starts, ends, texts, extras, draw(_objects))


transcripts: Final = _draw_transcripts()
_copies: Final = st.lists(st.builds(Copy, _maybe) | st.builds(Copy, st.none(), _objects), max_size=3)

RESULTS: Final[dict[type, st.SearchStrategy[Result | None]]] = {
    Transcript: transcripts,
    Speech: st.builds(Speech, transcript=transcripts | st.none(), **_media),
    Copies: _copies.map(Copies.of),
    Avatar: st.builds(
        Avatar,
        output_video_url=_maybe,
        mask_video_url=_maybe,
        transcript=transcripts | st.none(),
        extra=_objects,
        **_media,
    ),
    Translation: st.builds(
        Translation,
        editing_project_id=_maybe,
        translated_text=_maybe,
        pairs=st.lists(st.builds(TranslatedText, _texts, _texts, _objects), max_size=3).map(tuple),
        detext_video_url=_maybe,
        media=st.lists(
            st.builds(
                TranslatedMedia,
                language=_maybe,
                media_url=_maybe,
                speech_translated_subtitle_url=_maybe,
                extra=_objects,
            ),
            max_size=3,
        ).map(tuple),
        extra=_objects,
        **_media,
    ),
    MediaOnly: st.builds(MediaOnly, **_media),
    Unrecognized: st.builds(Unrecognized, _texts),
    type(None): st.none(),
}
"""Results by their class, and none."""


def make_jobs(kind: type) -> st.SearchStrategy[Job]:
    """Draw jobs whose results are of one class, with and without usage, notes and payloads beside the result."""
    unread = st.builds(Unread, st.sampled_from(["ai_result", "output"]), st.text(min_size=1))
    return st.builds(
        Job,
        st.builds(Response, job_id=_maybe),
        RESULTS[kind],
        st.none() | st.builds(Usage, st.none() | st.integers(0, 2**53), _make_objects(_numbers), _objects),
        st.lists(st.builds(Note, st.just("."), _texts), max_size=2).map(tuple),
        st.lists(unread, max_size=2).map(tuple),
    )


def list_leaves(value: object) -> Iterator[str | int | float]:
    """List the texts and numbers that a value holds, keys among them; a transcript's times are milliseconds."""
    if isinstance(value, Transcript):
        yield from (round(Fraction(repr(time)) * 1000) for time in (*value.starts, *value.ends))
        yield from value.texts
        yield from list_leaves((value.extras, value.extra))
    elif isinstance(value, Mapping):
        yield from list_leaves((*value.keys(), *value.values()))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from list_leaves(item)
    elif has(type(value)):
        yield from list_leaves(astuple(cast("AttrsInstance", value), recurse=False))
    elif isinstance(value, (str, int, float)) and not isinstance(value, bool) and value != "":
        yield value
