"""JSON: its parser, and values that hash, the parts of a body for which no model has a field."""

from typing import Any, Final, NoReturn, TypeAlias, final

import orjson

JsonValue: TypeAlias = "bool | int | float | str | tuple[JsonValue, ...] | JsonObject | None"


@final
class JsonObject(dict[str, JsonValue]):
    """A JSON object as a frozen, hashable dict; its arrays are tuples.

    Its argument is a mapping of JSON values, which is copied. Whatever reads a dict reads it, `json.dumps` and
    `attrs.asdict` too. What would change it raises TypeError: change a `dict` of it.

    >>> import json
    >>> json.dumps(JsonObject({"speaker": 2}))
    '{"speaker": 2}'
    """

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override] # a dict has none, since it changes
        return hash(frozenset(self.items()))

    def __repr__(self) -> str:
        return f"JsonObject({super().__repr__()})"

    def __reduce__(self) -> tuple[type["JsonObject"], tuple[dict[str, JsonValue]]]:
        return JsonObject, (dict(self),)

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:  # noqa: ANN401 - whatever the method that it replaces accepts
        raise TypeError("a JsonObject cannot be changed: change a dict of it")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse  # pyright: ignore[reportAssignmentType]


NO_ITEMS: Final = JsonObject()
"""The empty object, which need not be made again for each value that has one."""


def parse_json(text: bytes | str) -> Any:  # noqa: ANN401 - this is where JSON enters
    """Parse JSON. Raises `orjson.JSONDecodeError`, and MemoryError, which orjson reports as JSON that is broken."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        require_memory(error)
        raise


def require_memory(error: orjson.JSONDecodeError) -> None:
    """Raise MemoryError if the parser had too little memory, which it reports as JSON that is broken."""
    if error.msg.startswith(_NO_MEMORY):
        raise MemoryError from error


_NO_MEMORY: Final = "Not enough memory"
