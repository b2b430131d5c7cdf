"""Numbers by day → the bars of a chart. The axis is time itself, so that a day without a job is a gap."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final, final

from attrs import frozen

MAX_BARS: Final = 124
"""How many bars a chart has: with more, days become months, and months years."""
MAX_WIDTH: Final = 4
"""How wide a bar is at most: one alone is no wall."""


@final
@frozen
class Bar:
    """A bar: its day, month or year, its value, and its place in a chart of 100 by 100."""

    label: str
    value: float
    x: float
    width: float
    height: float


@final
@frozen
class Chart:
    """The bars of a measure, and the largest value among them."""

    bars: tuple[Bar, ...]
    most: float


def list_periods(days: Iterable[str]) -> list[str]:
    """List the days from the first to the last, or the months or years, whichever are few enough; other text is none.

    >>> list_periods(["2024-05-06", "2024-05-04", "(none)"])
    ['2024-05-04', '2024-05-05', '2024-05-06']
    """
    dates = sorted(day for text in days if (day := _read_day(text)))
    if not dates:
        return []
    first, last = dates[0], dates[-1]
    count = (last - first).days + 1
    if count <= MAX_BARS:
        return [str(first + timedelta(number)) for number in range(count)]
    months = [f"{year:04d}-{month:02d}" for year in range(first.year, last.year + 1) for month in range(1, 13)]
    months = months[first.month - 1 : len(months) - (12 - last.month)]
    if len(months) <= MAX_BARS:
        return months
    return sorted({str(day.year).zfill(4) for day in dates})[-MAX_BARS:]


def draw(values: Mapping[str, float], periods: list[str]) -> Chart:
    """Draw a measure by day, summed up for each period."""
    sums: defaultdict[str, float] = defaultdict(float)
    length = len(periods[0]) if periods else 0
    for day, value in values.items():
        sums[day[:length]] += value
    most = max((sums[period] for period in periods), default=0)
    step = 100 / max(len(periods), 1)
    width = round(min(0.8 * step, MAX_WIDTH), 3)
    bars = (
        Bar(period, sums[period], round((number + 0.5) * step - width / 2, 3), width, _scale(sums[period], most))
        for number, period in enumerate(periods)
    )
    return Chart(tuple(bars), most)


def _scale(value: float, most: float) -> float:
    """Return the height of a bar; the smallest can still be seen."""
    return round(max(100 * value / most, 1.5), 2) if value > 0 else 0


def _read_day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if str(day) == text else None  # ISO 8601 has weeks, too
