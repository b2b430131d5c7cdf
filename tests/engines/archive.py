"""An archive as engines meet it: 2,000 bodies, 100 bad in 20 ways, one of 20 MB, nulls, and names like our columns."""

import json
from random import Random
from typing import Any, Final

import pyarrow as pa
from helpers.bodies import make_body

SIZE: Final = 2_000
LARGE: Final = 20_000_000
BAD_ROWS: Final = range(10, SIZE, 20)


def make_archive() -> pa.Table:
    """Make the archive: `body` is binary; `text`, `Job_ID` and `cue_index` are renamed and repeated."""
    random = Random(5)
    rows = range(SIZE)
    bodies: list[bytes | None] = [_make_sound(row, random) for row in rows]
    for row, bad in zip(BAD_ROWS, BAD_BODIES * 5, strict=True):
        bodies[row] = bad
    bodies[1235] = _make_large()
    return pa.table(
        {
            "row": pa.array(rows, pa.int64()),
            "body": pa.array(bodies, pa.binary()),
            "text": pa.array([None if row % 3 else f"text {row}" for row in rows], pa.string()),
            "Job_ID": pa.array([row if row % 2 else None for row in rows], pa.int64()),
            "cue_index": pa.array([[f"{row}", None] for row in rows], pa.list_(pa.string())),
        }
    )


def _make_sound(row: int, random: Random) -> bytes:
    fields: dict[str, Any] = {"JobId": f"job{row}", "UserData": None, "RequestId": None if row % 5 else f"{row}"}
    kind = row % 10
    if kind == 0:
        return json.dumps({"State": "Executing", "JobResult": None} | fields).encode()
    if kind == 1:
        return json.dumps({"State": "Failed", "ErrorCode": "InvalidParameter"} | fields).encode()
    if kind in {2, 3}:
        copies = [{"text": "文案", "n": [row, None, 1.5]}, "第二条", ""] if kind == 2 else ["copy\u2028", "\0"]
        result = {"AiResult": json.dumps(copies), "Usage": '{"total_tokens":200,"input_tokens":1.5}'}
        info = {"JobType": "TextGenerate", "EditingConfig": None, "Title": "标题"}
        return json.dumps({"State": "Finished", "JobResult": result, "SmartJobInfo": info} | fields).encode()
    if kind == 4:
        return make_body(_make_translation(row), "VideoTranslation", **fields).encode()
    starts = sorted(random.choices(range(100_000), k=random.randrange(12)))
    cues = [
        {"content": random.choice(_TEXTS), "from": start / 1000, "to": (start + random.randrange(3000)) / 1000}
        for start in starts
    ]
    return make_body(cues, **fields).encode()


def _make_translation(row: int) -> dict[str, Any]:
    urls = {
        "MediaURL": f"https://example.com/{row}.mp4",
        "SpeechTranslatedSubtitleURL": f"https://example.com/{row}.srt",
    }
    return {
        "EditingProjectId": f"project{row}",
        "TranslatedText": "Hello. 你好。",
        "TranslatedTextArray": [
            {"Source": "你好。", "Target": "Hello."},
            {"Source": "a", "Target": "", "n": [row, None]},
        ],
        "VideoTranslationAiResultMap": {"en": {**urls, "Size": 1.5}, "ja": {}, "ko": urls},
        "Chapters": [{"at": row, "text": "=第一章"}],
    }


def _make_large() -> bytes:
    cues = [{"content": f"{index} 很长的录音", "from": index, "to": index + 0.5} for index in range(200_000)]
    body = make_body(cues, JobId="large")
    return body.encode() + b" " * (LARGE - len(body))


def _finish(payload: object) -> bytes:
    return make_body(payload).encode()


_TEXTS: Final = ("hello", "你好。", " \t", "two\r\nlines", "a\x07b", "\u202eabc", "👩\u200d👧", "-->", "e\u0301")
_CUE: Final = {"content": "a", "from": 0, "to": 1}

BAD_BODIES: Final[list[bytes | None]] = [
    None,
    b"",
    b"no JSON",
    b"[]",
    b'{"State":"Finished","JobRes',
    b"{'State': 'Finished'}",
    b'{"RequestId":"r","HostId":"h","Code":"Throttling","Message":"slow down"}',
    b'{"SmartJobList":[],"RequestId":"r"}',
    b'{"RequestId":"r","JobId":"j"}',
    '\ufeff{"State":"Finished"}'.encode("utf-16-be"),
    b'{"State":"Finished","JobId":"\xff"}',
    b'{"State":"Finished","JobId":"\\ud800"}',
    make_body('[{"content":"\\ud800","from":0,"to":1}]').encode(),
    b'{"State":1,"JobResult":[],"SmartJobInfo":{"Title":true}}',
    b'<!DOCTYPE a [<!ENTITY b "c">]><GetSmartHandleJobResponse/>',
    _finish([_CUE | {"from": True}]),
    _finish([_CUE | {"content": None}, "x"]),
    _finish([_CUE | {"to": 2**64}]),
    b'{"State":"Finished","JobResult":{"AiResult":"[{\\"content\\":\\"a"},"SmartJobInfo":{"JobType":"ASR"}}',
    b'{"State":"Finished","JobResult":{"Usage":"{\\"total_tokens\\":\\"200\\"}"}}',
]
"""Twenty ways to be bad."""
