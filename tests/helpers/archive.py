"""Make archives of realistic bodies, the same ones every time: `python bodies.py 200 > bodies.jsonl` writes 200 MB.

Fourteen of twenty jobs are speech recognition of tens to hundreds of segments, Chinese and English; the others are
speech synthesis, copies, avatar videos, failed and unfinished jobs. Some jobs were polled more than once.
"""

import json
import sys
from collections.abc import Iterator
from itertools import count, cycle
from random import Random
from typing import Final

VARIANTS: Final = 400
"""How many payloads there are: each is reused under other job ids, since making one takes longer than reading it."""


def make_bodies(seed: int = 0) -> Iterator[bytes]:
    """Make bodies without an end."""
    random = Random(seed)
    templates = [make_template(random) for _ in range(VARIANTS)]
    for number, template in zip(count(), cycle(templates), strict=False):
        job_id = f"{number * 0x9E3779B97F4A7C15 % 2**64:016x}{number:016x}".encode()
        if number % 10 == 0:
            yield _UNFINISHED.replace(_JOB_ID, job_id)
        yield template.replace(_JOB_ID, job_id)


def make_archive(size: int, seed: int = 0) -> Iterator[bytes]:
    """Make lines of JSON, about `size` bytes of them."""
    written = 0
    for body in make_bodies(seed):
        if written >= size:
            return
        yield body + b"\n"
        written += len(body) + 1


def make_template(random: Random) -> bytes:
    """Make a body of some type, with a placeholder for the job id."""
    kind = random.randrange(20)
    if kind < len(_MAKERS):
        return _MAKERS[kind](random)
    return _make_asr(random)


def _make_body(job_type: str, job_result: dict[str, str], state: str = "Finished", **fields: object) -> bytes:
    info: dict[str, object] = {
        "Title": "default_title_2024-05-06T07:08:09Z",
        "UserId": 1084506228071234,
        "JobType": job_type,
        "CreateTime": "2024-05-06T07:08:09Z",
        "ModifiedTime": "2024-05-06T07:09:10Z",
        "InputConfig": {"InputFile": "oss://bucket/folder/video.mp4"},
    }
    config = fields.pop("EditingConfig", None)
    if config:
        info["EditingConfig"] = config
    body = {
        "RequestId": "4D4FAF92-443C-5043-B0E4-867070ABCDEF",
        "JobId": _JOB_ID.decode(),
        "State": state,
        "SmartJobInfo": info,
        "JobResult": job_result,
        "UserData": json.dumps({"batch": "nightly"}),
        **fields,
    }
    return json.dumps(body, ensure_ascii=False).encode()


def _make_segments(random: Random) -> list[dict[str, object]]:
    phrases = CHINESE if random.random() < 0.6 else ENGLISH
    at = round(random.uniform(0, 5), 3)
    segments: list[dict[str, object]] = []
    for _ in range(random.randrange(30, 400)):
        text = "".join(random.choices(phrases, k=random.randrange(2, 6))).strip()
        length = round(random.uniform(0.4, 5.0), random.choice((1, 2, 3, 3, 3)))
        segments.append({"content": text, "from": round(at, 3), "to": round(at + length, 3)})
        at += length + random.choice((0.0, 0.0, 0.12, 0.7))
    return segments


def _make_asr(random: Random) -> bytes:
    return _make_body("ASR", {"AiResult": json.dumps(_make_segments(random), ensure_ascii=False)})


def _make_speech(random: Random) -> bytes:
    payload = json.dumps(_make_segments(random)[:40], ensure_ascii=False)
    return _make_body("TextToSpeech", {"MediaId": "2f1a5ed0a9b871ee8047e7f6c5696302", "AiResult": payload})


def _make_copies(random: Random) -> bytes:
    copies = ["".join(random.choices(CHINESE, k=20)) for _ in range(random.randrange(1, 6))]
    result = {"AiResult": json.dumps(copies, ensure_ascii=False), "Usage": json.dumps({"total_tokens": 431})}
    config = {"Type": "MarketingCopy", "GenerateConfig": json.dumps({"keywords": "蛋糕,新店", "targetCount": 3})}
    return _make_body("TextGenerate", result, EditingConfig=json.dumps(config, ensure_ascii=False))


def _make_avatar(random: Random) -> bytes:
    clips = json.dumps(_make_segments(random)[:30], ensure_ascii=False)
    payload = {"outputVideoUrl": "https://bucket.example.com/video.mp4", "subtitleClips": clips}
    return _make_body("AvatarVideo", {"AiResult": json.dumps(payload, ensure_ascii=False)})


def _make_failed(_: Random) -> bytes:
    return _make_body("ASR", {}, "Failed", ErrorCode="InvalidParameter.InputFile", ErrorMessage="cannot be read")


_JOB_ID: Final = b"{job id}"
_MAKERS: Final = (_make_speech, _make_speech, _make_copies, _make_copies, _make_avatar, _make_failed)
_UNFINISHED: Final = _make_body("ASR", {}, "Executing")
CHINESE: Final = (
    "今天我们来讲",
    "人工智能",
    "在视频制作里的应用,",
    "大家都知道",
    "这件事情其实很简单",
    "第3个例子是",
    "2024年",
    "我觉得非常有意思。",
    "那么接下来",
    "请看大屏幕",
    "每一口都是甜蜜的惊喜",
    "百分之20的用户",
)
ENGLISH: Final = (
    "Speaking of which, ",
    "they are incredibly popular ",
    "right now. ",
    "Tickets are often expensive, ",
    "but they sell out instantly. ",
    "and so ",
    "the new 2024 model ",
    "is what everyone wants ",
    "you know ",
)

if __name__ == "__main__":
    sys.stdout.buffer.writelines(make_archive(int(sys.argv[1]) * 1_000_000))
