"""Fuzzes the decoders, guided by coverage: `python tests/fuzz/fuzz.py 60` for 60 seconds, with the extra `fuzz`.

Each target has its share of the time in a process of its own. What is found goes into `corpus/`, which an ordinary
test replays, and the exit code is 1. With `--keep`, inputs that reached new code are kept there too.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

sys.path.insert(0, str(Path(__file__).parent.parent))

from targets import LONGEST, TARGETS, list_seeds, read_corpus, write_corpus


def main() -> int:
    """Fuzz each target, print what came of it, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", type=int, help="for all targets together")
    parser.add_argument("--target", choices=TARGETS, action="append", help="only this one, any number of times")
    parser.add_argument("--keep", action="store_true", help="keep the inputs that reach more code than the samples do")
    options = parser.parse_args()
    targets = options.target or [*TARGETS]
    print("| target | inputs | seconds | edges reached | findings |\n|---|---|---|---|---|")
    return max([_fuzz(target, options.seconds // len(targets), keep=options.keep) for target in targets])


def _fuzz(target: str, seconds: int, *, keep: bool) -> int:
    with TemporaryDirectory() as name:
        seeds, found, crashes = (Path(name) / part for part in ("seeds", "found", "crashes"))
        for folder in (seeds, found, crashes):
            folder.mkdir()
        for number, seed in enumerate(list_seeds(target)):
            (seeds / str(number)).write_bytes(seed[:LONGEST])
        (Path(name) / "tokens").write_text("".join(f'"{_escape(token)}"\n' for token in _TOKENS))
        log = _run(target, [f"-max_total_time={seconds}", f"-dict={name}/tokens"], Path(name), found, seeds)
        findings = [path.read_bytes() for path in crashes.iterdir()]
        if keep:
            _run(target, ["-merge=1"], Path(name), seeds, found)
            known = {*list_seeds(target)}
            merged = [path.read_bytes() for path in seeds.iterdir()]
            short = [data for data in merged if data not in known and len(data) <= _SHORT]
            write_corpus(target, [*read_corpus(target), *short])
        if findings:
            write_corpus(target, [*read_corpus(target), *findings])
    executed = re.search(r"stat::number_of_executed_units: (\d+)", log)
    reached = re.findall(r"cov: (\d+)", log)
    print(
        f"| {target} | {executed[1] if executed else '?'} | {seconds} | {reached[-1]} | {len(findings)} |", flush=True
    )
    if findings:
        print(log[-3000:], file=sys.stderr)
    return 1 if findings else 0


def _run(target: str, options: list[str], folder: Path, *corpora: Path) -> str:
    limits = [f"-max_len={LONGEST}", "-timeout=5", "-rss_limit_mb=1024", f"-artifact_prefix={folder}/crashes/"]
    command = [sys.executable, Path(__file__).with_name("worker.py"), target, *limits, *options, *corpora]
    done = subprocess.run(
        [*map(str, command), "-print_final_stats=1", "-seed=1"], capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def _escape(token: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token.encode())


_SHORT: Final = 256
"""Longer inputs are not kept unless they are findings: they say little to a reader."""

_TOKENS: Final = (
    *('"JobResult":', '"AiResult":', '"SmartJobInfo":', '"JobType":', '"State":"Finished"', '"Output":', '"Usage":'),
    *('"body":', '"headers":', '"OutputConfig":', '"EditingConfig":', '"UserId":', '"GenerateConfig":', '"MediaId":'),
    *('"content":', '"text":', '"from":', '"to":', '"begin_time":', '"end_time":', '"subtitleClips":', '"details":'),
    *('"TranslatedTextArray":', '"VideoTranslationAiResultMap":', '"outputVideoUrl":', '"total_tokens":', "```json\n"),
    *("<GetSmartHandleJobResponse>", "</GetSmartHandleJobResponse>", "<Error>", "<!DOCTYPE", "<![CDATA[", "&lt;"),
    *("[", "]", "{", "}", "null", "true", "1e400", "18446744073709551616", "-0.0005", "\\u0000", "\\ud800", "\\n"),
    *(" --> ", "00:00:01,000", "00:00:01.000", "WEBVTT\n\n", "NOTE", "STYLE", "<c>", "{\\an8}", "&amp;", "&#x0;", "\r"),
    *(
        "\n\n",
        "\u2060",
        "\u2028",
        "\ufeff",
        "\x85",
        "\0",
        "->",
        "--&gt;",
        "00：00：01.000",
        "STYLE\n",
        "\n1\n",
        "\u200b\n",
    ),
    *("X-TIMESTAMP-MAP=", "</c", " line:0"),
    *(
        '\n{"State":"Finished","JobId":"x"}\n',
        '{"JobId":',
        ",{",
        "}{",
        "]}",
        "[{",
        "\x1e",
        "\n[",
        '{"a":"',
        "{'State':",
    ),
)

if __name__ == "__main__":
    sys.exit(main())
