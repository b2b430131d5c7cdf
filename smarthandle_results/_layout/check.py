"""Cues → findings: where they are not what a profile asks for."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import accumulate
from math import ceil
from typing import Final, final

from attrs import frozen

from smarthandle_results._breaking.cut_points import count_bad_line_starts
from smarthandle_results._breaking.width import measure_halves
from smarthandle_results._layout.draft import NEVER
from smarthandle_results._layout.profiles import Profile, line_limit, profile_widths, resolve
from smarthandle_results._layout.timing import find_faults, reading_width
from smarthandle_results._models import Cue
from smarthandle_results._text import clean_text

HUNDREDTHS: Final = 50_000
"""Half characters by milliseconds, times this, are hundredths of characters a second."""


class Rule(StrEnum):
    """The known values of `Finding.rule`."""

    BLANK = "blank"
    GAP = "gap"
    HAZARD = "hazard"
    LINE_START = "line_start"
    LINES = "lines"
    MAX_DURATION = "max_duration"
    MIN_DURATION = "min_duration"
    NEGATIVE = "negative"
    ORDER = "order"
    OVERLAP = "overlap"
    READING_SPEED = "reading_speed"
    WIDTH = "width"


@final
@frozen
class Finding:
    """One thing that a profile does not allow, in one cue, the first being 1.

    `measured` and `allowed` are characters for `width`, characters a second for `reading_speed`, milliseconds for
    times, and otherwise a count.
    """

    cue_number: int
    rule: str
    measured: float
    allowed: float


def check(cues: Iterable[Cue], profile: Profile) -> tuple[Finding, ...]:
    """Judge any cues, as they are, in their order; no findings means that they are fit to be shown.

    - `blank`: no visible text. `hazard`: so many characters or lines that `to_cues` would mend. `negative`: a time
      before 0. `order`: it starts so much before the cue ahead of it.
    - `width`: the widest line. `lines`: how many. `line_start`: so many lines begin where no line may.
    - `reading_speed`: display width by time, rounded up to hundredths; a line feed counts as the space it stands for.
    - `min_duration`, `max_duration`: how long it is shown, which is 0 or less where its end is not behind its start.
    - `overlap`: it starts so much before the last of the cues ahead of it has ended, unless the profile keeps overlaps.
      `gap`: it starts so soon after the cue ahead of it.
    """
    cues = tuple(cues)
    profile = resolve(profile, [cue.text for cue in cues])
    return tuple(
        finding
        for number, (cue, clean, previous, latest_end) in enumerate(
            zip(cues, (clean_text(cue.text) for cue in cues), (None, *cues), _latest_ends(cues), strict=False), start=1
        )
        for finding in (
            *_check_text(number, cue.text, clean, profile),
            *_check_time(number, cue, clean, profile),
            *(_check_neighbours(number, cue, previous, latest_end, profile) if previous else ()),
        )
    )


def _latest_ends(cues: tuple[Cue, ...]) -> Iterator[int]:
    return accumulate((cue.end_ms for cue in cues), max, initial=0)


def _check_text(number: int, text: str, clean: str, profile: Profile) -> Iterator[Finding]:
    if clean != text:
        yield Finding(number, Rule.HAZARD, _count_hazards(text, clean), 0)
    if not clean:
        yield Finding(number, Rule.BLANK, 1, 0)
        return
    lines = clean.split("\n")
    widths = profile_widths(profile)
    widest = max(measure_halves(line, widths) for line in lines)
    if widest > line_limit(profile):
        yield Finding(number, Rule.WIDTH, widest / 2, profile.line_width)
    if len(lines) > profile.max_lines:
        yield Finding(number, Rule.LINES, len(lines), profile.max_lines)
    if len(lines) > 1 and (bad := count_bad_line_starts(clean)):
        yield Finding(number, Rule.LINE_START, bad, 0)


def _count_hazards(text: str, clean: str) -> int:
    return max(1, len(text) - len(clean), sum(map(str.__ne__, text, clean)))


def _check_time(number: int, cue: Cue, clean: str, profile: Profile) -> Iterator[Finding]:
    duration = cue.end_ms - cue.start_ms
    if cue.start_ms < 0:
        yield Finding(number, Rule.NEGATIVE, cue.start_ms, 0)
    width = reading_width(clean, profile_widths(profile))
    faults = find_faults(cue.start_ms, cue.end_ms, NEVER, width, profile)
    if faults.brief:
        yield Finding(number, Rule.MIN_DURATION, duration, profile.min_duration_ms)
    if faults.long:
        yield Finding(number, Rule.MAX_DURATION, duration, profile.max_duration_ms)
    if faults.fast and duration > 0:
        yield Finding(number, Rule.READING_SPEED, ceil(width * HUNDREDTHS / duration) / 100, profile.max_cps)


def _check_neighbours(number: int, cue: Cue, previous: Cue, latest_end: int, profile: Profile) -> Iterator[Finding]:
    if cue.start_ms < previous.start_ms:
        yield Finding(number, Rule.ORDER, previous.start_ms - cue.start_ms, 0)
    if cue.start_ms < latest_end and profile.overlaps == "trim":
        yield Finding(number, Rule.OVERLAP, latest_end - cue.start_ms, 0)
    gap = cue.start_ms - previous.end_ms
    if find_faults(previous.start_ms, previous.end_ms, cue.start_ms, 0, profile).gap:
        yield Finding(number, Rule.GAP, gap, profile.min_gap_ms)
