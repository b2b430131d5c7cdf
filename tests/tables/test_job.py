"""A response → all that a job contains, decoded once."""

import json
import pickle
from collections.abc import Callable

import pytest
from helpers.bodies import make_body

from smarthandle_results import (
    Cue,
    DecodeError,
    Job,
    MediaOnly,
    Response,
    Transcript,
    Usage,
    decode_job,
    decode_response,
    to_cues,
)
from smarthandle_results._tables.job import inspect_job

CUES = [{"content": "a", "from": 0, "to": 1}]
RESULT = {"AiResult": json.dumps(CUES), "Usage": '{"total_tokens":5}', "MediaId": "m"}


def test_a_job_is_decoded_once() -> None:
    """Its result, the cues of its transcript, its usage and its media are together."""
    response = decode_response(make_body(JobResult=RESULT))
    job = decode_job(response)
    assert Job(response, Transcript((0,), (1,), ("a",)), Usage(5)) == job
    assert to_cues([Cue(0, 1000, "a")]) == job.cues
    assert MediaOnly(media_id="m") == job.media
    assert job.cues is job.cues
    assert (job, job.cues, job.media) == (again := pickle.loads(pickle.dumps(job)), again.cues, again.media)


@pytest.mark.parametrize(("payload", "job_type"), [("[]", "ASR"), ('["a"]', "TextGenerate"), (None, "ASR")])
def test_cues_are_those_of_a_transcript(payload: str | None, job_type: str) -> None:
    """An empty transcript makes empty `Cues`; another result, or none, makes None."""
    job = decode_job(decode_response(make_body(payload, job_type)))
    assert (None if payload != "[]" else to_cues(())) == job.cues


@pytest.mark.parametrize("decode", [decode_job, lambda response: inspect_job(response)[0]])
def test_a_job_without_a_result_is_a_job(decode: Callable[[Response], Job]) -> None:
    """All that is known of it is that it failed."""
    response = Response(state="Failed")
    assert Job(response) == decode(response)


def test_an_inspection_keeps_what_it_can() -> None:
    """The parts that are good are decoded, and the problems of the others are listed, in the order of decoding."""
    broken_cues = json.dumps([{"content": 1, "from": 0, "to": 1}])
    bodies = [RESULT, RESULT | {"Usage": "[]"}, RESULT | {"AiResult": broken_cues}]
    bodies.append(RESULT | {"AiResult": broken_cues, "Usage": "[]"})
    inspected = [inspect_job(decode_response(make_body(JobResult=result))) for result in bodies]
    jobs, problems, unlisted = zip(*inspected, strict=True)
    assert (0, 0, 0, 0) == unlisted
    assert [True, True, False, False] == [job.cues is not None and job.result is not None for job in jobs]
    assert [Usage(5), None, Usage(5), None] == [job.usage for job in jobs]
    in_usage = ".JobResult.Usage | fromjson"
    in_cues = ".JobResult.AiResult | fromjson | .[0].content"
    assert [[], [in_usage], [in_cues], [in_cues, in_usage]] == [[one.path for one in listed] for listed in problems]


def test_an_inspection_lists_what_makes_a_body_bad() -> None:
    """Where decoding raises for a payload, an inspection lists the same problems."""
    response = decode_response(make_body('[{"content":1},{"from":"x"}]'))
    with pytest.raises(DecodeError) as caught:
        decode_job(response)
    assert caught.value.problems == inspect_job(response)[1]


def test_the_request_is_judged_before_the_usage() -> None:
    """Of several broken parts the first one to be decoded is reported."""
    result = {"AiResult": '["a"]', "Usage": "["}
    info = {"JobType": "TextGenerate", "EditingConfig": "["}
    with pytest.raises(DecodeError) as caught:
        decode_job(decode_response(make_body(JobResult=result, SmartJobInfo=info)))
    assert [".SmartJobInfo.EditingConfig"] == [problem.path for problem in caught.value.problems]
