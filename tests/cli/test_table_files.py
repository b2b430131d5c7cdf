"""Tables, as other people's programs read them."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from helpers.bodies import make_asr_body
from helpers.command import read_rows, run
from helpers.places import SAMPLES, SOUND
from helpers.tables import TABLES

duckdb: Any = pytest.importorskip("duckdb", reason="tables are read by DuckDB")
polars: Any = pytest.importorskip("polars", reason="tables are read by Polars")
pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")

DUCKDB_TYPES = {"string": "VARCHAR", "int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN", "json": "VARCHAR"}
POLARS_TYPES = {
    "string": polars.String,
    "json": polars.String,
    "int64": polars.Int64,
    "double": polars.Float64,
    "bool": polars.Boolean,
}


@pytest.fixture(name="out", scope="module")
def fixture_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write every table of the samples in every format."""
    folder = tmp_path_factory.mktemp("tables")
    for suffix in (".jsonl", ".csv", ".parquet", ".csv.gz", ".jsonl.zst"):
        names = ",".join(f"{name}{suffix}" for name in TABLES)
        assert 1 == run("convert", SAMPLES, "--out", suffix, "--to", names, cwd=folder).returncode
        shutil.copytree(folder / suffix, folder / "out", dirs_exist_ok=True)
    return folder / "out"


def read_schema(out: Path, table: str) -> dict[str, str]:
    """Read what `schema` prints."""
    found: dict[str, str] = json.loads(run("schema", table, "--json", cwd=out).stdout)[table]
    return found


def count_lines(out: Path, table: str) -> int:
    """Count the rows of a table, by its lines of JSON."""
    return (out / f"{table}.jsonl").read_bytes().count(b"\n")


@pytest.mark.parametrize("table", TABLES)
def test_parquet(out: Path, table: str) -> None:
    """DuckDB and Polars find the columns and types of `schema` in Parquet, and all rows."""
    schema = read_schema(out, table)
    described = duckdb.sql(f"DESCRIBE SELECT * FROM '{out / table}.parquet'").fetchall()  # noqa: S608 - a path of our own
    frame = polars.read_parquet(out / f"{table}.parquet")
    assert {name: DUCKDB_TYPES[kind] for name, kind in schema.items()} == {row[0]: row[1] for row in described}
    assert {name: POLARS_TYPES[kind] for name, kind in schema.items()} == dict(frame.schema)
    assert count_lines(out, table) == len(frame)


@pytest.mark.parametrize("table", TABLES)
def test_text(out: Path, table: str) -> None:
    """DuckDB and Polars read JSON Lines and CSV, compressed ones too, to the rows of the Parquet file."""
    schema = read_schema(out, table)
    parquet = polars.read_parquet(out / f"{table}.parquet")
    columns = {name: DUCKDB_TYPES[kind] for name, kind in schema.items()}
    for suffix in (".csv", ".csv.gz"):
        path = out / f"{table}{suffix}"
        rows = duckdb.read_csv(str(path), dtype=columns, header=True, allow_quoted_nulls=False)
        frame = polars.read_csv(path, schema={name: POLARS_TYPES[kind] for name, kind in schema.items()})
        assert parquet.rows() == [tuple(map(drop_apostrophe, row)) for row in rows.fetchall()]
        assert len(parquet) == len(frame)
    for suffix in (".jsonl", ".jsonl.zst"):
        rows = duckdb.read_json(f"{out / table}{suffix}", columns=columns, format="newline_delimited")
        assert parquet.rows() == rows.fetchall()
    types = {name: POLARS_TYPES[kind] for name, kind in schema.items() if kind != "json"}
    frame = polars.read_ndjson(out / f"{table}.jsonl", schema_overrides=types, infer_schema_length=None)
    assert len(parquet) == len(frame) or not len(parquet)


def drop_apostrophe(cell: object) -> object:
    """Undo what defuses a formula."""
    return cell.removeprefix("'") if isinstance(cell, str) else cell


def test_bytes_repeat(out: Path, tmp_path: Path) -> None:
    """A second run writes the same bytes, compressed or not."""
    for suffix in (".parquet", ".csv.gz", ".jsonl.zst"):
        names = ",".join(f"{name}{suffix}" for name in TABLES)
        run("convert", SAMPLES, "--out", "out", "--to", names, cwd=tmp_path)
        for table in TABLES:
            assert (out / f"{table}{suffix}").read_bytes() == (tmp_path / f"out/{table}{suffix}").read_bytes()


def test_parquet_input(tmp_path: Path) -> None:
    """A Parquet column of bodies, text or bytes, is an input; rows count from 1, and null is an error."""
    bodies = [path.read_bytes() for path in sorted(SOUND.glob("page-*/body.json"))]
    frame = polars.DataFrame({"raw": [*bodies, None], "n": range(len(bodies) + 1)})
    frame.write_parquet(tmp_path / "in.parquet")
    done = run("convert", "in.parquet", "--body-column", "raw", "--out", "out", cwd=tmp_path)
    wrong = run("convert", "in.parquet", "--out", "out", cwd=tmp_path)
    [error] = read_rows(tmp_path / "out/errors.jsonl")
    assert (1, 2) == (done.returncode, wrong.returncode)
    assert len(bodies) == (tmp_path / "out/jobs.jsonl").read_bytes().count(b"\n")
    assert (len(bodies) + 1, None, "expected a body, got null") == (
        error["line"],
        error["byte_offset"],
        error["message"],
    )


def test_parquet_that_cannot_be_read(tmp_path: Path) -> None:
    """A file that is not Parquet, is cut, is damaged, or has no text is an error at its row; others are converted."""
    arrow: Any = pytest.importorskip("pyarrow.parquet")
    import pyarrow as pa  # noqa: PLC0415 - after the check that it is installed

    good = [make_asr_body(f"job{number}").decode() for number in range(200)]
    arrow.write_table(pa.table({"body": good}), tmp_path / "good.parquet")
    arrow.write_table(pa.table({"body": good}), tmp_path / "torn.parquet", row_group_size=100, compression="zstd")
    arrow.write_table(pa.table({"body": [1, 2]}), tmp_path / "integers.parquet")
    arrow.write_table(pa.table({"body": [{"a": 1}]}), tmp_path / "objects.parquet")
    data = (tmp_path / "good.parquet").read_bytes()
    (tmp_path / "cut.parquet").write_bytes(data[:-50])
    (tmp_path / "text.parquet").write_bytes(b"hello")
    torn = bytearray((tmp_path / "torn.parquet").read_bytes())
    start = arrow.ParquetFile(tmp_path / "torn.parquet").metadata.row_group(1).column(0).dictionary_page_offset
    torn[start + 20 : start + 60] = b"\xff" * 40
    (tmp_path / "torn.parquet").write_bytes(torn)
    names = [f"{name}.parquet" for name in ("cut", "good", "integers", "objects", "text", "torn")]
    done = run("convert", *names, "--out", "out", "--to", "jobs", "--keep", "polls", cwd=tmp_path)
    rows = read_rows(tmp_path / "out/errors.jsonl")
    assert (1, False) == (done.returncode, b"Traceback" in done.stderr)
    no_parquet = "expected Parquet, got something else or a part of it"
    hint = (
        "keep it as text, or make it JSON text with "
        "to_json in SQL, .map(json.dumps) in pandas, .struct.json_encode() in Polars"
    )
    assert [
        ("cut.parquet", no_parquet),
        ("integers.parquet", "expected text or bytes in the column 'body', got int64"),
        ("objects.parquet", f"expected text or bytes in the column 'body', got struct<a: int64>; {hint}"),
        ("text.parquet", no_parquet),
        ("torn.parquet", "expected whole Parquet pages, got damaged ones"),
    ] == [(row["source"], row["message"]) for row in rows]
    assert [1, 1, 1, 1] == [row["line"] for row in rows[:4]]
    jobs = (tmp_path / "out/jobs.jsonl").read_bytes().count(b"\n")
    assert len(good) + rows[4]["line"] - 1 == jobs > len(good)
