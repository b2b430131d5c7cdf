"""Seconds → whole milliseconds, against decimal arithmetic."""

from decimal import ROUND_HALF_UP, Decimal
from random import Random

import pytest
from helpers.sample import Choose
from hypothesis import given, strategies as st

from smarthandle_results._columns import are_all_below
from smarthandle_results._subtitles.milliseconds import to_milliseconds


def slow_round(seconds: float | Decimal) -> int:
    """Round as the definition says: the shortest decimal form, half up."""
    exact = seconds if isinstance(seconds, Decimal) else Decimal(repr(seconds))
    return int((exact * 1000).quantize(Decimal(1), ROUND_HALF_UP))


def test_a_million_times_round_as_decimals_do(choose: Choose) -> None:
    """Random times of 0 to 6 digits, ties, and the floats beside ties, in columns and one by one."""
    random = Random(20_261_122)
    digits = [round(random.uniform(0, 100_000), random.randrange(7)) for _ in range(600_000)]
    ties = [random.randrange(10**8) / 1000 + 0.0005 for _ in range(300_000)]
    beside = [seconds * (1 + random.choice((-1, 1)) * 2**-52) for seconds in ties[:100_000]]
    for times in (digits, ties, beside):
        column = choose(times, len(times) // 4)
        assert [slow_round(seconds) for seconds in column] == to_milliseconds(tuple(column))


@pytest.mark.parametrize("places", [0, 1, 2, 3, 4])
def test_columns_of_one_precision_round_exactly(places: int) -> None:
    """The whole-column path and the path for close calls agree with the definition."""
    random = Random(places)
    column = tuple(round(random.uniform(0, 10_000), places) for _ in range(10_000))
    assert [slow_round(seconds) for seconds in column] == to_milliseconds(column)


@given(st.floats(-1e15, 1e15))
def test_any_float_rounds_as_decimals_do(seconds: float) -> None:
    """Negative and huge times are exact too."""
    assert [slow_round(seconds)] == to_milliseconds((seconds,))


close_calls = st.integers(-(10**9), 10**14).map(lambda tenths: tenths / 10_000)


@given(st.lists(st.floats(-1e12, 1e12) | close_calls | st.integers(-(2**63), 2**64), max_size=6))
def test_columns_of_all_kinds_round_as_decimals_do(column: list[float]) -> None:
    """A close call or a huge time is rounded with care, and its neighbours are none the worse."""
    assert [slow_round(seconds) for seconds in column] == to_milliseconds(tuple(column))


@given(st.lists(st.floats(-(2**80), 2**80) | st.integers(-(2**63), 2**64)))
def test_numbers_below_a_limit_are_below_it(column: list[float]) -> None:
    """Except by the last bits of a float; and where there is a NaN, no number is said to be."""
    largest = max(map(abs, column), default=0)
    assert not are_all_below(largest * (1 - 2**-50), column)
    assert not are_all_below(2.0**90, [*column, float("nan")])
    assert are_all_below(largest * (len(column) + 1) + 1, column)


def test_only_close_calls_are_rounded_with_care(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes ten times as long."""
    monkeypatch.setattr("smarthandle_results._subtitles.milliseconds._round_close_call", lambda _: -1)
    assert [123, -1, 124, 7000] == to_milliseconds((0.12345, 0.1235, 0.12351, 7))


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (59.9996, 60_000),
        (0.0005, 1),
        (0.00049999, 0),
        (-0.0005, -1),
        (7, 7000),
        (2**63, 2**63 * 1000),
        (Decimal("12345678901234567.8905"), 12_345_678_901_234_567_891),
    ],
)
def test_times_that_others_get_wrong(seconds: float, expected: int) -> None:
    """Carry, ties and numbers beyond a float's digits."""
    assert [expected] == to_milliseconds((seconds,))
