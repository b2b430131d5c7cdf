"""`JobResult.Usage`, JSON text of token counts → `Usage`."""

from smarthandle_results._decoding.json_text import is_number, is_object, load_json, mismatch, to_json_value
from smarthandle_results._decoding.paths import at_key, in_string
from smarthandle_results._decoding.payload import path_to
from smarthandle_results._errors import Problems
from smarthandle_results._json import JsonObject
from smarthandle_results._models import Response, Usage


def decode_usage(source: Response | str) -> Usage | None:
    """Decode the token usage of a response, or the text of a `Usage` payload; None if it is absent, blank or `null`.

    Counts are numbers of tokens, as the payload has them. Keys whose values are not numbers remain in
    `job_result.usage` only. Raises `DecodeError` if the text is not a JSON object, or `total_tokens` not a number.

    >>> decode_usage('{"total_tokens": 200, "input_tokens": 50}')
    Usage(total_tokens=200, other_counts=JsonObject({'input_tokens': 50}))
    """
    if isinstance(source, Response):
        text, path = source.job_result.usage, path_to(source, "JobResult", "Usage")
    else:
        text, path = source.removeprefix("\ufeff"), "."
    raw = load_json(text, path) if text and text.strip() else None
    if raw is None:
        return None
    path = in_string(path)
    with Problems() as problems:
        if not is_object(raw):
            problems.add(path, mismatch("object", raw))
            return None
        total = raw.get("total_tokens")
        if total is not None and not is_number(total):
            problems.add(at_key(path, "total_tokens"), mismatch("number", total))
        others = {key: value for key, value in raw.items() if type(value) in {int, float} and key != "total_tokens"}
        counts = {key: to_json_value(value, at_key(path, key), problems) for key, value in others.items()}
        return Usage(total, JsonObject(counts))
