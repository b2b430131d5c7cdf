"""What a body may be passed as, and the object that it is or that its text holds."""

from collections.abc import Mapping
from typing import Any, Protocol, TypeAlias

import orjson

from smarthandle_results._wanted import BytesLike


class SdkModel(Protocol):
    """A response of an SDK of the service, or the body in it."""

    def to_map(self) -> Mapping[str, object]: ...


Body: TypeAlias = str | BytesLike | Mapping[str, object] | SdkModel
"""What a body may be passed as."""


def parse_object(body: Body) -> dict[str, Any] | None:
    """Return the object that a body is, or that its JSON has; None for a body of any other form."""
    value: Any = body
    if type(body) is bytes or type(body) is str:
        try:
            value = orjson.loads(body)
        except orjson.JSONDecodeError:
            return None  # `containers` finds out why
    return value if type(value) is dict else None  # pyright: ignore[reportUnknownVariableType]
