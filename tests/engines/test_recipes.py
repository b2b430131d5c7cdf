"""The recipes of samples/engines, each run by its real engine over the archive."""

import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from helpers.places import SAMPLES
from helpers.polls import LATEST, POLLS, make_poll
from helpers.tables import ENGINE_TABLES

pytestmark = pytest.mark.engines
RECIPES = SAMPLES / "engines"


RUN = """
import runpy, sys
recipe, archive, out, *tables = sys.argv[1:]
main = runpy.run_path(recipe)["main"]
for table in tables:
    main(table, archive, f"{out}/{table}")
"""


@pytest.mark.parametrize("engine", ["duckdb", "pandas", "polars", "ray"])
def test_recipe(engine: str, archive: Path, tmp_path: Path, assert_equal: Callable[[str, Any], None]) -> None:
    """Each engine makes the tables that plain pyarrow makes."""
    pytest.importorskip(engine, reason="needs the extra engines")
    import pyarrow.parquet as pq  # noqa: PLC0415 - it is an extra

    command = [
        sys.executable,
        "-c",
        RUN,
        str(RECIPES / f"{engine}_table.py"),
        str(archive),
        str(tmp_path),
        *ENGINE_TABLES,
    ]
    subprocess.run(command, check=True, capture_output=True)
    for table in ENGINE_TABLES:
        assert_equal(table, pq.read_table(tmp_path / table))


@pytest.mark.parametrize(("engine", "rows"), [("duckdb", LATEST), ("pandas", LATEST), ("polars", range(len(POLLS)))])
def test_which_polls_they_convert(engine: str, rows: Iterable[int], tmp_path: Path) -> None:
    """Of each job's polls the last one, or all, as each recipe says."""
    pytest.importorskip(engine, reason="needs the extra engines")
    import pyarrow as pa  # noqa: PLC0415 - it is an extra
    import pyarrow.parquet as pq  # noqa: PLC0415 - likewise

    archive, out = tmp_path / "archive.parquet", tmp_path / "out"
    pq.write_table(pa.table({"body": [make_poll(*poll) for poll in POLLS], "row": range(len(POLLS))}), archive)
    command = [sys.executable, str(RECIPES / f"{engine}_table.py"), "jobs", str(archive), str(out)]
    subprocess.run(command, check=True, capture_output=True)
    assert [*rows] == sorted(pq.read_table(out)["row"].to_pylist())


@pytest.mark.parametrize("engine", ["duckdb", "pandas", "polars"])
def test_recipes_are_scripts(engine: str, archive: Path, tmp_path: Path) -> None:
    """Each runs alone, as its docstring says."""
    pytest.importorskip(engine, reason="needs the extra engines")
    command = [sys.executable, str(RECIPES / f"{engine}_table.py"), "usage", str(archive), str(tmp_path / "out")]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "out").exists()
