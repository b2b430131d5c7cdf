"""Which objects are response bodies."""

import json
from typing import Any

import pytest
from helpers.bodies import make_body

from smarthandle_results import DecodeError, decode_response
from smarthandle_results._decoding.evidence import fold_keys, is_body

INFO = {"JobType": "ASR"}


@pytest.mark.parametrize(
    "body",
    [
        {"State": "Finished"},
        {"Output": "oss://example-bucket/video.mp4"},
        {"JobId": "a", "State": "Failed"},
        {"RequestId": "r", "JobId": "a", "State": "Created"},
        {"JobResult": {"MediaId": "m"}},
        {"State": "Finished", "JobResult": {"MediaId": "m"}, "file": "a.json"},
        {"SmartJobInfo": INFO},
        {"JobId": "a", "SmartJobInfo": INFO, "file": "a.json"},
        {"job_id": "a", "smart_job_info": INFO, "job_status": "x"},
        {"RequestId": "r", "JobId": "a", "State": "Executing", "Progress": 3},
        {"JobResult": {"AiResult": "[]"}, "video": "a.mp4"},
        {"job_result": {"ai_result": "[]"}, "video": "a.mp4"},
        {"State": "Finished", "UserData": None, "FEExtend": None, "ErrorCode": "", "ErrorMessage": ""},
        {"State": "Failed", "headers": {}, "statusCode": 200},
        json.loads(make_body([], EventType="x", Type="y")),
        json.loads(make_body([], AppId="a")),
        json.loads(make_body([], JobStatus="done")),
        json.loads(make_body([], FunctionName="f")),
    ],
)
def test_evidence_makes_an_object_a_body(body: dict[str, Any]) -> None:
    """Keys that a response does not have are ignored where the others are enough, whatever their spelling."""
    assert is_body(body, fold_keys(body))
    assert decode_response(body) == decode_response({key[0].lower() + key[1:]: value for key, value in body.items()})


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"JobId": "a", "RequestId": "r"},
        {"Type": "smarttag", "JobId": "a", "State": "Success", "UserData": "u"},
        {"Type": "videocognition", "JobId": "a", "State": "Finished"},
        {"JobId": "a", "JobStatus": "Succeeded", "JobResult": {"OutputUrl": "u"}},
        {"RequestId": "r", "JobId": "a", "JobStatus": "Failed", "JobResult": {}, "JobParams": {}},
        {"RequestId": "r", "JobId": "a", "FunctionName": "Cover", "State": "Success", "Output": "oss://b/o"},
        {"JobId": "a", "State": "Finished", "JobResult": {}, "JobStatus": "Succeeded"},
        {"SmartJobInfo": INFO, "file": "a.json"},
        {"state": "open", "title": "t", "number": 3},
        {"id": "a", "output": "text", "model": "m"},
        {"Output": {"Media": "m"}, "Status": "Success"},
        {"JobResult": {"OutputUrl": "u"}, "file": "a.json"},
        {"JobResult": "text", "file": "a.json"},
        {"State": "Finished", "SmartJobList": []},
        {"RequestId": "r", "State": "Active", "PipelineId": "p"},
        {"request_id": "r", "state": "ok", "result": {}},
        {3: "State"},
    ],
)
def test_one_key_makes_no_body_of_an_object_of_another_kind(body: dict[str, Any]) -> None:
    """Each has a key or two of a response, and others that a response does not have."""
    assert not is_body(body, fold_keys(body))
    with pytest.raises(DecodeError, match=r"^expected a GetSmartHandleJob body, got "):
        decode_response(body)
