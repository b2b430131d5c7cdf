"""Response bodies for tests: a payload and some fields in, JSON out."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def make_body(ai_result: object = None, job_type: str = "ASR", /, **fields: object) -> str:
    """Make a finished job's body; an `ai_result` that is not text is dumped as the payload."""
    payload = ai_result if isinstance(ai_result, str) else json.dumps(ai_result)
    result = {} if ai_result is None else {"AiResult": payload}
    return json.dumps({"State": "Finished", "JobResult": result, "SmartJobInfo": {"JobType": job_type}, **fields})


def make_asr_body(job_id: str | None, state: str = "Finished", text: str = "hello", **fields: Any) -> bytes:
    """Make the body of an ASR job of one cue; only a finished job has a result."""
    cues = [{"content": text, "from": 0, "to": 1.5}] if state == "Finished" else None
    return unescape_body(make_body(cues, **{"JobId": job_id, "State": state, **fields})).encode()


def unescape_body(body: str) -> str:
    """Write a body with its characters as they are, as the service does, instead of escapes."""
    return json.dumps(json.loads(body), ensure_ascii=False)


def split_bodies(path: Path) -> Iterator[bytes]:
    """Yield the bodies of a sample: lines of JSON Lines, items of an array of bodies."""
    data = path.read_bytes()
    if path.suffix == ".jsonl":
        yield from data.splitlines()
    elif path.parent.name == "container-array":
        yield from (json.dumps(body).encode() for body in json.loads(data))
    else:
        yield data
