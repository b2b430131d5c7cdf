"""Run as a program, lays out cues with the library that it finds: JSON in, JSON out.

It imports nothing of this folder, so that it runs with any tree on PYTHONPATH, of today or of last year.
In: `texts`, `starts_ms`, `ends_ms`, `profile` (a preset, or `PRESET:LANGUAGE`; `auto` instead of one that the tree does
not have), `words` (empty, or one of `WORDS`).
Out: `texts`, `starts_ms`, `ends_ms` of the cues, `seconds` that it took.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any


def _budoux(name: str) -> Callable[[str], Iterable[str]]:
    parse: Callable[[str], Iterable[str]] = getattr(import_module("budoux"), f"load_default_{name}_parser")().parse
    return parse


def _fugashi() -> Callable[[str], Iterable[str]]:
    """Return a function that gives the phrases of a text: words with the particles and auxiliaries after them."""
    tagger = import_module("fugashi").Tagger()

    def parse(text: str) -> list[str]:
        pieces = [""]
        is_prefix = False
        for node in tagger(text):
            leans = node.feature.pos1 in ("助詞", "助動詞", "接尾辞", "補助記号") or node.feature.pos2 == "非自立可能"
            if not leans and not is_prefix:
                pieces.append("")
            pieces[-1] += (node.white_space or "") + node.surface
            is_prefix = node.feature.pos1 in ("接頭辞", "連体詞")
        return [piece for piece in pieces if piece]

    return parse


WORDS: dict[str, Callable[[], str | Callable[[str], Iterable[str]]]] = {
    "rjieba": lambda: "rjieba",
    "budoux-ja": lambda: _budoux("japanese"),
    "budoux-zh": lambda: _budoux("simplified_chinese"),
    "fugashi": _fugashi,
    "icu": lambda: "icu",
}


def main() -> None:
    """Lay out what stands on standard input."""
    import attrs  # noqa: PLC0415 - the tree's own

    from smarthandle_results import PROFILES, Cues, shape  # noqa: PLC0415

    asked = json.load(sys.stdin)
    name, _, language = asked["profile"].partition(":")
    profile = PROFILES.get(name, PROFILES["auto"])
    if language:
        profile = attrs.evolve(profile, language=language)
    options: dict[str, Any] = {"words": WORDS[asked["words"]]()} if asked["words"] else {}
    cues = Cues(tuple(asked["starts_ms"]), tuple(asked["ends_ms"]), tuple(asked["texts"]))
    started = time.perf_counter()
    shaped = shape(cues, profile, **options)
    seconds = time.perf_counter() - started
    figures = {"texts": shaped.texts, "starts_ms": shaped.starts_ms, "ends_ms": shaped.ends_ms, "seconds": seconds}
    json.dump(
        {name: list(column) if isinstance(column, tuple) else column for name, column in figures.items()}, sys.stdout
    )


if __name__ == "__main__":
    main()
