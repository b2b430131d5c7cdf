"""A transcript, or cues of any origin → sound `Cues`: exact times, safe text, nothing lost in silence."""

from collections.abc import Iterable
from operator import lt
from typing import Any

from smarthandle_results._errors import NoTranscriptError
from smarthandle_results._models import Cue, Cues, Repair, RepairKind, Result, find_transcript, make_sound_cues
from smarthandle_results._subtitles.milliseconds import to_milliseconds
from smarthandle_results._text import are_plain, is_blank, is_plain, replace_characters, trim_lines
from smarthandle_results._wanted import CUE, CUES, require_items, require_type, unexpected


def to_cues(source: Result | Iterable[Cue], *, offset_ms: int = 0) -> Cues:
    r"""Make cues that any subtitle file can hold, shifted by `offset_ms` (to an earlier time if negative).

    `source` is a transcript, a result that has one, such as `Speech`, or cues. Seconds become whole milliseconds,
    decimal half up, exactly. Text and times without a fault are never changed. Everything else is mended, each time
    with a `Repair` whose index is that of the source's segment or cue:

    - `blank`: a segment that contains only white space and format characters, such as U+200B, is dropped.
    - `characters`: line ends other than LF become LF; other control characters except TAB are removed; lone
      surrogates, U+FFFE and U+FFFF become U+FFFD: replaced.
    - `white_space`: lines lose the white space at their ends, and blank lines are removed: trimmed.
    - `offset`: what a negative offset moves before 0 is dropped if it ends there, or at 0, and is else cut at 0.
    - `negative`: a time before 0 becomes 0.
    - `reversed`: an end before its start is swapped with it.
    - `zero_length`: an end at its start is moved 1 ms later.
    - `out_of_order`: a segment that starts before an earlier one is moved to its place by start.

    Where the source is `Cues`, its own repairs come first. Sound `Cues` without an offset are returned as they are.

    Raises `NoTranscriptError` for a result without a transcript, which `find_transcript` returns None for, and
    TypeError for anything else that is not a source, for a cue's time or an `offset_ms` that is not an int, and for a
    cue's text that is not a str.

    >>> cues = to_cues([Cue(5, 1, "a\n\nb"), Cue(7, 9, " ")])
    >>> list(cues)
    [Cue(start_ms=1, end_ms=5, text='a\nb')]
    >>> [(repair.index, str(repair.kind), repair.action) for repair in cues.repairs]
    [(0, 'white_space', 'trimmed'), (0, 'reversed', 'swapped'), (1, 'blank', 'dropped')]
    """
    if type(source) is Cues and source.is_sound and type(offset_ms) is int and not offset_ms:
        return source
    require_type("offset_ms", offset_ms, int)
    starts_ms, ends_ms, texts = _list_columns(source)
    if offset_ms:
        starts_ms, ends_ms = [start + offset_ms for start in starts_ms], [end + offset_ms for end in ends_ms]
    earlier_repairs = source.repairs if type(source) is Cues else ()
    return _make_cues(starts_ms, ends_ms, texts, earlier_repairs, is_earlier=offset_ms < 0)


def list_cues(source: Result | Iterable[Cue]) -> Cues:
    """List the cues of a source as they are; those of a transcript as `to_cues` makes them."""
    if isinstance(source, Result) or (isinstance(source, Cues) and source.is_sound):
        return to_cues(source)
    starts_ms, ends_ms, texts = _list_columns(source)
    return Cues(tuple(starts_ms), tuple(ends_ms), texts)


def mend_cues(cues: Iterable[Cue], repairs: Iterable[Repair], earlier_repairs: tuple[Repair, ...] = ()) -> Cues:
    """Mend cues. Their repairs are `earlier_repairs`, then `repairs` together with what is mended here, by index."""
    sound = to_cues(cues)
    new_repairs = sorted((*repairs, *sound.repairs), key=lambda repair: repair.index)
    return make_sound_cues(sound.starts_ms, sound.ends_ms, sound.texts, (*earlier_repairs, *new_repairs))


def mend_columns(starts_ms: list[int], ends_ms: list[int], texts: tuple[str, ...], repairs: Iterable[Repair]) -> Cues:
    """Mend cues that are columns, as `mend_cues` does: no value is built for a cue."""
    return mend_cues(_make_cues(starts_ms, ends_ms, texts), repairs)


def _make_cues(
    starts_ms: list[int],
    ends_ms: list[int],
    texts: tuple[str, ...],
    earlier_repairs: tuple[Repair, ...] = (),
    *,
    is_earlier: bool = False,
) -> Cues:
    if _never_go_back([0, *starts_ms]) and all(map(lt, starts_ms, ends_ms)) and _are_sound(texts):
        return make_sound_cues(tuple(starts_ms), tuple(ends_ms), texts, earlier_repairs)
    return _mend(starts_ms, ends_ms, texts, [*earlier_repairs], is_earlier=is_earlier)


def _are_sound(texts: tuple[str, ...]) -> bool:
    # A line end is no printable character: texts of several lines are plain if each line is.
    return are_plain(texts) or are_plain(tuple("\n".join(texts).split("\n")))


def _list_columns(source: Result | Iterable[Cue] | None) -> tuple[list[int], list[int], tuple[str, ...]]:
    if isinstance(source, Result):
        transcript = find_transcript(source)
        if transcript is None:
            raise NoTranscriptError(type(source).__name__)
        return to_milliseconds(transcript.starts), to_milliseconds(transcript.ends), transcript.texts
    if source is None:  # what a job without cues has: whether it has them depends on the job, as with a result
        raise NoTranscriptError(None)
    require_items(source, CUES)
    if isinstance(source, Cues):
        starts_ms, ends_ms, texts = [*source.starts_ms], [*source.ends_ms], source.texts
    else:
        cues = tuple(source)
        starts_ms, ends_ms, texts = _list_columns_of_cues(cues)
        if [*map(type, cues)].count(Cue) == len(cues):  # each was checked when it was made
            return starts_ms, ends_ms, texts
    for name, column, kind in (("start_ms", starts_ms, int), ("end_ms", ends_ms, int), ("text", texts, str)):
        if [*map(type, column)].count(kind) != len(column):
            require_type(name, next(value for value in column if type(value) is not kind), kind)
    return starts_ms, ends_ms, texts


def _list_columns_of_cues(cues: tuple[Any, ...]) -> tuple[list[int], list[int], tuple[str, ...]]:
    """List what cues have, or any values that have the same, such as rows."""
    try:
        return [cue.start_ms for cue in cues], [cue.end_ms for cue in cues], tuple(cue.text for cue in cues)
    except AttributeError as error:
        index, value = next((index, cue) for index, cue in enumerate(cues) if not _is_cue(cue))
        raise unexpected(CUE, value, f" at index {index}") from error


def _is_cue(value: object) -> bool:
    return all(hasattr(value, name) for name in ("start_ms", "end_ms", "text"))


def _never_go_back(times_ms: list[int]) -> bool:
    # Sorting what is in order is one pass in C: a third of the time of comparing neighbors one by one.
    return sorted(times_ms) == times_ms


def _mend(
    starts_ms: list[int], ends_ms: list[int], texts: tuple[str, ...], repairs: list[Repair], *, is_earlier: bool = False
) -> Cues:
    cues: list[tuple[int, int, str]] = []
    latest_start = 0
    for index, (source_start, source_end, source_text) in enumerate(zip(starts_ms, ends_ms, texts, strict=True)):
        is_fine = is_plain(source_text) or _are_sound((source_text,))
        safe = source_text if is_fine else replace_characters(source_text)
        text = source_text if is_fine else trim_lines(safe)
        if is_blank(text):
            repairs.append(Repair(index, RepairKind.BLANK, "dropped"))
            continue
        if is_earlier and max(source_start, source_end) <= 0:
            repairs.append(Repair(index, RepairKind.OFFSET, "dropped"))
            continue
        if safe != source_text:
            repairs.append(Repair(index, RepairKind.CHARACTERS, "replaced"))
        if text != safe:
            repairs.append(Repair(index, RepairKind.WHITE_SPACE, "trimmed"))
        start, end = max(source_start, 0), max(source_end, 0)
        if (start, end) != (source_start, source_end):
            negative = (RepairKind.OFFSET, "cut at 0") if is_earlier else (RepairKind.NEGATIVE, "set to 0")
            repairs.append(Repair(index, *negative))
        if end < start:
            repairs.append(Repair(index, RepairKind.REVERSED, "swapped"))
            start, end = end, start
        if end == start:
            repairs.append(Repair(index, RepairKind.ZERO_LENGTH, "extended by 1 ms"))
            end += 1
        if start < latest_start:
            repairs.append(Repair(index, RepairKind.OUT_OF_ORDER, "moved"))
        latest_start = max(latest_start, start)
        cues.append((start, end, text))
    cues.sort(key=lambda cue: cue[0])
    new_starts_ms, new_ends_ms = tuple(cue[0] for cue in cues), tuple(cue[1] for cue in cues)
    return make_sound_cues(new_starts_ms, new_ends_ms, tuple(cue[2] for cue in cues), tuple(repairs))
