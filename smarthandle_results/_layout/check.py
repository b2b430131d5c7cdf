"""Cues in, findings out: where they are not what a profile requires."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import final

from attrs import frozen

from smarthandle_results._breaking.cut_points import find_bad_line_starts
from smarthandle_results._breaking.width import HALVES_PER_CHARACTER
from smarthandle_results._columns import tabular
from smarthandle_results._layout.draft import NO_NEXT_START_MS
from smarthandle_results._layout.profiles import AUTO, Profile, line_limit_halves, profile_halves_table, resolve
from smarthandle_results._layout.screen import measure_screen
from smarthandle_results._layout.timing import chars_per_second, find_faults, measure_reading_halves
from smarthandle_results._models import Cue, Result
from smarthandle_results._subtitles.cues import list_cues
from smarthandle_results._text import clean_text


class Rule(StrEnum):
    """The known values of `Finding.rule`; `check` says what each measures."""

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
@tabular
@frozen
class Finding:
    """One thing that a profile does not allow, in one cue."""

    cue_number: int
    """Which cue, counted from 1."""
    rule: str
    """What is wrong: a value of `Rule`."""
    measured: float
    """What the cue has: characters for `width`, characters a second for `reading_speed`, milliseconds for times, and
    otherwise a count."""
    allowed: float
    """The most, or the least, that the profile allows, in the same unit."""


def check(source: Result | Iterable[Cue], profile: Profile | str = AUTO) -> tuple[Finding, ...]:
    """Find what a profile does not allow in cues, as they are and in their order.

    `source` may also be a transcript, or a result that has one: its cues are those that `to_cues` makes. `profile` may
    be the name of a preset; `auto` goes by the text's script.

    Cues without findings are fit to be shown. A finding's rule says what is wrong and what was measured:

    - `blank`: there is no visible text. `hazard`: how many characters or lines `to_cues` would mend. `negative`: it
      starts before 0. `order`: how long before the start of the previous cue it starts.
    - `width`: how wide the widest line is. `lines`: how many there are. `line_start`: how many lines begin where a line
      must not.
    - `reading_speed`: its display width divided by its time, rounded up to hundredths; a line feed counts as the space
      that it replaces.
    - `min_duration`, `max_duration`: how long it is shown: 0 or less where its end is not after its start.
    - `overlap`: how long before the end of the last of the previous cues it starts, unless the profile keeps overlaps.
      `gap`: how soon after the end of the previous cue it starts.

    >>> from smarthandle_results import PROFILES, Cue, check
    >>> check([Cue(0, 1000, "今天的费用约为三千元。")], PROFILES["netflix-zh"])
    (Finding(cue_number=1, rule=<Rule.READING_SPEED: 'reading_speed'>, measured=11.0, allowed=9),)
    """
    cues = list_cues(source)
    profile = resolve(profile, [cue.text for cue in cues])
    findings: list[Finding] = []
    previous: Cue | None = None
    latest_end_ms = 0
    for number, cue in enumerate(cues, start=1):
        text = clean_text(cue.text)
        findings += _check_text(number, cue.text, text, profile)
        findings += _check_time(number, cue, text, profile)
        if previous:
            findings += _check_order(number, cue, previous, latest_end_ms, profile)
        previous, latest_end_ms = cue, max(latest_end_ms, cue.end_ms)
    return tuple(findings)


def _check_text(number: int, original: str, text: str, profile: Profile) -> Iterator[Finding]:
    if text != original:
        hazards = max(1, len(original) - len(text), sum(map(str.__ne__, original, text)))
        yield Finding(number, Rule.HAZARD, hazards, 0)
    if not text:
        yield Finding(number, Rule.BLANK, 1, 0)
        return
    widest_halves, lines = measure_screen(text, profile)
    if widest_halves > line_limit_halves(profile):
        yield Finding(number, Rule.WIDTH, widest_halves / HALVES_PER_CHARACTER, profile.line_width)
    if lines > profile.max_lines:
        yield Finding(number, Rule.LINES, lines, profile.max_lines)
    if lines > 1 and (bad := find_bad_line_starts(text)):
        yield Finding(number, Rule.LINE_START, len(bad), 0)


def _check_time(number: int, cue: Cue, text: str, profile: Profile) -> Iterator[Finding]:
    duration_ms = cue.end_ms - cue.start_ms
    if cue.start_ms < 0:
        yield Finding(number, Rule.NEGATIVE, cue.start_ms, 0)
    width_halves = measure_reading_halves(text, profile_halves_table(profile))
    faults = find_faults(cue.start_ms, cue.end_ms, NO_NEXT_START_MS, width_halves, profile)
    if faults.too_short_ms:
        yield Finding(number, Rule.MIN_DURATION, duration_ms, profile.min_duration_ms)
    if faults.too_long_ms:
        yield Finding(number, Rule.MAX_DURATION, duration_ms, profile.max_duration_ms)
    if faults.too_fast_ms and duration_ms > 0:
        yield Finding(number, Rule.READING_SPEED, chars_per_second(width_halves, duration_ms), profile.max_cps)


def _check_order(number: int, cue: Cue, previous: Cue, latest_end_ms: int, profile: Profile) -> Iterator[Finding]:
    if cue.start_ms < previous.start_ms:
        yield Finding(number, Rule.ORDER, previous.start_ms - cue.start_ms, 0)
    if cue.start_ms < latest_end_ms and profile.overlaps == "trim":
        yield Finding(number, Rule.OVERLAP, latest_end_ms - cue.start_ms, 0)
    if find_faults(previous.start_ms, previous.end_ms, cue.start_ms, 0, profile).gap_ms:
        yield Finding(number, Rule.GAP, cue.start_ms - previous.end_ms, profile.min_gap_ms)
