"""The options of `stats` → totals, on standard output."""

import argparse
import sys
from collections.abc import Iterable
from tempfile import gettempdir
from typing import Final

from smarthandle_results._printable import pad, shorten_middle, to_printable, wrap
from smarthandle_results.batch import Stats, collect_stats
from smarthandle_results.batch._stats import to_hours
from smarthandle_results.cli._options import count_workers, describe_output_errors, find_all_inputs, make_reading
from smarthandle_results.cli._progress import open_progress
from smarthandle_results.cli._summary import describe_counts, print_causes
from smarthandle_results.cli._terminal import find_columns


def run(options: argparse.Namespace) -> int:
    """Print the totals, and return 0, or 1 if any body was bad."""
    inputs = find_all_inputs(options)
    with describe_output_errors(gettempdir()), open_progress(inputs, quiet=options.quiet) as on_progress:
        stats = collect_stats(
            inputs,
            make_reading(options),
            keep_polls=options.keep == "polls",
            workers=count_workers(options),
            on_progress=on_progress,
        )
    if options.json:
        sys.stdout.buffer.write(stats.to_json())
    elif options.csv:
        sys.stdout.buffer.write(stats.to_csv())
    else:
        sys.stdout.buffer.write(_write(stats, find_columns()).encode())
    sys.stdout.flush()
    print_causes(None, stats.record)
    return 1 if stats.record.counts["bad"] else 0


def _write(stats: Stats, columns: int) -> str:
    """Write the totals as a table that fits into so many columns, by shortening the names in it."""
    rows = [(row["by"], row["value"], _list_cells(row)) for row in stats.list_rows()]
    widths = [max(map(len, cells)) for cells in zip(_HEADS, *(cells for _, _, cells in rows), strict=True)]
    gap = max(_GAPS[0], min(_GAPS[1], (columns - MIN_NAME - sum(widths)) // len(widths)))
    widths = [width + gap for width in widths]
    width = max(MIN_NAME, min(columns - sum(widths), MAX_NAME))
    lines = [_write_line("", _HEADS, width, widths)]
    before = ""
    for by, value, cells in rows:
        if by not in {before, "total"}:
            lines.append(f"\nby {by.replace('_', ' ')}")
        before = by
        name = "total" if by == "total" else f"  {to_printable(value)}"
        lines.append(_write_line(name, cells, width, widths))
    sections = (
        ("failures by code", stats.failures),
        ("repairs by kind", stats.record.repairs),
        ("results of an unknown form by job type", stats.record.unrecognized),
        ("unusual, but read", stats.record.notes),
    )
    for title, counts in sections:
        if counts:
            lines.append(f"\n{title}")
            lines += [
                f"{pad(f'  {to_printable(name)}', min(columns - _COUNT, MAX_TEXT))}{counts[name]:>{_COUNT},}"
                for name in sorted(counts)
            ]
    return "\n".join(lines) + f"\n\n{wrap(describe_counts(stats.record), columns, '  ')}\n"


def _write_line(name: str, cells: Iterable[str], width: int, widths: Iterable[int]) -> str:
    return pad(shorten_middle(name, width), width) + "".join(
        f"{cell:>{own}}" for cell, own in zip(cells, widths, strict=True)
    )


def _list_cells(row: dict[str, int]) -> tuple[str, ...]:
    counts = (row["cues"], row["copies"], row["total_tokens"])
    return (f"{row['jobs']:,}", to_hours(row["speech_ms"]), *(f"{count:,}" for count in counts))


_HEADS: Final = ("jobs", "speech", "cues", "copies", "tokens")
_GAPS: Final = (1, 3)
_COUNT: Final = 12
MAX_TEXT: Final = 60
MIN_NAME: Final = 6
MAX_NAME: Final = 32
"""How wide the names of groups are: dates and job types fit, and the numbers are near enough to be read with them."""
