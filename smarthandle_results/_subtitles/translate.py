"""Cues and a translation's pairs → cues in the other language, or in both."""

from collections import defaultdict, deque
from collections.abc import Iterable
from typing import Final, Literal, TypeAlias, get_args

from smarthandle_results._models import Cue, Cues, Repair, RepairKind, Result, Translation
from smarthandle_results._shown import quote_value
from smarthandle_results._subtitles.cues import mend_cues, to_cues
from smarthandle_results._text import is_blank
from smarthandle_results._wanted import TRANSLATION, require_kind

Order: TypeAlias = Literal["source-first", "target-first"]
Bilingual: TypeAlias = bool | Order


def translate(source: Result | Iterable[Cue], translation: Translation, *, bilingual: Bilingual = False) -> Cues:
    r"""Replace the texts of cues by a translation's, or show both if `bilingual`.

    `bilingual` is the order of the two texts, each on lines of its own: "source-first" has the translation below, as
    True has, and "target-first" above. The service calls these `BilingualSrtSrcFirst` and `BilingualSrtTgtFirst`.

    A pair belongs to the first cue whose text is the pair's source, white space aside, and that has no pair yet. So a
    sentence that is said twice gets its two pairs in order, and no pair is used twice. Times stay as they are.

    Do not give cues in both languages to `shape`: it would treat the two texts of a cue as one, and might show one
    language after the other. Call `shape` before, or not at all; but a cue that `shape` split no longer has the text of
    a pair.

    `Cues.repairs` lists `untranslated` `kept` for each cue without a pair, or with a translation that shows nothing;
    `unused_pair` `left out` with the pair's index in `translation.pairs`, from 0; and whatever `to_cues` mends. The
    repairs of `cues` come first.

    Raises ValueError for another order.

    >>> from smarthandle_results import TranslatedText
    >>> pairs = (TranslatedText("你好", "Hello"), TranslatedText("再见", "Bye"))
    >>> cues = translate([Cue(0, 1500, "你好"), Cue(1500, 3000, "嗯")], Translation(pairs=pairs))
    >>> cues.texts
    ('Hello', '嗯')
    >>> [(repair.index, str(repair.kind)) for repair in cues.repairs]
    [(1, 'untranslated'), (1, 'unused_pair')]
    """
    cues = to_cues(source)
    require_kind(translation, Translation, TRANSLATION)
    if not (type(bilingual) is bool or bilingual in _ORDERS):
        wanted = f"False, True or one of {', '.join(_ORDERS)}"
        raise ValueError(f"expected {wanted} as bilingual, got {quote_value(bilingual)}")
    unused: defaultdict[str, deque[int]] = defaultdict(deque)
    for index, pair in enumerate(translation.pairs):
        unused[_fold(pair.source)].append(index)
    new_cues: list[Cue] = []
    repairs: list[Repair] = []
    for index, cue in enumerate(cues):
        indexes = unused[_fold(cue.text)]
        target = translation.pairs[indexes.popleft()].target if indexes else ""
        if is_blank(target):
            repairs.append(Repair(index, RepairKind.UNTRANSLATED, "kept"))
            text = cue.text
        else:
            texts = (target, cue.text) if bilingual == "target-first" else (cue.text, target)
            text = "\n".join(texts) if bilingual else target
        new_cues.append(Cue(cue.start_ms, cue.end_ms, text))
    unused_indexes = sorted(index for indexes in unused.values() for index in indexes)
    repairs += [Repair(index, RepairKind.UNUSED_PAIR, "left out") for index in unused_indexes]
    return mend_cues(new_cues, repairs, cues.repairs)


def _fold(text: str) -> str:
    # A cue may be divided into lines where Chinese has no space: white space is left out of both.
    return "".join(text.split())


_ORDERS: Final = get_args(Order)
