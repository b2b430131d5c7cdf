"""Every sample, byte for byte: a body, and all that is made of it.

`python tests/test_samples.py` writes the expected files anew; then `git diff samples` shows what changed.
"""

from collections.abc import Callable, Collection
from pathlib import Path

import pytest
from attrs import AttrsInstance
from helpers.bodies import split_bodies
from helpers.places import BODIES

from smarthandle_results import (
    Copies,
    DecodeError,
    Job,
    NoResultError,
    decode_job,
    decode_response,
    decode_result,
    to_copy_rows,
    to_cue_rows,
    to_job_row,
    to_jsonl,
    to_media_rows,
    to_note,
    to_pair_rows,
    to_payload_rows,
    to_srt,
    to_usage_row,
    to_vtt,
)

ROWS: dict[str, Callable[[Job], Collection[AttrsInstance]]] = {
    "jobs": lambda job: [to_job_row(job)],
    "usage": lambda job: [row] if (row := to_usage_row(job)) else [],
    "pairs": to_pair_rows,
    "media": to_media_rows,
    "payloads": to_payload_rows,
}
"""The tables in which a job has rows whatever its result is."""


def convert(path: Path) -> dict[str, bytes]:
    """Make every output of a sample, by the name of its expected file."""
    outputs: dict[str, bytes] = {}

    def add(name: str, data: str | bytes) -> None:
        outputs[name] = outputs.get(name, b"") + (data.encode() if isinstance(data, str) else data)

    for body in split_bodies(path):
        try:
            response = decode_response(body)
            job = decode_job(response)
            for name, to_rows in ROWS.items():
                if rows := to_rows(job):
                    add(f"expected.{name}", to_jsonl(rows))
            result = decode_result(response)
        except DecodeError as error:
            add("expected.errors", "".join(f"{problem}\n" for problem in error.problems))
            continue
        except NoResultError as error:
            add("expected.errors", f"{error}\n")
            continue
        add("expected.result", f"{type(result).__name__}\n")
        if isinstance(result, Copies):
            add("expected.copies", to_jsonl(to_copy_rows(job)))
        cues = job.cues
        if cues is not None:
            add("expected.srt", to_srt(cues))
            add("expected.vtt", to_vtt(cues, note=to_note(response)))
            add("expected.cues", to_jsonl(to_cue_rows(job)))
            if cues.repairs:
                add("expected.repairs", to_jsonl(cues.repairs))
    return outputs


def test_there_are_samples() -> None:
    """An empty folder would pass every test below."""
    assert len(BODIES) > 50


@pytest.mark.parametrize("path", BODIES, ids=lambda path: path.parent.name)
def test_a_sample_gives_what_is_expected(path: Path) -> None:
    """Each output of each body, and no other."""
    expected = {file.name: file.read_bytes() for file in path.parent.glob("expected.*")}
    assert expected == convert(path)


if __name__ == "__main__":
    for body_path in BODIES:
        for old in body_path.parent.glob("expected.*"):
            old.unlink()
        for name, data in convert(body_path).items():
            (body_path.parent / name).write_bytes(data)
