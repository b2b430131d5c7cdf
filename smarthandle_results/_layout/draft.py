"""Cues in the making: the columns that every step of `shape` reads and returns, with the repairs so far."""

from typing import Final, final

from attrs import frozen

from smarthandle_results._models import Repair

NO_NEXT_START_MS: Final = 1 << 60
"""What stands for the start of the next cue where there is none: later than any cue can end."""


@final
@frozen
class Draft:
    """Columns of equal length, one row for each cue, in the order of their starts."""

    starts_ms: tuple[int, ...]
    ends_ms: tuple[int, ...]
    texts: tuple[str, ...]
    sources: tuple[int, ...]
    """Which of the cues that `shape` was called with each comes from, counted from 0. Pieces of one cue share it."""
    repairs: tuple[Repair, ...] = ()
    """What was done so far, each with the source of its cue as its index."""

    @property
    def next_starts_ms(self) -> tuple[int, ...]:
        """Return when the cue after each starts."""
        return (*self.starts_ms[1:], NO_NEXT_START_MS)[: len(self.starts_ms)]
