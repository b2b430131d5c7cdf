"""Bodies → the table of cues, on one core: plain pyarrow against DuckDB's SQL, in one interleaved run.

python tests/benchmarks/flatten.py [MB] prints the median of each, and its ratio to ours: above 1 is slower than ours;
then how our time for a body grows with their number. Both read with one thread. Ours reads all of these bodies at once,
since none has a fault; a body with a fault, or of another form, is read alone, which takes about four times as long.

Where our time is, of 550 ns for a cue of 123 bytes: checking the payloads' form by a regular expression 37 %, cutting
them after their keys 21 %, taking fields 8 %, reading and rounding numbers 8 %, splitting bodies and reading ids 7 %,
ends of sentences 5 %. RE2 and the cutting look at each byte, 1.7 and 0.9 ns each, RE2 also with the simplest
pattern. Slower than these two, 320 ns together, were: Arrow's reader of JSON (580 ns for a cue, and lines must be made
for it), its reader of CSV (130, but making lines of payloads takes three replacements, 85 each), `extract_regex`, and
finding out whether texts are printable (250).

There are two statements. `bare` reads each JSON once and passes nothing but the cues through `unnest`: with a path
expression beside `unnest`, the obvious way to write it, it is slower by far. It trusts every body, time and text.
`same rows` does what the table promises: texts are mended, blank ones dropped, times mended and put in order, and cues
counted anew. It need not do what SQL cannot, such as finding what is wrong with a body.
"""

import sys
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parent.parent))

from helpers.archive import make_bodies
from measure import Limit, measure, print_limits

from smarthandle_results import arrow

ROUNDS: Final = 9
TIMES: Final = (1, 10, 100)
LEAST_BYTES: Final = 1_000_000
"""How large the archive is that grows: what each call costs is little by then, and would hide growth if it were not."""

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


def flatten(bodies: pa.Table) -> pa.Table:
    """Make the table of cues, with the columns that SQL makes."""
    return pa.Table.from_batches(arrow.stream("cues", bodies.to_batches())).select(COLUMNS)


def measure_limits(size: int = 20_000_000, rounds: int = ROUNDS) -> list[Limit]:
    """Print the table, and return each limit's name, what was measured, and the limit."""
    bodies = make_asr_bodies(size)
    pa.set_cpu_count(1)
    database = duckdb.connect(config={"threads": 1})
    database.register("bodies", bodies)

    def query(statement: str) -> Callable[[], pa.Table]:
        return lambda: database.sql(statement).to_arrow_table()

    tasks: dict[str, Callable[[], pa.Table]] = {
        "pyarrow": partial(flatten, bodies),
        "bare": query(BARE),
        "same rows": query(SAME_ROWS),
    }
    names = {
        "pyarrow": f"plain pyarrow {pa.__version__}, ours",
        "bare": f"DuckDB {duckdb.__version__}, bare",
        "same rows": f"DuckDB {duckdb.__version__}, same rows",
    }
    keys = [("job_id", "ascending"), ("cue_index", "ascending")]
    ours = tasks["pyarrow"]().sort_by(keys)
    for name, task in tasks.items():
        assert task().cast(ours.schema).sort_by(keys).equals(ours), names[name]
    times = measure(tasks, rounds)
    print(f"{bodies.num_rows} bodies, {ours.num_rows} rows, all equal; medians of {rounds} rounds\n")
    print("| cues of bodies | µs a body | x ours |\n|---|---|---|")
    for name, spent in times.items():
        print(f"| {names[name]} | {spent / bodies.num_rows / 1000:.0f} | {spent / times['pyarrow']:.2f} |")
    return [("cues by plain pyarrow, x DuckDB's bare SQL", times["pyarrow"] / times["bare"], 0.8)]


def measure_growth(rounds: int = ROUNDS) -> list[Limit]:
    """Print our time for a body of archives that grow, and return it as limits, next to that of the smallest."""
    pa.set_cpu_count(1)
    archives = {times: make_asr_bodies(LEAST_BYTES * times) for times in TIMES}
    spent = measure({str(times): partial(flatten, bodies) for times, bodies in archives.items()}, rounds)
    each = {times: spent[str(times)] / bodies.num_rows for times, bodies in archives.items()}
    print("\n| bodies | cues, µs a body |\n|---|---|")
    for times, bodies in archives.items():
        print(f"| {bodies.num_rows:,} | {each[times] / 1000:.0f} |")
    return [
        (f"cues by plain pyarrow, a body at {times} x, x that at 1 x", each[times] / each[1], 1.2)
        for times in TIMES[1:]
    ]


def main() -> None:
    """Print the tables and the limits."""
    size = int(sys.argv[1]) * 1_000_000 if len(sys.argv) > 1 else 20_000_000
    print_limits([*measure_limits(size), *measure_growth(3)])


if __name__ == "__main__":
    main()
