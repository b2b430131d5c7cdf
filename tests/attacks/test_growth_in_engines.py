"""Named attacks by growth: twice the rows take twice the time, for every function that engines call."""

from collections.abc import Callable, Sequence
from types import FunctionType
from typing import Any, Final

import pytest
from helpers.bodies import make_asr_body, make_body
from helpers.growth import check_growth
from helpers.sample import mark_pairs

pytestmark = [pytest.mark.engines, pytest.mark.no_cover, pytest.mark.once]
pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")

from smarthandle_results import arrow  # noqa: E402 - after the check for pyarrow

SIZE: Final = 20
BODIES: Final[dict[str, Callable[[int], Sequence[str | bytes | None]]]] = {
    "jobs": lambda count: [make_asr_body(f"{n}") for n in range(count)],
    "polls of one job": lambda count: [make_asr_body("a", "Executing") for _ in range(count)],
    "one long job": lambda count: [make_body([{"content": "a", "from": n, "to": n + 1} for n in range(30 * count)])],
    "bad bodies": lambda count: [make_body([{"content": 1}] * 20) for _ in range(count)],
    "one body of problems": lambda count: [make_body([{"content": 1}] * 30 * count)],
    "nulls": lambda count: [None] * 30 * count,
}
FUNCTIONS: Final = [name for name in vars(arrow)["__all__"] if isinstance(getattr(arrow, name), FunctionType)]


@pytest.mark.parametrize(("name", "kind"), mark_pairs(dict.fromkeys(FUNCTIONS, BODIES)))
def test_functions(name: str, kind: str) -> None:
    """Time grows as the rows do. Arrow's own memory is not measured, and is bounded by the batch."""

    def make(count: int) -> Any:
        return pa.table({"body": BODIES[kind](count)})

    def work(table: Any) -> None:
        function = getattr(arrow, name)
        made = function("cues", table) if name == "stream" else function(table)
        made.read_all()

    check_growth(make, work, SIZE)
