"""Text that no reader could parse → a sentence that says what it is, where it breaks off, and what to do with it.

Only text that failed gets here. The first cause that applies is reported: what the bytes are, then how the text begins,
then what is at the place where it stops being JSON. None of the text is quoted but a byte that is not UTF-8.
"""

import codecs
import re
from typing import Final

import orjson

from smarthandle_results._decoding.json_text import BYTE_ORDER_MARK, EMPTY, name_stop
from smarthandle_results._json import parse_json


def name_text(body: bytes | str) -> str:
    """Write why text is not JSON."""
    try:
        data = body.encode() if isinstance(body, str) else body
    except UnicodeEncodeError as error:
        return f"expected JSON, got a lone surrogate at offset {error.start}: pass the bytes of the file instead"
    text = data.removeprefix(BYTE_ORDER_MARK)
    return (
        _name_emptiness(text) or name_bytes(data) or f"expected JSON, got {_name_beginning(text) or _name_break(text)}"
    )


def name_markup(text: bytes) -> str | None:
    """Write what text is that begins as XML does, but is something else; None if it may be XML."""
    name = next((name for pattern, name in _MARKUP if pattern.match(text)), None)
    return f"expected a response, got {name}" if name else None


def name_bytes(data: bytes) -> str | None:
    """Write what bytes are that are not text in UTF-8; None if they are."""
    name = next((name for magic, name in _MAGIC if magic.match(data)), None)
    if name:
        return f"expected JSON, got {name}"
    encoding = name_wide_encoding(data, _BEGINS)
    if encoding:
        return encoding
    text = data.strip(b"\0")
    if text != data and text[:1] in b"{[<":
        return "expected text, got NUL bytes around it, as a crash leaves: remove them"
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return _name_wrong_byte(data, error)
    is_binary = _CONTROL.search(data, 0, _HEAD) and not _BEGINS.match(data[:_HEAD].decode(errors="ignore"))
    return _BINARY if is_binary else None


def name_wide_encoding(data: bytes, begins: re.Pattern[str]) -> str | None:
    """Write that bytes are in an encoding of two or four bytes a unit, if their text begins so; else None."""
    encoding = next((name for name in _WIDE if begins.match(data[:_HEAD].decode(name, "ignore"))), None)
    return f"expected text in UTF-8, got {encoding}: {_convert(encoding)}" if encoding else None


def name_encoding(data: bytes, error: UnicodeDecodeError) -> str:
    """Write what bytes may be that are not UTF-8 at the place of an error."""
    if error.reason == _CUT:
        return f"expected text in UTF-8, got {name_cut(len(data))}"
    place = f"expected text in UTF-8, got byte 0x{data[error.start]:02X} at offset {error.start}"
    encoding = next((name for name in _CHINESE if _looks_like(name, data)), None)
    # GBK may contain a short character of UTF-8 by chance, but hardly a long one.
    if encoding is None or _LONG.search(data[: error.start].decode()):
        return f"{place}, which is damaged or in another encoding: save it as UTF-8"
    return f"{place}, and text that looks like {encoding}: {_convert(encoding)}"


def name_cut(size: int) -> str:
    """Name text of so many bytes whose end is missing."""
    return f"text that is cut off at its end, after {size} byte{'s' * (size != 1)}: save the whole of it"


def _name_emptiness(text: bytes) -> str | None:
    if text.strip(b"\0 \t\r\n"):
        return None
    name = "nothing: NUL bytes alone, as a crash leaves" if b"\0" in text else EMPTY
    return f"expected JSON, got {name}"


def _name_wrong_byte(data: bytes, error: UnicodeDecodeError) -> str:
    """Name what bytes are by the first that is not UTF-8."""
    if error.reason == _CUT:
        return f"expected JSON, got {name_cut(len(data))}"
    if _CONTROL.search(data, 0, _HEAD):
        return _BINARY
    return name_encoding(data, error)


def _looks_like(encoding: str, data: bytes) -> bool:
    """Report whether text decodes, but for a character cut off at its end, and is mostly of common characters."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return False
    counts = [len(text.encode(known, "ignore").decode(known)) for known in ("ascii", "gb2312")]
    return 0 < len(text) - counts[0] >= 2 * (len(text) - counts[1])


def _convert(encoding: str) -> str:
    return f"convert it with iconv -f {encoding} -t UTF-8"


def _name_beginning(text: bytes) -> str | None:
    return next((name for pattern, name in (*_MARKUP, *_BEGINNINGS) if pattern.match(text)), None)


def _name_break(text: bytes) -> str:
    """Name what is wrong at the place where text stops being JSON."""
    error = _find_error(text.rstrip(b" \t\r\n"))
    if error.msg == _CUT:
        return name_cut(len(text))
    if _UNESCAPED.search(text):
        return "a string that holds JSON whose inner quotes are not escaped: save the body as the service sent it"
    if _is_after_text(text):
        return "text before the JSON, such as a log's prefix or a shell's prompt: remove it"
    rest = error.doc[error.pos :]
    if error.msg == _MORE and text.lstrip().startswith((b"{", b"[")):
        return "several JSON values: decode each alone" if _NEXT.match(rest) else "text after the JSON: remove it"
    place = f"at line {error.lineno}, column {error.colno}"
    names = (
        f"{name} {place}: {advice}" for pattern, name, advice in _BREAKS if pattern.match(f"{error.msg}\n{rest[:20]}")
    )
    return next(names, "") or name_stop(error)


def _is_after_text(text: bytes) -> bool:
    """Report whether JSON or XML follows other text; the object of an array is not after text."""
    start = _OBJECT.search(text)
    if start is None or not text[: start.start()].strip(b"[ \t\r\n"):
        return False
    return start[0] == _ROOT or _find_error(text[start.start() :]).msg in {"", _MORE, _CUT}


def _find_error(text: bytes) -> orjson.JSONDecodeError:
    """Find where text stops being JSON; for JSON, return an error without a message."""
    try:
        parse_json(text)
    except orjson.JSONDecodeError as error:
        return error
    return orjson.JSONDecodeError("", "", 0)


def _compile(*rules: tuple[bytes, str]) -> tuple[tuple[re.Pattern[bytes], str], ...]:
    return tuple((re.compile(rb"\s*+(?:%s)" % pattern, re.IGNORECASE), name) for pattern, name in rules)


_CUT: Final = "unexpected end of data"
_MORE: Final = "unexpected content after document"
"""The parser's own words where text ends too early, which are the decoder's too, and where it goes on after a value."""

_ROOT: Final = b"<GetSmartHandleJobResponse"
_OBJECT: Final = re.compile(rb'\{\s*+"|' + _ROOT)
_NEXT: Final = re.compile(r"[,\s\x1e\ufeff]*+[{\[]")
_UNESCAPED: Final = re.compile(rb'"\w++"\s*+:\s*+"\s*+(?:[\[{]\s*+)++"\w')
_BEGINS: Final = re.compile(r'[\ufeff\s]*+[{\["<]\s*+[!-~]')
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c\x1d\x1f]")
"""Characters that no text has, whatever its encoding; U+001B and U+001E occur in logs and sequences of JSON."""

_HEAD: Final = 1024
_BINARY: Final = "expected text, got binary data: pass the response's body as text"
_WIDE: Final = ("UTF-32LE", "UTF-32BE", "UTF-16LE", "UTF-16BE")
_CHINESE: Final = ("GBK", "GB18030")
_LONG: Final = re.compile("[\u0800-\U0010ffff]")

_MAGIC: Final = tuple(
    (re.compile(magic, re.DOTALL), name)
    for magic, name in (
        (rb"\x1f\x8b", "gzip data: decompress it"),
        (rb"\x28\xb5\x2f\xfd", "Zstandard data: decompress it"),
        (rb"\xfd7zXZ\0", "xz data: decompress it"),
        (rb"BZh[1-9]1AY&SY", "bzip2 data: decompress it"),
        (rb"PK(?:\x03\x04|\x05\x06)", "a zip archive, such as of an Office document: unpack it"),
        (rb"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it"),
        (rb"Rar!\x1a\x07", "a RAR archive: unpack it"),
        (rb".{257}ustar", "a tar archive: unpack it"),
        (rb"PAR1", "a Parquet file: pass the value of one row"),
        (rb"ARROW1|FEA1", "an Arrow file: pass the value of one row"),
        (rb"ORC", "an ORC file: pass the value of one row"),
        (rb"Obj\x01", "an Avro file: pass the value of one row"),
        (rb"SQLite format 3\0", "an SQLite database: pass the value of one row"),
        (rb"%PDF-", "a PDF, not a response"),
        (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP", "an image, not a response"),
        (
            rb".{4}ftyp|\x1a\x45\xdf\xa3|RIFF|ID3|OggS|fLaC|FLV\x01|\xff[\xf1\xf3\xf9\xfb]|\0\0\x01\xba",
            "video or audio, not a response",
        ),
        (rb"\x80[\x02-\x05]", "a Python pickle: save the body as JSON"),
        (rb"\xac\xed\0\x05", "a serialized Java object: save the body as JSON"),
    )
)
"""How files of other kinds begin, and what they are."""

_MARKUP: Final = _compile(
    (
        rb"(?:<\?xml[^>]*+>\s*+|<!--(?s:.*?)-->\s*+)*+<(?:!doctype\s++html\b|(?:html|head|body|title|meta|script|div|h1|p)[\s>/])",
        "an HTML page, such as of a login or a proxy's error: query the job again",
    ),
    (rb"<ref \*\d+>\s*+\{", "an object as Node.js prints it: save it as JSON instead"),
    (
        rb"<\w[\w.]*+(?: \[\d+\]| object at 0x|: )",
        "the repr of an object: save its fields as JSON, such as its to_map()",
    ),
    (rb"< HTTP/\d", "an HTTP response with its headers: keep only its body"),
)
"""How text begins that looks like XML, but is none."""

_BEGINNINGS: Final = _compile(
    (rb"b'(?:[\s{\[<]|\\[nrtx])|b\"[\s{\[<]", "the repr of Python bytes: save the bytes themselves"),
    (rb"(?:\[\s*+)?\{\s*+'\w[^'\n]{0,99}'\s*+:", "the repr of a Python dict: save it with json.dumps instead"),
    (
        (
            rb"(?:array|[\w\\]++ object)\s*+\(\s|(?:array|object)\s*+\(.{0,99}\)[^{\n]{0,20}\{|array:\d+ \["
            rb"|array\s*+\(\s*+['\"\d]|\[\s*+['\"]\w++['\"]\s*+=>|[ao]:\d+:"
        ),
        "what PHP's print_r, var_dump or serialize makes: save it with json_encode instead",
    ),
    (
        rb"(?:%|\$\w+ = )?\{\s*+(?:\"[^\"\n]{1,99}\"|'[^'\n]{1,99}'|:\w++)\s*+=>",
        "a hash as Ruby or Perl prints it: save it as JSON instead",
    ),
    (
        (
            rb"(?:[a-z_$][\w$.]*+\s++)?\{\s*+[a-z_$][\w$]*+\s*+:\s*+"
            rb"(?:['\"`{\[\d-]|(?:null|undefined|true|false)\b|[a-z]\w*+ \{)"
        ),
        "an object as Node.js or Ruby prints it, its keys without quotes: save it as JSON instead",
    ),
    (rb"map\[|&?\{\w++:\S", "a value as Go's fmt prints it: save it with json.Marshal instead"),
    (
        (
            rb"[@\w.$]*+\{\s*+\w++\s*+=|[\w.$]++\(\w++=|[a-z][\w.$]*+@[0-9a-f]{4,16}\s*+\Z|\[object \w++\]|#<"
            rb"|(?:OrderedDict|defaultdict|mappingproxy)\("
        ),
        "an object as a program prints it: save its fields as JSON, such as its to_map()",
    ),
    (rb"\w++ ++: [^\n]*+\n\w++ ++: ", "an object as PowerShell prints it: save it with ConvertTo-Json instead"),
    (rb"(?:---[^\n]*+\n)?[a-z_]\w*+:(?: [^\n{]*+)?\n\s*+(?:- )?[a-z_]\w*+:[ \n]", "YAML: convert it to JSON"),
    (rb"HTTP/\d", "an HTTP response with its headers: keep only its body"),
    (rb"//|/\*", "a comment: remove it, since JSON has none"),
    (rb"```|~~~", "a Markdown code fence: keep only what is in it"),
    (
        rb"\{\s*+(?:\\[nrt]\s*+)*+\\+\"",
        "JSON as it is inside a string, with its quotes escaped: decode that string first",
    ),
    (rb"\{\s*+&(?:quot|#34);|&lt;\w", "text escaped for HTML: unescape it"),
    (rb"%7B(?:%20|%0A)*+%22", "text encoded for a URL: decode it"),
    (rb"\{\s*+(?:\xe2\x80[\x9c-\x9f]|\xc2[\xab\xbb])", "JSON with typographic quotes: replace them with plain ones"),
    (rb"\"?\{\s*+\"\"\w", "a cell of CSV, its quotes doubled: read the file as CSV"),
    (rb"(?:eyJ|eyA|ewo|ew0)[\w+/=\s-]*+\Z", "base64: decode it"),
    (rb"WEBVTT", "a WebVTT file: in Python, decode_vtt reads it"),
    (rb"\d++[ \r]*+\n\d+:\d\d:\d\d[,.]\d+ *+-->", "a SubRip file: in Python, decode_srt reads it"),
    (rb"<\?xml\b|" + _ROOT, "XML inside JSON: pass the XML alone"),
    (rb"\x1e", "a sequence of JSON texts: decode each alone"),
    (rb"(?:https?|oss)://\S++\s*+\Z", "a URL: pass what it answers"),
    (
        rb"[^\n{}\"<>]{1,300}\.(?:jsonl?|ndjson|xml|txt|log|gz|srt|vtt|ass|bcc)\s*+\Z",
        "the name of a file: pass what is in it",
    ),
)
"""How text begins, or all of it if it is short, that programs print in place of JSON."""

_BREAKS: Final = tuple(
    (re.compile(f"(?:{pattern})", re.DOTALL), name, advice)
    for pattern, name, advice in (
        (r"trailing comma", "a trailing comma", "remove it"),
        (r"unexpected control", "a line end or another control character inside a string", "escape it"),
        (r".*\n(?://|/\*|#)", "a comment", "remove it, since JSON has none"),
        (r".*\n-?(?:nan|inf|NaN|Inf)", "NaN or Infinity", "JSON has no such number"),
        (r".*\n(?:None|True|False)\b", "a constant of Python", "save the body with json.dumps instead"),
        (r".*\nundefined\b", "undefined", "save the body with JSON.stringify instead"),
        (r".*\n'", "a single quote", "JSON has double quotes alone"),
        (r".*\n(?:\.\.\.|…)", "dots where the text was shortened", "save the whole of it"),
    )
)
"""What is wrong where text stops being JSON, by the parser's message and what is there: a name, and what to do."""
