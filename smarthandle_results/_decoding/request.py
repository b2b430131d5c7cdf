"""The JSON text that a body repeats from its request → its values."""

from smarthandle_results._decoding.json_text import load_json, load_nested, mismatch, to_json_value
from smarthandle_results._decoding.paths import at_key, in_string
from smarthandle_results._decoding.payload import locate
from smarthandle_results._decoding.plain import read_plain_editing_config
from smarthandle_results._errors import Problems
from smarthandle_results._json import JsonObject, JsonValue
from smarthandle_results._models import EditingConfig, InputConfig, Response
from smarthandle_results._wanted import RESPONSE, require_kind


def decode_editing_config(response: Response) -> EditingConfig | None:
    """Decode `SmartJobInfo.EditingConfig` and the `GenerateConfig` inside it; None if absent, blank or `null`.

    Raises `DecodeError` if either is not a JSON object.
    """
    require_kind(response, Response, RESPONSE)
    text = response.smart_job_info.editing_config
    if text is None:
        return None
    return read_plain_editing_config(text) or _read_editing_config(text, response)


def _read_editing_config(text: str, response: Response) -> EditingConfig | None:
    path, root = locate(response, "SmartJobInfo", "EditingConfig")
    with Problems() as problems:
        values, root = _read_object(text, path, root, problems)
        if values is None:
            return None
        kind = values.get("Type")
        if not isinstance(kind, str | None):
            problems.add(at_key(root, "Type"), mismatch("string", kind))
            kind = None
        inner, _ = _read_object(values.get("GenerateConfig"), *_locate_generate_config(root), problems)
        return EditingConfig(type=kind, generate_config=inner, values=values)


def decode_job_parameters(response: Response) -> JsonObject | None:
    """Decode `SmartJobInfo.InputConfig.JobParameters`; None if absent, blank or `null`.

    Raises `DecodeError` if it is not a JSON object.
    """
    require_kind(response, Response, RESPONSE)
    config = response.smart_job_info.input_config or InputConfig()
    path, root = locate(response, "SmartJobInfo", "InputConfig", "JobParameters")
    with Problems() as problems:
        return _read_object(config.job_parameters, path, root, problems)[0]


def decode_user_data(response: Response) -> JsonValue:
    """Decode `UserData`, the caller's own text, as JSON; None if absent or blank.

    Raises `DecodeError` if the text is not JSON.

    >>> from smarthandle_results import decode_response
    >>> decode_user_data(decode_response({"State": "Created", "UserData": '{"ticket": [7, 8]}'}))
    JsonObject({'ticket': (7, 8)})
    """
    require_kind(response, Response, RESPONSE)
    text = response.user_data
    if text is None or not text.strip():
        return None
    path, root = locate(response, "UserData")
    value = load_json(text, path)
    with Problems() as problems:
        return to_json_value(value, root, problems)


def _locate_generate_config(root: str) -> tuple[str, str]:
    path = at_key(root, "GenerateConfig")
    return path, in_string(path)


def _read_object(value: JsonValue, path: str, root: str, problems: Problems) -> tuple[JsonObject | None, str]:
    """Read an object, or a string that contains the JSON text of one; return it with its path."""
    if isinstance(value, str):
        if not value.strip():
            return None, root
        raw, path = load_nested(value, path, root, problems)
        value = to_json_value(raw, path, problems)
    if value is None or isinstance(value, JsonObject):
        return value, path
    problems.add(path, mismatch("object", value))
    return None, path
