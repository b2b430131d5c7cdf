"""Cues in, fewer cues out: neighbours that are parts of one sentence, close in time, and fit on the screen together."""

from collections import Counter

from smarthandle_results._breaking.given_lines import holds_speaker_turn, join_lines
from smarthandle_results._breaking.spaced import ends_sentence
from smarthandle_results._layout.draft import NEVER, Draft
from smarthandle_results._layout.lines import lay
from smarthandle_results._layout.profiles import Profile, profile_widths
from smarthandle_results._layout.timing import find_faults, reading_width
from smarthandle_results._layout.units import make_flow
from smarthandle_results._models import Cue, Repair, RepairKind


def _merge_two(cue: Cue, other: Cue, profile: Profile, merge_gap_ms: int) -> Cue | None:
    """Return one cue, if it is no worse than the two."""
    gap, duration = other.start_ms - cue.end_ms, other.end_ms - cue.start_ms
    if not 0 <= gap <= merge_gap_ms or duration > profile.max_duration_ms or ends_sentence(cue.text):
        return None
    if holds_speaker_turn(cue.text) or holds_speaker_turn(other.text):
        return None
    merged = Cue(cue.start_ms, other.end_ms, join_lines(f"{cue.text}\n{other.text}")[0])
    flow = make_flow([merged.text], profile)
    if lay(flow, 0, len(flow.starts), profile) is None:
        return None
    widths = profile_widths(profile)
    is_fast, *were_fast = (
        find_faults(one.start_ms, one.end_ms, NEVER, reading_width(one.text, widths), profile).fast
        for one in (merged, cue, other)
    )
    return None if is_fast and not any(were_fast) else merged


def merge(draft: Draft, profile: Profile) -> Draft:
    """Merge neighbours, from the first cue on, as long as they may be."""
    if profile.merge_gap_ms is None:
        return draft
    cues: list[Cue] = []
    sources: list[int] = []
    merged_from: Counter[int] = Counter()
    latest_end = -1
    for source, cue in zip(draft.sources, map(Cue, draft.starts_ms, draft.ends_ms, draft.texts), strict=True):
        # Where another cue is shown in the gap, to fill it would make an overlap.
        may_merge = cues and latest_end <= cues[-1].end_ms
        merged = _merge_two(cues[-1], cue, profile, profile.merge_gap_ms) if may_merge else None
        if merged is None:
            latest_end = max(latest_end, cues[-1].end_ms) if cues else -1
            cues.append(cue)
            sources.append(source)
        else:
            cues[-1] = merged
            merged_from[sources[-1]] += 1
    repairs = (Repair(source, RepairKind.MERGED, f"with the next {count}") for source, count in merged_from.items())
    return Draft(
        tuple(cue.start_ms for cue in cues),
        tuple(cue.end_ms for cue in cues),
        tuple(cue.text for cue in cues),
        tuple(sources),
        (*draft.repairs, *repairs),
    )
