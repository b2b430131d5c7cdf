"""Archives: every kind of input, polls, faults, names and options, through the command as a program."""

import csv
import gzip
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from helpers.archive import make_archive
from helpers.bodies import make_asr_body
from helpers.command import read_folder, read_rows, run
from helpers.places import SAMPLES, SOUND
from helpers.sample import Choose

from smarthandle_results.batch._destination import MANIFEST

BAD = (
    b"{",
    b'{"State": 1}',
    b"[]",
    b'"text"',
    b"null",
    b"{'State': 'Finished'}",
    b'{"State":"Finished","JobResult":{"AiResult":"[{\\"content\\":1}]"},"SmartJobInfo":{"JobType":"ASR"}}',
    (
        b'{"State":"Finished","JobResult":{"AiResult":"[{\\"content\\":\\"a\\",\\"from\\":true,\\"to\\":1}]"},'
        b'"SmartJobInfo":{"JobType":"ASR"}}'
    ),
    (
        b'{"State":"Finished","JobResult":{"AiResult":"[{\\"content\\":\\"a\\",\\"from\\":0,\\"to\\":1}"},'
        b'"SmartJobInfo":{"JobType":"ASR"}}'
    ),
    b'{"State":"Finished","JobResult":{"Usage":"[1]"}}',
    b'{"State":"Finished","JobResult":{"Usage":"{\\"total_tokens\\":\\"9\\"}"}}',
    b'{"State":"Finished","JobResult":{"AiResult":"[1]"},"SmartJobInfo":{"JobType":"TextGenerate"}}',
    b'{"RequestId":"r","Code":"Throttling","Message":"m","HostId":"h"}',
    b'{"SmartJobList":[]}',
    b'{"RequestId":"r","JobId":"j"}',
    b"<Error><Code>x</Code></Error>",
    b"<!DOCTYPE a><GetSmartHandleJobResponse/>",
    b'{"State":"Fini\xff"}',
    b'2024-05-06 INFO {"State":"Finished"}',
    b'{"headers":{},"body":3}',
)


def counts(folder: Path) -> dict[str, int]:
    """Read the counts of a run."""
    found: dict[str, int] = json.loads((folder / "run.json").read_bytes())["counts"]
    return found


@pytest.mark.once
def test_bad_bodies_among_good_ones(tmp_path: Path, choose: Choose) -> None:
    """Of 2,000 bodies 100 are bad in 20 ways: each is reported with its place and hash, the others are converted.

    With `--thorough` there are 10,000.
    """
    count = len(choose(range(10_000), 2_000))
    lines = [make_asr_body(f"job{number}") for number in range(count)]
    places = sorted(Random(7).sample(range(count), 100))
    for number, place in enumerate(places):
        lines[place] = BAD[number % len(BAD)]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines))
    done = run("convert", "in.jsonl", "--out", "out", "--quarantine", "bad", "--to", "srt,cues", cwd=tmp_path)
    rows = read_rows(tmp_path / "out/errors.jsonl")
    offsets = [sum(len(line) + 1 for line in lines[:place]) for place in places]
    expected = [
        ("in.jsonl", place + 1, offset, hashlib.sha256(lines[place]).hexdigest())
        for place, offset in zip(places, offsets, strict=True)
    ]
    assert 1 == done.returncode
    assert expected == [(row["source"], row["line"], row["byte_offset"], row["sha256"]) for row in rows]
    assert [row["message"] for row in rows[:20]] == [row["message"] for row in rows[20:40]]
    assert all(row["path"].startswith(".") and row["message"].startswith("expected") for row in rows)
    assert count - 100 == len([*(tmp_path / "out").glob("*.srt")]) == len(read_rows(tmp_path / "out/cues.jsonl"))
    assert {*BAD} == {*read_folder(tmp_path / "bad").values()}
    assert {
        "inputs": count,
        "converted": count - 100,
        "bad": 100,
    } == {name: count for name, count in counts(tmp_path / "out").items() if count}


def test_processes(tmp_path: Path) -> None:
    """The bytes are the same for every number of processes."""
    (tmp_path / "in.jsonl").write_bytes(b"".join(make_archive(6_000_000)))
    folders = []
    for workers in ("1", "2", "3"):
        assert 0 == run("convert", "in.jsonl", "--out", workers, "-j", workers, cwd=tmp_path).returncode
        folders.append(read_folder(tmp_path / workers))
    assert folders[0] == folders[1] == folders[2]


def test_polls(tmp_path: Path) -> None:
    """An archive with five polls of every job has the tables of one with the last polls only."""
    states = ("Created", "Executing", "Executing", "Finished", "Finished")
    ids = [f"job{number}" for number in range(300)]
    polls = [make_asr_body(job, state, "old" * (order == 3)) for order, state in enumerate(states) for job in ids]
    for name, lines in (("all", polls), ("last", [b""] * 1200 + polls[-300:])):
        run("convert", "-", "--out", name, cwd=tmp_path, stdin=b"\n".join(lines))
    everything, last = read_folder(tmp_path / "all"), read_folder(tmp_path / "last")
    assert (1200, 0) == (counts(tmp_path / "all")["superseded"], counts(tmp_path / "last")["superseded"])
    del everything["run.json"], last["run.json"]
    assert last == everything


def test_later_poll_counts(tmp_path: Path) -> None:
    """Of polls of one state the latest counts, wherever it is; masked and missing ids supersede nothing."""
    late: dict[str, Any] = {"SmartJobInfo": {"JobType": "ASR", "ModifiedTime": "2024-05-06T07:08:10Z"}}
    early: dict[str, Any] = {"SmartJobInfo": {"JobType": "ASR", "ModifiedTime": "2024-05-06T07:08:09Z"}}
    lines = (
        make_asr_body("a", text="late", **late),
        make_asr_body("a", text="early", **early),
        make_asr_body("a", "Executing", **late),
    )
    others = (make_asr_body("x*"), make_asr_body("x*"), make_asr_body(None), make_asr_body(None), make_asr_body(""))
    (tmp_path / "in.jsonl").write_bytes(b"\n".join((*lines, *others)))
    run("convert", "in.jsonl", "--out", "last", cwd=tmp_path)
    run("convert", "in.jsonl", "--out", "polls", "--keep", "polls", cwd=tmp_path)
    assert ["late", *["hello"] * 5] == [row["text"] for row in read_rows(tmp_path / "last/cues.jsonl")]
    assert (2, 0) == (counts(tmp_path / "last")["superseded"], counts(tmp_path / "polls")["superseded"])
    assert {"a.srt", "x_.srt", "x_~2.srt", "_.srt", "_~2.srt", "_~3.srt"} == {
        path.name for path in (tmp_path / "last").glob("*.srt")
    }


def test_hostile_names(tmp_path: Path) -> None:
    """Ids of every kind write inside the folder, one file for each job."""
    ids = (
        "a/b",
        "../up",
        "..",
        "*",
        "a\0b",
        "x" * 300,
        "x" * 299 + "y",
        "Job",
        "job",
        "JOB",
        "",
        "CON",
        "nul.txt",
        " ",
    )
    more = (
        "/etc/passwd",
        "a\\b",
        "cues.jsonl",
        "é",
        "e\u0301",
        "-rf",
        ".hidden",
        "字" * 100,
        "job~2",
        "\u017fs",
        "a\nb",
    )
    lines = [make_asr_body(job_id, text=str(number)) for number, job_id in enumerate((*ids, *more, None))]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines))
    for name in ("{job_id}", "{job_id}/{job_id}", "{shard}/{title}", "all"):
        out = tmp_path / "deep" / "out"
        done = run("convert", "in.jsonl", "--out", out, "--to", "srt", "--name", name, cwd=tmp_path)
        files = {path: data for path, data in read_folder(tmp_path / "deep").items() if path.endswith(".srt")}
        texts = {data.split(b"\n")[2] for data in files.values()}
        assert 0 == done.returncode
        assert {str(number).encode() for number in range(len(lines))} == texts
        assert len(lines) == len({path.casefold() for path in files})
        assert all(path.startswith("out/") and len(Path(path).name.encode()) < 200 for path in files)
        assert {"in.jsonl", "deep"} == {path.name for path in tmp_path.iterdir()}
        for path in files:
            (tmp_path / "deep" / path).unlink()


def test_bad_template(tmp_path: Path) -> None:
    """A template of unknown fields is wrong usage."""
    done = run("convert", "-", "--out", "out", "--name", "{job}", cwd=tmp_path)
    assert 2 == done.returncode
    assert b"expected a template of {job_id}, " in done.stderr


@pytest.mark.once
def test_compressed(tmp_path: Path) -> None:
    """Gzip and Zstandard are read, whatever the name; a file that is cut short is reported, and read until there."""
    zstd: Any = pytest.importorskip("backports.zstd" if sys.version_info < (3, 14) else "compression.zstd")
    data = b"\n".join(make_asr_body(f"job{number}", text=f"{number**5}") for number in range(5000)) + b"\n"
    for name, packed in (("a.jsonl.gz", gzip.compress(data)), ("a.jsonl.zst", zstd.compress(data))):
        (tmp_path / name).write_bytes(packed)
        whole = run("convert", name, "--out", "whole", "--to", "cues", "--overwrite", cwd=tmp_path)
        (tmp_path / name).write_bytes(packed[: len(packed) // 2])
        cut = run("convert", name, "--out", "cut", "--to", "cues", "--overwrite", cwd=tmp_path)
        rows, [error] = read_rows(tmp_path / "cut/cues.jsonl"), read_rows(tmp_path / "cut/errors.jsonl")
        assert (0, 1) == (whole.returncode, cut.returncode)
        assert rows == read_rows(tmp_path / "whole/cues.jsonl")[: len(rows)]
        assert 1000 < len(rows) < 5000
        message = f"expected whole compressed data, got data that is cut short at byte {len(packed) // 2} of the file"
        assert message == error["message"]
        assert (len(rows) + 1, sum(map(len, data.splitlines(keepends=True)[: len(rows)]))) == (
            error["line"],
            error["byte_offset"],
        )


def test_bomb(tmp_path: Path) -> None:
    """A line or a file that unpacks to more than is allowed is an error, and the lines after it are converted."""
    bomb = b"\n".join((make_asr_body("a"), b"0" * 20_000_000, make_asr_body("b")))
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress(bomb))
    (tmp_path / "bomb.json.gz").write_bytes(gzip.compress(b'{"a":"' + b"0" * 20_000_000))
    done = run("convert", ".", "--out", "out", "--to", "cues", "--max-body", "1M", cwd=tmp_path)
    message = "expected a body of at most 1048576 bytes, got more"
    errors = read_rows(tmp_path / "out/errors.jsonl")
    assert 1 == done.returncode
    assert [("bomb.json.gz", 1, message), ("bomb.jsonl.gz", 2, message)] == [
        (row["source"], row["line"], row["message"]) for row in errors
    ]
    assert ["a", "b"] == [row["job_id"] for row in read_rows(tmp_path / "out/cues.jsonl")]


def test_large_bodies_that_were_read(tmp_path: Path) -> None:
    """A body over the limit goes to quarantine where its bytes were read; one that was passed over has none."""
    large = make_asr_body("a", text="x" * 3000)
    (tmp_path / "in.jsonl").write_bytes(large + b"\n" + make_asr_body("b"))
    (tmp_path / "in.json").write_bytes(large)
    run("convert", "in.json", "in.jsonl", "--out", "out", "--quarantine", "bad", "--max-body", "2K", cwd=tmp_path)
    rows = read_rows(tmp_path / "out/errors.jsonl")
    assert {"expected a body of at most 2048 bytes, got more"} == {row["message"] for row in rows}
    assert [None, hashlib.sha256(large).hexdigest()] == [row["sha256"] for row in rows]
    assert [large] == [*read_folder(tmp_path / "bad").values()]


def test_log_lines(tmp_path: Path) -> None:
    """With `--log-lines` the JSON is taken out of each line that has some."""
    lines = (
        b"2024-05-06 [main] {worker} body=" + make_asr_body("a") + b" in 5 ms",
        b"nothing here",
        b'INFO {"State": 1}',
    )
    (tmp_path / "app.log").write_bytes(b"\n".join(lines))
    run("convert", "app.log", "--out", "out", "--log-lines", cwd=tmp_path)
    [error] = read_rows(tmp_path / "out/errors.jsonl")
    assert ["a"] == [row["job_id"] for row in read_rows(tmp_path / "out/jobs.jsonl")]
    assert (3, len(lines[0]) + len(lines[1]) + 2 + 5) == (error["line"], error["byte_offset"])


def test_documents_beside_logs(tmp_path: Path) -> None:
    """With `--log-lines` what is JSON or XML for itself is read as it is, so that a mixed folder needs one run."""
    (tmp_path / "app.log").write_bytes(b"INFO body=" + make_asr_body("log") + b"\n")
    pretty = json.dumps(json.loads(make_asr_body("pretty")), indent=2)
    (tmp_path / "a.json").write_text(f"\ufeff{pretty}")
    (tmp_path / "b.json.gz").write_bytes(gzip.compress(f"[\n{pretty.replace('pretty', 'array')}\n]".encode()))
    (tmp_path / "c.jsonl").write_bytes(make_asr_body("line"))
    (tmp_path / "d").write_bytes((SOUND / "container-xml/body.xml").read_bytes())
    options = ("--out", "out", "--to", "jobs", "--log-lines")
    done = run("convert", "app.log", "a.json", "b.json.gz", "c.jsonl", "d", *options, cwd=tmp_path)
    assert (0, ["log", "pretty", "array", "line"]) == (
        done.returncode,
        [row["job_id"] for row in read_rows(tmp_path / "out/jobs.jsonl")][:4],
    )


def test_inputs_that_need_a_package(tmp_path: Path) -> None:
    """Where a package is missing, an input that needs it is reported like one that is not readable."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a"))
    (tmp_path / "b.json.zst").write_bytes(b"\x28\xb5\x2f\xfd")
    (tmp_path / "c.parquet").write_bytes(b"PAR1")
    code = """
import sys
sys.modules.update(dict.fromkeys(("backports.zstd", "compression.zstd", "pyarrow", "pyarrow.parquet")))
from smarthandle_results.cli import main
sys.exit(main(["convert", ".", "c.parquet", "--out", "out", "--to", "srt", "-j", "1"]))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    rows = {row["source"]: row["message"].partition(" (")[0] for row in read_rows(tmp_path / "out/errors.jsonl")}
    expected = {"b.json.zst": "Zstandard needs the extra 'zstd'", "c.parquet": "Parquet needs the extra 'parquet'"}
    assert (1, expected, True) == (done.returncode, rows, (tmp_path / "out/a.srt").exists())
    assert [MANIFEST] == [path.name for path in (tmp_path / "out").glob(".*")]


def test_body_column(tmp_path: Path) -> None:
    """With `--body-column` every command reads the body under a key; without it the message names the option."""
    rows = [{"id": number, "hit": {"_source": make_asr_body(f"job{number}").decode()}} for number in range(3)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "in.json").write_text(json.dumps(rows[:2], indent=2))
    option = ("--body-column", "hit._source")
    done = run("convert", "in.jsonl", "in.json", *option, "--out", "out", "--keep", "polls", cwd=tmp_path)
    shown = run("inspect", "in.json", "--json", *option, cwd=tmp_path)
    added = run("stats", "in.jsonl", "--json", *option, cwd=tmp_path)
    jobs = [row["job_id"] for row in read_rows(tmp_path / "out/jobs.jsonl")]
    assert (0, ["job0", "job1", "job2", "job0", "job1"]) == (done.returncode, jobs)
    assert [("job0", 2), ("job1", 8)] == [
        (row["job_id"], row["line"]) for row in map(json.loads, shown.stdout.splitlines())
    ]
    assert 3 == json.loads(added.stdout)["counts"]["converted"]
    run("convert", "in.jsonl", "--out", "none", cwd=tmp_path)
    message = "expected a body, got an object with one under a key: read it with --body-column hit._source"
    assert [message] * 3 == [row["message"] for row in read_rows(tmp_path / "none/errors.jsonl")]
    assert (
        hashlib.sha256(json.dumps(rows[0]).encode()).hexdigest()
        == read_rows(tmp_path / "none/errors.jsonl")[0]["sha256"]
    )


def test_after_a_crash(tmp_path: Path) -> None:
    """Of a file that crashes have damaged all sound bodies are read, and each torn one is an error of its own."""
    a, b, c, d, e = (make_asr_body(name) for name in "abcde")
    data = a + b"\n" + b[:50] + c + b"\n" + b"\0" * 4096 + d + b"\n[" + e + b"," + b[:70]
    (tmp_path / "in.jsonl").write_bytes(data)
    (tmp_path / "in.json").write_bytes(data)
    done = run("convert", "in.jsonl", "in.json", "--out", "out", "--quarantine", "bad", "--keep", "polls", cwd=tmp_path)
    added = run("stats", "in.json", "--json", cwd=tmp_path)
    errors = read_rows(tmp_path / "out/errors.jsonl")
    assert 1 == done.returncode
    assert [*"acdeacde"] == [row["job_id"] for row in read_rows(tmp_path / "out/jobs.jsonl")]
    places = [(2, len(a) + 1), (4, len(data) - 70)]
    assert [*places, *places] == [(row["line"], row["byte_offset"]) for row in errors]
    assert {b[:50], b[:70]} == {*read_folder(tmp_path / "bad").values()}
    assert (4, 2) == tuple(json.loads(added.stdout)["counts"][name] for name in ("converted", "bad"))


def test_globs_and_lists(tmp_path: Path) -> None:
    """Globs and `--files-from` name inputs; what is named twice is read once."""
    for name in ("a.json", "b.json", "c.txt"):
        (tmp_path / name).write_bytes(make_asr_body(name))
    (tmp_path / "list").write_bytes(b"b.json\nc.txt\n")
    globbed = run("convert", "*.json", "--out", "globbed", cwd=tmp_path)
    listed = run("convert", "./b.json", "--files-from", "-", "--out", "listed", cwd=tmp_path, stdin=b"b.json\0c.txt\0")
    run("convert", "--files-from", "list", "--out", "from", cwd=tmp_path)
    assert (b"2 responses", b"2 responses") == (globbed.stderr[:11], listed.stderr[:11])
    assert ["b.json", "c.txt"] == [row["job_id"] for row in read_rows(tmp_path / "from/jobs.jsonl")]


def test_unreadable_file(tmp_path: Path) -> None:
    """A file that cannot be opened is an error of the table; the others are converted."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.json").symlink_to(tmp_path / "nowhere")
    (tmp_path / "in/b.json").write_bytes(make_asr_body("b"))
    done = run("convert", "in", "--out", "out", cwd=tmp_path)
    [error] = read_rows(tmp_path / "out/errors.jsonl")
    assert (1, "in/a.json", None) == (done.returncode, error["source"], error["sha256"])
    assert "expected a readable file, got: no such file or directory" == error["message"]


def test_one_table(tmp_path: Path) -> None:
    """`-o` writes one output, to a file or to standard output; what is wrong is said on standard error."""
    stdin = make_asr_body("a") + b"\n{\n"
    printed = run("convert", "-", "-o", "-", "--to", "usage.csv", "--quiet", cwd=tmp_path, stdin=stdin)
    written = run("convert", "-", "-o", "cues.jsonl.gz", cwd=tmp_path, stdin=stdin)
    two = run("convert", "-", "-o", "-", cwd=tmp_path, stdin=stdin)
    assert (1, 1, 2) == (printed.returncode, written.returncode, two.returncode)
    assert (
        b"job_id,request_id,job_type,state,title,create_time,modified_time,total_tokens,other_counts\n"
        == printed.stdout
    )
    cause = b"1 response could not be read:\n     1  text that is cut off at its end: save the whole of it\n"
    assert cause + b"          -:2\n" == printed.stderr
    assert b'{"job_id":"a",' == gzip.decompress((tmp_path / "cues.jsonl.gz").read_bytes())[:14]
    assert ["cues.jsonl.gz"] == [path.name for path in tmp_path.iterdir()]


def test_errors_beside_one_table(tmp_path: Path) -> None:
    """They are JSON on standard error if asked for, or no run begins; alone they are the table, in any format."""
    (tmp_path / "in.jsonl").write_bytes(make_asr_body("a") + b"\n{\n")
    beside = run("convert", "in.jsonl", "-o", "x.jsonl", "--to", "errors,cues", "--quiet", cwd=tmp_path)
    alone = run("convert", "in.jsonl", "-o", "y.csv", "--to", "errors.csv", cwd=tmp_path)
    assert (1, 2, b'{"job_id":"a",') == (
        beside.returncode,
        json.loads(beside.stderr)["line"],
        (tmp_path / "x.jsonl").read_bytes()[:14],
    )
    assert (1, b"source,line,") == (alone.returncode, (tmp_path / "y.csv").read_bytes()[:12])
    assert alone.stderr.startswith(b"1 response could not be read (y.csv):\n")
    for names, message in (
        ("cues,errors.csv", b"beside another output, errors can only be .jsonl: they go to standard error\n"),
        ("cues,jobs", b"expected one output for one file, got cues, jobs\n"),
        ("srt", b"expected a table as .jsonl for z.jsonl, got srt\n"),
    ):
        refused = run("convert", "in.jsonl", "-o", "z.jsonl", "--to", names, cwd=tmp_path)
        assert (2, b"smarthandle-results: " + message) == (refused.returncode, refused.stderr)
    assert not (tmp_path / "z.jsonl").exists()


def test_pipes_and_devices(tmp_path: Path) -> None:
    """A pipe that is closed early ends a run without a traceback; a device is written to, not replaced."""
    full = run("convert", SAMPLES, "-o", "/dev/full", "--to", "cues", cwd=tmp_path)
    command = f"{sys.executable} -m smarthandle_results.cli convert {SAMPLES} -o - --to jobs | head -c 10"
    piped = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, check=True)
    assert 2 == full.returncode
    assert full.stderr.endswith(b"smarthandle-results: /dev/full: No space left on device\n")
    assert Path("/dev/full").is_char_device()
    assert (b'{"source":', False) == (piped.stdout, b"Traceback" in piped.stderr)


def test_csv_is_safe_and_reversible(tmp_path: Path) -> None:
    """No cell is a formula, null is not empty text, and without one apostrophe the text is the original."""
    texts = ["=1+1", "+1", "-1", "@x", "'x", "\tx", 'say "hi", you\nthere', "plain", ""]
    payload = json.dumps(texts)
    fields: dict[str, Any] = {"JobResult": {"AiResult": payload}, "SmartJobInfo": {"JobType": "TextGenerate"}}
    run("convert", "-", "--out", "out", "--to", "copies.csv", cwd=tmp_path, stdin=make_asr_body("a", **fields))
    data = (tmp_path / "out/copies.csv").read_text()
    rows = [*csv.DictReader(io.StringIO(data, newline=""))]
    assert not [row for row in rows if row["text"].startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert texts == [row["text"].removeprefix("'") for row in rows]
    assert 'a,9,"",,' in data


def test_stats(tmp_path: Path) -> None:
    """Totals count each job's last poll once: jobs, speech, cues, copies, tokens, failures, repairs."""
    done = run("stats", SAMPLES, "--json", cwd=tmp_path)
    facts = json.loads(done.stdout)
    run("convert", SAMPLES, "--out", "out", cwd=tmp_path)
    jobs = read_rows(tmp_path / "out/jobs.jsonl")
    [total] = [row for row in facts["totals"] if row["by"] == "total"]
    assert 1 == done.returncode
    assert (len(jobs), sum(row["cue_count"] or 0 for row in jobs)) == (total["jobs"], total["cues"])
    assert sum(row["total_tokens"] or 0 for row in jobs) == total["total_tokens"]
    assert counts(tmp_path / "out") == facts["counts"]
    table = run("stats", SAMPLES, "--csv", cwd=tmp_path).stdout.decode()
    assert facts["totals"][1]["value"] == [*csv.DictReader(io.StringIO(table))][1]["value"]
    assert b"by job type\n" in run("stats", SAMPLES, cwd=tmp_path).stdout


def test_quiet(tmp_path: Path) -> None:
    """`--quiet` leaves standard error to what is wrong."""
    assert b"" == run("convert", "-", "--out", "out", "--quiet", cwd=tmp_path, stdin=make_asr_body("a")).stderr
