import json, sys
from functools import partial
from typing import Any, Final
import orjson
from measure import Task, measure
from peers import floor
from speech import make_copies, make_speech
from smarthandle_results import *


def script_rows(body):
    job = json.loads(body)
    result, info = job["JobResult"], job["SmartJobInfo"]
    config = json.loads(info["EditingConfig"])
    keywords = json.loads(config["GenerateConfig"]).get("keywords")
    usage = json.loads(result["Usage"])
    others = {key: count for key, count in usage.items() if key != "total_tokens"}
    rows = [
        {
            "job_id": job.get("JobId"),
            "copy_index": index,
            "text": text,
            "copy_type": config.get("Type"),
            "keywords": keywords,
            "title": info.get("Title"),
            "create_time": info.get("CreateTime"),
            "user_data": job.get("UserData"),
            "fields": None,
        }
        for index, text in enumerate(json.loads(result["AiResult"]), 1)
    ]
    return rows, usage_row(job)


def usage_row(job):
    result, info = job["JobResult"], job["SmartJobInfo"]
    usage = json.loads(result["Usage"])
    others = {key: count for key, count in usage.items() if key != "total_tokens"}
    return {
        "job_id": job.get("JobId"),
        "request_id": job.get("RequestId"),
        "job_type": info.get("JobType"),
        "state": job.get("State"),
        "title": info.get("Title"),
        "create_time": info.get("CreateTime"),
        "modified_time": info.get("ModifiedTime"),
        "total_tokens": usage.get("total_tokens"),
        "other_counts": others or None,
    }


def lines(rows):
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows).encode()


ENC = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def lines2(rows):
    return "".join(ENC(row) + "\n" for row in rows).encode()


def script_copies(body, lines=lines):
    rows, usage = script_rows(body)
    return lines(rows), lines([usage])


def ours_copies(body):
    job = decode_job(decode_response(body))
    return to_jsonl(to_copy_rows(job)), to_jsonl([to_usage_row(job)])


def script_usage(body, lines=lines):
    return lines([usage_row(json.loads(body))])


def ours_usage(body):
    return to_jsonl([to_usage_row(decode_job(decode_response(body)))])


def ours_job(body):
    return to_jsonl([to_job_row(decode_job(decode_response(body)))])


def ours_srt(body):
    return to_srt(to_cues(decode_result(decode_response(body))))


def each(f, bodies):
    def run():
        for b in bodies:
            f(b)

    return run


if __name__ == "__main__":
    copies = [make_copies(10, seed) for seed in range(100)]
    print(len(copies[0]))
    one = [make_speech(1, seed) for seed in range(100)]
    assert ours_copies(copies[0]) == script_copies(copies[0])
    tasks = {
        "ours": each(ours_copies, copies),
        "script": each(script_copies, copies),
        "script enc": each(partial(script_copies, lines=lines2), copies),
        "ours usage": each(ours_usage, copies),
        "script usage": each(script_usage, copies),
        "script usage enc": each(partial(script_usage, lines=lines2), copies),
        "ours job": each(ours_job, copies),
        "ours srt": each(ours_srt, one),
        "floor": each(floor, one),
    }
    for n, v in measure(tasks, 9).items():
        print(n, round(v / 100 / 1000, 1))
