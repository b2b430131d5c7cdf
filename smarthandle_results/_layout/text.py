"""A transcript or cues → plain text in paragraphs."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from smarthandle_results._breaking.given_lines import needs_space
from smarthandle_results._breaking.sentences import ends_sentence
from smarthandle_results._models import Cue, Cues, Result
from smarthandle_results._subtitles.cues import to_cues
from smarthandle_results._wanted import require_type

PAUSE_MS: Final = 2000
"""A pause this long after the end of a sentence ends a paragraph."""
LONG_PAUSE_MS: Final = 5000
"""A pause this long ends a paragraph anywhere: much speech recognition writes no punctuation."""
LONG_PARAGRAPH: Final = 400
"""A paragraph of so many characters ends with its sentence: much speech has no pauses."""


def to_text(source: Result | Iterable[Cue], *, timestamps: bool = False) -> str:
    r"""Write plain text in paragraphs, each on a line of its own, with an empty line between them.

    `source` is a transcript, a result that has one, or cues, as `to_cues` accepts them, and mended as it does.

    A paragraph ends where nobody speaks for 5 s or more; and at the end of a sentence, which has a mark such as `.`
    or `？`, but is not `Mr.` or `…`, if nobody speaks for 2 s or more there, or if the paragraph already has 400
    characters.

    Texts are joined by a space, or by nothing next to a full-width character, such as Chinese or Japanese but not
    Korean. Spaces between two Chinese or Japanese characters, which some speech recognition puts after each, are left
    out; several other spaces become one. `timestamps` begins each paragraph with `[HH:MM:SS] `, when its first cue
    starts. The text ends with LF, and is "" without cues.

    >>> cues = [Cue(0, 900, "今天天气"), Cue(900, 2000, "很好。"), Cue(4000, 5000, "We use"), Cue(5000, 6000, "it.")]
    >>> print(to_text(cues, timestamps=True), end="")
    [00:00:00] 今天天气很好。
    <BLANKLINE>
    [00:00:04] We use it.
    """
    require_type("timestamps", timestamps, bool)
    paragraphs = [f"[{stamp}] {text}" if timestamps else text for stamp, text in list_paragraphs(source)]
    return "\n\n".join(paragraphs) + "\n" if paragraphs else ""


def list_paragraphs(source: Result | Iterable[Cue]) -> list[tuple[str, str]]:
    """List the paragraphs that `to_text` makes: when the first cue of each starts, as `HH:MM:SS`, and its text."""
    cues = to_cues(source)
    return [(_write_stamp(cues.starts_ms[rows.start]), _join(cues, rows)) for rows in _divide(cues)]


def _divide(cues: Cues) -> Iterable[range]:
    """Divide cues into the paragraphs that they make: the rows of each."""
    first, latest_end_ms, characters = 0, 0, 0
    for row, (start_ms, end_ms, text) in enumerate(zip(cues.starts_ms, cues.ends_ms, cues.texts, strict=True)):
        pause_ms = start_ms - latest_end_ms
        is_end = row > first and ends_sentence(cues.texts[row - 1])
        if (row and pause_ms >= LONG_PAUSE_MS) or (is_end and (pause_ms >= PAUSE_MS or characters >= LONG_PARAGRAPH)):
            yield range(first, row)
            first, characters = row, 0
        characters += len(text)
        latest_end_ms = max(latest_end_ms, end_ms)
    if cues:
        yield range(first, len(cues))


def _join(cues: Cues, rows: range) -> str:
    """Join the texts of some rows, and the lines of each, to one line."""
    lines = [line for row in rows for line in cues.texts[row].split("\n")]
    parts = lines[:1]
    for before, line in pairwise(lines):
        parts += [" ", line] if needs_space(before, line) else [line]
    return _SPACES.sub(_mend_space, "".join(parts))


def _mend_space(spaces: re.Match[str]) -> str:
    before, after = spaces.string[spaces.start() - 1], spaces.string[spaces.end()]
    return "" if _CJK.match(before) and _CJK.match(after) else " "


def _write_stamp(ms: int) -> str:
    return f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}"


_SPACES: Final = re.compile("[ \t\xa0]+")
"""Not U+3000, with which Japanese divides sentences."""
_CJK: Final = re.compile(
    "[\u2e80-\u2fdf\u3000-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff9f\U00020000-\U0003ffff]"
)
"""Han, kana, bopomofo, and the punctuation of Chinese and Japanese."""
