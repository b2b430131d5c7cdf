"""Sentences laid out in, the figures of their breaks out."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from attrs import frozen
from helpers.quality import display_width

from judge.breaks import Break, find_breaks
from judge.languages import find_faults, is_torn_by_one
from judge.words import Words

MS_PER_CHARACTER: Final = {"zh-Hans": 220, "zh-Hant": 220, "ja": 150, "ko": 160, "th": 80}
OTHER_MS_PER_CHARACTER: Final = 66
GAP_MS: Final = 300
WIDTHS: Final = {"zh-Hans": 16, "zh-Hant": 16, "ja": 13, "ko": 16, "th": 35}
OTHER_WIDTH: Final = 42
MIN_DURATIONS_MS: Final = {"ja": 500}
OTHER_MIN_DURATION_MS: Final = 833


@frozen
class Laid:
    """A sentence as it was laid out: its cues, each its lines, and for how long each is shown."""

    text: str
    cues: list[list[str]]
    durations_ms: list[int]


def count_characters_ms(text: str, language: str) -> int:
    """Return how long it takes to say a text."""
    return MS_PER_CHARACTER.get(language, OTHER_MS_PER_CHARACTER) * len(text)


def lay_out_by_tree(texts: list[str], language: str, tree: Path, profile: str, words: str) -> list[Laid]:
    """Lay sentences out by the library in a tree, each a cue of one transcript."""
    starts, ends, at = list[int](), list[int](), 0
    for text in texts:
        starts.append(at)
        ends.append(at + count_characters_ms(text, language))
        at = ends[-1] + GAP_MS
    asked = {"texts": texts, "starts_ms": starts, "ends_ms": ends, "profile": profile, "words": words}
    done = subprocess.run(
        (sys.executable, str(Path(__file__).with_name("layout.py"))),
        input=json.dumps(asked),
        env={**os.environ, "PYTHONPATH": str(tree)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    made = json.loads(done.stdout)
    laid = [Laid(text, [], []) for text in texts]
    number = 0
    for text, start, end in zip(made["texts"], made["starts_ms"], made["ends_ms"], strict=True):
        while number + 1 < len(starts) and starts[number + 1] <= start:
            number += 1
        laid[number].cues.append(text.split("\n"))
        laid[number].durations_ms.append(end - start)
    return laid


def measure(laid: Sequence[Laid], language: str, words: Words, *, is_timed: bool) -> dict[str, Any]:
    """Return the figures of a layout, as the table's columns have them, and where its faults are."""
    counts, kinds = Counter[str](), Counter[str]()
    examples: dict[str, list[str]] = {}
    width = WIDTHS.get(language, OTHER_WIDTH)
    least_ms = MIN_DURATIONS_MS.get(language, OTHER_MIN_DURATION_MS)
    for each in laid:
        counts["cues"] += len(each.cues)
        lines = [line for cue in each.cues for line in cue]
        counts["lines"] += len(lines)
        counts["wide"] += sum(display_width(line, cjk=width < 20) > width for line in lines)
        if len(each.cues) > 1:
            counts["slivers"] += sum(sum(map(str.isalnum, "".join(cue))) <= 3 for cue in each.cues)
            counts["short"] += sum(duration < least_ms for duration in each.durations_ms)
        try:
            breaks = find_breaks(each.text, each.cues)
        except ValueError:
            counts["lost"] += 1
            continue
        counts["breaks"] += len(breaks)
        counts["line breaks"] += sum(not place.is_split for place in breaks)
        for place in breaks:
            faults = find_faults(language, each.text, place, words)
            counts["any"] += bool(faults)
            counts["by one"] += "torn" in faults or is_torn_by_one(language, each.text, place, words)
            kinds.update(faults)
            for kind in faults:
                examples.setdefault(kind, []).append(_quote(each.text, place))
    breaks_count, cues = max(1, counts["breaks"]), max(1, counts["cues"])
    return {
        "breaks": counts["breaks"],
        "line_breaks": counts["line breaks"],
        "any_per_1000": round(1000 * counts["any"] / breaks_count, 1),
        "torn_per_1000": round(1000 * kinds["torn"] / breaks_count, 1),
        "torn_by_one_per_1000": round(1000 * counts["by one"] / breaks_count, 1),
        "cues_per_sentence": round(cues / len(laid), 2),
        "slivers_per_1000": round(1000 * counts["slivers"] / cues, 1),
        "short_per_1000": round(1000 * counts["short"] / cues, 1) if is_timed else None,
        "wide_per_1000": round(1000 * counts["wide"] / max(1, counts["lines"]), 1),
        "lost": counts["lost"],
        "kinds": dict(kinds.most_common()),
        "examples": examples,
    }


def _quote(text: str, place: Break) -> str:
    """Return the words around a break, with a bar where it is, and two where a new cue begins."""
    bar = "‖" if place.is_split else "|"
    return f"{text[max(0, place.end - 24) : place.end]}{bar}{text[place.start : place.start + 24]}"
