"""Text or cues in, whether they fit on the screen as they are: the one place that decides what is too wide."""

from collections.abc import Iterable
from itertools import islice

from smarthandle_results._breaking.width import measure_lines_halves
from smarthandle_results._layout.profiles import AUTO, Profile, line_limit_halves, profile_halves_table, resolve
from smarthandle_results._models import Cue, Result
from smarthandle_results._subtitles.cues import to_cues


def measure_screen(text: str, profile: Profile) -> tuple[int, int]:
    """Return how wide the widest line of a text is, in half characters, and how many lines there are."""
    widths_halves = measure_lines_halves(text, profile_halves_table(profile))
    return max(widths_halves), len(widths_halves)


def is_too_wide(widest_halves: int, lines: int, profile: Profile) -> bool:
    """Say whether a profile has no room for lines of some width, in half characters, or for so many of them."""
    return widest_halves > line_limit_halves(profile) or lines > profile.max_lines


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
    joined = "\n".join(texts)
    profile = resolve(profile, [joined])
    if not texts:
        return 0
    widths_halves = measure_lines_halves(joined, profile_halves_table(profile))
    if len(widths_halves) == len(texts):  # all of one line, which most cues are
        limit_halves = line_limit_halves(profile)
        return sum(width > limit_halves for width in widths_halves)
    remaining = iter(widths_halves)
    counts = (text.count("\n") + 1 for text in texts)
    return sum(is_too_wide(max(islice(remaining, lines)), lines, profile) for lines in counts)
