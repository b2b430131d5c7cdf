"""Cues in, cues out whose texts fit on the screen: broken into lines, or replaced by several cues.

Strategy: Most cues fit, so each step looks only at what the one before could not rule out. The suspects are the
rows whose text is too long if every character is full width, or has lines of its own, or is shown for too long. They
are measured all at once, and breaks are chosen only for those that do not fit, in groups of many texts (see `units`).
"""

import re
from collections.abc import Iterator
from itertools import accumulate, groupby
from operator import gt, itemgetter
from typing import Final, TypeVar

from attrs import evolve

from smarthandle_results._breaking.characters import COMPLEX
from smarthandle_results._breaking.cut_points import find_bad_line_starts
from smarthandle_results._breaking.embeddings import close_embeddings, has_embeddings
from smarthandle_results._breaking.guides import COMPLEX_LANGUAGES, Guide
from smarthandle_results._breaking.width import HALVES_PER_CHARACTER
from smarthandle_results._layout.draft import Draft
from smarthandle_results._layout.lines import list_lines
from smarthandle_results._layout.pieces import Room, break_into_pieces
from smarthandle_results._layout.profiles import Profile, line_limit_halves, primary_language
from smarthandle_results._layout.screen import measure_all_halves
from smarthandle_results._layout.timing import time_pieces
from smarthandle_results._layout.units import find_units
from smarthandle_results._models import Repair, RepairKind

GROUP_CHARACTERS: Final = 1 << 13
"""How many characters become units at once, about: more are no faster, and need more memory.

For 10,000 Chinese sentences, groups of 64 characters take twice as long as groups of 2 ** 10 to 2 ** 14, which all take
the same; groups of 2 ** 18 are no faster and need eight times the memory, 42 MB.
"""

_T = TypeVar("_T")


def fit_all(draft: Draft, profile: Profile, guide: Guide | None, *, extend_last: bool) -> Draft:
    """Break into lines, or split, the texts that need it; the last cue is made longer only with `extend_last`."""
    texts = list(draft.texts)
    pieces: dict[int, Draft] = {}
    repairs = list(draft.repairs)
    next_starts_ms = draft.next_starts_ms
    latest_ends_ms = list(accumulate(draft.ends_ms, max, initial=-1))
    last_row = len(texts) - 1
    suspects = _list_suspects(draft, profile)
    fitting = find_fitting([texts[row] for row in suspects], profile, guide)
    fits = dict(zip(suspects, fitting, strict=True))
    longest_ms = profile.max_duration_ms
    unfit = [row for row in suspects if not fits[row] or draft.ends_ms[row] - draft.starts_ms[row] > longest_ms]
    if guide is None and primary_language(profile) in COMPLEX_LANGUAGES:
        unfit = [row for row in unfit if not re.search(COMPLEX, texts[row])]
    for rows in _group(unfit, draft.texts):
        units = find_units([draft.texts[row] for row in rows], profile, guide)
        is_embedded = has_embeddings(units.text)
        for number, row in enumerate(rows):
            start_ms, end_ms, source = draft.starts_ms[row], draft.ends_ms[row], draft.sources[row]
            # A cue that is shown together with one before it is not made longer, nor is the last.
            may_extend = latest_ends_ms[row] <= start_ms and (extend_last or row < last_row)
            room = Room(start_ms, end_ms, next_starts_ms[row] if may_extend else end_ms)
            layout = break_into_pieces(units, number, room, profile)
            if len(layout) == 1 and fits[row]:
                continue
            new_lines = list_lines(units, layout)
            new_texts = list(map("\n".join, close_embeddings(new_lines) if is_embedded else new_lines))
            if len(layout) == 1:
                if new_texts[0] != texts[row]:
                    texts[row] = new_texts[0]
                    lines = len(layout[0]) - 1
                    repairs.append(Repair(source, RepairKind.LINES, f"put on {lines} line{'s' if lines > 1 else ''}"))
                continue
            widths_halves = [units.width_halves(piece[0], piece[-1]) for piece in layout]
            times_ms = time_pieces(start_ms, end_ms, room.latest_end_ms, widths_halves, profile)
            if times_ms is not None:
                starts_ms, ends_ms = tuple(times_ms[:-1]), tuple(times_ms[1:])
                pieces[row] = Draft(starts_ms, ends_ms, tuple(new_texts), (source,) * len(layout))
                repairs.append(Repair(source, RepairKind.SPLIT, f"into {len(layout)} cues"))
                if times_ms[-1] > end_ms:
                    repairs.append(Repair(source, RepairKind.READING_SPEED, f"ended {times_ms[-1] - end_ms} ms later"))
    draft = evolve(draft, texts=tuple(texts), repairs=tuple(repairs))
    return _insert(pieces, draft) if pieces else draft


def find_fitting(texts: list[str], profile: Profile, guide: Guide | None) -> Iterator[bool]:
    """Yield whether each text's own lines fit, are no more than allowed, and each begin where a line may.

    A line that is too wide fits if it is a single unit, since nothing could break it.
    """
    limit_halves = line_limit_halves(profile)
    widths_halves = iter(measure_all_halves(texts, profile))
    for text in texts:
        if "\n" not in text:
            yield next(widths_halves) <= limit_halves
            continue
        lines = text.split("\n")
        wide = [line for line, width_halves in zip(lines, widths_halves) if width_halves > limit_halves]  # noqa: B905 - only so many
        yield (
            len(lines) <= profile.max_lines
            and all(len(find_units([line], profile, guide).starts) == 1 for line in wide)
            and not find_bad_line_starts(text)
        )


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
