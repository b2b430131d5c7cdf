"""Text and its units in, the penalty of a break before each unit out, 0 the best: where a language likes lines to end.

After a sentence, then a clause, then at a space or before a conjunction or preposition, then between phrases, and last
inside a common Chinese word. Here are the languages that put spaces between words: short lists of the words that open a
phrase, or lean on the next word. `cjk` judges Chinese and Japanese.

Strategy: what decides about a break is how the word before it ends and how the word after it starts, each in one of few
ways. So a word is judged once, into a kind from 0 to 7, and remembered: most words of a text have been seen before, and
looking one up is 30 times as quick as judging it. A break is judged by both kinds, joined in a byte, and all breaks of
a text by one translation, as in `cjk`. What looks further, a date such as `January 22, 2026`, is corrected at the end.

    words         The     black     cat     and     dogs
    how it ends   BAD     FAIR      FAIR    BAD     FAIR     FAIR: the start of the next word decides
    how it starts FAIR    FAIR      FAIR    GOOD    FAIR     GOOD: opens a phrase
    kind          4       6         6       5       6
    penalties         BAD      FAIR    GOOD     BAD
"""

import re
from functools import cache
from typing import Final, final

from smarthandle_results._breaking.bytewise import join_nibbles
from smarthandle_results._breaking.characters import Characters, get_items
from smarthandle_results._breaking.cjk import LANGUAGES, judge_characters
from smarthandle_results._breaking.penalties import BAD, CLAUSE, FAIR, GOOD, SENTENCE
from smarthandle_results._breaking.punctuation import CLAUSE_ENDS, CLOSING_MARKS, OPENING_MARKS, SENTENCE_ENDS
from smarthandle_results._breaking.sentences import is_abbreviation

MAX_REMEMBERED: Final = 1 << 16
"""How many words a language remembers: twelve times as many as the tests' English corpus has, in 6 MB."""


def _split(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DAY: Final = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th)?,")
_YEAR: Final = re.compile(r"[0-9]{4}(?![0-9])")
# Short lists, by hand. A language without a list is judged by the English one, which seldom fits its words: then every
# space is FAIR.
_OPENING_WORDS: Final = {
    "en": _split(
        "and but or nor so yet for because although though while when where whether which who whom whose that if unless"
        " until till since as than of in on at by to from with without within into onto upon over under between among"
        " through during before after about against across behind beyond near toward towards"
    ),
    "es": _split("y e o u pero sino porque aunque mientras cuando donde que si de en a con sin por para sobre"),
    "fr": _split("et ou mais donc car parce quand si que qui dont où de du des à au aux en dans par pour sur avec"),
    "de": _split("und oder aber denn sondern weil dass wenn als ob in an auf mit von zu bei nach für über aus um"),
    "it": _split("e o ma perché se che quando dove di a da in con su per tra fra del della nel nella"),
    "pt": _split("e ou mas porque se que quando onde de em a com sem por para sobre do da no na"),
}
"""Words that open a phrase, so that a line may well begin with one: conjunctions, prepositions, relative pronouns."""
_LEANING_WORDS: Final = {
    "en": _split("a an the my your his her its our their this that these those no not very i mr. mrs. dr."),
    "es": _split("el la los las un una unos unas mi tu su no muy se"),
    "fr": _split("le la les un une mon ma mes ton ta son sa ses ce cette ne je il elle on très"),
    "de": _split("der die das den dem des ein eine einen einem einer mein sein ihr nicht sehr"),
    "it": _split("il lo la i gli le un uno una mio suo non molto si"),
    "pt": _split("o a os as um uma meu seu não muito se"),
}
"""Words that lean on the one after them, so that no line should end with one. Opening words lean, too."""


def _judge_end(language: str, word: str) -> int:
    """Return the penalty of a break after a word, FAIR if that depends on the next."""
    core = word.rstrip(CLOSING_MARKS) or word
    last = core[-1]
    if last == "." or last in SENTENCE_ENDS:
        return BAD if is_abbreviation(core) else SENTENCE
    if last in CLAUSE_ENDS:
        return CLAUSE
    core = core.lower()
    leans = core in _get_opening_words(language) or core in _LEANING_WORDS.get(language, _LEANING_WORDS["en"])
    return BAD if leans else FAIR


def _judge_start(language: str, word: str) -> int:
    """Return the penalty of a break before a word, FAIR if that depends on the one before."""
    return GOOD if word.lower() in _get_opening_words(language) or word[0] in OPENING_MARKS else FAIR


def _get_opening_words(language: str) -> frozenset[str]:
    return _OPENING_WORDS.get(language, _OPENING_WORDS["en"])


_ENDS: Final = (SENTENCE, CLAUSE, BAD, FAIR)
"""All that `_judge_end` returns."""


def _find_kind(language: str, word: str) -> int:
    """Return the kind of a word, from 0 to 7: how good a break is after it, and before it."""
    return 2 * _ENDS.index(_judge_end(language, word)) + (_judge_start(language, word) == GOOD)


def _judge_kinds(before: int, after: int) -> int:
    """Return the penalty of a break between words of two kinds; numbers above 7, which are not kinds, do no harm."""
    end = _ENDS[before // 2 % len(_ENDS)]
    return end if end != FAIR else GOOD if after % 2 else FAIR


_PENALTIES: Final = bytes(_judge_kinds(before, after) for before in range(16) for after in range(16))


@final
class WordKinds(dict[str, int]):
    """The kinds of a language's words: each is found once, and all are forgotten before there are too many."""

    def __init__(self, language: str) -> None:
        self._language = language
        super().__init__()

    def __missing__(self, word: str) -> int:
        if len(self) >= MAX_REMEMBERED:
            self.clear()
        kind = self[word] = _find_kind(self._language, word)
        return kind


_get_word_kinds = cache(WordKinds)


def rate_breaks(characters: Characters, starts: list[int], ends: list[int], language: str) -> bytes:
    """Return for each unit of a text, from `starts[i]` to `ends[i]`, the penalty of a break before it.

    The text may be several lines; the penalty of a break at a line's start means nothing.

    >>> list(rate_breaks(Characters("The black cat and dogs"), [0, 4, 10, 14, 18], [3, 9, 13, 17, 22], "en"))
    [0, 28, 13, 9, 28]
    """
    if language in LANGUAGES:
        return bytes(get_items(judge_characters(characters, language), starts))
    text = characters.text
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    kinds = bytes(map(_get_word_kinds(language).__getitem__, words))
    penalties = bytearray(1) + join_nibbles(kinds[:-1], kinds[1:]).translate(_PENALTIES)
    # A day's comma is followed by its year, and they belong together.
    unit = penalties.find(CLAUSE)
    while unit >= 0:
        if _DAY.fullmatch(words[unit - 1]) and _YEAR.match(words[unit]):
            penalties[unit] = BAD
        unit = penalties.find(CLAUSE, unit + 1)
    return bytes(penalties)
