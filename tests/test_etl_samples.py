"""The scripts of samples/etl, run as an ETL job would run them."""

import subprocess
import sys
from pathlib import Path

from helpers.places import BROKEN, SAMPLES, SOUND


def find_body(case: str) -> Path:
    """Find a sample in either folder."""
    return next(path for folder in (SOUND, BROKEN) if (path := folder / case / "body.json").exists())


def run_script(script: str, arguments: list[str], cases: list[str]) -> str:
    """Run a script over the bodies of some samples, one a line, and return what it reports."""
    bodies = [find_body(case).read_bytes().replace(b"\n", b" ") + b"\n" for case in cases]
    command = [sys.executable, str(SAMPLES / "etl" / script), *arguments]
    done = subprocess.run(command, input=b"".join(bodies), capture_output=True, check=True)
    return done.stderr.decode()


def test_bodies_to_subtitles(tmp_path: Path) -> None:
    """Each job with speech makes an .srt file; a failed job is reported."""
    reported = run_script(
        "bodies_to_subtitles.py", [str(tmp_path)], ["page-asr", "failed", "avatar-video", "avatar-clips"]
    )
    failed = "error code InvalidParameter.InputFile: The file could not be read."
    assert [
        f"line 2: no result: the job's state is Failed, {failed}",
        "line 4: expected string, got number",
    ] == [line.partition(" at ")[0] for line in reported.splitlines()]
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        "1.srt": (SOUND / "page-asr" / "expected.srt").read_bytes(),
        "3.srt": (SOUND / "avatar-video" / "expected.srt").read_bytes(),
    }


def test_bodies_to_tables(tmp_path: Path) -> None:
    """Copies and usage are JSON Lines; a bad body is reported, and the others are converted."""
    copies, usage = tmp_path / "copies.jsonl", tmp_path / "usage.jsonl"
    cases = ["page-text-generate", "usage", "text-generate-objects", "executing"]
    reported = run_script("bodies_to_tables.py", [str(copies), str(usage)], cases)
    assert [
        "line 2: expected number, got string at .JobResult.Usage | fromjson | .total_tokens",
        "line 4: no result: the job's state is Executing",
    ] == reported.splitlines()
    for case, table in (("copies", copies), ("usage", usage)):
        expected = [(SOUND / name / f"expected.{case}").read_bytes() for name in (cases[0], cases[2])]
        assert b"".join(expected) == table.read_bytes()
