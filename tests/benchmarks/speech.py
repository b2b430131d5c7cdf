"""Makes bodies of recognised speech to measure with, the same ones every time.

An hour of speech is about 1,200 segments of about 90 bytes each in the inner JSON, as the service writes it: compact,
not escaped to ASCII, times in seconds of up to three decimals, each start where the last segment ended but for a pause
here and there. Of six bodies three are Chinese, two English, and one goes from one to the other and back.
"""

import json
import sys
from pathlib import Path
from random import Random
from typing import Final, TypeAlias

sys.path.insert(0, str(Path(__file__).parent.parent))

from helpers.archive import CHINESE, ENGLISH

Languages: TypeAlias = tuple[tuple[str, ...], ...]

SEGMENTS_AN_HOUR: Final = 1200


def make_speech(segments: int, seed: int = 0, decimals: int = 3) -> bytes:
    """Make one body of so many segments, its times of so many decimals."""
    random = Random(seed)
    payload = _dump(_make_segments(random, _LANGUAGES[seed % len(_LANGUAGES)], segments, decimals))
    return _dump(
        {
            "RequestId": "4D4FAF92-443C-5043-B0E4-867070ABCDEF",
            "JobId": f"****{seed:024x}****",
            "State": "Finished",
            "JobResult": {"AiResult": payload, "Usage": '{"total_tokens":431}'},
            "SmartJobInfo": {
                "Title": "default_title_2024-05-06T07:08:09Z",
                "UserId": 1084506228071234,
                "JobType": "ASR",
                "CreateTime": "2024-05-06T07:08:09Z",
                "ModifiedTime": "2024-05-06T07:09:10Z",
                "InputConfig": {"InputFile": "oss://bucket/folder/video.mp4"},
            },
            "UserData": '{"batch":"nightly"}',
        }
    ).encode()


def make_copies(count: int, seed: int = 0) -> bytes:
    """Make one body of so many copies and their usage."""
    random = Random(seed)
    config = {"Type": "MarketingCopy", "GenerateConfig": _dump({"keywords": "蛋糕,新店", "targetCount": count})}
    copies = ["".join(random.choices(CHINESE, k=10)) for _ in range(count)]
    return _dump(
        {
            "RequestId": "4D4FAF92-443C-5043-B0E4-867070ABCDEF",
            "JobId": f"****{seed:024x}****",
            "State": "Finished",
            "JobResult": {"AiResult": _dump(copies), "Usage": '{"total_tokens":200}'},
            "SmartJobInfo": {"JobType": "TextGenerate", "EditingConfig": _dump(config)},
        }
    ).encode()


def _make_segments(random: Random, languages: Languages, count: int, decimals: int) -> list[dict[str, object]]:
    start = 0.52
    segments: list[dict[str, object]] = []
    for _ in range(count):
        phrases = random.choice(languages)
        text = "".join(random.choices(phrases, k=random.randrange(1, 4))).strip()
        end = round(start + random.uniform(0.8, 5.2), decimals)
        segments.append({"content": text, "from": start, "to": end})
        start = round(end + random.choice((0.0, 0.0, 0.0, 0.24, 0.7)), decimals)
    return segments


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_LANGUAGES: Final[tuple[Languages, ...]] = (*[(CHINESE,)] * 3, *[(ENGLISH,)] * 2, (CHINESE, ENGLISH))
