"""Cues in, cues out that fit a profile: merged, laid in lines, split, timed."""

from collections.abc import Iterable
from operator import gt

from smarthandle_results._layout.draft import Draft
from smarthandle_results._layout.fitting import lay_all
from smarthandle_results._layout.merges import merge
from smarthandle_results._layout.profiles import Profile, resolve
from smarthandle_results._layout.timing import time_all
from smarthandle_results._models import Cue, Cues, make_sound_cues
from smarthandle_results._subtitles.cues import to_cues


def shape(cues: Iterable[Cue], profile: Profile) -> Cues:
    """Make cues fit a profile; what was done is added to `repairs`, whose indexes are those of the cues given, from 0.

    Cues that are not `Cues` go through `to_cues` first, and the indexes of what `shape` did are those of what it gave.

    - `merged`: neighbours that are parts of one sentence became one, where the profile asks for it.
    - `lines`: a text was laid in lines, as few as will do. One that fits is left as it is, its own lines included,
      unless one of those begins where no line may. Lines that are laid anew are first put together, by a space, but by
      nothing next to a full-width character that is not Hangul; their ends are good places to break again.
      A line that begins with a dialogue dash (`- `, `– ` or `—`) stays the start of a line or a cue.
    - `split`: a text that is too much for the screen, or takes too long to read, became several cues. They cover the
      cue's time, which is made longer first where they need it and there is room, each in proportion to its width, and
      without white space concatenate to its text.
    - `overlap`, `duration`, `reading_speed`, `gap`: a cue's end was moved. Starts never are.

    Nothing is made worse: a repair of time adds no fault, no overlap, and loses no cue. What `check` still finds is

    - `width`: a word, number or address wider than a line, on a line of its own.
    - `lines`: a cue of so few milliseconds that its pieces could not each have one.
    - `reading_speed`, `min_duration`: too much text for the time until the next cue, or the cue is shown while another
      is; also the pieces of a cue that was too short for its text.
    - `max_duration`: to end earlier would make it too fast to read.
    - `overlap`: two cues start together, or the first would be too short or too fast if it ended where the next
      starts.
    - `gap`: to close it would make a cue too long, and to open it too short or too fast.

    Shaping twice changes nothing more.
    """
    cues = to_cues(cues)
    profile = resolve(profile, cues.texts)
    given = Draft(cues.starts_ms, cues.ends_ms, cues.texts, tuple(range(len(cues))))
    draft = _shape_once(given, profile)
    overlap = any(map(gt, given.ends_ms, given.next_starts_ms))
    if profile.merge_gap_ms is not None or overlap:
        # A cue that was extended may have come close enough to the next, and one that was inside another, which has
        # since been trimmed, may be extended. Each round merges or splits one more, so there is a last one.
        while (again := _shape_once(draft, profile)) != draft:
            draft = again
    if not draft.repairs:
        return cues
    repairs = sorted(draft.repairs, key=lambda repair: repair.index)
    return make_sound_cues(draft.starts_ms, draft.ends_ms, draft.texts, (*cues.repairs, *repairs))


def _shape_once(draft: Draft, profile: Profile) -> Draft:
    return time_all(lay_all(merge(draft, profile), profile), profile)
