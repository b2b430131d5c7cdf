"""Prints what outputs cost, each beside something quick: `python tests/benchmarks/outputs.py`.

Ratios of medians from one interleaved run (the command: of its processes' times). An hour of speech is that of
`speech`, and cues that fit are sentences of the tests' corpus, as `shape` lays them out, with time enough to read them.
"""

import os
import sys
from collections.abc import Callable
from functools import cache, partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from subprocess import DEVNULL, run
from tempfile import TemporaryDirectory
from typing import Final, TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent))

from helpers.quality import read_corpus
from measure import Limit, Task, measure, print_limits
from peers import floor
from speech import SEGMENTS_AN_HOUR, make_speech

from smarthandle_results import (
    Cue,
    CueRow,
    Cues,
    Rows,
    check,
    decode_job,
    decode_response,
    shape,
    to_cue_rows,
    to_cues,
    to_hls_segments,
    to_jsonl,
    to_srt,
)
from smarthandle_results._tables.csv import to_csv

_T = TypeVar("_T")

BODIES: Final = 6
LANGUAGES: Final = {"en": "English", "zh": "Chinese", "ja": "Japanese"}
SEGMENT_MS: Final = 6000
COMMAND_BODIES: Final = 200
COMMAND_ROUNDS: Final = 3
UNIT: Final = SEGMENTS_AN_HOUR // 10
"""How many cues the smallest size has of which growth is measured."""
TIMES: Final = (1, 10, 100, 1000)


def main() -> None:
    """Print the rows with their limits, and how their costs grow."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    print_limits([*measure_outputs(rounds), *measure_growth(rounds)])


def measure_outputs(rounds: int) -> list[Limit]:
    """Measure each output: its name, its time beside that of something else, and the limit of this ratio."""
    bodies = [make_speech(SEGMENTS_AN_HOUR, seed) for seed in range(BODIES)]
    archive = b"".join(bodies * 20)
    del archive  # as in `speed`
    rows = [make_rows(body) for body in bodies]
    cues = [make_cues(body) for body in bodies]
    fitting = {name: [make_fitting_cues(language, SEGMENTS_AN_HOUR)] for language, name in LANGUAGES.items()}
    tasks: dict[str, Task] = {
        "floor": _each(floor, bodies),
        "rows": _each(_to_lines, bodies),
        "jsonl": _each(to_jsonl, rows),
        "csv": _each(to_csv, rows),
        "srt": _each(to_srt, cues),
        "hls": _each(_to_segments, cues),
        **{f"{name} srt": _each(to_srt, given) for name, given in fitting.items()},
        **{f"{name} check": _each(check, given) for name, given in fitting.items()},
    }
    times = measure(tasks, rounds)
    return [
        ("cue rows to JSON Lines, x floor", times["rows"] / times["floor"], 3.5),
        ("cues.csv, x cues.jsonl", measure_command(), 1.4),
        ("rows to CSV alone, x JSON Lines", times["csv"] / times["jsonl"], 3.0),
        *[(f"check, {name}, x SRT", times[f"{name} check"] / times[f"{name} srt"], 20) for name in fitting],
        (f"HLS segments of {SEGMENT_MS // 1000} s, x SRT", times["hls"] / times["srt"], 6),
    ]


def measure_command() -> float:
    """Measure the command with one process: the time of processors for `cues.csv` beside that for `cues.jsonl`."""
    spent: dict[str, list[float]] = {"cues.csv": [], "cues.jsonl": []}
    with TemporaryDirectory() as folder:
        archive = Path(folder, "bodies.jsonl")
        archive.write_bytes(b"".join(make_speech(SEGMENTS_AN_HOUR, seed) + b"\n" for seed in range(COMMAND_BODIES)))
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        for number in range(COMMAND_ROUNDS + 1):  # the first makes the bytecode
            for table, times in spent.items():
                out = Path(folder, f"{number} {table.replace('.', ' ')}")
                command = [sys.executable, "-m", "smarthandle_results.cli", "convert", str(archive)]
                before = os.times()
                run(
                    [*command, "--out", str(out), "--to", table, "-j", "1"],
                    env=kept | {"PYTHONPYCACHEPREFIX": str(Path(folder, "bytecode"))},
                    check=True,
                    stdout=DEVNULL,
                    stderr=DEVNULL,
                )
                now = os.times()
                times.append(now.children_user + now.children_system - before.children_user - before.children_system)
    return median(spent["cues.csv"][1:]) / median(spent["cues.jsonl"][1:])


def measure_growth(rounds: int) -> list[Limit]:
    """Measure what an item costs at ten to a thousand times the size, beside what it costs at the size itself."""
    tasks: dict[str, Task] = {}
    for times in TIMES:
        body = make_speech(UNIT * times)
        rows = make_rows(body)
        cues = make_cues(body)
        repeats = max(1, 100 // times)
        tasks[f"cue rows to JSON Lines, {times}"] = _each(_to_lines, [body] * repeats)
        tasks[f"rows to CSV, {times}"] = _each(to_csv, [rows] * repeats)
        tasks[f"HLS segments, {times}"] = _each(_to_segments, [cues] * repeats)
        for language, name in LANGUAGES.items():
            tasks[f"check, {name}, {times}"] = _each(check, [make_fitting_cues(language, UNIT * times)] * repeats)
    spent = measure(tasks, rounds)
    names = [name.removesuffix(", 1") for name in tasks if name.endswith(", 1")]
    costs = {
        name: {times: spent[f"{name}, {times}"] / times / max(1, 100 // times) for times in TIMES} for name in names
    }
    return [
        (f"{name}, {times:,} times {UNIT} cues, each x one of {UNIT}", cost[times] / cost[1], 1.2)
        for name, cost in costs.items()
        for times in TIMES[1:]
    ]


def make_rows(body: bytes) -> Rows[CueRow]:
    """Make the cue rows of a body by the public functions."""
    return to_cue_rows(decode_job(decode_response(body)))


def make_cues(body: bytes) -> Cues:
    """Make the cues of a body."""
    cues = decode_job(decode_response(body)).cues
    assert cues
    return cues


def make_fitting_cues(language: str, count: int) -> Cues:
    """Make cues in which `check` finds nothing: sentences as `shape` lays them out, 7 s each, and a second apart."""
    texts = islice(cycle(_list_fitting_texts(language)), count)
    cues = to_cues([Cue(8000 * row, 8000 * row + 7000, text) for row, text in enumerate(texts)])
    assert () == check(cues)
    return cues


@cache
def _list_fitting_texts(language: str) -> list[str]:
    profile = f"netflix-{language}"
    sentences = [Cue(60_000 * row, 60_000 * (row + 1), text) for row, text in enumerate(read_corpus(language))]
    return [text for text in shape(sentences, profile).texts if not check([Cue(0, 7000, text)], profile)]


def _to_lines(body: bytes) -> bytes:
    return to_jsonl(make_rows(body))


def _to_segments(cues: Cues) -> int:
    """Make each segment and keep none, as one who writes them does."""
    return sum(map(len, to_hls_segments(cues, segment_ms=SEGMENT_MS)))


def _each(way: Callable[[_T], object], values: list[_T]) -> Task:
    return partial(_run_each, way, values)


def _run_each(way: Callable[[_T], object], values: list[_T]) -> None:
    for value in values:
        way(value)


if __name__ == "__main__":
    main()
