"""Many bodies → the columns of their cues, by Arrow's kernels: no object for a cue, its text or its times.

Strategy: each body is cut into its payload and the rest, which is read alone (`_cuts`). The payloads are put together
to one text, still escaped. A regular expression tells those of a known form, which have no fault but one of order
(`_forms`). All places of one byte there are found at once, and from these follow the offsets of all texts and numbers.

One behaviour, two speeds: whatever is not of that form, bad bodies among it, is left for `read_columns`, body by body.
"""

# pyright: standard, reportMissingTypeStubs=false, reportAttributeAccessIssue=false
# pyarrow tells no types, and makes the functions of `compute` when it is imported.

from array import array
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, compress, groupby, repeat
from operator import itemgetter
from typing import Final, TypeAlias, final

import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from smarthandle_results.arrow._bulk.cuts import Cut, cut_body, read_ids
from smarthandle_results.arrow._bulk.forms import FORMS, Form, Span


@final
@frozen
class Stretch:
    """The cues of bodies that stand one behind the other, from the one at `first` on.

    `ids` are the columns that hold one value a body, `counts` is how many cues each body has, `columns` are the others.
    """

    first: int
    ids: tuple[Sequence[str | None], ...]
    counts: Sequence[int]
    columns: Sequence[pa.Array]


_Placed: TypeAlias = tuple[int, Cut]
"""A cut behind its body's place."""


def read_cues(bodies: Sequence[bytes | str | None]) -> list[Stretch]:
    """Make the columns of cues of the bodies that allow it, in order. These are sound, and their payloads cues."""
    alike: dict[bytes, list[_Placed]] = {space: [] for space in FORMS}
    for place, body in enumerate(bodies):
        cut = cut_body(body)
        if cut:
            alike[cut.space].append((place, cut))
    stretches: list[Stretch] = []
    for space, placed in alike.items():
        left = placed
        for form in FORMS[space]:
            if sum(len(cut.items) for _, cut in left) >= _MIN_SIZE:
                made, left = _read_form(left, form)
                stretches += made
    return sorted(stretches, key=lambda stretch: stretch.first)


def _read_form(placed: list[_Placed], form: Form) -> tuple[list[Stretch], list[_Placed]]:
    """Read the bodies whose payloads are of a form, and hand back the others."""
    payloads = _join(placed, form.space)
    fits = pc.match_substring_regex(payloads, form.pattern).to_pylist()
    if all(fits):
        return list(_read_payloads(payloads, placed, form)), []
    fitting = list(compress(placed, fits))
    made = list(_read_payloads(_join(fitting, form.space), fitting, form)) if fitting else []
    return made, [one for one, fit in zip(placed, fits, strict=True) if not fit]


def _join(placed: Sequence[_Placed], space: bytes) -> pa.Array:
    """Make an array of payloads, a comma behind each, whose bytes are one text of items and the key of one more."""
    comma = b"," + space
    payloads = [cut.items for _, cut in placed]
    data = comma.join([*payloads, rb"{\"content\":"])
    starts = array("i", accumulate((len(payload) + len(comma) for payload in payloads), initial=0))
    return pa.StringArray.from_buffers(len(payloads), pa.py_buffer(starts), pa.py_buffer(data))


def _read_payloads(payloads: pa.Array, placed: Sequence[_Placed], form: Form) -> Iterator[Stretch]:
    """Make the columns of payloads of a form, and of their bodies."""
    firsts, texts, starts, ends = _read_items(payloads, form)
    (starts_ms, are_starts_clear), (ends_ms, are_ends_clear) = map(_round, (starts, ends))
    is_fine = pc.and_(pc.and_(are_starts_clear, are_ends_clear), pc.less(starts_ms, ends_ms))
    goes_back = pc.less(starts_ms.slice(1), starts_ms.slice(0, len(starts_ms) - 1))
    bad_rows = {row + 1 for row in _find(goes_back)}.difference(firsts).union(_find(pc.invert(is_fine)))
    bad = {bisect(firsts, row) - 1 for row in bad_rows}
    found = [
        (number, place, ids)
        for number, (place, cut) in enumerate(placed)
        if number not in bad and (ids := read_ids(cut.rest))
    ]
    bounds = [*firsts, len(texts)]
    # What is left out, here or among the bodies, ends a stretch: behind it a number or a place is ahead by one more.
    steps = [(number - row, place - row) for row, (number, place, _) in enumerate(found)]
    for _, group in groupby(zip(steps, found, strict=True), key=itemgetter(0)):
        neighbours = [one for _, one in group]
        numbers = [number for number, _, _ in neighbours]
        counts = [bounds[number + 1] - bounds[number] for number in numbers]
        indices = pa.concat_arrays([_count_up(count + 1).slice(1) for count in counts])
        columns = (column.slice(bounds[numbers[0]], len(indices)) for column in (starts_ms, ends_ms, texts))
        ids_columns = tuple(zip(*(ids for _, _, ids in neighbours), strict=True))
        yield Stretch(neighbours[0][1], ids_columns, counts, (indices, *columns))


def _read_items(payloads: pa.Array, form: Form) -> tuple[list[int], pa.Array, pa.Array, pa.Array]:
    """Tell which items are the first of their payloads, and take the text, the start and the end of each."""
    _, starts, data = payloads.buffers()
    marks = _find_bytes(data, form.mark)
    count = len(marks) // form.marks
    places = memoryview(marks.buffers()[1]).cast("i")
    firsts = [bisect(places, at, 0, form.marks * count) // form.marks for at in memoryview(starts).cast("i")[:-1]]
    texts, start_times, end_times = (_take(data, marks, form.marks, span) for span in (form.text, form.start, form.end))
    return firsts, texts, start_times.cast(pa.float64()), end_times.cast(pa.float64())


def _take(data: pa.Buffer, marks: pa.Array, step: int, span: Span) -> pa.Array:
    """Take a span of each item: shifted marks are the offsets of pieces, of which one of each item is the span."""
    count = len(marks) // step
    length = step * (count - 1) + 2
    shifts = pa.py_buffer(array("i", (span.start, span.end, *repeat(0, step - 2))) * count)
    bounds = pc.add(marks.slice(span.mark, length), _view(shifts, pa.int32()).slice(0, length))
    pieces = pa.StringArray.from_buffers(length - 1, bounds.buffers()[1], data)
    return pieces.take(pc.multiply(_count_up(count), step))


def _find_bytes(data: pa.Buffer, byte: pa.Scalar) -> pa.Array:
    """Find all places of a byte, in half of the time that `indices_nonzero` takes."""
    text = _view(data, pa.uint8())
    numbers = _count_up(_WINDOW).cast(pa.int32())
    windows = [(start, text.slice(start, _WINDOW)) for start in range(0, len(text), _WINDOW)]
    found = [(start, numbers.slice(0, len(part)).filter(pc.equal(part, byte))) for start, part in windows]
    return pa.concat_arrays([pc.add(places, pa.scalar(start, pa.int32())) for start, places in found])


def _round(seconds: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Make milliseconds, and tell which are no close call: the product errs by less than 0.001."""
    scaled = pc.multiply(seconds, 1000.0)
    rounded = pc.round(scaled)
    return rounded.cast(pa.int64()), pc.less(pc.abs(pc.subtract(scaled, rounded)), _CLEAR)


def _find(flags: pa.Array) -> list[int]:
    found: list[int] = pc.indices_nonzero(flags).to_pylist()
    return found


def _view(buffer: pa.Buffer, kind: pa.DataType) -> pa.Array:
    return pa.Array.from_buffers(kind, buffer.size * 8 // kind.bit_width, [None, buffer])


def _count_up(count: int) -> pa.Array:
    """Make the numbers from 0 on."""
    return _count_window().slice(0, count) if count <= _WINDOW else _make_numbers(count)


@cache
def _count_window() -> pa.Array:
    return _make_numbers(_WINDOW)


def _make_numbers(count: int) -> pa.Array:
    return pc.subtract(pc.cumulative_sum(pa.repeat(pa.scalar(1, pa.int64()), count)), 1)


_MIN_SIZE: Final = 2**16
"""Fewer bytes take longer at once than body by body: a regular expression is compiled each time."""

_WINDOW: Final = 2**18
_CLEAR: Final = 0.498
