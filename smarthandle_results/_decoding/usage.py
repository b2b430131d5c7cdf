"""`JobResult.Usage`, JSON text of token counts → `Usage`."""

from collections.abc import Mapping
from typing import Final

from smarthandle_results._decoding.evidence import fold_keys, is_body
from smarthandle_results._decoding.json_text import is_number, is_object, load_text, mismatch, to_json_object
from smarthandle_results._decoding.paths import at_key
from smarthandle_results._decoding.payload import locate
from smarthandle_results._decoding.payload_text import GivenPayload, write_text
from smarthandle_results._decoding.plain import read_plain_usage
from smarthandle_results._decoding.spellings import find_spelling
from smarthandle_results._errors import Note, Problems
from smarthandle_results._json import JsonObject, JsonValue
from smarthandle_results._models import Response, Usage
from smarthandle_results._wanted import USAGE


def decode_usage(source: Response | GivenPayload) -> Usage | None:
    """Decode the token usage of a response, or a `Usage` payload; None if it is absent, blank or `null`.

    A payload is its text, UTF-8 bytes of any type, or the JSON value that somebody has parsed already.

    Counts are numbers of tokens, as the payload has them, nested as they are there. What is no count, such as the name
    of a model, is in `extra`, nested likewise. Raises `DecodeError` if the text is not a JSON object, or `total_tokens`
    not a number, and for a whole body, which `decode_response` reads; TypeError for a value of another type.

    >>> decode_usage('{"total_tokens": 200, "details": {"cached_tokens": 50, "model": "a"}}')
    ... # doctest: +NORMALIZE_WHITESPACE
    Usage(total_tokens=200, other_counts=JsonObject({'details': JsonObject({'cached_tokens': 50})}),
    extra=JsonObject({'details': JsonObject({'model': 'a'})}))
    """
    if isinstance(source, Response):
        return read_usage(source)[0]
    text = write_text(source, USAGE)
    with Problems() as problems:
        return read_any_usage(text, problems)


def read_usage(response: Response) -> tuple[Usage | None, tuple[Note, ...]]:
    """Decode the token usage of a response as `decode_usage` does; return it with what is unusual about it."""
    text = response.job_result.usage
    if text is None:
        return None, ()
    usage = read_plain_usage(text)
    if usage is not None:
        return usage, ()
    with Problems() as problems:
        usage = read_any_usage(response, problems)
    return usage, problems.notes


def read_any_usage(source: Response | str, problems: Problems) -> Usage | None:
    """Read the token usage as `decode_usage` does; each value that does not fit is a problem."""
    if isinstance(source, Response):
        text = source.job_result.usage
        path, root = locate(source, "JobResult", "Usage")
    else:
        text, path, root = source, ".", "."
    raw, root = load_text(text, path, root, problems) if text and text.strip() else (None, root)
    if raw is None:
        return None
    if not is_object(raw):
        problems.add(root, mismatch("object", raw))
        return None
    if isinstance(source, str) and _is_around_usage(raw):
        problems.add(root, "expected a Usage payload, got a whole body: pass it to decode_response")
        return None
    total = raw.get("total_tokens")
    if total is not None and not is_number(total):
        problems.add(at_key(root, "total_tokens"), mismatch("number", total))
    others = {key: value for key, value in raw.items() if key != "total_tokens"}
    if not others:
        return Usage(total)
    return Usage(total, *_split(to_json_object(others, root, problems)))


def _is_around_usage(raw: Mapping[str, object]) -> bool:
    """Return whether an object is a body, or its JobResult, or an envelope of it."""
    keys = fold_keys(raw)
    has_usage_text = isinstance(find_spelling(raw, "Usage")[1], str)
    return "totaltokens" not in keys and (has_usage_text or is_body(raw, keys) or not _KEYS_AROUND.isdisjoint(keys))


def _split(values: JsonObject) -> tuple[JsonObject, JsonObject]:
    """Split an object into its counts, and what is no count."""
    counts: dict[str, JsonValue] = {}
    extra: dict[str, JsonValue] = {}
    for key, value in values.items():
        if isinstance(value, JsonObject):
            inner_counts, inner_extra = _split(value)
            counts |= {key: inner_counts} if inner_counts else {}
            extra |= {key: inner_extra} if inner_extra else {}
        elif type(value) in {int, float}:
            counts[key] = value
        elif value is not None:
            extra[key] = value
    return JsonObject(counts), JsonObject(extra)


_KEYS_AROUND: Final = frozenset({"airesult", "jobresult", "body"})
"""Keys that a body, its JobResult or an envelope has, and no payload of usage."""
