"""Bodies → the table of cues, on one core: plain pyarrow against DuckDB's SQL, in one interleaved run.

python tests/benchmarks/flatten.py [MB] prints the median of each, and its ratio to ours: above 1 is slower than ours.
Both read with one thread. Ours reads all of these bodies at once, since none has a fault; a body with a fault, or of
another form, is read alone, which takes about four times as long.

There are two statements. `bare` reads each JSON once and passes nothing but the cues through `unnest`: with a path
expression beside `unnest`, the obvious way to write it, it is slower by far. It trusts every body, time and text.
`same rows` does what the table promises: texts are mended, blank ones dropped, times mended and put in order, and cues
counted anew. It need not do what SQL cannot, such as finding what is wrong with a body.
"""

import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, Final

import duckdb
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parent.parent))

from helpers.archive import make_bodies

from smarthandle_results import arrow

RUNS: Final = 9

CUES: Final = '[{"content":"VARCHAR","from":"DOUBLE","to":"DOUBLE"}]'
BODY: Final = '{"JobId":"VARCHAR","State":"VARCHAR","JobResult":{"MediaId":"VARCHAR","AiResult":"VARCHAR"}}'

BARE: Final = f"""
WITH jobs AS (SELECT from_json(body, '{BODY}') AS job FROM bodies),
lists AS MATERIALIZED (
    SELECT job.JobId AS job_id, job.JobResult.MediaId AS media_id, from_json(job.JobResult.AiResult, '{CUES}') AS cues
    FROM jobs WHERE job.State = 'Finished'
),
items AS (SELECT job_id, media_id, generate_subscripts(cues, 1) AS cue_index, unnest(cues) AS cue FROM lists)
SELECT job_id, media_id, cue_index,
    round(cue."from" * 1000)::BIGINT AS start_ms, round(cue."to" * 1000)::BIGINT AS end_ms, cue.content AS text
FROM items
"""

MENDED: Final = r"""
CASE WHEN regexp_matches(text, '^\s|\s$|[\x{00}-\x{08}\x{0a}-\x{1f}\x{7f}-\x{9f}\x{2028}\x{2029}]') THEN
    trim(regexp_replace(regexp_replace(regexp_replace(text,
        '[\r\v\f\x{1c}-\x{1e}\x{85}\x{2028}\x{2029}]', chr(10), 'g'),
        '[\x{00}-\x{08}\x{0e}-\x{1b}\x{1f}\x{7f}-\x{84}\x{86}-\x{9f}]', '', 'g'), '\s*\n\s*', chr(10), 'g'))
ELSE text END
"""

SAME_ROWS: Final = f"""
WITH cues AS ({BARE}), mended AS (
    SELECT job_id, media_id, cue_index, greatest(least(start_ms, end_ms), 0) AS start_ms,
        greatest(greatest(start_ms, end_ms), 0) AS end_ms, {MENDED} AS text
    FROM cues
)
SELECT job_id, media_id, row_number() OVER (PARTITION BY job_id ORDER BY start_ms, cue_index) AS cue_index,
    start_ms, greatest(end_ms, start_ms + 1) AS end_ms, text
FROM mended WHERE text <> ''
"""


COLUMNS: Final = ("job_id", "media_id", "cue_index", "start_ms", "end_ms", "text")
"""Those that SQL makes too: the columns to cut by are left out."""


def make_asr_bodies(size: int) -> pa.Table:
    """Make bodies of finished speech recognition jobs, about `size` bytes of them."""
    bodies = (body for body in make_bodies() if b'"ASR"' in body and b'"Finished"' in body)
    length = len(next(bodies))
    return pa.table({"body": pa.array([body.decode() for body in islice(bodies, size // length)])})


def measure(functions: dict[str, Callable[[], Any]]) -> dict[str, float]:
    """Run each in turn, several times, and return the median of its seconds of processor time."""
    seconds: dict[str, list[float]] = {name: [] for name in functions}
    for _ in range(RUNS):
        for name, function in functions.items():
            start = process_time()
            function()
            seconds[name].append(process_time() - start)
    return {name: median(values) for name, values in seconds.items()}


def main(size: int) -> None:
    """Print the table."""
    bodies = make_asr_bodies(size)
    pa.set_cpu_count(1)
    database = duckdb.connect(config={"threads": 1})
    database.register("bodies", bodies)

    def flatten() -> pa.Table:
        return pa.Table.from_batches(arrow.stream("cues", bodies.to_batches())).select(COLUMNS)

    def query(statement: str) -> Callable[[], pa.Table]:
        return lambda: database.sql(statement).to_arrow_table()

    statements = {"DuckDB, bare": BARE, "DuckDB, same rows": SAME_ROWS}
    functions = {"plain pyarrow, ours": flatten} | {name: query(text) for name, text in statements.items()}
    keys = [("job_id", "ascending"), ("cue_index", "ascending")]
    ours = flatten().sort_by(keys)
    for name, function in functions.items():
        equal = function().cast(ours.schema).sort_by(keys).equals(ours)
        print(f"{name}: {ours.num_rows} rows, {'equal' if equal else 'NOT EQUAL'}")
    seconds = measure(functions)
    ours_seconds = seconds["plain pyarrow, ours"]
    for name, value in seconds.items():
        print(f"{name:20} {value:6.2f} s {bodies.num_rows / value:8.0f} bodies/s {value / ours_seconds:6.2f} x ours")


if __name__ == "__main__":
    main(int(sys.argv[1]) * 1_000_000 if len(sys.argv) > 1 else 20_000_000)
