"""The other programs that lay text out, each the real package, used as its documentation shows: a text in, cues out.

- whisper's writer breaks lines where the next word would not fit, two lines a cue (`WriteSRT`, with
  `max_line_width` and `max_line_count`). It gets the words that its own tokenizer finds.
- stable-ts splits by `split_by_length` after its own regrouping, at the same words.
- BudouX and jieba give pieces; as many go on a line as fit, as a script of a few lines does it, and marks that may not
  begin a line stay with the piece before. BudouX knows Chinese, Japanese and Thai, jieba Chinese.
- textwrap is Python's own.

whisper and stable-ts need torch, which they do not use for text: an empty module takes its place.
"""

import importlib.abc
import importlib.machinery
import sys
import textwrap
from collections.abc import Callable, Iterable
from importlib import import_module
from types import ModuleType
from typing import Any, Final, TypeAlias
from unittest.mock import MagicMock

from helpers.quality import CLOSING, OPENING, display_width

Peer: TypeAlias = Callable[[str, int], list[list[str]]]
"""Lays out a text that takes some milliseconds to say: cues, each a list of lines."""

_TORCH: Final = ("torch", "torchaudio", "triton")
_BUDOUX: Final = {"zh-Hans": "simplified_chinese", "zh-Hant": "traditional_chinese", "ja": "japanese", "th": "thai"}


def find_peers(language: str, width: int) -> dict[str, Peer]:
    """Return the programs that are installed and know the language, by name."""
    peers: dict[str, Peer] = {}
    for name, make in _MAKERS.items():
        try:
            peer = make(language, width)
        except ModuleNotFoundError as exc:
            sys.stderr.write(f"{name}: {exc}\n")
            continue
        if peer is not None:
            peers[name] = peer
    return peers


class _NoTorch(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        del path, target
        is_torch = name.partition(".")[0] in _TORCH
        return importlib.machinery.ModuleSpec(name, self, is_package=True) if is_torch else None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        module = MagicMock()
        module.__path__, module.__spec__ = [], spec
        return module

    def exec_module(self, module: ModuleType) -> None:
        pass


def _import_without_torch(name: str) -> Any:
    """Import a module with an empty torch in place of one that is not installed, which is then gone again."""
    stand_in = _NoTorch()
    sys.meta_path.append(stand_in)  # the last, so that the real one is found where it is installed
    try:
        return import_module(name)
    finally:
        sys.meta_path.remove(stand_in)
        for module in [each for each in sys.modules if isinstance(sys.modules[each], MagicMock)]:
            del sys.modules[module]


def _make_word_timer(language: str) -> Callable[[str, int], list[dict[str, Any]]]:
    """Return a function that gives the words of a text with times, as whisper's own tokenizer finds them."""
    tokenizer = _import_without_torch("whisper.tokenizer").get_tokenizer(
        multilingual=True, language=language.partition("-")[0]
    )
    aligner = _import_without_torch("whisper.timing")
    merge, timing = aligner.merge_punctuations, aligner.WordTiming

    def time_words(text: str, speech_ms: int) -> list[dict[str, Any]]:
        words, tokens = tokenizer.split_to_word_tokens([*tokenizer.encode(" " + text), tokenizer.eot])
        pairs = zip(words[:-1], tokens[:-1], strict=True)
        timings = [timing(word, list(ids), 0.0, 0.0, 1.0) for word, ids in pairs]
        merge(timings, "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、")
        spoken = [each.word for each in timings if each.word]
        step = speech_ms / 1000 / max(1, len(spoken))
        return [
            {"word": word, "start": at * step, "end": (at + 1) * step, "probability": 1.0}
            for at, word in enumerate(spoken)
        ]

    return time_words


def _make_whisper(language: str, width: int) -> Peer:
    time_words = _make_word_timer(language)
    writer = _import_without_torch("whisper.utils").WriteSRT(output_dir=".")

    def lay_out(text: str, speech_ms: int) -> list[list[str]]:
        segment = {"start": 0.0, "end": speech_ms / 1000, "text": text, "words": time_words(text, speech_ms)}
        cues = writer.iterate_result({"segments": [segment]}, max_line_width=width, max_line_count=2)
        return [cue.split("\n") for *_, cue in cues]

    return lay_out


def _make_stable(language: str, width: int) -> Peer:
    time_words = _make_word_timer(language)
    result = _import_without_torch("stable_whisper.result").WhisperResult

    def lay_out(text: str, speech_ms: int) -> list[list[str]]:
        words = time_words(text, speech_ms)
        segment = {"start": 0.0, "end": speech_ms / 1000, "text": text, "words": words}
        made = result({"segments": [segment], "language": language.partition("-")[0]}, check_sorted=False)
        made.regroup().split_by_length(max_chars=width)
        return [[each.text.strip()] for each in made.segments]

    return lay_out


def _join_marks(pieces: Iterable[str]) -> list[str]:
    """Join pieces to the one before them if a line may not begin with them, or not end with that one."""
    joined = [""]
    for piece in pieces:
        if joined[-1] and piece[:1] not in CLOSING and joined[-1][-1] not in OPENING:
            joined.append("")
        joined[-1] += piece
    return joined


def _pack(split: Callable[[str], Iterable[str]], width: int) -> Peer:
    def lay_out(text: str, speech_ms: int) -> list[list[str]]:
        del speech_ms
        lines = [""]
        for piece in _join_marks(split(text)):
            if lines[-1].strip() and display_width((lines[-1] + piece).strip(), cjk=width < 20) > width:
                lines.append("")
            lines[-1] += piece
        lines = [line.strip() for line in lines]
        return [lines[at : at + 2] for at in range(0, len(lines), 2)]

    return lay_out


def _make_budoux(language: str, width: int) -> Peer | None:
    name = _BUDOUX.get(language)
    return _pack(getattr(import_module("budoux"), f"load_default_{name}_parser")().parse, width) if name else None


def _make_jieba(language: str, width: int) -> Peer | None:
    return _pack(import_module("jieba").cut, width) if language.startswith("zh") else None


def _make_textwrap(language: str, width: int) -> Peer:
    del language

    def lay_out(text: str, speech_ms: int) -> list[list[str]]:
        del speech_ms
        lines = textwrap.wrap(text, width)
        return [lines[at : at + 2] for at in range(0, len(lines), 2)]

    return lay_out


_MAKERS: Final[dict[str, Callable[[str, int], Peer | None]]] = {
    "whisper": _make_whisper,
    "stable-ts": _make_stable,
    "BudouX": _make_budoux,
    "jieba": _make_jieba,
    "textwrap": _make_textwrap,
}
