"""The values of every stage: the response, the results, the cues. All are frozen, hashable, comparable and picklable.

Field names are the API's for what the API sends, and the standards' for what is made from it. A field that the body
omits, or sends as `null`, is None; `""` stays `""`. What is special to reading one field is in its metadata: see
`_decoding/structure.py`.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from types import NoneType
from typing import ClassVar, Final, TypeAlias, final

from attrs import Attribute, field, frozen

from smarthandle_results._columns import Columns, require_equal_lengths, tabular
from smarthandle_results._errors import Note
from smarthandle_results._json import JsonObject
from smarthandle_results._making import make
from smarthandle_results._seconds import Seconds, round_to_ms
from smarthandle_results._shown import show_count, show_fields, show_length, show_sequence, show_text, show_value
from smarthandle_results._wanted import (
    COPIES,
    COPY,
    COPY_FIELDS,
    COPY_TEXT,
    COPY_TEXTS,
    RESULT,
    require_items,
    require_kind,
    require_type,
    unexpected,
)


class State(StrEnum):
    """The known values of `Response.state`; the service may send others."""

    CREATED = "Created"
    CREATING = "Creating"
    EXECUTING = "Executing"
    FINISHED = "Finished"
    FAILED = "Failed"
    CANCELLED = "Cancelled"


class JobType(StrEnum):
    """The known values of `SmartJobInfo.job_type`; the service may send others."""

    ASR = "ASR"
    TEXT_TO_SPEECH = "TextToSpeech"
    TEXT_GENERATE = "TextGenerate"
    AVATAR_VIDEO = "AvatarVideo"
    DYNAMIC_CHART = "DynamicChart"
    VIDEO_TRANSLATION = "VideoTranslation"


# The values of nearly every body have no slots, so that each can be made of all its fields at once: see `make`.


@final
@frozen(kw_only=True, slots=False)
class JobResult:
    """`JobResult`: the media asset (`media_id`, `media_url`), and the payloads `ai_result` and `usage` as text."""

    media_id: str | None = None
    ai_result: str | None = field(default=None, repr=show_length)
    usage: str | None = None
    media_url: str | None = None

    def __repr__(self) -> str:
        return show_fields(self)


@final
@frozen(kw_only=True, slots=False)
class InputConfig:
    """`SmartJobInfo.InputConfig`.

    `input_file` is a URL or a media id, or for text-to-speech the text itself; `job_parameters` is JSON text, which
    `decode_job_parameters` decodes; `keyword` occurs in listings only.

    >>> InputConfig(input_file="oss://example-bucket/video.mp4").keyword is None
    True
    """

    input_file: str | None = None
    job_parameters: str | None = None
    keyword: str | None = None

    def __repr__(self) -> str:
        return show_fields(self)


@final
@frozen(kw_only=True, slots=False)
class OutputConfig:
    """`SmartJobInfo.OutputConfig`, in either spelling.

    `bucket` and `object` are the place of the output in Object Storage Service; `media_url`, `width` and `height` (in
    pixels) are an avatar video's. A body of 2021 has a string in place of the object, which is kept as `text`.

    >>> from smarthandle_results import decode_response
    >>> decode_response('{"State": "Created", "SmartJobInfo": {"OutputConfig": "a/b"}}').smart_job_info.output_config
    OutputConfig(text='a/b')
    """

    bucket: str | None = None
    object: str | None = None
    media_url: str | None = None
    width: int | None = None
    height: int | None = None
    text: str | None = field(default=None, metadata={"bare_string": True})

    def __repr__(self) -> str:
        return show_fields(self)


@final
@frozen(kw_only=True, slots=False)
class SmartJobInfo:
    """`SmartJobInfo`: what was requested, with an `InputConfig` and an `OutputConfig` if the body has them.

    `create_time` and `modified_time` are UTC text, `YYYY-MM-DDThh:mm:ssZ`; `job_type` is one of `JobType` or a newer
    one; `editing_config` is JSON text, which `decode_editing_config` decodes.
    """

    title: str | None = None
    description: str | None = None
    user_id: str | None = field(default=None, metadata={"json_type": "string or integer"})
    input_config: InputConfig | None = None
    output_config: OutputConfig | None = None
    create_time: str | None = None
    modified_time: str | None = None
    job_type: str | None = None
    editing_config: str | None = None

    def __repr__(self) -> str:
        return show_fields(self)


@final
@frozen(kw_only=True)
class Source:
    """Where and how a body was written.

    `path` is the jq filter of its object, and `spellings` are those that are not the service's own. `notes` say what is
    unusual about it, and `values` are the paths of payloads that were arrays or objects in place of text.
    """

    path: str = "."
    spellings: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    values: tuple[str, ...] = ()


@final
@frozen(kw_only=True, slots=False)
class Response:
    """A GetSmartHandleJob response body. That of a failed job is valid, too.

    `output` and the payloads in `job_result` are text as the service sent it; `state` is one of `State` or a newer one;
    `user_data` is the caller's own text; `error_code` and `error_message` may be missing even for a failed job;
    `fe_extend` occurs in bodies of 2021 only.

    Source: the API reference of ICE 2020-11-09, GetSmartHandleJob.
    """

    request_id: str | None = None
    job_id: str | None = None
    output: str | None = field(default=None, repr=show_length)
    job_result: JobResult = JobResult()
    state: str | None = None
    user_data: str | None = None
    smart_job_info: SmartJobInfo = SmartJobInfo()
    error_code: str | None = None
    error_message: str | None = None
    fe_extend: str | None = None
    source: Source = field(default=Source(), eq=False, repr=False, metadata={"from_json": False})
    """How the body was written, so that a problem of a payload has the path of its place in the body."""

    @property
    def job_type(self) -> str | None:
        """The job type in `smart_job_info`: one of `JobType` or a newer one."""
        return self.smart_job_info.job_type

    def __repr__(self) -> str:
        return show_fields(self)


@final
@frozen(kw_only=True, slots=False)
class EditingConfig:
    """`SmartJobInfo.EditingConfig`, decoded.

    `type` is the kind of copy, such as `MarketingCopy`; `generate_config` is the JSON text inside it, decoded;
    `values` is all of it.
    """

    type: str | None = None
    generate_config: JsonObject | None = None
    values: JsonObject = JsonObject()

    def __repr__(self) -> str:
        return show_value(self)


@final
@tabular
@frozen(repr=False)
class Segment:
    """A stretch of speech: `start` and `end` in seconds as the body has them, `text`, and other keys in `extra`."""

    start: Seconds
    end: Seconds
    text: str
    extra: JsonObject = JsonObject()

    @property
    def duration_ms(self) -> int:
        """How long it lasts: its end less its start, each rounded as `to_cues` rounds it."""
        return round_to_ms(self.end) - round_to_ms(self.start)


@final
@frozen(slots=False)
class Transcript(Columns[Segment]):
    """Recognized speech: a frozen sequence of `Segment`, kept as columns of equal length, in the order of the payload.

    `starts` and `ends` are seconds; `extras` is empty if no segment has keys beyond its text and times. Where the
    payload is an object around the segments, `extra` has its other keys. Two are equal if their columns are. Raises
    ValueError for columns of unequal length.

    >>> Transcript((0.5,), (1.25,), ("Hello.",))[0].end
    1.25
    """

    starts: tuple[Seconds, ...] = ()
    ends: tuple[Seconds, ...] = ()
    texts: tuple[str, ...] = ()
    extras: tuple[JsonObject, ...] = ()
    extra: JsonObject = JsonObject()

    def __attrs_post_init__(self) -> None:
        require_equal_lengths(self.starts, self.ends, self.texts, self.extras or self.texts)

    @property
    def duration_ms(self) -> int:
        """When the last of its segments ends, rounded as `to_cues` rounds it; 0 without segments."""
        return round_to_ms(max(self.ends, default=0))

    def __len__(self) -> int:
        return len(self.texts)

    def __repr__(self) -> str:
        times = _show_times(min(self.starts), max(self.ends)) if self.texts else ""
        return show_sequence(self, (show_count(len(self), "segment"), times, show_text("".join(self.texts[:1]))))

    def _values(self, rows: slice) -> Iterator[Segment]:
        columns = [self.starts, self.ends, self.texts, *([self.extras] if self.extras else [])]
        return map(Segment, *(column[rows] for column in columns))


def _show_times(start: Seconds, end: Seconds) -> str:
    """Write when some stretches start and end, in seconds of one decimal. A Decimal has room for any time."""
    times = Decimal(start), Decimal(end)
    style = ",.1f" if max(map(abs, times)) < MAX_SHOWN else ".3g"
    return f"{'–'.join(format(time, style) for time in times)} s"


MAX_SHOWN: Final = 10**9
"""Times of more seconds are shown with an exponent."""


@final
@tabular
@frozen(repr=False)
class Copy:
    """One piece of generated copy: its `text`, and if it is an object all of its `fields`, the text among them.

    `text` is None for an object without a text.
    """

    text: str | None
    fields: JsonObject = JsonObject()


@final
@frozen(slots=False)
class Copies(Columns[Copy]):
    """Generated copies: a frozen sequence of `Copy`, kept as columns of equal length, in the order of the payload.

    `texts` has the text of each, or None, and `fields` its object, empty for a copy that is text; without any object
    `fields` has no items. Two are equal if their columns are. Raises ValueError for columns of unequal length, and
    TypeError for columns that are no tuples, texts that are not all str or None, and fields that are no objects.

    >>> Copies(("Fresh every day.", "Baked at dawn."))[1].text
    'Baked at dawn.'
    """

    texts: tuple[str | None, ...] = ()
    fields: tuple[JsonObject, ...] = ()

    def __attrs_post_init__(self) -> None:
        require_kind(self.texts, tuple, COPY_TEXTS)
        require_kind(self.fields, tuple, COPY_FIELDS)
        require_equal_lengths(self.texts, self.fields or self.texts)
        for index, text in enumerate(self.texts):
            require_kind(text, (str, NoneType), COPY_TEXT, f" at index {index}")
        for index, fields in enumerate(self.fields):
            require_kind(fields, JsonObject, COPY_FIELDS, f" at index {index}")

    @staticmethod
    def of(copies: Iterable[Copy]) -> "Copies":
        """Make `Copies` from copies. Raises TypeError, with the index, for a value that is not a `Copy`.

        >>> Copies.of([Copy("Fresh every day.")])
        Copies(1 copy, 'Fresh every day.')
        """
        require_items(copies, COPIES)
        items = [*copies]
        for index, item in enumerate(items):
            require_kind(item, Copy, COPY, f" at index {index}")
        fields = tuple(copy.fields for copy in items)
        return Copies(tuple(copy.text for copy in items), fields if any(fields) else ())

    def __len__(self) -> int:
        return len(self.texts)

    def __repr__(self) -> str:
        name = "copy" if len(self) == 1 else "copies"
        return show_sequence(self, (f"{len(self):,} {name}", *map(show_text, self.texts[:1])))

    def _values(self, rows: slice) -> Iterator[Copy]:
        columns = [self.texts, *([self.fields] if self.fields else [])]
        return map(Copy, *(column[rows] for column in columns))


@final
@frozen(kw_only=True)
class Speech:
    """Synthesized speech: the audio (`media_id`, `media_url`), and the `transcript` if subtitles were requested."""

    transcript: Transcript | None = None
    media_id: str | None = None
    media_url: str | None = None

    def __repr__(self) -> str:
        return show_value(self)


@final
@frozen(kw_only=True)
class Avatar:
    """An avatar video: its URLs, its subtitles as `transcript`, and the payload's other keys in `extra`."""

    output_video_url: str | None = None
    mask_video_url: str | None = None
    transcript: Transcript | None = None
    media_id: str | None = None
    media_url: str | None = None
    extra: JsonObject = JsonObject()

    def __repr__(self) -> str:
        return show_value(self)


@final
@tabular
@frozen(repr=False)
class TranslatedText:
    """A sentence (`source`), its translation (`target`), and the item's other keys in `extra`."""

    source: str
    target: str
    extra: JsonObject = field(default=JsonObject(), metadata={"from_json": False})


@final
@tabular
@frozen(kw_only=True, repr=False)
class TranslatedMedia:
    """A video translated into one `language`, the URLs of it and its subtitles, and its other keys in `extra`.

    `language` is None if the payload does not name it.
    """

    language: str | None = field(default=None, metadata={"from_json": False})
    media_url: str | None = None
    speech_translated_subtitle_url: str | None = None
    extra: JsonObject = field(default=JsonObject(), metadata={"from_json": False})


@final
@frozen(kw_only=True)
class Translation:
    """A translated video: text `pairs`, and `media` in each language. No form of this result has the times of cues.

    `detext_video_url` is the video without the subtitles that it showed; other keys are in `extra`.
    """

    editing_project_id: str | None = None
    translated_text: str | None = None
    pairs: tuple[TranslatedText, ...] = ()
    detext_video_url: str | None = None
    media: tuple[TranslatedMedia, ...] = ()
    media_id: str | None = None
    media_url: str | None = None
    extra: JsonObject = JsonObject()

    def __repr__(self) -> str:
        return show_value(self)


@final
@frozen(kw_only=True, slots=False)
class MediaOnly:
    """A result that is a media asset and nothing else, such as that of a DynamicChart job."""

    media_id: str | None = None
    media_url: str | None = None


@final
@frozen
class Unrecognized:
    """A payload of an unknown form: its whole `text`."""

    text: str = field(repr=show_length)


Result: TypeAlias = Transcript | Speech | Copies | Avatar | Translation | MediaOnly | Unrecognized


def find_transcript(result: Result | None) -> Transcript | None:
    """Return the transcript of any result: itself, or the subtitles of speech or an avatar video, if it has any."""
    # Exact types, since to ask whether a value is a sequence of ours takes ten times as long.
    if type(result) is Transcript:
        return result
    if type(result) is Speech or type(result) is Avatar:
        return result.transcript
    if result is None or type(result) in _WITHOUT_TRANSCRIPT:
        return None
    raise unexpected(RESULT, result)


_WITHOUT_TRANSCRIPT: Final = frozenset({Copies, Translation, MediaOnly, Unrecognized})


@final
@frozen(slots=False)
class Usage:
    """Token usage: `total_tokens`, every other count of the payload in `other_counts`, and what is no count in `extra`.

    Counts are numbers, and objects of numbers such as `{"cached_tokens": 0}`, each under its own key. `total_tokens` is
    None if the payload has none.
    """

    total_tokens: int | float | None
    other_counts: JsonObject = JsonObject()
    extra: JsonObject = JsonObject()

    def __repr__(self) -> str:
        return show_value(self)


@final
@frozen
class Unread:
    """The text of a payload beside the one that the result was read from, where it says something else.

    Of a payload with text around its copies it is all of it. `form` is where it is: `ai_result` or `output`.
    """

    form: str
    text: str = field(repr=show_length)


class RepairKind(StrEnum):
    """The known values of `Repair.kind`.

    Each is explained where such repairs are made: in `to_cues`, `translate`, `shape`, and what reads subtitles:
    `decode_srt`, `decode_vtt`, `decode_timeline` and `decode_bcc`.
    """

    BLANK = "blank"
    BLANK_LINE = "blank_line"
    CHARACTERS = "characters"
    CLIP = "clip"
    DURATION = "duration"
    GAP = "gap"
    LINES = "lines"
    MARKUP = "markup"
    MERGED = "merged"
    NEGATIVE = "negative"
    NUMBER = "number"
    OFFSET = "offset"
    OUT_OF_ORDER = "out_of_order"
    OVERLAP = "overlap"
    READING_SPEED = "reading_speed"
    REVERSED = "reversed"
    SETTINGS = "settings"
    SPLIT = "split"
    TIMES = "times"
    UNTRANSLATED = "untranslated"
    UNUSED_PAIR = "unused_pair"
    WHITE_SPACE = "white_space"
    ZERO_LENGTH = "zero_length"


@final
@tabular
@frozen(repr=False)
class Repair:
    """One thing that was mended, such as `Repair(index=0, kind='blank', action='dropped')`.

    `index` is that of the segment, cue, clip or pair, from 0; `kind`, one of `RepairKind`, names what was wrong, and
    `action` what was done.
    """

    index: int
    kind: str
    action: str


def _require_int(_: "Cue", attribute: "Attribute[int]", value: object) -> None:
    require_type(attribute.name, value, int)


def _require_str(_: "Cue", attribute: "Attribute[str]", value: object) -> None:
    require_type(attribute.name, value, str)


@final
@tabular
@frozen(repr=False)
class Cue:
    """A subtitle, shown from `start_ms` until `end_ms`. `text` is plain text, never markup, in lines separated by LF.

    Any times and text are accepted here: what no subtitle file can contain is mended by `to_cues`, which every function
    that writes cues calls. Raises TypeError for a time that is not an int, or a text that is not a str.
    """

    start_ms: int = field(validator=_require_int)
    end_ms: int = field(validator=_require_int)
    text: str = field(validator=_require_str)

    @property
    def duration_ms(self) -> int:
        """How long it is shown: 0 or less where its end is not after its start."""
        return self.end_ms - self.start_ms


@final
@frozen(slots=False)
class Cues(Columns[Cue]):
    """A frozen sequence of `Cue`, kept as columns of equal length: `starts_ms`, `ends_ms` and `texts`.

    `repairs` lists what was mended on the way here; it is ignored in comparisons.

    Cues that this library returns are sound, which means that any subtitle file can contain them: no start is before 0
    or before the previous one, every end is after its start, and no text is blank or contains anything that `to_cues`
    would mend. Their `is_sound` is True. It is False for `Cues` that you build by hand, or by `attrs.evolve`: they may
    contain anything, and are checked and mended by `to_cues` wherever they are written or laid out.

    Raises ValueError for columns of unequal length.
    """

    starts_ms: tuple[int, ...] = ()
    ends_ms: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = field(default=(), eq=False)
    # Of the class False, of cues that were checked True: no field, so that neither `asdict` nor `evolve` knows of it.
    is_sound: ClassVar[bool] = False

    def __attrs_post_init__(self) -> None:
        require_equal_lengths(self.starts_ms, self.ends_ms, self.texts)

    @property
    def duration_ms(self) -> int:
        """When the last of the cues ends; 0 without cues."""
        return max(self.ends_ms, default=0)

    def __len__(self) -> int:
        return len(self.texts)

    def _values(self, rows: slice) -> Iterator[Cue]:
        return map(Cue, self.starts_ms[rows], self.ends_ms[rows], self.texts[rows])

    def __repr__(self) -> str:
        times = (
            _show_times(Decimal(min(self.starts_ms)) / 1000, Decimal(max(self.ends_ms)) / 1000) if self.texts else ""
        )
        repairs = show_count(len(self.repairs), "repair") if self.repairs else ""
        return show_sequence(self, (show_count(len(self), "cue"), times, show_text("".join(self.texts[:1])), repairs))

    def __reduce__(self) -> tuple[object, ...]:
        return make_sound_cues if self.is_sound else Cues, (self.starts_ms, self.ends_ms, self.texts, self.repairs)


def make_sound_cues(
    starts_ms: tuple[int, ...], ends_ms: tuple[int, ...], texts: tuple[str, ...], repairs: tuple[Repair, ...]
) -> Cues:
    """Return `Cues` that nothing checks again: only for columns that were checked, or made from sound ones."""
    values = {"starts_ms": starts_ms, "ends_ms": ends_ms, "texts": texts, "repairs": repairs, "is_sound": True}
    return make(Cues, values)
