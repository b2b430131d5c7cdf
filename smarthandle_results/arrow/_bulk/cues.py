r"""Many bodies → the columns of their cues, by Arrow's kernels: no object for a cue, its text or its times.

Strategy: One operation: read as many bodies of a chunk as possible at once. The goal is speed alone: what this module
returns, `flatten_body` would return too, and whatever it cannot read, such as bad bodies, is left for that. Delete the
folder, and the one call in `_batches`, and nothing else changes. It reads most bodies of speech four times as fast.

1. Each body is split into the items of its payload and the frame around them (`split_bodies`).
2. The items of all bodies are joined to one text, still escaped, and become an array with a string for each payload.
   A regular expression finds those that have a form (`item_forms`).
3. All payloads are cut at once after each key, which makes three pieces of each item, and a payload's number of pieces
   says how many items it has:

       \"Hi\",\"from   0,\"to   1.5},{\"content   \"Bye\",\"from   2,\"to   3},{\"content
       0               13       19                34                48       54

   An array of strings is a text and the offsets that cut it into pieces, without gaps: piece 0 is from offset 0 to 1,
   piece 1 from offset 1 to 2. To have pieces that are fields, the offsets are shifted: for the texts, of each item's
   three the first by 2 to where the text starts, the second by -9 to where it ends, and the third not at all. That
   makes 2, 4, 19, 36, 39, ... and the pieces

       2-4 Hi    4-19 \",\"from0,\"to    19-36 1.5},{\"content\"    36-39 Bye    ...

   of which every third one, from the first on, is a text. For `from` the offsets are taken from the second one on, for
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
from itertools import accumulate, compress, pairwise, repeat
from typing import Final, final

import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from smarthandle_results._tables.flatten import CLEAR_MS
from smarthandle_results.arrow._bulk.item_forms import CUT, FORMS, ItemField, ItemForm
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

    def take(self, start: int, stop: int) -> "CueGroup":
        """Return the group of the bodies from `start` to before `stop`, without copying a cue."""
        rows = slice(sum(self.counts[:start]), sum(self.counts[:stop]))
        ids = tuple(values[start:stop] for values in self.ids)
        return CueGroup(self.first + start, ids, self.counts[start:stop], [column[rows] for column in self.columns])


def read_cues(bodies: Sequence[memoryview | None]) -> list[CueGroup]:
    """Return the cues of the bodies that can be read at once, in order. All of these are good, and have cues."""
    alike: dict[bytes, list[SplitBody]] = {space: [] for space in FORMS}
    for place, body in enumerate(bodies):
        split = split_body(place, body)
        if split:
            alike[split.space].append(split)
    groups: list[CueGroup] = []
    for space, splits in alike.items():
        if sum(len(split.items) for split in splits) >= _MIN_BYTES:
            groups += _read_form(splits, FORMS[space])
    return sorted(groups, key=lambda group: group.first)


def _read_form(splits: list[SplitBody], form: ItemForm) -> Iterator[CueGroup]:
    """Read the bodies whose payloads have a form."""
    payloads = _join_payloads(splits, form.next_key)
    fits = pc.match_substring_regex(payloads, form.pattern).to_pylist()
    if not all(fits):
        splits = list(compress(splits, fits))
        payloads = _join_payloads(splits, form.next_key)
    return _read_payloads(payloads, splits, form) if splits else iter(())


def _join_payloads(splits: Sequence[SplitBody], next_key: bytes) -> pa.Array:
    """Return an array of payloads, with the next key after each."""
    payloads = [split.items for split in splits]
    data = next_key.join([*payloads, b""])
    starts = array("i", accumulate((len(payload) + len(next_key) for payload in payloads), initial=0))
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
    pieces = pc.split_pattern(payloads, CUT)
    bounds = pc.divide(pieces.offsets, _PIECES).to_pylist()
    firsts = _count_up(bounds[-1], _PIECES)
    texts, starts, ends = (_take_field(pieces.values, firsts, field) for field in (form.text, form.start, form.end))
    (starts_ms, are_starts_clear), (ends_ms, are_ends_clear) = map(_round, (starts, ends))
    is_fine = pc.and_(pc.and_(are_starts_clear, are_ends_clear), pc.less(starts_ms, ends_ms))
    goes_back = pc.or_(_goes_back(starts_ms), _goes_back(ends_ms))
    bad_rows = {row + 1 for row in _find(goes_back)}.difference(bounds).union(_find(pc.invert(is_fine)))
    bad_numbers = {bisect(bounds, row) - 1 for row in bad_rows}
    good = (
        _GoodBody(number, split.place, ids)
        for number, split in enumerate(splits)
        if number not in bad_numbers and (ids := read_ids(split.frame))
    )
    indices = _number_cues(bounds)
    made = (indices, starts_ms, ends_ms, texts, _find_gaps(starts_ms, ends_ms, indices), find_sentence_ends(texts))
    for group in _group_neighbors(good):
        start, stop = bounds[group[0].number], bounds[group[-1].number + 1]
        counts = [bounds[body.number + 1] - bounds[body.number] for body in group]
        id_columns = tuple(zip(*(body.ids for body in group), strict=True))
        yield CueGroup(group[0].place, id_columns, counts, [column.slice(start, stop - start) for column in made])


def _group_neighbors(bodies: Iterable[_GoodBody]) -> list[list[_GoodBody]]:
    groups: list[list[_GoodBody]] = []
    for body in bodies:
        if not groups or (body.number - 1, body.place - 1) != (groups[-1][-1].number, groups[-1][-1].place):
            groups.append([])
        groups[-1].append(body)
    return groups


def _take_field(pieces: pa.Array, firsts: pa.Array, field: ItemField) -> pa.Array:
    """Return a field of each item: shifted offsets make pieces, one of each item's being the field."""
    _, offsets, data = pieces.buffers()
    length = len(pieces) - _PIECES + 2
    shifts = pa.py_buffer(array("i", (field.start, field.end, *repeat(0, _PIECES - 2))) * len(firsts))
    shifted = pc.add(
        _view(offsets, pa.int32()).slice(field.piece, length),
        _view(shifts, pa.int32()).slice(0, length),
    )
    fields = pa.StringArray.from_buffers(length - 1, shifted.buffers()[1], data)
    return fields.take(firsts)


def _count_up(count: int, step: int) -> pa.Array:
    """Return as many numbers from 0 on, in steps."""
    return pc.cumulative_sum(pa.repeat(pa.scalar(step, pa.int32()), count), -step)


def _round(seconds: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Return milliseconds, and which of them are not a close call, so that decimals would give the same."""
    scaled = pc.multiply(seconds.cast(pa.float64()), 1000.0)
    rounded = pc.add(scaled, 0.5).cast(pa.int64(), safe=False)
    return rounded, pc.less(pc.abs(pc.subtract(scaled, rounded)), CLEAR_MS)


def _goes_back(times: pa.Array) -> pa.Array:
    """Return for each time but the first whether it is before the one before it."""
    return pc.less(times.slice(1), times.slice(0, len(times) - 1))


def _number_cues(bounds: Sequence[int]) -> pa.Array:
    """Return the number of each cue in its body, from 1 on: the sums of ones, less a body's cues at the next body."""
    steps = array("q", [1]) * bounds[-1]
    for before, first in pairwise(bounds[:-1]):
        steps[first] -= first - before
    return pc.cumulative_sum(_view(pa.py_buffer(steps), pa.int64()))


def _find_gaps(starts_ms: pa.Array, ends_ms: pa.Array, indices: pa.Array) -> pa.Array:
    """Return the gap before each cue, null before the first of each body."""
    earlier_ends_ms = pa.concat_arrays([pa.array([0], pa.int64()), ends_ms.slice(0, len(ends_ms) - 1)])
    gaps_ms = pc.max_element_wise(pc.subtract(starts_ms, earlier_ends_ms), 0)
    return pc.if_else(pc.equal(indices, 1), pa.scalar(None, pa.int64()), gaps_ms)


def _find(flags: pa.Array) -> list[int]:
    rows: list[int] = pc.indices_nonzero(flags).to_pylist()
    return rows


def _view(buffer: pa.Buffer, kind: pa.DataType) -> pa.Array:
    return pa.Array.from_buffers(kind, buffer.size * 8 // kind.bit_width, [None, buffer])


_PIECES: Final = 3
"""How many an item is cut into."""

_MIN_BYTES: Final = 2**16
"""Fewer bytes of payloads take longer at once than body by body: a regular expression is compiled each time."""
