"""Guides: where the pieces of a text begin, and what is no guide."""

import re
import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from smarthandle_results._breaking import guides
from smarthandle_results._breaking.guides import find_complex_cuts, find_guide, find_parts, find_piece_starts


def cut_pairs(text: str) -> list[str]:
    """Cut a text into pieces of two characters."""
    return re.findall("..?", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们看海", [0, 2]),
        ("我们 看海", [0, 3]),
        ("我们\n看海吧", [0, 3, 5]),
        ("我 们 看 海", [0, 4]),
        ("用 API 吧", [0, 2, 4, 6]),
    ],
)
def test_find_piece_starts(text: str, expected: list[int]) -> None:
    """A caller's guide sees no white space, and none sees gaps between characters that all have one."""
    guide = find_guide(cut_pairs, "zh")
    assert guide
    starts = {start for start in find_piece_starts(text, guide) if start < len(text) and not text[start].isspace()}
    assert expected == sorted(starts)


@pytest.mark.parametrize(
    ("guide", "error", "message"),
    [
        (
            lambda _: ["好"],
            ValueError,
            "expected pieces from words that are the text when joined, got 1 characters in 1 pieces for a text of 4",
        ),
        (lambda _: ["好", None], TypeError, "expected pieces of text from words, got None"),
        (lambda text: [(text, 0)], TypeError, "expected pieces of text from words, got tuple"),
        (lambda _: None, TypeError, "expected pieces of text from words, got None"),
        (lambda _: 5, TypeError, "expected pieces of text from words, got int"),
    ],
)
def test_what_is_no_guide(guide: Callable[[str], Any], error: type[Exception], message: str) -> None:
    """The pieces of a text have to be text, and all of it; the text is not in the message."""
    found = find_guide(guide, "zh")
    assert found
    with pytest.raises(error) as caught:
        find_piece_starts("我们看海", found)
    assert message == str(caught.value)


def test_guides_by_name() -> None:
    """A name means the guide for a language, and `builtin` where a library has none; others have spaces."""
    assert find_guide("builtin", "en") is None
    chinese, japanese = find_guide("builtin", "zh"), find_guide("builtin", "ja")
    assert chinese
    assert japanese
    assert japanese is find_guide("rjieba", "ja")
    assert find_guide("icu", "en") is None
    assert [0, 2] == [*chinese("我们看海")]


def test_an_unknown_name() -> None:
    """The names are listed, and what is no name is refused."""
    with pytest.raises(TypeError, match="expected a function or a name as words, got None"):
        find_guide(None, "zh")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="expected words among builtin, rjieba, budoux and icu, got 'jieba'"):
        find_guide("jieba", "zh")


class FakeBreaker:
    """A breaker as icu4py has it: an iterable of pieces."""

    def __init__(self, text: str, locale: str) -> None:
        self._text = text
        assert locale in ("zh", "ja", "th", "lo", "km", "my")

    def __iter__(self) -> Iterator[str]:
        return iter(cut_pairs(self._text))


@pytest.mark.parametrize(
    ("words", "language"),
    [("rjieba", "zh"), ("budoux", "zh"), ("budoux", "ja"), ("budoux", "th"), ("icu", "zh"), ("icu", "th")],
)
def test_libraries(words: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is called as its documentation says; only what is asked for is imported."""
    parser = SimpleNamespace(parse=cut_pairs)
    names = ("simplified_chinese", "japanese", "thai")
    monkeypatch.setitem(sys.modules, "rjieba", SimpleNamespace(cut=cut_pairs))
    monkeypatch.setitem(
        sys.modules, "budoux", SimpleNamespace(**{f"load_default_{name}_parser": lambda: parser for name in names})
    )
    monkeypatch.setitem(sys.modules, "icu4py", SimpleNamespace())
    monkeypatch.setitem(
        sys.modules, "icu4py.breakers", SimpleNamespace(LineBreaker=FakeBreaker, WordBreaker=FakeBreaker)
    )
    guides._load_guide.cache_clear()  # noqa: SLF001
    guide = find_guide(words, language)
    assert guide
    assert [0, 2, 4] == [*guide("我们看海")]
    guides._load_guide.cache_clear()  # noqa: SLF001


def test_rjieba_sees_simplified_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its dictionary has no traditional words; the pieces are of the text as it is."""
    seen = list[str]()

    def cut(text: str) -> list[str]:
        seen.append(text)
        return cut_pairs(text)

    monkeypatch.setitem(sys.modules, "rjieba", SimpleNamespace(cut=cut))
    guides._load_guide.cache_clear()  # noqa: SLF001
    guide = find_guide("rjieba", "zh")
    assert guide
    assert [0, 2, 4, 5] == [*guide("我們儲存檔")]
    assert ["我们储存档"] == seen
    guides._load_guide.cache_clear()  # noqa: SLF001


@pytest.mark.parametrize(("text", "language"), [("我们看海\n他的确像", "zh"), ("私は海を\n見たい です", "ja")])
def test_lines_have_their_own_pieces(text: str, language: str) -> None:
    """Pieces of several lines begin where those of each line do."""
    guide = find_guide("builtin", language)
    assert guide
    second = text.index("\n") + 1
    expected = find_piece_starts(text[: second - 1], guide) | {
        second + start for start in find_piece_starts(text[second:], guide)
    }
    assert expected == find_piece_starts(text, guide) - {second - 1}  # a line feed may be a piece


def test_parts_are_of_katakana() -> None:
    """Other text has none."""
    assert [2, 6, 10] == sorted(find_parts("このファイルシステム"))
    assert not find_parts("我们看海 abc")


def test_a_library_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the extra."""
    monkeypatch.setitem(sys.modules, "rjieba", None)
    guides._load_guide.cache_clear()  # noqa: SLF001
    with pytest.raises(ImportError, match="words='rjieba' needs the extra 'words'"):
        find_guide("rjieba", "zh")


def test_cuts_in_complex_scripts() -> None:
    """Between two of Thai and the like the guide alone decides."""
    assert [1, 5] == find_complex_cuts("สวasวส", {0, 1, 2, 4, 5})
