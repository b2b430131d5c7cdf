"""Texts that nobody expects: whatever the text, nothing is lost, and shaping twice changes nothing more."""

import re

import pytest
from helpers.quality import dense
from helpers.sample import mark_pairs

from smarthandle_results import PROFILES, Cue, Cues, shape, to_cues

ODD = {
    "joined emoji": "👩\u200d👩\u200d👧\u200d👦" * 20,
    "flags": "🇨🇳" * 30,
    "marks of direction": "\u202eأهلا وسهلا بكم في هذا البرنامج الجديد\u202c " * 4,
    "a direction that nothing closes": "\u202e我们现在就出发去那里看看然后再说好吗\u2067好的" * 2,
    "many scripts": "مرحبا hello 你好 こんにちは 안녕 ภาษาไทย ລາວ ខ្មែរ မြန်မာ " * 4,
    "no place for a break": "a" * 3000,
    "no word": "好" * 600,
    "katakana alone": "カ" * 300,
    "names with dots": "カタカナ・" * 20,
    "Korean without spaces": "그러므로용량이큰소프트웨어를설치할경우메모리부족으로실패할수있습니다" * 3,
    "Thai with Latin": "ภาษาไทยEnglishภาษาไทย" * 8,
    "full stops alone": "。" * 200,
    "quotation marks alone": "“”" * 60,
    "brackets that open": "(" * 120,
    "accents": "e\u0301" * 200,
    "accents on nothing": "\u0301" * 80 + "a",
    "joiners": "\u200d" * 40 + "a",
    "spaces of no width": "\u200b" * 30 + "x",
    "characters beyond U+FFFF": "𠀀" * 90,
    "full-width digits": "１２３４５６７８９０" * 12,
    "an address": "http://example.com/" + "x/" * 100,
    "characters with a space after each": "你 好 吗 " * 40,
    "speakers": "- a\n- b\n- c\n- d",
}


def list_seen(cues: Cues) -> list[str]:
    """Return the characters of all cues in order of their code points, without white space and marks of direction."""
    return sorted(re.sub("[\u202a-\u202e\u2066-\u2069]", "", dense("".join(cues.texts))))


@pytest.mark.parametrize(("name", "odd"), mark_pairs(dict.fromkeys(sorted(PROFILES), ODD), 3))
def test_odd_texts(name: str, odd: str) -> None:
    """Each is there again, in cues that stay as they are."""
    text = ODD[odd]
    cues = to_cues([Cue(0, 4000, text), Cue(2000, 2600, text), Cue(4100, 60_000, text)])
    shaped = shape(cues, name)
    assert shaped == shape(shaped, name)
    assert list_seen(cues) == list_seen(shaped)


def test_many_overlapping_cues_take_time_in_proportion() -> None:
    """Hundreds of cues at once end, and none is lost."""
    count = 300
    cues = Cues(
        tuple(range(0, 10 * count, 10)),
        tuple(range(5000, 5000 + 10 * count, 10)),
        ("今天天气很好，我们去看海吧。" * 2,) * count,
    )
    shaped = shape(cues, "netflix-zh")
    assert list_seen(cues) == list_seen(shaped)
    assert shaped == shape(shaped, "netflix-zh")
