"""Where sentences end, in each language of the profiles and some more."""

import pytest
from hypothesis import given, strategies as st

from smarthandle_results._breaking.sentences import LAST_MARKS, ends_sentence, list_sentence_ends

ENDS = (
    *(
        "It is so.",
        "Is it?",
        "It is!",
        "What?!",
        "“So?”",
        "He said: “Yes.”",
        "(It is so.)",
        "«Oui.»",
        "« Oui. »",
        "It’s 3.5.",
    ),
    *(
        "好了。",
        "好吗？",
        "好！",
        "他说：“好。”",
        "（好。）",
        "「はい。」",
        "はい｡",
        "『何？』",
        "好．",
        "好。。。",
        "……好。",
    ),
    *(
        "네.",
        "알겠습니다.",
        "정말요?",
        "안녕하세요!",
        "هل هذا صحيح؟",
        "نعم.",
        "یہ ہے۔",
        "यह है।",
        "यह है॥",
        "Այո։",
        "ဟုတ်ကဲ့။",
        "አዎ።",
    ),
    *(
        "ใช่ไหม?",
        "So?..",
        "No!…",
        "¿Qué?",
        "¡Sí!",
        "one\ntwo.",
        "No. 3.",
        "He is in the U.S.A!",
        "word1.",
        "2.",
        "end.\u200f",
        "\u2067نعم؟\u2069",
    ),
    *("Really‽", "‼", ".", "?", "I am No1.", "今天很好.", "Well.\u00a0", "- Yes.", "x ."),
)
NO_ENDS = (
    *(
        "and then",
        "so,",
        "so;",
        "so:",
        "so -",
        "so—",
        "3.5",
        "Mr. Smith",
        "e.g. this",
        "J. R. R. Tolkien",
        "a.b",
        "x/y",
    ),
    *(
        "好了",
        "好，",
        "好、",
        "好；",
        "好：",
        "他说“好”",
        "はい",
        "そして、",
        "네",
        "그리고",
        "ใช่แล้ว",
        "نعم",
        "نعم،",
        "हाँ",
        "हाँ,",
    ),
    *(
        "So…",
        "So...",
        "So..",
        "……",
        "...",
        "那个……",
        "それは…",
        "So....",
        "“So…”",
        "So⋯",
        "Ask Dr.",
        "at 5 p.m.",
        "(e.g.",
        "etc.)",
    ),
    *("Dear Mr.", "in the U.S.", "М. А.", ")", "”", "♪", "1.5)", "Yes! 😀", "¿", "¡"),
)


@pytest.mark.parametrize("text", ENDS)
def test_ends(text: str) -> None:
    """The mark of any script, and closing quotes and brackets, spaces and invisible characters after it."""
    assert ends_sentence(text)
    assert text[-1] in LAST_MARKS


@pytest.mark.parametrize("text", NO_ENDS)
def test_no_ends(text: str) -> None:
    """Text without such a mark, abbreviations, initials, and what trails off."""
    assert not ends_sentence(text)


@given(st.lists(st.sampled_from([*ENDS, *NO_ENDS]) | st.text(min_size=1) | st.text(".!?。… )”a\n", min_size=1)))
def test_all_at_once_is_as_one_by_one(texts: list[str]) -> None:
    """At both speeds a text ends a sentence, or does not."""
    assert [*map(ends_sentence, texts)] == list_sentence_ends(texts)


@pytest.mark.parametrize(
    "word",
    [
        "Dr.",
        "J.",
        "R.",
        "Jan.",
        "Inc.",
        "Co.",
        "Ltd.",
        "Ph.D.",
        "D.C.",
        "U.S.",
        "Gov.",
        "Sen.",
        "ext.",
        "Fig.",
        "approx.",
        "No.",
        "a.m.",
        "e.g.",
        "“Mr.",
        "(No.",
    ],
)
def test_abbreviations_end_no_sentence(word: str) -> None:
    """A dot after an abbreviation or initials does not end a sentence."""
    assert not ends_sentence(word)
