"""Chinese and Japanese text in, a penalty of a break before each character out: between phrases, not inside them.

There is no dictionary and no model: short lists of the particles that close or open a phrase, the words of
`chinese_words`, and a change of script.

Strategy: a judge is a function of the two characters around a break, which is easy to read and to change, but too slow
to call for every break of a text. It asks few things, though: of which script a character is, and in which of eight
sets. Characters that give the same answers are of one kind; there are twelve kinds, so that two of them fit into a
byte. A judge is asked once for each two kinds, with an example of each, and its answers are a table of 256 penalties,
by which `bytes.translate` judges all breaks of a text at once. With all that follows it takes less than a third of the
time of calling the judge for each break.

1. Look up the kind of each character. Closing marks and spaces get the kind of what they come after: a break after
   `好。”` is one after a sentence.
2. Join the kinds before and after each break in a byte, and translate it into the judge's penalty.
3. In Chinese, find the breaks inside a listed word, by the bigram around them: they are the WORST. Where the character
   after a break begins a word, it is not a particle, so a second judge decides, which does not look for one there:
   `的|时候`.

For `我到的时候`, in which `时候` is a word:

    kinds                   09   01   0a   0a   01      leaning, Han, closing, closing, Han
    both sides                 91   1a   aa   a1
    _judge_chinese             28   28   28    9        `的` and `时` close a phrase, `我` leans on the next word
    _judge_before_word         28   20    9    9
    inside a word               0    0    0    1
    where one begins next      28   28    9    9        the third from the second judge
    where inside one           28   28    9   36
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Final, TypeAlias

from smarthandle_results._breaking.bytewise import join_nibbles, select_bytes
from smarthandle_results._breaking.characters import Characters, is_han, number_bigrams
from smarthandle_results._breaking.chinese_words import WORD_BIGRAMS
from smarthandle_results._breaking.penalties import BAD, CLAUSE, FAIR, GOOD, POOR, SENTENCE, WORST
from smarthandle_results._breaking.punctuation import CLAUSE_ENDS, CLOSING_MARKS, OPENING_MARKS, SENTENCE_ENDS

# Particles and other characters that end a phrase, that begin one, and that belong to the word after them.
_ZH_CLOSING: Final = frozenset("的了着著过過吗嗎呢吧啊呀们們地得者里裡上下中后後时時")
_ZH_OPENING: Final = frozenset(
    "和与與及或但而因所如虽雖并並且在对對从從把被让讓给給向为為以是有也都就又还還便只却卻将將若"
)
_ZH_LEANING: Final = frozenset("不很这這那第每一最更太再没沒无無未莫老小大我你他她它")
_JA_PARTICLES: Final = frozenset("はがをにでともへやのば")
_JA_POSSESSIVE: Final = "の"
"""A particle that ties two nouns into one phrase, so that a break after it is not as good as after the others."""

# Penalties of places in Japanese that are between the common ones, chosen by hand.
_BETWEEN_HIRAGANA: Final = POOR + 4
"""After a particle, before other hiragana: these may begin a word, or be an ending that is not listed."""
_INSIDE_COMPOUND: Final = POOR + 6
"""Between two kanji, which are often one word: worse than POOR, but not as bad as an ending torn off."""
_BEFORE_ENDING: Final = BAD + 2
"""Before hiragana that end a word or are its particle: no line should begin with them."""


def _is_hiragana(character: str) -> bool:
    return "\u3041" <= character <= "\u309f"


def _is_katakana(character: str) -> bool:
    return "\u30a0" <= character <= "\u30ff"


def _judge_chinese(before: str, after: str) -> int:
    return BAD if is_han(before) and after in _ZH_CLOSING else _judge_before_word(before, after)


def _judge_before_word(before: str, after: str) -> int:
    """Return the penalty of a break between two Chinese characters, the second of them not a closing particle."""
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
        return _BETWEEN_HIRAGANA if ends_phrase and before != _JA_POSSESSIVE else _BEFORE_ENDING
    if before in _JA_PARTICLES:
        return FAIR if before == _JA_POSSESSIVE else GOOD
    if _is_hiragana(before):
        return FAIR
    return _INSIDE_COMPOUND if is_han(before) and is_han(after) else POOR


Judge: TypeAlias = Callable[[str, str], int]
_JUDGES: Final[dict[str, Judge]] = {"zh": _judge_chinese, "ja": _judge_japanese}
LANGUAGES: Final = frozenset(_JUDGES)


def _judge_with_punctuation(judge: Judge, before: str, after: str) -> int:
    """Return the penalty of a break between two characters, the first of them neither a closing mark nor a space."""
    if before in SENTENCE_ENDS:
        return SENTENCE
    if before in CLAUSE_ENDS:
        return CLAUSE
    return GOOD if after in OPENING_MARKS else judge(before, after)


_CLOSING_RUN: Final = re.compile("[ {0}](?<=[^\\n].)[ {0}]*".format(re.escape(CLOSING_MARKS)))
"""Closing marks and spaces, unless a line begins with them."""
_SPACE_RUN: Final = re.compile(" (?<=[^\\n].) *")
"""Spaces, unless a line begins with them."""
_SCRIPT_RANGES: Final = (range(0x3400, 0xA000), range(0x20000, 0x40000), range(0x3041, 0x30A0), range(0x30A0, 0x3100))
"""Han, twice, hiragana and katakana: within one range all characters answer alike, sets aside."""
_PUNCTUATION: Final = (SENTENCE_ENDS, CLAUSE_ENDS, frozenset(OPENING_MARKS))
_PARTICLES: Final = (_ZH_CLOSING, _ZH_OPENING, _ZH_LEANING, _JA_PARTICLES, frozenset(_JA_POSSESSIVE))
_CHARACTER_SETS: Final = (*_PUNCTUATION, *_PARTICLES)
"""All that judges ask of a character besides its script."""


@cache
def _tabulate_kinds() -> tuple[bytes, str]:
    """Return the kind of each code point, from 0 to 15, and an example of each kind."""
    examples: dict[tuple[bool, ...], str] = {}

    def find_kind(character: str) -> int:
        scripts = is_han(character), _is_hiragana(character), _is_katakana(character)
        answers = (*scripts, *(character in characters for characters in _CHARACTER_SETS))
        examples.setdefault(answers, character)
        return [*examples].index(answers)

    table = bytearray([find_kind("a")]) * 0x110000
    for points in _SCRIPT_RANGES:
        table[points.start : points.stop] = bytes([find_kind(chr(points.start))]) * len(points)
    for character in sorted(frozenset[str]().union(*_CHARACTER_SETS)):
        table[ord(character)] = find_kind(character)
    return bytes(table), "".join(examples.values())


@cache
def _tabulate_penalties(judge: Judge) -> bytes:
    """Return the penalties of a break between any two kinds, at the first times 16 plus the second."""
    # Numbers that are no kind never occur: what fills their places does not matter.
    examples = _tabulate_kinds()[1].ljust(16)
    return bytes(_judge_with_punctuation(judge, before, after) for before in examples for after in examples)


@cache
def _number_word_bigrams() -> frozenset[int]:
    return frozenset(number for bigram in WORD_BIGRAMS for number in number_bigrams(*bigram))


def judge_characters(characters: Characters, language: str) -> bytes:
    """Return the penalty of a break before each character of a text, which may be several lines; 0 for the first.

    How good a break is after closing marks and spaces depends on what they come after.

    >>> list(judge_characters(Characters("我到的时候"), "zh"))
    [0, 28, 28, 9, 36]
    """
    text = characters.text
    kinds = characters.look_up(_tabulate_kinds()[0])
    kinds_before = bytearray(kinds)
    for run in _CLOSING_RUN.finditer(text):
        start, end = run.span()
        kinds_before[start:end] = kinds_before[start - 1 : start] * (end - start)
    sides = join_nibbles(kinds_before[:-1], kinds[1:])
    penalties = sides.translate(_tabulate_penalties(_JUDGES[language]))
    if language == "zh":
        # A space may be inside a word: some speech recognition puts one after each character.
        befores = _SPACE_RUN.sub(lambda run: text[run.start() - 1] * len(run[0]), text)
        is_inside = bytes(map(_number_word_bigrams().__contains__, number_bigrams(befores[:-1], text[1:])))
        begins_next = is_inside[1:] + b"\0"
        penalties = select_bytes(begins_next, sides.translate(_tabulate_penalties(_judge_before_word)), penalties)
        penalties = select_bytes(is_inside, bytes([WORST]) * len(is_inside), penalties)
    return b"\0" + penalties
