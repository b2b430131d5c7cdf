"""Prints a table: how many cues a second `shape` processes, next to `to_srt` on its result, on one core.

Run `python tests/benchmarks/shape_speed.py`. The two run in turn, eleven times; the table has the medians and their
ratio. The cues are Chinese and English sentences of the tests' corpus at the pace of speech: typical ones, nine in ten
of which fit; sentences that all need breaking into two lines; and sentences of any length that all need breaking or
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


def make_cues(texts: list[str], ms_per_character: int) -> Cues:
    """Make cues of texts, repeated until there are enough, one after another at the pace of speech."""
    texts = (texts * (CUES // len(texts) + 1))[:CUES]
    starts_ms, ends_ms, now_ms = [], [], 0
    for text in texts:
        starts_ms.append(now_ms)
        now_ms += max(900, ms_per_character * len(text))
        ends_ms.append(now_ms)
        now_ms += PAUSE_MS
    return Cues(tuple(starts_ms), tuple(ends_ms), tuple(texts))


def mix(fitting: list[str], others: list[str]) -> list[str]:
    """Mix nine texts that fit with one that does not, over and over."""
    return [fitting[row % len(fitting)] if row % 10 else others[row // 10 % len(others)] for row in range(CUES)]


def main() -> None:
    """Print the table."""
    print("| | characters each | shape, cues a second | auto | to_srt, cues a second | shape takes |")
    print("|---|---|---|---|---|---|")
    for language, width, ms_per_character in (("zh", 16, 230), ("en", 42, 70)):
        texts = read_corpus(language)
        fitting = [text for text in texts if len(text) <= width]
        long = [text for text in texts if len(text) > width]
        two_lines = [text for text in long if len(text) < 2 * width]
        profile = PROFILES[f"netflix-{language}"]
        for name, sentences in (
            ("typical", mix(fitting, two_lines)),
            ("all into two lines", two_lines),
            ("all too long, any length", long),
        ):
            cues = make_cues(sentences, ms_per_character)
            shaped = shape(cues, profile)
            seconds: list[tuple[float, float, float]] = []
            for _ in range(ROUNDS):
                start = perf_counter()
                shape(cues, profile)
                after_shape = perf_counter()
                shape(cues, PROFILES["auto"])
                after_auto = perf_counter()
                to_srt(shaped)
                after_srt = perf_counter()
                seconds.append((after_shape - start, after_auto - after_shape, after_srt - after_auto))
            shape_s, auto_s, srt_s = map(median, zip(*seconds, strict=True))
            average = sum(map(len, cues.texts)) / len(cues)
            print(
                f"| {language}, {name} | {average:.0f} | {len(cues) / shape_s:,.0f} | {len(cues) / auto_s:,.0f} |"
                f" {len(shaped) / srt_s:,.0f} | {shape_s / srt_s:.1f} times as long |"
            )


if __name__ == "__main__":
    main()
