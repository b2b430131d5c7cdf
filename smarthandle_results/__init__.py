r"""Decodes GetSmartHandleJob response bodies into subtitles, copy lists and token-usage records.

    body ─ decode_response ─▶ Response ─ decode_result ─▶ result ─ to_srt, to_vtt, to_text ─▶ text
                                 │                           └──── to_cues ─▶ Cues ─ shape, check, translate
                                 └─ decode_job ─▶ Job ─ to_cue_rows, to_copy_rows, ... ─▶ rows ─ to_jsonl, data frames

>>> from smarthandle_results import decode_response, decode_result, to_srt
>>> body = b'''{"State": "Finished", "SmartJobInfo": {"JobType": "ASR"},
...     "JobResult": {"AiResult": "[{\\"content\\": \\"Hello.\\", \\"from\\": 0.5, \\"to\\": 1.25}]"}}'''
>>> print(to_srt(decode_result(decode_response(body))), end="")
1
00:00:00,500 --> 00:00:01,250
Hello.
<BLANKLINE>

- Bodies: `decode_response`, `decode_result`, `decode_usage`, `decode_job`; what a body repeats of its request:
  `decode_editing_config`, `decode_job_parameters`, `decode_user_data`; payloads saved alone: `decode_transcript`,
  `decode_copies`.
- Results: `Transcript`, `Speech`, `Copies`, `Avatar`, `Translation`, `MediaOnly`, `Unrecognized`; `find_transcript` and
  `find_media` look into any of them.
- Subtitles: `to_cues`, `to_srt`, `to_vtt`, `to_ass` with an `AssStyle`, `to_bcc`, `to_hls_segments`; read back by
  `decode_srt`, `decode_vtt` and `decode_bcc`; in another language by `translate`; for those who edit with pysrt by
  `to_pysrt` and `from_pysrt`. To read: `to_text` and `to_markdown`.
- Editing timelines, to burn subtitles in: `to_timeline_clips` with a `TimelineStyle`, such as
  `TIMELINE_STYLES["portrait"]`, `to_timeline_file`, and `decode_timeline`.
- Layout: `shape`, `check`, `locate`, `count_too_wide` and `choose_profile`, by a profile such as
  `PROFILES["netflix-zh"]`.
- Tables: `to_cue_rows`, `to_copy_rows`, `to_usage_row`, `to_job_row` and so on; `to_jsonl`. Data frames accept rows.
- Errors: `DecodeError`, `NoResultError`, `NoTranscriptError` and `SubtitleError`, all of them a `SmartHandleError`.

Pure functions: no function touches a file, a clock, a log or the network. `smarthandle_results.batch` and the command
(`python -m smarthandle_results`) read and write files; `smarthandle_results.report` makes a page to look at;
`smarthandle_results.arrow` and `spark` serve engines.
"""

# A name is loaded when it is first used, so that a program waits only for what it uses: attrs alone takes three times
# as long to load as Python. Type checkers see plain imports.

from smarthandle_results._lazy import lazy_imports

with lazy_imports(globals()):
    from smarthandle_results._decoding.bodies import SdkModel as SdkModel
    from smarthandle_results._decoding.decode import (
        decode_response as decode_response,
        decode_result as decode_result,
        decode_result_or_none as decode_result_or_none,
    )
    from smarthandle_results._decoding.given_payload import (
        decode_copies as decode_copies,
        decode_transcript as decode_transcript,
    )
    from smarthandle_results._decoding.note import to_note as to_note
    from smarthandle_results._decoding.payload import find_media as find_media
    from smarthandle_results._decoding.polls import to_poll_key as to_poll_key, to_poll_rank as to_poll_rank
    from smarthandle_results._decoding.request import (
        decode_editing_config as decode_editing_config,
        decode_job_parameters as decode_job_parameters,
        decode_user_data as decode_user_data,
    )
    from smarthandle_results._decoding.usage import decode_usage as decode_usage
    from smarthandle_results._errors import (
        DecodeError as DecodeError,
        LineProblem as LineProblem,
        NoResultError as NoResultError,
        Note as Note,
        NoTranscriptError as NoTranscriptError,
        Problem as Problem,
        SmartHandleError as SmartHandleError,
        SubtitleError as SubtitleError,
    )
    from smarthandle_results._json import JsonObject as JsonObject, JsonValue as JsonValue
    from smarthandle_results._layout.check import Finding as Finding, Rule as Rule, check as check
    from smarthandle_results._layout.markdown import to_markdown as to_markdown
    from smarthandle_results._layout.places import locate as locate
    from smarthandle_results._layout.profiles import (
        PROFILES as PROFILES,
        Profile as Profile,
        choose_profile as choose_profile,
    )
    from smarthandle_results._layout.screen import count_too_wide as count_too_wide
    from smarthandle_results._layout.shape import shape as shape
    from smarthandle_results._layout.text import to_text as to_text
    from smarthandle_results._models import (
        Avatar as Avatar,
        Copies as Copies,
        Copy as Copy,
        Cue as Cue,
        Cues as Cues,
        EditingConfig as EditingConfig,
        InputConfig as InputConfig,
        JobResult as JobResult,
        JobType as JobType,
        MediaOnly as MediaOnly,
        OutputConfig as OutputConfig,
        Repair as Repair,
        RepairKind as RepairKind,
        Response as Response,
        Result as Result,
        Segment as Segment,
        SmartJobInfo as SmartJobInfo,
        Speech as Speech,
        State as State,
        Transcript as Transcript,
        TranslatedMedia as TranslatedMedia,
        TranslatedText as TranslatedText,
        Translation as Translation,
        Unread as Unread,
        Unrecognized as Unrecognized,
        Usage as Usage,
        find_transcript as find_transcript,
    )
    from smarthandle_results._seconds import Seconds as Seconds
    from smarthandle_results._subtitles.ass import to_ass as to_ass
    from smarthandle_results._subtitles.ass_style import ASS_STYLES as ASS_STYLES, AssStyle as AssStyle
    from smarthandle_results._subtitles.bcc import decode_bcc as decode_bcc, to_bcc as to_bcc
    from smarthandle_results._subtitles.cues import to_cues as to_cues
    from smarthandle_results._subtitles.hls import to_hls_segments as to_hls_segments
    from smarthandle_results._subtitles.srt import (
        PysrtItem as PysrtItem,
        from_pysrt as from_pysrt,
        to_pysrt as to_pysrt,
        to_srt as to_srt,
    )
    from smarthandle_results._subtitles.srt_reading import decode_srt as decode_srt
    from smarthandle_results._subtitles.timeline_clips import (
        to_timeline_clips as to_timeline_clips,
        to_timeline_file as to_timeline_file,
    )
    from smarthandle_results._subtitles.timeline_reading import decode_timeline as decode_timeline
    from smarthandle_results._subtitles.timeline_style import (
        TIMELINE_STYLES as TIMELINE_STYLES,
        TimelineStyle as TimelineStyle,
    )
    from smarthandle_results._subtitles.translate import translate as translate
    from smarthandle_results._subtitles.vtt import to_vtt as to_vtt
    from smarthandle_results._subtitles.vtt_reading import decode_vtt as decode_vtt
    from smarthandle_results._tables.job import (
        Job as Job,
        decode_job as decode_job,
    )
    from smarthandle_results._tables.jsonl import to_jsonl as to_jsonl
    from smarthandle_results._tables.row_types import (
        CopyRow as CopyRow,
        CueRow as CueRow,
        JobRow as JobRow,
        MediaRow as MediaRow,
        PairRow as PairRow,
        PayloadRow as PayloadRow,
        UsageRow as UsageRow,
    )
    from smarthandle_results._tables.rows import (
        Rows as Rows,
        to_copy_rows as to_copy_rows,
        to_cue_rows as to_cue_rows,
        to_job_row as to_job_row,
        to_media_rows as to_media_rows,
        to_pair_rows as to_pair_rows,
        to_payload_rows as to_payload_rows,
        to_usage_row as to_usage_row,
    )
    from smarthandle_results._version import __version__ as __version__

del lazy_imports
