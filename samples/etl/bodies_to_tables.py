"""An ETL step: response bodies, one a line on standard input → copies and token usage as JSON Lines.

python bodies_to_tables.py copies.jsonl usage.jsonl < bodies.jsonl
"""

import sys
from pathlib import Path

from smarthandle_results import (
    Copies,
    CopyRow,
    SmartHandleError,
    UsageRow,
    decode_response,
    decode_result,
    decode_usage,
    to_copy_rows,
    to_jsonl,
    to_usage_row,
)


def main() -> None:
    """Write both tables; a body that cannot be decoded is told on standard error, and the rest goes on."""
    copies_path, usage_path = map(Path, sys.argv[1:3])
    copy_rows: list[CopyRow] = []
    usage_rows: list[UsageRow] = []
    for number, body in enumerate(sys.stdin.buffer, start=1):
        try:
            response = decode_response(body)
            if usage := decode_usage(response):
                usage_rows.append(to_usage_row(response, usage))
            result = decode_result(response)
            if isinstance(result, Copies):
                copy_rows += to_copy_rows(response, result)
        except SmartHandleError as error:
            print(f"line {number}: {error}", file=sys.stderr)
    copies_path.write_bytes(to_jsonl(copy_rows))
    usage_path.write_bytes(to_jsonl(usage_rows))


if __name__ == "__main__":
    main()
