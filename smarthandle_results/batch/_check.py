"""Bodies and subtitle files → the findings of `check` in their cues, each with its place."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby
from pathlib import Path
from typing import Final, final

import orjson
from attrs import asdict, evolve, frozen

from smarthandle_results import Cue, Profile, Rule, SubtitleError, check, decode_srt, decode_vtt
from smarthandle_results._printable import shorten_middle, to_printable, wrap
from smarthandle_results._shown import show_count
from smarthandle_results.batch._inspect import describe_unlisted, inspect_inputs
from smarthandle_results.batch._reading.chunks import Reading
from smarthandle_results.batch._reading.inputs import Input, escape_name
from smarthandle_results.batch._reading.streams import describe_unreadable


@final
@frozen(kw_only=True)
class Fault:
    """A finding of `check` with its place, or a problem of an input that has no cues to check.

    `source` is the input's path, `line` the line in which the body begins, or in which the problem is, and `twin` the
    path of the WebVTT file beside a SubRip file that has the same cues and findings. A finding has the cue's number,
    from 1, when it starts, the `rule`, and what was `measured` and is `allowed`. A problem has a `message`, and its
    rule is `body` or `file`.
    """

    source: str
    line: int
    cue_number: int | None = None
    start_ms: int | None = None
    rule: str
    measured: float | None = None
    allowed: float | None = None
    message: str | None = None
    twin: str | None = None

    def __str__(self) -> str:
        return self.to_text()

    def to_text(self, columns: int | None = None) -> str:
        """Write it for a person, in lines that are no wider than `columns`, or in one line.

        >>> place = {"source": "x.srt", "line": 1, "cue_number": 7, "start_ms": 12345}
        >>> print(Fault(**place, rule="reading_speed", measured=68, allowed=17).to_text())
        x.srt:7 00:00:12,345 too fast: 68 characters a second (at most 17)
        """
        source = to_printable(self.source)
        place = f":{self.line}" if self.line > 1 else ""
        if self.cue_number is None or self.start_ms is None:
            place += ":"
            text = f" {to_printable(self.message or '')}"
        else:
            place += f":{self.cue_number} {self._write_time(self.start_ms)}"
            text = f" {_describe(self.rule, self.measured or 0, self.allowed or 0)}"
        if self.twin:
            text += f" ({Path(self.twin).suffix} too)"
        if columns is None:
            return f"{source}{place}{text}"
        return wrap(f"{shorten_middle(source, columns - len(place))}{place}{text}", columns, "    ")

    def to_json(self) -> bytes:
        """Write it as one line of JSON."""
        return orjson.dumps(asdict(self), option=orjson.OPT_APPEND_NEWLINE)

    def _write_time(self, ms: int) -> str:
        """Write a time as the file has it: of SubRip with a comma."""
        mark = "," if self.source.lower().endswith(".srt") else "."
        sign, ms = "-" * (ms < 0), abs(ms)
        return f"{sign}{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}{mark}{ms % 1000:03d}"


@final
class CheckTotal:
    """Adds up what `check_inputs` finds: files, cues, and the findings of each kind, in words."""

    def __init__(self) -> None:
        self.files = 0
        self.cues = 0
        self.findings: Counter[str] = Counter()

    def __str__(self) -> str:
        kinds = sorted(self.findings.items(), key=lambda item: (-item[1], item[0]))
        listed = ": " + ", ".join(f"{number:,} {kind}" for kind, number in kinds) if kinds else ""
        found = show_count(self.findings.total(), "finding") if kinds else "no findings"
        return f"{found} in {show_count(self.cues, 'cue')} of {show_count(self.files, 'file')}{listed}"


def check_inputs(
    inputs: Iterable[Input], reading: Reading, profile: Profile, total: CheckTotal | None = None
) -> Iterator[Fault]:
    """Check the cues of each body that has cues, and of each `.srt` and `.vtt` file, in order.

    Of a SubRip file and the WebVTT file that follows it under the same name, findings that are the same in both are
    those of the first, with the second as its `twin`. What was checked is added to `total`.
    """
    total = total or CheckTotal()
    for _, group in groupby(inputs, _find_stem):
        sources = [*group]
        total.files += len(sources)
        found = [_check_input(source, reading, profile, total) for source in sources]
        for fault in _merge(found[0], found[1], sources[1].name) if len(found) == _PAIR else chain(*found):
            total.findings[_TITLES.get(fault.rule, fault.rule)] += 1
            yield fault


def _merge(first: Iterable[Fault], second: Iterable[Fault], twin: str) -> list[Fault]:
    """List what was found in a pair of files, each finding once if all are the same."""
    first, second = [*first], [*second]
    if _list_facts(first) == _list_facts(second):
        return [evolve(fault, twin=escape_name(twin)) for fault in first]
    return first + second


def _find_stem(source: Input) -> str:
    """Return what a pair of subtitle files have in common; of all else the whole name."""
    path = Path(source.name)
    return str(path.with_suffix("")) if path.suffix.lower() in _DECODERS else f"{source.name}\0"


def _list_facts(faults: Iterable[Fault]) -> list[Fault]:
    return [evolve(fault, source="") for fault in faults]


def _check_input(source: Input, reading: Reading, profile: Profile, total: CheckTotal) -> Iterator[Fault]:
    decode = _DECODERS.get(Path(source.name).suffix.lower())
    if decode is None:
        return _check_bodies(source, reading, profile, total)
    return _check_file(source, decode, profile, total)


def _check_bodies(source: Input, reading: Reading, profile: Profile, total: CheckTotal) -> Iterator[Fault]:
    for inspection in inspect_inputs([source], reading):
        for message in inspection.describe_problems():
            yield Fault(source=inspection.source, line=inspection.line, rule="body", message=message)
        cues = (inspection.job and inspection.job.cues) or ()
        yield from _check_cues(cues, inspection.source, inspection.line, profile, total)


def _check_file(
    source: Input, decode: Callable[[bytes], Iterable[Cue]], profile: Profile, total: CheckTotal
) -> Iterator[Fault]:
    name = escape_name(source.name)
    try:
        cues = decode(Path(source.name).read_bytes())
    except OSError as error:
        yield Fault(source=name, line=1, rule="file", message=describe_unreadable(error))
    except SubtitleError as error:
        for problem in error.problems:
            yield Fault(source=name, line=problem.line, rule="file", message=problem.message)
        for message in describe_unlisted(error.unlisted):
            yield Fault(source=name, line=1, rule="file", message=message)
    else:
        yield from _check_cues(cues, name, 1, profile, total)


def _check_cues(cues: Iterable[Cue], source: str, line: int, profile: Profile, total: CheckTotal) -> Iterator[Fault]:
    cues = tuple(cues)
    total.cues += len(cues)
    for finding in check(cues, profile):
        start_ms = cues[finding.cue_number - 1].start_ms
        yield Fault(source=source, line=line, start_ms=start_ms, **asdict(finding))


def _describe(rule: str, measured: float, allowed: float) -> str:
    """Write a finding in words, with units and limits."""
    text = _SENTENCES.get(rule, f"{rule}: {{measured}} ({{allowed}})")
    return text.format(measured=_write_number(measured), allowed=_write_number(allowed), s="s" * (measured != 1))


def _write_number(number: float) -> str:
    """Write a number as it is, with commas between thousands."""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


_PAIR: Final = 2
_DECODERS: Final[dict[str, Callable[[bytes], Iterable[Cue]]]] = {".srt": decode_srt, ".vtt": decode_vtt}

_SENTENCES: Final[dict[str, str]] = {
    Rule.BLANK: "no visible text",
    Rule.GAP: "too soon after the previous cue: {measured} ms (at least {allowed})",
    Rule.HAZARD: "unsafe text: {measured} character{s} that players may misread",
    Rule.LINE_START: "bad line start: {measured} line{s} with a character that no line may begin with",
    Rule.LINES: "too many lines: {measured} (at most {allowed})",
    Rule.MAX_DURATION: "too long: {measured} ms (at most {allowed})",
    Rule.MIN_DURATION: "too short: {measured} ms (at least {allowed})",
    Rule.NEGATIVE: "negative time: starts {measured} ms from the beginning",
    Rule.ORDER: "out of order: starts {measured} ms before the previous cue",
    Rule.OVERLAP: "overlap: starts {measured} ms before the end of an earlier cue",
    Rule.READING_SPEED: "too fast: {measured} characters a second (at most {allowed})",
    Rule.WIDTH: "too wide: {measured} character{s} (at most {allowed})",
}
"""What a finding says. `line_start` is also about words that no line may begin with."""

_TITLES: Final[dict[str, str]] = {
    **{rule: text.partition(":")[0] for rule, text in _SENTENCES.items()},
    Rule.GAP: "too soon",
    "body": "not readable",
    "file": "not readable",
}
