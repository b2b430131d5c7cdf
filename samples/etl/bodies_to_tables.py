"""An ETL step: response bodies, one a line on standard input → copies and token usage as JSON Lines.

python bodies_to_tables.py copies.jsonl usage.jsonl < bodies.jsonl
"""

import sys
from pathlib import Path

from smarthandle_results import (
    CopyRow,
    SmartHandleError,
    UsageRow,
    decode_job,
    decode_response,
    decode_result,
    to_copy_rows,
    to_jsonl,
    to_usage_row,
)


def main() -> None:
    """Write both tables; a body that cannot be decoded is reported on standard error, and the others are converted."""
    copies_path, usage_path = map(Path, sys.argv[1:3])
    copy_rows: list[CopyRow] = []
    usage_rows: list[UsageRow] = []
    for number, body in enumerate(sys.stdin.buffer, start=1):
        try:
            job = decode_job(decode_response(body))
            copy_rows += to_copy_rows(job)
            usage_row = to_usage_row(job)
            if usage_row:
                usage_rows.append(usage_row)
            if job.result is None:
                decode_result(job.response)  # raises an error that says why
        except SmartHandleError as error:
            print(f"line {number}: {error}", file=sys.stderr)
    copies_path.write_bytes(to_jsonl(copy_rows))
    usage_path.write_bytes(to_jsonl(usage_rows))


if __name__ == "__main__":
    main()
