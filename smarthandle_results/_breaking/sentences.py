"""A text → whether it ends a sentence, by its last mark.

These end one: `.`, `?`, `!`, their full-width and double forms, `。`, and those of other scripts, such as `؟`, `۔`,
`।`, `॥`, `።` and `။`. Closing quotes and brackets, white space and invisible characters after the mark do not matter.

A full stop does not where it belongs to an abbreviation (`Mr.`, `etc.`) or to initials (`J.`, `U.S.`, `p.m.`), and a
number such as `3.5` has none at its end. An ellipsis, `…` or several full stops, does not, for speech that trails off
may go on; but with `?` or `!` before it, it does. Text without marks never does, such as that of much Chinese speech
recognition, or Thai, which has none.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from smarthandle_results._breaking.punctuation import CLOSING_MARKS, OPENING_MARKS, SENTENCE_ENDS


def ends_sentence(text: str) -> bool:
    """Return whether a text, which is not empty, is a whole sentence, or the last part of one.

    >>> ends_sentence("That is all.”"), ends_sentence("Ask Dr."), ends_sentence("So…"), ends_sentence("So?..")
    (True, False, False, True)
    """
    core = text.rstrip(_AFTER_MARK)
    last = core[-1:]
    if last == "." and not core.endswith(_ELLIPSES):
        return not is_abbreviation(core.rsplit(maxsplit=1)[-1])
    return (core.rstrip(_ELLIPSIS_MARKS)[-1:] if last in _ELLIPSIS_MARKS else last) in SENTENCE_ENDS


def list_sentence_ends(texts: Sequence[str]) -> list[bool]:
    """Return for each text, none of them empty, whether it ends a sentence.

    Its last character decides for most texts, and for those with a full stop the last word, which is remembered: this
    takes a fifth of the time of calling `ends_sentence` for each.

    >>> list_sentence_ends(("好。", "今天"))
    [True, False]
    """
    return [
        (mark := text[-1]) in LAST_MARKS
        and (_is_end(text.rpartition(" ")[2]) if mark == "." else mark in SENTENCE_ENDS or ends_sentence(text))
        for text in texts
    ]


def is_abbreviation(word: str) -> bool:
    """Return whether a word, with the full stop at its end, is an abbreviation or initials.

    >>> is_abbreviation("(Mr."), is_abbreviation("e.g."), is_abbreviation("네.")
    (True, True, False)
    """
    core = word.lstrip(_BEFORE_WORD)
    return core.lower() in ABBREVIATIONS or _INITIALS.fullmatch(core) is not None


def _split(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A dot after one of these does not end a sentence. Some are words, too (`no.`): a break too few is the lesser fault.
ABBREVIATIONS: Final = _split(
    "mr. mrs. ms. dr. st. prof. sr. jr. no. nos. vs. capt. col. gen. lt. sgt. maj. rev. hon. gov. sen. rep. pres."
    " messrs. mme. mlle. sra. dra. etc. inc. co. ltd. corp. dept. est. ave. blvd. mt. vol. ch. pp. ed. fig. figs. ext."
    " tel. approx. ca. cf. al. nr. bzw. ph.d. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec."
    " dott. sig. dhr. mevr. ul. им. ул. св. тыс. млн. św."
)
_INITIALS: Final = re.compile(r"(?:[A-Za-zÀ-ɏͰ-ϿЀ-ӿ]\.)+")
"""An initial, or several: `J.`, `U.S.`, `e.g.`, `p.m.`. Of Latin, Greek and Cyrillic: `네.` is a sentence."""
_BEFORE_WORD: Final = f"{OPENING_MARKS}\"'"
_ELLIPSIS_MARKS: Final = ".…⋯"
_ELLIPSES: Final = ("..", "….", "⋯.")
_WHITE_SPACE: Final = (
    " \t\n\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_INVISIBLE: Final = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\u061c\ufeff"
)
_AFTER_MARK: Final = CLOSING_MARKS + _WHITE_SPACE + _INVISIBLE
"""Closing marks, white space, and the invisible characters of bidirectional and of joined text."""
_is_end: Final = lru_cache(1 << 12)(ends_sentence)
LAST_MARKS: Final = SENTENCE_ENDS | {*_AFTER_MARK, *_ELLIPSIS_MARKS}
"""The characters that a text which ends a sentence may end with."""
