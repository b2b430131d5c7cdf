"""Draw the pictures of the page that the README shows: `python tests/make_pictures.py`.

They are those of an archive of four hundred jobs that do not exist, as headless Chromium draws it, in few colours. The
script needs the extras `report` and `browser`, Chromium, ffmpeg, and a font of Chinese: without one, boxes are drawn.
"""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from helpers.pages import make_video, open_browser, open_viewer
from helpers.places import SAMPLES
from helpers.quality import read_corpus

from smarthandle_results.batch import Inspection, inspect_body
from smarthandle_results.report import render

JOBS = 400
SHOWN = 15
"""The job of the second picture."""
MAX_BYTES = 150_000
CODES = ("InvalidParameter.InputFile", "InvalidParameter.InputFile", "JobFailed.NoSpeech", "Forbidden.Bucket")
TITLES = ("晨间新闻 第{}期", "产品发布会 {}", "Weekly update {}", "城市漫步 {}", "Course lesson {}", "访谈录 {}")


def make_archive() -> Iterator[Inspection]:
    """Make jobs of four weeks, of which few failed, and a few bodies that cannot be read."""
    random = Random(7)
    corpora = read_corpus("zh"), read_corpus("en")
    for number in range(JOBS):
        time = f"2024-05-{number * 28 // JOBS + 1:02d}T{8 + number % 12:02d}:{number % 60:02d}:09Z"
        info = {"JobType": "ASR", "Title": TITLES[number % len(TITLES)].format(number + 1), "CreateTime": time}
        result: dict[str, object] = {}
        body = {"JobId": f"******{random.getrandbits(64):016x}", "State": "Finished", "SmartJobInfo": info}
        kind = random.random()
        if kind < 0.04:
            body |= {"State": "Failed", "ErrorCode": random.choice(CODES), "ErrorMessage": "The file cannot be read."}
        elif kind < 0.05:
            body |= {"State": "Executing"}
        elif kind < 0.2:
            copies = random.sample(corpora[0], 3)
            info |= {"JobType": "TextGenerate"}
            result |= {"AiResult": dump(copies), "Usage": dump({"total_tokens": random.randrange(200, 900)})}
        else:
            segments = [*make_segments(random, corpora[number % 3 == 1], random.randrange(20, 120))]
            if kind < 0.215:
                segments[-1]["to"] = None
            info |= {"JobType": "TextToSpeech" if kind > 0.85 else "ASR"}
            result |= {"AiResult": dump(segments)}
        yield inspect_body(dump({**body, "JobResult": result}), source="jobs-2024-05.jsonl", line=number + 1)


def make_segments(random: Random, corpus: list[str], count: int) -> Iterator[dict[str, object]]:
    """Make segments of whole sentences, most of them spoken so slowly that they can be read."""
    at = 0
    for _ in range(count):
        text = random.choice(corpus)
        length = round(len(text) * (55 if text.isascii() else 120) * random.uniform(0.8, 2.4))
        yield {"content": text, "from": at / 1000, "to": (at + length) / 1000}
        at += length + random.choice((0, 0, 40, 120, 700))


def dump(value: object) -> str:
    """Write JSON as the service does."""
    return json.dumps(value, ensure_ascii=False)


def draw(folder: Path) -> None:
    """Draw the overview, in the light, and a job with its video, in the dark."""
    page = folder / "report.html"
    page.write_bytes(render(make_archive()))
    video = make_video(folder / "video.webm", 60, "gradients=c0=0x0b2a3c:c1=0x7fa6b8:speed=0.00001:")
    with open_browser() as browser:
        with open_viewer(browser) as viewer:
            viewer.open(page).screenshot(path=folder / "overview.png", full_page=True)
        with open_viewer(browser, {"color_scheme": "dark"}) as viewer:
            tab = viewer.open(page, f"#/job/{SHOWN}")
            tab.set_input_files(".player input[type=file]", video)
            viewer.wait("document.querySelector('video')?.readyState >= 2")
            tab.click(".cue[data-side=given][data-row='1'] .time")
            viewer.wait("document.querySelector('.cue.playing') && !document.querySelector('video').seeking")
            tab.mouse.move(0, 0)
            tab.wait_for_timeout(1000)
            tab.screenshot(path=folder / "job.png")


def reduce(source: Path, target: Path) -> None:
    """Write a picture again with 64 colours."""
    colours = "split[a][b];[a]palettegen=max_colors=64:stats_mode=full[p];[b][p]paletteuse=dither=none"
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", "-i", source, "-vf", colours, target], check=True)
    size = target.stat().st_size
    if size > MAX_BYTES:
        raise ValueError(f"expected at most {MAX_BYTES:,} bytes, got {size:,} of {target.name}")


if __name__ == "__main__":
    (SAMPLES / "report").mkdir(exist_ok=True)
    with TemporaryDirectory() as temporary:
        draw(Path(temporary))
        for name in ("overview.png", "job.png"):
            reduce(Path(temporary, name), SAMPLES / "report" / name)
