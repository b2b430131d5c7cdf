"""Frozen sequences that are kept as columns: a value is built only when someone asks for it."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any, TypeVar, overload

from attrs import NOTHING, AttrsInstance, fields

from smarthandle_results._shown import show_table, show_value

T = TypeVar("T", bound=AttrsInstance)
T_co = TypeVar("T_co", bound=AttrsInstance, covariant=True)


def tabular(kind: type[T]) -> type[T]:
    """Make an attrs class a data class too, and its repr short, and change nothing else of it.

    Data frames make columns of a sequence of data classes: pandas and Polars ask for these, and not for attrs classes,
    of which they would make one column of objects.
    """
    attributes = fields(kind)
    dataclass(init=False, repr=False, eq=False, match_args=False, kw_only=attributes[-1].kw_only)(kind)
    made: dict[str, Any] = vars(kind)["__dataclass_fields__"]
    for attribute in attributes:
        if attribute.default is not NOTHING:
            made[attribute.name].default = attribute.default
    kind.__repr__ = show_value  # type: ignore[assignment, method-assign]  # not that of attrs
    return kind


class Columns(Sequence[T_co]):
    """A sequence over parallel columns, such as `Transcript`, `Copies`, `Cues` and `Rows`.

    Indexing builds one value, slicing a tuple of values. In a notebook it is a table of the first 20.
    """

    __slots__ = ()

    @abstractmethod
    def _values(self, rows: slice) -> Iterator[T_co]:
        """Build the values of some rows."""

    def __iter__(self) -> Iterator[T_co]:
        return self._values(slice(None))

    @overload
    def __getitem__(self, index: int) -> T_co: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T_co, ...]: ...
    def __getitem__(self, index: int | slice) -> T_co | tuple[T_co, ...]:
        if isinstance(index, slice):
            return tuple(self._values(index))
        row = range(len(self))[index]
        return next(self._values(slice(row, row + 1)))

    def _repr_html_(self) -> str:
        return show_table(self)


def require_equal_lengths(*columns: Sequence[object]) -> None:
    """Raise ValueError for columns of unequal length."""
    if len({*map(len, columns)}) > 1:
        raise ValueError("expected columns of equal length")


def are_all_below(limit: float, numbers: Sequence[float]) -> bool:
    """Return True only if the magnitude of every number is below a limit, and none is NaN.

    The root of the sum of squares is never less than the largest magnitude, and `hypot` computes it for a whole column
    in one call, seven times as fast as finding the largest. So True is certain; False may also come from many numbers
    just below the limit.

    >>> are_all_below(5, (3, -4)), are_all_below(5.1, (3, -4)), are_all_below(5, (float("nan"),))
    (False, True, False)
    """
    return hypot(*numbers) < limit
