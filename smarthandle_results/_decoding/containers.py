"""What users have on disk → one `Response`, whatever the form of its body; see `plain` for the usual one.

Raw JSON, an SDK's envelope, camelCase dumps, XML and one byte order mark are accepted. So is what is unmistakable, with
a note: an envelope of another spelling, or with its body as text or base64, and a body that was encoded as JSON twice.
All else is refused by its name: see `not_body` for values, and `not_json` for text.
"""

import re
from collections.abc import Mapping
from itertools import islice
from typing import Final, TypeGuard
from xml.parsers import expat

from attrs import evolve

from smarthandle_results._decoding.bodies import Body, SdkModel
from smarthandle_results._decoding.embedded import decode_base64, may_hold_json
from smarthandle_results._decoding.evidence import MARKS, fold_keys, is_body
from smarthandle_results._decoding.inlined import write_payloads
from smarthandle_results._decoding.json_text import BYTE_ORDER_MARK, fold_key, is_object, load_json
from smarthandle_results._decoding.not_body import find_api_code, find_element_code, name_element, name_value
from smarthandle_results._decoding.not_json import name_bytes, name_cut, name_markup, name_text
from smarthandle_results._decoding.paths import at_key
from smarthandle_results._decoding.spellings import find_spelling, list_spellings
from smarthandle_results._decoding.structure import list_hidden, structure
from smarthandle_results._errors import MAX_NOTES, DecodeError, Note, Problem, Problems
from smarthandle_results._models import Response, Source
from smarthandle_results._wanted import BODY, read_buffer


def read_body(body: Body) -> Response:
    """Read a body of any form. Raises `DecodeError` with every problem of it, or with the name of what it is."""
    raw, source = open_body(body)
    response = structure(Response, raw, source.path, Problems())
    if response is None:
        with Problems() as problems:
            raw = write_payloads(raw, source.path, problems)
            response = structure(Response, raw, source.path, problems) or Response()
        values = tuple(note.path for note in problems.notes)
        source = evolve(source, notes=(*source.notes, *problems.notes), values=values)
    return response if source == Source() else evolve(response, source=source)


def open_body(body: Body) -> tuple[Mapping[str, object], Source]:
    """Return the object of a body, and where and how it was written."""
    value, is_xml = (body, False) if is_object(body) else _parse(body)
    path = "."
    notes: tuple[Note, ...] = ()
    if isinstance(value, str) and may_hold_json(value):
        value, path, notes = _open_string(value, path, notes)
    if not is_object(value):
        raise _refuse_value(value, path)
    key, model = find_spelling(value, "body")
    if _is_sdk_model(model):
        value = {**value, key: model.to_map()}
    if is_object(inner := value.get("body")) and ("headers" in value or "statusCode" in value):
        value, path = inner, at_key(path, "body")
        keys = fold_keys(value)
    elif "body" in (keys := fold_keys(value)) and keys & _ENVELOPE_KEYS:
        value, path, notes = _open_envelope(value, path, notes)
        keys = fold_keys(value)
    if not (is_body(value, keys) or (is_xml and keys & MARKS)):
        raise _refuse_value(value, path)
    spellings, has_twice = _find_spellings(value)
    if has_twice:
        hidden = islice(list_hidden(Response, value, path), MAX_NOTES)
        notes += tuple(Note(key, "a value that is not read: its key has another in another spelling") for key in hidden)
    return value, Source(path=path, spellings=spellings, notes=notes)


def _open_envelope(
    envelope: Mapping[str, object], path: str, notes: tuple[Note, ...]
) -> tuple[Mapping[str, object], str, tuple[Note, ...]]:
    """Return the object in an envelope's body, with its path, and the notes."""
    spellings = [("body", None), *list_spellings(envelope, "body")]
    key, value = next((item for item in reversed(spellings) if item[1]), spellings[-1])
    path = at_key(path, key)
    if is_object(value):
        notes += (Note(path, "the body of an envelope whose keys have another spelling"),)
    if isinstance(value, str):
        is_base64 = find_spelling(envelope, "isBase64Encoded")[1] is True
        value, path, notes = _open_string(value, path, notes, is_base64=is_base64)
    if not is_object(value):
        raise _refuse_value(value, path)
    return value, path, notes


def _open_string(
    text: str, path: str, notes: tuple[Note, ...], *, is_base64: bool = False
) -> tuple[object, str, tuple[Note, ...]]:
    """Return the JSON value in a string, with its path, and the notes."""
    note = Note(path.removesuffix(" | ."), f"{'base64' if is_base64 else 'JSON text'} in place of an object")
    try:
        data = decode_base64(text) if is_base64 else text.encode()
    except ValueError as error:  # broken base64, or half a character
        raise _refusal("expected base64, got other text" if is_base64 else name_text(text), path) from error
    if is_base64:
        path = f"{path} | @base64d"
    if data.startswith(BYTE_ORDER_MARK):
        path = f'{path} | ltrimstr("\\ufeff")'
    try:
        value = load_json(data.removeprefix(BYTE_ORDER_MARK), path)
    except DecodeError as error:
        raise _refusal(name_text(data), path) from error
    return value, f"{path} | fromjson | .", (*notes, note)


def _find_spellings(value: Mapping[str, object]) -> tuple[tuple[str, ...], bool]:
    """Return the keys with a value, in the body and in its parts, that are not spelled as the service spells them.

    Return also whether one of these objects has a key in two spellings.
    """
    parts = [value, *_list_parts(value)]
    parts += [inner for part in parts[1:] for inner in _list_parts(part)]
    keys = (str(key) for part in parts for key, item in part.items() if item is not None and item != "")
    # Of several spellings the last is read, as in `structure`.
    read = {name: key for key in keys if (name := fold_key(key)) in _FOLDED_PATH_KEYS}
    has_twice = any(len({*map(fold_key, map(str, part))}) < len(part) for part in parts)
    return tuple(key for key in read.values() if key not in _PATH_KEYS), has_twice


def _list_parts(value: Mapping[str, object]) -> list[Mapping[str, object]]:
    """Return the objects that the service nests, not those of a payload that is an object itself."""
    return [part for key, part in value.items() if is_object(part) and fold_key(str(key)) in _FOLDED_PARTS]


def _refuse_value(value: object, path: str) -> DecodeError:
    return _refusal(name_value(value, path), path, api_code=find_api_code(value, path))


def _refusal(message: str, path: str = ".", *, api_code: str | None = None) -> DecodeError:
    return DecodeError((Problem(path.removesuffix(" | ."), message),), api_code=api_code)


def _parse(body: object) -> tuple[object, bool]:
    """Parse a body; return its value, and whether it is XML."""
    if not isinstance(body, bytes | str):
        return (body.to_map(), False) if _is_sdk_model(body) else _parse(read_buffer(body, BODY))
    data = body.encode(errors="surrogatepass") if isinstance(body, str) else body
    text = data.removeprefix(BYTE_ORDER_MARK)
    if text.lstrip().startswith(b"<"):
        # A declared encoding is about bytes: text no longer has one, whatever its first line says.
        return _read_xml(data, "utf-8" if isinstance(body, str) else None), True
    try:
        return load_json(text, "."), False
    except DecodeError as error:
        raise _refusal(name_text(body)) from error


def _is_sdk_model(body: object) -> TypeGuard[SdkModel]:
    return not isinstance(body, type) and callable(getattr(body, "to_map", None))


def _read_xml(data: bytes, encoding: str | None) -> object:
    text = data.removeprefix(BYTE_ORDER_MARK).lstrip()
    try:
        return _XmlReader(encoding).read(text)
    except expat.ExpatError as error:
        cut = f"expected XML, got {name_cut(len(data))}" if error.code in _CUT else None
        place = f"at line {error.lineno}, column {error.offset + 1}"
        reason = f"expected XML, got {expat.ErrorString(error.code)} {place}"
        raise _refusal(name_markup(text) or cut or name_bytes(data) or reason) from error
    except DecodeError as error:
        cause = name_markup(text)
        raise (_refusal(cause) if cause else error) from error


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
            raise _refusal(
                "expected XML in UTF-8, got an encoding that its reader does not have: convert it and its declaration"
            ) from error
        [(root, value)] = self._open[0].items()
        if root != "GetSmartHandleJobResponse":
            raise _refusal(name_element(root, value), api_code=find_element_code(root, value))
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


_ENVELOPE_KEYS: Final = frozenset({"headers", "statuscode", "isbase64encoded"})
"""The folded keys beside the `body` of an envelope."""

_CUT: Final = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)
"""The parser's errors where a document ends too early."""

_XML_OBJECTS: Final = frozenset({"JobResult", "SmartJobInfo", "InputConfig", "OutputConfig", "outputConfig"})
_XML_TEXTS: Final = frozenset({"Output", "UserData", "AiResult", "Usage", "EditingConfig", "JobParameters"})
_XML_NUMBERS: Final = frozenset({"Width", "Height", "width", "height"})
_XML_NUMBER: Final = re.compile("[0-9]{1,18}")
_REQUEST_KEYS: Final = frozenset({"SmartJobInfo", "EditingConfig", "InputConfig", "JobParameters"})
_PATH_KEYS: Final = _REQUEST_KEYS | {"Output", "UserData", "JobResult", "AiResult", "Usage"}
"""The keys on the way to text that is decoded, as the service spells them."""

_FOLDED_PATH_KEYS: Final = frozenset(map(fold_key, _PATH_KEYS))
_FOLDED_PARTS: Final = frozenset({"jobresult", "smartjobinfo", "inputconfig"})
