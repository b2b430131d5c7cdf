"""A value that is made of all its fields at once is what its class makes of them."""

import copy
import json
import pickle
from typing import Any

import pytest
from attrs import asdict, evolve, fields
from attrs.exceptions import FrozenInstanceError
from helpers.jobs import RESULTS, make_jobs
from hypothesis import given, strategies as st

from smarthandle_results import (
    Job,
    Response,
    Transcript,
    decode_job,
    decode_response,
    to_cues,
    to_job_row,
    to_usage_row,
)
from smarthandle_results._making import make

_PAYLOADS = (
    ("TextGenerate", ["a"]),
    ("ASR", [{"content": "a", "from": 0, "to": 1}]),
)


def _rebuild(value: Any) -> Any:
    return type(value)(**{field.alias: getattr(value, field.name) for field in fields(type(value))})


def _list_made(job_type: str, payload: object) -> list[Any]:
    """List whatever is made on the way of a plain body."""
    result = {"AiResult": json.dumps(payload), "Usage": '{"total_tokens":1}'}
    info = {"JobType": job_type, "EditingConfig": '{"GenerateConfig":"{}"}', "InputConfig": {}, "OutputConfig": {}}
    response = decode_response({"State": "Finished", "JobResult": result, "SmartJobInfo": info})
    job = decode_job(response)
    parts = [response.job_result, response.smart_job_info]
    configs = [response.smart_job_info.input_config, response.smart_job_info.output_config, job.editing_config]
    rows = [to_job_row(job), to_usage_row(job)]
    made = [response, *parts, *configs, job, job.result, job.usage, job.media, job.cues, *rows]
    return [value for value in made if value is not None]


@pytest.mark.parametrize(("job_type", "payload"), _PAYLOADS)
def test_what_is_made_is_what_its_class_makes(job_type: str, payload: object) -> None:
    """It compares, hashes, shows itself, pickles and copies alike, is frozen, and its fields are in their order."""
    values = _list_made(job_type, payload)
    assert len(values) > 10
    for value in values:
        built = _rebuild(value)
        assert (built, hash(built), repr(built)) == (value, hash(value), repr(value))
        assert value == pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == evolve(value)
        assert asdict(built) == asdict(value)
        own = vars(value)
        names = [field.name for field in fields(type(value))]
        assert names == [*own][: len(names)]
        with pytest.raises(FrozenInstanceError):
            setattr(value, names[0], None)


@given(st.sampled_from([*RESULTS]).flatmap(make_jobs))
def test_rows_are_what_their_classes_make(job: Job) -> None:
    """Of any job: every field has its value, and the fields are in the order of the columns."""
    for row in filter(None, (to_job_row(job), to_usage_row(job))):
        built = _rebuild(row)
        assert (built, [*vars(built)]) == (row, [*vars(row)])


def test_cues_are_what_their_class_makes_but_sound() -> None:
    """The mark is no field, so that a copy with changes does not have it."""
    cues = to_cues(Transcript((0,), (1,), ("a",)))
    assert (_rebuild(cues), True, False) == (cues, cues.is_sound, _rebuild(cues).is_sound)
    assert copy.copy(cues).is_sound


def test_the_values_become_its_own() -> None:
    """No copy of them is made."""
    values = vars(Response()).copy()
    assert vars(make(Response, values)) is values
