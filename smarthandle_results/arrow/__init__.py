"""Record batches of bodies → record batches of a table's rows: the functions that every engine runs. Needs pyarrow.

The body column is string or binary (plain, large or view), one body a row; null is no body. An output batch holds the
columns of the table (`SCHEMAS`), then the input's other columns, each value repeated for every row made of its body.
Such a column whose name the table has too, in whatever case, or that stands there twice, is renamed: `source_` is put
in front until the name is free. Rows are in the order of the input.

Every body is a row of `jobs` or, if it is bad, of `errors` and then of no other table: nothing is raised for it. Bad is
also what engines cannot hold: null, a body of over 256 MiB, an integer of over 2^53.
"""

# pyright: standard, reportMissingTypeStubs=false
# pyarrow tells no types.

from smarthandle_results._tables.flatten import TableName
from smarthandle_results.arrow._batches import SCHEMAS, free_names, to_schema
from smarthandle_results.arrow._functions import (
    MAX_BATCH_BYTES,
    POLLS_SCHEMA,
    copies,
    cues,
    errors,
    jobs,
    polls,
    stream,
    usage,
)

__all__ = [
    "MAX_BATCH_BYTES",
    "POLLS_SCHEMA",
    "SCHEMAS",
    "TableName",
    "copies",
    "cues",
    "errors",
    "free_names",
    "jobs",
    "polls",
    "stream",
    "to_schema",
    "usage",
]
