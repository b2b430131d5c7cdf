"""Prints how fast `shape` is: `python tests/benchmarks/shape_speed.py [--tree OLD] [--cues 10000]`.

A table has the rates of `shape` and of `to_srt` on its result, on one core: medians of eleven rounds, in which all take
their turns. The cues are Chinese and English sentences of the tests' corpus at the pace of speech: typical ones, nine
in ten of which fit; sentences that all need breaking into two lines; and sentences of any length that all need breaking
or splitting. With `--tree`, a checkout of another commit, its `shape` takes its turn too, in a process of its own, and
the table says how fast this one is beside it: medians of the ratios of each round.
"""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from statistics import median
from subprocess import PIPE, Popen
from time import process_time
from typing import Final

sys.path.insert(0, str(Path(__file__).parent.parent))

from helpers.quality import read_corpus

from smarthandle_results import PROFILES, Cues, Profile, shape, to_srt

ROUNDS = 11
PAUSE_MS = 300
LANGUAGES: Final = {"zh": (16, 230), "en": (42, 70)}
"""How many characters a line has, and how many milliseconds each takes to say."""


def make_cues(texts: list[str], ms_per_character: int, count: int) -> Cues:
    """Make cues of texts, repeated until there are enough, one after another at the pace of speech."""
    texts = (texts * (count // len(texts) + 1))[:count]
    starts_ms, ends_ms, now_ms = [], [], 0
    for text in texts:
        starts_ms.append(now_ms)
        now_ms += max(900, ms_per_character * len(text))
        ends_ms.append(now_ms)
        now_ms += PAUSE_MS
    return Cues(tuple(starts_ms), tuple(ends_ms), tuple(texts))


def mix(fitting: list[str], others: list[str], count: int) -> list[str]:
    """Mix nine texts that fit with one that does not, over and over."""
    return [fitting[row % len(fitting)] if row % 10 else others[row // 10 % len(others)] for row in range(count)]


def make_sets(count: int) -> dict[str, tuple[Cues, Profile]]:
    """Make each set of so many cues, with the profile of its language."""
    sets: dict[str, tuple[Cues, Profile]] = {}
    for language, (width, ms_per_character) in LANGUAGES.items():
        texts = read_corpus(language)
        fitting = [text for text in texts if len(text) <= width]
        long = [text for text in texts if len(text) > width]
        two_lines = [text for text in long if len(text) < 2 * width]
        for name, sentences in (
            ("typical", mix(fitting, two_lines, count)),
            ("all into two lines", two_lines),
            ("all too long, any length", long),
        ):
            sets[f"{language}, {name}"] = make_cues(sentences, ms_per_character, count), PROFILES[f"netflix-{language}"]
    return sets


def measure(task: Callable[[], object]) -> float:
    """Return the seconds of the processor that a task takes."""
    start = process_time()
    task()
    return process_time() - start


def serve(count: int) -> None:
    """Shape the set that each line of standard input names, and print the seconds."""
    sets = make_sets(count)
    for line in sys.stdin:
        cues, profile = sets[line.rstrip("\n")]
        print(measure(partial(shape, cues, profile)), flush=True)


def ask(server: "Popen[str]", name: str) -> float:
    """Let the other tree shape a set; return the seconds."""
    assert server.stdin
    assert server.stdout
    server.stdin.write(f"{name}\n")
    server.stdin.flush()
    return float(server.stdout.readline())


def compare(count: int, server: "Popen[str] | None") -> Iterable[str]:
    """Measure each set, and write its row."""
    for name, (cues, profile) in make_sets(count).items():
        shaped = shape(cues, profile)
        seconds: list[tuple[float, float, float, float]] = []
        for _ in range(ROUNDS):
            ours, auto = measure(partial(shape, cues, profile)), measure(partial(shape, cues, "auto"))
            seconds.append((ours, auto, measure(partial(to_srt, shaped)), ask(server, name) if server else 0))
        shape_s, auto_s, srt_s, _ = map(median, zip(*seconds, strict=True))
        average = sum(map(len, cues.texts)) / len(cues)
        ratio = f" {median(theirs / ours for ours, _, _, theirs in seconds):.2f} |" if server else ""
        yield (
            f"| {name} | {average:.0f} | {len(cues) / shape_s:,.0f} | {len(cues) / auto_s:,.0f} |"
            f" {len(shaped) / srt_s:,.0f} | {shape_s / srt_s:.1f} times as long |{ratio}"
        )


def main() -> None:
    """Print the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--tree", type=Path)
    parser.add_argument("--cues", type=int, default=10_000)
    parser.add_argument("--serve", action="store_true", help="shape the sets that standard input names")
    options = parser.parse_args()
    if options.serve:
        serve(options.cues)
        return
    server = None
    if options.tree:
        command = [sys.executable, __file__, "--serve", "--cues", str(options.cues)]
        server = Popen(
            command, stdin=PIPE, stdout=PIPE, text=True, env={**os.environ, "PYTHONPATH": str(options.tree.resolve())}
        )
    heads = ["", "characters each", "shape, cues a second", "auto", "to_srt, cues a second", "shape takes"]
    heads += ["x old"] if server else []
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for row in compare(options.cues, server):
        print(row, flush=True)
    if server:
        server.communicate()


if __name__ == "__main__":
    main()
