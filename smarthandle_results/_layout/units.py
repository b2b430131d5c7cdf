"""Texts in, one flow of their units out: where they may be cut, how wide they are and how good each cut is.

A unit is what stands between two joints, and a span `[first, last)` of units is a text, a line or several lines. Many
texts are one flow, so that each step of finding and measuring units runs over all of them at once.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TypeAlias, final

from attrs import frozen

from smarthandle_results._breaking.characters import Characters
from smarthandle_results._breaking.cut_points import find_cut_points
from smarthandle_results._breaking.given_lines import find_speaker_turns, join_lines
from smarthandle_results._breaking.penalties import GIVEN_LINE
from smarthandle_results._breaking.spaced import rate_breaks
from smarthandle_results._breaking.width import measure_prefixes_halves
from smarthandle_results._layout.profiles import Profile, line_limit, primary_language, profile_widths

Span: TypeAlias = tuple[int, int]


@final
@frozen(kw_only=True)
class Flow:
    """Texts as units: offsets, and widths in half characters before each offset."""

    limit: int
    """The widest line, in half characters."""
    text: str
    """The texts, a line each."""
    starts: list[int]
    ends: list[int]
    at_starts: list[int]
    at_ends: list[int]
    penalties: bytearray
    """Of a break before each unit."""
    spans: list[Span]
    """The units of each text."""
    line_starts: dict[int, list[int]]
    """Where the second and further lines begin that a text was given with, by its number."""
    turns: list[int]
    """The units with which another speaker's turn begins: no line holds two turns."""

    def width(self, first: int, last: int) -> int:
        """Return the width of a span on one line."""
        return self.at_ends[last - 1] - self.at_starts[first]

    def show(self, breaks: list[int]) -> str:
        """Return the lines between breaks, without the spaces there."""
        text, starts, ends = self.text, self.starts, self.ends
        begin, *others = breaks
        lines: list[str] = []
        for unit in others:
            lines.append(text[starts[begin] : ends[unit - 1]].rstrip())
            begin = unit
        return "\n".join(lines)

    def find_speaker_turns(self, first: int, last: int) -> list[int]:
        """Return the units inside a span with which another speaker's turn begins."""
        return self.turns[bisect_right(self.turns, first) : bisect_left(self.turns, last)]


def make_flow(texts: Sequence[str], profile: Profile) -> Flow:
    """Find the units of texts, of which none is blank; the lines of each are put together first."""
    joined = list(map(join_lines, texts))
    text = "\n".join([line for line, _ in joined])
    begins = list(accumulate([len(line) + 1 for line, _ in joined], initial=0))
    line_starts = {
        number: [begins[number] + offset for offset in offsets] for number, (_, offsets) in enumerate(joined) if offsets
    }
    characters = Characters(text)
    cuts_before, cuts = find_cut_points(characters)
    turns = [turn for offsets in line_starts.values() for turn in find_speaker_turns(text, offsets)]
    others = set(turns).difference(cuts)
    starts = sorted([*begins[:-1], *cuts, *others])
    ends = sorted([*[begin - 1 for begin in begins[1:]], *cuts_before, *others])
    penalties = bytearray(rate_breaks(characters, starts, ends, primary_language(profile)))
    for offsets in line_starts.values():
        for offset in offsets:
            unit = bisect_left(starts, offset)
            if starts[unit : unit + 1] == [offset]:
                # As good as the end of a clause, but no reason to split a cue that fits.
                penalties[unit] = min(penalties[unit], GIVEN_LINE)
    widths = measure_prefixes_halves(characters, [*starts, *ends], profile_widths(profile))
    firsts = [bisect_left(starts, begin) for begin in begins[:-1]]
    return Flow(
        limit=line_limit(profile),
        text=text,
        starts=starts,
        ends=ends,
        at_starts=widths[: len(starts)],
        at_ends=widths[len(starts) :],
        penalties=penalties,
        spans=list(pairwise([*firsts, len(starts)])),
        line_starts=line_starts,
        turns=[bisect_left(starts, turn) for turn in turns],
    )
