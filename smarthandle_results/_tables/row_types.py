"""The rows of the tables: each class is a table, and its fields, in order, are the table's columns.

A `..._ms` column is whole milliseconds; an index counts from 1. A row keeps its cells in a dict, not in slots: many are
filled and written in two thirds of the time.
"""

from typing import Final, final

from attrs import AttrsInstance, frozen

from smarthandle_results._columns import tabular
from smarthandle_results._json import JsonObject


@final
@tabular
@frozen(kw_only=True, repr=False, slots=False)
class CueRow:
    """A cue of a job; `cue_index` counts from 1.

    The last two columns are for those who look for places to cut. `gap_before_ms` is how long nobody speaks before the
    cue: from the latest end of all cues before it, 0 where one of them has not ended yet, and None for the first.
    `ends_sentence` is whether its text ends with the mark of a sentence's end (`.`, `?`, `!`, `。`, `؟`, `।` and the
    like), whatever closing quotes and brackets come after it; the full stop of an abbreviation such as `Mr.` is none,
    nor is an ellipsis. Text without marks, as much speech recognition gives it, ends none.
    """

    job_id: str | None
    media_id: str | None
    cue_index: int
    start_ms: int
    end_ms: int
    text: str
    gap_before_ms: int | None
    ends_sentence: bool


@final
@tabular
@frozen(kw_only=True, repr=False, slots=False)
class CopyRow:
    """A generated copy of a job; `copy_index` counts from 1.

    `copy_type` and `keywords` come from the request's `EditingConfig`, and are None where the body has none; keywords
    that are not text are JSON text. `fields` is all of a copy that is an object, and None for a copy that is text.
    """

    job_id: str | None
    copy_index: int
    text: str | None
    copy_type: str | None
    keywords: str | None
    title: str | None
    create_time: str | None
    user_data: str | None
    fields: JsonObject | None


@final
@tabular
@frozen(kw_only=True, repr=False, slots=False)
class UsageRow:
    """A job's token usage; `other_counts` has every other number of the payload, and is None if there are none."""

    job_id: str | None
    request_id: str | None
    job_type: str | None
    state: str | None
    title: str | None
    create_time: str | None
    modified_time: str | None
    total_tokens: int | float | None
    other_counts: JsonObject | None


@final
@tabular
@frozen(kw_only=True, repr=False, slots=False)
class PairRow:
    """A sentence and its translation; `pair_index` counts from 1, and `extra` has the pair's other keys, if any."""

    job_id: str | None
    pair_index: int
    source: str
    target: str
    extra: JsonObject | None


@final
@tabular
@frozen(kw_only=True, repr=False, slots=False)
class MediaRow:
    """An id or a URL that a job's result holds, and its `role`. There is a row for each, but one for both of `result`.

    The roles are `result` (the media asset of the job, beside its result or in `Output`), `output_video` and
    `mask_video` of an avatar video, and of a translation `translated_video` and `translated_subtitles`, `detext_video`
    and `editing_project`, whose id is the `media_id`. Only translated media have a `language`, and a language without
    media of its own has a row with neither id nor URL.
    """

    job_id: str | None
    role: str
    language: str | None
    media_id: str | None
    media_url: str | None


@final
@tabular
@frozen(kw_only=True, repr=False, slots=False)
class PayloadRow:
    """Text of a job that has no column in another table, whole; `form` says what it is.

    Text as the job gave it has these forms: `result` is a result of an unknown form, `ai_result` and `output` a payload
    beside the one that the result was read from, `translated_text` that of a translation. JSON text of the keys that no
    model has is `avatar`, `translation`, `translated_media` (`item_index` is its place in the result, from 1),
    `transcript` (the keys beside the segments), `segment` (`item_index` is its place in the payload, from 1, which is
    not that of its cue if a segment before it made none) and `usage` (what is no count).
    """

    job_id: str | None
    form: str
    item_index: int | None
    text: str


@final
@tabular
@frozen(kw_only=True, repr=False, slots=False)
class JobRow:
    """A job: the body's scalar fields except the payloads, and what its result is and how much it contains.

    `result` is the name of the result's class, such as `Transcript`, or `Unrecognized` for one of an unknown form; it
    is None for a job without a result. `cue_count`, and `duration_ms`, which is the latest end of a cue, are None for a
    result without a transcript, `copy_count` for a result that is not copies, and `pair_count` for one that is not a
    translation; `media_count` and `payload_count` are the numbers of the job's rows in these tables. `media_id` and
    `media_url` may come from `Output`. `notes` are sentences, separated by "; ".
    """

    job_id: str | None
    request_id: str | None
    job_type: str | None
    state: str | None
    title: str | None
    description: str | None
    user_id: str | None
    create_time: str | None
    modified_time: str | None
    input_file: str | None
    input_keyword: str | None
    job_parameters: str | None
    editing_config: str | None
    output_bucket: str | None
    output_object: str | None
    output_media_url: str | None
    output_width: int | None
    output_height: int | None
    output_config: str | None
    media_id: str | None
    media_url: str | None
    user_data: str | None
    fe_extend: str | None
    error_code: str | None
    error_message: str | None
    result: str | None
    cue_count: int | None
    copy_count: int | None
    pair_count: int | None
    media_count: int
    payload_count: int
    duration_ms: int | None
    total_tokens: int | float | None
    notes: str | None


@final
@tabular
@frozen(kw_only=True, repr=False, slots=False)
class SubtitleRow:
    """The subtitles of a job that has cues, each format as one text: `to_srt`, `to_vtt` and `to_text` of its cues."""

    job_id: str | None
    srt: str
    vtt: str
    text: str


@final
@tabular
@frozen(kw_only=True, repr=False, slots=False)
class ErrorRow:
    """A bad body: `path` and `message` of its first problem, how many it has, and the SHA-256 of its bytes.

    `path` is a jq filter that reads the place from the body, `message` a plain sentence. `sha256` is None if there is
    no body. Where the body is from, only the caller knows: engines repeat an archive's other columns, and the command's
    table has the source, line and byte offset too (`smarthandle_results.batch.ErrorRow`).
    """

    path: str
    message: str
    problem_count: int
    sha256: str | None


JOB_TABLES: Final[dict[str, type[AttrsInstance]]] = {
    "copies": CopyRow,
    "usage": UsageRow,
    "cues": CueRow,
    "pairs": PairRow,
    "media": MediaRow,
    "payloads": PayloadRow,
    "jobs": JobRow,
}
"""The tables of good jobs, and the class of their rows. The command and the engines each add a table of errors,
and the engines, which write no files, one of subtitles."""
