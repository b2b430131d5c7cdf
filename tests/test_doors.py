"""The command, the functions and the engines' batches: three doors to the same cues, over every sample."""

from pathlib import Path

import pytest
from helpers.bodies import split_bodies
from helpers.command import read_rows
from helpers.places import BODIES, SOUND

from smarthandle_results import (
    DecodeError,
    Job,
    decode_job,
    decode_response,
    to_cue_rows,
    to_cues,
    to_jsonl,
    to_note,
    to_srt,
    to_vtt,
)
from smarthandle_results.cli import main


def decode_all(path: Path) -> list[Job]:
    """Decode the bodies of a sample that can be decoded."""
    jobs: list[Job] = []
    for body in split_bodies(path):
        try:
            jobs.append(decode_job(decode_response(body)))
        except DecodeError:
            continue
    return jobs


def test_there_are_samples() -> None:
    """An empty folder would pass the tests below, and so would samples without cues."""
    assert len(BODIES) > 50
    assert sum(len(job.cues or ()) for path in BODIES for job in decode_all(path)) > 50


@pytest.mark.parametrize("path", BODIES, ids=lambda path: path.parent.name)
def test_the_command_and_the_functions(path: Path, tmp_path: Path) -> None:
    """Subtitle files and the table of cues are what the functions make of each body."""
    jobs = decode_all(path)
    main(["convert", str(path), "--out", str(tmp_path), "--keep", "polls", "-j", "1", "--quiet"])
    with_cues = [(job, job.cues) for job in jobs if job.cues is not None]
    subtitles = {
        suffix: sorted(file.read_bytes() for file in tmp_path.glob(f"*{suffix}")) for suffix in (".srt", ".vtt")
    }
    assert sorted(to_srt(cues).encode() for _, cues in with_cues) == subtitles[".srt"]
    assert sorted(to_vtt(cues, note=to_note(job.response)).encode() for job, cues in with_cues) == subtitles[".vtt"]
    assert b"".join(to_jsonl(to_cue_rows(job)) for job in jobs) == (tmp_path / "cues.jsonl").read_bytes()


@pytest.mark.engines
@pytest.mark.parametrize("path", BODIES, ids=lambda path: path.parent.name)
def test_the_engines_and_the_functions(path: Path) -> None:
    """A record batch of bodies gives the rows that the functions make of each."""
    pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")
    from smarthandle_results import arrow  # noqa: PLC0415 - after the check for pyarrow

    batch = pa.RecordBatch.from_pydict({"body": pa.array([*split_bodies(path)], pa.binary())})
    rows = [row for job in decode_all(path) for row in to_cue_rows(job)]
    columns = ("job_id", "media_id", "cue_index", "start_ms", "end_ms", "text")
    expected = [{column: getattr(row, column) for column in columns} for row in rows]
    assert expected == arrow.cues(batch, body="body").select(columns).to_pylist()


def test_the_last_end_of_the_published_page(tmp_path: Path) -> None:
    """The last cue ends when the service's own page says, in every file."""
    main(["convert", str(SOUND / "page-asr"), "--out", str(tmp_path), "-j", "1", "--quiet"])
    [srt], [vtt] = tmp_path.glob("*.srt"), tmp_path.glob("*.vtt")
    [job] = decode_all(SOUND / "page-asr/body.json")
    assert job.cues is not None
    assert "00:00:06,265 --> 00:00:10,330" == srt.read_text().rstrip().splitlines()[-2]
    assert "00:00:06.265 --> 00:00:10.330" == vtt.read_text().rstrip().splitlines()[-2]
    assert (10_330, 10_330) == (read_rows(tmp_path / "cues.jsonl")[-1]["end_ms"], to_cues(job.cues).ends_ms[-1])
