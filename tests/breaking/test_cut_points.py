"""Cut points: where a subtitle is never cut although UAX #14 would allow it."""

from time import process_time

import pytest
from helpers.texts import nasty_texts
from hypothesis import given, strategies as st

from smarthandle_results._breaking.characters import Characters
from smarthandle_results._breaking.cut_points import find_bad_line_starts, find_cut_points, list_bad_line_starts
from smarthandle_results._breaking.given_lines import join_lines
from smarthandle_results._text import clean_text


def units(text: str) -> list[str]:
    """Return what lies between the cut points."""
    ends, starts = find_cut_points(Characters(text))
    return [text[start:end] for start, end in zip([0, *starts], [*ends, len(text)], strict=True)]


@pytest.mark.parametrize(
    "unit",
    [
        "0.00033元",
        "9/8.5%",
        "100公里",
        "￥3,999元",
        "-5℃",
        "60%～75%",
        "二十三天",
        "第三十二章",
        "百分之五十",
        "２０２４年",
        "3 km",
        "5 min",
        "10 000",
        "16 × 9",
        "No. 10",
        "3小时",
        "(0, 1)",
        "（-1，2）",
        "1时",
        "well-known",
        "don't",
        "https://example.com/a/b?c=d",
        "first.last+news@example.co.uk",
        "and/or",
        "word—word",
        "👩‍💻",
        "🇨🇳",
        "❤️",
        "1️⃣",
        "👍🏽",
        "e\u0301tude",
        "한국어",
        "A\u00a0B",
    ],
)
def test_is_never_cut(unit: str) -> None:
    """Words, numbers, addresses and emoji sequences stay whole, whatever surrounds them."""
    assert any(unit in whole for whole in units(f"我说 {unit} 好吗")), units(f"我说 {unit} 好吗")
    assert any(unit in whole for whole in units(f"我们{unit}好吗")), units(f"我们{unit}好吗")


@pytest.mark.parametrize("character", "·‧・･／～〜﹏")
def test_no_line_begins_with(character: str) -> None:
    """Middle dots, slashes and wave dashes stay with what comes before them."""
    assert 1 not in find_cut_points(Characters(f"中{character}文"))[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们 用 API", ["我", "们", "用", "API"]),
        ("one  two", ["one", "two"]),
        ("a   b 我  c", ["a", "b", "我", "c"]),
        ("오늘 또", ["오늘", "또"]),
        ("是。 好", ["是。", "好"]),
        ("好 ”", ["好 ”"]),
        ("几乎 5000 是", ["几", "乎", "5000", "是"]),
        ("几乎 5000 元", ["几", "乎", "5000 元"]),
        ("几乎 5000   元", ["几", "乎", "5000   元"]),
        ("3  km", ["3  km"]),
        ("5 万 元", ["5 万 元"]),
        ("中  ·文", ["中  ·", "文"]),
        ("中\u200d 文", ["中\u200d 文"]),
        ("W“\t国", ["W“\t国"]),
        ("100 \xa0‘{the", ["100 \xa0‘{the"]),
        ("Windows11对应Qwen3当然", ["Windows11", "对", "应", "Qwen3", "当", "然"]),
        ("买3张票", ["买", "3张", "票"]),
        ("到3点十五分准", ["到", "3点", "十五分", "准"]),
        ("了，，天很", ["了，，", "天", "很"]),
        ("共２，０００元，５人", ["共", "２，０００元，", "５人"]),
        ("100 200 300 400 500 600", ["100 200 300 400 500", "600"]),
        ("\u200b\u200b中文", ["\u200b\u200b中", "文"]),
        ("中 \u200e 文", ["中 \u200e", "文"]),
        ("\u2060 \u200b中", ["\u2060 \u200b中"]),
        ("\u200b", ["\u200b"]),
        ("的 \u3000的", ["的 \u3000", "的"]),
        ("go. （好）", ["go.", "（好）"]),
        (" a", [" a"]),
        ("see /etc/fstab", ["see", "/etc/fstab"]),
        ("설정은 /etc/fstab", ["설정은", "/etc/fstab"]),
        ("and / or", ["and /", "or"]),
        ("and /", ["and /"]),
    ],
)
def test_units(text: str, expected: list[str]) -> None:
    """A text is cut at spaces if it could be joined again and cut there once more."""
    assert expected == units(text)


@pytest.mark.parametrize("run", ["a  b  ", "好  ", "a\n", "好\n", "点", "a" + " " * 20, "5 ", "\u200b中"])
def test_time_grows_with_length(run: str) -> None:
    """Runs of spaces, and many lines, take no more time per character than few."""

    def seconds(length: int) -> float:
        text = "好" + run * (length // len(run)) + "b"
        begin = process_time()
        find_cut_points(Characters(join_lines(text)[0]))
        return process_time() - begin

    most = 40 * min(seconds(5_000) for _ in range(3))
    assert any(seconds(40_000) < most for _ in range(3))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("你好\n。", [1]),
        ("你好，\n世界", []),
        ("（\n好\n）", [1, 2]),
        ("3\nkm", [1]),
        ("好\n\n好\n。", [2]),
        ("สวัสดี\nครับ", []),
    ],
)
def test_find_bad_line_starts(text: str, expected: list[int]) -> None:
    """A line is bad if it begins where no line may; lines count from 0, without blank ones."""
    assert expected == find_bad_line_starts(text)


@given(st.lists(nasty_texts | st.lists(st.sampled_from([*"好，。 -—/aก\n1", "km", "\n- "]), max_size=9).map("".join)))
def test_bad_line_starts_of_many_texts(texts: list[str]) -> None:
    """Each text has those that it has alone."""
    clean = [clean_text(text) for text in texts]
    expected = [find_bad_line_starts(text) for text in clean]
    assert expected == list_bad_line_starts([join_lines(text) for text in clean])
