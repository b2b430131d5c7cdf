"""Prints how often a break between Chinese lines tears a word, by what jieba calls a word: ours, and BudouX alone.

Run `pip install budoux jieba`, then `python tests/benchmarks/torn_words.py`. The sentences are those of the corpus that
have 18 to 31 Han characters, without their punctuation, as speech recognition often returns them.
"""

import re
import sys
from pathlib import Path

import jieba

sys.path.insert(0, str(Path(__file__).parent.parent))

from helpers.quality import read_corpus
from side_by_side import break_by_shape, make_budoux

HAN = re.compile("[\u3400-\u9fff]+")


def list_insides(text: str) -> set[int]:
    """Return the offsets inside words."""
    offsets, at = set[int](), 0
    for word in jieba.cut(text):
        offsets.update(range(at + 1, at + len(word)))
        at += len(word)
    return offsets


def main() -> None:
    """Print the counts."""
    texts = [text for line in read_corpus("zh") if 18 <= len(text := "".join(HAN.findall(line))) <= 31]
    for name, break_text in (("smarthandle-results", break_by_shape), ("BudouX alone", make_budoux())):
        breaks = torn = 0
        for text in texts:
            insides, at = list_insides(text), 0
            for line in [line for cue in break_text(text) for line in cue][:-1]:
                at += len(line)
                breaks += 1
                torn += at in insides
        print(f"{name}: {torn} of {breaks} breaks tear a word, {torn / breaks:.1%}")


if __name__ == "__main__":
    main()
