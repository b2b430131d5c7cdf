"""Prints a table: what is wrong with the lines that this library and others break the same 200 sentences into.

Run `pip install budoux lattifai-captions tiktoken`, `pip install --no-deps openai-whisper`, then
`python tests/benchmarks/side_by_side.py`. The sentences and the judge are those of the tests: Chinese from the
corpus, all of which need breaking, none with a word that is wider than a line, which no program could break. Each runs
as its documentation says, with 16 characters a line and two lines a cue. Whisper's writer gets the words that its own
tokenizer finds, joined with their punctuation as its aligner does. A program that is not installed has an empty row.
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
LineBreaker = Callable[[str], list[list[str]]]
"""Breaks a text into cues, each a list of lines."""


def speech_ms(text: str) -> int:
    """Return how long it takes to speak a text."""
    return 250 * len(text)


def break_by_shape(text: str) -> list[list[str]]:
    """Break a text by `shape`."""
    return [cue.split("\n") for cue in shape(Cues((0,), (speech_ms(text),), (text,)), PROFILE).texts]


def load_whisper(name: str) -> ModuleType:
    """Load one module of whisper alone, since others need torch."""
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
    """Load the one function of whisper's aligner that does not need the rest of it."""
    path = Path((find_spec("whisper").submodule_search_locations or [""])[0]) / "timing.py"  # type: ignore[union-attr]
    tree = ast.parse(path.read_text("utf-8"))
    tree.body = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "merge_punctuations"]
    names: dict[str, Any] = {"List": list, "WordTiming": SimpleNamespace}
    exec(compile(tree, str(path), "exec"), names)  # noqa: S102 - it is whisper's own code
    merge: Callable[[list[Any], str, str], None] = names["merge_punctuations"]
    return merge


def make_whisper() -> LineBreaker:
    """Return a line breaker that uses whisper's writer."""
    tokenizer = load_whisper("tokenizer").get_tokenizer(multilingual=True, language="zh")
    writer = load_whisper("utils").WriteSRT(output_dir=".")
    merge = load_punctuation_merger()

    def break_text(text: str) -> list[list[str]]:
        words, tokens = tokenizer.split_to_word_tokens([*tokenizer.encode(text), tokenizer.eot])
        timings = [SimpleNamespace(word=word, tokens=list(ids)) for word, ids in zip(words, tokens, strict=True)][:-1]
        merge(timings, "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、")
        spoken = [timing.word for timing in timings if timing.word]
        seconds_per_word = speech_ms(text) / 1000 / len(spoken)
        timed = [
            {"word": word, "start": at * seconds_per_word, "end": (at + 1) * seconds_per_word, "probability": 1.0}
            for at, word in enumerate(spoken)
        ]
        result = {"segments": [{"start": 0.0, "end": speech_ms(text) / 1000, "text": text, "words": timed}]}
        return [cue.split("\n") for *_, cue in writer.iterate_result(result, max_line_width=WIDTH, max_line_count=2)]

    return break_text


def make_lattifai() -> LineBreaker:
    """Return a line breaker that uses lattifai-captions, which counts characters."""
    from lattifai.caption import Supervision, standardize_captions  # noqa: PLC0415

    def break_text(text: str) -> list[list[str]]:
        spoken = [Supervision(text=text, start=0.0, duration=speech_ms(text) / 1000, language="zh")]
        captions = standardize_captions(spoken, max_lines=2, max_chars_per_line=WIDTH)
        return [(cue.text or "").split("\n") for cue in captions]

    return break_text


def make_budoux() -> LineBreaker:
    """Return a line breaker that uses BudouX alone: its phrases, as many on a line as fit."""
    import budoux  # noqa: PLC0415

    parser = budoux.load_default_simplified_chinese_parser()

    def break_text(text: str) -> list[list[str]]:
        lines = [""]
        for phrase in parser.parse(text):
            if lines[-1] and display_width(lines[-1] + phrase, cjk=True) > WIDTH:
                lines.append("")
            lines[-1] += phrase
        return [lines[at : at + 2] for at in range(0, len(lines), 2)]

    return break_text


def pick_sentences() -> list[str]:
    """Pick sentences that need breaking, without a unit wider than a line: mixed, then every other of the Chinese."""
    chinese = [
        text for text in read_corpus("mixed") if max(text) >= "\u4e00" and not any("ぁ" <= c <= "ヿ" for c in text)
    ]
    chinese = [text for text in chinese if not any("가" <= c <= "힣" for c in text)]
    texts = [text for text in [*chinese, *read_corpus("zh")[::2]] if display_width(text, cjk=True) > WIDTH]
    return [text for text in texts if not is_hopeless(text)][:SENTENCES]


def is_hopeless(text: str) -> bool:
    """Return whether a word of a text is wider than a line."""
    shaped = shape(Cues((0,), (speech_ms(text),), (text,)), PROFILE)
    return any(finding.rule == Rule.WIDTH for finding in check(shaped, PROFILE))


def main() -> None:
    """Print the table."""
    texts = pick_sentences()
    makers: dict[str, Callable[[], LineBreaker]] = {
        "smarthandle-results": lambda: break_by_shape,
        "whisper's writer": make_whisper,
        "lattifai-captions": make_lattifai,
        "BudouX alone": make_budoux,
    }
    print(f"{len(texts)} sentences, profile {PROFILE.name}\n")
    print("| | lines too wide | torn words and numbers | illegal starts or ends | orphans | texts changed |")
    print("|---|---|---|---|---|---|")
    for name, make in makers.items():
        try:
            break_text = make()
        except ImportError:
            print(f"| {name} | not installed | | | | |")
            continue
        counts = {"too wide": 0, "torn": 0, "illegal": 0, "orphans": 0, "changed": 0}
        for text in texts:
            cues = break_text(text)
            if dense(text) != dense("".join(line for cue in cues for line in cue)):
                counts["changed"] += 1
                continue
            for fault, count in find_faults(text, cues, WIDTH, cjk=True).items():
                counts[fault] += count
        print(f"| {name} | {' | '.join(map(str, counts.values()))} |")


if __name__ == "__main__":
    main()
