"""Where a language likes its lines to end: text and joints in, a penalty for each joint out, 0 the best.

After a sentence, then a clause, then at a space or before a conjunction or preposition, then between phrases, and last
inside a common Chinese word. There is no dictionary and no model: short lists of the words and particles that open or
close a phrase, the words of `chinese_words`, and a change of script.
"""

import re
from functools import lru_cache
from operator import add
from typing import Final, final

from smarthandle_results._layout.chinese_words import INSIDE
from smarthandle_results._layout.profiles import is_han

MAX_REMEMBERED: Final = 1 << 16

SENTENCE: Final = 0
CLAUSE: Final = 4
GIVEN_LINE: Final = 5
"""Where a line that was given ended. It is no reason to split a cue that fits: its own lines would be."""
GOOD: Final = 9
FAIR: Final = 13
POOR: Final = 20
BAD: Final = 28
WORST: Final = 36

_SENTENCE_ENDS: Final = frozenset("。！？!?｡．⁇⁈⁉‼")
_CLAUSE_ENDS: Final = frozenset("，、；：,;:､—…～·⋯")
_CLOSERS: Final = frozenset("”’」』）》〉】〕］｝｣)]}\"'»")
_CLOSING_MARKS: Final = "".join(sorted(_CLOSERS))
_CLOSED: Final = re.compile(f"(.)[{re.escape(_CLOSING_MARKS)}]+")
_OPENERS: Final = frozenset("“‘「『（《〈【〔［｛｢([{«")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ABBREVIATIONS: Final = _words(
    "mr. mrs. ms. dr. st. prof. sr. jr. no. vs. capt. col. gen. lt. rev. hon. messrs. mme. m. e.g. i.e. etc. a.m. p.m."
)
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

_ZH_CLOSING: Final = frozenset("的了着著过過吗嗎呢吧啊呀们們地得者里裡上下中后後时時")
_ZH_OPENING: Final = frozenset(
    "和与與及或但而因所如虽雖并並且在对對从從把被让讓给給向为為以是有也都就又还還便只却卻将將若"
)
_ZH_LEANING: Final = frozenset("不很这這那第每一最更太再没沒无無未莫老小大我你他她它")
_JA_PARTICLES: Final = frozenset("はがをにでともへやのば")


def _is_hiragana(character: str) -> bool:
    return "\u3041" <= character <= "\u309f"


def _is_katakana(character: str) -> bool:
    return "\u30a0" <= character <= "\u30ff"


def _judge_chinese(before: str, after: str) -> int:
    if not (is_han(before) and is_han(after)):
        return FAIR
    if before + after in INSIDE:
        return WORST
    return BAD if after in _ZH_CLOSING else _judge_before_word(before, after)


def _judge_before_word(before: str, after: str) -> int:
    """Return the penalty of a break between two Chinese characters, the second of them no particle."""
    if before in _ZH_CLOSING:
        return GOOD
    if before in _ZH_OPENING or before in _ZH_LEANING:
        return BAD
    return FAIR if after in _ZH_OPENING else POOR


def _find_words(text: str, penalties: list[int]) -> list[int]:
    """Return better penalties of the breaks before what looks like a particle, and begins a word: `的|时候`."""
    return [
        _judge_before_word(before, after) if penalty == BAD and following == WORST else penalty
        for before, after, penalty, following in zip(text, text[1:], penalties, [*penalties[1:], 0], strict=False)
    ]


def _judge_japanese(before: str, after: str) -> int:
    if _is_katakana(before) and _is_katakana(after):
        return WORST
    if _is_hiragana(after):
        ends_phrase = before in _JA_PARTICLES and after not in _JA_PARTICLES
        return POOR + 4 if ends_phrase and before != "の" else BAD + 2
    if before in _JA_PARTICLES:
        return FAIR if before == "の" else GOOD
    return FAIR if _is_hiragana(before) else POOR + (6 if is_han(before) and is_han(after) else 0)


_JUDGES: Final = {"zh": _judge_chinese, "ja": _judge_japanese}


def _judge_characters(before: str, after: str, language: str) -> int:
    """Return the penalty of a break between two characters, the first of them no closing mark."""
    if before in _SENTENCE_ENDS:
        return SENTENCE
    if before in _CLAUSE_ENDS:
        return CLAUSE
    if after in _OPENERS:
        return GOOD
    return _JUDGES[language](before, after)


@final
class Penalties(dict[str, int]):
    """Two characters to the penalty of a break between them, in one language; forgotten before there are too many."""

    def __init__(self, language: str) -> None:
        self._language = language
        super().__init__()

    def __missing__(self, around: str) -> int:
        if len(self) >= MAX_REMEMBERED:
            self.clear()
        penalty = self[around] = _judge_characters(around[0], around[1], self._language)
        return penalty


_PENALTIES: Final = {language: Penalties(language) for language in _JUDGES}


@lru_cache(maxsize=1 << 14)
def _judge_end(word: str, language: str) -> int:
    """Return the penalty of a break after a word, FAIR if that depends on the next."""
    core = word.rstrip(_CLOSING_MARKS) or word
    last = core[-1]
    if last == "." or last in _SENTENCE_ENDS:
        return BAD if core.lower() in _ABBREVIATIONS or (core[:-1].isalpha() and len(core) == len("J.")) else SENTENCE
    if last in _CLAUSE_ENDS:
        return CLAUSE
    leaning = core.lower()
    leans = leaning in _opening_words(language) or leaning in _LEANING_WORDS.get(language, _LEANING_WORDS["en"])
    return BAD if leans else FAIR


@lru_cache(maxsize=1 << 14)
def _judge_start(word: str, language: str) -> int:
    """Return the penalty of a break before a word, FAIR if that depends on the one before."""
    return GOOD if word.lower() in _opening_words(language) or word[0] in _OPENERS else FAIR


def _opening_words(language: str) -> frozenset[str]:
    return _OPENING_WORDS.get(language, _OPENING_WORDS["en"])


def ends_sentence(text: str) -> bool:
    """Say whether a text is a whole sentence, or the last part of one."""
    return _judge_end(text.rsplit(maxsplit=1)[-1], "") == SENTENCE


def _repeat_closed(found: re.Match[str]) -> str:
    return found[1] * len(found[0])


def judge_units(text: str, starts: list[int], ends: list[int], language: str) -> list[int]:
    """Return for each unit of a text, from `starts[i]` to `ends[i]`, the penalty of a break before it."""
    if language in _JUDGES:
        # What a closing mark closes says how good a place it is.
        marked = text if _CLOSERS.isdisjoint(text) else _CLOSED.sub(_repeat_closed, text)
        penalties = _PENALTIES[language]
        if ends[:-1] == starts[1:]:
            everywhere = list(map(penalties.__getitem__, map(add, marked, text[1:])))
            if language == "zh":
                everywhere = _find_words(marked, everywhere)
            return [0, *[everywhere[start - 1] for start in starts[1:]]]
        return [0, *[penalties[marked[end - 1] + text[start]] for end, start in zip(ends, starts[1:], strict=False)]]
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    starting = [_judge_start(word, language) for word in words[1:]]
    ending = [_judge_end(word, language) for word in words[:-1]]
    return [0, *[end if end != FAIR else start for end, start in zip(ending, starting, strict=True)]]
