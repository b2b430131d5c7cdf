"""Cues in, fewer cues out: neighbors that are parts of one sentence, close in time, and fit on the screen together."""

from collections import Counter
from itertools import pairwise

from smarthandle_results._breaking.given_lines import has_speaker_turn, join_lines
from smarthandle_results._breaking.guides import Guide
from smarthandle_results._breaking.sentences import ends_sentence
from smarthandle_results._layout.draft import NO_NEXT_START_MS, Draft
from smarthandle_results._layout.pieces import Room, break_into_pieces
from smarthandle_results._layout.profiles import Profile, profile_halves_table
from smarthandle_results._layout.timing import find_faults, measure_reading_halves
from smarthandle_results._layout.units import find_units
from smarthandle_results._models import Cue, Repair, RepairKind


def merge_all(draft: Draft, profile: Profile, guide: Guide | None) -> Draft:
    """Merge each cue with the one before it, itself merged or not, where the profile allows it."""
    if profile.merge_gap_ms is None:
        return draft
    cues: list[Cue] = []
    sources: list[int] = []
    counts: Counter[int] = Counter()
    latest_end_ms = -1
    for source, cue in zip(draft.sources, map(Cue, draft.starts_ms, draft.ends_ms, draft.texts), strict=True):
        # Where an earlier cue is shown in the gap, to fill the gap would add an overlap.
        may_merge = cues and latest_end_ms <= cues[-1].end_ms
        union = _merge_two(cues[-1], cue, profile, guide, profile.merge_gap_ms) if may_merge else None
        if union is None:
            latest_end_ms = max(latest_end_ms, cues[-1].end_ms) if cues else -1
            cues.append(cue)
            sources.append(source)
        else:
            cues[-1] = union
            counts[sources[-1]] += 1
    repairs = (Repair(source, RepairKind.MERGED, f"with the next {count}") for source, count in counts.items())
    return Draft(
        tuple(cue.start_ms for cue in cues),
        tuple(cue.end_ms for cue in cues),
        tuple(cue.text for cue in cues),
        tuple(sources),
        (*draft.repairs, *repairs),
    )


def _merge_two(cue: Cue, following: Cue, profile: Profile, guide: Guide | None, merge_gap_ms: int) -> Cue | None:
    """Return one cue instead of two, if it is no worse than they are."""
    gap_ms, duration_ms = following.start_ms - cue.end_ms, following.end_ms - cue.start_ms
    if not 0 <= gap_ms <= merge_gap_ms or duration_ms > profile.max_duration_ms or ends_sentence(cue.text):
        return None
    if has_speaker_turn(cue.text) or has_speaker_turn(following.text):
        return None
    union = Cue(cue.start_ms, following.end_ms, join_lines(f"{cue.text}\n{following.text}")[0])
    units = find_units([union.text], profile, guide)
    breaks, *others = break_into_pieces(units, 0, Room(union.start_ms, union.end_ms, union.end_ms), profile)
    if others or any(units.width_halves(*line) > units.limit_halves for line in pairwise(breaks)):
        return None
    if _is_too_fast(union, profile) and not (_is_too_fast(cue, profile) or _is_too_fast(following, profile)):
        return None
    return union


def _is_too_fast(cue: Cue, profile: Profile) -> bool:
    width_halves = measure_reading_halves(cue.text, profile_halves_table(profile))
    return find_faults(cue.start_ms, cue.end_ms, NO_NEXT_START_MS, width_halves, profile).too_fast_ms > 0
