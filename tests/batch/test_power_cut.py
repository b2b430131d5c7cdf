"""Power cuts: at any moment of a run what was not synced is lost, and the next run makes every byte all the same."""

import os
import shutil
from pathlib import Path
from typing import Any, Final

import pytest
from helpers.bodies import make_asr_body
from helpers.command import read_folder
from helpers.power import MODELS, SYNCS, watch, write_disk
from helpers.sample import Choose

from smarthandle_results.batch import convert_files
from smarthandle_results.batch._reading import chunks

FIRST: Final[dict[str, Any]] = {"to": "srt,jobs,errors", "quarantine": "out/bad"}
SECOND: Final[dict[str, Any]] = {"to": "srt,vtt,cues,errors", "offset_ms": 1000, "quarantine": "out/bad"}


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an archive of four chunks in the current folder: few files, many, a bad body, and a later poll."""
    monkeypatch.setattr(chunks, "MAX_SPANS", 1)
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.json").write_bytes(make_asr_body("a", text="first"))
    Path("in/b.jsonl").write_bytes(b"\n".join(make_asr_body(f"b{number}") for number in range(9)))
    Path("in/c.json").write_bytes(b'{"State": 1}')
    Path("in/d.json").write_bytes(make_asr_body("a", text="later"))
    return tmp_path


@pytest.mark.once
@pytest.mark.parametrize("is_second", [False, True])
def test_a_power_cut(folder: Path, monkeypatch: pytest.MonkeyPatch, choose: Choose, is_second: bool) -> None:  # noqa: FBT001 - a parameter of a test
    """Resumed or begun again, a run is whole, and takes nothing for what hands have written.

    So is a run over the results of another, some of which it replaces, and some of which it removes.
    """
    options = SECOND if is_second else FIRST
    if is_second:
        convert_files("in", "out", **FIRST)
    else:
        Path("out").mkdir()
    with monkeypatch.context() as patches:
        cut = watch(folder / "out", patches)
        convert_files("in", "out", **options)
        cut.fail("the end")
    whole = read_folder(Path("out"))
    assert len(cut.disks) > 100
    for name in SYNCS:
        monkeypatch.setattr(os, name, lambda *_: None)
    fallen: dict[str, str] = {}
    by_model = sorted(cut.disks.items(), key=lambda item: item[1].split()[0])
    disks = choose(by_model, 40)
    assert {model.__name__ for model in MODELS} == {moment.split()[0] for _, moment in disks}
    for number, (disk, moment) in enumerate(disks):
        shutil.rmtree("out")
        write_disk(disk, Path("out"))
        try:
            record = convert_files("in", "out", resume=number % 2 == 0, **options)
        except (OSError, RuntimeError, ValueError) as error:
            fallen[moment] = str(error)
        else:
            found = read_folder(Path("out"))
            if record.kept.count or record.spared.count or found != whole:
                different = sorted(name for name in {*found, *whole} if found.get(name) != whole.get(name))
                fallen[moment] = f"kept {record.kept.paths}, differs {different}"
    assert {} == fallen
