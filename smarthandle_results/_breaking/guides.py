"""Text in, the places at which its pieces begin out: what says where words are, in a language that has no spaces.

A guide is a function that returns the pieces of a text in order, such as its words: joined, they are the text. No break
inside a piece is one that a careful person makes. The guides of this package for Chinese and Japanese are such
functions, as are a caller's own, and those of the libraries, which are installed by the extra `words`.

The guides of this package know what a space means. Others see none, since some drop what is no word: each stretch of a
text between white space is a text of its own. Where each character has a space after it, as some speech recognition
writes Chinese, the characters are put together first.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import accumulate, chain, pairwise
from typing import Any, Final, TypeAlias

from smarthandle_results._breaking.characters import COMPLEX
from smarthandle_results._extras import import_extra
from smarthandle_results._wanted import describe

Guide: TypeAlias = Callable[[str], Iterable[str]]
"""Returns the pieces of a text in order."""

BUILTIN: Final = "builtin"
COMPLEX_LANGUAGES: Final = frozenset(["th", "lo", "km", "my"])
"""Thai, Lao, Khmer and Burmese, whose words only a dictionary can find."""
_BETWEEN_COMPLEX: Final = re.compile(f"(?<={COMPLEX})(?={COMPLEX})")
_SPELLED_OUT: Final = re.compile(r"(?:[\u3400-\u9fff] ){2,}[\u3400-\u9fff](?!\S)")
_HAS_SPELLED_OUT: Final = re.compile(r" (?<=[\u3400-\u9fff] )[\u3400-\u9fff] [\u3400-\u9fff](?!\S)")
"""Whether there is something spelled out: a search for spaces, which are few, is quicker than one for characters."""
_STRETCH: Final = re.compile(rf"{_SPELLED_OUT.pattern}|\S+")
_KATAKANA: Final = re.compile("[\u30a1-\u30fa]")
_LINE: Final = re.compile(r".+|\n")
_WHITE_SPACE: Final = re.compile(r"(\s+)")


def find_guide(words: str | Guide, language: str) -> Guide | None:
    """Return the guide for a language: a caller's own, or that of a library or of this package by its name.

    None where it has none for the language, whose words are then between spaces. A library has guides for some
    languages; in all others the names mean `builtin`.

    Raises ValueError for an unknown name, and MissingPackageError for a library that is not installed.
    """
    if callable(words):
        return _skip_spaces(words)
    if not isinstance(words, str):  # pyright: ignore[reportUnnecessaryIsInstance] - a caller's value
        raise TypeError(f"expected a function or a name as words, got {describe(words)}")
    if words not in LIBRARIES:
        raise ValueError(f"expected words among builtin, rjieba, budoux and icu, got {words!r}")
    return _load_guide(words, language)


@cache
def _load_guide(name: str, language: str) -> Guide | None:
    if language in LIBRARIES[name]:
        guide = LIBRARIES[name][language]()
        return guide if name == BUILTIN else _skip_spaces(guide)
    return None if name == BUILTIN else _load_guide(BUILTIN, language)


def _skip_spaces(guide: Guide) -> Guide:
    """Make a guide see each stretch of a text between white space, which is a piece of its own."""

    def cut(text: str) -> Iterable[str]:
        parts = filter(None, _WHITE_SPACE.split(text))
        return chain.from_iterable([part] if part.isspace() else _list_pieces(part, guide) for part in parts)

    return cut


def find_piece_starts(text: str, guide: Guide) -> set[int]:
    """Return the offsets at which the pieces of a text begin, which may be several lines.

    Raises ValueError where a caller's pieces are not the text, and TypeError where they are no text.

    >>> sorted(find_piece_starts("我们去看海", lambda text: [text[:2], text[2:]]))
    [0, 2, 5]
    """
    if not _HAS_SPELLED_OUT.search(text):
        return set(accumulate(map(len, guide(text)), initial=0))
    starts: set[int] = set()
    begin = 0
    for line in text.split("\n"):
        stretches = _STRETCH.finditer(line) if _SPELLED_OUT.search(line) else re.finditer(".+", line)
        for stretch in stretches:
            dense = stretch[0].replace(" ", "") if _SPELLED_OUT.fullmatch(stretch[0]) else stretch[0]
            step = 1 if dense == stretch[0] else 2
            offsets = accumulate(map(len, guide(dense)), initial=0)
            starts.update(begin + stretch.start() + step * offset for offset in offsets)
        begin += len(line) + 1
    return starts


def _list_pieces(text: str, guide: Guide) -> list[str]:
    found: Any = guide(text)
    try:
        pieces: list[Any] = list(found)
    except TypeError as error:
        raise TypeError(f"expected pieces of text from words, got {describe(found)}") from error
    try:
        joined = "".join(pieces)
    except TypeError as error:
        other = next(piece for piece in pieces if not isinstance(piece, str))
        raise TypeError(f"expected pieces of text from words, got {describe(other)}") from error
    if joined != text:
        raise ValueError(
            "expected pieces from words that are the text when joined, got"
            f" {len(joined)} characters in {len(pieces)} pieces for a text of {len(text)}"
        )
    return pieces


def find_complex_cuts(text: str, piece_starts: set[int]) -> list[int]:
    """Return the offsets inside Thai and the like where a piece begins: Unicode's rules leave those to a dictionary."""
    return [match.start() for match in _BETWEEN_COMPLEX.finditer(text) if match.start() in piece_starts]


def find_parts(text: str) -> set[int]:
    """Return where the parts begin of what is whole unless it is wider than a line: words within runs of katakana."""
    if not _KATAKANA.search(text):
        return set()
    from smarthandle_results._breaking.japanese import find_katakana_words  # noqa: PLC0415 - its data is large

    return find_katakana_words(text)


def _import(module: str) -> Any:  # noqa: ANN401 - any module
    return import_extra(module, "words", f"words={module.partition('.')[0]!r}")


def _load_chinese() -> Guide:
    from smarthandle_results._breaking.chinese import split_chinese  # noqa: PLC0415 - its data is large

    return split_chinese


def _load_japanese() -> Guide:
    from smarthandle_results._breaking.japanese import split_japanese  # noqa: PLC0415 - its data is large

    return lambda text: chain.from_iterable(map(split_japanese, _LINE.findall(text)))


def _load_rjieba() -> Guide:
    from smarthandle_results._breaking.chinese import simplify  # noqa: PLC0415 - its data is large

    guide: Guide = _import("rjieba").cut

    def cut(text: str) -> list[str]:
        # Its dictionary is of simplified words.
        ends = accumulate(map(len, guide(simplify(text))), initial=0)
        return [text[start:end] for start, end in pairwise(ends)]

    return cut


def _load_budoux(parser: str) -> Callable[[], Guide]:
    def load() -> Guide:
        guide: Guide = getattr(_import("budoux"), f"load_default_{parser}_parser")().parse
        return guide

    return load


def _load_icu(language: str, breaker: str) -> Callable[[], Guide]:
    def load() -> Guide:
        make = getattr(_import("icu4py.breakers"), breaker)
        return lambda text: make(text, language)

    return load


LIBRARIES: Final[dict[str, dict[str, Callable[[], Guide]]]] = {
    BUILTIN: {"zh": _load_chinese, "ja": _load_japanese},
    "rjieba": {"zh": _load_rjieba},
    "budoux": {"zh": _load_budoux("simplified_chinese"), "ja": _load_budoux("japanese"), "th": _load_budoux("thai")},
    "icu": {
        **{language: _load_icu(language, "WordBreaker") for language in ("zh", "ja")},
        **{language: _load_icu(language, "LineBreaker") for language in sorted(COMPLEX_LANGUAGES)},
    },
}
"""What loads the guide of each name, by language."""
