"""A text and what each word costs in, the likeliest words out: of all ways to cut the text, the one that costs least.

Strategy: the Viterbi algorithm, from the last character to the first. The least cost of what follows a character is
that of one of the words that begin there and the least cost of what follows this. Of two equal ways the one that begins
with the longer word is taken.

In `ファイル名` with a cost of 1 for `ファイル` and for each other character, what follows the characters costs at least
2, 5, 4, 3, 2, 1 and 0 from the first on, so that the words are ファイル and 名.
"""

from collections.abc import Mapping
from typing import Final

_LONGEST: Final = 8
"""How many characters a word has at most."""


def cut_words(text: str, costs: Mapping[str, int], unknown_cost: int) -> list[str]:
    """Cut a text into words that have a cost, and single characters, which cost `unknown_cost` if they have none.

    >>> cut_words("ファイル名", {"ファイル": 1}, 1)
    ['ファイル', '名']
    """
    least, lengths = [0], list[int]()  # of what follows each character, from the last to the first
    for start in range(len(text) - 1, -1, -1):
        best, length = costs.get(text[start], unknown_cost) + least[-1], 1
        for longer in range(2, min(_LONGEST, len(least)) + 1):
            cost = costs.get(text[start : start + longer])
            if cost is not None and cost + least[-longer] <= best:
                best, length = cost + least[-longer], longer
        least.append(best)
        lengths.append(length)
    words, start = list[str](), 0
    while start < len(text):
        end = start + lengths[-1 - start]
        words.append(text[start:end])
        start = end
    return words
