"""The options that say what is written: `--to`, `--profile`, `--offset-ms`, `--bom`, `--crlf`, `--style`."""

import csv
import json
from pathlib import Path

import pytest
from helpers.bodies import make_body
from helpers.command import read_folder, read_rows, run

from smarthandle_results import (
    ASS_STYLES,
    TIMELINE_STYLES,
    Cue,
    shape,
    to_ass,
    to_markdown,
    to_srt,
    to_text,
    to_timeline_clips,
)
from smarthandle_results.batch import convert_files

SEGMENTS = [{"content": "第一句", "from": 0.5, "to": 1.5}, {"content": "second", "from": 2, "to": 3}]


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path) -> Path:
    """Make a folder with a body of two cues."""
    (tmp_path / "talk.json").write_text(make_body(SEGMENTS, JobId="a"), "utf-8")
    return tmp_path


def test_to_adds_up_in_any_case(folder: Path) -> None:
    """Each `--to` adds outputs, in upper and lower case; one that is named twice is written once."""
    done = run("convert", "talk.json", "--out", "out", "--to", "SRT", "--to", "vtt,Cues.CSV,srt", cwd=folder)
    assert 0 == done.returncode
    assert {"talk.srt", "talk.vtt", "cues.csv", "errors.jsonl", "run.json"} == {*read_folder(folder / "out")}
    refused = run("convert", "talk.json", "--out", "x", "--to", "cues", "--to", "cues.csv", cwd=folder)
    message = b"smarthandle-results: expected each table in one format, got cues in two\n"
    assert (2, message) == (refused.returncode, refused.stderr)


def test_profile_in_any_case(folder: Path) -> None:
    """Names of profiles are known in upper and lower case, and the record has them as they are."""
    for name in ("NETFLIX-ZH", "None", "Auto"):
        assert 0 == run("convert", "talk.json", "--out", "out", "--profile", name, cwd=folder).returncode
        assert name.lower() == json.loads((folder / "out/run.json").read_bytes())["options"]["profile"]
    assert 0 == run("check", "talk.json", "--profile", "Netflix-ZH", cwd=folder).returncode
    refused = run("convert", "talk.json", "--out", "x", "--profile", "netflix", cwd=folder)
    assert 2 == refused.returncode
    assert refused.stderr.endswith(b" and none, got 'netflix'\n")


def test_offset(folder: Path) -> None:
    """Cues are moved in subtitle files and in their table alike, later or earlier."""
    for offset, first in (("2000", "00:00:02,500 --> 00:00:03,500"), ("-500", "00:00:00,000 --> 00:00:01,000")):
        run("convert", "talk.json", "--out", offset, "--offset-ms", offset, cwd=folder)
        assert f"1\n{first}\n" in (folder / offset / "talk.srt").read_text("utf-8")
        assert f"{first.replace(',', '.')}\n" in (folder / offset / "talk.vtt").read_text("utf-8")
        rows = read_rows(folder / offset / "cues.jsonl")
        moved = [(500 + int(offset), 1500 + int(offset)), (2000 + int(offset), 3000 + int(offset))]
        assert moved == [(row["start_ms"], row["end_ms"]) for row in rows]
        assert int(offset) == json.loads((folder / offset / "run.json").read_bytes())["options"]["offset_ms"]
    refused = run("convert", "talk.json", "--out", "x", "--offset-ms", "2s", cwd=folder)
    assert (2, True) == (refused.returncode, b"expected a whole number, got '2s'" in refused.stderr)


def test_marks_and_line_ends(folder: Path) -> None:
    """A byte order mark starts SubRip, text and CSV, by which a spreadsheet knows them for UTF-8; CR LF ends lines."""
    outputs = "srt,vtt,ass,txt,cues.csv,jobs"
    assert 0 == run("convert", "talk.json", "--out", "out", "--to", outputs, "--bom", "--crlf", cwd=folder).returncode
    marked = {path for path, data in read_folder(folder / "out").items() if data.startswith(b"\xef\xbb\xbf")}
    ended = {path for path, data in read_folder(folder / "out").items() if b"\r\n" in data}
    subtitles = {"talk.srt", "talk.ass", "talk.txt"}
    assert ({*subtitles, "cues.csv"}, subtitles) == (marked, ended)
    with (folder / "out/cues.csv").open(encoding="utf-8-sig", newline="") as file:
        assert ["第一句", "second"] == [row["text"] for row in csv.DictReader(file)]
    one = run("convert", "talk.json", "-o", "-", "--to", "cues.csv", "--bom", "--quiet", cwd=folder)
    assert (folder / "out/cues.csv").read_bytes() == one.stdout


def test_text(folder: Path) -> None:
    """`--to txt,md` writes each job as text and as Markdown, whatever its subtitles are laid out by."""
    cues = [Cue(500, 1500, "第一句"), Cue(2000, 3000, "second")]
    (folder / "talk.json").write_text(make_body(SEGMENTS, JobId="a", SmartJobInfo={"Title": "A talk"}), "utf-8")
    for profile in ("none", "netflix-zh"):
        done = run("convert", "talk.json", "--out", "out", "--to", "txt,md", "--profile", profile, cwd=folder)
        assert (0, to_text(cues)) == (done.returncode, (folder / "out/talk.txt").read_text("utf-8"))
        assert to_markdown(cues, title="A talk") == (folder / "out/talk.md").read_text("utf-8")


def test_ass(folder: Path) -> None:
    """`--to ass` writes the cues as they are laid out."""
    (folder / "talk.json").write_text(make_body([{"content": "好" * 30, "from": 0, "to": 9}]), "utf-8")
    done = run("convert", "talk.json", "-o", "talk.ass", "--profile", "netflix-zh", cwd=folder)
    expected = to_ass(shape([Cue(0, 9000, "好" * 30)], "netflix-zh"))
    assert (0, expected) == (done.returncode, (folder / "talk.ass").read_text("utf-8"))


@pytest.mark.parametrize("name", ["landscape", "portrait"])
def test_style(folder: Path, name: str) -> None:
    """`--style`, in any case, is how ASS and timelines look, and is in the record; from Python it is the same."""
    assert ["landscape", "portrait"] == [*ASS_STYLES] == [*TIMELINE_STYLES]
    cues = [Cue(500, 1500, "第一句"), Cue(2000, 3000, "second")]
    outputs = "srt,ass,timeline"
    options = ("--style", name.title()) if name == "portrait" else ()
    done = run("convert", "talk.json", "--out", "out", "--to", outputs, *options, cwd=folder)
    assert 0 == done.returncode
    assert to_srt(cues) == (folder / "out/talk.srt").read_text("utf-8")
    assert to_ass(cues, style=name) == (folder / "out/talk.ass").read_text("utf-8")
    made = json.loads((folder / "out/talk.timeline.json").read_bytes())
    assert to_timeline_clips(cues, style=name) == made
    assert name == json.loads((folder / "out/run.json").read_bytes())["options"]["style"]
    convert_files(folder / "talk.json", folder / "same", to=outputs, style=name.upper())
    assert read_folder(folder / "out") == read_folder(folder / "same")


def test_unknown_style(folder: Path) -> None:
    """It is refused with a list of those that there are, before anything is written."""
    refused = run("convert", "talk.json", "--out", "x", "--style", "square", cwd=folder)
    assert (2, True) == (
        refused.returncode,
        b"expected landscape or portrait for --style, got square" in refused.stderr,
    )
    with pytest.raises(ValueError, match=r"^expected a style among landscape, portrait, got 'square'$"):
        convert_files(folder / "talk.json", folder / "x", style="square")
    assert not (folder / "x").exists()
