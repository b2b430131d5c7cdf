"""A value that is not a body → what it is, and what to do with it."""

import base64
import json
import pickle
from typing import Any

import jq
import pytest

from smarthandle_results import DecodeError, decode_response
from smarthandle_results._decoding.bodies import Body
from smarthandle_results._decoding.not_body import name_value

EXPECTED = "expected a GetSmartHandleJob body, got "
OTHER_JOB = ": its job does not answer through GetSmartHandleJob"
SUBMITTED = "the response to a submitted job, which has no State: query the job by its JobId"
OTHER_CALL = "the answer to another call: only that of GetSmartHandleJob is decoded"
LISTED = "a ListSmartJobs body, which never holds a payload: query each of its jobs"
CALLBACK = "a callback, which holds no result: query the job that it names"
PAGE = "a page of a listing or a search, which holds no payload: query each of its jobs"
TOO_LITTLE = (
    "an object that lacks keys of one: JobResult or RequestId and JobId beside State, or JobId beside SmartJobInfo"
)
ERROR = "an API error body: query the job again when its cause is gone"
TAGS = "a QuerySmarttagJob body: in Python, decode_transcript accepts the Data of its ASR result"
CUES = "a bare payload of cues: in Python, decode_transcript accepts it"
CUE = {"content": "a", "from": 0, "to": 1}


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({"Type": "smarttag", "JobId": "a", "State": "Success", "UserData": "u"}, CALLBACK),
        ({"type": "smarttag", "jobId": "a", "state": "Fail"}, CALLBACK),
        ({"EventType": "X", "UserId": 1, "EventTime": "t", "MessageBody": {"JobId": "a", "Status": "s"}}, CALLBACK),
        ({"EventType": "X", "MessageBody": {"JobId": "a", "State": "Finished"}}, CALLBACK),
        ({"EventType": "X", "MessageBody": '{"JobId": "a", "State": "Failed", "UserData": "u"}'}, CALLBACK),
        ({"EventType": "SnapshotComplete", "JobId": "a", "State": "Success"}, CALLBACK),
        (
            {"specversion": "1.0", "type": "t", "data": {}},
            "a CloudEvent without a body in it: query the job that it is about",
        ),
        (
            {"MessageId": "1", "MessageBody": "e30="},
            "a message of a queue without a body in it: query the job that it is about",
        ),
        (
            {"JobId": "a", "JobStatus": "Succeeded", "JobResult": {"OutputUrl": "u"}},
            f"a GetYikeStoryboardJob body{OTHER_JOB}",
        ),
        ({"RequestId": "r", "JobId": "a", "JobStatus": "Failed"}, f"a GetYikeStoryboardJob body{OTHER_JOB}"),
        (
            {"FunctionName": "Cover", "JobParams": "{}", "Status": "Success", "Result": "{}"},
            f"a QueryIProductionJob body{OTHER_JOB}",
        ),
        (
            {"RequestId": "r", "JobId": "a", "FunctionName": "Cover", "Output": {"Media": "m"}, "OutputFiles": []},
            f"a QueryIProductionJob body{OTHER_JOB}",
        ),
        (
            {"RequestId": "r", "JobId": "a", "FunctionName": "Cover", "State": "Success", "Output": "oss://b/o"},
            f"a QueryIProductionJob body{OTHER_JOB}",
        ),
        ({"RequestId": "r", "MediaProducingJob": {"JobId": "a"}}, f"a GetMediaProducingJob body{OTHER_JOB}"),
        ({"RequestId": "r", "ProjectExportJob": {}}, f"a GetProjectExportJob body{OTHER_JOB}"),
        ({"WorkflowTask": {"TaskId": "a"}}, f"a GetAIWorkflowTask or GetWorkflowTask body{OTHER_JOB}"),
        ({"AppId": "a", "AppParams": "{}", "JobId": "j", "Status": "Created"}, f"a GetYikeAIAppJob body{OTHER_JOB}"),
        ({"Success": True, "Data": {"CustomizedVoiceJob": {}}}, f"a GetCustomizedVoiceJob body{OTHER_JOB}"),
        (
            {"Data": {"JobId": "a", "VoiceId": "v", "Status": "Success"}},
            f"a GetCustomizedVoiceJob body{OTHER_JOB}",
        ),
        ({"Data": {"AvatarTrainingJob": {}}, "RequestId": "r"}, f"a GetAvatarTrainingJob body{OTHER_JOB}"),
        ({"EditingBatchJob": {}}, f"a GetBatchMediaProducingJob body{OTHER_JOB}"),
        ({"SmartJobList": [], "State": "x"}, LISTED),
        ({"Output": "x", "total_tokens": 1, "smartJobList": []}, LISTED),
        ({"JobStatus": "Success", "Results": {}}, TAGS),
        ({"jobStatus": "Processing", "requestId": "r"}, TAGS),
        ({"RequestId": "a", "JobId": "b"}, SUBMITTED),
        ({"JobId": "b"}, SUBMITTED),
        ({"Success": True, "Data": {}}, SUBMITTED),
        ({"RequestId": "r", "Success": True, "Data": {"JobId": "a"}}, SUBMITTED),
        ({"RequestId": "r", "TotalCount": 2, "PageNumber": 1, "MediaInfos": []}, PAGE),
        ({"Code": "200", "Success": "true", "Total": 2, "MediaInfoList": []}, PAGE),
        ({"RequestId": "r", "MediaInfo": {}}, OTHER_CALL),
        ({"RequestId": "r", "Code": "Throttling.User", "Message": "m", "HostId": "h"}, "Throttling.User"),
        ({"code": "InvalidParameter.JobId", "message": "m", "data": {}}, "InvalidParameter.JobId"),
        ({"ErrorCode": "Forbidden.RAM", "ErrorMessage": "m"}, "Forbidden.RAM"),
        ({"error": {"code": "JobNotFound", "message": "m"}}, "JobNotFound"),
        ({"Code": "a user's text", "Message": "m"}, ERROR),
        ({"Code": "A" * 81, "Message": "m"}, ERROR),
        ({"Code": "A.B\n", "Message": "m"}, ERROR),
        (
            {"code": 0, "message": "ok"},
            "a code and a message without a body: query the job again when their cause is gone",
        ),
        (
            {"code": "200", "message": "success", "data": None},
            "a code and a message without a body: query the job again when their cause is gone",
        ),
        ({"subtitleClips": "[]"}, "a bare AvatarVideo payload: in Python, decode_transcript accepts its subtitles"),
        ({"subtitleClips": [CUE]}, "a bare AvatarVideo payload: in Python, decode_transcript accepts its subtitles"),
        (
            {"TranslatedTextArray": []},
            "a bare VideoTranslation payload: it decodes as the AiResult of a body",
        ),
        (
            {"VideoTracks": [], "SubtitleTracks": []},
            "a bare timeline: in Python, decode_timeline reads its cues, and decode_transcript all of it",
        ),
        (
            {"font_size": 0.4, "body": [{"from": 0, "to": 1, "location": 2, "content": "a"}]},
            "a .bcc file: in Python, decode_bcc reads it",
        ),
        ({"details": []}, CUES),
        ({"sentences": [{"text": "a", "begin_time": "0"}], "language": "zh"}, CUES),
        (CUE, "a single cue: in Python, decode_transcript accepts an array of them"),
        ({"total_tokens": 1}, "a bare Usage payload: in Python, decode_usage accepts it"),
        ({"MediaId": "m", "AiResult": "[]"}, "the JobResult of a body: pass the whole body"),
        ({"JobType": "ASR", "Title": "t"}, "the SmartJobInfo of a body: pass the whole body"),
        ({"state": "open", "title": "t"}, TOO_LITTLE),
        (
            {"JobType": "x", "a": 1},
            "an object without State, JobResult or SmartJobInfo: pass what GetSmartHandleJob answered",
        ),
        (
            {"messages": [{"from": "a", "subject": "b"}]},
            "an object without State, JobResult or SmartJobInfo: pass what GetSmartHandleJob answered",
        ),
    ],
)
def test_an_object_that_is_not_a_body_is_named(value: dict[str, Any], name: str) -> None:
    """In any spelling of its keys; only an API error's code is quoted, and only if it looks like one."""
    if " " not in name:
        name = f"the API error {name}: query the job again when its cause is gone"
    for body in (value, json.dumps(value), json.dumps(value).encode()):
        with pytest.raises(DecodeError) as error:
            decode_response(body)
        assert f"{EXPECTED}{name}" == str(error.value)


BODY = {"JobId": "a", "State": "Finished", "JobResult": {"AiResult": "[]"}}
TEXT = json.dumps(BODY)
BASE64 = base64.b64encode(TEXT.encode()).decode()


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"code": 200, "message": "success", "data": BODY}, ".data"),
        ({"status": 200, "statusText": "OK", "headers": {}, "config": {"data": "x"}, "data": BODY}, ".data"),
        ({"specversion": "1.0", "id": "1", "type": "t", "data": BODY}, ".data"),
        ({"EventType": "X", "MessageBody": BODY}, ".MessageBody"),
        ({"MessageId": "1", "MessageBody": BASE64}, ".MessageBody | @base64d | fromjson"),
        ({"message": {"data": BASE64, "messageId": "1"}}, ".message.data | @base64d | fromjson"),
        ({"Records": [{"messageId": "1", "body": TEXT}]}, ".Records[0].body | fromjson"),
        ({"Type": "Notification", "Message": TEXT}, ".Message | fromjson"),
        ({"jsonrpc": "2.0", "id": 1, "result": {"statusCode": 200, "body": BODY}}, ".result.body"),
        ({"my key": {"content": f" {TEXT}"}}, '.["my key"].content | fromjson'),
        ({"a": {"b": {"c": {"d": {"e": {"f": {"g": BODY}}}}}}}, ".a.b.c.d.e.f.g"),
        ([{"data": BODY}], ".[0].data"),
        (["x", TEXT], ".[1] | fromjson"),
        ({"big": [*range(99), BODY], "k" * 101: BODY}, ".big[99]"),
        ({"state": "ok", "request_id": "1", "result": BODY}, ".result"),
    ],
)
def test_something_around_a_body_is_named_by_the_body_s_place(value: Any, place: str) -> None:
    """As a jq filter that finds the body."""
    with pytest.raises(DecodeError) as error:
        decode_response(json.dumps(value))
    expected = f"{EXPECTED}something around it: the body seems to be under `{place}`, so pass that alone"
    assert expected == str(error.value)
    assert BODY == jq.compile(place).input_value(value).first()


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"hits": {"hits": [{"_source": BODY}, {"_source": BODY}]}}, ".hits.hits[0]._source"),
        ({"data": [BODY, BODY]}, ".data[0]"),
        ([TEXT, TEXT], ".[0] | fromjson"),
        ({"first": BODY, "second": TEXT}, ".first"),
    ],
)
def test_something_around_several_bodies_is_named_by_the_first(value: Any, place: str) -> None:
    """No one of them is meant more than the others."""
    with pytest.raises(DecodeError) as error:
        decode_response(json.dumps(value))
    assert f"{EXPECTED}something around several: the first seems to be under `{place}`, so decode each alone" == str(
        error.value
    )


def test_only_so_much_is_searched_for_a_body() -> None:
    """Of anything of any size: a hundred of an object's or array's values, a thousand in all, and no long keys."""
    nothing = f"{EXPECTED}an object without State, JobResult or SmartJobInfo: pass what GetSmartHandleJob answered"
    for value in (
        {"a": [0] * 100 + [BODY]},
        {**{str(index): 0 for index in range(100)}, "a": BODY},
        {"a": [[0] * 99] * 99, "b": {"c": {"d": BODY}}},
        {"k" * 101: BODY},
        {"data": {"State": "Finished"}},
        {"text": json.dumps(TEXT)},
    ):
        assert nothing == name_value(value, ".")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([], "expected object, got an empty array"),
        (["a"], "expected object, got a bare TextGenerate payload: in Python, decode_copies accepts it"),
        ([CUE], f"expected object, got {CUES}"),
        ([{"text": "a", "begin_time": "0", "end_time": "1"}], f"expected object, got {CUES}"),
        ([{"State": "A"}], "expected object, got an array of bodies: decode each of its items"),
        ([3, BODY], "expected object, got an array of bodies: decode each of its items"),
        ([3, {"from": "a"}], "expected object, got array"),
        ("text", "expected object, got string"),
        (TEXT, "expected object, got a string that holds JSON: decode it once more"),
        (BASE64, "expected object, got a string that holds base64: decode it once more"),
        (True, "expected object, got boolean"),
    ],
)
def test_a_value_that_is_no_object_is_named(value: object, message: str) -> None:
    """With the function that accepts it, where one does."""
    assert message == name_value(value, ".")


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ("<ListSmartJobsResponse><SmartJobList/></ListSmartJobsResponse>", f"{EXPECTED}{LISTED}"),
        ("<QueryIProductionJobResponse/>", f"{EXPECTED}a QueryIProductionJob body{OTHER_JOB}"),
        (
            "<GetWorkflowTaskResponse><a>1</a></GetWorkflowTaskResponse>",
            f"{EXPECTED}a GetAIWorkflowTask or GetWorkflowTask body{OTHER_JOB}",
        ),
        ("<GetYikeStoryboardJobResponse/>", f"{EXPECTED}a GetYikeStoryboardJob body{OTHER_JOB}"),
        ("<QuerySmarttagJobResponse/>", f"{EXPECTED}{TAGS}"),
        ("<SubmitASRJobResponse><JobId>a</JobId></SubmitASRJobResponse>", f"{EXPECTED}{SUBMITTED}"),
        ("<GetMediaInfoResponse/>", f"{EXPECTED}{OTHER_CALL}"),
        (
            "<Error><Code>Throttling.User</Code><Message>m</Message></Error>",
            f"{EXPECTED}the API error Throttling.User: query the job again when its cause is gone",
        ),
        ("<Error><Code>a user's text</Code></Error>", f"{EXPECTED}{ERROR}"),
        ("<Error>text</Error>", f"{EXPECTED}{ERROR}"),
        (
            "<Message><MessageBody>e30=</MessageBody></Message>",
            "expected <GetSmartHandleJobResponse>, got a message of a queue: pass what its MessageBody holds",
        ),
        ("<feed/>", "expected <GetSmartHandleJobResponse>, got another root element"),
        ("<GetSmartHandleJobResult/>", "expected <GetSmartHandleJobResponse>, got another root element"),
    ],
)
def test_xml_is_named_by_its_root(xml: str, message: str) -> None:
    """The answers of other calls, errors, and messages of queues."""
    with pytest.raises(DecodeError) as error:
        decode_response(xml)
    assert message == str(error.value)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"Code": "Throttling.User", "Message": "m"}, "Throttling.User"),
        ({"headers": {}, "statusCode": 400, "body": {"Code": "Forbidden", "Message": "m"}}, "Forbidden"),
        ("<Error><Code>Throttling.User</Code><Message>m</Message></Error>", "Throttling.User"),
        ("<Error><Code>Throttling</Code></Error>", "Throttling"),
        ("<feed><Code>Throttling</Code></feed>", None),
        ({"Code": "a user's text", "Message": "m"}, None),
        ({"code": "OKAY", "message": "ok", "data": {"JobId": "a", "State": "Finished", "JobResult": {}}}, None),
        ({"Code": "Throttling", "Message": "m", "SmartJobList": []}, None),
        ("<Root><Code>Throttling</Code><Message>m</Message></Root>", None),
        ({"JobId": 5}, None),
        ("{", None),
    ],
)
def test_the_code_of_an_api_error_is_a_fact_of_the_error(body: Body, code: str | None) -> None:
    """It says whether to ask again, and is no text to search."""
    with pytest.raises(DecodeError) as error:
        decode_response(body)
    assert code == error.value.api_code
    assert code == pickle.loads(pickle.dumps(error.value)).api_code
