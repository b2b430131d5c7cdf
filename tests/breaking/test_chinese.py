"""The pieces of Chinese text: words of both scripts, and what belongs to them."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, strategies as st

from smarthandle_results._breaking import chinese, chinese_table
from smarthandle_results._breaking.chinese import find_chinese_starts
from smarthandle_results._breaking.dictionary import cut_words


def split_chinese(text: str) -> list[str]:
    """Cut a text where its pieces begin."""
    return [text[start:end] for start, end in pairwise([*find_chinese_starts(text), len(text)])]


@pytest.mark.parametrize(
    ("pieces", "rule"),
    [
        ("我们|公司|明年|准备|把新的|研发|中心|从上海|搬到|成都|去", "words by frequency"),
        ("我們|公司|明年|準備|把新的|研發|中心|從上海|搬到|成都|去", "the same in traditional script"),
        ("他|著急地|問老師|還要|帶|課本", "著 is 着, except in words like 著名"),
        ("他|的确|是", "的确 is no 的"),
        ("王小玲的确|喜欢|中国画", "loose characters are a name, stuck ones join a word"),
        ("点击框", "a stuck character joins the word before it"),
        ("查尔斯·达尔文|说过", "a name with a dot"),
        ("查尔斯・达尔文|说过", "whatever the dot"),
        ("由 10 个人", "a preposition, a number and its unit"),
        ("将5分解", "a preposition and a number"),
        ("基于S的", "a preposition and a letter, and a particle after it"),
        ("区间|(0,1)", "brackets around numbers alone"),
        ("和|（0, 1）之间", "and in full width"),
        ("三十二万五千元|人民币", "numerals and a unit"),
        ("第三十二章|每一个|人", "ordinals"),
        ("去年|１２月底", "a unit that begins a word"),
        ("增长|１．４倍", "a number with a point"),
        ("吃了|五次|饭", "a measure word after a numeral, 了 after a verb"),
        ("这只小猫|真可爱", "a determiner and its measure word, an adverb of degree"),
        ("我|不去了", "negation leans on what follows"),
        ("你好 |我们|走吧", "a space between words is of the piece before it"),
        ("点击|「|打开|」", "marks are pieces of their own: UAX #14 decides about them"),
        ("支持 Ctrl", "letters of one word, after a word that leads up to them"),
    ],
)
def test_pieces(pieces: str, rule: str) -> None:
    """A careful person does not break inside a piece."""
    assert pieces.split("|") == split_chinese(pieces.replace("|", "")), rule


@given(st.text() | st.text("我的了不在王玲·・5一三个 (),.，。Aé𠀀々著們"))
def test_pieces_are_the_text(text: str) -> None:
    """Nothing is lost or changed, and no piece is empty."""
    pieces = split_chinese(text)
    assert text == "".join(pieces)
    assert "" not in pieces


@given(st.lists(st.sampled_from(chinese_table.FREE_CHARACTERS + chinese_table.WORDS_OF_TWO)).map("".join))
def test_stretches_are_cut_as_the_whole(text: str) -> None:
    """No word goes across two stretches, so that to cut each alone gives the words of the whole."""
    whole = cut_words(text, chinese._load_costs(), chinese_table.UNKNOWN_COST)  # noqa: SLF001
    assert [*map(chinese._make_token, whole)] == chinese._list_tokens(text)  # noqa: SLF001


def test_stretches_are_forgotten_before_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered has a limit, and changes nothing."""
    monkeypatch.setattr(chinese, "_MAX_REMEMBERED", 2)
    monkeypatch.setattr(chinese, "_STRETCHES", chinese._Stretches())  # noqa: SLF001
    assert ["我们", "公司", "明年", "准备"] == split_chinese("我们公司明年准备")
    assert ["明年", "准备"] == [*chinese._STRETCHES]  # noqa: SLF001


def test_a_long_text_takes_time_in_proportion() -> None:
    """A text of a mebibyte is processed as quickly as its parts."""
    part = "王小玲的确喜欢，用100 元买下的中国画3.5Abc" * 600
    split_chinese(part)
    start = process_time()
    pieces = split_chinese(part)
    middle = process_time()
    assert pieces * 20 == split_chinese(part * 20)
    assert process_time() - middle < 60 * (middle - start)


def test_the_table_is_whole() -> None:
    """Every traditional character has its simplified one, and the numbers of characters and words are known."""
    traditional, simplified = (
        table.replace("\n", "") for table in (chinese_table.TRADITIONAL, chinese_table.SIMPLIFIED)
    )
    assert len({*traditional}) == len(traditional) == len(simplified)
    twos, longs = (
        "".join(line for line in table.split("\n") if not line.isdecimal())
        for table in (chinese_table.WORDS_OF_TWO, chinese_table.LONG_WORDS)
    )
    assert (
        30_000
        == len(twos) // 2 + longs.count(",")
        == len({*zip(twos[::2], twos[1::2], strict=True), *longs.split(",")}) - 1
    )
