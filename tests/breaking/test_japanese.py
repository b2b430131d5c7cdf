"""The pieces of Japanese text: phrases with their particles."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, strategies as st

from smarthandle_results._breaking import japanese
from smarthandle_results._breaking.japanese import (
    COLUMN_LENGTHS,
    MAX_REMEMBERED,
    find_japanese_starts,
    find_katakana_words,
    list_columns,
    list_kinds,
    normalize,
)
from smarthandle_results._breaking.japanese_table import WEIGHTS


def split_japanese(text: str) -> list[str]:
    """Cut a text where its pieces begin; line feeds are of the piece before them, or of none."""
    starts = sorted({0, *find_japanese_starts(text), len(text)})
    return [text[start:end] for start, end in pairwise(starts)]


@pytest.mark.parametrize(
    ("pieces", "rule"),
    [
        ("メンバーの|オプションを|パッケージで|買った", "katakana are whole, and particles join what they follow"),
        ("私は|ＡＩで、|「タイトル」を|変えた", "a mark ends a phrase, and a bracket that closes may not"),
        ("東京都の|新宿区に|住んでいる", "an auxiliary joins its verb"),
        ("２５歳の|会社員です", "a number and its unit"),
        ("昨日は|雨が|降りました。|今日は|晴れです。", "sentences"),
        ("カール・マルクスの|本", "a name with a dot"),
        ("ﾊﾞｰｼﾞｮﾝを|選択します", "narrow katakana"),
        ("LibreOffice の|機能", "a particle after a space joins what is before it"),
    ],
)
def test_pieces(pieces: str, rule: str) -> None:
    """A careful person does not break inside a piece."""
    assert pieces.split("|") == split_japanese(pieces.replace("|", "")), rule


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ファイル名", [0, 4]),
        ("インターネットカメラ", [0, 7, 10]),
        ("カメラヌヌヌ", [0, 3, 6]),
        ("ヌヌヌ", [0, 3]),
        ("メアリー・ヌヌ", [0, 4, 5, 7]),
        ("これは本", []),
    ],
)
def test_words_of_katakana(text: str, expected: list[int]) -> None:
    """Listed words in a run are parted, and what is not listed stays whole."""
    assert expected == sorted(find_katakana_words(text))


def test_a_long_piece_is_cut_where_a_phrase_starts_likeliest() -> None:
    """A piece of more than ten characters has parts, except where that may never be."""
    assert ["ソフトウェアコンポーネントサービス"] == split_japanese("ソフトウェアコンポーネントサービス")
    assert all(len(piece) <= 13 for piece in split_japanese("あ" * 40 + "漢" * 40))


@given(st.text() | st.text("私はがをタイー・「」、。 A5漢字すると々〇゙é한"))
def test_pieces_are_the_text(text: str) -> None:
    """Nothing is lost or changed, and no piece is empty."""
    pieces = split_japanese(text)
    assert text == "".join(pieces)
    assert "" not in pieces


@given(st.text(min_size=2))
def test_columns_are_as_long_as_the_places_between_characters(text: str) -> None:
    """Each place has one run of each column, and runs of a column are of one length."""
    columns = [list(column) for column in list_columns(normalize(text), list_kinds(text))]
    assert [len(text) - 1] * len(COLUMN_LENGTHS) == [len(column) for column in columns]
    assert list(COLUMN_LENGTHS) == [len(column[0]) for column in columns]


def test_a_long_text_takes_time_in_proportion() -> None:
    """A text of a mebibyte is processed as quickly as its parts."""
    part = "あ" * 3000 + "。メンバーのオプションをパッケージで買った私は、東京都の新宿区に住んでいる。" * 500
    split_japanese(part)
    start = process_time()
    pieces = split_japanese(part)
    middle = process_time()
    assert pieces * 20 == split_japanese(part * 20)
    assert process_time() - middle < 60 * (middle - start)


def test_what_is_remembered_is_bounded() -> None:
    """A text of every character there is has the same kinds the second time, and does not stay in memory."""
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x20000))))
    assert list_kinds(every) == list_kinds(every)
    assert MAX_REMEMBERED == len(japanese._KIND_OF_EACH)  # noqa: SLF001 - it is not seen from outside


def test_the_table_is_whole() -> None:
    """Every run of a column has that column's length, and is listed once."""
    lines = [line.split(" ") for line in WEIGHTS.split("\n") if line]
    seen = [
        (column, runs[start : start + COLUMN_LENGTHS[int(column)]])
        for column, _, runs in lines
        for start in range(0, len(runs), COLUMN_LENGTHS[int(column)])
    ]
    assert len({*seen}) == len(seen) > 3000
    assert all(COLUMN_LENGTHS[int(column)] == len(run) for column, run in seen)
    assert "0" not in {weight for _, weight, _ in lines}
