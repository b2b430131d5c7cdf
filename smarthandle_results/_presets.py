"""Values by name: the presets that a function accepts by their names."""

from collections.abc import Iterator, Mapping
from typing import TypeVar, final

from smarthandle_results._shown import hint_at_name, quote_name
from smarthandle_results._wanted import require_kind

T = TypeVar("T")


@final
class Presets(Mapping[str, T]):
    """Values by name, upper and lower case alike; the error for an unknown name lists the others.

    >>> Presets("size", {"small": 1, "large": 2})["Large"]
    2
    """

    def __init__(self, kind: str, values: Mapping[str, T]) -> None:
        self._kind = kind
        self._values = dict(values)

    def __getitem__(self, name: str) -> T:
        key = name.lower() if isinstance(name, str) else ""  # pyright: ignore[reportUnnecessaryIsInstance]
        if key not in self._values:
            hint = hint_at_name(name, self, 0.9)  # many of them begin alike
            raise KeyError(f"expected the name of a {self._kind} ({', '.join(self)}), got {quote_name(name)}{hint}")
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def resolve(self, value: T | str, kind: type[T], wanted: str) -> T:
        """Return a value, or the preset of a name. Raises TypeError, as `unexpected` makes it, for anything else."""
        if isinstance(value, str):
            return self[value]
        require_kind(value, kind, wanted)
        return value

    def __repr__(self) -> str:
        return f"<{self._kind}s: {', '.join(self)}>"
