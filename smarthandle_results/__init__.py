"""Decodes GetSmartHandleJob response bodies into subtitles, copy lists and token-usage records.

Pure functions: bytes → `Response` → result → cues or rows → text. No function touches a file, a clock, a log or the
network.

A name is loaded when it is first used (PEP 562), so that a program waits only for what it uses: attrs alone takes
three times as long to load as Python. Type checkers see plain imports.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from smarthandle_results._decoding.decode import (
        decode_copies,
        decode_response,
        decode_result,
        decode_transcript,
        find_transcript,
    )
    from smarthandle_results._decoding.note import to_note
    from smarthandle_results._decoding.payload import find_media
    from smarthandle_results._decoding.polls import to_poll_key, to_poll_rank
    from smarthandle_results._decoding.request import decode_editing_config, decode_job_parameters, decode_user_data
    from smarthandle_results._decoding.usage import decode_usage
    from smarthandle_results._errors import (
        DecodeError,
        LineProblem,
        NoResultError,
        Problem,
        SmartHandleError,
        SubtitleError,
    )
    from smarthandle_results._json import JsonObject, JsonValue
    from smarthandle_results._layout.check import Finding, Rule, check
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
    from smarthandle_results._subtitles.cues import to_cues
    from smarthandle_results._subtitles.hls import to_hls_segments
    from smarthandle_results._subtitles.srt import decode_srt, to_pysrt, to_srt
    from smarthandle_results._subtitles.translate import translate
    from smarthandle_results._subtitles.vtt import decode_vtt, to_vtt
    from smarthandle_results._tables.job import decode_result_or_none
    from smarthandle_results._tables.jsonl import to_jsonl
    from smarthandle_results._tables.rows import (
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
    "CopyRow": "_tables.rows",
    "Cue": "_models",
    "CueRow": "_tables.rows",
    "Cues": "_models",
    "DecodeError": "_errors",
    "EditingConfig": "_models",
    "Finding": "_layout.check",
    "InputConfig": "_models",
    "JobResult": "_models",
    "JobRow": "_tables.rows",
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
    "Rule": "_layout.check",
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
    "UsageRow": "_tables.rows",
    "check": "_layout.check",
    "decode_copies": "_decoding.decode",
    "decode_editing_config": "_decoding.request",
    "decode_job_parameters": "_decoding.request",
    "decode_response": "_decoding.decode",
    "decode_result": "_decoding.decode",
    "decode_result_or_none": "_tables.job",
    "decode_srt": "_subtitles.srt",
    "decode_transcript": "_decoding.decode",
    "decode_usage": "_decoding.usage",
    "decode_user_data": "_decoding.request",
    "decode_vtt": "_subtitles.vtt",
    "find_media": "_decoding.payload",
    "find_transcript": "_decoding.decode",
    "join_job_row": "_tables.rows",
    "shape": "_layout.shape",
    "to_copy_rows": "_tables.rows",
    "to_cue_rows": "_tables.rows",
    "to_cues": "_subtitles.cues",
    "to_hls_segments": "_subtitles.hls",
    "to_job_row": "_tables.rows",
    "to_jsonl": "_tables.jsonl",
    "to_note": "_decoding.note",
    "to_poll_key": "_decoding.polls",
    "to_poll_rank": "_decoding.polls",
    "to_pysrt": "_subtitles.srt",
    "to_srt": "_subtitles.srt",
    "to_usage_row": "_tables.rows",
    "to_vtt": "_subtitles.vtt",
    "translate": "_subtitles.translate",
}
"""The module of each name; a test holds this, the imports and `__all__` to the same names."""
