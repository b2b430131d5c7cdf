"""Cues in, cues out that fit a profile: merged, broken into lines, split, timed."""

from collections.abc import Iterable
from itertools import compress
from operator import gt, sub

from smarthandle_results._breaking.guides import BUILTIN, Guide, Words, find_guide
from smarthandle_results._layout.draft import Draft
from smarthandle_results._layout.fitting import fit_all
from smarthandle_results._layout.merges import merge_all
from smarthandle_results._layout.profiles import AUTO, Profile, primary_language, resolve_for_breaking
from smarthandle_results._layout.timing import time_all
from smarthandle_results._models import Cue, Cues, Result, make_sound_cues
from smarthandle_results._subtitles.cues import to_cues


def shape(
    source: Result | Iterable[Cue],
    profile: Profile | str = AUTO,
    *,
    words: str | Words = BUILTIN,
    extend_last: bool = False,
) -> Cues:
    """Make cues fit a profile; what was done is added to `repairs`, with the index of the cue that it was done to.

    `source` is a transcript, a result that has one, or cues, which `to_cues` mends if they are not `Cues`. `profile` is
    a `Profile` or the name of a preset: `shape(transcript, "netflix-zh")`; `auto` goes by the text's script. Indexes
    are from 0, and those of the `Cues`.

    `words` finds the words or phrases that no line should tear, in languages without spaces between them. `builtin`
    knows Chinese and Japanese. `rjieba` (Chinese), `budoux` and `icu` are libraries, which the extra `words` installs;
    where one does not know a language, it means `builtin`. Thai, Lao, Khmer and Burmese are left as they are but with
    `icu` or a function. A function, such as `rjieba.cut`, is called with a text without white space, and returns its
    pieces in order: joined, they have to be the text.

    - `merged`: neighbors that are parts of one sentence became one, where the profile allows it.
    - `lines`: a text was broken into lines. A text that fits is left as it is, its own lines included, unless one of
      them begins where a line must not. No break parts what belongs together, such as an article and its noun, or a
      word, unless it would be wider than a line: rather there is a line or a cue more. Before lines are broken anew
      they are joined, by a space, or by nothing next to a full-width character that is not Hangul and in Thai and the
      like; their ends are good places to break again.
      A line that begins with a dialogue dash (`- `, `– ` or `—`) stays the start of a line or a cue.
    - `split`: a text that is too much for the screen, or takes too long to read, became several cues. They cover the
      cue's time, which is made longer first where they need it and there is room, but by no more than the longest time
      of a cue; each has its part in proportion to its width. None is shown for too short a time, or has one to three
      letters, where there is another way. Without white space and marks of direction they concatenate to its text.
    - `overlap`, `duration`, `reading_speed`, `gap`: a cue's end was moved. Starts never are.

    No cue ends later than the last of the cues that came in, so that none is shown after the end of the speech, or of
    the video. That leaves the last cue as short as it was: with `extend_last` it gets the time that it needs as others
    do.

    Nothing is made worse: a repair of time adds no fault and no overlap, and loses no cue. What `check` still finds is

    - `width`: a word, number or address that is wider than a line, on a line of its own with any dialogue dash.
    - `lines`: a cue of so few milliseconds that its pieces could not have one each.
    - `reading_speed`, `min_duration`: too much text for the time until the next cue, or for a cue that is shown while
      another is; also the last cue, and the pieces of a cue that was too short for its text.
    - `max_duration`: ending earlier would make it too fast to read.
    - `overlap`: two cues start together, or the first would be too short or too fast if it ended where the next starts.
    - `gap`: closing it would make a cue too long, and widening it would make one too short or too fast.

    Shaping twice changes nothing more.

    Raises KeyError for an unknown profile; ValueError for an unknown name of `words`, or pieces that are not the text;
    TypeError for pieces that are no text; MissingPackageError, an ImportError, for a library that is not installed.

    >>> from smarthandle_results import PROFILES, Cue, shape
    >>> cues = shape([Cue(0, 4500, "我们现在就出发去那里看看，然后再说。")], PROFILES["netflix-zh"])
    >>> print(cues.texts[0])
    我们现在就出发去那里看看，
    然后再说。
    >>> cues.repairs
    (Repair(index=0, kind=<RepairKind.LINES: 'lines'>, action='put on 2 lines'),)
    """
    cues = to_cues(source)
    profile = resolve_for_breaking(profile, cues.texts)
    guide = find_guide(words, primary_language(profile))
    unshaped = Draft(cues.starts_ms, cues.ends_ms, cues.texts, tuple(range(len(cues))))
    draft = _shape_once(unshaped, profile, guide, extend_last=extend_last)
    if not draft.repairs:
        return cues
    has_overlap = any(map(gt, unshaped.ends_ms, unshaped.next_starts_ms))
    if profile.merge_gap_ms is not None or has_overlap or _has_long_lines(draft, profile):
        # A cue that was made longer may now be close enough to the next to merge; one that was inside another, which
        # has since been trimmed, may be made longer; and one that is still shown for too long may be split where it
        # now has a line's end. Each round merges or splits one more, so there is a last.
        while (again := _shape_once(draft, profile, guide, extend_last=extend_last)) != draft:
            draft = again
    repairs = sorted(draft.repairs, key=lambda repair: repair.index)
    return make_sound_cues(draft.starts_ms, draft.ends_ms, draft.texts, (*cues.repairs, *repairs))


def _shape_once(draft: Draft, profile: Profile, guide: Guide | None, *, extend_last: bool) -> Draft:
    fitted = fit_all(merge_all(draft, profile, guide), profile, guide, extend_last=extend_last)
    return time_all(fitted, profile, extend_last=extend_last)


def _has_long_lines(draft: Draft, profile: Profile) -> bool:
    """Return whether a cue of several lines is shown for too long."""
    durations_ms = map(sub, draft.ends_ms, draft.starts_ms)
    is_long = map(profile.max_duration_ms.__lt__, durations_ms)
    return any("\n" in text for text in compress(draft.texts, is_long))
