"""Decodes GetSmartHandleJob response bodies into subtitles, copy lists and token-usage records.

Pure functions: bytes → `Response` → result → cues or rows → text. No function touches a file, a clock, a log or the
network.
"""

from smarthandle_results._check import Finding, Rule, check
from smarthandle_results._cues import to_cues
from smarthandle_results._decode import (
    decode_copies,
    decode_response,
    decode_result,
    decode_transcript,
    find_transcript,
)
from smarthandle_results._errors import (
    DecodeError,
    LineProblem,
    NoResultError,
    Problem,
    SmartHandleError,
    SubtitleError,
)
from smarthandle_results._hls import to_hls_segments
from smarthandle_results._jobs import decode_result_or_none
from smarthandle_results._json import JsonObject, JsonValue
from smarthandle_results._jsonl import to_jsonl
from smarthandle_results._layout import PROFILES, Profile, shape
from smarthandle_results._models import (
    Avatar,
    Copies,
    Copy,
    Cue,
    Cues,
    EditingConfig,
    InputConfig,
    JobResult,
    JobType,
    MediaOnly,
    OutputConfig,
    Repair,
    RepairKind,
    Response,
    Result,
    Seconds,
    Segment,
    SmartJobInfo,
    Speech,
    State,
    Transcript,
    TranslatedMedia,
    TranslatedText,
    Translation,
    Unrecognized,
    Usage,
)
from smarthandle_results._note import to_note
from smarthandle_results._payload import find_media
from smarthandle_results._polls import to_poll_key, to_poll_rank
from smarthandle_results._request import decode_editing_config, decode_job_parameters, decode_user_data
from smarthandle_results._rows import (
    CopyRow,
    CueRow,
    JobRow,
    UsageRow,
    join_job_row,
    to_copy_rows,
    to_cue_rows,
    to_job_row,
    to_usage_row,
)
from smarthandle_results._srt import decode_srt, to_pysrt, to_srt
from smarthandle_results._translate import translate
from smarthandle_results._usage import decode_usage
from smarthandle_results._vtt import decode_vtt, to_vtt

__all__ = [
    "PROFILES",
    "Avatar",
    "Copies",
    "Copy",
    "CopyRow",
    "Cue",
    "CueRow",
    "Cues",
    "DecodeError",
    "EditingConfig",
    "Finding",
    "InputConfig",
    "JobResult",
    "JobRow",
    "JobType",
    "JsonObject",
    "JsonValue",
    "LineProblem",
    "MediaOnly",
    "NoResultError",
    "OutputConfig",
    "Problem",
    "Profile",
    "Repair",
    "RepairKind",
    "Response",
    "Result",
    "Rule",
    "Seconds",
    "Segment",
    "SmartHandleError",
    "SmartJobInfo",
    "Speech",
    "State",
    "SubtitleError",
    "Transcript",
    "TranslatedMedia",
    "TranslatedText",
    "Translation",
    "Unrecognized",
    "Usage",
    "UsageRow",
    "check",
    "decode_copies",
    "decode_editing_config",
    "decode_job_parameters",
    "decode_response",
    "decode_result",
    "decode_result_or_none",
    "decode_srt",
    "decode_transcript",
    "decode_usage",
    "decode_user_data",
    "decode_vtt",
    "find_media",
    "find_transcript",
    "join_job_row",
    "shape",
    "to_copy_rows",
    "to_cue_rows",
    "to_cues",
    "to_hls_segments",
    "to_job_row",
    "to_jsonl",
    "to_note",
    "to_poll_key",
    "to_poll_rank",
    "to_pysrt",
    "to_srt",
    "to_usage_row",
    "to_vtt",
    "translate",
]
