"""A payload of cues → `Transcript`: columns at once if all is well, else item by item, to say what is not.

`from` and `to` are seconds, `begin_time` and `end_time` milliseconds: the unit follows the key and never the size of
the number. Each may be a number or a numeric string. The text is `content`, or else `text`. An item's other keys are
its segment's `extra`.
"""

import re
from collections.abc import Mapping
from decimal import Context, Decimal
from math import hypot
from typing import Any, Final

from smarthandle_results._decoding.json_text import SAFE_NUMBER, expected, is_number, is_object, to_json_value
from smarthandle_results._decoding.paths import at_index, at_key
from smarthandle_results._errors import Problems
from smarthandle_results._json import JsonObject
from smarthandle_results._models import Seconds, Transcript


def read_transcript(items: list[object], path: str, problems: Problems) -> Transcript:
    """Read an array of cue items; what does not fit is reported."""
    transcript = _read_columns(items)
    return _read_items(items, path, problems) if transcript is None else transcript


def is_cue_array(items: list[object]) -> bool:
    """Tell an array of cue items, sound or not, from any other."""
    return bool(items) and all(is_object(item) and item.keys() & _TIME_KEYS for item in items)


def _read_columns(items: list[Any]) -> Transcript | None:
    """Take the columns of items that hold `content`, `from` and `to` and nothing else, or give up."""
    try:
        texts, starts, ends = map(tuple, ([item[key] for item in items] for key in ("content", "from", "to")))
    except (KeyError, TypeError):  # a key is missing, or an item is no object
        return None
    is_plain = (
        sum(map(len, items)) == 3 * len(items)  # none has fewer
        and [*map(type, texts)].count(str) == len(texts)
        and _are_numbers(starts)
        and _are_numbers(ends)
        and hypot(*starts) < SAFE_NUMBER
        and hypot(*ends) < SAFE_NUMBER
    )
    return Transcript(starts, ends, texts) if is_plain else None


def _are_numbers(times: tuple[object, ...]) -> bool:
    types = [*map(type, times)]
    # To count is quicker than to make a set, and most often all are floats.
    return types.count(float) == len(types) or {*types} <= {int, float}


def _read_items(items: list[object], path: str, problems: Problems) -> Transcript:
    segments: list[tuple[Seconds, Seconds, str, JsonObject]] = []
    for index, item in enumerate(items):
        place = at_index(path, index)
        if is_object(item):
            segments.append(_read_item(item, place, problems))
        else:
            problems.add(place, expected("object", item))
    starts, ends, texts, extras = zip(*segments, strict=True) if segments else ((), (), (), ())
    return Transcript(starts, ends, texts, extras if any(extras) else ())


def _read_item(item: Mapping[str, object], path: str, problems: Problems) -> tuple[Seconds, Seconds, str, JsonObject]:
    text_key = _choose(item, "content", "text")
    start_key = _choose(item, "from", "begin_time")
    end_key = _choose(item, "to", "end_time")
    text = item.get(text_key)
    if not isinstance(text, str):
        problems.add(at_key(path, text_key), _expected("string", item, text_key))
        text = ""
    start = _read_time(item, start_key, path, problems)
    end = _read_time(item, end_key, path, problems)
    extra = {
        key: to_json_value(value, at_key(path, key), problems)
        for key, value in item.items()
        if key not in {text_key, start_key, end_key}
    }
    return start, end, text, JsonObject(extra)


def _choose(item: Mapping[str, object], key: str, other: str) -> str:
    return other if item.get(key) is None and item.get(other) is not None else key


def _expected(what: str, item: Mapping[str, object], key: str) -> str:
    return expected(what, item[key]) if key in item else f"expected {what}, got nothing"


def _read_time(item: Mapping[str, object], key: str, path: str, problems: Problems) -> Seconds:
    given = item.get(key)
    number = _parse_number(given) if isinstance(given, str) else given
    if not is_number(number):
        problems.add(
            at_key(path, key), expected("number", number) if number is not None else _expected("number", item, key)
        )
        return 0
    return _from_milliseconds(number) if key in {"begin_time", "end_time"} else number


def _parse_number(text: str) -> int | float | None:
    if not _NUMBER.fullmatch(text):
        return None
    return int(text) if _INTEGER.fullmatch(text) else float(text)


def _from_milliseconds(number: float) -> Seconds:
    """Divide by 1,000: a float tells 15 digits apart, and what has more needs a Decimal."""
    if abs(number) < 10**15 and number % 1 == 0:
        return number / 1000
    return _EXACT.scaleb(Decimal(repr(number)), -3)


_EXACT: Final = Context(prec=40)  # not the caller's
_TIME_KEYS: Final = frozenset({"from", "begin_time"})
_INTEGER: Final = re.compile(r"-?(0|[1-9]\d{0,19})", re.ASCII)
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
