"""What was found in a cue → a sentence with units and limits."""

from typing import Final


def describe_finding(rule: str, measured: float, allowed: float) -> str:
    """Write what is wrong and, after a colon, by how much.

    >>> describe_finding("min_duration", 500, 833)
    'too short: 500 ms (at least 833)'
    """
    numbers = {"measured": _write_number(measured), "allowed": _write_number(allowed)}
    if rule not in SENTENCES:
        return f"{rule}: {numbers['measured']} ({numbers['allowed']})"
    return SENTENCES[rule].format(**numbers, s="s" * (measured != 1))


def _write_number(number: float) -> str:
    """Write a number as it is, with commas between thousands."""
    if isinstance(number, int):  # it may be too large for a float
        return f"{number:,}"
    return f"{number:,.2f}".rstrip("0").rstrip(".")


SENTENCES: Final[dict[str, str]] = {
    "blank": "no visible text",
    "gap": "too soon after the previous cue: {measured} ms (at least {allowed})",
    "hazard": "unsafe text: {measured} character{s} that players may misread",
    "line_start": "bad line start: {measured} line{s} with a character that no line may begin with",
    "lines": "too many lines: {measured} (at most {allowed})",
    "max_duration": "too long: {measured} ms (at most {allowed})",
    "min_duration": "too short: {measured} ms (at least {allowed})",
    "negative": "negative time: starts {measured} ms from the beginning",
    "order": "out of order: starts {measured} ms before the previous cue",
    "overlap": "overlap: starts {measured} ms before the end of an earlier cue",
    "reading_speed": "too fast: {measured} characters a second (at most {allowed})",
    "width": "too wide: {measured} character{s} (at most {allowed})",
}
"""What a finding of each rule says. `line_start` is also about words that no line may begin with."""
