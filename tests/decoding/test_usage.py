"""Token usage, from a body or from the payload's text."""

import json

import pytest
from helpers.bodies import make_body
from helpers.problems import find_problems

from smarthandle_results import JsonObject, Note, Usage, decode_job, decode_response, decode_usage


@pytest.mark.parametrize(
    ("text", "usage"),
    [
        ('{"total_tokens":200}', Usage(200)),
        (
            '{"total_tokens":200,"x":50.5,"model":"m","cached":true}',
            Usage(200, JsonObject({"x": 50.5}), JsonObject({"model": "m", "cached": True})),
        ),
        ("{}", Usage(None)),
        ('{"total_tokens":null}', Usage(None)),
        ("", None),
        ("null", None),
        (" ", None),
    ],
)
def test_numbers_are_kept_as_given(text: str, usage: Usage | None) -> None:
    """Every numeric key, nothing guessed, and what is no count beside the counts."""
    assert usage == decode_usage(text)
    assert usage == decode_usage(decode_response(make_body("[]", JobResult={"Usage": text})))


def test_a_body_without_usage_has_none() -> None:
    """Only some jobs have it."""
    assert decode_usage(decode_response(make_body("[]"))) is None


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("[", [("", "expected JSON, got unexpected end of data at line 1, column 2")]),
        ("[]", [(" | fromjson", "expected object, got array")]),
        (
            '{"total_tokens":"200","x":1e300}',
            [
                (" | fromjson | .total_tokens", "expected number, got string"),
                (" | fromjson | .x", "expected number, got a number of more than 64 bits"),
            ],
        ),
        (
            '{"total_tokens":18446744073709551616}',
            [(" | fromjson | .total_tokens", "expected number, got a number of more than 64 bits")],
        ),
        ('{"total_tokens":true}', [(" | fromjson | .total_tokens", "expected number, got boolean")]),
    ],
)
def test_a_broken_usage_is_an_error(text: str, problems: list[tuple[str, str]]) -> None:
    """Nothing is coerced, and the path begins at the body's root, or from the payload's."""
    body = make_body(None, "TextGenerate", JobResult={"Usage": text})
    expected = [(f".JobResult.Usage{path}", message) for path, message in problems]
    assert expected == find_problems(lambda given: decode_usage(decode_response(given)), body)
    alone = [(path.removeprefix(" | fromjson").removeprefix(" | ") or ".", message) for path, message in problems]
    assert alone == find_problems(decode_usage, text)
    assert text == json.loads(body)["JobResult"]["Usage"]


@pytest.mark.parametrize(
    ("raw", "counts", "extra"),
    [
        ({"prompt_tokens_details": {"cached_tokens": 0}}, {"prompt_tokens_details": {"cached_tokens": 0}}, {}),
        ({"a": {"b": {"c": 1.5}}, "n": None}, {"a": {"b": {"c": 1.5}}}, {}),
        ({"a": {"tokens": 5, "model": "m"}}, {"a": {"tokens": 5}}, {"a": {"model": "m"}}),
        ({"a": {"b": {"model": "m", "x": None}, "c": 1}}, {"a": {"c": 1}}, {"a": {"b": {"model": "m"}}}),
        ({"models": [{"name": "m", "tokens": 5}]}, {}, {"models": ({"name": "m", "tokens": 5},)}),
        ({"id": "q", "cached": False, "a": {}, "b": {"c": {}}}, {}, {"id": "q", "cached": False}),
    ],
)
def test_nested_counts_stay_nested(raw: object, counts: object, extra: object) -> None:
    """And so does what is no count, beside them."""
    usage = decode_usage(json.dumps({"total_tokens": 200, **raw}))  # type: ignore[dict-item]
    assert usage is not None
    assert (200, counts, extra) == (usage.total_tokens, usage.other_counts, usage.extra)


def test_a_nested_number_that_is_too_long_is_reported() -> None:
    """At its place."""
    problem = (".a.b[0]", "expected number, got a number of more than 64 bits")
    assert [problem] == find_problems(decode_usage, json.dumps({"a": {"b": [2**64]}}))


def test_usage_that_was_encoded_once_more_is_read() -> None:
    """And told; what is wrong in it has a path of one level more."""
    body = make_body("[]", JobResult={"Usage": json.dumps('{"total_tokens":5}')})
    job = decode_job(decode_response(body))
    assert (Usage(5), (Note(".JobResult.Usage", "JSON that was encoded once more"),)) == (job.usage, job.notes)
    assert Usage(5) == decode_usage(json.dumps('{"total_tokens":5}'))
    broken = make_body("[]", JobResult={"Usage": json.dumps('{"total_tokens":"5"}')})
    assert [(".JobResult.Usage | fromjson | fromjson | .total_tokens", "expected number, got string")] == find_problems(
        lambda text: decode_usage(decode_response(text)), broken
    )
    assert [(".", "expected object, got string")] == find_problems(decode_usage, '"5"')


def test_a_byte_order_mark_before_usage_is_ignored() -> None:
    """As before any payload that was saved alone."""
    assert Usage(5) == decode_usage('\ufeff{"total_tokens":5}')
