"""The options of `stats` → totals, on standard output."""

import argparse
import csv
import sys
from pathlib import Path

from smarthandle_results.batch import MEASURES, Folder, Plan, Recipe, Stats, collect_stats, show
from smarthandle_results.cli._options import count_workers, find_all_inputs, make_reading
from smarthandle_results.cli._progress import open_progress


def run(options: argparse.Namespace) -> int:
    """Add up, and return 0, or 1 if any body was bad."""
    plan = Plan(
        inputs=find_all_inputs(options),
        destination=Folder(Path()),
        recipe=Recipe(outputs=()),
        reading=make_reading(options),
        keep_polls=options.keep == "polls",
        workers=count_workers(options),
    )
    with open_progress(plan.inputs, quiet=options.quiet) as report:
        stats = collect_stats(plan, report=report)
    if options.json:
        sys.stdout.buffer.write(stats.to_json())
    elif options.csv:
        writer = csv.DictWriter(sys.stdout, ["by", "value", *MEASURES], lineterminator="\n")
        writer.writeheader()
        writer.writerows(stats.list_rows())
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
        name = "total" if by == "total" else f"  {show(row['value'])}"
        lines.append(f"{name:<26}" + "".join(f"{cell:>14}" for cell in cells))
    for title, counts in (("failures by code", stats.failures), ("repairs by kind", stats.record.repairs)):
        if counts:
            lines += [f"\n{title}", *(f"  {show(name):<24}{counts[name]:>14}" for name in sorted(counts))]
    sys.stdout.write("\n".join(lines) + f"\n\n{stats.record}\n")


def _to_hours(ms: int) -> str:
    return f"{ms // 3_600_000}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}"
