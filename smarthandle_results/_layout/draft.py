"""Cues in the making: the columns that each step of `shape` takes and gives, and what was done on the way."""

from typing import Final, final

from attrs import frozen

from smarthandle_results._models import Repair

NEVER: Final = 1 << 60
"""When the next cue starts after the last."""


@final
@frozen
class Draft:
    """Columns of equal length. `sources` says which of the cues given, from 0, each comes from."""

    starts_ms: tuple[int, ...]
    ends_ms: tuple[int, ...]
    texts: tuple[str, ...]
    sources: tuple[int, ...]
    repairs: tuple[Repair, ...] = ()

    @property
    def next_starts_ms(self) -> tuple[int, ...]:
        """Return when the cue after each starts."""
        return (*self.starts_ms[1:], NEVER)[: len(self.starts_ms)]
