"""The values of every stage: the response, the results, the cues. All are frozen, hashable, comparable and picklable.

Field names are the API's for what the API sends, and the standards' for what is made of it. A field that the body
leaves out, or holds as `null`, is None; `""` stays `""`.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias, final, overload

from attrs import Attribute, field, frozen

from smarthandle_results._columns import Columns
from smarthandle_results._json import JsonObject

Seconds: TypeAlias = int | float | Decimal
"""A time as the body gives it. Decimal only where a float could not hold a time that was given in milliseconds."""


class State(StrEnum):
    """The known values of `Response.state`, which is an open set."""

    CREATED = "Created"
    CREATING = "Creating"
    EXECUTING = "Executing"
    FINISHED = "Finished"
    FAILED = "Failed"
    CANCELLED = "Cancelled"


class JobType(StrEnum):
    """The known values of `SmartJobInfo.job_type`, which is an open set."""

    ASR = "ASR"
    TEXT_TO_SPEECH = "TextToSpeech"
    TEXT_GENERATE = "TextGenerate"
    AVATAR_VIDEO = "AvatarVideo"
    DYNAMIC_CHART = "DynamicChart"
    VIDEO_TRANSLATION = "VideoTranslation"


@final
@frozen(kw_only=True)
class JobResult:
    """`JobResult`: the media and the payloads, as text."""

    media_id: str | None = None
    ai_result: str | None = field(default=None, repr=False)
    usage: str | None = None
    media_url: str | None = None


@final
@frozen(kw_only=True)
class InputConfig:
    """`SmartJobInfo.InputConfig`. For text-to-speech `input_file` is the text itself."""

    input_file: str | None = None
    job_parameters: str | None = None
    keyword: str | None = None


@final
@frozen(kw_only=True)
class OutputConfig:
    """`SmartJobInfo.OutputConfig`, under either spelling. A body of 2021 has text there, which is kept as `text`."""

    bucket: str | None = None
    object: str | None = None
    media_url: str | None = None
    width: int | None = None
    height: int | None = None
    text: str | None = None


@final
@frozen(kw_only=True)
class SmartJobInfo:
    """`SmartJobInfo`: what was asked for. Times are UTC text, `YYYY-MM-DDThh:mm:ssZ`, as given."""

    title: str | None = None
    description: str | None = None
    user_id: str | None = None
    input_config: InputConfig | None = None
    output_config: OutputConfig | None = None
    create_time: str | None = None
    modified_time: str | None = None
    job_type: str | None = None
    editing_config: str | None = None


@final
@frozen(kw_only=True)
class Source:
    """Where and how a body was written: the jq filter of its object, and the keys that it spells in its own way."""

    path: str = "."
    spellings: frozenset[str] = frozenset()


@final
@frozen(kw_only=True)
class Response:
    """A GetSmartHandleJob response body. A failed job is a valid one.

    Source: the API reference of ICE 2020-11-09, GetSmartHandleJob.
    """

    request_id: str | None = None
    job_id: str | None = None
    output: str | None = field(default=None, repr=False)
    job_result: JobResult = JobResult()
    state: str | None = None
    user_data: str | None = None
    smart_job_info: SmartJobInfo = SmartJobInfo()
    error_code: str | None = None
    error_message: str | None = None
    fe_extend: str | None = None
    source: Source = field(default=Source(), eq=False, repr=False)
    """How the body was written, so that an error of a payload can name its place."""


@final
@frozen(kw_only=True)
class EditingConfig:
    """`SmartJobInfo.EditingConfig`, decoded: `values` is all of it, `generate_config` the JSON inside it, decoded."""

    type: str | None = None
    generate_config: JsonObject | None = None
    values: JsonObject = JsonObject()


def _told_by_length(column: Sequence[object]) -> str:
    return f"<{len(column)}>"


def _require_equal_lengths(*columns: tuple[object, ...]) -> None:
    if len({*map(len, columns)}) > 1:
        raise ValueError("expected columns of equal length")


@final
@frozen
class Segment:
    """A stretch of speech: `start` and `end` in seconds as given, and the item's other keys in `extra`."""

    start: Seconds
    end: Seconds
    text: str
    extra: JsonObject = JsonObject()


@final
@frozen
class Transcript(Columns[Segment]):
    """Recognised speech: a frozen sequence of `Segment`, kept as columns of equal length, in the order of the payload.

    `extras` is empty where no segment has keys beyond its text and times. Raises ValueError for columns of unequal
    length.
    """

    starts: tuple[Seconds, ...] = field(default=(), repr=_told_by_length)
    ends: tuple[Seconds, ...] = field(default=(), repr=_told_by_length)
    texts: tuple[str, ...] = field(default=(), repr=_told_by_length)
    extras: tuple[JsonObject, ...] = field(default=(), repr=_told_by_length)

    def __attrs_post_init__(self) -> None:
        _require_equal_lengths(self.starts, self.ends, self.texts, self.extras or self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def _values(self, rows: slice) -> Iterator[Segment]:
        columns = [self.starts, self.ends, self.texts, *([self.extras] if self.extras else [])]
        return map(Segment, *(column[rows] for column in columns))


@final
@frozen
class Copy:
    """One piece of generated copy: its text, or an object's `fields` with the text among them if it has one."""

    text: str | None
    fields: JsonObject = JsonObject()


@final
@frozen
class Copies(Sequence[Copy]):
    """Generated copies, in the order of the payload."""

    items: tuple[Copy, ...] = ()

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, index: int) -> Copy: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Copy, ...]: ...
    def __getitem__(self, index: int | slice) -> Copy | tuple[Copy, ...]:
        return self.items[index]


@final
@frozen(kw_only=True)
class Speech:
    """Synthesised speech: the audio, and the transcript where subtitles were asked for."""

    transcript: Transcript | None = None
    media_id: str | None = None
    media_url: str | None = None


@final
@frozen(kw_only=True)
class Avatar:
    """An avatar video: its URLs, its subtitles, and the payload's other keys in `extra`."""

    output_video_url: str | None = None
    mask_video_url: str | None = None
    transcript: Transcript | None = None
    media_id: str | None = None
    media_url: str | None = None
    extra: JsonObject = JsonObject()


@final
@frozen
class TranslatedText:
    """A sentence and its translation, and the item's other keys in `extra`."""

    source: str
    target: str
    extra: JsonObject = JsonObject()


@final
@frozen(kw_only=True)
class TranslatedMedia:
    """A translated video in one language (None where the payload does not say which), and its other keys in `extra`."""

    language: str | None = None
    media_url: str | None = None
    speech_translated_subtitle_url: str | None = None
    extra: JsonObject = JsonObject()


@final
@frozen(kw_only=True)
class Translation:
    """A translated video: text pairs and URLs; no form of it has cue times. Other keys are in `extra`."""

    editing_project_id: str | None = None
    translated_text: str | None = None
    pairs: tuple[TranslatedText, ...] = ()
    detext_video_url: str | None = None
    media: tuple[TranslatedMedia, ...] = ()
    media_id: str | None = None
    media_url: str | None = None
    extra: JsonObject = JsonObject()


@final
@frozen(kw_only=True)
class MediaOnly:
    """A result that is a media asset and nothing else, such as a DynamicChart's."""

    media_id: str | None = None
    media_url: str | None = None


@final
@frozen
class Unrecognized:
    """A payload of no known form: its text, whole."""

    text: str = field(repr=False)


Result: TypeAlias = Transcript | Speech | Copies | Avatar | Translation | MediaOnly | Unrecognized


@final
@frozen
class Usage:
    """Token usage. `other_counts` holds every other number of the payload under its own key."""

    total_tokens: int | float | None
    other_counts: JsonObject = JsonObject()


class RepairKind(StrEnum):
    """The known values of `Repair.kind`.

    Each is explained where such repairs are made: in `to_cues`, `decode_srt`, `decode_vtt`, `translate` and `shape`.
    """

    BLANK = "blank"
    BLANK_LINE = "blank_line"
    CHARACTERS = "characters"
    DURATION = "duration"
    GAP = "gap"
    LINES = "lines"
    MARKUP = "markup"
    MERGED = "merged"
    NEGATIVE = "negative"
    OUT_OF_ORDER = "out_of_order"
    OVERLAP = "overlap"
    READING_SPEED = "reading_speed"
    REVERSED = "reversed"
    SETTINGS = "settings"
    SPLIT = "split"
    UNTRANSLATED = "untranslated"
    UNUSED_PAIR = "unused_pair"
    WHITE_SPACE = "white_space"
    ZERO_LENGTH = "zero_length"


@final
@frozen
class Repair:
    """One thing that was mended, such as `Repair(index=0, kind='blank', action='dropped')`.

    `index` is that of the segment, cue or pair, from 0; `kind` names what was wrong, and `action` what was done.
    """

    index: int
    kind: str
    action: str


def _require_int(_: "Cue", attribute: "Attribute[int]", value: object) -> None:
    if type(value) is not int:
        raise TypeError(f"expected int as {attribute.name}, got {type(value).__name__}")


def _require_str(_: "Cue", attribute: "Attribute[str]", value: object) -> None:
    if type(value) is not str:
        raise TypeError(f"expected str as {attribute.name}, got {type(value).__name__}")


@final
@frozen
class Cue:
    """A subtitle, shown from `start_ms` until `end_ms`. `text` is plain text, never markup, in lines separated by LF.

    Any times and text are accepted here: what no subtitle file can hold is mended by `to_cues`, which every function
    that writes cues calls. Raises TypeError for a time that is not an int, or a text that is not a str.
    """

    start_ms: int = field(validator=_require_int)
    end_ms: int = field(validator=_require_int)
    text: str = field(validator=_require_str)


@final
@frozen
class Cues(Columns[Cue]):
    """A frozen sequence of `Cue`, kept as columns of equal length: `starts_ms`, `ends_ms` and `texts`.

    `repairs` lists what was mended on the way here; it takes no part in comparison.

    Cues that this library returns are sound, which means that any subtitle file can hold them: no start is before 0 or
    before the one that precedes it, every end is after its start, and no text is blank or contains anything that
    `to_cues` would mend. Their `is_sound` is True. It is False for `Cues` that you build by hand, or by `attrs.evolve`:
    they may contain anything, and are checked and mended by `to_cues` wherever they are written or laid out.

    Raises ValueError for columns of unequal length.
    """

    starts_ms: tuple[int, ...] = field(default=(), repr=_told_by_length)
    ends_ms: tuple[int, ...] = field(default=(), repr=_told_by_length)
    texts: tuple[str, ...] = field(default=(), repr=_told_by_length)
    repairs: tuple[Repair, ...] = field(default=(), eq=False)
    is_sound: bool = field(default=False, init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _require_equal_lengths(self.starts_ms, self.ends_ms, self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def _values(self, rows: slice) -> Iterator[Cue]:
        return map(Cue, self.starts_ms[rows], self.ends_ms[rows], self.texts[rows])


def make_sound_cues(
    starts_ms: tuple[int, ...], ends_ms: tuple[int, ...], texts: tuple[str, ...], repairs: tuple[Repair, ...]
) -> Cues:
    """Return `Cues` that nothing checks again: only for columns that were checked, or made from sound ones."""
    cues = Cues(starts_ms, ends_ms, texts, repairs)
    object.__setattr__(cues, "is_sound", True)
    return cues
