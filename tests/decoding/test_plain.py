"""A body as the service writes it is read in few steps, and as any other is read."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, strategies as st

from smarthandle_results import DecodeError, JsonObject, Response, Usage, decode_response, decode_result
from smarthandle_results._decoding.bodies import parse_object
from smarthandle_results._decoding.containers import read_body
from smarthandle_results._decoding.decode import read_result
from smarthandle_results._decoding.evidence import MARKS
from smarthandle_results._decoding.json_text import fold_key
from smarthandle_results._decoding.plain import (
    _MARKS,
    read_plain_editing_config,
    read_plain_response,
    read_plain_result,
    read_plain_usage,
)
from smarthandle_results._decoding.request import _read_editing_config, decode_editing_config
from smarthandle_results._decoding.results import Found, read_payloads
from smarthandle_results._decoding.usage import read_any_usage, read_usage
from smarthandle_results._errors import Problems
from smarthandle_results._models import InputConfig, JobResult, OutputConfig, SmartJobInfo, Source

BODIES = [*(Path(__file__).parents[2] / "samples" / "bodies").glob("*/body.json")]


def test_the_two_ways_to_a_response_agree() -> None:
    """On every sample that is plain, of which there are many; and the source of these has nothing unusual."""
    read: list[Path] = []
    for path in BODIES:
        raw = parse_object(path.read_bytes())
        response = None if raw is None else read_plain_response(raw)
        if response is not None:
            thorough = read_body(path.read_bytes())
            assert thorough == response == decode_response(path.read_bytes())
            assert Source() == thorough.source == response.source
            read.append(path)
    assert len(read) > len(BODIES) / 2


def test_an_object_without_a_key_that_every_body_has_is_not_plain() -> None:
    """Though all of its keys are known."""
    assert read_plain_response({"JobId": "a", "RequestId": "b"}) is None


def test_the_keys_that_every_body_has_are_those_of_the_evidence() -> None:
    """They are written twice, since few bodies need the module of the evidence."""
    assert MARKS == {*map(fold_key, _MARKS)}


def test_an_object_as_the_service_writes_it_is_plain() -> None:
    """With an id that is a number, with other numbers, and with nulls."""
    size = {"Width": 1280, "Height": None}
    parts = {"UserId": 7, "InputConfig": {"InputFile": "b"}, "OutputConfig": size}
    info = SmartJobInfo(user_id="7", input_config=InputConfig(input_file="b"), output_config=OutputConfig(width=1280))
    raw = {"JobId": "a", "State": None, "SmartJobInfo": parts}
    assert Response(job_id="a", smart_job_info=info) == read_plain_response(raw)


@pytest.mark.parametrize(
    "raw",
    [{"jobId": "a"}, {"Other": "a"}, {"JobId": 7}, {"JobResult": "a"}, {"JobResult": {"mediaId": "a"}}],
)
def test_any_other_object_is_not_plain(raw: dict[str, object]) -> None:
    """One with another spelling, an unknown key, or a value that does not fit."""
    assert read_plain_response({"State": "Finished", **raw}) is None


@pytest.mark.parametrize(
    "info",
    [
        {"UserId": 2**64},
        {"UserId": 1.5},
        {"OutputConfig": {"Width": "5"}},
        {"OutputConfig": {"Width": 1.5}},
        {"OutputConfig": "a/b"},
        {"InputConfig": None},
    ],
)
def test_a_part_that_is_unusual_is_not_plain(info: dict[str, object]) -> None:
    """Nor is the body that it is in."""
    assert read_plain_response({"SmartJobInfo": info}) is None


_scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3)
_values = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2)
)
_cues = st.fixed_dictionaries(
    {"content": st.text() | _scalars, "from": _scalars, "to": _scalars}, optional={"extra": _scalars}
)
_arrays = st.lists(st.text()) | st.lists(_cues, max_size=4) | st.lists(st.text() | _values, max_size=4)
_job_types = st.sampled_from(["ASR", "TextToSpeech", "TextGenerate", "AvatarVideo", "Other", None])


def _read(read: Callable[[], object]) -> object:
    """Return what is read, or the problems."""
    try:
        return read()
    except DecodeError as error:
        return error.problems


def _write(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@given(_arrays.map(_write) | st.text(), _job_types, st.none() | st.text(max_size=20))
@example('["a","b"]', "TextGenerate", None)
@example('[{"content":"a","from":0,"to":1.5}]', "ASR", None)
@example('[{"content":"a","from":0,"to":1.5}]', "TextToSpeech", None)
def test_the_two_ways_to_a_result_agree(text: str, job_type: str | None, output: str | None) -> None:
    """Where the quick one has a result, the thorough one has the same, and finds nothing unusual."""
    result = JobResult(ai_result=text, media_id="", media_url="https://example.com/a.mp3")
    info = SmartJobInfo(job_type=job_type)
    response = Response(state="Finished", output=output, job_result=result, smart_job_info=info)
    plain, items = read_plain_result(response)
    if plain is not None:
        assert Found(plain, "ai_result") == read_payloads(response)
        assert (plain, (), ()) == read_result(response)
        assert plain == decode_result(response)
    assert _read(lambda: read_payloads(response)) == _read(lambda: read_payloads(response, items))


@pytest.mark.parametrize(
    ("job_type", "text"),
    [
        ("TextGenerate", '["a","b"]'),
        ("TextGenerate", "[]"),
        ("ASR", '[{"content":"a","from":0,"to":1.5}]'),
        ("TextToSpeech", '[{"content":"a","from":0,"to":1.5}]'),
    ],
)
def test_an_array_as_the_reference_has_it_is_plain(job_type: str, text: str) -> None:
    """With the media asset beside it."""
    result = JobResult(ai_result=text, media_id="******bf47")
    response = Response(state="Finished", job_result=result, smart_job_info=SmartJobInfo(job_type=job_type))
    assert read_payloads(response).result == read_plain_result(response)[0] is not None


@given(st.dictionaries(st.text(max_size=3) | st.just("total_tokens"), _scalars | _values).map(_write) | st.text())
@example('{"total_tokens":200}')
@example('{"total_tokens":200,"prompt_tokens":-18446744073709551616}')
@example('{"prompt_tokens":18446744073709551615}')
@example("{}")
def test_the_two_ways_to_usage_agree(text: str) -> None:
    """Where the quick one has counts, the thorough one has the same, and finds nothing unusual."""
    response = Response(job_result=JobResult(usage=text))
    plain = read_plain_usage(text)
    if plain is not None:
        with Problems() as problems:
            thorough = read_any_usage(response, problems)
        assert (thorough, problems.notes) == (plain, ()) == read_usage(response)


def test_counts_are_plain() -> None:
    """Whole numbers, with a total or without."""
    assert Usage(200, JsonObject({"prompt_tokens": 5})) == read_plain_usage('{"total_tokens":200,"prompt_tokens":5}')
    assert Usage(None, JsonObject({"prompt_tokens": 5})) == read_plain_usage('{"prompt_tokens":5}')


_configs = st.dictionaries(st.text(max_size=3) | st.just("keywords"), _scalars | _values).map(_write) | st.text()


@given(
    st.fixed_dictionaries(
        {}, optional={"Type": _scalars, "GenerateConfig": _configs | _values, "Other": _scalars | _values}
    ).map(_write)
    | st.text()
)
@example('{"Type":"Title","GenerateConfig":"{\\"keywords\\":\\"a\\",\\"targetCount\\":4}"}')
@example('{"Type":null,"GenerateConfig":""}')
@example("{}")
def test_the_two_ways_to_a_configuration_agree(text: str) -> None:
    """Where the quick one has values, the thorough one has the same."""
    response = Response(smart_job_info=SmartJobInfo(editing_config=text))
    config = read_plain_editing_config(text)
    if config is not None:
        assert _read_editing_config(text, response) == config == decode_editing_config(response)


def test_a_configuration_as_the_samples_have_it_is_plain() -> None:
    """With text and numbers in its inner object."""
    assert read_plain_editing_config('{"Type":"Title","GenerateConfig":"{\\"targetCount\\":4}"}') is not None
