"""Prints a table: what is wrong with the lines that this library and others make of the same 200 sentences.

Run `pip install budoux lattifai-captions tiktoken`, `pip install --no-deps openai-whisper`, then
`python tests/benchmarks/side_by_side.py`. Sentences and judge are those of the tests: Chinese from the corpus, all of
which need breaking, none with a word that is wider than a line, which nobody could lay. Each program runs as its
documentation says, with 16 characters a line and two lines a cue. Whisper's writer gets the words that its own
tokenizer makes, joined with their punctuation as its aligner does. A program that is not installed has an empty row.
"""

import ast
import sys
from collections.abc import Callable
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from helpers.quality import dense, display_width, find_faults, read_corpus

from smarthandle_results import PROFILES, Cues, Rule, check, shape

SENTENCES = 200
WIDTH = 16
PROFILE = PROFILES["netflix-zh"]
Layer = Callable[[str], list[list[str]]]
"""A text to the lines of its cues."""


def milliseconds(text: str) -> int:
    """Return how long a text takes to speak."""
    return 250 * len(text)


def lay_ours(text: str) -> list[list[str]]:
    """Lay a text by `shape`."""
    return [cue.split("\n") for cue in shape(Cues((0,), (milliseconds(text),), (text,)), PROFILE).texts]


def load_whisper(name: str) -> ModuleType:
    """Load one module of the package, whose other modules need torch."""
    package = find_spec("whisper")
    if package is None or package.submodule_search_locations is None:
        raise ModuleNotFoundError("whisper")
    spec = spec_from_file_location(f"whisper_{name}", Path(package.submodule_search_locations[0]) / f"{name}.py")
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(name)
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def load_punctuation_merger() -> Callable[[list[Any], str, str], None]:
    """Take the one function from whisper's aligner that needs nothing of the rest."""
    path = Path((find_spec("whisper").submodule_search_locations or [""])[0]) / "timing.py"  # type: ignore[union-attr]
    tree = ast.parse(path.read_text("utf-8"))
    tree.body = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "merge_punctuations"]
    names: dict[str, Any] = {"List": list, "WordTiming": SimpleNamespace}
    exec(compile(tree, str(path), "exec"), names)  # noqa: S102 - it is whisper's own code
    merge: Callable[[list[Any], str, str], None] = names["merge_punctuations"]
    return merge


def make_whisper() -> Layer:
    """Return whisper's writer."""
    tokenizer = load_whisper("tokenizer").get_tokenizer(multilingual=True, language="zh")
    writer = load_whisper("utils").WriteSRT(output_dir=".")
    merge = load_punctuation_merger()

    def lay(text: str) -> list[list[str]]:
        words, tokens = tokenizer.split_to_word_tokens([*tokenizer.encode(text), tokenizer.eot])
        timings = [SimpleNamespace(word=word, tokens=list(ids)) for word, ids in zip(words, tokens, strict=True)][:-1]
        merge(timings, "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、")
        spoken = [timing.word for timing in timings if timing.word]
        seconds = milliseconds(text) / 1000 / len(spoken)
        timed = [
            {"word": word, "start": at * seconds, "end": (at + 1) * seconds, "probability": 1.0}
            for at, word in enumerate(spoken)
        ]
        result = {"segments": [{"start": 0.0, "end": milliseconds(text) / 1000, "text": text, "words": timed}]}
        return [cue.split("\n") for *_, cue in writer.iterate_result(result, max_line_width=WIDTH, max_line_count=2)]

    return lay


def make_lattifai() -> Layer:
    """Return lattifai-captions, which counts characters."""
    from lattifai.caption import Supervision, standardize_captions  # noqa: PLC0415

    def lay(text: str) -> list[list[str]]:
        spoken = [Supervision(text=text, start=0.0, duration=milliseconds(text) / 1000, language="zh")]
        made = standardize_captions(spoken, max_lines=2, max_chars_per_line=WIDTH)
        return [(cue.text or "").split("\n") for cue in made]

    return lay


def make_budoux() -> Layer:
    """Return BudouX alone: its phrases, as many on a line as fit."""
    import budoux  # noqa: PLC0415

    parser = budoux.load_default_simplified_chinese_parser()

    def lay(text: str) -> list[list[str]]:
        lines = [""]
        for phrase in parser.parse(text):
            if lines[-1] and display_width(lines[-1] + phrase, cjk=True) > WIDTH:
                lines.append("")
            lines[-1] += phrase
        return [lines[at : at + 2] for at in range(0, len(lines), 2)]

    return lay


def pick_sentences() -> list[str]:
    """Pick those that need breaking and have no unit wider than a line: the mixed ones, then every few of the novel."""
    chinese = [
        text for text in read_corpus("mixed") if max(text) >= "\u4e00" and not any("ぁ" <= c <= "ヿ" for c in text)
    ]
    chinese = [text for text in chinese if not any("가" <= c <= "힣" for c in text)]
    texts = [text for text in [*chinese, *read_corpus("zh")[::2]] if display_width(text, cjk=True) > WIDTH]
    return [text for text in texts if not is_hopeless(text)][:SENTENCES]


def is_hopeless(text: str) -> bool:
    """Say whether a word of a text is wider than a line."""
    shaped = shape(Cues((0,), (milliseconds(text),), (text,)), PROFILE)
    return any(finding.rule == Rule.WIDTH for finding in check(shaped, PROFILE))


def main() -> None:
    """Print the table."""
    texts = pick_sentences()
    makers: dict[str, Callable[[], Layer]] = {
        "smarthandle-results": lambda: lay_ours,
        "whisper's writer": make_whisper,
        "lattifai-captions": make_lattifai,
        "BudouX alone": make_budoux,
    }
    print(f"{len(texts)} sentences, profile {PROFILE.name}\n")
    print("| | lines too wide | torn words and numbers | illegal starts or ends | orphans | texts changed |")
    print("|---|---|---|---|---|---|")
    for name, make in makers.items():
        try:
            lay = make()
        except ImportError:
            print(f"| {name} | not installed | | | | |")
            continue
        counts = {"too wide": 0, "torn": 0, "illegal": 0, "orphans": 0, "changed": 0}
        for text in texts:
            cues = lay(text)
            if dense(text) != dense("".join(line for cue in cues for line in cue)):
                counts["changed"] += 1
                continue
            for fault, count in find_faults(text, cues, WIDTH, cjk=True).items():
                counts[fault] += count
        print(f"| {name} | {' | '.join(map(str, counts.values()))} |")


if __name__ == "__main__":
    main()
