"""A range of units in, cues out, each in lines: the layout that costs least.

What is minimised is one sum over all the lines and cues that a text becomes, in points:

- each break costs its penalty (`_breaking.penalties`), and half as much again where a cue ends at it: cues change where
  a reader pauses;
- each line costs `SLACK` times the square of the part of it that is empty. So few lines are better than many, even
  lines better than uneven ones, and a word alone on a line is worst of all;
- a line that is followed by a narrower one costs `LONGER_TOP` where the profile prefers a shorter top line;
- each cue after the first costs `CUE`;
- a cue that is shown for longer than the profile allows costs `LONG`, which is less than to split it anywhere but at a
  clause;
- a cue of one to three letters, or one that is shown for less than the profile's shortest time, costs `FLASH`, more
  than all else together, so that there is none if there is another way.

Reading speed is in this by way of time: the cues share the time of the text in proportion to their widths, so all are
read at the speed of the whole, and the widths of the cues that are too short or too long to be seen follow from that.

Two things are not for sale: no line is wider than the limit, unless it is a single unit that nothing can break; and a
cue has no more lines than the profile allows, and no more than it needs.

Strategy: A break is named by the unit that begins after it. Each cue is a range of units, and its lines are in it. The
cheapest layout of all units up to a break is that of the units up to an earlier one and a cue between the two, so that
the breaks are gone through once, from first to last: at each, the cues that begin there are tried, one after another
(`_list_cues`), and where one ends, the cheapest way to get there is kept.

Only so many units fit into a cue, so the time grows with the length of a text, not with its square. Most texts fit into
one cue that costs less than one cue more would, whatever that had to offer. That is known first, from one loop.

@@DOC
"""

from bisect import bisect_right
from itertools import accumulate, pairwise
from math import inf
from typing import Final, TypeAlias

from smarthandle_results._layout.profiles import Profile
from smarthandle_results._layout.units import Units

Breaks: TypeAlias = list[int]
"""The lines of a cue: the unit with which each begins, and the one after the last. `[0, 5, 9]` are two lines."""

SLACK: Final = 30
"""The cost of an empty line: a break at the very edge of two full lines' width costs half of it more than one in the
middle, as much as a penalty of FAIR."""
LONGER_TOP: Final = 3
"""The cost of a line above a narrower one, where a profile prefers a shorter top line."""
CUE: Final = 24
"""The cost of one cue more. A text that fits into one cue becomes two only where the one has a bad break or a sliver."""
CUE_END: Final = 1.5
"""What the penalty of a break is multiplied by where a cue ends at it."""
LONG: Final = 40
"""The cost of a cue that is shown for too long: CUE and a CLAUSE are less, CUE and two words are more."""
FLASH: Final = 10_000
"""The cost of a cue that is too short to be seen, or that has `FEW_LETTERS`."""
FEW_LETTERS: Final = 3
"""A cue of so many letters or digits, or fewer, is a scrap of another."""
MOST_CHOICES: Final = 48
"""How many ends of a line are tried, the widest: more than a line of 42 characters can have."""


def lay_out(
    units: Units, first: int, last: int, profile: Profile, *, least_halves: float = 0, most_halves: float = inf
) -> list[Breaks]:
    """Return the breaks of each of the cues that cost least, of which there is always at least one.

    A cue narrower than `least_halves` is shown for too short a time, one wider than `most_halves` for too long.
    """
    search = _Search(units, last, profile)
    whole = search.list_cues(first).get(last)
    if whole and whole[0] <= CUE and units.width_halves(first, last) <= most_halves:
        return [[*whole[1]]]
    letters = _count_letters(units, first, last)
    best: dict[int, tuple[float, tuple[int, ...]]] = {first: (0, ())}
    for begin in range(first, last):
        if begin not in best or (last in best and best[begin][0] >= best[last][0]):
            continue
        for end, (lines_cost, breaks) in search.list_cues(begin).items():
            cost = best[begin][0] + lines_cost
            width_halves = units.width_halves(begin, end)
            is_scrap = width_halves < least_halves or letters[end - first] - letters[begin - first] <= FEW_LETTERS
            cost += FLASH * (is_scrap and (begin, end) != (first, last)) + LONG * (width_halves > most_halves)
            if end < last:
                cost += CUE + CUE_END * units.penalties[end]
            if end not in best or cost < best[end][0]:
                best[end] = cost, breaks
    cues: list[Breaks] = []
    while last > first:
        cues.append([*best[last][1]])
        last = cues[-1][0]
    return cues[::-1]


class _Search:
    """The lines and cues that may begin with each unit of a range, each found when it is first needed."""

    def __init__(self, units: Units, last: int, profile: Profile) -> None:
        self._units = units
        self._last = last
        self._max_lines = profile.max_lines
        self._longer_top = LONGER_TOP if profile.top_line_shorter else 0
        self._lines: dict[int, list[tuple[int, float, int]]] = {}

    def list_cues(self, first: int) -> dict[int, tuple[float, tuple[int, ...]]]:
        """Return what the lines of each cue cost that begins with a unit, and its breaks, by where it ends.

        Each has as few lines as it fits on. So those of two lines end after those of one, and so on.
        """
        penalties = self._units.penalties
        cues: dict[int, tuple[float, tuple[int, ...]]] = {}
        ends = {first: (0.0, (first,))}
        line_width = 0
        for _ in range(self._max_lines):
            reached, ends = ends, {}
            for begin, (cost, breaks) in reached.items():
                if begin > first:
                    cost += penalties[begin]
                    line_width = self._units.width_halves(breaks[-2], begin)
                for end, line_cost, width in self._list_lines(begin):
                    if end not in cues:
                        total = cost + line_cost + (self._longer_top if line_width > width else 0)
                        if end not in ends or total < ends[end][0]:
                            ends[end] = total, (*breaks, end)
            cues.update(ends)
            if self._last in cues:
                break
        return cues

    def _list_lines(self, first: int) -> list[tuple[int, float, int]]:
        """Return where each line may end that begins with a unit, with what it costs and how wide it is."""
        lines = self._lines.get(first)
        if lines is None:
            units, begin = self._units, self._units.starts_halves[first]
            limit_halves = units.limit_halves
            stop = units.find_turn_after(first, self._last) if units.turns else self._last
            # A unit that is wider than a line has one of its own.
            high = max(first + 1, bisect_right(units.ends_halves, begin + limit_halves, first, stop))
            low = max(first + 1, high - MOST_CHOICES + 1)
            widths = [end - begin for end in units.ends_halves[low - 1 : high]]
            costs = [SLACK * max(0, 1 - width / limit_halves) ** 2 for width in widths]
            lines = self._lines[first] = list(zip(range(low, high + 1), costs, widths, strict=True))
        return lines


def _count_letters(units: Units, first: int, last: int) -> list[int]:
    """Return how many letters and digits a range has before each of its units, and how many it has."""
    texts = map(units.text.__getitem__, map(slice, units.starts[first:last], units.ends[first:last]))
    return list(accumulate((sum(map(str.isalnum, text)) for text in texts), initial=0))


def list_lines(units: Units, layout: list[Breaks]) -> list[list[str]]:
    """Return the lines of each cue of a layout, without the spaces at their ends."""
    text, starts, ends = units.text, units.starts, units.ends
    return [[text[starts[first] : ends[last - 1]].rstrip() for first, last in pairwise(breaks)] for breaks in layout]
