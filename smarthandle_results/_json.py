"""JSON values that hash: the parts of a body for which no model has a field."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias, final

from attrs import field, frozen

JsonValue: TypeAlias = "bool | int | float | str | tuple[JsonValue, ...] | JsonObject | None"


def _copy(items: Mapping[str, "JsonValue"]) -> dict[str, "JsonValue"]:
    return {**items}


@final
@frozen(eq=False, repr=False)
class JsonObject(Mapping[str, JsonValue]):
    """A JSON object as a frozen, hashable mapping; its arrays are tuples. It equals any mapping with equal items.

    Its argument is a mapping of JSON values, which is copied.

    >>> JsonObject({"speaker": 2}) == {"speaker": 2}
    True
    """

    _items: dict[str, JsonValue] = field(factory=dict[str, JsonValue], converter=_copy)

    def __getitem__(self, key: str) -> JsonValue:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"JsonObject({self._items!r})"
