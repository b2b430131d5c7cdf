"""Text and its units in, the penalty of a break before each unit out: the one home of how bad a break is, 0 the best.

After a sentence, then a clause, then before a phrase or after a particle, then between any two words. Words that belong
together have a penalty of `BAD` or more. A careful person forbids such a break, and `units` leaves it out.

The figures were chosen by hand, to be weighed against the shape of lines: see `_layout.lines`, which adds them up.

Strategy: what decides about a break is how the word before it ends and how the word after it starts, each in one of few
ways. So a word is judged once, and remembered: most words of a text have been seen before, and looking one up is 30
times as quick as judging it. A break is judged by the two ways, from a table.

    words         The     black     cat     and     dogs
    how it ends   LEANS   LEANS     PLAIN   LEANS   PLAIN
    how it starts PLAIN   PLAIN     PLAIN   OPENS   PLAIN
    penalties         BAD      BAD      GOOD    BAD

Words are found by spaces, or by a guide (`guides`). What is said of them is in `function_words`, and for Korean, which
writes what other languages say by words as endings, in `korean`.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain, pairwise
from typing import Final, final

from smarthandle_results._breaking.characters import is_han
from smarthandle_results._breaking.function_words import CLOSING, LEANING, OPENING
from smarthandle_results._breaking.korean import find_korean_end, find_korean_start
from smarthandle_results._breaking.punctuation import (
    CLAUSE_ENDS,
    CLOSING_MARKS,
    MIDDLE_DOTS,
    OPENING_MARKS,
    SENTENCE_ENDS,
)
from smarthandle_results._breaking.sentences import is_abbreviation

SENTENCE: Final = 0
"""After a sentence."""
GIVEN_LINE: Final = 3
"""Where a given line ended: somebody chose it, mostly a clause's end."""
CLAUSE: Final = 4
"""After a clause."""
GOOD: Final = 9
"""Before a conjunction or preposition, or after a particle."""
FAIR: Final = 13
"""Between two words of which nothing is known."""
BAD: Final = 28
"""Between words that belong together, or at a change of script inside a word: a careful person forbids it."""
WORST: Final = 36
"""Inside a word."""

MAX_REMEMBERED: Final = 1 << 16
"""How many words a language remembers: twelve times as many as the tests' English corpus has, in 6 MB."""

_DAY: Final = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th)?,")
_YEAR: Final = re.compile(r"[0-9]{4}(?![0-9])")
_COUNT: Final = re.compile(r"(?!(?:1[5-9]|20)[0-9]{2}$)[0-9][0-9.,]*")
"""A number, with which its noun follows, but for the likes of 1815 and 2026, which are years."""
_ADJECTIVE: Final = re.compile(r"[a-z]{2,}(?:ous|ful|less|able|ible|ical|ive|ish)|[a-z]+'s")
"""English adjectives by how they end, and possessors. Some are nouns (`table`): a break too few is the lesser fault."""
_INFLECTED: Final = re.compile("[a-zäöüß]{2,}e[mnrs]?")
"""German words that end as adjectives do before a noun, which has a capital letter. Some are verbs."""
_PARTICLES: Final = {"ja": tuple("はがをにでともへや"), "zh": tuple("的了着著过過吗嗎呢吧啊")}
"""How words end that close a phrase, so that a break after one is good."""
_MARKS: Final = "".join({*CLOSING_MARKS, *OPENING_MARKS, *CLAUSE_ENDS, *SENTENCE_ENDS, "."})
_NAMING: Final = frozenset(("en", "es", "fr", "it", "pt", "nl", "pl", "tr", "ru", "id", "ms", "vi"))
"""The languages in which a word in the middle of a sentence has a capital letter only if it is part of a name."""

ANY: Final = ""
_RULES: Final = (
    # how the word before a break ends, how the word after it starts, the penalty: the first that fits decides
    ("sentence", ANY, SENTENCE),
    ("day", "year", BAD),
    ("day", ANY, CLAUSE),
    ("clause", ANY, CLAUSE),
    ("dot", ANY, WORST),
    ("han", "han", WORST),
    ("leans", ANY, BAD),
    (ANY, "closes", BAD),
    ("name", "name", BAD),
    ("attribute", "noun", BAD),
    ("adnominal", "bound", BAD),
    ("connective", "auxiliary", BAD),
    (ANY, "opens", GOOD),
    ("particle", ANY, GOOD),
    (ANY, ANY, FAIR),
)
_WAYS: Final = ("plain", *chain.from_iterable(rule[:2] for rule in _RULES))
_PENALTIES: Final = {
    end: {
        start: next(rule[2] for rule in _RULES if rule[0] in (ANY, end) and rule[1] in (ANY, start)) for start in _WAYS
    }
    for end in _WAYS
}
"""The penalty of a break by how the word before it ends, and then by how the word after it starts."""


def _find_end(language: str, word: str) -> str:  # noqa: PLR0911 - a line for each way
    """Return how a word ends, as `_RULES` have it."""
    core = word.rstrip(CLOSING_MARKS).lstrip(OPENING_MARKS) or word
    lower, last = core.lower().replace("’", "'"), core[-1]
    if last == "." or last in SENTENCE_ENDS:
        return "leans" if is_abbreviation(core) else "sentence"
    if last in CLAUSE_ENDS:
        return "day" if _DAY.fullmatch(core) else "clause"
    if last in MIDDLE_DOTS:
        return "dot"
    if lower in OPENING.get(language, ()) or lower in LEANING.get(language, ()):
        return "leans"
    if language in _PARTICLES:
        return "particle" if lower.endswith(_PARTICLES[language]) else "plain"
    if _COUNT.fullmatch(lower) or (language == "en" and _ADJECTIVE.fullmatch(lower)):
        return "leans"
    return _find_word_end(language, core)


def _find_word_end(language: str, word: str) -> str:
    if language == "ko":
        return "han" if is_han(word[-1]) else find_korean_end(word)
    if language == "de" and _INFLECTED.fullmatch(word):
        return "attribute"
    return "name" if _is_name(language, word) else "plain"


def _find_start(language: str, word: str) -> str:
    """Return how a word starts, as `_RULES` have it."""
    plain = word.strip(_MARKS)
    lower = plain.lower().replace("’", "'")
    if word[0] in OPENING_MARKS or lower in OPENING.get(language, ()):
        return "opens"
    if lower in CLOSING.get(language, ()):
        return "closes"
    if _YEAR.match(word):
        return "year"
    return _find_word_start(language, plain)


def _find_word_start(language: str, word: str) -> str:
    if language == "ko":
        return "han" if is_han(word[:1] or "-") else find_korean_start(word)
    if language == "de" and word[:1].isupper():
        return "noun"
    return "name" if _is_name(language, word) else "plain"


def _is_name(language: str, word: str) -> bool:
    """Return whether a word has a capital letter as a part of a name has it; all of them in capitals are no name."""
    return language in _NAMING and word[:1].isupper() and (len(word) == 1 or not word.isupper())


@final
class _Words(dict[str, tuple[str, Mapping[str, int]]]):
    """How a language's words start, and what breaks after them cost: each is judged once, and then remembered."""

    def __init__(self, language: str) -> None:
        self._language = language
        super().__init__()

    def __missing__(self, word: str) -> tuple[str, Mapping[str, int]]:
        if len(self) >= MAX_REMEMBERED:
            self.clear()
        sides = self[word] = _find_start(self._language, word), _PENALTIES[_find_end(self._language, word)]
        return sides


_get_words = cache(_Words)


def rate_breaks(words: Iterable[str], language: str) -> list[int]:
    """Return the penalty of a break before each word of a text but the first.

    >>> rate_breaks("The black cat and dogs".split(), "en")
    [28, 28, 9, 28]
    """
    sides = map(_get_words(language).__getitem__, words)
    return [after_end[start] for (_, after_end), (start, _) in pairwise(sides)]
