"""Prints how often a break between Chinese lines tears a word, as jieba sees words: ours, and BudouX alone.

Run `pip install budoux jieba`, then `python tests/benchmarks/torn_words.py`. The sentences are those of the corpus that
have 18 to 31 Han characters, without their punctuation, as speech recognition gives them.
"""

import re
import sys
from pathlib import Path

import jieba

sys.path.insert(0, str(Path(__file__).parent.parent))

from helpers.quality import read_corpus
from side_by_side import lay_ours, make_budoux

HAN = re.compile("[\u3400-\u9fff]+")


def list_insides(text: str) -> set[int]:
    """Return the places inside words."""
    places, at = set[int](), 0
    for word in jieba.cut(text):
        places.update(range(at + 1, at + len(word)))
        at += len(word)
    return places


def main() -> None:
    """Print the counts."""
    texts = [text for line in read_corpus("zh") if 18 <= len(text := "".join(HAN.findall(line))) <= 31]
    for name, lay in (("smarthandle-results", lay_ours), ("BudouX alone", make_budoux())):
        breaks = torn = 0
        for text in texts:
            insides, at = list_insides(text), 0
            for line in [line for cue in lay(text) for line in cue][:-1]:
                at += len(line)
                breaks += 1
                torn += at in insides
        print(f"{name}: {torn} of {breaks} breaks tear a word, {torn / breaks:.1%}")


if __name__ == "__main__":
    main()
