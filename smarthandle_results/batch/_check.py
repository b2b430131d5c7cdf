"""Bodies and subtitle files → the findings of `check` in their cues, each with its place."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, final

import orjson
from attrs import asdict, frozen

from smarthandle_results import Cue, Profile, SubtitleError, check, decode_srt, decode_vtt
from smarthandle_results.batch._inspect import describe_unlisted, inspect_inputs
from smarthandle_results.batch._printable import to_printable
from smarthandle_results.batch._reading.chunks import Reading
from smarthandle_results.batch._reading.inputs import Input, escape_name
from smarthandle_results.batch._reading.streams import describe_unreadable


@final
@frozen(kw_only=True)
class Fault:
    """A finding of `check` with its place, or a problem of an input that has no cues to check.

    `source` is the input's path, and `line` the line in which the body begins, or in which the problem is. A finding
    has the cue's number, from 1, the `rule`, and what was `measured` and is `allowed`. A problem has a `message`, and
    its rule is `body` or `file`.
    """

    source: str
    line: int
    cue_number: int | None = None
    rule: str
    measured: float | None = None
    allowed: float | None = None
    message: str | None = None

    def __str__(self) -> str:
        place = to_printable(self.source) if self.line == 1 else f"{to_printable(self.source)}:{self.line}"
        if self.cue_number is None:
            return f"{place}: {self.rule}: {to_printable(self.message or '')}"
        return f"{place}:{self.cue_number}: {self.rule}: {self.measured:g} ({self.allowed:g})"

    def to_json(self) -> bytes:
        """Write it as one line of JSON."""
        return orjson.dumps(asdict(self), option=orjson.OPT_APPEND_NEWLINE)


def check_inputs(inputs: Iterable[Input], reading: Reading, profile: Profile) -> Iterator[Fault]:
    """Check the cues of each body that has cues, and of each `.srt` and `.vtt` file, in order."""
    for source in inputs:
        decode = _DECODERS.get(Path(source.name).suffix.lower())
        if decode is None:
            yield from _check_bodies(source, reading, profile)
        else:
            yield from _check_file(source, decode, profile)


def _check_bodies(source: Input, reading: Reading, profile: Profile) -> Iterator[Fault]:
    for inspection in inspect_inputs([source], reading):
        for message in inspection.describe_problems():
            yield Fault(source=inspection.source, line=inspection.line, rule="body", message=message)
        cues = (inspection.job and inspection.job.cues) or ()
        yield from _check_cues(cues, inspection.source, inspection.line, profile)


def _check_file(source: Input, decode: Callable[[bytes], Iterable[Cue]], profile: Profile) -> Iterator[Fault]:
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
        yield from _check_cues(cues, name, 1, profile)


def _check_cues(cues: Iterable[Cue], source: str, line: int, profile: Profile) -> Iterator[Fault]:
    for finding in check(cues, profile):
        yield Fault(source=source, line=line, **asdict(finding))


_DECODERS: Final[dict[str, Callable[[bytes], Iterable[Cue]]]] = {".srt": decode_srt, ".vtt": decode_vtt}
