"""A decoded job → the bytes of each of its outputs."""

from collections.abc import Callable, Iterable
from typing import Final, final

from attrs import AttrsInstance, field, frozen

from smarthandle_results import (
    Copies,
    Cues,
    Response,
    Result,
    Usage,
    join_job_row,
    to_copy_rows,
    to_cue_rows,
    to_jsonl,
    to_note,
    to_srt,
    to_usage_row,
    to_vtt,
)
from smarthandle_results._tables.csv import to_csv
from smarthandle_results._tables.jsonl import dump_lines
from smarthandle_results.batch._outputs import Output


@final
@frozen
class Content:
    """What a body was decoded to, the cues of its subtitles, and how these are to be written."""

    response: Response
    result: Result | None
    cues: Cues | None
    shown: Cues | None
    usage: Usage | None
    bom: bool = field(kw_only=True)
    crlf: bool = field(kw_only=True)


def make_contents(content: Content, outputs: Iterable[Output]) -> tuple[bytes, ...]:
    """Make the bytes of each output; b"" where the job has nothing for it."""
    return tuple(_MAKERS[output.name](content, output) for output in outputs)


def dump_rows(rows: Iterable[AttrsInstance], output: Output) -> bytes:
    """Write rows in the format of a table."""
    return to_csv(rows) if output.row_format == "csv" else to_jsonl(rows)


def _make_srt(content: Content, _: Output) -> bytes:
    if content.shown is None:
        return b""
    return to_srt(content.shown, bom=content.bom, crlf=content.crlf).encode()


def _make_vtt(content: Content, _: Output) -> bytes:
    return b"" if content.shown is None else to_vtt(content.shown, note=to_note(content.response)).encode()


def _make_cues(content: Content, output: Output) -> bytes:
    if not content.cues:
        return b""
    if output.row_format == "csv":
        return dump_rows(to_cue_rows(content.response, content.cues), output)
    return dump_cues(content.response, content.cues)


def dump_cues(response: Response, cues: Cues) -> bytes:
    """Write what `to_jsonl` of `to_cue_rows` gives, in a fifth of the time: most of an archive is cues."""
    first = Cues(cues.starts_ms[:1], cues.ends_ms[:1], cues.texts[:1])
    [row] = to_cue_rows(response, first)
    columns = zip(cues.starts_ms, cues.ends_ms, cues.texts, strict=True)
    items: list[dict[str, object]] = [
        {
            "job_id": row.job_id,
            "media_id": row.media_id,
            "cue_index": index,
            "start_ms": start,
            "end_ms": end,
            "text": text,
        }
        for index, (start, end, text) in enumerate(columns, start=1)
    ]
    return dump_lines(items)


def _make_copies(content: Content, output: Output) -> bytes:
    return (
        dump_rows(to_copy_rows(content.response, content.result), output) if isinstance(content.result, Copies) else b""
    )


def _make_usage(content: Content, output: Output) -> bytes:
    return b"" if content.usage is None else dump_rows([to_usage_row(content.response, content.usage)], output)


def _make_jobs(content: Content, output: Output) -> bytes:
    return dump_rows([join_job_row(content.response, content.result, content.cues, content.usage)], output)


def _make_nothing(_: Content, __: Output) -> bytes:
    return b""


_MAKERS: Final[dict[str, Callable[[Content, Output], bytes]]] = {
    "srt": _make_srt,
    "vtt": _make_vtt,
    "copies": _make_copies,
    "usage": _make_usage,
    "cues": _make_cues,
    "jobs": _make_jobs,
    "errors": _make_nothing,
}
