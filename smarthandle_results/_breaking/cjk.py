"""Chinese and Japanese text in, a penalty of a break before each character out: between phrases, not inside them.

There is no dictionary and no model: short lists of the particles that open or close a phrase, the words of
`chinese_words`, and a change of script.

Strategy: a judge looks at two characters; those of one kind it judges alike. So it is asked once for each two kinds,
and a whole text is judged by translations of bytes.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Final, TypeAlias

from smarthandle_results._breaking.bytewise import choose, pair
from smarthandle_results._breaking.characters import Characters, is_han, pair_up
from smarthandle_results._breaking.chinese_words import INSIDE
from smarthandle_results._breaking.penalties import (
    BAD,
    CLAUSE,
    CLAUSE_ENDS,
    CLOSING_MARKS,
    FAIR,
    GOOD,
    OPENING_MARKS,
    POOR,
    SENTENCE,
    SENTENCE_ENDS,
    WORST,
)

_ZH_CLOSING: Final = frozenset("的了着著过過吗嗎呢吧啊呀们們地得者里裡上下中后後时時")
_ZH_OPENING: Final = frozenset(
    "和与與及或但而因所如虽雖并並且在对對从從把被让讓给給向为為以是有也都就又还還便只却卻将將若"
)
_ZH_LEANING: Final = frozenset("不很这這那第每一最更太再没沒无無未莫老小大我你他她它")
_JA_PARTICLES: Final = frozenset("はがをにでともへやのば")
_JA_POSSESSIVE: Final = "の"


def _is_hiragana(character: str) -> bool:
    return "\u3041" <= character <= "\u309f"


def _is_katakana(character: str) -> bool:
    return "\u30a0" <= character <= "\u30ff"


def _judge_chinese(before: str, after: str) -> int:
    return BAD if is_han(before) and after in _ZH_CLOSING else _judge_chinese_word(before, after)


def _judge_chinese_word(before: str, after: str) -> int:
    """Return the penalty of a break between two Chinese characters, the second of them no particle."""
    if not (is_han(before) and is_han(after)):
        return FAIR
    if before in _ZH_CLOSING:
        return GOOD
    if before in _ZH_OPENING or before in _ZH_LEANING:
        return BAD
    return FAIR if after in _ZH_OPENING else POOR


def _judge_japanese(before: str, after: str) -> int:
    if _is_katakana(before) and _is_katakana(after):
        return WORST
    if _is_hiragana(after):
        ends_phrase = before in _JA_PARTICLES and after not in _JA_PARTICLES
        return POOR + 4 if ends_phrase and before != _JA_POSSESSIVE else BAD + 2
    if before in _JA_PARTICLES:
        return FAIR if before == _JA_POSSESSIVE else GOOD
    return FAIR if _is_hiragana(before) else POOR + (6 if is_han(before) and is_han(after) else 0)


Judge: TypeAlias = Callable[[str, str], int]
_JUDGES: Final[dict[str, Judge]] = {"zh": _judge_chinese, "ja": _judge_japanese}
LANGUAGES: Final = frozenset(_JUDGES)


def _judge_with_marks(judge: Judge, before: str, after: str) -> int:
    """Return the penalty of a break between two characters, the first of them neither a closing mark nor a space."""
    if before in SENTENCE_ENDS:
        return SENTENCE
    if before in CLAUSE_ENDS:
        return CLAUSE
    return GOOD if after in OPENING_MARKS else judge(before, after)


_CLOSED: Final = re.compile("[ {0}](?<=[^\\n].)[ {0}]*".format(re.escape(CLOSING_MARKS)))
"""Closing marks and spaces behind something."""
_SCRIPTS: Final = (range(0x3400, 0xA000), range(0x20000, 0x40000), range(0x3041, 0x30A0), range(0x30A0, 0x3100))
"""Han, twice, hiragana and katakana."""
_MARKS: Final = (SENTENCE_ENDS, CLAUSE_ENDS, frozenset(OPENING_MARKS))
_SETS: Final = (*_MARKS, _ZH_CLOSING, _ZH_OPENING, _ZH_LEANING, _JA_PARTICLES, frozenset(_JA_POSSESSIVE))
"""All that judges ask of a character beyond its script."""
_SPACES: Final = re.compile(" (?<=[^\\n].) *")
"""Spaces behind something."""


@cache
def _tell_kinds() -> tuple[bytes, str]:
    """Return the kind of each code point, from 0 to 15, and a character of each kind."""
    kinds: dict[tuple[bool, ...], int] = {}
    examples: list[str] = []

    def tell(character: str) -> int:
        scripts = is_han(character), _is_hiragana(character), _is_katakana(character)
        what = (*scripts, *(character in one for one in _SETS))
        if what not in kinds:
            kinds[what] = len(kinds)
            examples.append(character)
        return kinds[what]

    table = bytearray([tell("a")]) * 0x110000
    for points in _SCRIPTS:
        table[points.start : points.stop] = bytes([tell(chr(points.start))]) * len(points)
    for character in sorted(frozenset[str]().union(*_SETS)):
        table[ord(character)] = tell(character)
    return bytes(table), "".join(examples)


@cache
def _tabulate(judge: Judge) -> bytes:
    """Return the penalties of a break between any two kinds, by the first times 16 and the second."""
    _, examples = _tell_kinds()
    penalties = bytearray(256)
    for first, before in enumerate(examples):
        for second, after in enumerate(examples):
            penalties[16 * first + second] = _judge_with_marks(judge, before, after)
    return bytes(penalties)


@cache
def _inside_words() -> frozenset[int]:
    return frozenset(number for two in INSIDE for number in pair_up(*two))


def judge_characters(characters: Characters, language: str) -> bytes:
    """Return the penalty of a break before each character of a text, which may be several lines; 0 for the first.

    What closing marks close, and what stands ahead of spaces, says how good a place it is behind them.
    """
    text = characters.text
    kinds = characters.look_up(_tell_kinds()[0])
    befores = bytearray(kinds)
    for closed in _CLOSED.finditer(text):
        start, end = closed.span()
        befores[start:end] = befores[start - 1 : start] * (end - start)
    around = pair(befores[:-1], kinds[1:])
    penalties = around.translate(_tabulate(_JUDGES[language]))
    if language == "zh":
        # A space may stand inside a word: some speech recognition puts one behind each character.
        unspaced = _SPACES.sub(lambda spaces: text[spaces.start() - 1] * len(spaces[0]), text)
        inside = bytes(map(_inside_words().__contains__, pair_up(unspaced[:-1], text[1:])))
        # What looks like a particle may begin a word: `的|时候`.
        penalties = choose(inside[1:] + b"\0", around.translate(_tabulate(_judge_chinese_word)), penalties)
        penalties = choose(inside, bytes([WORST]) * len(inside), penalties)
    return b"\0" + penalties
