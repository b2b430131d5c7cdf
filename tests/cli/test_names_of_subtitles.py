"""What subtitle files are called, and what `jobs` says of them."""

import gzip
from pathlib import Path

import pytest
from helpers.bodies import make_asr_body, make_body
from helpers.command import read_folder, read_rows, run


def list_subtitles(out: Path) -> set[str]:
    """List the SubRip files of a folder, by their paths in it."""
    return {path for path in read_folder(out) if path.endswith(".srt")}


def list_places(out: Path) -> list[tuple[object, ...]]:
    """List where each job is from, and what its subtitle files are called."""
    return [(row["source"], row["line"], row["job_id"], row["subtitle"]) for row in read_rows(out / "jobs.jsonl")]


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path) -> Path:
    """Make a folder of files with one body, and of containers of several."""
    (tmp_path / "jobs/a b").mkdir(parents=True)
    (tmp_path / "jobs/2024.05.06").mkdir()
    body = make_asr_body("****7f****")
    (tmp_path / "jobs/a b/第 1 集 (final).json").write_bytes(body)
    (tmp_path / "jobs/2024.05.06/video_0001.json.gz").write_bytes(gzip.compress(body + b"\n"))
    (tmp_path / "jobs/video_0001.JSON").write_bytes(body)
    (tmp_path / "jobs/array.json").write_bytes(b"[%b, %b]" % (make_asr_body("x"), make_asr_body("y")))
    (tmp_path / "jobs/lines.jsonl").write_bytes(make_asr_body("z"))
    (tmp_path / "jobs/copies.json").write_text(make_body(["a copy"], "TextGenerate", JobId="c"))
    (tmp_path / "response.txt").write_bytes(body)
    return tmp_path


def test_folder(folder: Path) -> None:
    """A file of one body names its subtitles, at its place below the folder; a container names them after the jobs."""
    done = run("convert", "jobs", "response.txt", "--out", "out", "--to", "srt,jobs", cwd=folder)
    assert 0 == done.returncode
    expected = {"a b/第 1 集 (final)", "2024.05.06/video_0001", "video_0001", "x", "y", "z", "response"}
    assert {f"{name}.srt" for name in expected} == list_subtitles(folder / "out")
    assert [
        ("jobs/array.json", 1, "x", "x"),
        ("jobs/array.json", 1, "y", "y"),
        ("jobs/copies.json", 1, "c", None),
        ("jobs/lines.jsonl", 1, "z", "z"),
        ("jobs/video_0001.JSON", 1, "****7f****", "video_0001"),
        ("jobs/2024.05.06/video_0001.json.gz", 1, "****7f****", "2024.05.06/video_0001"),
        ("jobs/a b/第 1 集 (final).json", 1, "****7f****", "a b/第 1 集 (final)"),
        ("response.txt", 1, "****7f****", "response"),
    ] == list_places(folder / "out")
    columns = [*read_rows(folder / "out/jobs.jsonl")[0]]
    assert (["source", "line", "job_id"], "subtitle") == (columns[:3], columns[-1])


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("j*/a*/*.json",), {"jobs/a b/第 1 集 (final)"}),
        (("jobs/*/*",), {"a b/第 1 集 (final)", "2024.05.06/video_0001"}),
        (("jo[b]s",), {"a b/第 1 集 (final)", "2024.05.06/video_0001", "video_0001", "x", "y", "z"}),
        (("jobs/2024.05.06/",), {"video_0001"}),
        (("jobs/a b/第 1 集 (final).json",), {"第 1 集 (final)"}),
        (("jobs/2024.05.06/video_0001.json.gz", "jobs/2024.05.06/../2024.05.06/video_0001.json.gz"), {"video_0001"}),
        (("jobs/2024.05.06/video_0001.json.gz", "jobs/video_0001.JSON"), {"2024.05.06/video_0001", "video_0001"}),
        (("./jobs/video_0001.JSON", "response.txt"), {"jobs/video_0001", "response"}),
        (("jobs/video_0001.JSON", "jobs/a b"), {"video_0001", "第 1 集 (final)"}),
    ],
    ids=" ".join,
)
def test_roots(folder: Path, arguments: tuple[str, ...], expected: set[str]) -> None:
    """A name begins below the folder, the glob's first folder, or the common folder of files that were named."""
    if arguments == ("jo[b]s",):  # the glob begins beside the folder
        expected = {name if name in {"x", "y", "z"} else f"jobs/{name}" for name in expected}
    run("convert", *arguments, "--out", "out", "--to", "srt", cwd=folder)
    assert {f"{name}.srt" for name in expected} == list_subtitles(folder / "out")


@pytest.mark.parametrize("name", ["{source}", None])
def test_whoever_expands_a_glob(folder: Path, name: str | None) -> None:
    """A shell, a list of files in any order, or the command: all give the same names."""
    paths = [str(path.relative_to(folder)) for path in sorted(folder.glob("jobs/*/*"))]
    listed = ["\n".join(found) for found in (paths, reversed(paths), [str(folder / path) for path in paths])]
    mixed = "\n".join((paths[0], str(folder / "jobs/.." / paths[1])))
    options = ["--to", "srt", *([] if name is None else ["--name", name])]
    run("convert", "jobs/*/*", "--out", "glob", *options, cwd=folder)
    run("convert", *paths, "--out", "shell", *options, cwd=folder)
    for number, text in enumerate((*listed, mixed)):
        run("convert", "--files-from", "-", "--out", f"list{number}", *options, cwd=folder, stdin=text.encode())
    expected = {f"{path}.srt" for path in ("a b/第 1 集 (final)", "2024.05.06/video_0001")}
    assert [expected] * 6 == [
        list_subtitles(folder / out) for out in ("glob", "shell", *(f"list{number}" for number in range(4)))
    ]


def test_pipes_beside_files(tmp_path: Path) -> None:
    """A pipe has no folder in common with a file, which keeps its plain name."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.json").write_bytes(make_asr_body("a"))
    run("convert", "/dev/stdin", "in/a.json", "--out", "out", "--to", "srt", cwd=tmp_path, stdin=make_asr_body("j"))
    assert {"a.srt", "j.srt"} == list_subtitles(tmp_path / "out")


def test_standard_input_and_pipes(tmp_path: Path) -> None:
    """What comes through a pipe is named after its job."""
    body = make_asr_body("j")
    run("convert", "-", "--out", "out", "--to", "srt,jobs", cwd=tmp_path, stdin=body)
    run("convert", "/dev/stdin", "--out", "device", "--to", "srt,jobs", cwd=tmp_path, stdin=body)
    assert [("-", 1, "j", "j")] == list_places(tmp_path / "out")
    assert [("/dev/stdin", 1, "j", "j")] == list_places(tmp_path / "device")


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_shared_names(tmp_path: Path, suffix: str) -> None:
    """Files of one name get numbers, and `jobs` has these in every format; earlier polls use up none."""
    for number, name in enumerate(("a/talk.json", "b/Talk.json", "c/talk.xml.json", "d/talk.json")):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(make_asr_body("j" if number in {0, 3} else str(number), text=name))
    files = [str(path.relative_to(tmp_path)) for path in sorted(tmp_path.rglob("*.json"))]
    run("convert", *files, "--out", "out", "--to", f"srt,jobs{suffix}", "--name", "{stem}", cwd=tmp_path)
    assert {"Talk.srt", "talk.xml.srt", "talk~2.srt"} == list_subtitles(tmp_path / "out")
    lines = (tmp_path / f"out/jobs{suffix}").read_bytes().splitlines()[suffix == ".csv" :]
    assert [b"Talk", b"talk.xml", b"talk~2"] == [
        line.rstrip(b'"}').replace(b'"', b",").split(b",")[-1] for line in lines
    ]


def test_without_subtitle_files(folder: Path) -> None:
    """Where no subtitle files are written, `jobs` names none."""
    run("convert", "jobs", "--out", "out", "--to", "jobs", cwd=folder)
    assert {None} == {place[-1] for place in list_places(folder / "out")}


def test_templates(tmp_path: Path) -> None:
    """`--name` knows the input's path and name, and the name of the video."""
    (tmp_path / "in/day 1").mkdir(parents=True)
    info = {"JobType": "ASR", "InputConfig": {"InputFile": "oss://bucket/folder/my video.mp4"}}
    bodies = [make_asr_body(job_id, SmartJobInfo=info) for job_id in "ab"]
    (tmp_path / "in/day 1/both.jsonl").write_bytes(b"\n".join(bodies))
    for name, expected in (
        ("{source}/{job_id}", {"day 1/both/a", "day 1/both/b"}),
        ("{stem} {job_id}", {"both a", "both b"}),
        ("{input_stem}", {"my_video", "my_video~2"}),
    ):
        done = run("convert", "in", "--out", name, "--to", "srt", "--name", name, cwd=tmp_path)
        assert (0, {f"{path}.srt" for path in expected}) == (done.returncode, list_subtitles(tmp_path / name))
    refused = run("convert", "in", "--out", "out", "--name", "{file}", cwd=tmp_path)
    fields = "{job_id}, {job_type}, {state}, {title}, {user_id}, {media_id}, {date}, {shard}, {source}, {stem}"
    message = f"smarthandle-results: expected a template of {fields}, {{input_stem}}, got {{file}}\n"
    assert (2, message) == (refused.returncode, refused.stderr.decode())


@pytest.mark.parametrize("separator", [b" | ", b"\n-- page 2 --\n", b"garbage", b"}{"])
def test_damaged_containers(tmp_path: Path, separator: bytes) -> None:
    """Bodies that are found in what looks like one body are named after their jobs."""
    (tmp_path / "in.json").write_bytes(separator.join(map(make_asr_body, "ab")))
    run("convert", "in.json", "--out", "out", "--to", "srt", cwd=tmp_path)
    assert {"a.srt", "b.srt"} >= list_subtitles(tmp_path / "out")


@pytest.mark.parametrize("data", [b" \n%b\n\n", b"\xef\xbb\xbf%b", b"[%b]"])
def test_one_body_in_any_dress(tmp_path: Path, data: bytes) -> None:
    """White space, a byte order mark and an array around a body do not make a container of many."""
    (tmp_path / "in.json").write_bytes(data % make_asr_body("a"))
    run("convert", "in.json", "--out", "out", "--to", "srt", cwd=tmp_path)
    assert {"in.srt"} == list_subtitles(tmp_path / "out")
