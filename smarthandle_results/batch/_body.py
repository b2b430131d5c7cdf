"""Bodies → the bytes of each of their outputs: pure functions, and all that a worker does with bodies."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from hashlib import blake2b
from itertools import repeat
from typing import Any, Final, final
from zlib import crc32

from attrs import AttrsInstance, field, frozen

from smarthandle_results import (
    PROFILES,
    Copies,
    Cues,
    DecodeError,
    Job,
    Problem,
    Profile,
    RepairKind,
    Response,
    State,
    count_too_wide,
    decode_job,
    decode_response,
    find_transcript,
    shape,
    to_copy_rows,
    to_cue_rows,
    to_cues,
    to_job_row,
    to_media_rows,
    to_pair_rows,
    to_payload_rows,
    to_poll_key,
    to_poll_rank,
    to_usage_row,
)
from smarthandle_results._making import make
from smarthandle_results._tables.cells import dump_json
from smarthandle_results._tables.rows import to_error_row
from smarthandle_results.batch._forms import DEFAULT_STYLE, SUBTITLE_FORMS, JobCues
from smarthandle_results.batch._names import check_template, to_name
from smarthandle_results.batch._outputs import ErrorRow, JobRow, Output
from smarthandle_results.batch._reading.chunks import Origin
from smarthandle_results.batch._words import BUILTIN, check_words


@final
@frozen(kw_only=True)
class Recipe:
    """What to make from each body: the `outputs`, and how subtitle files are named, shaped and written.

    `name` is the template of their names; None names them after the input if that is one body, and else after the job.
    They are shaped to `profile`, with `words`, by name, and `extend_last` as `shape` has them; None leaves their cues
    as the job gave them, as they are in tables. Cues are moved by `offset_ms`, in files and in tables. Subtitle files
    of the forms that accept it, and CSV, begin with a byte order mark with `bom`, and the lines of such subtitle files
    end with CR LF with `crlf`. How a subtitle file looks, if its form says it, is the style of the name `style`. Raises
    `ValueError` for a template that names no file, and for an unknown name of `words`.
    """

    outputs: tuple[Output, ...]
    name: str | None = field(default=None, validator=lambda _, __, template: _check_name(template))
    profile: Profile | None = None
    words: str = field(default=BUILTIN, validator=lambda _, __, name: check_words(name))
    extend_last: bool = False
    offset_ms: int = 0
    bom: bool = False
    crlf: bool = False
    style: str = DEFAULT_STYLE

    @property
    def has_subtitles(self) -> bool:
        """Whether subtitle files are among the outputs."""
        return not all(output.is_table for output in self.outputs)

    def make_all(self, jobs: "Sequence[PlacedJob]") -> "list[Outcome]":
        """Make all outputs of some jobs."""
        return make_outcomes(jobs, self)

    def make_bad(self, error: DecodeError, data: bytes | None, place: "BadPlace") -> "Outcome":
        """Make the outputs of a bad body."""
        return make_bad_outcome(error, data, self, place)


@final
@frozen
class Place:
    """Where a body is: its input and line as tables have them, and what names its subtitles after the input."""

    source: str = "-"
    line: int = 1
    origin: Origin = Origin("stdin")


@final
@frozen
class PlacedJob:
    """A job, where the body is that it was decoded from, and the checksum of that body (`sum_body`)."""

    job: Job
    place: Place = Place()
    checksum: int = 0


@final
@frozen
class BadPlace:
    """Where a bad body is: its input, line and byte offset, as the table of errors has them."""

    source: str
    line: int
    byte_offset: int | None


class Layout(StrEnum):
    """What is counted of the cues in subtitle files, in the order of `run.json`.

    Relaid are those of the job that were merged, split or put on other lines, and retimed those whose end was moved.
    Too wide are the cues that were written though a screen has no room for them, by the profile or, without one, by
    that of their script. Unbroken are those of these that are in Thai, Lao, Khmer or Burmese.
    """

    RELAID = "relaid"
    RETIMED = "retimed"
    TOO_WIDE = "too_wide"
    UNBROKEN = "unbroken"


class Status(StrEnum):
    """What became of a body, in the order of `run.json`; superseded are the earlier polls of a job."""

    CONVERTED = "converted"
    UNFINISHED = "unfinished"
    FAILED = "failed"
    SUPERSEDED = "superseded"
    BAD = "bad"


@final
@frozen
class BadBody:
    """Where a bad body is, its `source` and `line` as the table of errors has them, and its first problem."""

    source: str
    line: int
    path: str
    message: str

    @property
    def place(self) -> str:
        """The input, and the line unless it is the first."""
        return self.source if self.line == 1 else f"{self.source}:{self.line}"

    def describe(self) -> str:
        """Write the place and the problem in a line."""
        return f"{self.place}: {Problem(self.path, self.message)}"


def _to_fault(fault: "BadBody | Sequence[Any] | None") -> "BadBody | None":
    """Make a fault of what a part file has for it: an array of its fields."""
    return fault if fault is None or isinstance(fault, BadBody) else BadBody(*fault)


@final
@frozen
class Entry:
    """What the rest of a run needs to know of a body that was converted.

    Bodies of one `poll_key` are polls of one job (None: a job of its own), and the greatest `poll_stage` and then
    `poll_time` is the last. `name` is that of the subtitle files, None if there are none. `repairs` counts by kind,
    and `layout` the cues of the subtitle files by `Layout`. `result` is the name of the result's class, None if there
    is none, and `job_type` the beginning of the job's type. `copies` and `tokens` are those of the job, `error_code` is
    the beginning of a failed job's code, and `notes` are the messages of its notes, each once. `checksum` is the same
    for copies of a body. `place` stands for its input and line, if it has subtitles and no `poll_key`. A bad body has
    its `fault` instead.
    """

    status: str
    poll_key: str | None = None
    poll_stage: int = 0
    poll_time: str = ""
    name: str | None = None
    repairs: dict[str, int] = field(factory=dict[str, int])
    layout: dict[str, int] = field(factory=dict[str, int])
    result: str | None = None
    job_type: str | None = None
    copies: int = 0
    tokens: int | float = 0
    error_code: str | None = None
    notes: Sequence[str] = ()
    checksum: int = 0
    fault: BadBody | None = field(default=None, converter=_to_fault)
    place: str | None = None

    @property
    def owners(self) -> tuple[str, ...]:
        """What the job is known by in a later run: its key, or else its place and then its body."""
        if self.poll_key is not None:
            return (self.poll_key,)
        return () if self.place is None else (self.place, f"body {self.checksum}")


@final
@frozen(kw_only=True)
class Outcome:
    """What was made from a body: its entry, the bytes of each output in the recipe's order, and, if bad, its own."""

    entry: Entry
    contents: tuple[bytes, ...] = field(repr=False)
    bad_body: bytes = field(default=b"", repr=False)


def make_outcomes(jobs: Sequence[PlacedJob], recipe: Recipe) -> list[Outcome]:
    """Make all outputs of some jobs: one kind of output of all of them, then the next.

    A loop over many functions waits again and again for the processor to load their code, and a loop over few does not:
    jobs with few cues take two thirds of the time in a batch that they take one by one, and long jobs as long.
    """
    made = [_make(job, recipe) for job in jobs]
    layouts = [
        {} if each.name is None or each.subtitles is None else _count_layout(each.subtitles, recipe) for each in made
    ]
    entries = [_make_entry(each, layout) for each, layout in zip(made, layouts, strict=True)]
    columns = [_write_all(made, output, recipe) for output in recipe.outputs]
    contents = zip(*columns, strict=True) if columns else repeat((), len(made))
    return [Outcome(entry=entry, contents=own) for entry, own in zip(entries, contents, strict=True)]


def decode_placed_job(body: bytes | str | Mapping[str, object], place: Place = Place()) -> PlacedJob:
    """Decode the job of a body. Raises `DecodeError` for a bad body."""
    return PlacedJob(decode_job(decode_response(body)), place, sum_body(body))


def _make_entry(made: "_Made", layout: dict[str, int]) -> Entry:
    job, place = made.placed.job, made.placed.place
    response = job.response
    repairs = () if made.subtitles is None else made.subtitles.repairs
    poll_stage, poll_time = to_poll_rank(response)
    poll_key = to_poll_key(response)
    has_place = poll_key is None and made.name is not None
    return Entry(
        status=_find_status(job),
        poll_key=_hash_key(poll_key),
        poll_stage=poll_stage,
        poll_time=poll_time,
        name=made.name,
        repairs=Counter(str(repair.kind) for repair in repairs),
        layout=layout,
        result=None if job.result is None else type(job.result).__name__,
        job_type=(response.smart_job_info.job_type or "")[:_MAX_WORD] or None,
        copies=len(job.result) if isinstance(job.result, Copies) else 0,
        tokens=(job.usage.total_tokens or 0) if job.usage else 0,
        error_code=(response.error_code or "")[:_MAX_WORD] or None,
        notes=tuple({note.message: None for note in job.notes}),
        checksum=made.placed.checksum,
        place=_hash_key(f"{place.source}:{place.line}") if has_place else None,
    )


def make_bad_outcome(error: DecodeError, data: bytes | None, recipe: Recipe, place: BadPlace) -> Outcome:
    """Make the outputs of a bad body: a row of errors. Its `data` is None if the bytes could not all be read."""
    facts = vars(to_error_row(error, data))
    row = ErrorRow(source=place.source, line=place.line, byte_offset=place.byte_offset, **facts)
    contents = tuple(output.to_bytes([row]) if output.name == "errors" else b"" for output in recipe.outputs)
    fault = BadBody(place.source, place.line, row.path[:_MAX_PATH], row.message)
    return Outcome(entry=Entry(Status.BAD, fault=fault), contents=contents, bad_body=data or b"")


@final
@frozen
class _Made:
    """What all outputs of a body are written from: the cues of its tables, those of its subtitle files, their name.

    Where a run writes no subtitle files, the two are the same cues, without a name.
    """

    placed: PlacedJob
    cues: Cues | None
    subtitles: Cues | None
    name: str | None


def _make(placed: PlacedJob, recipe: Recipe) -> _Made:
    cues = _find_cues(placed.job, recipe)
    if cues is None or not recipe.has_subtitles:
        return _Made(placed, cues, cues, None)
    return _Made(placed, cues, _shape(cues, recipe), make_name(placed.job.response, recipe, placed.place))


def _write_all(made: Iterable[_Made], output: Output, recipe: Recipe) -> list[bytes]:
    """Write an output of some jobs."""
    if output.is_table:
        find_rows, to_bytes = _TABLE_ROWS[output.name], output.to_bytes
        return [to_bytes(rows) if (rows := find_rows(each)) else b"" for each in made]
    write = partial(SUBTITLE_FORMS[output.name].write, bom=recipe.bom, crlf=recipe.crlf)
    return [
        b""
        if each.cues is None or each.subtitles is None
        else write(JobCues(each.placed.job.response, each.cues, each.subtitles, recipe.style))
        for each in made
    ]


def _check_name(template: str | None) -> None:
    if template is not None:
        check_template(template)


def make_name(response: Response, recipe: Recipe, place: Place) -> str:
    """Make the name of a job's subtitle files, without suffix."""
    template = recipe.name or ("{source}" if place.origin.is_alone else "{job_id}")
    return to_name(template, response, place.origin.bare_path)


def _find_cues(job: Job, recipe: Recipe) -> Cues | None:
    transcript = find_transcript(job.result) if recipe.offset_ms else None
    return job.cues if transcript is None else to_cues(transcript, offset_ms=recipe.offset_ms)


def _shape(cues: Cues, recipe: Recipe) -> Cues:
    if recipe.profile is None:
        return cues
    return shape(cues, recipe.profile, words=recipe.words, extend_last=recipe.extend_last)


_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese and Khmer, which have no spaces between words: `--words icu` finds them."""
_UNSPACED_HIGH_BYTES: Final = (0x0E, 0x10, 0x17)


def _has_unspaced(text: str) -> bool:
    if text.isascii():
        return False
    highs = text.encode("utf-16-be", "surrogatepass")[::2]  # to look at these takes a fifth of the time of a search
    return any(high in highs for high in _UNSPACED_HIGH_BYTES) and _UNSPACED.search(text) is not None


def _count_layout(cues: Cues, recipe: Recipe) -> dict[str, int]:
    counts = {
        name.value: len({repair.index for repair in cues.repairs if repair.kind in kinds})
        for name, kinds in _KINDS.items()
    }
    profile = recipe.profile or PROFILES["auto"]
    unspaced = [cue for cue in cues if _UNSPACED.search(cue.text)] if _has_unspaced("".join(cues.texts)) else []
    # By the profile of their own script, which is seldom another than that of all cues.
    return {
        **counts,
        Layout.TOO_WIDE.value: count_too_wide(cues, profile),
        Layout.UNBROKEN.value: count_too_wide(unspaced, profile) if unspaced else 0,
    }


def _find_status(job: Job) -> Status:
    if job.response.state in {State.FAILED, State.CANCELLED}:
        return Status.FAILED
    is_converted = job.result is not None or job.response.state == State.FINISHED
    return Status.CONVERTED if is_converted else Status.UNFINISHED


def sum_body(body: bytes | str | Mapping[str, object]) -> int:
    """Return a checksum of a body's bytes, its text or its JSON, by which exact copies are known."""
    # No hash, which takes several times as long: two polls of one job, at one time, that are not the same have the same
    # sum once in four thousand million times, and then the first of them is kept in place of the last.
    return crc32(
        body if isinstance(body, bytes) else body.encode(errors="replace") if isinstance(body, str) else dump_json(body)
    )


def _hash_key(key: str | None) -> str | None:
    """Make keys of one length, so that what is kept of a poll has a bound."""
    return None if key is None else blake2b(key.encode(errors="replace"), digest_size=16).hexdigest()


def _make_job_row(made: _Made) -> AttrsInstance:
    place, cues = made.placed.place, made.cues
    cells = {"source": place.source, "line": place.line, **vars(to_job_row(made.placed.job)), "subtitle": made.name}
    if cues is not None:  # of which an offset may have left some out
        cells |= {"cue_count": len(cues), "duration_ms": cues.duration_ms}
    return make(JobRow, cells)


_KINDS: Final = {
    Layout.RELAID: {RepairKind.LINES, RepairKind.MERGED, RepairKind.SPLIT},
    Layout.RETIMED: {RepairKind.DURATION, RepairKind.GAP, RepairKind.OVERLAP, RepairKind.READING_SPEED},
}
"""The repairs of `shape` by what they do to a cue."""

_TABLE_ROWS: Final[dict[str, Callable[[_Made], Collection[AttrsInstance]]]] = {
    "copies": lambda made: to_copy_rows(made.placed.job),
    "usage": lambda made: [row] if (row := to_usage_row(made.placed.job)) else (),
    "cues": lambda made: to_cue_rows(made.placed.job, made.cues),
    "pairs": lambda made: to_pair_rows(made.placed.job),
    "media": lambda made: to_media_rows(made.placed.job),
    "payloads": lambda made: to_payload_rows(made.placed.job),
    "jobs": lambda made: [_make_job_row(made)],
    "errors": lambda _: (),
}

_MAX_PATH: Final = 200
"""How many characters of a problem's path are kept to be printed: the table of errors has all of it."""
_MAX_WORD: Final = 64
"""How many characters of a job's type and of its error's code are kept: the service's own are shorter, and a body may
have any."""
