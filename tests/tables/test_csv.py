"""Rows as CSV."""

from smarthandle_results import CopyRow, Cue, Job, JsonObject, Response, to_cue_rows, to_cues
from smarthandle_results._tables.csv import to_csv, to_csv_header
from smarthandle_results.batch._outputs import ErrorRow


def make_row(text: str | None, fields: JsonObject | None = None) -> CopyRow:
    """Make a row that has little but a text."""
    return CopyRow(
        job_id="j",
        copy_index=1,
        text=text,
        copy_type=None,
        keywords=None,
        title=None,
        create_time=None,
        user_data=None,
        fields=fields,
    )


def test_cells() -> None:
    """Null is empty; empty text is quoted, and so is text with a comma, a quote or a line end."""
    expected = b'j,1,,,,,,,\nj,1,"",,,,,,\nj,1,"a,b",,,,,,\nj,1,"say ""x""",,,,,,\nj,1,"a\nb",,,,,,\n'
    assert expected == to_csv(map(make_row, (None, "", "a,b", 'say "x"', "a\nb")))


def test_formulas() -> None:
    """Text that a spreadsheet would run, or that begins with an apostrophe, gets one in front."""
    assert b"j,1,'=1,,,,,,\nj,1,''x,,,,,,\nj,1,a=1,,,,,,\n" == to_csv(map(make_row, ("=1", "'x", "a=1")))


def test_objects() -> None:
    """An object is its JSON text."""
    assert b'j,1,,,,,,,"{""a"":[1,""b""]}"\n' == to_csv([make_row(None, JsonObject({"a": (1, "b")}))])


def test_header() -> None:
    """The first line names the columns."""
    assert b"source,line,byte_offset,path,message,problem_count,sha256\n" == to_csv_header(ErrorRow)


def test_flags_are_true_and_false() -> None:
    """As in JSON, and null is an empty cell."""
    rows = to_cue_rows(Job(Response(job_id="j")), to_cues([Cue(0, 1, "So."), Cue(5, 6, "so")]))
    assert b"j,,1,0,1,So.,,true\nj,,2,5,6,so,4,false\n" == to_csv(rows) == to_csv([*rows])
