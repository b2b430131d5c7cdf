"""What a body may be passed as; and a body as the service writes it → its `Response`, in one step."""

from collections.abc import Mapping
from typing import Any, Final, Protocol, TypeAlias, cast

import orjson

from smarthandle_results._decoding.structure import structure_plain
from smarthandle_results._models import Response
from smarthandle_results._wanted import BytesLike


class SdkModel(Protocol):
    """A response of an SDK of the service, or the body in it."""

    def to_map(self) -> Mapping[str, object]: ...


Body: TypeAlias = str | BytesLike | Mapping[str, object] | SdkModel
"""What a body may be passed as."""


def parse_object(body: Body) -> dict[str, Any] | None:
    """Return the object that a body is, or that its JSON has; None for a body of any other form."""
    value: object = body
    if isinstance(body, bytes | str):
        try:
            value = orjson.loads(body)
        except orjson.JSONDecodeError:
            return None  # `containers` finds out why
    return cast("dict[str, Any]", value) if type(value) is dict else None


def read_plain(raw: dict[str, Any]) -> Response | None:
    """Read an object that is a body without a doubt, with nothing unusual about it; None for any other."""
    return None if _MARKS.isdisjoint(raw) else structure_plain(Response, raw)


_MARKS: Final = frozenset({"State", "JobResult", "SmartJobInfo", "Output"})
"""The keys of which every body has one: with these, and none but its own, an object is one (see `evidence`)."""
