"""What type checkers see of the public names: mypy and pyright read this file, and nothing runs it.

A change of a public function's type that a caller would notice fails here.
"""

# pysrt has no types.
# pyright: reportMissingTypeStubs=false

from collections.abc import Iterator
from typing import TypeAlias, assert_never, assert_type

from pysrt import SubRipFile

from smarthandle_results import (
    ASS_STYLES,
    PROFILES,
    TIMELINE_STYLES,
    AssStyle,
    Avatar,
    Copies,
    Copy,
    CopyRow,
    Cue,
    CueRow,
    Cues,
    EditingConfig,
    Finding,
    Job,
    JobRow,
    JsonObject,
    JsonValue,
    MediaOnly,
    MediaRow,
    PairRow,
    PayloadRow,
    Profile,
    Repair,
    Response,
    Result,
    Rows,
    SdkModel,
    Segment,
    Speech,
    TimelineStyle,
    Transcript,
    Translation,
    Unrecognized,
    Usage,
    UsageRow,
    check,
    choose_profile,
    count_too_wide,
    decode_bcc,
    decode_copies,
    decode_editing_config,
    decode_job,
    decode_job_parameters,
    decode_response,
    decode_result,
    decode_result_or_none,
    decode_srt,
    decode_timeline,
    decode_transcript,
    decode_usage,
    decode_user_data,
    decode_vtt,
    find_media,
    find_transcript,
    from_pysrt,
    locate,
    shape,
    to_ass,
    to_bcc,
    to_copy_rows,
    to_cue_rows,
    to_cues,
    to_hls_segments,
    to_job_row,
    to_jsonl,
    to_markdown,
    to_media_rows,
    to_note,
    to_pair_rows,
    to_payload_rows,
    to_poll_key,
    to_poll_rank,
    to_pysrt,
    to_srt,
    to_text,
    to_timeline_clips,
    to_timeline_file,
    to_usage_row,
    to_vtt,
    translate,
)

Clip: TypeAlias = dict[str, str | int | float | dict[str, bool]]


def name_media(result: Result) -> str | None:
    """Match every type of result: `assert_never` is an error where one is missing."""
    match result:
        case Transcript():
            assert_type(result, Transcript)
            return None
        case Speech():
            assert_type(result.transcript, Transcript | None)
            return result.media_id
        case Avatar():
            assert_type(result.transcript, Transcript | None)
            return result.output_video_url
        case Translation():
            return result.detext_video_url
        case MediaOnly():
            return result.media_url
        case Copies() | Unrecognized():
            return None
        case _:
            assert_never(result)


def decode(body: bytes, text: str, mapping: dict[str, object], sdk_response: SdkModel, response: Response) -> None:
    """Decode a body, and the payloads that may be saved alone."""
    assert_type(decode_response(body), Response)
    assert_type(decode_response(text), Response)
    assert_type(decode_response(mapping), Response)
    assert_type(decode_response(bytearray(body)), Response)
    assert_type(decode_response(memoryview(body)), Response)
    assert_type(decode_response(sdk_response), Response)
    assert_type(decode_result(response), Result)
    assert_type(Copies.of([Copy("a")]).texts, tuple[str | None, ...])
    assert_type(decode_result_or_none(response), Result | None)
    assert_type(decode_job(response), Job)
    assert_type(decode_transcript(text), Transcript)
    assert_type(decode_transcript(body), Transcript)
    assert_type(decode_transcript([{"content": "a", "from": 0, "to": 1}]), Transcript)
    assert_type(decode_copies(text), Copies)
    assert_type(decode_copies(bytearray(body)), Copies)
    assert_type(decode_copies({"content": "a"}), Copies)
    assert_type(decode_usage(response), Usage | None)
    assert_type(decode_usage({"total_tokens": 5}), Usage | None)
    assert_type(decode_usage(text), Usage | None)
    assert_type(decode_editing_config(response), EditingConfig | None)
    assert_type(decode_job_parameters(response), JsonObject | None)
    assert_type(decode_user_data(response), JsonValue)


def find(response: Response, result: Result) -> None:
    """Find what a response or a result contains."""
    assert_type(find_media(response), MediaOnly)
    assert_type(find_transcript(result), Transcript | None)
    assert_type(find_transcript(None), Transcript | None)
    assert_type(to_note(response), str)
    assert_type(to_poll_key(response), str | None)
    assert_type(to_poll_rank(response), tuple[int, str])


def write_subtitles(transcript: Transcript, cues: Cues, made: list[Cue], translation: Translation) -> None:
    """Write subtitles, and read them."""
    assert_type(to_cues(transcript), Cues)
    assert_type(to_cues(made, offset_ms=5), Cues)
    assert_type(to_srt(cues, bom=True, crlf=True), str)
    assert_type(to_srt(made), str)
    assert_type(to_vtt(cues, note="note"), str)
    assert_type(to_text(cues, timestamps=True), str)
    assert_type(to_markdown(cues, title="title", timestamps=False), str)
    assert_type(to_ass(made, style="portrait"), str)
    assert_type(to_ass(cues, style=ASS_STYLES["landscape"]), str)
    assert_type(ASS_STYLES["landscape"], AssStyle)
    assert_type(AssStyle(alignment=8).alignment, int)
    assert_type(to_hls_segments(cues, segment_ms=6000, mpegts=900_000), Iterator[str])
    assert_type(translate(cues, translation, bilingual=True), Cues)
    assert_type(translate(cues, translation, bilingual="target-first"), Cues)
    translate(cues, translation, bilingual="both")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert_type(to_pysrt(cues), SubRipFile)
    assert_type(from_pysrt(to_pysrt(cues)), Cues)
    assert_type(decode_srt("text"), Cues)
    assert_type(decode_srt(b"text"), Cues)
    assert_type(decode_vtt("text"), Cues)
    assert_type(decode_vtt(b"text"), Cues)
    assert_type(to_bcc(transcript), str)
    assert_type(decode_bcc("text"), Cues)
    assert_type(decode_bcc({"body": []}), Cues)


def make_timelines(transcript: Transcript, cues: Cues) -> None:
    """Make clips for a timeline, and read them."""
    style = TimelineStyle(font_size=40, alignment="TopCenter", y=0.85, bold=True)
    TimelineStyle(alignment="Middle")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert_type(TIMELINE_STYLES["portrait"], TimelineStyle)
    assert_type(style.font_color, str | None)
    made = to_timeline_clips(transcript, style=style)
    assert_type(made, dict[str, list[dict[str, list[Clip]]]])
    assert_type(to_timeline_clips(cues, style="portrait"), dict[str, list[dict[str, list[Clip]]]])
    timeline: dict[str, object] = {"VideoTracks": [], **made}
    assert_type(decode_timeline(timeline), Cues)
    assert_type(decode_timeline(made), Cues)
    assert_type(decode_timeline(b"text"), Cues)
    assert_type(decode_timeline(to_timeline_file("https://example.com/a.srt", sub_type="srt", style=style)), Cues)


def fit(cues: Cues, made: list[Cue]) -> None:
    """Fit cues to a profile."""
    profile = PROFILES["netflix-zh"]
    assert_type(profile, Profile)
    assert_type(shape(cues, profile), Cues)
    assert_type(shape(made, profile, extend_last=True), Cues)
    assert_type(choose_profile(cues), Profile)
    assert_type(choose_profile(made, "auto"), Profile)
    assert_type(shape(made, profile, words=lambda text: text.split()), Cues)
    assert_type(shape(made, profile, words="icu"), Cues)
    assert_type(count_too_wide(cues, profile), int)
    assert_type(count_too_wide(made, profile), int)
    assert_type(check(cues, profile), tuple[Finding, ...])
    assert_type(shape(cues, "netflix-zh"), Cues)
    assert_type((shape(cues), check(cues), count_too_wide(cues)), tuple[Cues, tuple[Finding, ...], int])
    assert_type(check(cues, "auto"), tuple[Finding, ...])
    assert_type(locate(cues, check(cues, profile), profile), tuple[tuple[tuple[int, int], ...], ...])


def take_results(result: Result, speech: Speech) -> None:
    """Write subtitles of a result: whether it has a transcript is known when it is there."""
    assert_type(to_cues(result), Cues)
    assert_type(to_srt(result), str)
    assert_type(to_vtt(speech), str)
    assert_type(to_text(speech), str)
    assert_type(to_ass(speech), str)
    assert_type(to_markdown(speech), str)
    assert_type(shape(speech, "netflix-zh"), Cues)


def make_rows(job: Job) -> None:
    """Make the rows of the tables."""
    assert_type(to_cue_rows(job), Rows[CueRow])
    assert_type(to_copy_rows(job), Rows[CopyRow])
    assert_type(to_pair_rows(job), Rows[PairRow])
    assert_type(to_media_rows(job), Rows[MediaRow])
    assert_type(to_payload_rows(job), Rows[PayloadRow])
    assert_type(to_usage_row(job), UsageRow | None)
    assert_type(to_job_row(job), JobRow)
    assert_type(to_jsonl(to_cue_rows(job)), bytes)
    assert_type(to_jsonl([to_job_row(job)]), bytes)


def use_values(job: Job, cues: Cues, transcript: Transcript, copies: Copies) -> None:
    """Read values as the sequences that they are."""
    assert_type(job.response, Response)
    assert_type(job.result, Result | None)
    assert_type(job.cues, Cues | None)
    assert_type(job.usage, Usage | None)
    assert_type(job.media, MediaOnly)
    assert_type(job.editing_config, EditingConfig | None)
    assert_type(cues[0], Cue)
    assert_type(iter(cues), Iterator[Cue])
    assert_type(job.response.job_type, str | None)
    assert_type(cues.duration_ms, int)
    assert_type(cues[0].duration_ms, int)
    assert_type(transcript.duration_ms, int)
    assert_type(transcript[0].duration_ms, int)
    assert_type(cues.starts_ms, tuple[int, ...])
    assert_type(cues.repairs, tuple[Repair, ...])
    assert_type(transcript[0], Segment)
    assert_type(copies[0], Copy)
    rows = to_cue_rows(job)
    assert_type(rows[0], CueRow)
    assert_type(rows.types, dict[str, type])
    assert_type(rows[0].start_ms, int)
    assert_type(rows[0].gap_before_ms, int | None)
    assert_type(rows[0].ends_sentence, bool)
