"""`JobResult.Usage`, JSON text of token counts → `Usage`."""

from smarthandle_results._decoding.json_text import expected, is_number, is_object, load_json, to_json_value
from smarthandle_results._decoding.paths import at_key, in_string
from smarthandle_results._decoding.payload import path_to
from smarthandle_results._errors import Problems
from smarthandle_results._json import JsonObject
from smarthandle_results._models import Response, Usage


def decode_usage(source: Response | str) -> Usage | None:
    """Decode the token usage of a response, or of a `Usage` payload's text; None if it is absent, blank or `null`.

    Counts are as given: numbers, no unit but tokens. Keys that hold no number stay in `job_result.usage` only. Raises
    `DecodeError` if the text is no JSON object, or `total_tokens` no number.
    """
    if isinstance(source, Response):
        text, path = source.job_result.usage, path_to(source, "JobResult", "Usage")
    else:
        text, path = source.removeprefix("\ufeff"), "."
    if text is None or not text.strip():
        return None
    raw = load_json(text, path)
    if raw is None:
        return None
    path = in_string(path)
    with Problems() as problems:
        if not is_object(raw):
            problems.add(path, expected("object", raw))
            return None
        total = raw.get("total_tokens")
        if total is not None and not is_number(total):
            problems.add(at_key(path, "total_tokens"), expected("number", total))
        others = {key: value for key, value in raw.items() if type(value) in {int, float} and key != "total_tokens"}
        counts = {key: to_json_value(value, at_key(path, key), problems) for key, value in others.items()}
        return Usage(total, JsonObject(counts))
