"""A payload of cue items → `Transcript`: as columns at once, or item by item where something has to be explained.

`from` and `to` are seconds, `begin_time` and `end_time` milliseconds: the key decides the unit, never the size of the
number. Each may be a number or a numeric string. The text is `content`, or else `text`. Where an item has neither key
of a pair, a key in another spelling counts, such as `Content` or `beginTime`. An item's other keys are its segment's
`extra`.

Strategy: nearly every payload has items of `content`, `from` and `to` alone, all sound. They are read as three columns,
and a column is checked at once: a count of its types, and one bound on all its numbers. If anything differs from that,
the items are read one by one, which accepts all other forms and names the place of each problem. Where the first way
succeeds, both agree.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Context, Decimal
from typing import Any, Final, TypeAlias

from smarthandle_results._columns import are_all_below
from smarthandle_results._decoding.json_text import (
    SAFE_NUMBER,
    fold_key,
    is_number,
    is_object,
    mismatch,
    to_json_object,
)
from smarthandle_results._decoding.paths import at_index, at_key
from smarthandle_results._errors import Problems
from smarthandle_results._json import NO_ITEMS, JsonObject
from smarthandle_results._making import make
from smarthandle_results._models import Transcript
from smarthandle_results._seconds import Seconds

SegmentParts: TypeAlias = tuple[Seconds, Seconds, str, JsonObject]


def read_transcript(items: Sequence[object], path: str, problems: Problems) -> Transcript:
    """Read an array of cue items; each value that does not fit is a problem."""
    transcript = read_columns(items)
    return _read_items(items, path, problems) if transcript is None else transcript


def is_cue_array(items: Sequence[object]) -> bool:
    """Return whether an array is one of cue items, sound or not."""
    return bool(items) and all(
        is_object(item) and ("from" in item or not _FOLDED_STARTS.isdisjoint(map(fold_key, item))) for item in items
    )


def read_cue_columns(
    items: Sequence[Any], path: str, problems: Problems
) -> tuple[tuple[str, ...], tuple[Seconds, ...], tuple[Seconds, ...]]:
    """Read the texts, starts and ends of cue items as `read_transcript` does, and nothing else of them."""
    columns = find_columns(items, "content", "from", "to")
    if columns is None:
        read = _read_items(items, path, problems, has_extras=False)
        columns = read.texts, read.starts, read.ends
    return columns


def read_columns(items: Sequence[Any]) -> Transcript | None:
    """Read items that have sound `content`, `from` and `to` and nothing else; None for any others."""
    try:
        key_count = sum(map(len, items))
    except TypeError:  # an item is not an object
        return None
    # Items with other keys are found at once; if no item has fewer than these three, none has more.
    columns = find_columns(items, "content", "from", "to") if key_count == 3 * len(items) else None
    if columns is None:
        return None
    texts, starts, ends = columns
    return make(Transcript, {"starts": starts, "ends": ends, "texts": texts, "extras": (), "extra": NO_ITEMS})


def find_columns(
    items: Sequence[Any], text_key: str, start_key: str, end_key: str
) -> tuple[tuple[str, ...], tuple[Seconds, ...], tuple[Seconds, ...]] | None:
    """Return the texts, starts and ends of items that all have them, strings and sound numbers; None for others."""
    try:
        texts = [item[text_key] for item in items]
        starts = [item[start_key] for item in items]
        ends = [item[end_key] for item in items]
    except (KeyError, TypeError):  # a key is missing, or an item is not an object
        return None
    times = starts + ends
    types = [*map(type, times)]
    is_plain = (
        [*map(type, texts)].count(str) == len(texts)
        # Counting is quicker than making a set, and most often all are floats.
        and (types.count(float) == len(types) or {*types} <= {int, float})
        and are_all_below(SAFE_NUMBER, times)
    )
    return (tuple(texts), tuple(starts), tuple(ends)) if is_plain else None


def _read_items(items: Sequence[object], path: str, problems: Problems, *, has_extras: bool = True) -> Transcript:
    segments: list[SegmentParts] = []
    for index, item in enumerate(items):
        item_path = at_index(path, index)
        if is_object(item):
            segments.append(_read_item(item, item_path, problems, has_extras=has_extras))
        else:
            problems.add(item_path, mismatch("object", item))
    return join_segments(segments)


def join_segments(segments: Sequence[SegmentParts]) -> Transcript:
    """Make a transcript of segments, each a start, an end, a text and other keys."""
    starts, ends, texts, extras = zip(*segments, strict=True) if segments else ((), (), (), ())
    return Transcript(starts, ends, texts, extras if any(extras) else ())


def _read_item(item: Mapping[str, object], path: str, problems: Problems, *, has_extras: bool) -> SegmentParts:
    text_key = _choose_key(item, "content", "text")
    start_key = _choose_key(item, "from", "begin_time")
    end_key = _choose_key(item, "to", "end_time")
    text = item.get(text_key)
    if not isinstance(text, str):
        problems.add(at_key(path, text_key), _mismatch_at("string", item, text_key))
        text = ""
    start = read_time(item, start_key, path, problems)
    end = read_time(item, end_key, path, problems)
    read = {text_key, start_key, end_key}
    others = {key: value for key, value in item.items() if key not in read} if has_extras else {}
    return start, end, text, to_json_object(others, path, problems)


def _choose_key(item: Mapping[str, object], key: str, other: str) -> str:
    """Return the first of two keys that has a value, or has one in another spelling, or is there at all."""
    if item.get(key) is not None:
        return key
    return other if item.get(other) is not None else _find_key(item, key, other)


def _find_key(item: Mapping[str, object], key: str, other: str) -> str:
    """Return the spelling of a key or of another one; if neither is there, the one that goes with the item's times."""
    folded = (fold_key(key), fold_key(other))
    own = [spelling for spelling in reversed([*item]) if fold_key(spelling) in folded]
    if own:
        return min(own, key=lambda spelling: (item[spelling] is None, folded.index(fold_key(spelling))))
    return key if _MILLISECONDS.isdisjoint(map(fold_key, item)) else other


def _mismatch_at(expected: str, item: Mapping[str, object], key: str) -> str:
    return mismatch(expected, item[key]) if key in item else f"expected {expected}, got nothing"


def read_time(item: Mapping[str, object], key: str, path: str, problems: Problems) -> Seconds:
    """Read the time of a key, in seconds, or in milliseconds where that is the key's unit."""
    value = item.get(key)
    number = _parse_number(value) if isinstance(value, str) else value
    if not is_number(number):
        message = _mismatch_at("number", item, key) if number is None else mismatch("number", number)
        problems.add(at_key(path, key), message)
        return 0
    return number if key in _SECONDS or fold_key(key) not in _MILLISECONDS else _from_milliseconds(number)


def _parse_number(text: str) -> int | float | None:
    if not _NUMBER.fullmatch(text):
        return None
    return int(text) if _INTEGER.fullmatch(text) else float(text)


def _from_milliseconds(number: float) -> Seconds:
    """Divide by 1,000: a float distinguishes 15 digits, and a number of more becomes a Decimal."""
    if abs(number) < 10**15 and number % 1 == 0:
        return number / 1000
    return _EXACT.scaleb(Decimal(repr(number)), -3)


_EXACT: Final = Context(prec=40)  # not the caller's context
_SECONDS: Final = frozenset({"from", "to"})
_MILLISECONDS: Final = frozenset({"begintime", "endtime"})
_FOLDED_STARTS: Final = frozenset({"from", "begintime"})
_INTEGER: Final = re.compile(r"-?(0|[1-9]\d{0,19})", re.ASCII)
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
