"""Text that no reader could parse → what it is, where it breaks off, and what to do with it."""

import base64
import bz2
import gzip
import json
import lzma
import pickle

import pytest
from helpers.bodies import make_asr_body

from smarthandle_results import DecodeError, decode_response
from smarthandle_results._decoding.not_json import name_bytes, name_markup, name_text

BODY = {
    "RequestId": "r",
    "JobId": "j",
    "State": "Finished",
    "JobResult": {"AiResult": '[{"content": "大家好，欢迎收看", "from": 0.5, "to": 2.5}]'},
    "SmartJobInfo": {"JobType": "ASR", "Title": "节目"},
}
TEXT = json.dumps(BODY, ensure_ascii=False)
PRETTY = json.dumps(BODY, ensure_ascii=False, indent=2)

PYTHON_BYTES = "the repr of Python bytes: save the bytes themselves"
PYTHON_DICT = "the repr of a Python dict: save it with json.dumps instead"
NODE = "an object as Node.js or Ruby prints it, its keys without quotes: save it as JSON instead"
PHP = "what PHP's print_r, var_dump or serialize makes: save it with json_encode instead"
RUBY = "a hash as Ruby or Perl prints it: save it as JSON instead"
GO = "a value as Go's fmt prints it: save it with json.Marshal instead"
REPR = "an object as a program prints it: save its fields as JSON, such as its to_map()"
POWERSHELL = "an object as PowerShell prints it: save it with ConvertTo-Json instead"
BEFORE = "text before the JSON, such as a log's prefix or a shell's prompt: remove it"
SEVERAL = "several JSON values: decode each alone"
YAML = "YAML: convert it to JSON"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (repr(TEXT.encode()), PYTHON_BYTES),
        (repr(PRETTY.encode()), PYTHON_BYTES),
        (repr(b'\n{"a": "it\'s"}'), PYTHON_BYTES),
        (repr(b'{"a": "it\'s"}'), PYTHON_BYTES),
        (repr(b"<GetSmartHandleJobResponse/>"), PYTHON_BYTES),
        (repr(BODY), PYTHON_DICT),
        (repr([BODY]), PYTHON_DICT),
        (f"\n {BODY!r}"[:50], PYTHON_DICT),
        ("{\n  RequestId: 'r',\n  JobResult: { AiResult: '[{\"content\":\"x\"}]' },\n}", NODE),
        ("GetSmartHandleJobResponse {\n  headers: { date: 'x' },\n  statusCode: 200\n}", NODE),
        ("{ body: GetSmartHandleJobResponseBody { jobId: 'j' } }", NODE),
        ("{ jobId: undefined, state: 'Finished' }", NODE),
        ('{request_id: "r", job_id: nil}', NODE),
        ("Array\n(\n    [RequestId] => r\n)\n", PHP),
        ("stdClass Object\n(\n    [RequestId] => r\n)\n", PHP),
        ("AlibabaCloud\\SDK\\ICE\\Body Object\n(\n    [jobId] => j\n)\n", PHP),
        ('array(2) {\n  ["RequestId"]=>\n  string(1) "r"\n}\n', PHP),
        ('object(stdClass)#1 (2) {\n  ["RequestId"]=>\n  string(1) "r"\n}\n', PHP),
        ("array (\n  'RequestId' => 'r',\n)", PHP),
        ("['RequestId' => 'r']", PHP),
        ('a:1:{s:9:"RequestId";s:1:"r";}', PHP),
        ('array:1 [\n  "RequestId" => "r"\n]', PHP),
        ('{"RequestId"=>"r", "JobId"=>"j"}', RUBY),
        ('{"RequestId" => "r"}', RUBY),
        ('{:request_id=>"r"}', RUBY),
        ("$VAR1 = {\n  'RequestId' => 'r'\n};", RUBY),
        ("map[JobId:j RequestId:r]", GO),
        ("{RequestId:r JobId:j}", GO),
        ("&{RequestId:0xc000010 JobId:0xc000020}", GO),
        ("{RequestId=r, JobId=j}", REPR),
        ("{ RequestId = r, JobId = j }", REPR),
        ("@{RequestId=r; JobId=j}", REPR),
        ("Response(request_id='r', job_id='j')", REPR),
        ("com.aliyun.ice20201109.models.GetSmartHandleJobResponse@5e91993f\n", REPR),
        ("[object Object]", REPR),
        ("OrderedDict([('JobId', 'j')])", REPR),
        ('#<struct Body job_id="j">', REPR),
        ("RequestId : r\nJobId     : j\n", POWERSHELL),
        ("RequestId: r\nState: Finished\n", YAML),
        ('---\nRequestId: r\nJobResult:\n  AiResult: \'[{"content":"x"}]\'\n', YAML),
        ("JobResult:\n  MediaId: m\n", YAML),
        (f"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n{TEXT}", "an HTTP response with its headers: keep only its body"),
        (f"// saved\n{TEXT}", "a comment: remove it, since JSON has none"),
        (f"```json\n{TEXT}\n```", "a Markdown code fence: keep only what is in it"),
        (TEXT.replace('"', '\\"'), "JSON as it is inside a string, with its quotes escaped: decode that string first"),
        (
            PRETTY.replace('"', '\\"').replace("\n", "\\n"),
            "JSON as it is inside a string, with its quotes escaped: decode that string first",
        ),
        (TEXT.replace('"', "&quot;"), "text escaped for HTML: unescape it"),
        ("&lt;GetSmartHandleJobResponse&gt;", "text escaped for HTML: unescape it"),
        ("%7B%22State%22%3A1%7D", "text encoded for a URL: decode it"),
        (TEXT.replace('"', "“"), "JSON with typographic quotes: replace them with plain ones"),
        ('"' + TEXT.replace('"', '""') + '"', "a cell of CSV, its quotes doubled: read the file as CSV"),
        (base64.encodebytes(TEXT.encode()).decode(), "base64: decode it"),
        ("WEBVTT\n\n", "a WebVTT file: in Python, decode_vtt reads it"),
        ("1\r\n00:00:01,000 --> 00:00:02,000\r\nHello.\r\n", "a SubRip file: in Python, decode_srt reads it"),
        (f"\x1e{TEXT}\n", "a sequence of JSON texts: decode each alone"),
        ("https://example.com/body.json", "a URL: pass what it answers"),
        ("C:\\my bodies\\body.json", "the name of a file: pass what is in it"),
        (f"INFO {TEXT}", BEFORE),
        (f"2024-05-06 07:08:09 [main] INFO {{id}} {TEXT}", BEFORE),
        (f"user@host:~$ aliyun ice GetSmartHandleJob\n{PRETTY}\nuser@host:~$ ", BEFORE),
        (f"data: {TEXT}", BEFORE),
        (f"callback({TEXT});", BEFORE),
        (f"INFO {TEXT[:60]}", BEFORE),
        ("INFO <GetSmartHandleJobResponse></GetSmartHandleJobResponse>", BEFORE),
        (f"{TEXT}\nuser@host:~$ ", "text after the JSON: remove it"),
        (f"{TEXT}}}", "text after the JSON: remove it"),
        (f"{TEXT}\n{TEXT}\n", SEVERAL),
        (f"{PRETTY}\n{PRETTY}", SEVERAL),
        (f"{TEXT},{TEXT}", SEVERAL),
        (f"[{TEXT}][]", SEVERAL),
        (
            '{"JobResult": {"AiResult": "[{"content":"x"}]"}}',
            "a string that holds JSON whose inner quotes are not escaped: save the body as the service sent it",
        ),
        (TEXT[:-1] + ",}", f"a trailing comma at line 1, column {len(TEXT)}: remove it"),
        ('{"a": [1, 2,\n], "b": 1}', "a trailing comma at line 1, column 12: remove it"),
        ('[{"a": 1},]', "a trailing comma at line 1, column 10: remove it"),
        ('{\n// x\n"a": 1}', "a comment at line 2, column 1: remove it, since JSON has none"),
        ('{"a": 1 /* x */}', "a comment at line 1, column 9: remove it, since JSON has none"),
        ('{"a": 1, # x\n"b": 2}', "a comment at line 1, column 10: remove it, since JSON has none"),
        ('{"a": NaN}', "NaN or Infinity at line 1, column 7: JSON has no such number"),
        ('{"a": -Infinity}', "NaN or Infinity at line 1, column 8: JSON has no such number"),
        ('{"a": None}', "a constant of Python at line 1, column 7: save the body with json.dumps instead"),
        ('{"a": undefined}', "undefined at line 1, column 7: save the body with JSON.stringify instead"),
        ("{\"a\": 'b'}", "a single quote at line 1, column 7: JSON has double quotes alone"),
        (
            '{"a": "b\nc"}',
            "a line end or another control character inside a string at line 1, column 9: escape it",
        ),
        ('{"a": 1, ...}', "dots where the text was shortened at line 1, column 10: save the whole of it"),
        ('{"a" 1}', "a character in place of ':' after key at line 1, column 6"),
        ("hello 3", "other text"),
        ("3 4", "unexpected content after document at line 1, column 3"),
        ('"a" "b"', "unexpected content after document at line 1, column 5"),
        ("[3, hello]", "a character in place of a JSON value at line 1, column 5"),
    ],
)
def test_text_that_is_not_json_is_named(text: str, name: str) -> None:
    """By what it begins with, or what is at the place where it stops being JSON; as bytes too, and after a mark."""
    expected = f"expected JSON, got {name}"
    assert expected == name_text(text)
    assert expected == name_text(text.encode())
    assert expected == name_text(f"\ufeff{text}")


@pytest.mark.parametrize("ending", ["", "\n", " \r\n"])
@pytest.mark.parametrize("text", [TEXT, PRETTY, '{"a": [1.5e3, true, "\\u4f60"'])
def test_text_that_is_cut_off_says_so_wherever_it_is(text: str, ending: str) -> None:
    """At any byte but the first, with the size in bytes; a line end after the cut makes no difference."""
    data = text.encode()
    for size in range(2, len(data)):
        cut = data[:size] + ending.encode()
        reason = f"expected JSON, got text that is cut off at its end, after {len(cut)} bytes: save the whole of it"
        if not ending or data[size] & 0xC0 != 0x80:  # in a character, the line end is what is no UTF-8
            assert reason == name_text(cut), size


@pytest.mark.parametrize("text", ["", " \r\n", "\ufeff", b"", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_named(text: bytes | str) -> None:
    """With white space or a byte order mark in it, too."""
    assert "expected JSON, got nothing: the text is empty" == name_text(text)


def test_bytes_that_a_crash_leaves_are_named() -> None:
    """Files that were not written to their end have NUL bytes there, before or after what was written, or alone."""
    around = "expected text, got NUL bytes around it, as a crash leaves: remove them"
    data = make_asr_body("a")
    for torn in (data + bytes(50), bytes(1) + data, bytes(7) + data + bytes(9), data[:60] + bytes(60)):
        assert around == name_text(torn)
    assert "expected JSON, got nothing: NUL bytes alone, as a crash leaves" == name_text(bytes(50))


@pytest.mark.parametrize("encoding", ["UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"])
def test_wide_encodings_are_named(encoding: str) -> None:
    """With a byte order mark or without one; the advice is a command that makes a body that is read."""
    expected = f"expected text in UTF-8, got {encoding}: convert it with iconv -f {encoding} -t UTF-8"
    for text in (TEXT, f"\ufeff{TEXT}", PRETTY, "[]", "<GetSmartHandleJobResponse/>"):
        assert expected == name_text(text.encode(encoding))
    assert "j" == decode_response(f"\ufeff{TEXT}".encode(encoding).decode(encoding).encode()).job_id


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("gbk"), "GBK"),
        (TEXT.encode("gbk")[:-5], "GBK"),
        (TEXT.partition("迎")[0].encode("gbk") + b"\xd3", "GBK"),
        (PRETTY.replace("\n", "\r\n").encode("gbk"), "GBK"),
        (TEXT.replace("节目", "镕😀").encode("gb18030"), "GB18030"),
        ("<GetSmartHandleJobResponse><Title>大模型</Title>".encode("gbk"), "GBK"),
    ],
)
def test_chinese_encodings_are_named_where_the_text_decodes_as_such(data: bytes, encoding: str) -> None:
    """With the first byte that is not UTF-8 and its offset, in a text that is cut in a character, too."""
    assert (
        f"expected text in UTF-8, got byte 0xB4 at offset {data.index('大'.encode('gbk'))}, and text that looks like "
        f"{encoding}: convert it with iconv -f {encoding} -t UTF-8"
    ) == name_text(data)


@pytest.mark.parametrize(
    ("data", "byte", "offset"),
    [
        ('{"a": "caf\xe9"}'.encode("latin-1"), "E9", 10),
        ('{"a": "\xe9t\xe9"}'.encode("latin-1"), "E9", 7),
        ('{"a": "こんにちは"}'.encode("shift-jis"), "82", 7),
        ('{"a": "您好'.encode() + b'\xff"}', "FF", 13),
        ('{"a": "您好'.encode() + b"\xb4\xf3" + b'"}', "B4", 13),
        (b'\xef\xbb\xbf{"a": "\x80"}', "80", 10),
    ],
)
def test_other_bytes_that_are_not_utf_8_are_located(data: bytes, byte: str, offset: int) -> None:
    """No encoding is guessed for text that is UTF-8 up to there, or that would be of rare characters."""
    assert (
        f"expected text in UTF-8, got byte 0x{byte} at offset {offset}, which is damaged or in another encoding: "
        "save it as UTF-8"
    ) == name_text(data)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (gzip.compress(b"x"), "gzip data: decompress it"),
        (bz2.compress(b"x"), "bzip2 data: decompress it"),
        (lzma.compress(b"x"), "xz data: decompress it"),
        (b"\x28\xb5\x2f\xfd\x04\x00", "Zstandard data: decompress it"),
        (b"PK\x03\x04\x14\x00", "a zip archive, such as of an Office document: unpack it"),
        (b"name".ljust(257, b"\0") + b"ustar", "a tar archive: unpack it"),
        (b"%PDF-1.7\n", "a PDF, not a response"),
        (b"\x89PNG\r\n\x1a\n\0\0", "an image, not a response"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "an image, not a response"),
        (b"\0\0\0\x18ftypmp42", "video or audio, not a response"),
        (b"RIFF\x24\0\0\0WAVE", "video or audio, not a response"),
        (b"PAR1\x15\x04", "a Parquet file: pass the value of one row"),
        (pickle.dumps({"State": "Finished"}), "a Python pickle: save the body as JSON"),
    ],
)
def test_files_of_other_kinds_are_named_by_how_they_begin(data: bytes, name: str) -> None:
    """What is no text at all is not taken for text in another encoding."""
    assert f"expected JSON, got {name}" == name_text(data)


@pytest.mark.parametrize("data", [bytes(range(256)), b"\0\x01\x02text", b"\x7fELF\x02\x01\x01", b"\x93NUMPY\x01\0v\0"])
def test_other_binary_data_is_named(data: bytes) -> None:
    """By its control characters, whether the rest is UTF-8 or not."""
    assert "expected text, got binary data: pass the response's body as text" == name_text(data)


def test_control_characters_in_a_body_do_not_make_it_binary() -> None:
    """Text that begins as JSON is JSON with a mistake in it."""
    assert name_bytes(b'{"a": "\x01"}') is None
    assert (
        "expected JSON, got a line end or another control character inside a string at line 1, column 8: escape it"
        == (name_text(b'{"a": "\x01"}'))
    )


@pytest.mark.parametrize("text", ['{"State": "\ud800"}', TEXT.encode("gbk").decode(errors="surrogateescape")])
def test_a_lone_surrogate_is_located(text: str) -> None:
    """Text that a program read from a file of another encoding has them: the bytes would say which encoding."""
    offset = next(index for index, character in enumerate(text) if "\ud800" <= character <= "\udfff")
    assert f"expected JSON, got a lone surrogate at offset {offset}: pass the bytes of the file instead" == name_text(
        text
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<!DOCTYPE html><html><br>&nbsp;</html>", "page"),
        ("<html><body>x</body></html>", "page"),
        (" <!-- a\n b -->\n<HTML lang='en'><head>", "page"),
        ('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "a" "b"><html/>', "page"),
        ("<head><title>502 Bad Gateway</title></head>", "page"),
        ("<h1>Forbidden</h1>", "page"),
        ("<GetSmartHandleJobResponse object at 0x7f0000000000>", "repr"),
        ("<alibabacloud_ice20201109.models.GetSmartHandleJobResponse object at 0x7f00>", "repr"),
        ("<Response [200]>", "repr"),
        ("<State.FINISHED: 'Finished'>", "repr"),
        ("<ref *1> {\n  jobId: 'j' }", "node"),
        ("< HTTP/1.1 200 OK\n< Server: x\n", "http"),
        ("<html/>", "page"),
        ("<a/>", None),
        ("<htmlx/>", None),
        ("<GetSmartHandleJobResponse/>", None),
        ("<p:a/>", None),
    ],
)
def test_what_looks_like_xml_is_named(text: str, name: str | None) -> None:
    """A page with or without a document type, sound or not, and what programs print in angle brackets."""
    names = {
        "page": "an HTML page, such as of a login or a proxy's error: query the job again",
        "repr": "the repr of an object: save its fields as JSON, such as its to_map()",
        "node": "an object as Node.js prints it: save it as JSON instead",
        "http": "an HTTP response with its headers: keep only its body",
    }
    assert name_markup(text.encode()) == (name and f"expected a response, got {names[name]}")
    if name:
        with pytest.raises(DecodeError) as error:
            decode_response(text)
        assert f"expected a response, got {names[name]}" == str(error.value)


@pytest.mark.parametrize("secret", ["hunter2", "密码是一二三"])
def test_no_text_is_quoted(secret: str) -> None:
    """Whatever is around a user's word, the sentence does not have it."""
    texts = [
        f"{before}{secret}{after}"
        for before in ('{"a": "', "{'a': '", "INFO ", '{"a": ', "[", "")
        for after in ('"}', "'}", "", "\0", "<")
    ]
    for text in texts:
        assert secret not in name_text(text)
        assert secret not in name_text(text.encode("gbk"))
