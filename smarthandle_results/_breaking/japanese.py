"""Japanese text in, the places at which its pieces begin out: phrases, a word with its particles, kept whole on a line.

Strategy: whether a phrase starts at a character is decided by what stands around it. Where one of two neighbors is no
kana or kanji, they mostly decide it alone (`judge_pairs`): a run of katakana, letters or digits is whole, a mark ends a
phrase. Otherwise a linear model decides: each run of two or three characters around the place has a weight, as has each
run of four kinds of characters, and each character with the kind of the one across the place. Most weights are 0, and a
phrase starts where the sum is above a threshold.
`tests/make_japanese_phrases.py` learns the weights from the phrases that a morphological analyzer finds.

All places of a text are decided at once: a column is made of the runs at one distance, and looked up by `map`, in C.
First, what is no hiragana or kanji is replaced by one character for all of its kind, so that few runs tell much:

    text        私はＡＩで、「タイトル」を変えた
    normalized  私はAAで。「アアアア」を変えた
    pieces      私は | ＡＩで、| 「タイトル」を | 変えた

Pieces of more than ten characters are cut once more, where the sum is greatest, if a lower threshold allows it; those
that are longer than a line in any case. Not so a run of katakana: what is wider than a line is cut between its words
(`find_katakana_words`), which are those of a list, and what is between and after those: ファイル | システム.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import accumulate, chain, pairwise, repeat
from operator import add, sub
from typing import Final, final

from smarthandle_results._breaking.dictionary import cut_words
from smarthandle_results._breaking.japanese_table import KATAKANA_WORDS, THRESHOLD, THRESHOLD_WITHIN_LONG, WEIGHTS

_MARK: Final = "。"
"""What comes before and after a text, too."""
_OPENING: Final = "「"
_CLOSING: Final = "」"
_SPACE: Final = "␣"
_KATAKANA: Final = "ア"
_LETTER: Final = "A"
_DIGIT: Final = "0"
_KANJI: Final = "漢"
_HIRAGANA: Final = "あ"
_CHARACTERS: Final = {
    _OPENING: "「『（〈《【〔［｛(［[{“‘«｢",
    _CLOSING: "」』）〉》】〕］｝)］]}”’»｣",
    _SPACE: f"{_SPACE} \u3000\t",
    _LETTER: "-_&+@#'",
    _DIGIT: "0123456789０１２３４５６７８９%％℃",
    _KATAKANA: "".join(map(chr, (*range(0x30A1, 0x3100), *range(0xFF66, 0xFFA0)))),
    _HIRAGANA: "".join(map(chr, range(0x3041, 0x30A0))),
}
"""The characters of each kind that are not found out by `_find_kind`."""
_KINDS: Final = {character: kind for kind, characters in _CHARACTERS.items() for character in characters}

_LONGEST: Final = 10
"""A piece of more characters is cut where a phrase starts less likely, too."""
_LINE_WIDTH: Final = 13
"""A piece of more characters, which may not fit into a line, is cut at the best place, however bad that is."""
_NEVER: Final = -(1 << 20)
_ALWAYS: Final = 1 << 20
_LINE: Final = re.compile(".+")
_KATAKANA_RUN: Final = re.compile("[\u30a1-\u30fa\u30fc]+")
_KATAKANA_COSTS: Final = dict.fromkeys(KATAKANA_WORDS.split(), 1)
_WHOLE: Final = _KATAKANA, _LETTER, _DIGIT


def _find_kind(character: str) -> str:
    """Return what stands for the kind of a character."""
    if kind := _KINDS.get(character):
        return kind
    if "\u3400" <= character <= "\u9fff" or character >= "\U00020000" or character in "々〇":
        return _KANJI
    return _LETTER if character.isalnum() else _MARK


MAX_REMEMBERED: Final = 1 << 14
"""Of how many characters it is remembered what they become: Japanese has fewer, and text of all of them is hostile."""


@final
class _Translation(dict[int, str]):
    """What a character becomes, by its code point: `str.translate` takes three fifths of the time of calls."""

    def __init__(self, translate: Callable[[str], str]) -> None:
        self._translate = translate
        super().__init__()

    def __missing__(self, point: int) -> str:
        character = self._translate(chr(point))
        if len(self) < MAX_REMEMBERED:
            self[point] = character
        return character


_KIND_OF_EACH: Final = _Translation(_find_kind)
_NORMAL_FORM: Final = _Translation(lambda each: each if _find_kind(each) in {_KANJI, _HIRAGANA} else _find_kind(each))


def normalize(text: str) -> str:
    """Return a text with one character for all of a kind, except for hiragana and kanji."""
    return text.translate(_NORMAL_FORM)


def list_kinds(text: str) -> str:
    """Return the kind of each character."""
    return text.translate(_KIND_OF_EACH)


@cache
def _judge_pair(pair: str) -> int:
    before, after = pair[0], pair[1]
    if after in {_MARK, _CLOSING, _SPACE} or before == _OPENING:
        return _NEVER
    if before == _MARK or after == _OPENING:
        return _ALWAYS
    together = (before == after and before in _WHOLE) or {before, after} == {_LETTER, _DIGIT}
    return _NEVER * together


def judge_pairs(kinds: str) -> list[int]:
    """Return for each two neighbors, by their kinds, if a phrase always or never starts there; 0 if that depends."""
    return list(map(_judge_pair, map(add, kinds, kinds[1:])))


def list_columns(normalized: str, kinds: str) -> tuple[Iterable[str], ...]:
    """Return what the model knows of each place between two characters, a column for each distance and length.

    >>> [list(column) for column in list_columns("私は猫", "漢あ漢")][:2]
    [['私は', 'は猫'], ['は猫', '猫。']]
    """
    end = len(normalized) + 3
    ones = f"{_MARK * 3}{normalized}{_MARK * 3}"
    twos = list(map(add, ones, ones[1:]))
    threes = list(map(add, twos, ones[2:]))
    kinds = f"{_MARK * 3}{kinds}{_MARK * 3}"
    pairs = list(map(add, kinds, kinds[1:]))
    return (
        twos[3 : end - 1],
        twos[4:end],
        twos[2 : end - 2],
        threes[2 : end - 2],
        threes[3 : end - 1],
        map(add, ones[3 : end - 1], kinds[4:end]),
        map(add, kinds[3 : end - 1], ones[4:end]),
        map(add, pairs[2 : end - 2], pairs[4:end]),
    )


COLUMN_LENGTHS: Final = 2, 2, 2, 3, 3, 2, 2, 4
"""How long the runs of each column are."""


@cache
def _load_weights() -> list[dict[str, int]]:
    """Return the weight of each listed run of each column."""
    weights: list[dict[str, int]] = [{} for _ in COLUMN_LENGTHS]
    for line in filter(None, WEIGHTS.split("\n")):
        column, weight, runs = line.split(" ")
        length = COLUMN_LENGTHS[int(column)]
        starts = range(0, len(runs), length)
        weights[int(column)].update((runs[start : start + length], int(weight)) for start in starts)
    return weights


def find_japanese_starts(text: str) -> Iterator[int]:
    """Yield where the pieces of a text begin, line by line: it is not to be broken inside one of them.

    >>> [*find_japanese_starts("私はＡＩで、「タイトル」を変えた")]  # 私は | ＡＩで、 | 「タイトル」を | 変えた
    [0, 2, 6, 13]
    """
    for line in _LINE.finditer(text):
        yield from (line.start() + start for start in _find_line_starts(line[0]))


def _find_line_starts(line: str) -> list[int]:
    if len(line) == 1:
        return [0]
    normalized = normalize(line)
    kinds = list_kinds(normalized)
    columns = list_columns(normalized, kinds)
    found = [map(weights.get, column, repeat(0)) for weights, column in zip(_load_weights(), columns, strict=True)]
    sums = [_NEVER, *map(sum, zip(judge_pairs(kinds), *found, strict=True))]
    starts = [0, *[start for start, total in enumerate(sums) if total > THRESHOLD]]
    if max(map(sub, [*starts[1:], len(line)], starts)) <= _LONGEST:
        return starts
    return [*chain.from_iterable(_cut_long(sums, start, end) for start, end in pairwise([*starts, len(line)]))]


def _cut_long(sums: list[int], start: int, end: int) -> list[int]:
    """Return where the parts of a piece start: where a phrase does likeliest, again and again while a part is long."""
    starts = [start]
    while end - start > _LONGEST:
        best = max(range(start + 1, start + _LONGEST + 1), key=sums.__getitem__)
        if sums[best] > (THRESHOLD_WITHIN_LONG if end - start <= _LINE_WIDTH else _NEVER // 2):
            starts.append(best)
            start = best
        else:
            start += _LONGEST
    return starts


def find_katakana_words(text: str) -> set[int]:
    """Return where runs of katakana and the words in them begin and end.

    >>> sorted(find_katakana_words("このファイルシステムと、メアリー・ジョン"))
    [2, 6, 10, 12, 16, 17, 20]
    """
    found: set[int] = set()
    for match in _KATAKANA_RUN.finditer(text):
        words = cut_words(match[0], _KATAKANA_COSTS, 1)
        edges = accumulate(map(len, words), initial=match.start())
        found.update(
            edge
            for edge, around in zip(edges, pairwise(["", *words, ""]), strict=True)
            if any(part[1:] or not part for part in around)
        )
    return found
