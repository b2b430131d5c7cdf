"""Whether an object is a response body.

The evidence of a body, in any spelling of its keys:

- `SmartJobInfo` beside any other key of a response, since no other call answers with it;
- a `JobResult` with an `AiResult`, since no other call has one;
- `State` beside `JobResult`, or beside `RequestId` and `JobId`, unless other keys identify the answer of another call,
  which may have these too;
- one of `State`, `JobResult`, `SmartJobInfo` and `Output`, if no key is one that a response does not have.
"""

from collections.abc import Mapping
from typing import Any, Final

from attrs import fields

from smarthandle_results._decoding.json_text import fold_key, is_object
from smarthandle_results._decoding.spellings import find_spelling
from smarthandle_results._models import Response


def fold_keys(value: Mapping[Any, object]) -> set[str]:
    """Return the folded keys of an object. An SDK's map may have keys that are not text: they name nothing."""
    return {fold_key(key) for key in value if isinstance(key, str)}


def is_body(value: Mapping[str, object], keys: set[str]) -> bool:
    """Return whether there is evidence, as above, that an object is a body; `keys` are its folded keys."""
    if keys.isdisjoint(MARKS):
        return False
    if keys <= _PLAIN_KEYS:
        return True
    if "smartjobinfo" in keys:
        return len(keys & RESPONSE_KEYS) > 1
    result = find_spelling(value, "JobResult")[1]
    if is_object(result) and "airesult" in fold_keys(result):
        return True
    is_neighbour = any(marks <= keys for marks, _ in NEIGHBOURS)
    return not is_neighbour and any(evidence <= keys for evidence in _EVIDENCE)


RESPONSE_KEYS: Final = frozenset(fold_key(field.name) for field in fields(Response)) - {"source"}
MARKS: Final = frozenset({"state", "jobresult", "smartjobinfo", "output"})
"""The folded keys of which every body has one."""

_PLAIN_KEYS: Final = RESPONSE_KEYS | {"body", "headers", "statuscode"}
"""Keys that say nothing against a body: its own, and those of the envelope that it was taken from."""

_EVIDENCE: Final = (frozenset({"state", "jobresult"}), frozenset({"state", "requestid", "jobid"}))

NEIGHBOURS: Final = tuple(
    (frozenset(marks.split()), call)
    for marks, call in (
        ("smartjoblist", "ListSmartJobs"),
        ("editingbatchjob", "GetBatchMediaProducingJob"),
        ("editingbatchjoblist", "GetBatchMediaProducingJob"),
        ("mediaproducingjob", "GetMediaProducingJob"),
        ("mediaproducingjoblist", "ListMediaProducingJobs"),
        ("projectexportjob", "GetProjectExportJob"),
        ("workflowtask", "GetAIWorkflowTask or GetWorkflowTask"),
        ("customizedvoicejob", "GetCustomizedVoiceJob"),
        ("voiceid status", "GetCustomizedVoiceJob"),
        ("avatartrainingjob", "GetAvatarTrainingJob"),
        ("dynamicimagejob", "GetDynamicImageJob"),
        ("transcodeparentjob", "GetTranscodeJob"),
        ("snapshotjob", "GetSnapshotJob"),
        ("mediainfojob", "GetMediaInfoJob"),
        ("functionname jobid", "QueryIProductionJob"),
        ("functionname jobparams", "QueryIProductionJob"),
        ("appid jobid", "GetYikeAIAppJob"),
        ("jobstatus jobid", "GetYikeStoryboardJob"),
        ("jobstatus", "QuerySmarttagJob"),
    )
)
"""The folded keys that together identify the answer of another call, and that call: the first that applies."""
