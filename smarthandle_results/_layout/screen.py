"""Text or cues in, whether they fit on the screen as they are: the one place that decides what is too wide."""

from collections.abc import Iterable, Sequence
from itertools import islice

from smarthandle_results._breaking.width import measure_lines_halves
from smarthandle_results._layout.profiles import AUTO, Profile, line_limit_halves, profile_halves_table, resolve
from smarthandle_results._models import Cue, Result
from smarthandle_results._subtitles.cues import to_cues


def measure_screens(texts: Sequence[str], profile: Profile) -> tuple[list[int], list[int]]:
    """Return how wide the widest line of each text is, in half characters, and how many lines each has."""
    widths_halves = measure_all_halves(texts, profile)
    if len(widths_halves) == len(texts):  # all of one line, which most cues are
        return widths_halves, [1] * len(texts)
    remaining = iter(widths_halves)
    counts = [text.count("\n") + 1 for text in texts]
    return [next(remaining) if lines == 1 else max(islice(remaining, lines)) for lines in counts], counts


def measure_all_halves(texts: Sequence[str], profile: Profile) -> list[int]:
    """Return how wide each line of some texts is, in half characters."""
    return measure_lines_halves("\n".join(texts), profile_halves_table(profile)) if texts else []


def count_too_wide(source: Result | Iterable[Cue], profile: Profile | str = AUTO) -> int:
    """Count the cues whose text a profile has no room for: a line is too wide, or there are too many lines.

    These are the cues in which `check` finds `width` or `lines`, counted in a small part of its time. `source` is what
    `to_cues` accepts, and mended as it does; `profile` may be the name of a preset.

    >>> from smarthandle_results import PROFILES, Cue, count_too_wide
    >>> count_too_wide([Cue(0, 3000, "今天的费用约为0.00033元每秒。"), Cue(3000, 4000, "谢谢")], PROFILES["netflix-zh"])
    0
    >>> count_too_wide([Cue(0, 3000, "今天的费用约为每秒0.00033元，谢谢大家。")], PROFILES["auto"])
    1
    """
    texts = to_cues(source).texts
    profile = resolve(profile, texts)
    limit_halves, max_lines = line_limit_halves(profile), profile.max_lines
    screens = zip(*measure_screens(texts, profile), strict=True)
    return sum(width_halves > limit_halves or lines > max_lines for width_halves, lines in screens)
