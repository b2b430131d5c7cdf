"""Cues in, cues out whose texts fit on the screen: broken into lines, or replaced by several cues.

Strategy: Most cues fit, so each step looks only at what the one before could not rule out. The suspects are the
rows whose text is too long if every character is full width, or has lines of its own, or is shown for too long. They
are measured, in groups of many texts (see `units`), and breaks are chosen only for those that do not fit.
"""

from collections.abc import Iterator
from itertools import accumulate, groupby
from operator import gt, itemgetter
from typing import Final, TypeVar

from attrs import evolve

from smarthandle_results._breaking.width import HALVES_PER_CHARACTER
from smarthandle_results._layout.draft import Draft
from smarthandle_results._layout.profiles import Profile, line_limit_halves
from smarthandle_results._layout.splits import break_into_pieces, fits_as_given
from smarthandle_results._layout.timing import time_pieces
from smarthandle_results._layout.units import find_units
from smarthandle_results._models import Repair, RepairKind

GROUP_CHARACTERS: Final = 1 << 13
"""How many characters become units at once, about: more are no faster, and need more memory.

For 10,000 Chinese sentences, groups of 64 characters take twice as long as groups of 2 ** 10 to 2 ** 14, which all take
the same; groups of 2 ** 18 are no faster and need eight times the memory, 42 MB.
"""

_T = TypeVar("_T")


def fit_all(draft: Draft, profile: Profile, *, extend_last: bool) -> Draft:
    """Break into lines, or split, the texts that need it; the last cue is made longer only with `extend_last`."""
    texts = list(draft.texts)
    pieces: dict[int, Draft] = {}
    repairs = list(draft.repairs)
    next_starts_ms = draft.next_starts_ms
    latest_ends_ms = list(accumulate(draft.ends_ms, max, initial=-1))
    last_row = len(texts) - 1
    for rows in _group(_list_suspects(draft, profile), draft.texts):
        units = find_units([draft.texts[row] for row in rows], profile)
        for number, row in enumerate(rows):
            start_ms, end_ms, source = draft.starts_ms[row], draft.ends_ms[row], draft.sources[row]
            fits = fits_as_given(units, number, profile)
            if fits and end_ms - start_ms <= profile.max_duration_ms:
                continue
            breaks = break_into_pieces(units, number, end_ms - start_ms, profile)
            if len(breaks) == 1:
                if not fits and (text := units.to_text(breaks[0])) != texts[row]:
                    texts[row] = text
                    lines = len(breaks[0]) - 1
                    repairs.append(Repair(source, RepairKind.LINES, f"put on {lines} line{'s' if lines > 1 else ''}"))
                continue
            # A cue that is shown together with one before it is not made longer, nor is the last.
            may_extend = latest_ends_ms[row] <= start_ms and (extend_last or row < last_row)
            latest_end_ms = next_starts_ms[row] if may_extend else end_ms
            widths_halves = [units.width_halves(piece[0], piece[-1]) for piece in breaks]
            times_ms = time_pieces(start_ms, end_ms, latest_end_ms, widths_halves, profile)
            if times_ms is not None:
                starts_ms, ends_ms = tuple(times_ms[:-1]), tuple(times_ms[1:])
                pieces[row] = Draft(starts_ms, ends_ms, tuple(map(units.to_text, breaks)), (source,) * len(breaks))
                repairs.append(Repair(source, RepairKind.SPLIT, f"into {len(breaks)} cues"))
                if times_ms[-1] > end_ms:
                    repairs.append(Repair(source, RepairKind.READING_SPEED, f"ended {times_ms[-1] - end_ms} ms later"))
    draft = evolve(draft, texts=tuple(texts), repairs=tuple(repairs))
    return _insert(pieces, draft) if pieces else draft


def _list_suspects(draft: Draft, profile: Profile) -> list[int]:
    """Return the rows that may not fit, found quickly as if every character were full width."""
    most_characters, longest_ms = line_limit_halves(profile) // HALVES_PER_CHARACTER, profile.max_duration_ms
    return [
        row
        for row, (start, end, text) in enumerate(zip(draft.starts_ms, draft.ends_ms, draft.texts, strict=True))
        if len(text) > most_characters or end - start > longest_ms or "\n" in text
    ]


def _group(rows: list[int], texts: tuple[str, ...]) -> Iterator[list[int]]:
    """Group the rows whose texts become units at once: ASCII texts apart from others, since they are quicker alone."""
    for is_ascii in (True, False):
        alike = [row for row in rows if texts[row].isascii() is is_ascii]
        numbers = (characters // GROUP_CHARACTERS for characters in accumulate(len(texts[row]) for row in alike))
        for _, group in groupby(zip(numbers, alike, strict=True), key=itemgetter(0)):
            yield [row for _, row in group]


def _insert(pieces: dict[int, Draft], draft: Draft) -> Draft:
    """Replace the cues of some rows by their pieces."""
    rows = sorted(pieces)
    starts_ms = _replace(draft.starts_ms, rows, [pieces[row].starts_ms for row in rows])
    ends_ms = _replace(draft.ends_ms, rows, [pieces[row].ends_ms for row in rows])
    texts = _replace(draft.texts, rows, [pieces[row].texts for row in rows])
    sources = _replace(draft.sources, rows, [pieces[row].sources for row in rows])
    if any(map(gt, starts_ms, starts_ms[1:])):
        # Where cues overlap, a piece of one may start after the next.
        take = itemgetter(*sorted(range(len(starts_ms)), key=starts_ms.__getitem__))
        return Draft(take(starts_ms), take(ends_ms), take(texts), take(sources), draft.repairs)
    return Draft(starts_ms, ends_ms, texts, sources, draft.repairs)


def _replace(column: tuple[_T, ...], rows: list[int], replacements: list[tuple[_T, ...]]) -> tuple[_T, ...]:
    """Replace the value of each row by several: most rows stay, so that whole slices are copied."""
    values: list[_T] = []
    begin = 0
    for row, replacement in zip(rows, replacements, strict=True):
        values += column[begin:row]
        values += replacement
        begin = row + 1
    return (*values, *column[begin:])
