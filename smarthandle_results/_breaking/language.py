"""Texts in, their language out, told by its function words.

A sentence has a function word in three to five words, and each language its own: of the languages that share a script,
counting them tells which one a text is in. Texts of which no language has enough are of an unknown one.

Indonesian and Malay have most of these words in common; those that they do not share decide.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Final

from smarthandle_results._breaking.function_words import CLOSING, LEANING, OPENING
from smarthandle_results._breaking.punctuation import CLAUSE_ENDS, CLOSING_MARKS, OPENING_MARKS, SENTENCE_ENDS

UNKNOWN: Final = "und"
"""The language of a text that has too few function words of any: BCP 47's tag for one that is not known."""
LEAST_SHARE: Final = 0.1
"""How many of a text's words have to be function words of its language."""
LEAST: Final = 2
"""How many there have to be at least: one may be a word of another language."""
_CANDIDATES: Final = ("en", "es", "fr", "de", "it", "pt", "nl", "pl", "tr", "ru", "id", "ms", "vi", "ar")
_MARKS: Final = "".join({*CLOSING_MARKS, *OPENING_MARKS, *CLAUSE_ENDS, *SENTENCE_ENDS, ".¿¡"})


def find_language(texts: Iterable[str]) -> str:
    """Return the language of texts that have spaces between words, as its tag; `UNKNOWN` where too little tells it.

    >>> find_language(["¿Dónde está la biblioteca", "de la universidad?"]), find_language(["Hogy vagy ma?"])
    ('es', 'und')
    """
    counts = Counter("\n".join(texts).lower().split())
    languages = _list_languages()
    scores = dict.fromkeys(_CANDIDATES, 0)
    for word, count in counts.items():
        for language in languages.get(word.strip(_MARKS), ()):
            scores[language] += count
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] >= max(LEAST, LEAST_SHARE * counts.total()) else UNKNOWN


@cache
def _list_languages() -> dict[str, list[str]]:
    """Return the languages that have each function word."""
    languages = defaultdict[str, list[str]](list)
    for language in _CANDIDATES:
        for word in OPENING[language] | LEANING[language] | CLOSING[language]:
            languages[word].append(language)
    return languages
