"""Prints the module `chinese_table` of `_breaking`, from the words of jieba and the characters of OpenCC.

Run `python tests/make_chinese_words.py dict.txt TSCharacters.txt > smarthandle_results/_breaking/chinese_table.py`. The
files are those of the packages jieba 0.42.1 (`jieba/dict.txt`) and opencc-python-reimplemented 0.1.7
(`opencc/dictionary/TSCharacters.txt`).

A word's cost is the logarithm of how seldom it is, in quarters of a nat. Of the words of two to four characters those
are taken whose lack would tear most: the most frequent, where one that is made of words, or whose characters stay
together anyway, counts for less.
"""

import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from textwrap import wrap
from typing import Final

WORDS: Final = 30_000
COSTS_A_NAT: Final = 4
UNKNOWN: Final = 18 * COSTS_A_NAT
"""The cost of a character that is not listed, which is that of a word seen once."""
LISTED: Final = 14 * COSTS_A_NAT
"""Characters that are a word more seldom than this are not listed, if they are hardly ever one."""
FREE: Final = 0.6
STUCK: Final = 0.3
"""In which share of its occurrences a character is a word of its own: free from the first on, stuck below STUCK."""
SAME: Final = {"著": "着", "妳": "你", "裏": "里", "麽": "么"}
"""Variants that OpenCC leaves as they are, or does not have."""
NUMERALS: Final = "第〇零一二三四五六七八九十百千万亿两几数多半余"
"""Words of nothing else are left out: the guide joins numerals."""
HAN: Final = re.compile("[\u4e00-\u9fff]+")
NOTICES: Final = """\
The words and how frequent they are come from jieba's dictionary:

    The MIT License (MIT)

    Copyright (c) 2013 Sun Junyi

    Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
    documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
    rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to
    permit persons to whom the Software is furnished to do so, subject to the following conditions:

    The above copyright notice and this permission notice shall be included in all copies or substantial portions of
    the Software.

    THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO
    THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
    AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT,
    TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
    SOFTWARE.

The characters of the traditional script are OpenCC's: Copyright (c) 2010-2020 Carbo Kuo and contributors, licensed
under the Apache License, Version 2.0 (https://www.apache.org/licenses/LICENSE-2.0); those that are not in Big5 are
left out, and a few are added."""
MODULE: Final = '''"""Chinese words and characters by how seldom they are, and simplified characters for traditional ones.

Written by `tests/make_chinese_words.py`: edit that, not this. A paragraph of words, or of characters that are one,
begins with their cost, the lower the more frequent. A character is free if it mostly is a word of its own, and stuck
if it seldom is; one that is not listed costs {unknown} and is stuck.

{notices}
"""

from typing import Final

UNKNOWN_COST: Final = {unknown}

TRADITIONAL: Final = """
{traditional}
"""

SIMPLIFIED: Final = """
{simplified}
"""

FREE_CHARACTERS: Final = """
{free}
"""

LOOSE_CHARACTERS: Final = """
{loose}
"""

STUCK_CHARACTERS: Final = """
{stuck}
"""

WORDS_OF_TWO: Final = """
{twos}
"""

LONG_WORDS: Final = """
{longs}
"""'''


def read_counts(path: Path, simplify: dict[int, str]) -> Counter[str]:
    """Return how often each Han word was seen."""
    counts = Counter[str]()
    for line in path.read_text("utf-8").splitlines():
        word, count, _ = line.split(" ")
        if HAN.fullmatch(word):
            counts[word.translate(simplify)] += int(count)
    return counts


def read_characters(path: Path) -> dict[int, str]:
    """Return the simplified character of each traditional one that Big5 has."""
    pairs = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    simplified = {traditional: targets.split(" ")[0] for traditional, targets in pairs} | SAME
    return {
        ord(traditional): target
        for traditional, target in sorted(simplified.items())
        if traditional != target and (traditional in SAME or traditional.encode("big5", "ignore"))
    }


def share_alone(counts: Counter[str]) -> dict[str, float]:
    """Return the share of a character's occurrences in which it is a word of its own."""
    within = defaultdict[str, int](int)
    for word, count in counts.items():
        for character in word if len(word) > 1 else "":
            within[character] += count
    return {
        character: counts[character] / (counts[character] + within[character] + 1) for character in {*within, *counts}
    }


def weigh(word: str, count: int, counts: Counter[str], alone: dict[str, float]) -> float:
    """Return how much a word is worth: how often it would be torn without being listed."""
    if len(word) == 4 and min(counts[word[:2]], counts[word[2:]]) > count:
        return count * 0.25
    if len(word) == 3 and (
        (counts[word[:2]] > count and alone[word[2]] < STUCK) or (counts[word[1:]] > count and alone[word[0]] < STUCK)
    ):
        return count * 0.4
    return count * 0.5 if max(alone[character] for character in word) < STUCK else count


def find_cost(count: int, total: int) -> int:
    """Return the cost of a word seen so often."""
    return round(-math.log(max(count, 1) / total) * COSTS_A_NAT)


def list_by_cost(words: Iterable[str], costs: dict[str, int], separator: str) -> str:
    """Write words in paragraphs that begin with their cost; where there is a separator, one ends each word."""
    groups = defaultdict[int, list[str]](list)
    for word in sorted(words):
        groups[costs[word]].append(word + separator)
    return "\n\n".join(f"{cost}\n{fill(groups[cost])}" for cost in sorted(groups))


def fill(words: list[str]) -> str:
    """Fill lines of 116 columns, a character being two."""
    lines = [""]
    for word in words:
        if 2 * len(lines[-1] + word) > 116:
            lines.append("")
        lines[-1] += word
    return "\n".join(lines)


def main(dictionary: Path, characters: Path) -> None:
    """Print the module."""
    simplify = read_characters(characters)
    counts = read_counts(dictionary, simplify)
    total = counts.total()
    alone = share_alone(counts)
    costs = {word: find_cost(count, total) for word, count in counts.items()}
    values = {
        word: weigh(word, count, counts, alone)
        for word, count in counts.items()
        if 2 <= len(word) <= 4 and word.strip(NUMERALS)
    }
    words = sorted(values, key=lambda word: (-values[word], word))[:WORDS]
    singles = [word for word in counts if len(word) == 1]
    groups = {
        "free": [word for word in singles if alone[word] >= FREE and costs[word] < UNKNOWN],
        "loose": [word for word in singles if STUCK <= alone[word] < FREE and costs[word] < UNKNOWN],
        "stuck": [word for word in singles if alone[word] < STUCK and costs[word] < LISTED],
    }
    print(  # noqa: T201 - this is what it is run for
        MODULE.format(
            unknown=UNKNOWN,
            notices=NOTICES,
            traditional="\n".join(wrap("".join(map(chr, simplify)), 58)),
            simplified="\n".join(wrap("".join(simplify.values()), 58)),
            twos=list_by_cost([word for word in words if len(word) == 2], costs, ""),
            longs=list_by_cost([word for word in words if len(word) > 2], costs, ","),
            **{name: list_by_cost(group, costs, "") for name, group in groups.items()},
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
