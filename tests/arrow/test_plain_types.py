"""Columns of any type → columns whose values can be repeated: the same values, and the same type or the nearest."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from helpers.bodies import make_body
from hypothesis import given, strategies as st

pytestmark = pytest.mark.engines
pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")

from smarthandle_results import arrow  # noqa: E402 - after the check for pyarrow
from smarthandle_results.arrow._plain_types import number_runs, to_plain_array, to_plain_type  # noqa: E402
from smarthandle_results.arrow._schemas import to_schema  # noqa: E402 - likewise


class Stored(pa.ExtensionType):  # type: ignore[misc, name-defined]
    """The extension type of an application, which alone knows how to make it."""

    def __init__(self, storage: Any) -> None:
        super().__init__(storage, "stored")

    def __arrow_ext_serialize__(self) -> bytes:
        return b""


TEXT, LARGE, VIEW = pa.string(), pa.large_string(), pa.string_view()
SMALL = pa.int8()
DETAILS = {"unit": "s"}
BODIES = [None, *(make_body([{"content": "a", "from": 0, "to": 1}] * count) for count in (1, 2, 3))]
"""Bodies of as many cues as their places say."""

KEPT = [
    *(pa.null(), pa.bool_(), pa.float16(), pa.decimal32(5, 2), pa.decimal64(9, 2), pa.decimal128(9, 2)),
    *(pa.decimal256(50, 2), pa.month_day_nano_interval(), pa.time32("s"), pa.time64("ns"), pa.timestamp("ns", "UTC")),
    *(pa.duration("ms"), pa.date64(), TEXT, LARGE, pa.binary(), pa.large_binary(), pa.binary(3)),
    *(pa.list_(TEXT), pa.large_list(TEXT), pa.list_(TEXT, 2), pa.list_view(TEXT), pa.large_list_view(TEXT)),
    *(pa.map_(TEXT, TEXT), pa.struct([]), pa.struct([("a", TEXT)]), pa.dictionary(pa.uint8(), TEXT, ordered=True)),
    *(pa.json_(), pa.uuid(), pa.bool8(), pa.fixed_shape_tensor(SMALL, [2, 2]), pa.opaque(TEXT, "a", "b")),
    *(pa.list_(pa.uuid()), pa.dictionary(SMALL, pa.list_(SMALL)), pa.list_(pa.dictionary(SMALL, TEXT))),
]
"""Types that stay as they are."""

CHANGED = [
    (VIEW, LARGE),
    (pa.binary_view(), pa.large_binary()),
    (pa.run_end_encoded(pa.int16(), SMALL), SMALL),
    (pa.run_end_encoded(pa.int64(), VIEW), LARGE),
    (pa.run_end_encoded(pa.int32(), pa.dictionary(SMALL, VIEW)), pa.dictionary(SMALL, LARGE)),
    (pa.dictionary(pa.uint32(), VIEW, ordered=True), pa.dictionary(pa.uint32(), LARGE, ordered=True)),
    (pa.dictionary(SMALL, pa.list_(VIEW)), pa.dictionary(SMALL, pa.list_(LARGE))),
    (pa.list_(VIEW), pa.list_(LARGE)),
    (pa.large_list(VIEW), pa.large_list(LARGE)),
    (pa.list_(VIEW, 3), pa.list_(LARGE, 3)),
    (pa.list_view(VIEW), pa.list_view(LARGE)),
    (pa.large_list_view(VIEW), pa.large_list_view(LARGE)),
    (pa.list_(pa.list_(pa.run_end_encoded(pa.int32(), VIEW))), pa.list_(pa.list_(LARGE))),
    (pa.map_(VIEW, SMALL, keys_sorted=True), pa.map_(LARGE, SMALL, keys_sorted=True)),
    (pa.map_(TEXT, pa.list_(VIEW)), pa.map_(TEXT, pa.list_(LARGE))),
    (pa.json_(VIEW), pa.json_(LARGE)),
    (pa.opaque(pa.list_(VIEW), "a", "b"), pa.opaque(pa.list_(LARGE), "a", "b")),
    (pa.list_(pa.json_(VIEW)), pa.list_(pa.json_(LARGE))),
    (Stored(VIEW), LARGE),
    (Stored(pa.run_end_encoded(pa.int32(), pa.json_(VIEW))), pa.json_(LARGE)),
    (
        pa.struct([pa.field("a", VIEW, nullable=False, metadata=DETAILS), pa.field("b", SMALL)]),
        pa.struct([pa.field("a", LARGE, nullable=False, metadata=DETAILS), pa.field("b", SMALL)]),
    ),
]
"""Types, and those that they become."""


@pytest.mark.parametrize("kind", KEPT, ids=str)
def test_types_that_are_kept(kind: Any) -> None:
    """Arrow can repeat their values."""
    assert kind is to_plain_type(kind)


@pytest.mark.parametrize(("kind", "plain"), CHANGED, ids=str)
def test_types_that_are_changed(kind: Any, plain: Any) -> None:
    """Views and run ends are plain wherever they stand; all else about a field is kept."""
    assert plain.equals(to_plain_type(kind), check_metadata=True)
    assert plain == to_plain_type(plain)  # nothing changes twice


def test_a_field_keeps_its_metadata() -> None:
    """What an engine has written there, such as the categories of an enumeration, is passed through."""
    schema = pa.schema([("body", TEXT), pa.field("a", VIEW, nullable=False, metadata=DETAILS)])
    assert pa.field("a", LARGE, nullable=False, metadata=DETAILS).equals(
        to_schema("usage", schema).field("a"), check_metadata=True
    )


def test_numbers_of_runs() -> None:
    """A part of a column counts from the runs of the whole; a run may go on after its end."""
    ends = pa.array([2, 3, 9], pa.int16())
    column = pa.RunEndEncodedArray.from_arrays(ends, pa.array(["a", "b", "c"]))
    assert [0, 0, 1, 2, 2, 2, 2, 2, 2] == number_runs(column).to_pylist()
    assert [1, 2, 2] == number_runs(column.slice(2, 3)).to_pylist()
    assert [] == number_runs(column.slice(9)).to_pylist()


@pytest.mark.parametrize("make", [pa.json_, lambda storage: pa.opaque(storage, "a", "b")], ids=["json", "opaque"])
def test_types_that_pass_for_equal(make: Any) -> None:
    """To Arrow these dictionaries have one type, whatever the storage; it is converted all the same."""
    texts = pa.array(["a" * 30, "", None, "b"], VIEW)
    lists = pa.FixedSizeListArray.from_arrays(pa.ExtensionArray.from_storage(make(VIEW), texts), 2)
    column = pa.DictionaryArray.from_arrays(pa.array([1, None, 0, 1], SMALL), lists)
    plain = to_plain_array(column)
    assert LARGE == plain.dictionary.type.value_type.storage_type
    assert column.to_pylist()[::-1] == plain.take(pa.array([3, 2, 1, 0])).to_pylist()


# Arrays are made from small numbers that Hypothesis draws; each maker gets `draw`, a length and how deep it may nest.

LEAVES: list[tuple[Any, list[Any]]] = [
    (pa.int8(), [-1, 7]),
    (pa.uint64(), [0, 2**64 - 1]),
    (pa.bool_(), [False, True]),
    (pa.decimal32(5, 2), [Decimal("1.50"), Decimal("-999.99")]),
    (pa.decimal256(50, 1), [Decimal("1.5"), Decimal(10**40)]),
    (pa.date32(), [date(1970, 1, 1), date(2024, 5, 6)]),
    (pa.month_day_nano_interval(), [pa.MonthDayNano([1, -2, 3]), pa.MonthDayNano([0, 0, 0])]),
    (pa.timestamp("ns", "UTC"), [0, 10**18]),
    *(
        (kind, ["", "中", "a" * 30])
        for kind in (TEXT, LARGE, VIEW, pa.json_(VIEW), pa.json_(), Stored(VIEW), Stored(TEXT))
    ),
    *((kind, [b"", b"\xff" * 30]) for kind in (pa.binary(), pa.binary_view())),
    (pa.binary(2), [b"ab", b"\0\0"]),
    (pa.uuid(), [bytes(16), b"0123456789abcdef"]),
]


def make_leaf(draw: Any, length: int, _depth: int = 0, *, nulls: bool = True) -> Any:
    """Make values of a type without fields."""
    kind, values = draw(st.sampled_from(LEAVES))
    chosen = st.sampled_from([*values, None] if nulls else values)
    made = draw(st.lists(chosen, min_size=length, max_size=length))
    if isinstance(kind, pa.BaseExtensionType):
        return pa.ExtensionArray.from_storage(kind, pa.array(made, kind.storage_type))
    return pa.array(made, kind)


def draw_numbers(draw: Any, length: int, most: int) -> list[int]:
    """Draw numbers from 0 to a greatest one."""
    return list(draw(st.lists(st.integers(0, most), min_size=length, max_size=length)))


def draw_mask(draw: Any, length: int) -> Any:
    """Draw which values are null."""
    return pa.array(draw(st.lists(st.booleans(), min_size=length, max_size=length)), pa.bool_())


def make_list(draw: Any, length: int, depth: int) -> Any:
    """Make lists, some of them null, whose values may begin and end beyond theirs."""
    size = draw(st.integers(0, 4))
    offsets: list[int | None] = [*sorted(draw_numbers(draw, length + 1, size))]
    offsets[:-1] = [
        None if is_null else offset
        for offset, is_null in zip(offsets, draw_mask(draw, length).to_pylist(), strict=False)
    ]
    maker, kind = draw(st.sampled_from([(pa.ListArray, pa.int32()), (pa.LargeListArray, pa.int64())]))
    return maker.from_arrays(pa.array(offsets, kind), make_array(draw, size, depth - 1))


def make_list_view(draw: Any, length: int, depth: int) -> Any:
    """Make lists in any order, which share values."""
    size = draw(st.integers(0, 4))
    offsets = draw_numbers(draw, length, size)
    sizes = [draw(st.integers(0, size - offset)) for offset in offsets]
    maker, kind = draw(st.sampled_from([(pa.ListViewArray, pa.int32()), (pa.LargeListViewArray, pa.int64())]))
    values = make_array(draw, size, depth - 1)
    return maker.from_arrays(pa.array(offsets, kind), pa.array(sizes, kind), values, mask=draw_mask(draw, length))


def make_fixed_list(draw: Any, length: int, depth: int) -> Any:
    """Make lists of two values each."""
    values = make_array(draw, 2 * length, depth - 1)
    return pa.FixedSizeListArray.from_arrays(values, 2, mask=draw_mask(draw, length))


def make_struct(draw: Any, length: int, depth: int) -> Any:
    """Make objects."""
    columns = [make_array(draw, length, depth - 1) for _ in range(draw(st.integers(1, 2)))]
    fields = [pa.field(f"field{place}", column.type, metadata=DETAILS) for place, column in enumerate(columns)]
    return pa.StructArray.from_arrays(columns, fields=fields, mask=draw_mask(draw, length))


def make_map(draw: Any, length: int, depth: int) -> Any:
    """Make maps."""
    size = draw(st.integers(0, 4))
    offsets = pa.array(sorted(draw_numbers(draw, length + 1, size)), pa.int32())
    return pa.MapArray.from_arrays(offsets, make_leaf(draw, size, nulls=False), make_array(draw, size, depth - 1))


def make_dictionary(draw: Any, length: int, depth: int) -> Any:
    """Make a dictionary with an index of any type."""
    numbers = [number or None for number in draw_numbers(draw, length, 3)]
    width = draw(st.sampled_from(["int8", "uint16", "uint32", "int64"]))
    return pa.DictionaryArray.from_arrays(pa.array(numbers, getattr(pa, width)()), make_array(draw, 4, depth - 1))


def make_runs(draw: Any, length: int, depth: int) -> Any:
    """Make runs of up to three values, the last of which goes on after the end.

    Otherwise pyarrow, asked for the values of an empty list at the end, would read beyond the last run. Nor can it read
    every dictionary in runs.
    """
    ends = [0]
    while ends[-1] <= length:
        ends.append(ends[-1] + draw(st.integers(1, 3)))
    width = draw(st.sampled_from(["int16", "int32", "int64"]))
    make_values = draw(st.sampled_from([make_leaf, make_list, make_struct])) if depth > 1 else make_leaf
    values = make_values(draw, len(ends) - 1, depth - 1)
    return pa.RunEndEncodedArray.from_arrays(pa.array(ends[1:], getattr(pa, width)()), values).slice(0, length)


def make_slice(draw: Any, length: int, depth: int) -> Any:
    """Make a part of a longer array."""
    return make_array(draw, length + 2, depth - 1).slice(1, length)


MAKERS = [make_list, make_list_view, make_fixed_list, make_struct, make_map, make_dictionary, make_runs, make_slice]


def make_array(draw: Any, length: int, depth: int) -> Any:
    """Make values of any type but unions."""
    make = draw(st.sampled_from(MAKERS)) if depth > 0 and draw(st.integers(0, 4)) else make_leaf
    return make(draw, length, depth)


columns = st.composite(lambda draw: make_array(draw, draw(st.integers(0, 5)), 3))()


@given(columns, st.data())
def test_every_column_is_passed_through(column: Any, data: st.DataObject) -> None:
    """Whatever its type, each value is repeated for the rows of its body, and the schema is known before."""
    expected = column.to_pylist()
    counts = data.draw(st.lists(st.integers(0, 3), min_size=len(column), max_size=len(column)))
    batch = pa.record_batch({"body": pa.array([BODIES[count] for count in counts], TEXT), "column": column})
    schema = to_schema("cues", batch.schema)
    repeated = [value for value, count in zip(expected, counts, strict=True) for _ in range(count)]
    made = pa.Table.from_batches([arrow.cues(batch)], schema)
    divided = pa.Table.from_batches(arrow.stream("cues", [batch], max_bytes=100), schema)
    for table in (made, divided):
        table.validate(full=True)
        assert repeated == table.column("column").to_pylist()
    plain = to_plain_array(column)
    assert expected == plain.to_pylist()
    assert plain.type == schema.field("column").type
