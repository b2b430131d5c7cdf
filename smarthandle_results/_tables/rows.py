"""A decoded job → the rows of tables, kept as columns. A row joins what the body says about a job with its result."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from types import UnionType
from typing import Any, Final, TypeVar, final, get_args

from attrs import AttrsInstance, field, fields, frozen
from attrs.exceptions import NotAnAttrsClassError

from smarthandle_results._columns import Columns, require_equal_lengths
from smarthandle_results._errors import DecodeError
from smarthandle_results._layout.cutting import list_gaps_ms, list_sentence_ends
from smarthandle_results._making import make
from smarthandle_results._models import Copies, Cue, InputConfig, OutputConfig, Result, Translation
from smarthandle_results._shown import MAX_FIELD, shorten, show_count, show_fields, show_sequence
from smarthandle_results._subtitles.cues import to_cues
from smarthandle_results._tables.cells import to_json_text, to_scalar
from smarthandle_results._tables.contents import list_media, list_payloads
from smarthandle_results._tables.job import Job
from smarthandle_results._tables.row_types import (
    CopyRow,
    CueRow,
    ErrorRow,
    JobRow,
    MediaRow,
    PairRow,
    PayloadRow,
    UsageRow,
)
from smarthandle_results._wanted import JOB, ROW, ROW_TYPE, ROWS, require_items, require_kind, unexpected

_ValueT = TypeVar("_ValueT")
_CellT = TypeVar("_CellT")
_RowT = TypeVar("_RowT", bound=AttrsInstance)
_RowT_co = TypeVar("_RowT_co", bound=AttrsInstance, covariant=True)


@final
class Repeated(tuple[_ValueT, ...]):
    """A column of at least one row that has the same value in all of them, so that writers look at it once.

    To all others it is a tuple, as most columns are.
    """

    __slots__ = ()

    @staticmethod
    def of(value: _CellT, count: int) -> "Repeated[_CellT]":
        """Make a column of so many rows."""
        return Repeated((value,) * count)


@final
@frozen
class Rows(Columns[_RowT_co]):
    """Rows of one type: a frozen sequence of them, kept as columns of equal length, in the order of the type's fields.

    `row_type` is the class of the rows, `columns` has one sequence for each of its fields. A column that has one value
    in all rows is usually a `Repeated`. Two `Rows` are equal if their rows are, and have a hash if all cells have one.

    Pandas and Polars make columns of `Rows`, and of lists of rows: `pandas.DataFrame(rows)`. From `rows.to_dict()` they
    do so in a fifteenth of the time, with JSON text for JSON objects. A frame of no rows has no columns, since frames
    ask the first row; `to_dict()` has them all the same, and `types` what is in them.

    >>> from smarthandle_results import Cue
    >>> rows = Rows.of(Cue, [Cue(0, 1500, "a"), Cue(1500, 2000, "b")])
    >>> rows[1]
    Cue(start_ms=1500, end_ms=2000, text='b')
    >>> rows.to_dict()
    {'start_ms': [0, 1500], 'end_ms': [1500, 2000], 'text': ['a', 'b']}

    Raises ValueError for columns of unequal length, or if there is not one column for each field.
    """

    row_type: type[_RowT_co]
    columns: tuple[Sequence[Any], ...] = field(eq=lambda columns: (*map(tuple, columns),))

    def __attrs_post_init__(self) -> None:
        expected = len(list_columns(self.row_type))
        if len(self.columns) != expected:
            raise ValueError(f"expected {expected} columns, got {len(self.columns)}")
        if not self.columns:
            raise ValueError("expected a row type with fields, got one without")
        require_equal_lengths(*self.columns)

    @staticmethod
    def of(row_type: type[_RowT], rows: Iterable[_RowT]) -> "Rows[_RowT]":
        """Make `Rows` from row objects of one type.

        Raises TypeError, with the index, for one of another type, such as the None of a job without usage.

        >>> Rows.of(UsageRow, [None])
        Traceback (most recent call last):
        TypeError: expected a UsageRow at index 0, got None: a job without usage has no row of usage: leave it out
        """
        try:
            columns = list_columns(row_type)
        except (TypeError, NotAnAttrsClassError) as error:
            raise unexpected(ROW_TYPE, row_type) from error
        require_items(rows, ROWS)
        values = (*rows,)
        for index, row in enumerate(values):
            if not isinstance(row, row_type):
                raise unexpected(ROW, row, f" at index {index}", row_type.__name__)
        cells = [[getattr(row, name) for name in columns] for row in values]
        return Rows(row_type, tuple(zip(*cells, strict=True)) or ((),) * len(columns))

    def __len__(self) -> int:
        return len(self.columns[0])

    def __repr__(self) -> str:
        first = shorten(show_fields(self[0]), MAX_FIELD) if len(self) else self.row_type.__name__
        return show_sequence(self, (show_count(len(self), "row"), first))

    def _values(self, rows: slice) -> Iterator[_RowT_co]:
        names = [attribute.alias for attribute in fields(self.row_type)]
        lines = zip(*(column[rows] for column in self.columns), strict=True)
        return (self.row_type(**dict(zip(names, cells, strict=True))) for cells in lines)

    @property
    def scalar_columns(self) -> tuple[Sequence[Any], ...]:
        """The columns without nested values: JSON objects are their JSON text."""
        kinds = list_columns(self.row_type).values()
        columns = zip(kinds, self.columns, strict=True)
        return tuple([*map(to_scalar, column)] if kind == "json" else column for kind, column in columns)

    def to_dict(self) -> dict[str, list[Any]]:
        """Return a list of cells for each column name, as data frames accept it; JSON objects are their JSON text."""
        return dict(zip(list_columns(self.row_type), map(list, self.scalar_columns), strict=True))

    @property
    def types(self) -> dict[str, type]:
        """The Python type of the cells in each column of `to_dict`, whatever they are: a schema for Polars."""
        return {name: _CELL_TYPES[kind] for name, kind in list_columns(self.row_type).items()}


@cache
def list_columns(row_type: type[AttrsInstance]) -> Mapping[str, str]:
    """List a table's columns in order, with the type of each, which is the same whatever the data is.

    The types are `string`, `int64`, `double`, `bool` and `json`: an object, which is an object in JSON Lines and its
    JSON text in other formats. Any value may be null.
    """
    return {field.name: _name_type(field.type) for field in fields(row_type)}


def _name_type(annotation: object) -> str:
    parts = get_args(annotation) if isinstance(annotation, UnionType) else (annotation,)
    return next((name for part, name in _TYPES if part in parts), "json")


_CELL_TYPES: Final[dict[str, type]] = {"string": str, "json": str, "int64": int, "double": float, "bool": bool}
_TYPES: Final = ((float, "double"), (int, "int64"), (bool, "bool"), (str, "string"))


def to_cue_rows(job: Job, cues: Result | Iterable[Cue] | None = None) -> Rows[CueRow]:
    """Return a row for each cue of a job, none if it has no cues; or for other cues of the job, such as shaped ones.

    >>> from smarthandle_results import Cue, Response, to_cues
    >>> rows = to_cue_rows(Job(Response(job_id="a")), to_cues([Cue(0, 1500, "Hello"), Cue(1800, 2000, "you.")]))
    >>> rows[1].start_ms, rows[1].text, rows[1].gap_before_ms, rows[1].ends_sentence
    (1800, 'you.', 300, True)
    """
    require_kind(job, Job, JOB)
    cues = job.cues if cues is None else to_cues(cues)
    if not cues:
        return _NO_CUES
    count = len(cues)
    job_ids, media_ids = Repeated.of(job.response.job_id, count), Repeated.of(job.media.media_id, count)
    own = (
        range(1, count + 1),
        cues.starts_ms,
        cues.ends_ms,
        cues.texts,
        list_gaps_ms(cues),
        list_sentence_ends(cues.texts),
    )
    return Rows(CueRow, (job_ids, media_ids, *own))


def to_copy_rows(job: Job) -> Rows[CopyRow]:
    """Return a row for each copy of a job; none if its result is not copies.

    Raises `DecodeError` if the request's `EditingConfig` is broken, which `decode_job` excludes.
    """
    require_kind(job, Job, JOB)
    copies = job.result
    if not isinstance(copies, Copies) or not copies:
        return _NO_COPIES
    response, info, count = job.response, job.response.smart_job_info, len(copies)
    config = job.editing_config
    kind = config.type if config else None
    keywords = config.generate_config.get("keywords") if config and config.generate_config else None
    if keywords is not None and type(keywords) is not str:
        keywords = to_json_text(keywords)
    columns: tuple[Sequence[object], ...] = (
        Repeated.of(response.job_id, count),
        range(1, count + 1),
        copies.texts,
        Repeated.of(kind, count),
        Repeated.of(keywords, count),
        Repeated.of(info.title, count),
        Repeated.of(info.create_time, count),
        Repeated.of(response.user_data, count),
        tuple([items or None for items in copies.fields]) or Repeated.of(None, count),
    )
    return Rows(CopyRow, columns)


def to_pair_rows(job: Job) -> Rows[PairRow]:
    """Return a row for each text pair of a job; none if its result is not a translation.

    >>> from smarthandle_results import Response, TranslatedText, Translation
    >>> to_pair_rows(Job(Response(job_id="a"), Translation(pairs=(TranslatedText("你好", "Hello"),))))[0]
    PairRow(job_id='a', pair_index=1, source='你好', target='Hello', extra=None)
    """
    require_kind(job, Job, JOB)
    result = job.result
    if not isinstance(result, Translation) or not result.pairs:
        return _NO_PAIRS
    count = len(result.pairs)
    columns: tuple[Sequence[object], ...] = (
        Repeated.of(job.response.job_id, count),
        range(1, count + 1),
        tuple(pair.source for pair in result.pairs),
        tuple(pair.target for pair in result.pairs),
        tuple(pair.extra or None for pair in result.pairs),
    )
    return Rows(PairRow, columns)


def to_media_rows(job: Job) -> Rows[MediaRow]:
    """Return a row for each id and URL that a job's result holds; none if it holds neither.

    >>> from smarthandle_results import Avatar, Response
    >>> to_media_rows(Job(Response(job_id="a"), Avatar(output_video_url="https://example.com/a.mp4")))[0]
    MediaRow(job_id='a', role='output_video', language=None, media_id=None, media_url='https://example.com/a.mp4')
    """
    require_kind(job, Job, JOB)
    media = list_media(job)
    if not media:
        return _NO_MEDIA
    return Rows(MediaRow, (Repeated.of(job.response.job_id, len(media)), *zip(*media, strict=True)))


def to_payload_rows(job: Job) -> Rows[PayloadRow]:
    """Return a row for each text of a job that has no column in another table; none if there is no such text.

    >>> from smarthandle_results import Response, Unrecognized
    >>> to_payload_rows(Job(Response(job_id="a"), Unrecognized('{"Chapters": []}')))[0]
    PayloadRow(job_id='a', form='result', item_index=None, text='{"Chapters": []}')
    """
    require_kind(job, Job, JOB)
    payloads = list_payloads(job)
    if not payloads:
        return _NO_PAYLOADS
    forms, indices, contents = zip(*payloads, strict=True)
    texts = tuple(content if isinstance(content, str) else to_json_text(content) for content in contents)
    return Rows(PayloadRow, (Repeated.of(job.response.job_id, len(payloads)), forms, indices, texts))


def to_usage_row(job: Job) -> UsageRow | None:
    """Return the row of a job's token usage; None if the body has none."""
    require_kind(job, Job, JOB)
    response, usage = job.response, job.usage
    if usage is None:
        return None
    info = response.smart_job_info
    cells = {
        "job_id": response.job_id,
        "request_id": response.request_id,
        "job_type": info.job_type,
        "state": response.state,
        "title": info.title,
        "create_time": info.create_time,
        "modified_time": info.modified_time,
        "total_tokens": usage.total_tokens,
        "other_counts": usage.other_counts or None,
    }
    return make(UsageRow, cells)


def to_job_row(job: Job) -> JobRow:
    """Return the row of a job in any state.

    >>> from smarthandle_results import decode_job, decode_response
    >>> row = to_job_row(decode_job(decode_response('{"JobId":"a","State":"Failed","ErrorCode":"E1"}')))
    >>> row.job_id, row.state, row.error_code, row.cue_count
    ('a', 'Failed', 'E1', None)
    """
    require_kind(job, Job, JOB)
    response, result, cues, media = job.response, job.result, job.cues, job.media
    info = response.smart_job_info
    source, target = info.input_config or _NO_INPUT, info.output_config or _NO_OUTPUT
    cells = {
        "job_id": response.job_id,
        "request_id": response.request_id,
        "job_type": info.job_type,
        "state": response.state,
        "title": info.title,
        "description": info.description,
        "user_id": info.user_id,
        "create_time": info.create_time,
        "modified_time": info.modified_time,
        "input_file": source.input_file,
        "input_keyword": source.keyword,
        "job_parameters": source.job_parameters,
        "editing_config": info.editing_config,
        "output_bucket": target.bucket,
        "output_object": target.object,
        "output_media_url": target.media_url,
        "output_width": target.width,
        "output_height": target.height,
        "output_config": target.text,
        "media_id": media.media_id,
        "media_url": media.media_url,
        "user_data": response.user_data,
        "fe_extend": response.fe_extend,
        "error_code": response.error_code,
        "error_message": response.error_message,
        "result": None if result is None else type(result).__name__,
        "cue_count": None if cues is None else len(cues),
        "copy_count": len(result) if isinstance(result, Copies) else None,
        "pair_count": len(result.pairs) if isinstance(result, Translation) else None,
        "media_count": len(list_media(job)),
        "payload_count": len(list_payloads(job)),
        "duration_ms": None if cues is None else cues.duration_ms,
        "total_tokens": job.usage.total_tokens if job.usage else None,
        "notes": "; ".join(map(str, job.notes)) if job.notes else None,
    }
    return make(JobRow, cells)


def to_error_row(error: DecodeError, body: bytes | str | None) -> ErrorRow:
    """Return the row of a body that could not be decoded; text has the digest of its UTF-8.

    >>> from smarthandle_results import Problem
    >>> to_error_row(DecodeError((Problem(".", "expected a body, got null"),)), None).message
    'expected a body, got null'
    """
    first = error.problems[0]
    raw = body.encode(errors="surrogatepass") if isinstance(body, str) else body
    return ErrorRow(
        path=first.path,
        message=first.message,
        problem_count=error.problem_count,
        sha256=None if raw is None else sha256(raw).hexdigest(),
    )


ROWS_AT_ONCE: Final = 2048
"""How many rows are written at a time, so that their cells stay in the processor's cache: of 512 to 8192 any takes as
long, and 100,000 half as long again."""

# Made once: most jobs have no rows in most tables, and many have no input or output.
_NO_INPUT: Final = InputConfig()
_NO_OUTPUT: Final = OutputConfig()
_NO_CUES: Final = Rows.of(CueRow, ())
_NO_COPIES: Final = Rows.of(CopyRow, ())
_NO_PAIRS: Final = Rows.of(PairRow, ())
_NO_MEDIA: Final = Rows.of(MediaRow, ())
_NO_PAYLOADS: Final = Rows.of(PayloadRow, ())
