"""A body → what it contains: lines for people, JSON for programs. Neither can control a terminal."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final, final

from attrs import asdict, frozen

from smarthandle_results import (
    Copies,
    DecodeError,
    Job,
    MediaRow,
    Problem,
    Response,
    Translation,
    Unrecognized,
    decode_response,
    to_media_rows,
)
from smarthandle_results._printable import (
    count_columns,
    escape_json,
    pad,
    shorten_middle,
    shorten_start,
    to_printable,
    wrap,
    write_time,
)
from smarthandle_results._shown import shorten, show_count
from smarthandle_results._tables.cells import to_json_text, to_scalar
from smarthandle_results._tables.job import inspect_job
from smarthandle_results.batch._reading.buffer import SpanKind
from smarthandle_results.batch._reading.chunks import Reading, read_chunks
from smarthandle_results.batch._reading.decoding import decode_bodies
from smarthandle_results.batch._reading.inputs import Input, escape_name


@final
@frozen
class Inspection:
    """What a body contains, as far as it can be decoded.

    `source` is the input's path. `line`, from 1, and `byte_offset`, from 0, say where the body begins; `byte_offset` is
    None in Parquet. `job` is what could be decoded, None if the body is not a response, and `problems` lists what is
    wrong with the rest: of each part all problems, or the first 1,000. `unlisted` is how many more there are.
    """

    source: str
    line: int
    byte_offset: int | None
    job: Job | None = None
    problems: tuple[Problem, ...] = ()
    unlisted: int = 0

    def describe_problems(self) -> list[str]:
        """Write a line for each problem, and a last one that says how many more there are."""
        return [*map(str, self.problems), *describe_unlisted(self.unlisted)]


def describe_unlisted(count: int) -> list[str]:
    """Say how many problems are not listed; no line if all of them are."""
    return [f"{count} more problems are not listed"] if count else []


def inspect_inputs(inputs: Iterable[Input], reading: Reading) -> Iterator[Inspection]:
    """Inspect every body of the inputs, in order."""
    for chunk in read_chunks(inputs, reading):
        for span in chunk.spans:
            source = escape_name(span.source)
            if span.kind is SpanKind.REFUSED:
                yield Inspection(source, span.line, span.byte_offset, problems=(Problem(".", span.message),))
                continue
            for body, decoded in decode_bodies(span, reading, lambda body, _: decode_response(body)):
                yield Inspection(source, body.line, body.byte_offset, *_inspect(decoded))


def inspect_body(body: bytes | str, *, source: str, line: int = 1, byte_offset: int | None = 0) -> Inspection:
    """Decode as much of a body as can be decoded, and list every problem."""
    decoded: Response | DecodeError
    try:
        decoded = decode_response(body)
    except DecodeError as error:
        decoded = error
    return Inspection(source, line, byte_offset, *_inspect(decoded))


def _inspect(decoded: Response | DecodeError) -> tuple[Job | None, tuple[Problem, ...], int]:
    if isinstance(decoded, DecodeError):
        return None, decoded.problems, decoded.unlisted
    return inspect_job(decoded)


def to_inspection_json(inspection: Inspection) -> bytes:
    """Write an inspection as one line of JSON; characters that control a terminal are escaped."""
    job = inspection.job or Job(Response())
    facts = {
        "source": inspection.source,
        "line": inspection.line,
        "byte_offset": inspection.byte_offset,
        **_list_facts(job),
        "result": None if job.result is None else type(job.result).__name__,
        "cues": None if job.cues is None else [asdict(cue) for cue in job.cues],
        "copies": [copy.text for copy in job.result] if isinstance(job.result, Copies) else None,
        "pairs": [asdict(pair) for pair in job.result.pairs] if isinstance(job.result, Translation) else None,
        "media": [
            {"role": row.role, "language": row.language, "media_id": row.media_id, "media_url": row.media_url}
            for row in to_media_rows(job)
        ],
        "usage": None if job.usage is None else asdict(job.usage, recurse=False),
        "repairs": [] if job.cues is None else [asdict(repair) for repair in job.cues.repairs],
        "problems": [asdict(problem) for problem in inspection.problems],
        "unlisted_problems": inspection.unlisted,
    }
    return f"{escape_json(to_json_text(facts))}\n".encode()


def to_inspection_text(inspection: Inspection, *, columns: int = 80, most: int | None = None) -> str:
    """Write an inspection as a page for a person; characters that cannot be seen are shown as escapes.

    No line is wider than `columns`. Of cues, copies, repairs and problems the first `most` are shown, or all.
    """
    job = inspection.job or Job(Response())
    lines = [_write_place(inspection)]
    facts = _list_facts(job).items()
    lines += [f"  {name + ':':<15}{to_printable(str(fact))}" for name, fact in facts if fact not in {None, ""}]
    if job.result is not None:
        lines.append(f"  {'result:':<15}{type(job.result).__name__}")
    if job.cues is not None:
        lines.append(f"  {show_count(len(job.cues), 'cue')}")
        numbered = (
            f"    {number:>4}  {write_time(cue.start_ms)} --> {write_time(cue.end_ms)}  {to_printable(cue.text)}"
            for number, cue in enumerate(job.cues, start=1)
        )
        lines += _list_first(numbered, len(job.cues), most)
    if isinstance(job.result, Copies):
        lines.append(f"  {show_count(len(job.result), 'copy', 'copies')}")
        numbered = (
            f"    {number:>4}  {to_printable(copy.text or '(no text)')}"
            for number, copy in enumerate(job.result, start=1)
        )
        lines += _list_first(numbered, len(job.result), most)
    if isinstance(job.result, Translation):
        lines += _write_translation(job.result, most)
    if isinstance(job.result, Unrecognized):
        text = job.result.text if most is None else shorten(job.result.text, _MAX_PAYLOAD)
        lines.append(f"  {'payload:':<15}{to_printable(text)}")
    media = [row for row in to_media_rows(job) if row.role != "result"]
    lines += _list_first((f"  {_write_media(row)}" for row in media), len(media), most)
    if job.usage is not None:
        counts: dict[str, Any] = {"total_tokens": job.usage.total_tokens, **job.usage.other_counts}
        lines += [f"  {to_printable(name)}: {to_printable(str(to_scalar(count)))}" for name, count in counts.items()]
    repairs = job.cues.repairs if job.cues is not None else ()
    described = (f"  repair: segment {repair.index}: {repair.kind}, {repair.action}" for repair in repairs)
    lines += _list_first(described, len(repairs), most)
    lines += [f"  note: {to_printable(str(note))}" for note in job.notes]
    problems = inspection.describe_problems()
    lines += _list_first((f"  problem: {to_printable(problem)}" for problem in problems), len(problems), most)
    return "".join(f"{wrap(line, columns, _find_indent(line))}\n" for line in lines)


def _write_translation(result: Translation, most: int | None) -> list[str]:
    lines = [f"  {show_count(len(result.pairs), 'pair')}"] if result.pairs else []
    numbered = (
        f"    {number:>4}  {to_printable(pair.source)} → {to_printable(pair.target)}"
        for number, pair in enumerate(result.pairs, start=1)
    )
    lines += _list_first(numbered, len(result.pairs), most)
    if result.translated_text:
        text = result.translated_text if most is None else shorten(result.translated_text, _MAX_PAYLOAD)
        lines.append(f"  {'text:':<15}{to_printable(text)}")
    return lines


def _write_media(row: MediaRow) -> str:
    language = f" ({to_printable(row.language)})" if row.language else ""
    found = row.media_url or row.media_id or "-"
    return f"{row.role.replace('_', ' ')}{language}: {to_printable(found)}"


def to_inspection_line(inspection: Inspection, columns: int | None = None) -> str:
    """Write an inspection as a line: the job's id, type and state, what it contains, and where it is.

    What is wrong with a body is a second line. Where no line may be wider than `columns`, long ids, paths and problems
    are shortened; otherwise all are whole, as `grep` and `cut` need them.
    """
    job = inspection.job or Job(Response())
    facts = _list_facts(job)
    job_id = facts["job_id"] or ""
    job_id = job_id if columns is None else job_id.strip("*")  # which mask what no one needs to see
    cells = (job_id, facts["job_type"], facts["state"], _describe_contents(job, is_read=not inspection.problems))
    texts = [to_printable(cell or "-") for cell in cells]
    if columns is None:
        head = " ".join(map(str.ljust, texts, (_ID_COLUMNS, *_LINE_COLUMNS[1:])))
    else:
        head = " ".join(map(pad, texts, _LINE_COLUMNS))
    place = _write_place(inspection)
    line = f"{head} {place if columns is None else shorten_start(place, columns - count_columns(head) - 1)}\n"
    if not inspection.problems:
        return line
    more = len(inspection.problems) - 1 + inspection.unlisted
    problem = to_printable(str(inspection.problems[0]))
    if columns is not None:
        problem = shorten_middle(problem, 2 * columns - _LINE_SPARE)
    text = f"{problem} (and {more:,} more)" if more else problem
    return f"{line}  {text if columns is None else wrap(text, columns - 2, '  ')}\n"


def _describe_contents(job: Job, *, is_read: bool) -> str:
    """Say in a few words what a job contains."""
    if not is_read:
        return "not readable"
    if job.response.error_code:
        return job.response.error_code
    if isinstance(job.result, Copies):
        return show_count(len(job.result), "copy", "copies")
    if job.cues is not None:
        return show_count(len(job.cues), "cue")
    if isinstance(job.result, Translation):
        pairs, media = len(job.result.pairs), len(job.result.media)
        return show_count(pairs, "pair") if pairs or not media else show_count(media, "video")
    return "-" if job.result is None else type(job.result).__name__


def _list_first(lines: Iterable[str], count: int, most: int | None) -> list[str]:
    """List the first lines, and say how many more there are; one more is as long as to say so."""
    if most is None or count <= most + 1:
        return [*lines]
    return [*islice(lines, most), f"    … {count - most:,} more (--all shows them)"]


def _write_place(inspection: Inspection) -> str:
    source = to_printable(inspection.source)
    return source if inspection.line == 1 else f"{source}:{inspection.line}"


def _find_indent(line: str) -> str:
    """Return the indent of the lines that a line is broken into: under its text."""
    match = _LINE_START.match(line)
    return " " * (len(match[0]) if match else 4)


def _list_facts(job: Job) -> dict[str, str | None]:
    response, info = job.response, job.response.smart_job_info
    return {
        "job_id": response.job_id,
        "request_id": response.request_id,
        "state": response.state,
        "job_type": info.job_type,
        "title": info.title,
        "create_time": info.create_time,
        "modified_time": info.modified_time,
        "media_id": job.media.media_id,
        "media_url": job.media.media_url,
        "error_code": response.error_code,
        "error_message": response.error_message,
    }


_LINE_COLUMNS: Final = (11, 13, 9, 15)
"""The widths of an inspection's id, type, state and contents in a line."""
_ID_COLUMNS: Final = 32
"""The width of an id that is not shortened."""
_LINE_SPARE: Final = 40
"""How many columns of two lines are not for a problem's text: some for what follows, some lost where words end."""
_MAX_PAYLOAD: Final = 300
"""How many characters of a long text a page shows without all of it."""
_LINE_START: Final = re.compile(r"    +\d+  (\d\d+:\d\d:\d\d\.\d{3} --> \d\d+:\d\d:\d\d\.\d{3}  )?|  \w+: *")
