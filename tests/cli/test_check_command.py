"""`check` and `--profile`, run as a program."""

import json
from pathlib import Path

from helpers.bodies import make_asr_body, make_body
from helpers.command import read_rows, run

LONG = "今年前三季度销量增长了百分之九点五,其中新能源汽车的增长最为明显,我们预计明年还会继续保持这样的增长速度。"


def test_findings(tmp_path: Path) -> None:
    """Findings are printed like a linter's, by file and cue, for bodies and for subtitle files; without any it is 0."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a", text=LONG))
    run("convert", "a.json", "--out", "raw", "--profile", "none", cwd=tmp_path)
    for name in ("a.json", "raw/a.srt", "raw/a.vtt", "raw"):
        done = run("check", name, "--profile", "netflix-zh", cwd=tmp_path)
        assert 1 == done.returncode
        assert f"{name}:1: width: " in done.stdout.decode() or name == "raw"
    fit = run("check", "-", cwd=tmp_path, stdin=make_asr_body("a", text="你好"))
    assert (0, b"") == (fit.returncode, fit.stdout)


def test_json(tmp_path: Path) -> None:
    """Programs get a line of JSON for each finding."""
    done = run("check", "-", "--json", cwd=tmp_path, stdin=make_asr_body("a", text=LONG))
    row = json.loads(done.stdout.splitlines()[0])
    assert ["source", "line", "cue_number", "rule", "measured", "allowed", "message"] == [*row]


def test_problems(tmp_path: Path) -> None:
    """What cannot be read is reported too."""
    (tmp_path / "a.srt").write_bytes(b"1\nnonsense --> x\nhello\n")
    done = run("check", "a.srt", "-", cwd=tmp_path, stdin=b"{")
    assert 1 == done.returncode
    assert b"a.srt:2: file: " in done.stdout or b"a.srt: file: " in done.stdout
    assert b"-: body: expected JSON, got " in done.stdout


def test_more_problems_than_are_listed(tmp_path: Path) -> None:
    """A subtitle file or a body of many problems has a last line that says how many more there are."""
    (tmp_path / "a.vtt").write_bytes(b"WEBVTT\n\n" + b"stray\n\n" * 1003)
    done = run("check", "a.vtt", cwd=tmp_path)
    *lines, last = done.stdout.decode().splitlines()
    assert (1, 1000) == (done.returncode, len(lines))
    assert "a.vtt:2001: file: text that belongs to no cue" == lines[-1]
    assert "a.vtt: file: 3 more problems are not listed" == last
    body = make_body([{"content": 1, "from": 0, "to": 1}] * 1003).encode()
    done = run("check", "-", cwd=tmp_path, stdin=body)
    *lines, last = done.stdout.decode().splitlines()
    assert (1, 1000) == (done.returncode, len(lines))
    assert "-: body: 3 more problems are not listed" == last


def test_unreadable_file(tmp_path: Path) -> None:
    """A subtitle file that cannot be opened is reported like one that cannot be decoded; the others are checked."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.srt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "in/b.srt").write_bytes(b"1\nnonsense --> x\nhello\n")
    done = run("check", "in", cwd=tmp_path)
    assert (1, b"") == (done.returncode, done.stderr)
    assert b"in/a.srt: file: expected a readable file, got: no such file or directory\n" in done.stdout
    assert b"in/b.srt" in done.stdout


def test_profile(tmp_path: Path) -> None:
    """`convert` shapes subtitle files, by default to the profile of the text's script; tables keep the cues."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a", text=LONG))
    run("convert", "a.json", "--out", "auto", cwd=tmp_path)
    run("convert", "a.json", "--out", "none", "--profile", "none", cwd=tmp_path)
    lines = (tmp_path / "auto/a.srt").read_text().splitlines()
    assert max(map(len, lines)) <= 29  # a line of times; 16 characters are the widest of text
    assert LONG in (tmp_path / "none/a.srt").read_text()
    assert [LONG] == [row["text"] for row in read_rows(tmp_path / "auto/cues.jsonl")]
    assert "split" in json.loads((tmp_path / "auto/run.json").read_bytes())["repairs"]


def test_unknown_profile(tmp_path: Path) -> None:
    """An unknown profile is refused with a list of the known ones."""
    done = run("convert", "-", "--out", "out", "--profile", "bbc", cwd=tmp_path)
    assert 2 == done.returncode
    assert b"expected a profile among auto, " in done.stderr
