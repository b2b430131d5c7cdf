"""What users have on disk → the object of one response body.

Raw JSON, an SDK's envelope, camelCase dumps, XML and one byte order mark are accepted; anything recognized as something
else is refused by its name.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final
from xml.parsers import expat

import orjson

from smarthandle_results._decoding.json_text import fold_key, is_array, is_object, load_json, mismatch
from smarthandle_results._errors import DecodeError, Problem
from smarthandle_results._models import Source


def open_body(body: bytes | str | Mapping[str, object]) -> tuple[Mapping[str, object], Source]:
    """Return the object of a body, and where and how it was written."""
    value = body if is_object(body) else _parse(body)
    if not is_object(value):
        raise _refusal(_name_value(value))
    path = "."
    if "body" in value and ("headers" in value or "statusCode" in value):
        value, path = value["body"], ".body"
        if not is_object(value):
            raise _refusal(mismatch("object", value), path)
    keys = {fold_key(str(key)) for key in value}
    name = next(name for applies, name in _OBJECTS if applies(keys))
    if name:
        raise _refusal(f"expected a GetSmartHandleJob body, got {name}", path)
    return value, Source(path=path, spellings=_find_spellings(value))


def _find_spellings(value: Mapping[str, object]) -> tuple[str, ...]:
    """Return the keys with a value, in the body and in its parts, that are not spelled as the service spells them."""
    parts = [value, *_list_parts(value)]
    parts += [inner for part in parts[1:] for inner in _list_parts(part)]
    keys = dict.fromkeys(str(key) for part in parts for key, item in part.items() if item is not None)
    return tuple(key for key in keys if fold_key(key) in _FOLDED_PATH_KEYS and key not in _PATH_KEYS)


def _list_parts(value: Mapping[str, object]) -> list[Mapping[str, object]]:
    """Return the objects that the service nests, not those of a payload that is an object itself."""
    return [part for key, part in value.items() if is_object(part) and fold_key(str(key)) in _FOLDED_PARTS]


def _refusal(message: str, path: str = ".") -> DecodeError:
    return DecodeError((Problem(path, message),))


def _parse(body: object) -> object:
    if not isinstance(body, bytes | str):
        raise TypeError(f"expected bytes, str or a mapping, got {type(body).__name__}")
    text = body.encode(errors="surrogatepass") if isinstance(body, str) else body
    text = text.removeprefix(b"\xef\xbb\xbf")
    if text.lstrip().startswith(b"<"):
        # A declared encoding is about bytes: text no longer has one, whatever its first line says.
        return _XmlReader("utf-8" if isinstance(body, str) else None).read(text.lstrip())
    try:
        return load_json(text, ".")
    except DecodeError as error:
        cause = next((cause for applies, cause in _NOT_JSON if applies(text)), None)
        raise (_refusal(f"expected JSON, got {cause}") if cause else error) from error


def _is_json(text: bytes) -> bool:
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    return True


def _name_value(value: object) -> str:
    """Write what a JSON value is that is not an object, and which function accepts it."""
    if not is_array(value):
        return mismatch("object", value)
    if not value:
        return "expected object, got an empty array"
    if all(isinstance(item, str) for item in value):
        return "expected object, got a bare TextGenerate payload: decode_copies takes it"
    keys = {fold_key(key) for item in value if is_object(item) for key in item}
    if keys & {"from", "begintime"}:
        return "expected object, got a bare payload of cues: decode_transcript takes it"
    if keys & _BODY_KEYS:
        return "expected object, got an array of bodies: decode each of its items"
    return mismatch("object", value)


class _XmlReader:
    """XML (`Format=XML`) → an object: an element with children is an object, any other its text."""

    def __init__(self, encoding: str | None) -> None:
        self._encoding = encoding
        self._open: list[dict[str, object]] = [{}]
        self._text: list[str] = []

    def read(self, text: bytes) -> object:
        parser = expat.ParserCreate(self._encoding)
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        try:
            parser.Parse(text, True)  # noqa: FBT003 - expat names no arguments
        except (LookupError, ValueError) as error:
            raise _refusal("expected XML in UTF-8, got an encoding that its reader does not have") from error
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise _refusal(f"expected XML, got {reason} at line {error.lineno}, column {error.offset + 1}") from error
        [(root, value)] = self._open[0].items()
        if root == "Error":
            raise _refusal(_API_ERROR)
        if root != "GetSmartHandleJobResponse":
            raise _refusal("expected <GetSmartHandleJobResponse>, got another root element")
        return value

    def _refuse_doctype(self, *_: object) -> None:
        raise _refusal("expected XML without a document type declaration, got one")

    def _start(self, _: str, __: object) -> None:
        self._open.append({})
        self._text.clear()

    def _end(self, name: str) -> None:
        children = self._open.pop()
        text = "".join(self._text)
        self._text.clear()
        if children and name in _XML_TEXTS:
            raise _refusal(f"expected text in <{name}>, got elements")
        value: object = children or text
        if not children and name in _XML_OBJECTS and not text.strip():
            value = None
        elif name in _XML_NUMBERS and _XML_NUMBER.fullmatch(text):
            value = int(text)
        self._open[-1][name] = value


_API_ERROR: Final = "expected a GetSmartHandleJob body, got an API error body"
_XML_OBJECTS: Final = frozenset({"JobResult", "SmartJobInfo", "InputConfig", "OutputConfig", "outputConfig"})
_XML_TEXTS: Final = frozenset({"Output", "UserData", "AiResult", "Usage", "EditingConfig", "JobParameters"})
_XML_NUMBERS: Final = frozenset({"Width", "Height", "width", "height"})
_XML_NUMBER: Final = re.compile("[0-9]{1,18}")
_REQUEST_KEYS: Final = frozenset({"SmartJobInfo", "EditingConfig", "InputConfig", "JobParameters"})
_PATH_KEYS: Final = _REQUEST_KEYS | {"Output", "UserData", "JobResult", "AiResult", "Usage"}
"""The keys on the way to text that is decoded, as the service spells them."""

_FOLDED_PATH_KEYS: Final = frozenset(map(fold_key, _PATH_KEYS))
_FOLDED_PARTS: Final = frozenset({"jobresult", "smartjobinfo", "inputconfig"})
_BODY_KEYS: Final = frozenset({"state", "jobresult", "smartjobinfo", "output"})

_UNESCAPED: Final = re.compile(rb'"\w++"\s*+:\s*+"\s*+(?:[\[{]\s*+)++"\w')
_PYTHON_REPR: Final = re.compile(rb"\s*+(?:\[\s*+)?\{\s*+'")

_NOT_JSON: Final[tuple[tuple[Callable[[bytes], object], str], ...]] = (
    (lambda text: not text.strip(), "nothing"),
    (lambda text: text[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in text[:4], "UTF-16 or UTF-32: encode it as UTF-8"),
    (_PYTHON_REPR.match, "the repr of a Python dict: save it with json.dumps instead"),
    (_UNESCAPED.search, "a string that holds JSON whose inner quotes are not escaped"),
    (lambda text: _is_json(text.lstrip().partition(b"\n")[0]), "several JSON values: decode one line at a time"),
    (lambda text: _is_json(b"{" + text.partition(b"{")[2]), "text before the JSON, such as a log's prefix"),
)
"""Why a text is not JSON: the first cause that applies is reported."""

_OBJECTS: Final[tuple[tuple[Callable[[set[str]], object], str | None], ...]] = (
    (lambda keys: "smartjoblist" in keys, "a ListSmartJobs body, which never holds a payload"),
    (lambda keys: keys & {"editingbatchjob", "editingbatchjoblist"}, "a GetBatchMediaProducingJob body"),
    (
        lambda keys: keys >= {"jobstatus", "results"},
        "a QuerySmarttagJob body: decode_transcript takes the Data of its ASR result",
    ),
    (lambda keys: keys & _BODY_KEYS, None),
    (lambda keys: keys >= {"code", "message"}, "an API error body"),
    (
        lambda keys: keys & {"outputvideourl", "subtitleclips"},
        "a bare AvatarVideo payload: decode_transcript takes its subtitles",
    ),
    (
        lambda keys: keys & {"translatedtextarray", "videotranslationairesultmap", "editingprojectid"},
        "a bare VideoTranslation payload: it decodes as the AiResult of a body",
    ),
    (lambda keys: "totaltokens" in keys, "a bare Usage payload: decode_usage takes it"),
    (lambda keys: keys & {"requestid", "jobid", "data"}, "the response to a submitted job, which has no State"),
    (lambda _: True, "an object without State, JobResult or SmartJobInfo"),
)
"""Objects that are not a body, by their folded keys: the first that applies is reported, and None is a body."""
