"""Text in, the places at which its pieces begin out: what says where words are, in a language that has no spaces.

No break inside a piece is one that a careful person makes. This package has guides for Chinese and Japanese. A caller's
function, or one of the libraries that the extra `words` installs, returns words, which become a guide (`_guide_by`):
it sees no white space, since some of these drop what is no word.

Where each character has a space after it, as some speech recognition writes Chinese, a guide sees the characters
together.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import accumulate
from typing import Any, Final, TypeAlias

from smarthandle_results._breaking.characters import COMPLEX
from smarthandle_results._extras import import_extra
from smarthandle_results._wanted import describe

Words: TypeAlias = Callable[[str], Iterable[str]]
"""Returns the words of a text in order: joined, they are the text."""
Guide: TypeAlias = Callable[[str], Iterable[int]]
"""Returns where the pieces of a text begin; the text's end may be among the places."""

BUILTIN: Final = "builtin"
COMPLEX_LANGUAGES: Final = frozenset(["th", "lo", "km", "my"])
"""Thai, Lao, Khmer and Burmese, whose words only a dictionary can find."""
_BETWEEN_COMPLEX: Final = re.compile(f"(?<={COMPLEX})(?={COMPLEX})")
_SPELLED_OUT: Final = re.compile(r"(?:[\u3400-\u9fff] ){2,}[\u3400-\u9fff](?!\S)")
_HAS_SPELLED_OUT: Final = re.compile(r" (?<=[\u3400-\u9fff] )[\u3400-\u9fff] [\u3400-\u9fff](?!\S)")
"""Whether there is something spelled out: a search for spaces, which are few, is quicker than one for characters."""
_STRETCH: Final = re.compile(rf"{_SPELLED_OUT.pattern}|\S+")
_KATAKANA: Final = re.compile("[\u30a1-\u30fa]")
_LINE: Final = re.compile(".+")
_DENSE: Final = re.compile(r"\S+")


def find_guide(words: str | Words, language: str) -> Guide | None:
    """Return the guide for a language: a caller's own, or that of a library or of this package by its name.

    None where it has none for the language, whose words are then between spaces. A library has guides for some
    languages; in all others the names mean `builtin`.

    Raises ValueError for an unknown name, and MissingPackageError for a library that is not installed.
    """
    if callable(words):
        return _guide_by(words)
    if not isinstance(words, str):  # pyright: ignore[reportUnnecessaryIsInstance] - a caller's value
        raise TypeError(f"expected a function or a name as words, got {describe(words)}")
    if words not in LIBRARIES:
        raise ValueError(f"expected words among builtin, rjieba, budoux and icu, got {words!r}")
    return _load_guide(words, language)


@cache
def _load_guide(name: str, language: str) -> Guide | None:
    if language in LIBRARIES[name]:
        return LIBRARIES[name][language]()
    return None if name == BUILTIN else _load_guide(BUILTIN, language)


def _guide_by(words: Words) -> Guide:
    """Make a guide of words, for which each stretch of a text between white space is a text of its own."""

    def find_starts(text: str) -> Iterator[int]:
        for stretch in _DENSE.finditer(text):
            yield from accumulate(map(len, _list_words(stretch[0], words)), initial=stretch.start())

    return find_starts


def find_piece_starts(text: str, guide: Guide) -> set[int]:
    """Return the offsets at which the pieces of a text begin, which may be several lines.

    Raises ValueError where a caller's pieces are not the text, and TypeError where they are no text.

    >>> sorted(find_piece_starts("我 们 去 看海", lambda _: [0, 2]))
    [0, 4, 6, 8]
    """
    if not _HAS_SPELLED_OUT.search(text):
        return set(guide(text))
    starts: set[int] = set()
    begin = 0
    for line in text.split("\n"):
        for stretch in (_STRETCH if _SPELLED_OUT.search(line) else _LINE).finditer(line):
            step = 2 if _SPELLED_OUT.fullmatch(stretch[0]) else 1
            starts.update(begin + stretch.start() + step * offset for offset in guide(stretch[0][::step]))
        begin += len(line) + 1
    return starts


def _list_words(text: str, words: Words) -> list[str]:
    found: Any = words(text)
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
    from smarthandle_results._breaking.chinese import find_chinese_starts  # noqa: PLC0415 - its data is large

    return find_chinese_starts


def _load_japanese() -> Guide:
    from smarthandle_results._breaking.japanese import find_japanese_starts  # noqa: PLC0415 - its data is large

    return find_japanese_starts


def _load_rjieba() -> Guide:
    from smarthandle_results._breaking.chinese import simplify  # noqa: PLC0415 - its data is large

    guide = _guide_by(_import("rjieba").cut)
    return lambda text: guide(simplify(text))  # its dictionary is of simplified words


def _load_budoux(parser: str) -> Callable[[], Guide]:
    return lambda: _guide_by(getattr(_import("budoux"), f"load_default_{parser}_parser")().parse)


def _load_icu(language: str, breaker: str) -> Callable[[], Guide]:
    def load() -> Guide:
        make = getattr(_import("icu4py.breakers"), breaker)
        return _guide_by(lambda text: make(text, language))

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
