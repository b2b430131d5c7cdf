"""Charts: a bar for each day, month or year, of what was on it."""

import pytest

from smarthandle_results.report._charts import MAX_BARS, draw, list_periods


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], []),
        (["(none)", "2024-5-6", "2024-W10-1", "2024-02-30"], []),
        (["2024-02-29"], ["2024-02-29"]),
        (["2024-03-01", "2024-02-28"], ["2024-02-28", "2024-02-29", "2024-03-01"]),
        (["2023-11-30", "2024-05-01"], ["2023-11", "2023-12", "2024-01", "2024-02", "2024-03", "2024-04", "2024-05"]),
        (["0001-01-01", "2024-05-01", "9999-12-31"], ["0001", "2024", "9999"]),
    ],
)
def test_periods(days: list[str], expected: list[str]) -> None:
    """Days if they are few, else months, else the years that there are; what is no day has no bar."""
    assert expected == list_periods(days)


def test_there_are_not_too_many_bars() -> None:
    """However long the time is, and however many years have jobs."""
    days = [f"{year:04d}-01-01" for year in range(1, 3000)]
    assert MAX_BARS == len(list_periods(days))
    assert MAX_BARS == len(list_periods(["2024-01-01", "2024-05-03"]))


def test_bars() -> None:
    """Heights are shares of the most; days are added up for their month."""
    chart = draw({"2024-01-01": 1, "2024-01-31": 2, "2024-07-01": 6}, list_periods(["2024-01-01", "2024-07-01"]))
    assert 6 == chart.most
    assert [("2024-01", 3, 50), ("2024-02", 0, 0)] == [(bar.label, bar.value, bar.height) for bar in chart.bars[:2]]
    assert all(0 <= bar.x and bar.x + bar.width <= 100 for bar in chart.bars)


def test_a_small_value_can_be_seen() -> None:
    """Beside a large one."""
    assert 1.5 == draw({"2024-01-01": 1, "2024-01-02": 10**9}, ["2024-01-01", "2024-01-02"]).bars[0].height
