"""Pages of `report`: archives to make them of, and a browser that looks at them and notes what a page must not do."""

import json
import shutil
import subprocess
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any, Final, final
from urllib.parse import unquote, urlsplit

import pytest

from helpers.quality import read_corpus

AXE: Final = Path(__file__).parent.parent / "oracles/node_modules/axe-core/axe.min.js"
CHROMIUM: Final = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def make_speech_archive(jobs: int, cues: int, seed: int = 0) -> Iterator[bytes]:
    """Make lines of bodies, of Chinese and English jobs in turn, whose texts are stretches of the corpora's sentences.

    One of twenty jobs failed.
    """
    random = Random(seed)
    corpora = read_corpus("zh"), [line.split() for line in read_corpus("en")]
    for number in range(jobs):
        day, hour = divmod(number * 60 // jobs, 30)
        time = f"2024-{day + 4:02d}-{hour + 1:02d}T07:08:09Z"
        info = {"JobType": "ASR", "Title": f"episode {number}", "CreateTime": time, "UserId": 1084506228071234}
        body: dict[str, object] = {"JobId": f"{random.getrandbits(64):016x}{number:016x}", "SmartJobInfo": info}
        if number % 20:
            segments = [*_make_segments(random, corpora[number % 2], cues)]
            result = {"AiResult": json.dumps(segments, ensure_ascii=False)}
            body |= {"State": "Finished", "JobResult": result}
        else:
            body |= {"State": "Failed", "ErrorCode": f"Code.{number % 7}", "ErrorMessage": "The file cannot be read."}
        yield json.dumps(body, ensure_ascii=False).encode() + b"\n"


def _make_segments(random: Random, corpus: list[Any], count: int) -> Iterator[dict[str, object]]:
    at = 0
    for _ in range(count):
        sentence = random.choice(corpus)
        start = random.randrange(max(1, len(sentence) - 4))
        text = sentence[start : start + random.randrange(4, 18 if isinstance(sentence, str) else 10)]
        length = random.randrange(600, 5000)
        content = text if isinstance(text, str) else " ".join(text)
        yield {"content": content, "from": at / 1000, "to": (at + length) / 1000}
        at += length + random.choice((0, 0, 40, 120, 700))


def make_video(path: Path, seconds: int = 8, picture: str = "testsrc2=") -> Path:
    """Make a small video with sound, of a picture that ffmpeg can make."""
    if shutil.which("ffmpeg") is None:
        pytest.skip("needs ffmpeg")
    source = f"{picture}size=320x180:rate=10:duration={seconds}"
    sound = f"sine=frequency=440:duration={seconds}"
    options = ["-pix_fmt", "yuv420p", "-c:v", "libvpx", "-b:v", "200k", "-deadline", "realtime", "-c:a", "libvorbis"]
    command = ["ffmpeg", "-loglevel", "error", "-y", "-f", "lavfi", "-i", source, "-f", "lavfi", "-i", sound]
    subprocess.run([*command, *options, path], check=True)
    return path


@final
class Viewer:
    """A tab of a browser. `faults` is what a page must not do: requests, errors, violations of its policy."""

    def __init__(self, context: Any) -> None:
        self.page = context.new_page()
        self.faults: list[str] = []
        self.page.on("console", lambda message: self.faults.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("dialog", self._note_dialog)
        self.page.on("popup", lambda popup: self.faults.append(f"window: {popup.url}"))
        self.page.on("request", self._note_request)
        self.page.add_init_script(
            "window.violations = []; addEventListener('securitypolicyviolation',"
            " (event) => violations.push(`${event.violatedDirective} ${event.blockedURI}`), true)"
        )
        self._path: Path | None = None

    def clear(self) -> None:
        """Leave the page, and forget its faults, so that another test may have the tab."""
        self.page.goto("about:blank")
        self.faults.clear()

    def open(self, path: Path, route: str = "#/") -> Any:
        """Open a page from disk, and wait until its list is read."""
        self._path = path
        self.page.goto(f"{path.as_uri()}{route}")
        self.wait("document.documentElement.dataset.ready === 'yes'")
        return self.page

    def go(self, route: str) -> None:
        """Go to another route of the page, and wait until it is shown."""
        self.page.evaluate(
            "(route) => { if (location.hash !== route) {"
            " document.documentElement.dataset.shown = ''; location.hash = route } }",
            route,
        )
        self.wait("document.documentElement.dataset.shown === location.hash")

    def wait(self, condition: str) -> None:
        """Wait until a condition of JavaScript is true; Playwright's own way would be a violation of the policy."""
        for _ in range(600):
            if self.page.evaluate(condition):
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"waited in vain until {condition}")

    def list_faults(self) -> list[str]:
        """List all faults until now."""
        violations = [f"policy: {text}" for text in self.page.evaluate("window.violations ?? []")]
        width = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        return [*self.faults, *violations, *([f"wider than the window: {width}"] if width[0] > width[1] else [])]

    def _note_dialog(self, dialog: Any) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note_request(self, request: Any) -> None:
        parts = urlsplit(request.url)
        is_own = parts.scheme == "file" and Path(unquote(parts.path)) == self._path
        if not is_own and parts.scheme != "blob":
            self.faults.append(f"request: {request.url[:200]}")


@contextmanager
def open_browser() -> Generator[Any]:
    """Start headless Chromium; skip the test where there is none, or no Playwright."""
    api = pytest.importorskip("playwright.sync_api", reason="needs Playwright, of the extra browser")
    if CHROMIUM is None:
        pytest.skip("needs Chromium")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def open_viewer(browser: Any, options: Mapping[str, Any] = MappingProxyType({})) -> Generator[Viewer]:
    """Open a tab, by default of 1280 by 860, light and English."""
    defaults = {"viewport": {"width": 1280, "height": 860}, "locale": "en-US", "color_scheme": "light"}
    context = browser.new_context(**{**defaults, **options})
    yield Viewer(context)
    context.close()
