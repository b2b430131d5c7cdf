"""A problem's path and the place of its body → the command that prints the value in question."""

import json
import shlex
from typing import Final

from smarthandle_results._printable import to_printable


def to_jq_command(path: str, source: str | None, byte_offset: int | None, column: str | None = None) -> str | None:
    r"""Write the command for `jq`; None where there is none: the body is no JSON, or not in a file that can be named.

    >>> to_jq_command(".State", "jobs/7.json", 0)
    'jq .State jobs/7.json'
    >>> to_jq_command(".JobResult.AiResult | fromjson | .[1].to", "all jobs.jsonl.gz", 92)
    "gzip -dc 'all jobs.jsonl.gz' | tail -c +93 | jq -n 'input | .JobResult.AiResult | fromjson | .[1].to'"
    """
    if path == "." or source is None or source == "-" or byte_offset is None:
        return None
    name = source.lower()
    if to_printable(source) != source or name.endswith((".xml", ".xml.gz", ".xml.zst", ".parquet")):
        return None
    file = shlex.quote(source if not source.startswith("-") else f"./{source}")
    unpack = next((program for suffix, program in _PROGRAMS.items() if name.endswith(suffix)), "")
    if column is not None:
        path = f'{_to_keys(column)} | if type == "string" then fromjson else . end | {path}'
    is_alone = byte_offset == 0 and name.endswith((".json", ".json.gz", ".json.zst"))
    query = shlex.quote(path if is_alone else f"input | {path}")
    if is_alone:
        return f"{unpack} {file} | jq {query}" if unpack else f"jq {query} {file}"
    start = f"{unpack} {file} | tail -c +{byte_offset + 1}" if unpack else f"tail -c +{byte_offset + 1} {file}"
    return f"{start} | jq -n {query}"


def _to_keys(column: str) -> str:
    """Write the filter of a column: its key, or else the keys on the way to it."""
    keys = "".join(f"[{json.dumps(key)}]" for key in column.split("."))
    return f"(.[{json.dumps(column)}] // .{keys})" if "." in column else f".{keys}"


_PROGRAMS: Final = {".gz": "gzip -dc", ".zst": "zstd -dc"}
