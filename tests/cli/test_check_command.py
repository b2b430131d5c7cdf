"""`check` and `--profile`, run as a program."""

import gzip
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from helpers.bodies import make_asr_body, make_body
from helpers.command import read_rows, run

from smarthandle_results import Rule
from smarthandle_results.batch import SUBTITLE_FORMS, Fault

LONG = "今年前三季度销量增长了百分之九点五,其中新能源汽车的增长最为明显,我们预计明年还会继续保持这样的增长速度。"


def test_findings(tmp_path: Path) -> None:
    """Findings are printed like a linter's, by file and cue, for bodies and for subtitle files; without any it is 0."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a", text=LONG))
    run("convert", "a.json", "--out", "raw", cwd=tmp_path)
    for name in ("a.json", "raw/a.srt", "raw/a.vtt", "raw"):
        done = run("check", name, "--profile", "netflix-zh", cwd=tmp_path)
        assert 1 == done.returncode
        mark = "," if name == "raw/a.srt" else "."
        line = f"{name}:1 00:00:00{mark}000 too wide: 52 characters (at most 16)\n"
        assert done.stdout.decode().startswith(line) or name == "raw"
    fit = run("check", "-", cwd=tmp_path, stdin=make_asr_body("a", text="你好"))
    assert (0, b"no findings in 1 cue of 1 file by netflix-zh\n") == (fit.returncode, fit.stdout)


def test_json(tmp_path: Path) -> None:
    """Programs get a line of JSON for each finding."""
    done = run("check", "-", "--json", cwd=tmp_path, stdin=make_asr_body("a", text=LONG))
    row = json.loads(done.stdout.splitlines()[0])
    assert [
        "source",
        "line",
        "cue_number",
        "start_ms",
        "rule",
        "measured",
        "allowed",
        "message",
        "profile",
        "twins",
    ] == [*row]


def test_files_and_profiles(tmp_path: Path) -> None:
    """The end says how many findings each file has, the worst first, and by which profile that `auto` chose."""
    for number in range(13):
        text = LONG if number % 2 else "W" * (43 if number else 5)
        body = make_body([{"content": text, "from": 0, "to": 1.5}] * (2 if number == 3 else 1), JobId=f"j{number}")
        (tmp_path / f"{number:02}.json").write_text(body)
    done = run("check", ".", cwd=tmp_path)
    lines = done.stdout.decode().splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith(" "))
    listed, total = lines[first:-1], lines[-1]
    counts = {f"{number:02}.json": sum(line.startswith(f"{number:02}.json") for line in lines) for number in range(13)}
    assert (0, True) == (counts["00.json"], counts["03.json"] > counts["01.json"])
    ordered = sorted((name for name in counts if counts[name]), key=lambda name: (-counts[name], name))
    profiles = {name: "netflix-zh" if int(name[:2]) % 2 else "netflix-latin" for name in counts}
    expected = [f"{counts[name]:>6}  {name} ({profiles[name]})" for name in ordered[:10]]
    rest = sum(counts[name] for name in ordered[10:])
    assert [*expected, f"{rest:>6}  in 2 other files"] == listed
    start = f"{sum(counts.values())} findings in 14 cues of 13 files by netflix-latin, netflix-zh: "
    assert start == total[: len(start)]
    one = run("check", "03.json", cwd=tmp_path).stdout.decode().splitlines()
    assert ([], "netflix-zh") == ([line for line in one if line[0] == " "], one[-1].split(" by ")[1][:10])
    row = json.loads(run("check", "03.json", "--json", cwd=tmp_path).stdout.splitlines()[0])
    assert "netflix-zh" == row["profile"]


def test_problems(tmp_path: Path) -> None:
    """What cannot be read is reported too."""
    (tmp_path / "a.srt").write_bytes(b"1\nnonsense --> x\nhello\n")
    done = run("check", "a.srt", "-", cwd=tmp_path, stdin=b"{")
    assert 1 == done.returncode
    assert b"a.srt:2: expected HH:MM:SS,mmm --> HH:MM:SS,mmm\n" in done.stdout
    assert b"-: expected JSON, got text that is cut off at its end, after 1 byte: save the whole of it\n" in done.stdout
    assert done.stdout.endswith(b"\n2 findings in 0 cues of 2 files: 2 not readable\n")


def test_problems_of_files_that_are_json(tmp_path: Path) -> None:
    """They have no lines: the place is a path in the file."""
    (tmp_path / "a.bcc").write_bytes(b'{"body": [{"from": 0, "to": "x", "content": "a"}]}')
    (tmp_path / "a.timeline.json").write_bytes(b"{}")
    done = run("check", "a.bcc", "a.timeline.json", cwd=tmp_path)
    assert (
        1,
        (
            "a.bcc: expected number, got string at .body[0].to\n"
            "a.timeline.json: expected array, got nothing at .SubtitleTracks\n"
            "     1  a.bcc\n     1  a.timeline.json\n"
            "2 findings in 0 cues of 2 files: 2 not readable\n"
        ),
    ) == (done.returncode, done.stdout.decode())


def test_more_problems_than_are_listed(tmp_path: Path) -> None:
    """A subtitle file or a body of many problems has a last line that says how many more there are."""
    (tmp_path / "a.vtt").write_bytes(b"WEBVTT\n\n" + b"stray\n\n" * 1003)
    done = run("check", "a.vtt", cwd=tmp_path)
    *lines, last, total = done.stdout.decode().splitlines()
    assert (1, 1000) == (done.returncode, len(lines))
    assert "a.vtt:2001: text that belongs to no cue" == lines[-1]
    assert "a.vtt: 3 more problems are not listed" == last
    assert "1 finding in 0 cues of 1 file: 1 not readable" == total
    body = make_body([{"content": 1, "from": 0, "to": 1}] * 1003).encode()
    done = run("check", "-", cwd=tmp_path, stdin=body)
    *lines, last, _ = done.stdout.decode().splitlines()
    assert (1, 1000) == (done.returncode, len(lines))
    assert "-: 3 more problems are not listed" == last


def test_responses_that_are_not_readable(tmp_path: Path) -> None:
    """Each counts once, as for `convert`, and its problems are lines."""
    bad = make_body([{"content": 1, "from": 0, "to": 1}] * 3).encode()
    (tmp_path / "a.jsonl").write_bytes(b"\n".join((bad, bad, make_asr_body("a"))))
    (tmp_path / "b.json").write_bytes(bad)
    done = run("check", "a.jsonl", "b.json", cwd=tmp_path)
    lines = done.stdout.decode().splitlines()
    total = "3 findings in 1 cue of 2 files by netflix-latin: 3 not readable"
    assert (9, ["     2  a.jsonl", "     1  b.json", total]) == (len(lines) - 3, lines[-3:])


def test_quiet(tmp_path: Path) -> None:
    """`--quiet` leaves the findings, and nothing if there are none; files that were not looked at are not named."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.json").write_bytes(make_asr_body("a"))
    (tmp_path / "in/b.txt").touch()
    quiet = run("check", "in", "--quiet", cwd=tmp_path)
    assert (0, b"", b"") == (quiet.returncode, quiet.stdout, quiet.stderr)
    (tmp_path / "in/c.srt").write_bytes(b"1\nnonsense --> x\nhello\n")
    shown = run("check", "in", cwd=tmp_path)
    quiet = run("check", "in", "--quiet", cwd=tmp_path)
    assert (1, shown.stdout.splitlines()[:-1], b"") == (quiet.returncode, quiet.stdout.splitlines(), quiet.stderr)
    shown, quiet = (run("inspect", "in", *option, cwd=tmp_path) for option in ((), ("--quiet",)))
    assert (0, shown.stdout, b"") == (quiet.returncode, quiet.stdout, quiet.stderr)
    assert b"b.txt" in shown.stderr


def test_unreadable_file(tmp_path: Path) -> None:
    """A subtitle file that cannot be opened is reported like one that cannot be decoded; the others are checked."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.srt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "in/b.srt").write_bytes(b"1\nnonsense --> x\nhello\n")
    done = run("check", "in", cwd=tmp_path)
    assert (1, b"") == (done.returncode, done.stderr)
    assert b"in/a.srt: expected a readable file, got: no such file or directory\n" in done.stdout
    assert b"in/b.srt" in done.stdout


def test_profile(tmp_path: Path) -> None:
    """Cues are as the job gave them, in tables always, and in subtitle files unless a profile is asked for."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a", text=LONG))
    auto = run("convert", "a.json", "--out", "auto", "--profile", "auto", cwd=tmp_path)
    given = run("convert", "a.json", "--out", "given", cwd=tmp_path)
    lines = (tmp_path / "auto/a.srt").read_text().splitlines()
    assert max(map(len, lines)) <= 29  # a line of times; 16 characters are the widest of text
    assert f"1\n00:00:00,000 --> 00:00:01,500\n{LONG}\n" == (tmp_path / "given/a.srt").read_text().rstrip("\n") + "\n"
    assert [LONG] == [row["text"] for row in read_rows(tmp_path / "auto/cues.jsonl")]
    assert b"  1 cue was re-laid: merged, split or put on other lines" == auto.stderr.splitlines()[2]
    assert b"  1 cue is too wide for the screen: --profile auto lays it out" == given.stderr.splitlines()[2]
    for folder, repairs, layout in (
        ("auto", {"split": 1}, {"relaid": 1, "retimed": 0, "too_wide": 0, "unbroken": 0}),
        ("given", {}, {"relaid": 0, "retimed": 0, "too_wide": 1, "unbroken": 0}),
    ):
        record = json.loads((tmp_path / folder / "run.json").read_bytes())
        assert (repairs, layout) == (record["repairs"], record["layout"])


def test_extend_last(tmp_path: Path) -> None:
    """No cue is shown after the last end of the job unless that is asked for, which needs a profile."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a", text="很短的时间里说了很多的话，真的很多很多。"))
    kept = run("convert", "a.json", "--out", "kept", "--profile", "auto", cwd=tmp_path)
    extended = run("convert", "a.json", "--out", "extended", "--profile", "auto", "--extend-last", cwd=tmp_path)
    refused = run("convert", "a.json", "--out", "no", "--extend-last", cwd=tmp_path)
    assert b"00:00:00,000 --> 00:00:01,500\n" in (tmp_path / "kept/a.srt").read_bytes()
    assert b"00:00:00,000 --> 00:00:02,222\n" in (tmp_path / "extended/a.srt").read_bytes()
    assert [b"  1 cue was re-laid: merged, split or put on other lines"] == kept.stderr.splitlines()[2:]
    assert b"  1 cue was re-timed" == extended.stderr.splitlines()[3]
    message = b"smarthandle-results: --extend-last needs a profile: name one, such as auto\n"
    assert (2, message) == (refused.returncode, refused.stderr)


def test_thai_needs_words(tmp_path: Path) -> None:
    """The summary says what would break the lines of a script without spaces."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a", text="ภาษาไทยเป็นภาษาที่มีระดับเสียงของคำแน่นอนหรือวรรณยุกต์"))
    done = run("convert", "a.json", "--out", "out", "--profile", "auto", cwd=tmp_path)
    hint = b": --words icu breaks 1 in Thai or the like"
    assert [b"  1 cue is too wide for the screen" + hint] == done.stderr.splitlines()[2:]


def test_several_cues_are_counted(tmp_path: Path) -> None:
    """The summary counts cues of all jobs, and says that a profile would lay them out; one that did has no hint."""
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(make_asr_body(name, text="W" * 43) for name in "abc"))
    given = run("convert", "a.jsonl", "--out", "given", cwd=tmp_path)
    shaped = run("convert", "a.jsonl", "--out", "shaped", "--profile", "auto", cwd=tmp_path)
    tables = run("convert", "a.jsonl", "--out", "tables", "--to", "cues", cwd=tmp_path)
    assert [b"  3 cues are too wide for the screen: --profile auto lays them out"] == given.stderr.splitlines()[2:]
    assert [b"  3 cues are too wide for the screen"] == shaped.stderr.splitlines()[2:]
    assert [b"  1 table"] == tables.stderr.splitlines()[1:]


def test_unknown_profile(tmp_path: Path) -> None:
    """An unknown profile is refused with a list of the known ones."""
    done = run("convert", "-", "--out", "out", "--profile", "bbc", cwd=tmp_path)
    assert 2 == done.returncode
    assert b"expected a profile among auto, " in done.stderr


def test_findings_in_words(tmp_path: Path) -> None:
    """Each has the time of its cue as the file writes it, a unit and the limit; programs get codes."""
    cues = (
        ("00:00:01.000 --> 00:00:01.200", "Hello"),
        ("00:00:01.210 --> 00:00:09.500", "How are you"),
        ("00:00:09.000 --> 00:00:09.900", "W" * 43 + "\nx\ny"),
    )
    text = "\n\n".join("\n".join(cue) for cue in cues)
    (tmp_path / "x.vtt").write_text(f"WEBVTT\n\n{text}\n", encoding="utf-8")
    done = run("check", "x.vtt", "--profile", "netflix-en", cwd=tmp_path)
    expected = """\
x.vtt:1 00:00:01.000 too short: 200 ms (at least 833)
x.vtt:1 00:00:01.000 too fast: 25 characters a second (at most 20)
x.vtt:2 00:00:01.210 too long: 8,290 ms (at most 7,000)
x.vtt:2 00:00:01.210 too soon after the previous cue: 10 ms (at least 83)
x.vtt:3 00:00:09.000 too wide: 43 characters (at most 42)
x.vtt:3 00:00:09.000 too many lines: 3 (at most 2)
x.vtt:3 00:00:09.000 too fast: 52.23 characters a second (at most 20)
x.vtt:3 00:00:09.000 overlap: starts 500 ms before the end of an earlier cue
8 findings in 3 cues of 1 file by netflix-en: 2 too fast, 1 overlap, 1 too long, \
1 too many lines, 1 too short, 1 too soon, 1 too wide
"""
    assert (1, expected) == (done.returncode, done.stdout.decode())
    rows = [json.loads(line) for line in run("check", "x.vtt", "--json", cwd=tmp_path).stdout.splitlines()]
    assert ("min_duration", 200, 1000) == (rows[0]["rule"], rows[0]["measured"], rows[0]["start_ms"])


def test_every_rule_has_a_sentence() -> None:
    """Also those that are found in the cues of a program alone, since a reader of files has mended them."""
    sentences = {
        Rule.BLANK: "no visible text",
        Rule.HAZARD: "unsafe text: 1 character that players may misread",
        Rule.LINE_START: "bad line start: 1 line with a character that no line may begin with",
        Rule.NEGATIVE: "negative time: starts 1 ms from the beginning",
        Rule.ORDER: "out of order: starts 1 ms before the previous cue",
        "new_rule": "new_rule: 1 (0)",
    }
    for rule, sentence in sentences.items():
        fault = Fault(source="a.srt", line=1, cue_number=2, start_ms=-61_001, rule=rule, measured=1, allowed=0)
        assert f"a.srt:2 -00:01:01,001 {sentence}" == str(fault)


def test_a_pair_is_named_once(tmp_path: Path) -> None:
    """A SubRip and a WebVTT file of one name and the same findings have them once; others have their own each."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a", text=LONG))
    run("convert", "a.json", "--out", "out", cwd=tmp_path)
    pair = run("check", "out", "--profile", "netflix-zh", cwd=tmp_path).stdout.decode().splitlines()
    assert "out/a.srt:1 00:00:00,000 too wide: 52 characters (at most 16) (.vtt too)" == pair[0]
    assert "2 findings in 2 cues of 2 files by netflix-zh: 1 too fast, 1 too wide" == pair[-1]
    (tmp_path / "out/a.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:03.000\n你好\n", encoding="utf-8")
    others = run("check", "out", "--profile", "netflix-zh", cwd=tmp_path).stdout.decode().splitlines()
    assert "out/a.srt:1 00:00:00,000 too wide: 52 characters (at most 16)" == others[0]
    assert "2 findings in 2 cues of 2 files by netflix-zh: 1 too fast, 1 too wide" == others[-1]


def test_all_forms_of_a_job_are_named_once(tmp_path: Path) -> None:
    """Those that can be read, by their suffixes."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a", text=LONG))
    first, *others = [form for form in SUBTITLE_FORMS.values() if form.decode]
    run("convert", "a.json", "--out", "out", "--to", ",".join(SUBTITLE_FORMS), cwd=tmp_path)
    lines = run("check", "out", "--profile", "netflix-zh", cwd=tmp_path).stdout.decode().splitlines()
    start, suffixes = f"00:00:00{first.decimal_mark}000", ", ".join(form.suffix for form in others)
    assert f"out/a{first.suffix}:1 {start} too wide: 52 characters (at most 16) ({suffixes} too)" == lines[0]
    count = 1 + len(others)
    assert f"2 findings in {count} cues of {count} files by netflix-zh: 1 too fast, 1 too wide" == lines[-1]


def test_forms_of_a_job_need_not_be_neighbours(tmp_path: Path) -> None:
    """They are found wherever they are: beside the body of their name, and beside files whose names come between."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a", text=LONG))
    run("convert", "a.json", "--out", ".", "--to", ",".join(SUBTITLE_FORMS), cwd=tmp_path)
    (tmp_path / "a.t.srt").write_bytes(b"1\n00:00:00,000 --> 00:00:03,000\n" + "你好".encode() + b"\n")
    lines = run("check", ".", "--profile", "netflix-zh", cwd=tmp_path).stdout.decode().splitlines()
    assert [
        "a.srt:1 00:00:00,000 too wide: 52 characters (at most 16) (.vtt, .bcc, .timeline.json too)",
        "a.srt:1 00:00:00,000 too fast: 34.67 characters a second (at most 9) (.vtt, .bcc, .timeline.json too)",
        "a.json:1 00:00:00.000 too wide: 52 characters (at most 16)",
        "a.json:1 00:00:00.000 too fast: 34.67 characters a second (at most 9)",
    ] == lines[:4]
    assert "4 findings in 6 cues of 6 files by netflix-zh: 2 too fast, 2 too wide" == lines[-1]


def test_forms_that_are_not_read(tmp_path: Path) -> None:
    """One that is named is refused by its suffix; a body in a text file is a body all the same, and so is a log."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a", text=LONG))
    run("convert", "a.json", "--out", ".", "--to", ",".join(SUBTITLE_FORMS), cwd=tmp_path)
    (tmp_path / "a.srt.gz").write_bytes(gzip.compress((tmp_path / "a.srt").read_bytes()))
    unread = [form.suffix for form in SUBTITLE_FORMS.values() if not form.decode]
    names = [f"a{suffix}" for suffix in (*unread, ".srt.gz")]
    lines = run("check", *names, cwd=tmp_path).stdout.decode().splitlines()
    read = ".srt, .vtt, .bcc, .timeline.json"
    assert [f"{name}: check does not read {name[1:]}; it reads {read}" for name in names] == lines[: len(names)]
    log = b"12:00 " + make_asr_body("a") + b"\n"
    for content, option in ((make_asr_body("a"), ()), (gzip.compress(make_asr_body("a")), ()), (log, ("--log-lines",))):
        (tmp_path / "b.txt").write_bytes(content)
        done = run("check", "b.txt", *option, cwd=tmp_path)
        assert (0, b"no findings in 1 cue of 1 file by netflix-latin\n") == (done.returncode, done.stdout)
    os.mkfifo(tmp_path / "pipe.txt")
    with ThreadPoolExecutor() as pool:
        pool.submit((tmp_path / "pipe.txt").write_bytes, make_asr_body("a"))
        assert 0 == run("check", "pipe.txt", cwd=tmp_path).returncode


def test_a_body_on_a_later_line(tmp_path: Path) -> None:
    """The place of a finding is the file, the line of the response and the number of the cue."""
    (tmp_path / "a.jsonl").write_bytes(make_asr_body("a") + b"\n" + make_asr_body("b", text="W" * 43) + b"\n{\n")
    lines = run("check", "a.jsonl", cwd=tmp_path).stdout.decode().splitlines()
    assert "a.jsonl:2:1 00:00:00.000 too wide: 43 characters (at most 42)" == lines[0]
    assert (
        "a.jsonl:3: expected JSON, got text that is cut off at its end, after 1 byte: save the whole of it" == lines[2]
    )
