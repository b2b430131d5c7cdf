"""Parts: what a run that was stopped has left, and what a run that resumes makes of it when it is damaged."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from helpers.archive import make_archive
from helpers.bodies import make_asr_body
from helpers.command import read_folder, run
from helpers.sample import Choose

from smarthandle_results.batch import Progress
from smarthandle_results.batch._convert import convert
from smarthandle_results.batch._convert_files import make_plan

DAMAGES = 100


class StoppedError(Exception):
    """What stops a run."""


@pytest.fixture(name="folder", scope="module")
def fixture_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an archive, what an undisturbed run makes of it, and what a run leaves that is stopped after its parts."""
    folder = tmp_path_factory.mktemp("parts")
    (folder / "in.jsonl").write_bytes(b"".join(make_archive(400_000)) + b'{"State": 1}\n')
    stop(folder, folder / "stopped", count_parts(folder, folder / "whole"))
    return folder


def count_parts(folder: Path, out: Path) -> int:
    """Run to the end, and count the parts."""
    seen: list[Progress] = []
    convert(make_plan([folder / "in.jsonl"], out, to="srt,cues,errors,jobs"), on_progress=seen.append)
    assert len(seen) > 1
    return len(seen)


def stop(folder: Path, out: Path, last: int) -> None:
    """Run until so many parts are written, and stop."""
    seen: list[Progress] = []

    def count(progress: Progress) -> None:
        seen.append(progress)
        if len(seen) == last:
            raise StoppedError

    with pytest.raises(StoppedError):
        convert(make_plan([folder / "in.jsonl"], out, to="srt,cues,errors,jobs"), on_progress=count)
    assert last == len(list_parts(out))


def list_parts(out: Path) -> list[Path]:
    """List the parts of a run that was stopped."""
    return sorted(out.glob(".*/*.part"))


def resume(folder: Path, out: Path) -> int:
    """Resume the run, and count the parts that were made again."""
    return convert(make_plan([folder / "in.jsonl"], out, to="srt,cues,errors,jobs"), resume=True).parts_made_again


def cut(data: bytes, random: Random) -> bytes:
    """Cut off the end, as a power cut may do."""
    return data[: random.randrange(len(data))]


def flip(data: bytes, random: Random) -> bytes:
    """Change a bit of a byte."""
    place = random.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << random.randrange(8)]) + data[place + 1 :]


def empty(_: bytes, __: Random) -> bytes:
    """Leave no byte."""
    return b""


def blank(data: bytes, random: Random) -> bytes:
    """Make the end of it NUL, as some file systems do after a power cut."""
    place = random.randrange(len(data))
    return data[:place] + bytes(len(data) - place)


@pytest.mark.parametrize("damage", [cut, flip, empty, blank])
def test_a_damaged_part_is_made_again(
    folder: Path, tmp_path: Path, choose: Choose, damage: Callable[[bytes, Random], bytes]
) -> None:
    """Wherever a part is damaged, it is made again, and every byte is that of an undisturbed run."""
    whole, random = read_folder(folder / "whole"), Random(damage.__name__)
    for number in choose(range(DAMAGES // 4), 8):
        out = tmp_path / str(number)
        shutil.copytree(folder / "stopped", out)
        part = random.choice(list_parts(out))
        part.write_bytes(damage(part.read_bytes(), random))
        assert 1 == resume(folder, out)
        assert whole == read_folder(out)


def test_whole_parts_are_used(folder: Path, tmp_path: Path) -> None:
    """A run that resumes makes no part again that is whole."""
    shutil.copytree(folder / "stopped", tmp_path / "out")
    assert 0 == resume(folder, tmp_path / "out")
    assert read_folder(folder / "whole") == read_folder(tmp_path / "out")


def test_an_input_that_changed_behind_its_size_and_time(tmp_path: Path) -> None:
    """Parts of what it held before are made again, and the summary says so."""
    source = tmp_path / "in.jsonl"
    source.write_bytes(make_asr_body("a", text="before") + b"\n" + b"".join(make_archive(300_000)))
    times = source.stat().st_atime_ns, source.stat().st_mtime_ns
    count = count_parts(tmp_path, tmp_path / "whole")
    shutil.rmtree(tmp_path / "whole")
    stop(tmp_path, tmp_path / "out", count)
    source.write_bytes(source.read_bytes().replace(b"before", b"behind"))
    os.utime(source, ns=times)
    options = ["--to", "srt,cues,errors,jobs"]
    done = run("convert", str(source), "--out", "out", "--resume", *options, cwd=tmp_path)
    said = "1 part of the stopped run, damaged or of other input, made again"
    assert (0, True) == (done.returncode, said in " ".join(done.stderr.decode().split()))
    assert count == count_parts(tmp_path, tmp_path / "whole")
    assert read_folder(tmp_path / "whole") == read_folder(tmp_path / "out")
