"""Decodes GetSmartHandleJob response bodies into subtitles, copy lists and token-usage records.

Pure functions: bytes → `Response` → result → cues or rows → text. No function touches a file, a clock, a log or the
network.

A name is loaded when it is first used (PEP 562), so that a program waits only for what it uses: attrs alone takes
three times as long to load as Python. Type checkers see plain imports.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
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
    from smarthandle_results._layout.profiles import PROFILES, Profile
    from smarthandle_results._layout.shape import shape
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
else:  # type checkers would take any name to be there

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        globals()[name] = value  # from now on Python finds it there
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


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

_MODULES: Final = {
    "PROFILES": "_layout.profiles",
    "Avatar": "_models",
    "Copies": "_models",
    "Copy": "_models",
    "CopyRow": "_rows",
    "Cue": "_models",
    "CueRow": "_rows",
    "Cues": "_models",
    "DecodeError": "_errors",
    "EditingConfig": "_models",
    "Finding": "_check",
    "InputConfig": "_models",
    "JobResult": "_models",
    "JobRow": "_rows",
    "JobType": "_models",
    "JsonObject": "_json",
    "JsonValue": "_json",
    "LineProblem": "_errors",
    "MediaOnly": "_models",
    "NoResultError": "_errors",
    "OutputConfig": "_models",
    "Problem": "_errors",
    "Profile": "_layout.profiles",
    "Repair": "_models",
    "RepairKind": "_models",
    "Response": "_models",
    "Result": "_models",
    "Rule": "_check",
    "Seconds": "_models",
    "Segment": "_models",
    "SmartHandleError": "_errors",
    "SmartJobInfo": "_models",
    "Speech": "_models",
    "State": "_models",
    "SubtitleError": "_errors",
    "Transcript": "_models",
    "TranslatedMedia": "_models",
    "TranslatedText": "_models",
    "Translation": "_models",
    "Unrecognized": "_models",
    "Usage": "_models",
    "UsageRow": "_rows",
    "check": "_check",
    "decode_copies": "_decode",
    "decode_editing_config": "_request",
    "decode_job_parameters": "_request",
    "decode_response": "_decode",
    "decode_result": "_decode",
    "decode_result_or_none": "_jobs",
    "decode_srt": "_srt",
    "decode_transcript": "_decode",
    "decode_usage": "_usage",
    "decode_user_data": "_request",
    "decode_vtt": "_vtt",
    "find_media": "_payload",
    "find_transcript": "_decode",
    "join_job_row": "_rows",
    "shape": "_layout.shape",
    "to_copy_rows": "_rows",
    "to_cue_rows": "_rows",
    "to_cues": "_cues",
    "to_hls_segments": "_hls",
    "to_job_row": "_rows",
    "to_jsonl": "_jsonl",
    "to_note": "_note",
    "to_poll_key": "_polls",
    "to_poll_rank": "_polls",
    "to_pysrt": "_srt",
    "to_srt": "_srt",
    "to_usage_row": "_rows",
    "to_vtt": "_vtt",
    "translate": "_translate",
}
"""The module of each name; a test holds this, the imports and `__all__` to the same names."""
