"""A body → what it holds: for people as lines, for programs as JSON. Nothing in it can drive a terminal."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, final

from attrs import asdict, frozen

from smarthandle_results import (
    Copies,
    Cues,
    DecodeError,
    NoResultError,
    Problem,
    Repair,
    Response,
    Result,
    Usage,
    decode_response,
    decode_result,
    decode_usage,
    find_media,
    find_transcript,
    to_cues,
)
from smarthandle_results._tables.jsonl import to_json_text
from smarthandle_results.batch._printable import show
from smarthandle_results.batch._reading.bodies import list_bodies
from smarthandle_results.batch._reading.buffer import SpanKind
from smarthandle_results.batch._reading.chunks import Reading, read_chunks
from smarthandle_results.batch._reading.inputs import Input, escape_name


@final
@frozen(kw_only=True)
class Inspection:
    """What a body holds, as far as it can be told: the rest is in `problems`."""

    source: str
    line: int
    byte_offset: int | None
    response: Response | None = None
    result: Result | None = None
    cues: Cues | None = None
    usage: Usage | None = None
    problems: tuple[Problem, ...] = ()


def inspect_inputs(inputs: Iterable[Input], reading: Reading) -> Iterator[Inspection]:
    """Inspect every body of the inputs, in order."""
    for chunk in read_chunks(inputs, reading):
        for span in chunk.spans:
            source = escape_name(span.source)
            if span.kind is SpanKind.REFUSED:
                problems = (Problem(".", span.message),)
                yield Inspection(source=source, line=span.line, byte_offset=span.byte_offset, problems=problems)
                continue
            for body in list_bodies(span):
                yield inspect_body(body.data, source=source, line=body.line, byte_offset=body.byte_offset)


def inspect_body(body: bytes, *, source: str, line: int = 1, byte_offset: int | None = 0) -> Inspection:
    """Decode as much of a body as can be decoded, and keep every problem met."""
    problems: list[Problem] = []
    response, result, usage = None, None, None
    try:
        response = decode_response(body)
    except DecodeError as error:
        problems.extend(error.problems)
    if response is not None:
        try:
            result = decode_result(response)
        except NoResultError:
            pass
        except DecodeError as error:
            problems.extend(error.problems)
        try:
            usage = decode_usage(response)
        except DecodeError as error:
            problems.extend(error.problems)
    transcript = find_transcript(result)
    return Inspection(
        source=source,
        line=line,
        byte_offset=byte_offset,
        response=response,
        result=result,
        cues=None if transcript is None else to_cues(transcript),
        usage=usage,
        problems=tuple(problems),
    )


def to_inspection_json(inspection: Inspection) -> bytes:
    """Write one line of JSON; what a terminal could take for a command is escaped."""
    facts = {
        "source": inspection.source,
        "line": inspection.line,
        "byte_offset": inspection.byte_offset,
        **_tell_response(inspection.response),
        "result": None if inspection.result is None else type(inspection.result).__name__,
        "cues": None if inspection.cues is None else [asdict(cue) for cue in inspection.cues],
        "copies": [copy.text for copy in inspection.result] if isinstance(inspection.result, Copies) else None,
        "usage": None if inspection.usage is None else asdict(inspection.usage, recurse=False),
        "repairs": [asdict(repair) for repair in _list_repairs(inspection)],
        "problems": [asdict(problem) for problem in inspection.problems],
    }
    text = to_json_text(facts)
    return (_UNSAFE.sub(lambda char: f"\\u{ord(char[0]):04x}", text) + "\n").encode()


def to_inspection_text(inspection: Inspection) -> str:
    """Write some lines for a person; characters that cannot be seen are told by their escapes."""
    lines = [f"{show(inspection.source)}:{inspection.line}"]
    facts = _tell_response(inspection.response) if inspection.response else {}
    lines += [f"  {name + ':':<15}{show(str(fact))}" for name, fact in facts.items() if fact not in {None, ""}]
    if inspection.result is not None:
        lines.append(f"  {'result:':<15}{type(inspection.result).__name__}")
    if inspection.cues is not None:
        lines.append(f"  {len(inspection.cues)} cues")
        lines += [
            f"    {number:>4}  {_stamp(cue.start_ms)} --> {_stamp(cue.end_ms)}  {show(cue.text)}"
            for number, cue in enumerate(inspection.cues, start=1)
        ]
    if isinstance(inspection.result, Copies):
        lines.append(f"  {len(inspection.result)} copies")
        lines += [
            f"    {number:>4}  {show(copy.text or '(no text)')}"
            for number, copy in enumerate(inspection.result, start=1)
        ]
    if inspection.usage is not None:
        counts: dict[str, Any] = {"total_tokens": inspection.usage.total_tokens, **inspection.usage.other_counts}
        lines += [f"  {show(name)}: {count}" for name, count in counts.items()]
    lines += [f"  repair: segment {one.index}: {one.kind}, {one.action}" for one in _list_repairs(inspection)]
    lines += [f"  problem: {show(str(problem))}" for problem in inspection.problems]
    return "\n".join(lines) + "\n"


def _tell_response(response: Response | None) -> dict[str, str | None]:
    response = response or Response()
    info, media = response.smart_job_info, find_media(response)
    return {
        "job_id": response.job_id,
        "request_id": response.request_id,
        "state": response.state,
        "job_type": info.job_type,
        "title": info.title,
        "create_time": info.create_time,
        "modified_time": info.modified_time,
        "media_id": media.media_id,
        "media_url": media.media_url,
        "error_code": response.error_code,
        "error_message": response.error_message,
    }


def _list_repairs(inspection: Inspection) -> tuple[Repair, ...]:
    return inspection.cues.repairs if inspection.cues is not None else ()


def _stamp(ms: int) -> str:
    return f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}.{ms % 1000:03d}"


_UNSAFE: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
