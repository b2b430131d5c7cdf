"""Korean words in, how they end and start out: what a language says by endings, where others have words.

A bound noun needs the verb form before it (`할 수`, `먹는 것`), and an auxiliary verb the one that it completes
(`하고 있다`, `가지 않는다`). A word alone says only what it may be. Both sides of a break together
say whether they belong together.
"""

import re
from typing import Final

_FIRST_SYLLABLE: Final = 0xAC00
_FINALS: Final = 28
_FINAL_N: Final = 4
_FINAL_L: Final = 8
"""A syllable's final consonant is its distance from the first syllable, modulo 28."""

_PARTICLE: Final = (
    "(?:은|는|이|가|을|를|도|만|에|에는|에도|에서|의|로|으로|과|와|들|들이|들을|들은|처럼|까지|부터|보다|이나|나|밖에|다|이다|였다|이었다"
    "|입니다|인|인데|이고|이며|이라|라는|이라는|이라고|조차|마저|이지만|일|임|인지|이어서|없이|으로는|으로도)?"
)
_BOUND: Final = re.compile(
    "(?:것|거|걸|게|건|수|때|때문|줄|바|뿐|만큼|채|척|체|적|데|듯|듯이|듯한|대로|동안|중|무렵|지|김|탓|덕|덕분|터|리|쪽|편|등|후|뒤|전|순간|경우)"
    + _PARTICLE
)
_AUXILIARY: Final = re.compile(
    "(?:있|없|싶|않|못하|못했|못한|못할|말|주|줬|준|줄|보|봤|본|볼|버리|버렸|버린|버릴|놓|놨|두|둔|둘|뒀|내|냈|낸|드리|드렸|드릴|계시|계신|계셨"
    "|가|갔|간|갈|오|왔|온|올|나가|지|졌|진|질|하|했|한|할|나|난|났).*"
)
_MORE_CONNECTIVES: Final = ("지는", "지도", "지를", "수", "수도", "수는", "고는", "도록")
_CONNECTIVES: Final = "고지게아어여야해와워려겨켜셔서쳐져내줘봐러놔둬"


def find_korean_end(word: str) -> str:
    """Return whether a word may be a verb that modifies the next, `adnominal`, or needs it, `connective`, or neither.

    >>> find_korean_end("먹는"), find_korean_end("하고"), find_korean_end("사람")
    ('adnominal', 'connective', 'plain')
    """
    last = word[-1:]
    if not "가" <= last <= "힣":
        return "plain"
    if word.endswith(_MORE_CONNECTIVES):
        return "connective"
    if (ord(last) - _FIRST_SYLLABLE) % _FINALS in (_FINAL_N, _FINAL_L) or last == "던":
        return "adnominal"
    return "connective" if last in _CONNECTIVES else "plain"


def find_korean_start(word: str) -> str:
    """Return whether a word may be a `bound` noun or an `auxiliary` verb, or neither.

    >>> find_korean_start("것은"), find_korean_start("있다"), find_korean_start("사람")
    ('bound', 'auxiliary', 'plain')
    """
    if _BOUND.fullmatch(word):
        return "bound"
    return "auxiliary" if _AUXILIARY.fullmatch(word) else "plain"
