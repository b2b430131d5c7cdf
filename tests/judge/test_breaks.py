"""Where breaks are, and what characters alone say of them."""

import pytest

from judge.breaks import Break, find_breaks, find_common_faults


def test_places() -> None:
    """White space at a break belongs to neither side, and a cue is distinguished from a line."""
    assert [Break(1, 1, is_split=False), Break(3, 4, is_split=True)] == find_breaks(
        "我们走 吧", [["我", "们走"], ["吧"]]
    )
    assert [] == find_breaks("one two", [["one two"]])


def test_text_that_changed() -> None:
    """Other characters than the text's own are not judged."""
    with pytest.raises(ValueError, match=r"^expected the text's own characters$"):
        find_breaks("one two", [["one", "too"]])


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("one", " two", set[str]()),
        ("on", "e", {"torn"}),
        ("well-", "known", set[str]()),
        ("12", "34", {"number"}),
        ("1,", "000", {"number"}),
        ("10", " 000", {"number"}),
        ("5", " km", {"number"}),
        ("5", " kids", set[str]()),
        ("$", "5", {"end", "number"}),
        ("10", "年", {"number"}),
        ("バ", "ス", {"katakana"}),
        ("バ", "ー", {"katakana"}),
        ("あ", "っ", {"start"}),
        ("走", "，", {"start"}),
        ("“", "走", {"end"}),
        ("查尔斯", "·达尔文", {"start"}),
    ],
)
def test_common_faults(first: str, second: str, expected: set[str]) -> None:
    """Characters alone show these."""
    end = len(first)
    start = end + len(second) - len(second.lstrip())
    assert expected == find_common_faults(first + second, Break(end, start, is_split=False))
