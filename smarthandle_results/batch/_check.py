"""Bodies and subtitle files → the findings of `check` in their cues, each with its place."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, compress
from pathlib import Path
from typing import Final, final

import orjson
from attrs import asdict, evolve, frozen

from smarthandle_results import (
    Cue,
    DecodeError,
    LineProblem,
    Profile,
    Rule,
    SubtitleError,
    check,
    choose_profile,
)
from smarthandle_results._findings import SENTENCES, describe_finding
from smarthandle_results._printable import escape_json, shorten_middle, to_printable, wrap, write_time
from smarthandle_results._shown import show_count
from smarthandle_results.batch._forms import SUBTITLE_FORMS, find_form
from smarthandle_results.batch._inspect import Inspection, describe_unlisted, inspect_inputs
from smarthandle_results.batch._reading.chunks import Reading
from smarthandle_results.batch._reading.inputs import Input, escape_name
from smarthandle_results.batch._reading.parquet import ColumnError
from smarthandle_results.batch._reading.streams import describe_unreadable


@final
@frozen(kw_only=True)
class Fault:
    """A finding of `check` with its place, or a problem of an input that has no cues to check.

    `source` is the input's path, `line` the line in which the body begins, or in which the problem is, and `twins` the
    paths of the subtitle files of other forms beside it that have the same findings. A finding has the cue's number,
    from 1, when it starts, the `rule`, and what was `measured` and is `allowed` by the `profile`: where that is `auto`,
    the one that it chose. A problem has a `message`, and its rule is `body` or `file`.
    """

    source: str
    line: int
    cue_number: int | None = None
    start_ms: int | None = None
    rule: str
    measured: float | None = None
    allowed: float | None = None
    message: str | None = None
    profile: str | None = None
    twins: tuple[str, ...] = ()

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
            text = f" {describe_finding(self.rule, self.measured or 0, self.allowed or 0)}"
        if self.twins:
            text += f" ({', '.join(form.suffix for twin in self.twins if (form := find_form(twin)))} too)"
        if columns is None:
            return f"{source}{place}{text}"
        return wrap(f"{shorten_middle(source, columns - len(place))}{place}{text}", columns, "    ")

    def to_json(self) -> bytes:
        """Write it as one line of JSON."""
        return f"{escape_json(orjson.dumps(asdict(self)).decode())}\n".encode()

    def _write_time(self, ms: int) -> str:
        """Write a time as the file has it: of SubRip with a comma."""
        form = find_form(self.source)
        return write_time(ms, form.decimal_mark if form else ".")


@final
class CheckTotal:
    """Adds up what `check_inputs` finds: files, cues, and the findings of each kind, in words."""

    def __init__(self) -> None:
        self.files = 0
        self.cues = 0
        self.findings: Counter[str] = Counter()
        self.faulty_files = 0
        self._profiles: set[str] = set()
        self._most: list[_FileTotal] = []
        self._file = _FileTotal("")
        self._body: tuple[str, str, int] | None = None

    def __str__(self) -> str:
        kinds = sorted(self.findings.items(), key=lambda item: (-item[1], item[0]))
        listed = ": " + ", ".join(f"{number:,} {kind}" for kind, number in kinds) if kinds else ""
        found = show_count(self.findings.total(), "finding") if kinds else "no findings"
        by = f" by {', '.join(sorted(self._profiles))}" if self._profiles else ""
        return f"{found} in {show_count(self.cues, 'cue')} of {show_count(self.files, 'file')}{by}{listed}"

    def add_cues(self, count: int, profile: Profile) -> None:
        """Add cues that are checked against a profile."""
        self.cues += count
        if count:
            self._profiles.add(profile.name)

    def add(self, fault: Fault) -> None:
        """Add a finding; those of a file follow one another. A body or file with several problems counts once."""
        body = (fault.source, fault.rule, fault.line if fault.rule == "body" else 0) if fault.message else None
        if body is not None and body == self._body:
            return
        self._body = body
        self.findings[TITLES.get(fault.rule, fault.rule)] += 1
        if fault.source != self._file.source or not self._file.count:
            self._file = _FileTotal(fault.source)
            self.faulty_files += 1
            self._most.append(self._file)
            if len(self._most) > 2 * MAX_FILES:
                self._most = self._list_most()
                if self._file not in self._most:
                    self._most.append(self._file)
        self._file.count += 1
        self._file.profiles |= {fault.profile} if fault.profile else set()

    def list_files(self) -> list[str]:
        """Write a line for each of the files with the most findings, if there are several, and one for the others.

        Each has the number of findings and the profile that they were checked against.
        """
        if self.faulty_files < 2:  # noqa: PLR2004 - one is no list
            return []
        most = self._list_most()
        lines = [f"{file.count:>6,}  {to_printable(file.source)}{file.describe_profiles()}" for file in most]
        others = self.faulty_files - len(most)
        rest = self.findings.total() - sum(file.count for file in most)
        return lines + ([f"{rest:>6,}  in {show_count(others, 'other file')}"] if others else [])

    def _list_most(self) -> "list[_FileTotal]":
        return sorted(self._most, key=lambda file: (-file.count, file.source))[:MAX_FILES]


@final
class _FileTotal:
    """How many findings a file has, and the names of the profiles that they are by."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.count = 0
        self.profiles: set[str] = set()

    def describe_profiles(self) -> str:
        return f" ({', '.join(sorted(self.profiles))})" if self.profiles else ""


def check_inputs(
    inputs: Iterable[Input], reading: Reading, profile: Profile, total: CheckTotal | None = None
) -> Iterator[Fault]:
    """Check the cues of each body that has cues, and of each subtitle file, in order.

    Subtitle files of the same name follow one another, in the order of `SUBTITLE_FORMS`, wherever they are among the
    inputs; those in which all findings are the same as in the first are its `twins`, and have no findings of their own.
    What was checked is added to `total`.
    """
    total = total or CheckTotal()
    groups: dict[str, list[Input]] = {}
    for source in inputs:
        groups.setdefault(_find_stem(source), []).append(source)
    for group in groups.values():
        sources = sorted(group, key=_find_place)
        total.files += len(sources)
        found = [_check_input(source, reading, profile, total) for source in sources]
        for fault in _merge([[*faults] for faults in found], sources[1:]) if len(found) > 1 else found[0]:
            total.add(fault)
            yield fault


def _merge(found: Sequence[Sequence[Fault]], others: Iterable[Input]) -> Iterable[Fault]:
    """List what was found in files of one name, once for all files in which it is the same as in the first."""
    first, *rest = found
    facts = _list_facts(first)
    are_twins = [_list_facts(faults) == facts for faults in rest]
    twins = tuple(escape_name(other.name) for other in compress(others, are_twins))
    different = (faults for faults, is_twin in zip(rest, are_twins, strict=True) if not is_twin)
    return chain((evolve(fault, twins=twins) for fault in first), *different)


def _find_stem(source: Input) -> str:
    """Return what the subtitle files of a job have in common; of all else the whole name."""
    form = find_form(source.name)
    return source.name[: -len(form.suffix)] if form and form.decode else f"{source.name}\0"


def _find_place(source: Input) -> int:
    """Return the place of a subtitle file's form among the others."""
    form = find_form(source.name)
    return [*SUBTITLE_FORMS.values()].index(form) if form else 0


def _list_facts(faults: Iterable[Fault]) -> list[Fault]:
    return [evolve(fault, source="") for fault in faults]


def _check_input(source: Input, reading: Reading, profile: Profile, total: CheckTotal) -> Iterator[Fault]:
    form = find_form(source.name)
    if form and form.decode:
        return _check_file(source, form.decode, profile, total)
    suffix = _find_unread_suffix(source, reading)
    if suffix:
        read = ", ".join(form.suffix for form in SUBTITLE_FORMS.values() if form.decode)
        message = f"check does not read {suffix}; it reads {read}"
        return iter([Fault(source=escape_name(source.name), line=1, rule="file", message=message)])
    return _check_bodies(source, reading, profile, total)


def _find_unread_suffix(source: Input, reading: Reading) -> str | None:
    """Return the suffix of a subtitle file that is not read; None for anything else, such as a body in a text file."""
    plain = _COMPRESSION.sub("", source.name)
    form = find_form(plain)
    if form is None or (form.decode is None and (plain != source.name or reading.log_lines)):
        return None
    if form.decode is None:
        if source.stat() is None:  # a pipe, which can be read only once
            return None
        try:
            with Path(source.name).open("rb") as file:
                beginning = file.read(_BEGINNING)
        except OSError:  # which is reported when its bodies are read
            return None
        if _MAY_BE_BODIES.match(beginning):
            return None
    return source.name[len(plain) - len(form.suffix) :].lower()


def _check_bodies(source: Input, reading: Reading, profile: Profile, total: CheckTotal) -> Iterator[Fault]:
    try:
        yield from _check_inspections(inspect_inputs([source], reading), profile, total)
    except ColumnError as error:
        yield Fault(source=escape_name(source.name), line=1, rule="file", message=error.reason)


def _check_inspections(inspections: Iterable[Inspection], profile: Profile, total: CheckTotal) -> Iterator[Fault]:
    for inspection in inspections:
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
    except (SubtitleError, DecodeError) as error:
        for problem in error.problems:
            if isinstance(problem, LineProblem):
                yield Fault(source=name, line=problem.line, rule="file", message=problem.message)
            else:
                yield Fault(source=name, line=1, rule="file", message=str(problem))
        for message in describe_unlisted(error.unlisted):
            yield Fault(source=name, line=1, rule="file", message=message)
    else:
        yield from _check_cues(cues, name, 1, profile, total)


def _check_cues(cues: Iterable[Cue], source: str, line: int, profile: Profile, total: CheckTotal) -> Iterator[Fault]:
    cues = tuple(cues)
    chosen = choose_profile(cues, profile)
    total.add_cues(len(cues), chosen)
    for finding in check(cues, chosen):
        start_ms = cues[finding.cue_number - 1].start_ms
        yield Fault(source=source, line=line, start_ms=start_ms, profile=chosen.name, **asdict(finding))


_COMPRESSION: Final = re.compile(r"\.(gz|zst)\Z", re.IGNORECASE)
_BEGINNING: Final = 4096
_MAY_BE_BODIES: Final = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*(?:[{<]|\[\s*[\[{"\]]|"\s*[\[{\\])|\xff\xfe|\xfe\xff|\x1f\x8b|\x28\xb5'
)
"""JSON, XML, text that may be one of these in another encoding, or compressed."""

MAX_FILES: Final = 10
"""How many files are listed with the number of their findings; the others are counted."""

TITLES: Final[dict[str, str]] = {
    **{rule: text.partition(":")[0] for rule, text in SENTENCES.items()},
    Rule.GAP: "too soon",
    "body": "not readable",
    "file": "not readable",
}
"""What findings of a rule are called."""
