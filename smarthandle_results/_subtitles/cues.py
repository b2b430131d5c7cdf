"""A transcript, or cues of any origin → `Cues`: exact times, safe text, nothing lost in silence."""

from collections.abc import Iterable
from operator import lt

from attrs import evolve

from smarthandle_results._models import Cue, Cues, Repair, RepairKind, Transcript
from smarthandle_results._subtitles.milliseconds import to_milliseconds
from smarthandle_results._text import are_plain, is_blank, is_plain, replace_characters, trim_lines


def to_cues(source: Transcript | Iterable[Cue], *, offset_ms: int = 0) -> Cues:
    """Make cues that any subtitle file can hold, `offset_ms` later (earlier if negative) than the source has them.

    Seconds become whole milliseconds, decimal half up, exactly. What is fine is never changed. All else is mended,
    each time with a `Repair` whose index is that of the source's segment or cue:

    - `blank`: a segment of nothing but white space and format characters, such as U+200B, is dropped.
    - `characters`: line ends other than LF become LF; other control characters but TAB are removed; lone surrogates,
      U+FFFE and U+FFFF become U+FFFD: replaced.
    - `white_space`: lines lose the white space at their ends, and blank lines go: trimmed.
    - `negative`: a time before 0 becomes 0.
    - `reversed`: an end before its start is swapped with it.
    - `zero_length`: an end at its start is moved 1 ms later.
    - `out_of_order`: a segment that starts before one that stands ahead of it is moved to its place by start.

    The repairs of `Cues` that are given come first in the result's.
    """
    if isinstance(source, Cues) and not offset_ms:
        return source
    starts, ends, texts = _take_columns(source)
    if offset_ms:
        starts, ends = [start + offset_ms for start in starts], [end + offset_ms for end in ends]
    earlier = source.repairs if isinstance(source, Cues) else ()
    from_zero = [0, *starts]
    is_fine = sorted(from_zero) == from_zero and all(map(lt, starts, ends))
    if is_fine and are_plain(texts):
        return Cues(tuple(starts), tuple(ends), texts, earlier)
    return _mend(starts, ends, texts, earlier)


def mend_cues(cues: Iterable[Cue], repairs: Iterable[Repair], earlier: tuple[Repair, ...] = ()) -> Cues:
    """Mend cues, and tell that by index among the `repairs` made on the way to them, behind the `earlier` ones."""
    mended = to_cues(cues)
    told = sorted((*repairs, *mended.repairs), key=lambda repair: repair.index)
    return evolve(mended, repairs=(*earlier, *told))


def _take_columns(source: Transcript | Iterable[Cue]) -> tuple[list[int], list[int], tuple[str, ...]]:
    if isinstance(source, Transcript):
        return to_milliseconds(source.starts), to_milliseconds(source.ends), source.texts
    cues = tuple(source)
    return [cue.start_ms for cue in cues], [cue.end_ms for cue in cues], tuple(cue.text for cue in cues)


def _mend(starts: list[int], ends: list[int], texts: tuple[str, ...], earlier: tuple[Repair, ...]) -> Cues:
    repairs = list(earlier)
    cues: list[tuple[int, int, str]] = []
    latest = 0
    for index, (given_start, given_end, given_text) in enumerate(zip(starts, ends, texts, strict=True)):
        safe = given_text if is_plain(given_text) else replace_characters(given_text)
        text = trim_lines(safe)
        if is_blank(text):
            repairs.append(Repair(index, RepairKind.BLANK, "dropped"))
            continue
        if safe != given_text:
            repairs.append(Repair(index, RepairKind.CHARACTERS, "replaced"))
        if text != safe:
            repairs.append(Repair(index, RepairKind.WHITE_SPACE, "trimmed"))
        start, end = max(given_start, 0), max(given_end, 0)
        if (start, end) != (given_start, given_end):
            repairs.append(Repair(index, RepairKind.NEGATIVE, "set to 0"))
        if end < start:
            repairs.append(Repair(index, RepairKind.REVERSED, "swapped"))
            start, end = end, start
        if end == start:
            repairs.append(Repair(index, RepairKind.ZERO_LENGTH, "extended by 1 ms"))
            end += 1
        if start < latest:
            repairs.append(Repair(index, RepairKind.OUT_OF_ORDER, "moved"))
        latest = max(latest, start)
        cues.append((start, end, text))
    cues.sort(key=lambda cue: cue[0])
    return Cues(
        tuple(start for start, _, _ in cues),
        tuple(end for _, end, _ in cues),
        tuple(text for *_, text in cues),
        tuple(repairs),
    )
