"""`inspect`, run as a program."""

import json
from pathlib import Path

from helpers.bodies import make_asr_body, make_body
from helpers.command import read_rows, run, run_on_terminal
from helpers.places import BROKEN, SOUND


def test_people(tmp_path: Path) -> None:
    """A person sees the job, its cues with times, and what was mended."""
    done = run("inspect", SOUND / "page-asr/body.json", cwd=tmp_path)
    text = done.stdout.decode()
    assert 0 == done.returncode
    assert "  state:         Finished\n" in text
    assert "       5  00:00:06.265 --> 00:00:10.330  They have also appeared" in text


def test_copies_and_tokens(tmp_path: Path) -> None:
    """Copies and token counts are shown."""
    done = run("inspect", SOUND / "page-text-generate/body.json", cwd=tmp_path)
    assert b"  3 copies\n" in done.stdout
    assert b"  total_tokens: 200\n" in done.stdout


def test_problems(tmp_path: Path) -> None:
    """Every problem is shown, and the exit code is 1."""
    done = run("inspect", BROKEN / "cues/body.json", cwd=tmp_path)
    assert (1, 8) == (done.returncode, done.stdout.count(b"  problem: "))


def test_more_problems_than_are_listed(tmp_path: Path) -> None:
    """Of many problems a last line says how many more there are, and in JSON a number does."""
    body = make_body([{"content": 1, "from": 0, "to": 1}] * 1003).encode()
    lines = run("inspect", "-", "--all", cwd=tmp_path, stdin=body).stdout.decode().splitlines()
    assert (1001, "  problem: 3 more problems are not listed") == (
        sum("  problem: " in line for line in lines),
        lines[-1],
    )
    row = json.loads(run("inspect", "-", "--json", cwd=tmp_path, stdin=body).stdout)
    assert (1000, 3) == (len(row["problems"]), row["unlisted_problems"])


def test_json(tmp_path: Path) -> None:
    """Programs get a line of JSON for each body."""
    done = run("inspect", SOUND / "container-polls", "--json", cwd=tmp_path)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"Finished", "Executing", "Created"} >= {row["state"] for row in rows}
    assert [{"start_ms", "end_ms", "text"}] == [{*cue} for row in rows for cue in row["cues"] or []][:1]


def test_escapes_cannot_drive_a_terminal(tmp_path: Path) -> None:
    """Escape codes, C1 controls and marks that turn text round are shown, not sent."""
    nasty = "\x1b[2J\x9b1m\u202eabc\x07"
    text = run(
        "inspect", "-", cwd=tmp_path, stdin=make_asr_body("x\x1b[31m", text=nasty, ErrorMessage="\x1b]0;hi\x07")
    ).stdout
    lines = run("inspect", "-", "--json", cwd=tmp_path, stdin=make_asr_body("x\x1b[31m", text=nasty)).stdout
    for output in (text.decode(), lines.decode()):
        assert not {"\x1b", "\x9b", "\x07", "\u202e"} & {*output}
    assert "x\x1b[31m" == json.loads(lines)["job_id"]


def test_media_in_output(tmp_path: Path) -> None:
    """An asset's id in `Output` is the job's media in what is shown, in names and in tables alike."""
    data = make_asr_body("a", Output="0123456789abcdef")
    shown = run("inspect", "-", "--json", cwd=tmp_path, stdin=data)
    run("convert", "-", "--out", "out", "--name", "{media_id}", "--to", "srt,jobs", cwd=tmp_path, stdin=data)
    [row] = read_rows(tmp_path / "out/jobs.jsonl")
    assert "0123456789abcdef" == json.loads(shown.stdout)["media_id"] == row["media_id"]
    assert (tmp_path / "out/0123456789abcdef.srt").exists()


def test_several_are_a_line_each(tmp_path: Path) -> None:
    """The id, the type, the state, what it contains, and where; and what is wrong on a second line; whole in a pipe."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.json").write_bytes(make_asr_body("c7a2ea20f2114c0faa3d54fe2e19b0a3"))
    (tmp_path / "in/b.jsonl").write_bytes(
        make_asr_body("******02d5e4db6866f6289d1a******", "Failed", ErrorCode="InvalidInput.DurationIsTooLong")
        + b'\n{"State": 1}\n'
    )
    (tmp_path / "in/c.json").write_text(make_body(["x", "y"], "TextGenerate"))
    done = run("inspect", "in", cwd=tmp_path)
    expected = """\
c7a2ea20f2114c0faa3d54fe2e19b0a3 ASR           Finished  1 cue           in/a.json
******02d5e4db6866f6289d1a****** ASR           Failed    InvalidInput.DurationIsTooLong in/b.jsonl
-                                -             -         not readable    in/b.jsonl:2
  expected string, got number at .State
-                                TextGenerate  Finished  2 copies        in/c.json
"""
    assert (1, expected) == (done.returncode, done.stdout.decode())
    _, shown = run_on_terminal("inspect", "in", cwd=tmp_path)
    assert [
        "c7a2e…9b0a3 ASR           Finished  1 cue           in/a.json",
        "02d5e…89d1a ASR           Failed    Invalid…TooLong in/b.jsonl",
    ] == shown.splitlines()[:2]
    assert 3 == run("inspect", "in", "--all", cwd=tmp_path).stdout.count(b"\n  state: ")


def test_paths(tmp_path: Path) -> None:
    """In a pipe paths are whole; on a terminal their ends are shown, by which files differ."""
    (tmp_path / "a folder of a long name").mkdir()
    names = [f"a folder of a long name/the video of a day that was long {number}.json" for number in range(2)]
    for name in names:
        (tmp_path / name).write_bytes(make_asr_body("a"))
    piped = run("inspect", ".", cwd=tmp_path).stdout.decode().splitlines()
    assert names == [line.partition("1 cue ")[2].strip() for line in piped]
    _, shown = run_on_terminal("inspect", ".", cwd=tmp_path)
    lines = shown.splitlines()
    assert ["… a day that was long 0.json", "… a day that was long 1.json"] == [line[51:].strip() for line in lines]
    assert {80} == {*map(len, lines)}


def make_translation(pairs: list[dict[str, str]]) -> str:
    """Make the body of a translation job."""
    return make_body({"TranslatedTextArray": pairs}, "VideoTranslation", JobId="a")


def test_translation(tmp_path: Path) -> None:
    """A translation's pairs and URLs are shown, their number in a line, and all of it in JSON."""
    pairs = [{"Source": f"s{number}", "Target": f"t{number}"} for number in range(12)]
    (tmp_path / "many.json").write_text(make_translation(pairs))
    lines = run("inspect", "many.json", cwd=tmp_path).stdout.decode().splitlines()
    assert ["  12 pairs", "       1  s0 → t0"] == lines[(at := lines.index("  12 pairs")) : at + 2]
    assert "    … 2 more (--all shows them)" == lines[at + 11]
    whole = run("inspect", "many.json", "--all", cwd=tmp_path).stdout.decode().splitlines()
    assert "      12  s11 → t11" == whole[at + 12]
    row = json.loads(run("inspect", "many.json", "--json", cwd=tmp_path).stdout)
    assert (12, "s0", "t0") == (len(row["pairs"]), row["pairs"][0]["source"], row["pairs"][0]["target"])
    page = run("inspect", SOUND / "video-translation-map/body.json", cwd=tmp_path).stdout.decode()
    for line in (
        "  detext video: https://example-bucket.oss-cn-shanghai.aliyuncs.com/clean.mp4",
        "  translated subtitles (ja):",
    ):
        assert f"\n{line}" in page
    media = json.loads(run("inspect", SOUND / "video-translation-map", "--json", cwd=tmp_path).stdout)["media"]
    assert ["detext_video", "translated_video", "translated_subtitles"] == [item["role"] for item in media[:3]]
    (tmp_path / "map.json").write_bytes((SOUND / "video-translation-map/body.json").read_bytes())
    listed = run("inspect", "map.json", "many.json", cwd=tmp_path).stdout.decode().splitlines()
    assert ["2 videos", "12 pairs"] == [line[59:74].strip() for line in listed]


def test_payloads_of_an_unknown_form(tmp_path: Path) -> None:
    """The beginning of the payload is shown, and with `--all` the whole."""
    stdin = make_body('{"Chapters": "' + "x" * 400 + '"}', "Segmentation").encode()
    page = run("inspect", "-", cwd=tmp_path, stdin=stdin).stdout.decode()
    whole = run("inspect", "-", "--all", cwd=tmp_path, stdin=stdin).stdout.decode()
    assert (True, True) == ('  payload:       {"Chapters":' in page, page.count("x") < 300 < whole.count("x"))


def test_one_is_a_page_with_the_first_cues(tmp_path: Path) -> None:
    """An hour of speech fits on a screen; `--all` shows all of it."""
    cues = [{"content": f"cue {number}", "from": number, "to": number + 1} for number in range(1200)]
    stdin = make_body(cues).encode()
    page = run("inspect", "-", cwd=tmp_path, stdin=stdin).stdout.decode().splitlines()
    assert "  1,200 cues" in page
    assert "      10  00:00:09.000 --> 00:00:10.000  cue 9" == page[-2]
    assert "    … 1,190 more (--all shows them)" == page[-1]
    whole = run("inspect", "-", "--all", cwd=tmp_path, stdin=stdin).stdout.decode().splitlines()
    assert "    1200  00:19:59.000 --> 00:20:00.000  cue 1199" == whole[-1]


def test_long_text_is_wrapped_under_itself(tmp_path: Path) -> None:
    """Lines end at 80 columns, between words or between East Asian characters."""
    stdin = make_asr_body("a", text="word " * 12 + "字" * 30)
    lines = run("inspect", "-", cwd=tmp_path, stdin=stdin).stdout.decode().splitlines()
    assert [
        "       1  00:00:00.000 --> 00:00:01.500  word word word word word word word word",
        f"{'':<41}word word word word",
        f"{'':<41}{'字' * 19}",
        f"{'':<41}{'字' * 11}",
    ] == lines[-4:]
