"""The command converts the archive's bodies, as JSON Lines, to the same rows as every engine."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from helpers.tables import JSON_COLUMNS, TABLES

pytestmark = pytest.mark.engines
pq = pytest.importorskip("pyarrow.parquet", reason="needs the extra engines")


@pytest.fixture(scope="module")
def tables(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Convert the archive; null and b"" cannot be lines of a file."""
    folder = tmp_path_factory.mktemp("command")
    bodies = [body for body in pq.read_table(archive)["body"].to_pylist() if body]
    (folder / "archive.jsonl").write_bytes(b"".join(body + b"\n" for body in bodies))
    command = [sys.executable, "-m", "smarthandle_results.cli", "convert", str(folder / "archive.jsonl")]
    done = subprocess.run([*command, "--out", str(folder), "--to", ",".join(TABLES)], capture_output=True, check=False)
    assert 1 == done.returncode
    return folder


@pytest.mark.parametrize("table", TABLES)
def test_the_command_makes_the_same_rows(table: str, tables: Path, expected: dict[str, Any]) -> None:
    """Row by row after sorting; the command has an error's place too, and an engine the input's other columns."""
    lines = (tables / f"{table}.jsonl").read_bytes().splitlines()
    columns = [name for name in expected[table].schema.names if name in json.loads(lines[0])]
    made = [_read_row(json.loads(line), columns) for line in lines]
    rows = [row for row in expected[table].select(columns).to_pylist() if row.get("message") not in _NO_LINES]
    assert sorted(map(repr, (_read_row(row, columns) for row in rows))) == sorted(map(repr, made))


def _read_row(row: dict[str, Any], columns: list[str]) -> list[object]:
    values = {key: row[key] for key in columns}
    values |= {key: json.loads(row[key]) for key in JSON_COLUMNS & values.keys() if isinstance(row[key], str)}
    if values.get("total_tokens") is not None:
        values["total_tokens"] = float(values["total_tokens"])
    return list(values.values())


_NO_LINES = {"expected a body, got null", "expected JSON, got nothing: the text is empty"}
