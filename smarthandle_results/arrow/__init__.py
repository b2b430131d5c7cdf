"""Tables of bodies → tables of their rows: the functions that every engine runs. Needs pyarrow.

The functions accept whatever has Arrow's data, which is anything with `__arrow_c_array__` or `__arrow_c_stream__`: a
record batch, a table, a reader, a data frame of Polars or pandas, a relation of DuckDB; an iterable of these with the
same columns, such as the batches of a Parquet file; or a dataset of pyarrow, or a scanner of one. What is one batch
(`__arrow_c_array__`) gives one `RecordBatch`. Anything else gives a `RecordBatchReader`, which converts a batch as it
is read: neither the input nor the rows are in memory as a whole, unless they were before. How large an input batch is,
its engine decides, and of a dataset a thousand rows are one. An iterable without any item has no columns, neither to
repeat nor to look for bodies in.

A reader is read once, and is empty after that. `read_all()` makes a table of it, to keep or to pass to
`pyarrow.parquet.write_table`, and `read_pandas()` a data frame of pandas, whose constructor does not know readers;
`polars.DataFrame` and DuckDB's `from_arrow` accept a reader as it is. A reader of a DuckDB relation is a query that
has not ended: use it in another connection than the relation's, or make a table of it first.

Of a frame of pandas an index with a name is a column, and one without a name is one if it is not a plain range.

The body column has a body in each row, as a string or binary (plain, large or view, also in a dictionary, in runs or as
an extension type such as JSON); null is no body. A column of numbers that are all null, as pandas makes it, has none.
The result has the columns of the table (`SCHEMAS`), then the input's other columns, in which each value is
repeated for every row made from its body. If such a column has a name that the table has too, in upper or lower case,
or that another has, it is renamed: `source_` is put before it until the name is free. Rows are in the input's order.

All functions convert every poll of a job that is in the source; `latest` makes a source of the last ones alone.

Every body is a row of `jobs` or, if it is bad, a row of `errors` and then of no other table; nothing is raised for it.
A body is also bad if it is null, over 256 MiB, or has an integer of over 2^53.
"""

# pyright: standard, reportMissingTypeStubs=false
# pyarrow has no type annotations.

from smarthandle_results._extras import require_extra
from smarthandle_results._public import public_imports

with require_extra("arrow", "smarthandle_results.arrow"), public_imports(globals()):
    from smarthandle_results._tables.flatten import TableName as TableName
    from smarthandle_results.arrow._functions import (
        MAX_BATCH_BYTES as MAX_BATCH_BYTES,
        copies as copies,
        cues as cues,
        errors as errors,
        jobs as jobs,
        latest as latest,
        media as media,
        pairs as pairs,
        payloads as payloads,
        polls as polls,
        stream as stream,
        subtitles as subtitles,
        usage as usage,
    )
    from smarthandle_results.arrow._polls import POLLS_SCHEMA as POLLS_SCHEMA
    from smarthandle_results.arrow._schemas import SCHEMAS as SCHEMAS
    from smarthandle_results.arrow._sources import (
        ArrowArray as ArrowArray,
        ArrowDataset as ArrowDataset,
        ArrowScanner as ArrowScanner,
        ArrowStream as ArrowStream,
        Source as Source,
    )

del public_imports, require_extra
