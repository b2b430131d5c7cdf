"""What a body is passed as, and the object that it is."""

import json
from typing import Any

import pytest

from smarthandle_results._decoding.bodies import parse_object


@pytest.mark.parametrize(
    "body", [b'[{"State": "Finished"}]', "{", b"\xef\xbb\xbf{}", "<a/>", bytearray(b"{}"), [], None]
)
def test_a_body_of_another_form_has_no_object_yet(body: Any) -> None:
    """`containers` opens it, or says what it is."""
    assert parse_object(body) is None


def test_an_object_is_that_of_its_text() -> None:
    """As text, as bytes, or parsed."""
    raw = {"State": "Finished"}
    assert [raw] * 3 == [parse_object(raw), parse_object(json.dumps(raw)), parse_object(json.dumps(raw).encode())]
