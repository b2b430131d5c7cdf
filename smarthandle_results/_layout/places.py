"""Findings in, the places in the cues' texts that they are about: what a person has to look at."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import Final, TypeAlias

from smarthandle_results._breaking.cut_points import find_bad_line_starts
from smarthandle_results._breaking.width import measure_halves
from smarthandle_results._layout.check import Finding, Rule
from smarthandle_results._layout.profiles import Profile, line_limit_halves, profile_halves_table, resolve
from smarthandle_results._layout.timing import measure_reading_halves, shortest_reading_ms
from smarthandle_results._models import Cue, Result
from smarthandle_results._shown import show_count
from smarthandle_results._subtitles.cues import list_cues
from smarthandle_results._text import clean_text

Place: TypeAlias = tuple[int, int]
"""Where a stretch of text starts and ends, in characters from 0."""


def locate(
    source: Result | Iterable[Cue], findings: Iterable[Finding], profile: Profile | str
) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Find the stretches of text that findings are about: of each finding the start and end of each, in characters.

    `findings` are those of `check` with the same `source` and `profile`. The stretches are in the text of the finding's
    cue:

    - `width`: of each line what is beyond the widest that is allowed. `lines`: the lines after the last allowed one.
    - `line_start`: the first character of each line that must not begin there.
    - `reading_speed`: what cannot be read in the time of the cue.
    - Any other rule is about times or about all of the text: none. Nor has a text that `to_cues` would mend any.

    Raises ValueError for a finding of a cue that the source does not have.

    >>> from smarthandle_results import Cue, check, locate
    >>> cues = [Cue(0, 1000, "今天的费用约为三千元。")]
    >>> findings = check(cues, "netflix-zh")
    >>> findings[0].rule, locate(cues, findings, "netflix-zh")
    (<Rule.READING_SPEED: 'reading_speed'>, (((9, 11),),))
    """
    cues = list_cues(source)
    profile = resolve(profile, cues.texts)
    findings = tuple(findings)
    strange = next((finding.cue_number for finding in findings if not 0 < finding.cue_number <= len(cues)), None)
    if strange is not None:
        there = show_count(len(cues), "cue")
        raise ValueError(f"expected the source that was checked, got one of {there}: a finding is of cue {strange:,}")
    return tuple(_find_places(finding.rule, cues[finding.cue_number - 1], profile) for finding in findings)


def _find_places(rule: str, cue: Cue, profile: Profile) -> tuple[Place, ...]:
    finder = _FINDERS.get(rule)
    return finder(cue, profile) if finder and clean_text(cue.text) == cue.text else ()


def _find_too_wide(cue: Cue, profile: Profile) -> tuple[Place, ...]:
    limit_halves, table = line_limit_halves(profile), profile_halves_table(profile)
    places: list[Place] = []
    for start, line in _list_lines(cue.text):
        length = _find_longest(line, lambda text: measure_halves(text, table) <= limit_halves)
        if length < len(line):
            places.append((start + length, start + len(line)))
    return tuple(places)


def _find_too_many(cue: Cue, profile: Profile) -> tuple[Place, ...]:
    return tuple((start, start + len(line)) for start, line in _list_lines(cue.text)[profile.max_lines :])


def _find_line_starts(cue: Cue, _: Profile) -> tuple[Place, ...]:
    lines = _list_lines(cue.text)
    return tuple((lines[number][0], lines[number][0] + 1) for number in find_bad_line_starts(cue.text))


def _find_too_fast(cue: Cue, profile: Profile) -> tuple[Place, ...]:
    table = profile_halves_table(profile)

    def is_readable(text: str) -> bool:
        return shortest_reading_ms(measure_reading_halves(text, table), profile.max_cps) <= cue.duration_ms

    length = _find_longest(cue.text, is_readable)
    return ((length, len(cue.text)),)


def _list_lines(text: str) -> list[tuple[int, str]]:
    """List the lines of a text, each with where it starts."""
    lines = text.split("\n")
    return [*zip(accumulate((len(line) + 1 for line in lines), initial=0), lines, strict=False)]


def _find_longest(text: str, fits: Callable[[str], bool]) -> int:
    """Find the length of the longest beginning that fits, where longer ones never fit better."""
    return bisect_left(range(1, len(text) + 1), 1, key=lambda length: not fits(text[:length]))


_FINDERS: Final[dict[str, Callable[[Cue, Profile], tuple[Place, ...]]]] = {
    Rule.WIDTH: _find_too_wide,
    Rule.LINES: _find_too_many,
    Rule.LINE_START: _find_line_starts,
    Rule.READING_SPEED: _find_too_fast,
}
