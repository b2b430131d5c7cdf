"""A break and the words around it in, the kinds of fault that the language minds out.

Kinds, in every language: `torn` (inside a word), `number` (a number from its unit, classifier or noun), `name` (parts
of a name from each other), `start`, `end`, `katakana` (see `breaks`). Those of single languages:

- Chinese: `particle` (a line begins with 的, 了, 吗, 们, or with 里 after its noun), `leaning` (it ends with a
  preposition, with one of 这 那 每 各 某 该 本 before what they point at, or with an adverb of one character before its
  verb), `conjunction` (it ends with one).
- Japanese: `particle` (a line begins with a particle, an auxiliary or a suffix), `auxiliary` (it begins with する after
  its noun, or いる or ない after て), `leaning` (it ends with a prefix or with この, その).
- Korean: `bound` (a line begins with a bound noun such as 것 or 수 after its modifier), `auxiliary` (with an auxiliary
  verb, or 있다 after 수), `determiner` (it ends with one), `negation` (with 안 or 못), `conjunction` (with one).
- Languages that write words with spaces, after Netflix's guides: a line ends with a `determiner`, `adjective`,
  `auxiliary` (or a negation), `pronoun` (a subject or a clitic before its verb), `preposition` (or `to`) or
  `conjunction` whose partner comes on a later line; `particle`: a line begins with that of a phrasal verb.
- Vietnamese: the same by the tags of its words, some of which are several syllables with spaces: `torn`.
- Thai: `torn` alone, and `start` for ๆ.

A word is torn where two programs of different makers both see its inside, so that neither's errors count: Chinese by
THULAC and SnowNLP, Japanese by UniDic (fugashi) and IPADIC (Janome), Thai by ICU and PyThaiNLP. What the first alone
sees is counted beside it: that is close to what treebanks say. None of them knows jieba, which a guide for Chinese is
likely to be made of.
"""

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from judge.breaks import Break, find_common_faults
from judge.words import Word, Words

Judge: TypeAlias = Callable[[str, Break, list[list[Word]]], set[str]]


def is_inside(words: list[Word], place: Break) -> bool:
    """Return whether a place is inside a word."""
    return any(word[0] < place.start < word[1] for word in words)


def find_neighbors(words: list[Word], place: Break) -> tuple[int, int]:
    """Return the indexes of the words that a break stands between: the last before it and the first after it."""
    before = max((index for index, word in enumerate(words) if word[0] < place.end), default=0)
    after = next((index for index, word in enumerate(words) if word[1] > place.start), len(words) - 1)
    return before, after


def find_faults(language: str, text: str, place: Break, words: Words) -> set[str]:
    """Return the kinds of fault of a break."""
    programs, judge = JUDGES[language]
    return find_common_faults(text, place) | judge(text, place, [words.read(program, text) for program in programs])


def is_torn_by_one(language: str, text: str, place: Break, words: Words) -> bool:
    """Return whether the first program of a language sees a break inside a word, whatever the second sees."""
    return is_inside(words.read(JUDGES[language][0][0], text), place)


def _list_found(**kinds: object) -> set[str]:
    return {kind for kind, is_found in kinds.items() if is_found}


_HAN: Final = re.compile("[\u3400-\u9fff]")
_LEANING: Final = frozenset("不没沒很最更太都也就才又再还還只将將已正均被把从從向往由于於以为為给給对對跟在")
_POINTING: Final = frozenset("这這那每各某该該本此")
_LOCALIZERS: Final = frozenset("上下里裡中内內外前后後间間时時")
_CHINESE_PARTICLES: Final = frozenset("的地得了着著过過们們吗嗎呢吧啊嘛呀啦么麼之")


def _judge_chinese(text: str, place: Break, readings: list[list[Word]]) -> set[str]:
    thulac, other = readings
    if is_inside(thulac, place):
        are_han = _HAN.match(text[place.end - 1]) and _HAN.match(text[place.start])
        return {"torn"} if are_han and is_inside(other, place) else set()
    before, after = (thulac[index] for index in find_neighbors(thulac, place))
    last, tag = text[before[0] : before[1]], before[2]
    first, next_tag = text[after[0] : after[1]], after[2]
    if "w" in (tag, next_tag):
        return set()
    return _list_found(
        particle=next_tag == "k"
        or (first in _CHINESE_PARTICLES and next_tag in ("u", "y"))
        or (first in _LOCALIZERS and next_tag == "f" and tag[0] in "nrsi"),
        number=last == "第"
        or tag == "m" == next_tag
        or (next_tag == "q" and (tag in ("m", "r") or last[-1].isdecimal())),
        leaning=tag in ("p", "h")
        or (last in _LEANING and tag == "d" and next_tag[0] in "vadp")
        or (last in _POINTING and tag == "r" and next_tag[0] in "nmqaf"),
        conjunction=tag == "c",
        name=tag == "np" == next_tag,
    )


_TE: Final = re.compile(r"助詞-接続助詞-.*-て$")
_AUXILIARY_VERB: Final = re.compile(
    r"動詞-非自立可能-.*-(?:居る|有る|仕舞う|来る|行く|置く|見る|下さる|頂く|呉れる|貰う|御座る|上げる)"
)


def _judge_japanese(_text: str, place: Break, readings: list[list[Word]]) -> set[str]:
    unidic, ipadic = readings
    if is_inside(unidic, place):
        return {"torn"} if is_inside(ipadic, place) else set()
    last, first = (unidic[index][2] for index in find_neighbors(unidic, place))
    if "補助記号" in last or "空白" in last or "記号" in first:
        return set()
    is_suffix = first.startswith(("助詞-", "助動詞-", "接尾辞-"))
    is_counter = "数詞" in last and "助数詞" in first
    return _list_found(
        particle=is_suffix and not is_counter,
        number=is_counter or (last.startswith("名詞-数詞") and first.startswith("名詞-数詞")),
        auxiliary=(first.startswith("動詞-非自立可能") and first.endswith("-為る") and "サ変" in last)
        or (_TE.match(last) and (_AUXILIARY_VERB.match(first) or first.startswith("形容詞-非自立可能"))),
        leaning=last.startswith(("接頭辞-", "連体詞-")),
        name="人名-姓" in last and "人名-名" in first,
    )


def _judge_korean(text: str, place: Break, readings: list[list[Word]]) -> set[str]:
    (kiwi,) = readings
    if place.end == place.start:
        inside = re.match("[가-힣\u3400-\u9fff]", text[place.start]) and re.match("[^\\W_]", text[place.end - 1])
        return {"torn"} if inside else set()
    # A syllable may be of two morphemes that overlap, so that the last before a break is the last that starts there.
    before, after = find_neighbors(kiwi, place)
    last, _, last_form = kiwi[before][2].partition("-")
    first, _, first_form = kiwi[after][2].partition("-")
    is_counted = last in ("SN", "NR", "MM")
    return _list_found(
        bound=first == "NNB" and not is_counted,
        number=first == "NNB" and is_counted,
        auxiliary=first == "VX"
        or (first in ("VV", "VA") and first_form in ("있", "없") and last == "NNB" and last_form in ("수", "리")),
        determiner=last == "MM",
        negation=last == "MAG" and last_form in ("안", "못"),
        conjunction=last == "MAJ" and first != "NNB",
        name=last == "NNP" == first,
    )


_DETERMINING: Final = ("det", "poss", "predet", "nummod", "nmod:poss")
_CLITIC: Final = (
    *("nsubj", "nsubj:pass", "nsubjpass", "obj", "iobj", "poss"),
    *("expl", "expl:subj", "expl:comp", "expl:pass"),
)
_AFTER_CLITIC: Final = ("VERB", "AUX", "PRON", "ADV", "PART")
_PREPOSITIONAL: Final = ("prep", "case", "agent", "dative", "pcomp")
_NEGATIONS: Final = ("ne", "n'", "n’", "no", "not")


def _judge_parsed(text: str, place: Break, readings: list[list[Word]]) -> set[str]:
    """Judge by what a parser says belongs together."""
    (words,) = readings
    before, after = find_neighbors(words, place)
    start, end, tag, relation, head = words[before]
    next_tag, next_relation, next_head = words[after][2:]
    if before == after or next_tag in ("PUNCT", "CCONJ"):  # `any|or all`: before a conjunction is a good place
        return set()
    last = text[start:end].lower()
    is_ahead = head > start
    has_follower = is_ahead or any(word[4] == start for word in words[after:])
    is_to = tag == "PART" and last == "to"
    is_negation = relation == "neg" or (last in _NEGATIONS and tag != "INTJ")
    is_number = tag == "NUM" and relation == "nummod"
    return _list_found(
        determiner=is_ahead and tag in ("DET", "PRON", "ADJ") and relation in _DETERMINING,
        number=is_ahead and is_number,
        adjective=is_ahead and tag == "ADJ" and relation == "amod",
        auxiliary=is_ahead and not is_to and ((tag == "AUX" and relation.startswith("aux")) or is_negation),
        pronoun=is_ahead and tag == "PRON" and relation in _CLITIC and next_tag in _AFTER_CLITIC,
        preposition=is_to
        or (tag in ("ADP", "SCONJ") and relation in _PREPOSITIONAL and has_follower)
        or (tag == "ADP" and relation == "mark" and is_ahead),
        conjunction=tag == "CCONJ" or (tag in ("SCONJ", "PRON") and relation in ("mark", "cc") and is_ahead),
        name=tag == next_tag == "PROPN"
        and (
            (relation == "compound" and head >= words[after][0])
            or (next_relation.startswith("flat") and next_head <= start)
        ),
        particle=next_relation == "prt",
    )


_PAIRS: Final = {
    "DET": ("determiner", ("NOUN", "PROPN", "ADJ", "NUM", "X")),
    "ADP": ("preposition", ()),
    "AUX": ("auxiliary", ("VERB", "AUX", "ADV", "PART")),
    "ADJ": ("adjective", ("NOUN", "PROPN")),
    "PRON": ("pronoun", ("VERB", "AUX")),
    "CONJ": ("conjunction", ()),
    "SCONJ": ("conjunction", ()),
    "PART": ("auxiliary", ("VERB", "ADV", "AUX", "ADJ")),
    "NUM": ("number", ("NOUN",)),
    "PROPN": ("name", ("PROPN",)),
}
"""What a word may not be parted from, by tag: the kind, and the tags of the next word; none is any but a mark."""


def _judge_tagged(_text: str, place: Break, readings: list[list[Word]]) -> set[str]:
    """Judge by universal tags alone."""
    (words,) = readings
    before, after = find_neighbors(words, place)
    if before == after:
        return set()
    kind, followers = _PAIRS.get(words[before][2], ("", ()))
    next_tag = words[after][2]
    if kind and next_tag not in ("PUNCT", "CONJ") and (not followers or next_tag in followers):
        return {kind}
    return set()


_VIETNAMESE: Final = {
    "E": ("preposition", ()),
    "C": ("conjunction", ()),
    "CC": ("conjunction", ()),
    "L": ("determiner", ()),
    "M": ("number", ("N", "Nc", "Nu")),
    "Nc": ("determiner", ("N", "V")),
    "Np": ("name", ("Np",)),
}


def _judge_vietnamese(_text: str, place: Break, readings: list[list[Word]]) -> set[str]:
    (words,) = readings
    if not words:
        return set()
    if is_inside(words, place):
        return {"torn"}
    before, after = find_neighbors(words, place)
    kind, followers = _VIETNAMESE.get(words[before][2], ("", ()))
    next_tag = words[after][2]
    return {kind} if kind and next_tag != "F" and (not followers or next_tag in followers) else set()


def _judge_thai(text: str, place: Break, readings: list[list[Word]]) -> set[str]:
    faults = {"start"} if text[place.start] in "ๆฯ" or "ะ" <= text[place.start] <= "ฺ" else set[str]()
    if place.start == place.end and all(is_inside(words, place) for words in readings):
        faults.add("torn")
    return faults


JUDGES: Final[dict[str, tuple[tuple[str, ...], Judge]]] = {
    "zh-Hans": (("thulac", "snownlp"), _judge_chinese),
    "zh-Hant": (("thulac", "snownlp"), _judge_chinese),
    "ja": (("fugashi", "janome"), _judge_japanese),
    "ko": (("kiwi",), _judge_korean),
    "en": (("spacy-en",), _judge_parsed),
    "th": (("icu", "newmm"), _judge_thai),
    "es": (("spacy-es",), _judge_parsed),
    "fr": (("spacy-fr",), _judge_parsed),
    "de": (("ripple-de",), _judge_tagged),
    "pt": (("ripple-pt",), _judge_tagged),
    "id": (("ripple-id",), _judge_tagged),
    "vi": (("pyvi",), _judge_vietnamese),
}
"""The programs that read each language, and what judges their words."""
