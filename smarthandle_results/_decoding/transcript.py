"""A payload of cue items → `Transcript`: as columns at once, or item by item where something has to be explained.

`from` and `to` are seconds, `begin_time` and `end_time` milliseconds: the key decides the unit, never the size of the
number. Each may be a number or a numeric string. The text is `content`, or else `text`. An item's other keys are its
segment's `extra`.

Strategy: nearly every payload has items of `content`, `from` and `to` alone, all sound. They are read as three columns,
and a column is checked at once: a count of its types, and one bound on all its numbers. If anything differs from that,
the items are read one by one, which accepts all other forms and names the place of each problem. Where the first way
succeeds, both agree.
"""

import re
from collections.abc import Mapping
from decimal import Context, Decimal
from typing import Any, Final

from smarthandle_results._columns import are_all_below
from smarthandle_results._decoding.json_text import SAFE_NUMBER, is_number, is_object, mismatch, to_json_value
from smarthandle_results._decoding.paths import at_index, at_key
from smarthandle_results._errors import Problems
from smarthandle_results._json import JsonObject
from smarthandle_results._models import Seconds, Transcript


def read_transcript(items: list[object], path: str, problems: Problems) -> Transcript:
    """Read an array of cue items; each value that does not fit is a problem."""
    transcript = _read_columns(items)
    return _read_items(items, path, problems) if transcript is None else transcript


def is_cue_array(items: list[object]) -> bool:
    """Return whether an array is one of cue items, sound or not."""
    return bool(items) and all(is_object(item) and item.keys() & _TIME_KEYS for item in items)


def _read_columns(items: list[Any]) -> Transcript | None:
    """Read items that have `content`, `from` and `to` and nothing else; None for any others."""
    try:
        texts, starts, ends = map(tuple, ([item[key] for item in items] for key in ("content", "from", "to")))
    except (KeyError, TypeError):  # a key is missing, or an item is not an object
        return None
    is_plain = (
        sum(map(len, items)) == 3 * len(items)  # no item has fewer
        and [*map(type, texts)].count(str) == len(texts)
        and _are_numbers(starts)
        and _are_numbers(ends)
        and are_all_below(SAFE_NUMBER, starts)
        and are_all_below(SAFE_NUMBER, ends)
    )
    return Transcript(starts, ends, texts) if is_plain else None


def _are_numbers(times: tuple[object, ...]) -> bool:
    types = [*map(type, times)]
    # Counting is quicker than making a set, and most often all are floats.
    return types.count(float) == len(types) or {*types} <= {int, float}


def _read_items(items: list[object], path: str, problems: Problems) -> Transcript:
    segments: list[tuple[Seconds, Seconds, str, JsonObject]] = []
    for index, item in enumerate(items):
        item_path = at_index(path, index)
        if is_object(item):
            segments.append(_read_item(item, item_path, problems))
        else:
            problems.add(item_path, mismatch("object", item))
    starts, ends, texts, extras = zip(*segments, strict=True) if segments else ((), (), (), ())
    return Transcript(starts, ends, texts, extras if any(extras) else ())


def _read_item(item: Mapping[str, object], path: str, problems: Problems) -> tuple[Seconds, Seconds, str, JsonObject]:
    text_key = _choose_key(item, "content", "text")
    start_key = _choose_key(item, "from", "begin_time")
    end_key = _choose_key(item, "to", "end_time")
    text = item.get(text_key)
    if not isinstance(text, str):
        problems.add(at_key(path, text_key), _mismatch_at("string", item, text_key))
        text = ""
    start = _read_time(item, start_key, path, problems)
    end = _read_time(item, end_key, path, problems)
    extra = {
        key: to_json_value(value, at_key(path, key), problems)
        for key, value in item.items()
        if key not in {text_key, start_key, end_key}
    }
    return start, end, text, JsonObject(extra)


def _choose_key(item: Mapping[str, object], key: str, other: str) -> str:
    return other if item.get(key) is None and item.get(other) is not None else key


def _mismatch_at(expected: str, item: Mapping[str, object], key: str) -> str:
    return mismatch(expected, item[key]) if key in item else f"expected {expected}, got nothing"


def _read_time(item: Mapping[str, object], key: str, path: str, problems: Problems) -> Seconds:
    value = item.get(key)
    number = _parse_number(value) if isinstance(value, str) else value
    if not is_number(number):
        message = _mismatch_at("number", item, key) if number is None else mismatch("number", number)
        problems.add(at_key(path, key), message)
        return 0
    return _from_milliseconds(number) if key in {"begin_time", "end_time"} else number


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
_TIME_KEYS: Final = frozenset({"from", "begin_time"})
_INTEGER: Final = re.compile(r"-?(0|[1-9]\d{0,19})", re.ASCII)
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
