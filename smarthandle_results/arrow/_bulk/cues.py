r"""Many bodies → the columns of their cues, by Arrow's kernels: no object for a cue, its text or its times.

Strategy: One operation: read as many bodies of a chunk as possible at once. The goal is speed alone: what this module
returns, `flatten_body` would return too, and whatever it cannot read, such as bad bodies, is left for that. Delete the
folder, and the one call in `_batches`, and nothing else changes. It reads most bodies of speech four times as fast.

1. Each body is split into the items of its payload and the frame around them (`split_bodies`).
2. The items of all bodies are joined to one text, still escaped, and become an array with a string for each payload.
   A regular expression finds those that have a form (`item_forms`).
3. All places of the form's mark are found at once, as an array of numbers, and from it the fields of all items:

       {\"content\":\"Hi\",\"from\":0,\"to\":1.5},{\"content\":\"Bye\",\"from\":2,\"to\":3},{\"content\":
       0           12              28       37                55               72       81              97

   An array of strings is a text and the offsets that cut it into pieces, without gaps: piece 0 is from offset 0 to 1,
   piece 1 from offset 1 to 2. The marks themselves would cut the text at each colon. To have pieces that are texts, the
   offsets are shifted: of each item's three, the first by 3 to where its text starts, the second by -11 to where the
   text ends, and the third not at all. That makes 15, 17, 37, 58, 61, ... and the pieces

       15-17 Hi    17-37 \",\"from\":0,\"to\"    37-58 :1.5},{\"content\":\"    58-61 Bye    ...

   of which every third one, from the first on, is a text. For `from` the marks are taken from the second one on, for
   `to` from the third one on, and the rest is the same. Three additions and selections read the fields of all items.
4. Texts that are numbers become milliseconds, a column at once. A body in which a time is a close call, does not come
   after the one before, or ends no later than it starts, is left: it needs decimals, or mending. So is one in which a
   cue ends before the one before it does, for its gaps are not those between neighbors.
5. The columns are those of all payloads. Bodies that were left, here or before, divide them into groups of bodies that
   follow one another both among the bodies and among the payloads, so that a group is a slice of the columns.
"""

# pyright: standard, reportMissingTypeStubs=false, reportAttributeAccessIssue=false
# pyarrow has no type annotations, and makes the functions of `compute` when it is imported.

from array import array
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, compress, repeat
from typing import Final, final

import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from smarthandle_results._tables.flatten import CLEAR_MS
from smarthandle_results.arrow._bulk.item_forms import FORMS, ItemField, ItemForm
from smarthandle_results.arrow._bulk.sentence_ends import find_sentence_ends
from smarthandle_results.arrow._bulk.split_bodies import Ids, SplitBody, read_ids, split_body


@final
@frozen
class CueGroup:
    """The cues of bodies that follow one another, from the one at the place `first` on.

    `ids` are the columns that have one value for each body, `counts` is how many cues each body has, and `columns` are
    the columns that have one value for each cue.
    """

    first: int
    ids: tuple[Sequence[str | None], ...]
    counts: Sequence[int]
    columns: Sequence[pa.Array]


def read_cues(bodies: Sequence[bytes | str | None]) -> list[CueGroup]:
    """Return the cues of the bodies that can be read at once, in order. All of these are good, and have cues."""
    alike: dict[bytes, list[SplitBody]] = {space: [] for space in FORMS}
    for place, body in enumerate(bodies):
        split = split_body(place, body)
        if split:
            alike[split.space].append(split)
    groups: list[CueGroup] = []
    for space, splits in alike.items():
        left = splits
        for form in FORMS[space]:
            if sum(len(split.items) for split in left) >= _MIN_BYTES:
                groups_of_form, left = _read_form(left, form)
                groups += groups_of_form
    return sorted(groups, key=lambda group: group.first)


def _read_form(splits: list[SplitBody], form: ItemForm) -> tuple[list[CueGroup], list[SplitBody]]:
    """Read the bodies whose payloads have a form, and return the others too."""
    payloads = _join_payloads(splits, form.space)
    fits = pc.match_substring_regex(payloads, form.pattern).to_pylist()
    if all(fits):
        return list(_read_payloads(payloads, splits, form)), []
    fitting = list(compress(splits, fits))
    groups = list(_read_payloads(_join_payloads(fitting, form.space), fitting, form)) if fitting else []
    return groups, [split for split, fit in zip(splits, fits, strict=True) if not fit]


def _join_payloads(splits: Sequence[SplitBody], space: bytes) -> pa.Array:
    """Return an array of payloads, each with a comma after it, whose data is one text: all items, and one more key."""
    comma = b"," + space
    payloads = [split.items for split in splits]
    data = comma.join([*payloads, rb"{\"content\":"])
    starts = array("i", accumulate((len(payload) + len(comma) for payload in payloads), initial=0))
    return pa.StringArray.from_buffers(len(payloads), pa.py_buffer(starts), pa.py_buffer(data))


@final
@frozen
class _GoodBody:
    """A body that is read, its number among the payloads, its place among the bodies, and its ids."""

    number: int
    place: int
    ids: Ids


def _read_payloads(payloads: pa.Array, splits: Sequence[SplitBody], form: ItemForm) -> Iterator[CueGroup]:
    """Make the cues of payloads that have a form, if their times are in order and their frames good."""
    firsts, texts, starts, ends = _read_items(payloads, form)
    (starts_ms, are_starts_clear), (ends_ms, are_ends_clear) = map(_round, (starts, ends))
    is_fine = pc.and_(pc.and_(are_starts_clear, are_ends_clear), pc.less(starts_ms, ends_ms))
    goes_back = pc.or_(_goes_back(starts_ms), _goes_back(ends_ms))
    bad_rows = {row + 1 for row in _find(goes_back)}.difference(firsts).union(_find(pc.invert(is_fine)))
    bad_numbers = {bisect(firsts, row) - 1 for row in bad_rows}
    good = (
        _GoodBody(number, split.place, ids)
        for number, split in enumerate(splits)
        if number not in bad_numbers and (ids := read_ids(split.frame))
    )
    bounds = [*firsts, len(texts)]
    made = (starts_ms, ends_ms, texts, _find_gaps(starts_ms, ends_ms, firsts), find_sentence_ends(texts))
    for group in _group_neighbors(good):
        counts = [bounds[body.number + 1] - bounds[body.number] for body in group]
        indices = pa.concat_arrays([_count_up(count + 1).slice(1) for count in counts])
        columns = (column.slice(bounds[group[0].number], len(indices)) for column in made)
        id_columns = tuple(zip(*(body.ids for body in group), strict=True))
        yield CueGroup(group[0].place, id_columns, counts, (indices, *columns))


def _group_neighbors(bodies: Iterable[_GoodBody]) -> list[list[_GoodBody]]:
    groups: list[list[_GoodBody]] = []
    for body in bodies:
        if not groups or (body.number - 1, body.place - 1) != (groups[-1][-1].number, groups[-1][-1].place):
            groups.append([])
        groups[-1].append(body)
    return groups


def _read_items(payloads: pa.Array, form: ItemForm) -> tuple[list[int], pa.Array, pa.Array, pa.Array]:
    """Return which items are the first of their payloads, and the text, the start and the end of each item."""
    _, starts, data = payloads.buffers()
    marks = _find_bytes(data, form.mark)
    count = len(marks) // form.marks_per_item
    places = memoryview(marks.buffers()[1]).cast("i")
    firsts = [
        bisect(places, start, 0, form.marks_per_item * count) // form.marks_per_item
        for start in memoryview(starts).cast("i")[:-1]
    ]
    fields = (form.text, form.start, form.end)
    texts, start_times, end_times = (_take_field(data, marks, form.marks_per_item, field) for field in fields)
    return firsts, texts, start_times.cast(pa.float64()), end_times.cast(pa.float64())


def _take_field(data: pa.Buffer, marks: pa.Array, marks_per_item: int, field: ItemField) -> pa.Array:
    """Return a field of each item: shifted marks are the offsets of pieces, one of each item's being the field."""
    count = len(marks) // marks_per_item
    length = marks_per_item * (count - 1) + 2
    shifts = pa.py_buffer(array("i", (field.start, field.end, *repeat(0, marks_per_item - 2))) * count)
    offsets = pc.add(marks.slice(field.mark, length), _view(shifts, pa.int32()).slice(0, length))
    pieces = pa.StringArray.from_buffers(length - 1, offsets.buffers()[1], data)
    return pieces.take(pc.multiply(_count_up(count), marks_per_item))


def _find_bytes(data: pa.Buffer, byte: pa.Scalar) -> pa.Array:
    """Return all places of a byte, in half of the time that `indices_nonzero` takes."""
    text = _view(data, pa.uint8())
    numbers = _count_up(_WINDOW_BYTES).cast(pa.int32())
    windows = [(start, text.slice(start, _WINDOW_BYTES)) for start in range(0, len(text), _WINDOW_BYTES)]
    places = [(start, numbers.slice(0, len(window)).filter(pc.equal(window, byte))) for start, window in windows]
    return pa.concat_arrays([pc.add(in_window, pa.scalar(start, pa.int32())) for start, in_window in places])


def _round(seconds: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Return milliseconds, and which of them are not a close call, so that decimals would give the same."""
    scaled = pc.multiply(seconds, 1000.0)
    rounded = pc.round(scaled)
    return rounded.cast(pa.int64()), pc.less(pc.abs(pc.subtract(scaled, rounded)), CLEAR_MS)


def _goes_back(times: pa.Array) -> pa.Array:
    """Return for each time but the first whether it is before the one before it."""
    return pc.less(times.slice(1), times.slice(0, len(times) - 1))


def _find_gaps(starts_ms: pa.Array, ends_ms: pa.Array, firsts: Sequence[int]) -> pa.Array:
    """Return the gap before each cue, null before the first of each body."""
    earlier_ends_ms = pa.concat_arrays([pa.array([0], pa.int64()), ends_ms.slice(0, len(ends_ms) - 1)])
    gaps_ms = pc.max_element_wise(pc.subtract(starts_ms, earlier_ends_ms), 0)
    are_first = _view(_set_bytes(len(gaps_ms), firsts), pa.uint8())
    return pc.if_else(pc.equal(are_first, 1), pa.scalar(None, pa.int64()), gaps_ms)


def _set_bytes(count: int, places: Iterable[int]) -> pa.Buffer:
    """Return as many bytes of 0 as said, with 1 at some places."""
    data = bytearray(count)
    for place in places:
        data[place] = 1
    return pa.py_buffer(data)


def _find(flags: pa.Array) -> list[int]:
    rows: list[int] = pc.indices_nonzero(flags).to_pylist()
    return rows


def _view(buffer: pa.Buffer, kind: pa.DataType) -> pa.Array:
    return pa.Array.from_buffers(kind, buffer.size * 8 // kind.bit_width, [None, buffer])


def _count_up(count: int) -> pa.Array:
    """Return the numbers from 0 on."""
    return _count_window().slice(0, count) if count <= _WINDOW_BYTES else _make_numbers(count)


@cache
def _count_window() -> pa.Array:
    return _make_numbers(_WINDOW_BYTES)


def _make_numbers(count: int) -> pa.Array:
    return pc.subtract(pc.cumulative_sum(pa.repeat(pa.scalar(1, pa.int64()), count)), 1)


_MIN_BYTES: Final = 2**16
"""Fewer bytes of payloads take longer at once than body by body: a regular expression is compiled each time."""

_WINDOW_BYTES: Final = 2**18
"""On 8 MiB of Chinese cues a quarter of this takes a third longer, and sixteen times this almost twice as long."""
