"""A job → what the page has of it: a line of its list, and the details of its own page.

Both are JSON, whose reader is `page.js`. A line is an array in the order of `LINE`, and its texts are short, for all
lines are in memory at once. The details have every text whole; they are read when someone opens the job.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final, final

from attrs import asdict, frozen

from smarthandle_results import (
    Copies,
    Cues,
    Finding,
    Job,
    Problem,
    Profile,
    Rule,
    check,
    locate,
    shape,
    to_job_row,
    to_media_rows,
    to_note,
    to_pair_rows,
    to_payload_rows,
    to_srt,
    to_vtt,
)
from smarthandle_results._tables.cells import dump_json, to_scalar
from smarthandle_results.report._commands import to_jq_command

LINE: Final = (
    *("status", "state", "type", "id", "title", "created", "speech_ms", "cues", "copies", "tokens"),
    *("findings", "after", "repairs", "problems", "notes", "code", "source", "line", "result"),
)
"""The cells of a line. `findings` and `after`, those once the cues are laid out, count the findings of each of `RULES`:
`[0, 3, 5, 1]` is three of the first rule and one of the sixth. Without a profile they are empty."""

RULES: Final = tuple(Rule)
MAX_CELL: Final = 160
"""How many characters of a text are in the list: more than a row has room for."""


@final
@frozen
class Described:
    """A line of the list and the details of a job, each as one line of JSON."""

    line: bytes
    details: bytes


@final
@frozen(kw_only=True)
class Body:
    """What is known of a body besides its job: where it is, what became of it, and how its subtitles are called.

    `byte_offset` and `source` are None for a job that is in no file, and `column` is the one that a record has it in.
    """

    status: str
    source: str | None = None
    line: int = 1
    byte_offset: int | None = None
    column: str | None = None
    name: str = "subtitles"
    problems: Sequence[Problem] = ()
    unlisted: int = 0


def describe(job: Job, body: Body, profile: Profile | None) -> Described:
    """Describe a job, whose cues are judged by a profile, if there is one."""
    cues = job.cues
    findings = check(cues, profile) if cues and profile else ()
    shaped = shape(cues, profile) if cues and profile else None
    after = check(shaped, profile) if shaped and profile and shaped != cues else findings
    facts = asdict(to_job_row(job), recurse=False)
    line = {
        "status": body.status,
        "state": cut(facts["state"]),
        "type": cut(facts["job_type"]),
        "id": cut(facts["job_id"]),
        "title": cut(facts["title"]),
        "created": cut(facts["create_time"]),
        "speech_ms": facts["duration_ms"],
        "cues": facts["cue_count"],
        "copies": facts["copy_count"],
        "tokens": facts["total_tokens"],
        "findings": _count_rules(findings),
        "after": _count_rules(after),
        "repairs": len(cues.repairs) if cues else 0,
        "problems": len(body.problems) + body.unlisted,
        "notes": len(job.notes),
        "code": cut(facts["error_code"]),
        "source": cut(body.source),
        "line": body.line,
        "result": facts["result"],
    }
    details = {
        "facts": [[name, fact] for name, fact in facts.items() if fact is not None and name not in _COUNTED],
        "source": body.source,
        "name": body.name,
        "problems": [
            [problem.path, problem.message, to_jq_command(problem.path, body.source, body.byte_offset, body.column)]
            for problem in body.problems
        ],
        "unlisted": body.unlisted,
        "notes": [[note.path, note.message] for note in job.notes],
        **_describe_result(job),
        **({} if cues is None else _describe_cues(job, cues)),
        **({} if not cues or profile is None else {"findings": _describe_findings(cues, findings, profile)}),
        **(_describe_shaped(cues, shaped, after, profile) if cues and shaped and profile and shaped != cues else {}),
    }
    filled = {name: value for name, value in details.items() if value}
    return Described(dump_json([line[name] for name in LINE]) + b"\n", dump_json(filled) + b"\n")


def _describe_result(job: Job) -> dict[str, object]:
    usage = job.usage
    counts = {} if usage is None else {"total_tokens": usage.total_tokens, **usage.other_counts}
    copies = job.result if isinstance(job.result, Copies) else ()  # not their rows, of which the request is a part
    return {
        "copies": [[copy.text, to_scalar(copy.fields or None)] for copy in copies],
        "pairs": [[pair.source, pair.target] for pair in to_pair_rows(job)],
        "media": [[medium.role, medium.language, medium.media_id, medium.media_url] for medium in to_media_rows(job)],
        "usage": [[name, str(to_scalar(count))] for name, count in counts.items() if count is not None],
        "payloads": [[payload.form, payload.item_index, payload.text] for payload in to_payload_rows(job)],
    }


def _describe_cues(job: Job, cues: Cues) -> dict[str, object]:
    return {
        "cues": [*_measure_times(cues), cues.texts],
        "vtt": to_vtt((), note=to_note(job.response)),
        "srt": _find_joined(cues),
        "repairs": [[repair.index, repair.kind, repair.action] for repair in cues.repairs],
    }


def _measure_times(cues: Cues) -> tuple[list[int], list[int]]:
    """Measure the gap before each cue, and how long it is shown: small numbers, which compress to half of the times."""
    ends = (0, *cues.ends_ms)
    gaps = [start - end for start, end in zip(cues.starts_ms, ends, strict=False)]
    return gaps, [end - start for start, end in zip(cues.starts_ms, cues.ends_ms, strict=True)]


def _describe_shaped(cues: Cues, shaped: Cues, findings: Sequence[Finding], profile: Profile) -> dict[str, object]:
    return {
        "after": _list_changes(cues, shaped),
        "after_srt": _find_joined(shaped),
        "after_findings": _describe_findings(shaped, findings, profile),
        "after_repairs": Counter(repair.kind for repair in shaped.repairs[len(cues.repairs) :]),
    }


def _describe_findings(cues: Cues, findings: Sequence[Finding], profile: Profile) -> list[list[object]]:
    """List each rule, what it allows, and its findings: how many cues on, what was measured, and where."""
    described: dict[tuple[str, float], list[list[float]]] = {}
    latest: Counter[tuple[str, float]] = Counter()
    for finding, places in zip(findings, locate(cues, findings, profile), strict=True):
        group = finding.rule, finding.allowed
        step = finding.cue_number - latest[group]
        latest[group] = finding.cue_number
        own = described.setdefault(group, [])
        own.append([step, finding.measured, *(index for place in places for index in place)])
    return [[*group, own] for group, own in described.items()]


def _find_joined(cues: Cues) -> dict[str, str]:
    """Find the texts that SubRip has otherwise, because players would misread them: by the index of the cue, from 0."""
    texts = [block.split("\n", 2)[2] for block in to_srt(cues).split("\n\n")[:-1]]
    return {str(index): text for index, (text, own) in enumerate(zip(texts, cues.texts, strict=True)) if text != own}


def _list_changes(given: Cues, shaped: Cues) -> list[object]:
    """List how cues were laid out anew, in stretches of two kinds.

    A number is that of neighbors that are as they were. An array has the number of cues that became others, and these:
    `[2, [0, 3000, "one cue"]]`, each with its start, counted from that of the first of them, how long it is shown, and
    its text, unless that is as it was. A stretch ends where a cue of both sides starts together.
    """
    before = [*zip(given.starts_ms, given.ends_ms, given.texts, strict=True)]
    after = [*zip(shaped.starts_ms, shaped.ends_ms, shaped.texts, strict=True)]
    changes: list[object] = []
    row = column = 0
    while row < len(before) or column < len(after):
        same = 0
        while row < len(before) and column < len(after) and before[row] == after[column]:
            row, column, same = row + 1, column + 1, same + 1
        if same:
            changes.append(same)
        first_row, first_column = row, column
        row, column = _find_common_start(before, after, row, column)
        if (first_row, first_column) != (row, column):
            start = before[first_row][0] if first_row < len(before) else 0
            text = before[first_row][2] if first_row < len(before) else None
            cues = after[first_column:column]
            changes.append(
                [
                    row - first_row,
                    *([cue[0] - start, cue[1] - cue[0], *([] if cue[2] == text else [cue[2]])] for cue in cues),
                ]
            )
    return changes


def _find_common_start(before: Sequence[Any], after: Sequence[Any], row: int, column: int) -> tuple[int, int]:
    """Find the next place at which both sides have a cue that starts at the same time, or their ends."""
    first = True
    while row < len(before) and column < len(after):
        if not first and before[row][0] == after[column][0]:
            return row, column
        if first and before[row][0] == after[column][0]:
            row, column = row + 1, column + 1
        elif before[row][0] < after[column][0]:
            row += 1
        else:
            column += 1
        first = False
    return len(before), len(after)


def _count_rules(findings: Iterable[Finding]) -> list[int]:
    counts = Counter(finding.rule for finding in findings)
    return [number for index, rule in enumerate(RULES) if rule in counts for number in (index, counts[rule])]


def cut(text: Any) -> Any:  # noqa: ANN401 - a text, or None
    """Make a text short enough for the list, in which it is also looked for."""
    return text if text is None or len(text) <= MAX_CELL else f"{text[: MAX_CELL - 1]}…"


_COUNTED: Final[Collection[str]] = {"cue_count", "copy_count", "pair_count", "media_count", "payload_count", "notes"}
"""What the page counts itself, from what it shows."""
