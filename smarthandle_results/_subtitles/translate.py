"""Cues and a translation's pairs → cues in the other language, or in both."""

from collections import defaultdict, deque
from collections.abc import Iterable

from smarthandle_results._models import Cue, Cues, Repair, RepairKind, Translation
from smarthandle_results._subtitles.cues import mend_cues, to_cues
from smarthandle_results._text import is_blank


def translate(cues: Iterable[Cue], translation: Translation, *, bilingual: bool = False) -> Cues:
    """Put a translation's texts in place of the cues' own, or under them where `bilingual`.

    A pair belongs to the first cue that no earlier pair took and whose text is the pair's source, white space aside; so
    a sentence said twice takes its two pairs in order, and each pair serves once. Times stay as they are.

    Cues in both languages are not for `shape`, which lays a cue's text as one and would show one language behind the
    other: lay them out before they are translated, or not at all. A cue that was split finds no pair any more.

    `Cues.repairs` tells `untranslated` `kept` for each cue that found no pair, or one whose translation shows nothing,
    and `unused_pair` `left out` with the pair's index in `translation.pairs`, from 0; and what `to_cues` mends. The
    repairs of `cues` come first.
    """
    cues = to_cues(cues)
    waiting: defaultdict[str, deque[int]] = defaultdict(deque)
    for index, pair in enumerate(translation.pairs):
        waiting[_fold(pair.source)].append(index)
    translated: list[Cue] = []
    repairs: list[Repair] = []
    for index, cue in enumerate(cues):
        found = waiting[_fold(cue.text)]
        target = translation.pairs[found.popleft()].target if found else ""
        if is_blank(target):
            repairs.append(Repair(index, RepairKind.UNTRANSLATED, "kept"))
            text = cue.text
        else:
            text = f"{cue.text}\n{target}" if bilingual else target
        translated.append(Cue(cue.start_ms, cue.end_ms, text))
    unused = sorted(index for indexes in waiting.values() for index in indexes)
    repairs += [Repair(index, RepairKind.UNUSED_PAIR, "left out") for index in unused]
    return mend_cues(translated, repairs, cues.repairs)


def _fold(text: str) -> str:
    # A cue may be divided into lines where Chinese has no space: white space is left out of both.
    return "".join(text.split())
