"""What each language minds, with words that are given by hand, and by the real programs where they are installed."""

from pathlib import Path

import pytest

from judge.breaks import Break, find_breaks
from judge.languages import find_faults
from judge.words import Word, Words, lay


class GivenWords(Words):
    """Words as given, whatever the text."""

    def __init__(self, readings: dict[str, list[Word]]) -> None:
        super().__init__(Path())
        self._readings = readings

    def read(self, program: str, text: str) -> list[Word]:
        """Return the words that were given for a program."""
        del text
        return self._readings[program]


def read_example(example: str) -> tuple[str, Break]:
    """Return a text, and the place of the bar in it; a space beside the bar is between the lines."""
    first, _, second = example.partition("|")
    text = first + second
    return text, find_breaks(text, [[first, second]])[0]


def read_words(text: str, words: str) -> list[Word]:
    """Return the words of `word/TAG`, or `word/TAG/relation/head` with the number of the head, from 0."""
    parts = [word.split("/") for word in words.split()]
    laid = lay(text, [(part[0], part[1]) for part in parts])
    for word, part in zip(laid, parts, strict=True):
        if len(part) > 2:
            word[3:] = part[2], laid[int(part[3])][0]
    return laid


def judge(language: str, example: str, **readings: str) -> set[str]:
    """Return the faults of an example; the names of programs have no hyphens here."""
    text, place = read_example(example)
    words = {name.replace("_", "-"): read_words(text, reading) for name, reading in readings.items()}
    return find_faults(language, text, place, GivenWords(words))


@pytest.mark.parametrize(
    ("example", "thulac", "snownlp", "expected"),
    [
        ("打开编|辑器", "打开/v 编辑器/n", "打开/ 编辑/ 器/", {"torn"}),
        ("打开编辑|器", "打开/v 编辑器/n", "打开/ 编辑/ 器/", set[str]()),
        ("打开|编辑器", "打开/v 编辑器/n", "打开/ 编辑/ 器/", set[str]()),
        ("我们|的家", "我们/r 的/u 家/n", "我们/ 的/ 家/", {"particle"}),
        ("我们的|家", "我们/r 的/u 家/n", "我们/ 的/ 家/", set[str]()),
        ("桌子|上有书", "桌子/n 上/f 有/v 书/n", "桌子/ 上/ 有/ 书/", {"particle"}),
        ("住在|北京", "住/v 在/p 北京/ns", "住/ 在/ 北京/", {"leaning"}),
        ("他不|去", "他/r 不/d 去/v", "他/ 不/ 去/", {"leaning"}),
        ("看这|书", "看/v 这/r 书/n", "看/ 这/ 书/", {"leaning"}),
        ("苹果和|梨", "苹果/n 和/c 梨/n", "苹果/ 和/ 梨/", {"conjunction"}),
        ("三|本书", "三/m 本/q 书/n", "三/ 本/ 书/", {"number"}),
        ("走10|公里", "走/v 10/m 公里/q", "走/ 10/ 公里/", {"number"}),
        ("查尔斯·|达尔文", "查尔斯/np ·/w 达尔文/np", "查尔斯/ ·/ 达尔文/", {"name"}),
        ("来了|，走吧", "来/v 了/u ，/w 走/v 吧/y", "来/ 了/ ，/ 走/ 吧/", {"start"}),
    ],
)
def test_chinese(example: str, thulac: str, snownlp: str, expected: set[str]) -> None:
    """Words, particles, words that lean on the next, and numbers with their classifiers; both must see a tear."""
    assert expected == judge("zh-Hans", example, thulac=thulac, snownlp=snownlp)


@pytest.mark.parametrize(
    ("example", "fugashi", "janome", "expected"),
    [
        ("世|界が", "世界/名詞-普通名詞 が/助詞-格助詞", "世界/ が/", {"torn"}),
        ("世界|が", "世界/名詞-普通名詞 が/助詞-格助詞", "世界/ が/", {"particle"}),
        ("世界が|ある", "世界/名詞-普通名詞 が/助詞-格助詞 ある/動詞-一般", "世界/ が/ ある/", set[str]()),
        ("食べ|た", "食べ/動詞-一般 た/助動詞-", "食べ/ た/", {"particle"}),
        (
            "食べて|いる",
            "食べ/動詞-一般 て/助詞-接続助詞-*-*-て いる/動詞-非自立可能-*-*-居る",
            "食べ/ て/ いる/",
            {"auxiliary"},
        ),
        ("利用|する", "利用/名詞-普通名詞-サ変可能 する/動詞-非自立可能-*-*-為る", "利用/ する/", {"auxiliary"}),
        ("その|人", "その/連体詞- 人/名詞-普通名詞", "その/ 人/", {"leaning"}),
        ("三|人", "三/名詞-数詞 人/接尾辞-名詞的-助数詞", "三/ 人/", {"number"}),
        ("メン|バー", "メンバー/名詞-普通名詞", "メンバー/", {"katakana", "torn"}),
        (
            "オーストラリア・|アボリジニ",
            "オーストラリア/名詞-固有 ・/補助記号- アボリジニ/名詞-固有",
            "オーストラリア/",
            {"name"},
        ),
        ("行|った", "行っ/動詞-一般 た/助動詞-", "行っ/ た/", {"start", "torn"}),
    ],
)
def test_japanese(example: str, fugashi: str, janome: str, expected: set[str]) -> None:
    """Words, particles and auxiliaries with what they belong to, katakana runs whole."""
    assert expected == judge("ja", example, fugashi=fugashi, janome=janome)


@pytest.mark.parametrize(
    ("example", "kiwi", "expected"),
    [
        ("사람|들이 왔다", "사람/NNG-사람 들/XSN-들 이/JKS-이 왔다/VV-오", {"torn"}),
        ("할 |수 있다", "할/ETM-ᆯ 수/NNB-수 있다/VA-있", {"bound"}),
        ("할 수 |있다", "할/ETM-ᆯ 수/NNB-수 있다/VA-있", {"auxiliary"}),
        ("하지 |않다", "하지/EC-지 않다/VX-않", {"auxiliary"}),
        ("세 |명이", "세/MM-세 명/NNB-명 이/JKS-이", {"determiner", "number"}),
        ("새 |집", "새/MM-새 집/NNG-집", {"determiner"}),
        ("안 |간다", "안/MAG-안 간다/VV-가", {"negation"}),
        ("그리고 |집", "그리고/MAJ-그리고 집/NNG-집", {"conjunction"}),
        ("사람이 |왔다", "사람/NNG-사람 이/JKS-이 왔다/VV-오", set[str]()),
    ],
)
def test_korean(example: str, kiwi: str, expected: set[str]) -> None:
    """Words, bound nouns, auxiliaries and determiners."""
    assert expected == judge("ko", example, kiwi=kiwi)


@pytest.mark.parametrize(
    ("example", "words", "expected"),
    [
        ("the |old man sat", "the/DET/det/2 old/ADJ/amod/2 man/NOUN/nsubj/3 sat/VERB/ROOT/3", {"determiner"}),
        ("the old |man sat", "the/DET/det/2 old/ADJ/amod/2 man/NOUN/nsubj/3 sat/VERB/ROOT/3", {"adjective"}),
        ("the old man |sat", "the/DET/det/2 old/ADJ/amod/2 man/NOUN/nsubj/3 sat/VERB/ROOT/3", set[str]()),
        ("old |and new men", "old/ADJ/amod/3 and/CCONJ/cc/0 new/ADJ/conj/0 men/NOUN/ROOT/3", set[str]()),
        ("she |sat", "she/PRON/nsubj/1 sat/VERB/ROOT/1", {"pronoun"}),
        ("it has |gone", "it/PRON/nsubj/2 has/AUX/aux/2 gone/VERB/ROOT/2", {"auxiliary"}),
        ("do not |go", "do/AUX/aux/2 not/PART/neg/2 go/VERB/ROOT/2", {"auxiliary"}),
        ("sat in |Paris", "sat/VERB/ROOT/0 in/ADP/prep/0 Paris/PROPN/pobj/1", {"preposition"}),
        ("sat |in Paris", "sat/VERB/ROOT/0 in/ADP/prep/0 Paris/PROPN/pobj/1", set[str]()),
        ("want to |go", "want/VERB/ROOT/0 to/PART/aux/2 go/VERB/xcomp/0", {"preposition"}),
        ("sat and |ate", "sat/VERB/ROOT/0 and/CCONJ/cc/0 ate/VERB/conj/0", {"conjunction"}),
        (
            "left because |it rained",
            "left/VERB/ROOT/0 because/SCONJ/mark/3 it/PRON/nsubj/3 rained/VERB/advcl/0",
            {"conjunction"},
        ),
        ("Ada |Lovelace sat", "Ada/PROPN/compound/1 Lovelace/PROPN/nsubj/2 sat/VERB/ROOT/2", {"name"}),
        ("give |up now", "give/VERB/ROOT/0 up/ADP/prt/0 now/ADV/advmod/0", {"particle"}),
        ("took 5 |km", "took/VERB/ROOT/0 5/NUM/nummod/2 km/NOUN/obj/0", {"number"}),
    ],
)
def test_english(example: str, words: str, expected: set[str]) -> None:
    """The rules of Netflix's guide: what a line may not end with when its partner is on the next."""
    assert expected == judge("en", example, spacy_en=words)


@pytest.mark.parametrize(
    ("example", "words", "expected"),
    [
        ("das |Haus", "das/DET Haus/NOUN", {"determiner"}),
        ("großes |Haus", "großes/ADJ Haus/NOUN", {"adjective"}),
        ("in |Paris", "in/ADP Paris/PROPN", {"preposition"}),
        ("aus |und an", "aus/ADP und/CONJ an/ADP", set[str]()),
        ("und |dann", "und/CONJ dann/ADV", {"conjunction"}),
        ("drei |Tage", "drei/NUM Tage/NOUN", {"number"}),
        ("Ada |Lovelace", "Ada/PROPN Lovelace/PROPN", {"name"}),
        ("Haus |steht", "Haus/NOUN steht/VERB", set[str]()),
    ],
)
def test_languages_of_a_tagger(example: str, words: str, expected: set[str]) -> None:
    """German, Portuguese and Indonesian are judged by tags alone."""
    assert expected == judge("de", example, ripple_de=words)


def test_vietnamese() -> None:
    """A word may be of several syllables, each of which stands alone."""
    text, place = read_example("bị bất |kỳ ai")
    words = [[0, 2, "V", "", -1], [3, 9, "L", "", -1], [10, 12, "P", "", -1]]
    assert {"torn"} == find_faults("vi", text, place, GivenWords({"pyvi": words}))


def test_thai() -> None:
    """ๆ begins no line, and a tear is where both programs see one."""
    assert {"torn"} == judge("th", "เครือ|ข่าย", icu="เครือข่าย/", newmm="เครือข่าย/")
    assert set() == judge("th", "เครือ|ข่าย", icu="เครือ/ ข่าย/", newmm="เครือข่าย/")
    assert {"start"} == judge("th", "ใด |ๆ แก่", icu="ใด/ ๆ/ แก่/", newmm="ใด/ ๆ/ แก่/")


@pytest.mark.filterwarnings("ignore")  # theirs
@pytest.mark.parametrize(
    ("package", "language", "example", "expected"),
    [
        ("thulac", "zh-Hant", "查爾斯和達爾文的進|化論", {"torn"}),
        ("fugashi", "ja", "世|界が終わる", {"torn"}),
        ("kiwipiepy", "ko", "내가 할 |수 있다", {"bound"}),
        ("spacy", "en", "The old |man sat in Paris", {"adjective"}),
        ("pythainlp", "th", "เปลี่ยน|แปลงการตั้งค่า", {"torn"}),
        ("rippletagger", "de", "Das |Haus steht in Paris", {"determiner"}),
        ("pyvi", "vi", "được sử |dụng hết", {"torn"}),
    ],
)
def test_with_real_programs(package: str, language: str, example: str, expected: set[str], tmp_path: Path) -> None:
    """What the programs of the extra say is read as it is meant, and kept."""
    pytest.importorskip(package, reason="needs the extra judge")
    text, place = read_example(example)
    words = Words(tmp_path)
    assert expected == find_faults(language, text, place, words)
    words.save()
    assert expected == find_faults(language, text, place, Words(tmp_path))
