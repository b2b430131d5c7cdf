"""All values of a frozen class's fields → the value, in one step."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from attrs import AttrsInstance

_ValueT = TypeVar("_ValueT", bound=AttrsInstance)


def make(kind: type[_ValueT], values: dict[str, Any]) -> _ValueT:
    """Make a value of an attrs class without slots from a dict of all its fields, in their order.

    It is what `kind(**values)` is, but nothing is checked, and the dict becomes the value's own: what it has after the
    fields is an attribute that is no field, and counts in no comparison. A frozen class sets each field by a call, so
    that a row of 34 fields is made in a quarter of the time, and a model of four in two thirds; small bodies take a
    tenth less in all. Without slots a model takes twice the memory.

    >>> from smarthandle_results import JobResult
    >>> make(JobResult, {"media_id": "******bf47", "ai_result": None, "usage": None, "media_url": None})
    JobResult(media_id='******bf47')
    """
    made: _ValueT = _make_empty(kind)
    _set_attribute(made, "__dict__", values)
    return made


_make_empty: Final[Callable[[type[Any]], Any]] = object.__new__
_set_attribute: Final = object.__setattr__
