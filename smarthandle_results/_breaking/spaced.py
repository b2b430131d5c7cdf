"""Where a language likes its lines to end: text and units in, the penalty of a break before each out, 0 the best.

After a sentence, then a clause, then at a space or before a conjunction or preposition, then between phrases, and last
inside a common Chinese word. Here are the languages that put spaces between words: short lists of the words that open a
phrase, or lean on the next word. `phrases` has the others.
"""

import re
from functools import cache
from typing import Final, final

from smarthandle_results._breaking.bytewise import pair
from smarthandle_results._breaking.characters import Characters, take
from smarthandle_results._breaking.cjk import LANGUAGES, judge_characters
from smarthandle_results._breaking.penalties import (
    BAD,
    CLAUSE,
    CLAUSE_ENDS,
    CLOSING_MARKS,
    FAIR,
    GOOD,
    OPENING_MARKS,
    SENTENCE,
    SENTENCE_ENDS,
)

MAX_REMEMBERED: Final = 1 << 16


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ABBREVIATIONS: Final = _words(
    "mr. mrs. ms. dr. st. prof. sr. jr. no. nos. vs. capt. col. gen. lt. sgt. maj. rev. hon. gov. sen. rep. pres."
    " messrs. mme. mlle. sra. dra. etc. inc. co. ltd. corp. dept. est. ave. blvd. mt. vol. ch. pp. ed. fig. figs. ext."
    " tel. approx. ca. cf. al. nr. bzw. ph.d. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec."
)
_LETTERS: Final = re.compile(r"(?:[^\W\d_]\.)+")
"""An initial, or several: `J.`, `U.S.`, `e.g.`, `p.m.`."""
_DAY: Final = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th)?,")
_YEAR: Final = re.compile(r"[0-9]{4}(?![0-9])")
_OPENING_WORDS: Final = {
    "en": _words(
        "and but or nor so yet for because although though while when where whether which who whom whose that if unless"
        " until till since as than of in on at by to from with without within into onto upon over under between among"
        " through during before after about against across behind beyond near toward towards"
    ),
    "es": _words("y e o u pero sino porque aunque mientras cuando donde que si de en a con sin por para sobre"),
    "fr": _words("et ou mais donc car parce quand si que qui dont où de du des à au aux en dans par pour sur avec"),
    "de": _words("und oder aber denn sondern weil dass wenn als ob in an auf mit von zu bei nach für über aus um"),
    "it": _words("e o ma perché se che quando dove di a da in con su per tra fra del della nel nella"),
    "pt": _words("e ou mas porque se que quando onde de em a com sem por para sobre do da no na"),
}
_LEANING_WORDS: Final = {
    "en": _words("a an the my your his her its our their this that these those no not very i mr. mrs. dr."),
    "es": _words("el la los las un una unos unas mi tu su no muy se"),
    "fr": _words("le la les un une mon ma mes ton ta son sa ses ce cette ne je il elle on très"),
    "de": _words("der die das den dem des ein eine einen einem einer mein sein ihr nicht sehr"),
    "it": _words("il lo la i gli le un uno una mio suo non molto si"),
    "pt": _words("o a os as um uma meu seu não muito se"),
}
"""Words that lean on the one after them, so that no line should end with one; opening words do too."""


def _judge_end(language: str, word: str) -> int:
    """Return the penalty of a break after a word, FAIR if that depends on the next."""
    core = word.rstrip(CLOSING_MARKS) or word
    last = core[-1]
    if last == "." or last in SENTENCE_ENDS:
        opened = core.lstrip(f"{OPENING_MARKS}\"'")
        return BAD if opened.lower() in _ABBREVIATIONS or _LETTERS.fullmatch(opened) else SENTENCE
    if last in CLAUSE_ENDS:
        return CLAUSE
    leaning = core.lower()
    leans = leaning in _opening_words(language) or leaning in _LEANING_WORDS.get(language, _LEANING_WORDS["en"])
    return BAD if leans else FAIR


def _judge_start(language: str, word: str) -> int:
    """Return the penalty of a break before a word, FAIR if that depends on the one before."""
    return GOOD if word.lower() in _opening_words(language) or word[0] in OPENING_MARKS else FAIR


def _opening_words(language: str) -> frozenset[str]:
    return _OPENING_WORDS.get(language, _OPENING_WORDS["en"])


def _tell_kind(language: str, word: str) -> int:
    """Return the kind of a word, from 0 to 7: how good a break is after it, and before it."""
    return 2 * _ENDS.index(_judge_end(language, word)) + (_judge_start(language, word) == GOOD)


_ENDS: Final = (SENTENCE, CLAUSE, BAD, FAIR)


def _judge_kinds(before: int, after: int) -> int:
    end = _ENDS[before // 2 % len(_ENDS)]
    return end if end != FAIR else GOOD if after % 2 else FAIR


_PENALTIES: Final = bytes(_judge_kinds(before, after) for before in range(16) for after in range(16))


@final
class Kinds(dict[str, int]):
    """Words of a language to their kinds: told once, and forgotten before there are too many."""

    def __init__(self, language: str) -> None:
        self._language = language
        super().__init__()

    def __missing__(self, word: str) -> int:
        if len(self) >= MAX_REMEMBERED:
            self.clear()
        kind = self[word] = _tell_kind(self._language, word)
        return kind


_kinds_of = cache(Kinds)


def ends_sentence(text: str) -> bool:
    """Say whether a text is a whole sentence, or the last part of one."""
    return _judge_end("", text.rsplit(maxsplit=1)[-1]) == SENTENCE


def rate_breaks(characters: Characters, starts: list[int], ends: list[int], language: str) -> bytes:
    """Return for each unit of a text, from `starts[i]` to `ends[i]`, the penalty of a break before it.

    The text may be several lines; what is said of a break at a line's start means nothing.
    """
    if language in LANGUAGES:
        return bytes(take(judge_characters(characters, language), starts))
    text = characters.text
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    kinds = bytes(map(_kinds_of(language).__getitem__, words))
    penalties = bytearray(1) + pair(kinds[:-1], kinds[1:]).translate(_PENALTIES)
    unit = penalties.find(CLAUSE)
    while unit >= 0:
        if _DAY.fullmatch(words[unit - 1]) and _YEAR.match(words[unit]):
            penalties[unit] = BAD
        unit = penalties.find(CLAUSE, unit + 1)
    return bytes(penalties)
