"""Prints what small bodies cost, where each step counts: `python tests/benchmarks/small_bodies.py`.

A script as one would write it for one job, with `json` alone, makes the same lines as the library from the same bodies.
It trusts every body: it notices nothing that is broken, spelled in another way, or beside what it reads.
"""

import json
import sys
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from measure import Limit, Task, measure, print_limits
from peers import floor
from speech import make_copies, make_speech

from smarthandle_results import (
    decode_job,
    decode_response,
    decode_result,
    to_copy_rows,
    to_cues,
    to_job_row,
    to_jsonl,
    to_srt,
    to_usage_row,
)

BODIES: Final = 100
COPIES: Final = 4
"""So many make a body of 1.2 KB."""

SCALES: Final = (1, 10, 100, 1000)

Way: TypeAlias = Callable[[bytes], object]


def main() -> None:
    """Print every table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    print_limits([*print_small_bodies(rounds), *print_small_growth(rounds)])


def print_small_bodies(rounds: int) -> list[Limit]:
    """Compare ways from a small body to text with scripts, and with parsing it."""
    copies = [make_copies(COPIES, seed) for seed in range(BODIES)]
    speech = [make_speech(1, seed) for seed in range(BODIES)]
    rows: dict[str, tuple[Way, Way, list[bytes], float]] = {
        "copies and usage to JSON Lines, x script": (write_copies, script_copies, copies, 0.9),
        "a usage row to JSON Lines, x script": (write_usage, script_usage, copies, 1.0),
        "a job row to JSON Lines, x script": (write_job, script_job, copies, 1.0),
        "one segment to SRT, x floor": (write_srt, floor, speech, 10.0),
    }
    tasks: dict[str, Task] = {}
    for name, (way, script, bodies, _) in rows.items():
        if script is not floor:
            assert [*map(script, bodies)] == [*map(way, bodies)], name
        tasks[name], tasks[f"base of {name}"] = _each(way, bodies), _each(script, bodies)
    times = measure(tasks, rounds)
    size = sum(map(len, copies)) / BODIES
    print(f"copies are in bodies of {size:,.0f} bytes\n\n| small bodies | | µs | µs of the other |\n|---|---|---|---|")
    limits: list[Limit] = []
    for name, (*_, limit) in rows.items():
        ours, base = times[name], times[f"base of {name}"]
        print(f"| {name} | {ours / base:.2f} | {ours / BODIES / 1000:.1f} | {base / BODIES / 1000:.1f} |")
        limits.append((name, ours / base, limit))
    return limits


def print_small_growth(rounds: int) -> list[Limit]:
    """Show that no way costs more for each item of a larger body."""
    ways: dict[str, tuple[Way, Callable[[int], bytes]]] = {
        "copies and usage to JSON Lines, a copy": (write_copies, make_copies),
        "a usage row to JSON Lines, a count": (write_usage, _make_usage),
        "a job row to JSON Lines, a copy": (write_job, make_copies),
        "SRT, a segment": (write_srt, make_speech),
    }
    tasks: dict[str, Task] = {}
    for name, (way, make) in ways.items():
        for scale in SCALES:
            tasks[f"{name}, at {scale:,} x"] = _each(way, [make(scale)] * (max(SCALES) // scale))
    times = measure(tasks, rounds)
    print("\n| growth | x its cost at 1 x |\n|---|---|")
    limits: list[Limit] = []
    for name in ways:
        once = times[f"{name}, at 1 x"]
        for scale in SCALES[1:]:
            at_scale = f"{name}, at {scale:,} x"
            print(f"| {at_scale} | {times[at_scale] / once:.2f} |")
            limits.append((at_scale, times[at_scale] / once, 1.2))
    return limits


def write_copies(body: bytes) -> bytes:
    """Write the rows of copies, and that of their usage."""
    job = decode_job(decode_response(body))
    return to_jsonl(to_copy_rows(job)) + write_row(to_usage_row(job))


def write_usage(body: bytes) -> bytes:
    """Write the row of usage."""
    return write_row(to_usage_row(decode_job(decode_response(body))))


def write_job(body: bytes) -> bytes:
    """Write the row of the job."""
    return write_row(to_job_row(decode_job(decode_response(body))))


def write_row(row: Any) -> bytes:
    """Write one row."""
    return to_jsonl([row])


def write_srt(body: bytes) -> str:
    """Write the cues of speech."""
    return to_srt(to_cues(decode_result(decode_response(body))))


def script_copies(body: bytes) -> bytes:
    """Write what `write_copies` does."""
    job = json.loads(body)
    info = job["SmartJobInfo"]
    config = json.loads(info["EditingConfig"])
    keywords = json.loads(config["GenerateConfig"]).get("keywords")
    copies = [
        {
            "job_id": job["JobId"],
            "copy_index": index,
            "text": text,
            "copy_type": config.get("Type"),
            "keywords": keywords,
            "title": info.get("Title"),
            "create_time": info.get("CreateTime"),
            "user_data": job.get("UserData"),
            "fields": None,
        }
        for index, text in enumerate(json.loads(job["JobResult"]["AiResult"]), start=1)
    ]
    return _write_lines([*copies, _to_usage(job)])


def script_usage(body: bytes) -> bytes:
    """Write what `write_usage` does."""
    return _write_lines([_to_usage(json.loads(body))])


def script_job(body: bytes) -> bytes:
    """Write what `write_job` does."""
    job = json.loads(body)
    result, info = job["JobResult"], job["SmartJobInfo"]
    source, target = info.get("InputConfig") or {}, info.get("OutputConfig") or {}
    row = {
        "job_id": job["JobId"],
        "request_id": job["RequestId"],
        "job_type": info["JobType"],
        "state": job["State"],
        "title": info.get("Title"),
        "description": info.get("Description"),
        "user_id": info.get("UserId"),
        "create_time": info.get("CreateTime"),
        "modified_time": info.get("ModifiedTime"),
        "input_file": source.get("InputFile"),
        "input_keyword": source.get("Keyword"),
        "job_parameters": source.get("JobParameters"),
        "editing_config": info.get("EditingConfig"),
        "output_bucket": target.get("Bucket"),
        "output_object": target.get("Object"),
        "output_media_url": target.get("MediaUrl"),
        "output_width": target.get("Width"),
        "output_height": target.get("Height"),
        "output_config": None,
        "media_id": result.get("MediaId"),
        "media_url": result.get("MediaUrl"),
        "user_data": job.get("UserData"),
        "fe_extend": job.get("FEExtend"),
        "error_code": job.get("ErrorCode"),
        "error_message": job.get("ErrorMessage"),
        "result": "Copies",
        "cue_count": None,
        "copy_count": len(json.loads(result["AiResult"])),
        "pair_count": None,
        "media_count": int("MediaId" in result or "MediaUrl" in result),
        "payload_count": 0,
        "duration_ms": None,
        "total_tokens": json.loads(result["Usage"])["total_tokens"],
        "notes": None,
    }
    return _write_lines([row])


def _to_usage(job: dict[str, Any]) -> dict[str, Any]:
    info, usage = job["SmartJobInfo"], json.loads(job["JobResult"]["Usage"])
    return {
        "job_id": job["JobId"],
        "request_id": job["RequestId"],
        "job_type": info["JobType"],
        "state": job["State"],
        "title": info.get("Title"),
        "create_time": info.get("CreateTime"),
        "modified_time": info.get("ModifiedTime"),
        "total_tokens": usage.pop("total_tokens"),
        "other_counts": usage or None,
    }


def _write_lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows).encode()


def _make_usage(counts: int) -> bytes:
    body = json.loads(make_copies(1))
    body["JobResult"]["Usage"] = json.dumps({f"count_{number}": number for number in range(counts)})
    return json.dumps(body).encode()


def _each(way: Way, bodies: list[bytes]) -> Task:
    return lambda: [way(body) for body in bodies]


if __name__ == "__main__":
    main()
