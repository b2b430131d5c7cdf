"""Text inside a value → what it holds."""

import base64

import pytest

from smarthandle_results._decoding.embedded import decode_base64, may_hold_json, open_text


def encode(text: str) -> str:
    """Encode text as base64."""
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ('{"a": 1}', ({"a": 1}, " | fromjson | .")),
        (" [1]", ([1], " | fromjson | .")),
        ('"a"', ("a", " | fromjson | .")),
        (encode('{"a": "你"}'), ({"a": "你"}, " | @base64d | fromjson | .")),
        (encode('{\n"a": 1}').rstrip("="), ({"a": 1}, " | @base64d | fromjson | .")),
        (encode('{ "a": 1}'), ({"a": 1}, " | @base64d | fromjson | .")),
        (encode('{\r\n"a": 1}'), ({"a": 1}, " | @base64d | fromjson | .")),
        (encode('{"a":'), None),
        ("eyJ\u4f60", None),
        ("eyJhIjox fQ", None),
        ('{"a":', None),
        ('{"a": "\ud800"}', None),
        ("3", None),
        ("", None),
    ],
)
def test_text_that_holds_json_is_opened(text: str, opened: tuple[object, str] | None) -> None:
    """As it is or in base64; broken text holds nothing."""
    assert opened == open_text(text)


def test_text_that_may_hold_json_begins_so() -> None:
    """It may still be broken."""
    assert [True, True, True, False, False] == [*map(may_hold_json, ('\ufeff {"a', "[music]", '"', "a", ""))]


def test_base64_is_decoded_strictly() -> None:
    """Padded or not, as jq does; white space and other characters are errors, as they are in jq."""
    assert (b"ab", b"ab") == (decode_base64("YWI="), decode_base64("YWI"))
    for text in ("YWI= ", "Y", "YW-I", "你"):
        with pytest.raises(ValueError, match=r"base64|padding|ASCII|encoded"):
            decode_base64(text)
