"""The options of `stats` → totals, on standard output."""

import argparse
import sys
from tempfile import gettempdir

from smarthandle_results.batch import Stats, collect_stats, to_printable
from smarthandle_results.cli._options import count_workers, find_all_inputs, make_reading, name_output
from smarthandle_results.cli._progress import open_progress


def run(options: argparse.Namespace) -> int:
    """Print the totals, and return 0, or 1 if any body was bad."""
    inputs = find_all_inputs(options)
    with name_output(gettempdir()), open_progress(inputs, quiet=options.quiet) as on_progress:
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
        _print(stats)
    sys.stdout.flush()
    return 1 if stats.record.counts["bad"] else 0


def _print(stats: Stats) -> None:
    heads = ("jobs", "speech", "cues", "copies", "tokens")
    lines = [f"{'':<26}" + "".join(f"{head:>14}" for head in heads)]
    by = ""
    for row in stats.list_rows():
        if row["by"] != by and row["by"] != "total":
            lines.append(f"\nby {row['by'].replace('_', ' ')}")
        by = row["by"]
        cells = [row["jobs"], _to_hours(row["speech_ms"]), row["cues"], row["copies"], row["total_tokens"]]
        name = "total" if by == "total" else f"  {to_printable(row['value'])}"
        lines.append(f"{name:<26}" + "".join(f"{cell:>14}" for cell in cells))
    sections = (
        ("failures by code", stats.failures),
        ("repairs by kind", stats.record.repairs),
        ("results of an unknown form by job type", stats.record.unrecognized),
    )
    for title, counts in sections:
        if counts:
            lines += [f"\n{title}", *(f"  {to_printable(name):<24}{counts[name]:>14}" for name in sorted(counts))]
    sys.stdout.write("\n".join(lines) + f"\n\n{stats.record}\n")


def _to_hours(ms: int) -> str:
    return f"{ms // 3_600_000}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}"
