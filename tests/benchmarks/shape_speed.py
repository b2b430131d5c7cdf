"""Prints a table: how many cues a second `shape` takes, next to `to_srt` on what it made, on one core.

Run `python tests/benchmarks/shape_speed.py`. Both run in turn, eleven times; medians are told, and the ratio of the
two. The cues are Chinese and English sentences of the tests' corpus at the pace of speech: typical ones, of which nine
in ten fit; sentences that all need breaking into two lines; and sentences of any length that all need breaking or
splitting.
"""

import sys
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))

from helpers.quality import read_corpus

from smarthandle_results import PROFILES, Cues, shape, to_srt

CUES = 10_000
ROUNDS = 11
PAUSE_MS = 300


def make_cues(texts: list[str], milliseconds_a_character: int) -> Cues:
    """Repeat texts until there are enough, one after another at the pace of speech."""
    texts = (texts * (CUES // len(texts) + 1))[:CUES]
    starts, ends, now = [], [], 0
    for text in texts:
        starts.append(now)
        now += max(900, milliseconds_a_character * len(text))
        ends.append(now)
        now += PAUSE_MS
    return Cues(tuple(starts), tuple(ends), tuple(texts))


def mix(fitting: list[str], others: list[str]) -> list[str]:
    """Mix nine that fit with one that does not."""
    return [fitting[at % len(fitting)] if at % 10 else others[at // 10 % len(others)] for at in range(CUES)]


def main() -> None:
    """Print the table."""
    print("| | characters each | shape, cues a second | auto | to_srt, cues a second | shape takes |")
    print("|---|---|---|---|---|---|")
    for language, width, pace in (("zh", 16, 230), ("en", 42, 70)):
        texts = read_corpus(language)
        fitting = [text for text in texts if len(text) <= width]
        long = [text for text in texts if len(text) > width]
        two_lines = [text for text in long if len(text) < 2 * width]
        profile = PROFILES[f"netflix-{language}"]
        for name, chosen in (
            ("typical", mix(fitting, two_lines)),
            ("all into two lines", two_lines),
            ("all too long, any length", long),
        ):
            cues = make_cues(chosen, pace)
            shaped = shape(cues, profile)
            took: list[tuple[float, float, float]] = []
            for _ in range(ROUNDS):
                begun = perf_counter()
                shape(cues, profile)
                made = perf_counter()
                shape(cues, PROFILES["auto"])
                made_again = perf_counter()
                to_srt(shaped)
                rendered = perf_counter()
                took.append((made - begun, made_again - made, rendered - made_again))
            shape_s, auto_s, srt_s = map(median, zip(*took, strict=True))
            average = sum(map(len, cues.texts)) / len(cues)
            print(
                f"| {language}, {name} | {average:.0f} | {len(cues) / shape_s:,.0f} | {len(cues) / auto_s:,.0f} |"
                f" {len(shaped) / srt_s:,.0f} | {shape_s / srt_s:.1f} times as long |"
            )


if __name__ == "__main__":
    main()
