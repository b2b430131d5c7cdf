"""Cues in the making: the columns that each step of `shape` takes and gives, and what was done on the way."""

from typing import final

from attrs import frozen

from smarthandle_results._models import Repair


@final
@frozen
class Draft:
    """Columns of equal length. `sources` says which of the cues given, from 0, each comes from."""

    starts_ms: tuple[int, ...]
    ends_ms: tuple[int, ...]
    texts: tuple[str, ...]
    sources: tuple[int, ...]
    repairs: tuple[Repair, ...] = ()
