"""Prints how fast the library is beside its peers: `python tests/benchmarks/speed.py`, with the extra `bench`.

Ratios of medians from one interleaved run over the same bodies; see `speech` for what these are like. The floor is
`orjson.loads` on both layers. Nothing here fails for being slow: whether each limit holds is printed, for small bodies
and outputs too. `files`, `archives`, `memory`, `flatten` and `engines` print the limits of what takes longer, and
`shape_speed` times layout.

Memory is as in a process that has read an archive: the C library's allocator then keeps what is freed. Before the first
large buffer is freed it gives the same pages back, and takes them again, for each body, which costs the floor half its
time and a slow way nothing.
"""

import os
import sys
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from statistics import median
from subprocess import DEVNULL, run
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

import orjson
from measure import Limit, Task, measure, print_limits
from outputs import measure_growth, measure_outputs
from peers import NAIVE, OURS, decode, find_ways, floor
from small_bodies import print_small_bodies, print_small_growth
from speech import SEGMENTS_AN_HOUR, make_copies, make_speech

from smarthandle_results import (
    decode_job,
    decode_response,
    decode_result,
    to_copy_rows,
    to_cue_rows,
    to_cues,
    to_jsonl,
    to_srt,
    to_usage_row,
    to_vtt,
)

BODIES: Final = 6
_FIRST_BODY: Final = "smarthandle_results, and a first body to SRT"
LENGTHS: Final = (1, 10, 100, 1000, 10_000, 100_000)


def main() -> None:
    """Print every table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    hours = [make_speech(SEGMENTS_AN_HOUR, seed) for seed in range(BODIES)]
    archive = b"".join(hours * 20)
    del archive  # see above
    inner = sum(len(orjson.dumps(floor(body))) for body in hours) / BODIES / SEGMENTS_AN_HOUR
    print(f"{BODIES} bodies of {SEGMENTS_AN_HOUR:,} segments, {inner:.0f} bytes each; medians of {rounds} rounds\n")
    limits = [*print_peers(hours, rounds), *print_steps(hours, rounds)]
    print_growth(rounds)
    limits += print_starts()
    limits += [*print_small_bodies(rounds), *print_small_growth(rounds)]
    limits += [*measure_outputs(rounds), *measure_growth(rounds)]
    print_limits(limits)


def print_peers(bodies: list[bytes], rounds: int) -> list[Limit]:
    """Compare the ways from bytes to text."""
    ways, missing = find_ways()
    tasks: dict[str, Task] = {"floor": _each(floor, bodies)}
    for name, formats in ways.items():
        for target, way in formats.items():
            cues = str(way(bodies[0])).count(" --> ")
            assert SEGMENTS_AN_HOUR == cues, f"{name} wrote {cues} cues as {target}"
            tasks[f"{name} {target}"] = _each(way, bodies)
    times = measure(tasks, rounds)
    print("| bytes to text | SRT, x floor | VTT, x floor | SRT, x ours | VTT, x ours |\n|---|---|---|---|---|")
    for name in ways:
        title = name if name in {OURS, NAIVE} else f"{name} {version(name)}"
        cells = [
            f"{times[f'{name} {target}'] / times[base]:.1f}" if f"{name} {target}" in times else "-"
            for base_of in ("floor", f"{OURS} {{}}")
            for target in ("srt", "vtt")
            for base in [base_of.format(target)]
        ]
        print(f"| {title} | {' | '.join(cells)} |")
    print("".join(f"\n{name} is not installed" for name in missing))
    ours = {target: times[f"{OURS} {target}"] for target in ("srt", "vtt")}
    others = [
        (f"{target.upper()}, x the fastest peer", ours[target] / min(_peers(times, target)), 1.0) for target in ours
    ]
    return [
        ("SRT, x floor", ours["srt"] / times["floor"], 2.6),
        ("VTT, x floor", ours["vtt"] / times["floor"], 2.6),
        ("SRT, x naive script", ours["srt"] / times[f"{NAIVE} srt"], 0.5),
        ("VTT, x naive script", ours["vtt"] / times[f"{NAIVE} vtt"], 0.5),
        ("SRT, x pysrt", ours["srt"] / times["pysrt srt"], 0.2),
        *others,
    ]


def _peers(times: dict[str, float], target: str) -> list[float]:
    own = {f"{name} {target}" for name in (OURS, NAIVE)}
    return [spent for name, spent in times.items() if name.endswith(f" {target}") and name not in own]


def print_steps(bodies: list[bytes], rounds: int) -> list[Limit]:
    """Compare each step of ours with parsing the same bodies."""
    ties = [make_speech(SEGMENTS_AN_HOUR, seed, decimals=4) for seed in range(BODIES)]
    copies = [make_copies(10, seed) for seed in range(100)]
    steps: dict[str, tuple[Callable[[bytes], object], list[bytes]]] = {
        "decode": (decode, bodies),
        "decode, to cues": (lambda body: to_cues(decode(body)), bodies),
        "decode, to cues, to SRT": (lambda body: to_srt(to_cues(decode(body))), bodies),
        "decode, to cues, to VTT": (lambda body: to_vtt(to_cues(decode(body))), bodies),
        "the same to SRT, times of four decimals": (lambda body: to_srt(to_cues(decode(body))), ties),
        "decode, to cues, to rows, to JSONL": (_to_cue_lines, bodies),
        "ten copies: decode": (lambda body: decode_result(decode_response(body)), copies),
        "ten copies: decode, to rows, to JSONL": (_to_copy_lines, copies),
        "usage: decode, to a row, to JSONL": (_to_usage_line, copies),
    }
    tasks: dict[str, Task] = {name: _each(step, given) for name, (step, given) in steps.items()}
    floors: dict[str, Task] = {f"floor of {name}": _each(floor, given) for name, (_, given) in steps.items()}
    times = measure(tasks | floors, rounds)
    print("\n| step | x floor | µs a body |\n|---|---|---|")
    for name, (_, given) in steps.items():
        print(f"| {name} | {times[name] / times[f'floor of {name}']:.2f} | {times[name] / len(given) / 1000:,.0f} |")
    return [("decode, x floor", times["decode"] / times["floor of decode"], 1.45)]


def print_growth(rounds: int) -> None:
    """Show that time grows as the body does."""
    bodies = {length: make_speech(length) for length in LENGTHS}
    tasks: dict[str, Task] = {}
    for length, body in bodies.items():
        given = [body] * max(1, 2000 // length)
        tasks[f"{length}"] = _each(lambda body: to_srt(to_cues(decode(body))), given)
        tasks[f"floor {length}"] = _each(floor, given)
    times = measure(tasks, rounds)
    print("\n| segments a body | bytes to SRT, ns a segment | x floor |\n|---|---|---|")
    for length in LENGTHS:
        spent = times[f"{length}"]
        segments = length * max(1, 2000 // length)
        print(f"| {length:,} | {spent / segments:,.0f} | {spent / times[f'floor {length}']:.2f} |")


def print_starts() -> list[Limit]:
    """Time whole processes by the clock, Python's own start and end included."""
    first = f"to_srt(to_cues(decode_result(decode_response({make_speech(10)!r}))))"
    starts = {
        "Python alone": ["-c", "pass"],
        "attrs, orjson": ["-c", "import attrs, orjson"],
        "attrs, orjson, cattrs": ["-c", "import attrs, orjson, cattrs, cattrs.gen"],
        "smarthandle_results, of which no name is used": ["-c", "import smarthandle_results"],
        _FIRST_BODY: [
            "-c",
            f"from smarthandle_results import decode_response, decode_result, to_cues, to_srt; {first}",
        ],
        "smarthandle-results --version": ["-m", "smarthandle_results.cli", "--version"],
    }
    times: dict[str, list[float]] = {name: [] for name in starts}
    # With bytecode, as after an installation, whatever this process was told: a round that is not timed makes it.
    with TemporaryDirectory() as cache:
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        for _ in range(16):
            for name, arguments in starts.items():
                start = perf_counter()
                run(
                    [sys.executable, *arguments],
                    env=kept | {"PYTHONPYCACHEPREFIX": cache},
                    check=True,
                    stdout=DEVNULL,
                )
                times[name].append((perf_counter() - start) * 1000)
    medians = {name: median(spent[1:]) for name, spent in times.items()}
    print("\n| start of a process | ms |\n|---|---|")
    for name, spent in medians.items():
        print(f"| {name} | {spent:.0f} |")
    return [
        ("first body to SRT, ms over Python", medians[_FIRST_BODY] - medians["Python alone"], 75.0),
        ("import, ms", medians["smarthandle_results, of which no name is used"], 100.0),
        ("--version, ms", medians["smarthandle-results --version"], 100.0),
    ]


def _each(way: Callable[[bytes], object], bodies: list[bytes]) -> Task:
    return partial(_run_each, way, bodies)


def _run_each(way: Callable[[bytes], object], bodies: list[bytes]) -> None:
    for body in bodies:
        way(body)


def _to_cue_lines(body: bytes) -> bytes:
    return to_jsonl(to_cue_rows(decode_job(decode_response(body))))


def _to_copy_lines(body: bytes) -> bytes:
    return to_jsonl(to_copy_rows(decode_job(decode_response(body))))


def _to_usage_line(body: bytes) -> bytes:
    row = to_usage_row(decode_job(decode_response(body)))
    assert row
    return to_jsonl([row])


if __name__ == "__main__":
    main()
