"""Named attacks on the functions: other types, other threads, other ways to start Python."""

import copy
import os
import pickle
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import pytest
from helpers.bodies import make_asr_body

import smarthandle_results
from smarthandle_results import decode_job, decode_response, to_srt
from smarthandle_results.batch import MissingPackageError

BODY: Final = make_asr_body("a")
ROOT: Final = Path(smarthandle_results.__file__).parents[1]
WRONG: Final[tuple[object, ...]] = (
    None,
    1,
    1.5,
    True,
    object(),
    [],
    (),
    {1},
    iter("a"),
    (x for x in "a"),
    str,
    b"",
    lambda: 0,
    ...,
)
PROGRAM: Final = """
import os, sys
from smarthandle_results import decode_job, decode_response, to_srt
print(to_srt(decode_job(decode_response({body})).cues), end="")
"""
SRT: Final = b"1\n00:00:00,000 --> 00:00:01,500\nhello\n\n"


@pytest.mark.parametrize(
    "name",
    [name for name in vars(smarthandle_results)["__all__"] if name.startswith(("decode_", "to_", "from_", "check_"))],
)
def test_values_of_other_types(name: str) -> None:
    """Each function of bodies and values raises TypeError or an error of ours, none of its own insides."""
    function = getattr(smarthandle_results, name)
    for value in WRONG:
        try:
            function(value)
        except (TypeError, smarthandle_results.SmartHandleError) as error:
            assert "NoneType' object" not in str(error), (name, value)  # noqa: PT017 - not all raise
            assert "has no attribute" not in str(error), (name, value)  # noqa: PT017
        except MissingPackageError:
            pass


class Changing(Mapping[str, object]):
    """A mapping that has other items each time that it is read."""

    def __init__(self) -> None:
        self.reads = 0

    def __getitem__(self, key: str) -> object:
        self.reads += 1
        return {"State": "Finished"}.get(key, f"{self.reads}")

    def __iter__(self) -> Iterator[str]:
        self.reads += 1
        yield from ("State", "JobId", "JobResult", f"x{self.reads}")

    def __len__(self) -> int:
        return 4 + self.reads % 3


def test_a_mapping_that_changes_while_it_is_read() -> None:
    """Ends in a value or an error of ours."""
    with pytest.raises(smarthandle_results.DecodeError, match=r"expected object, got string at \.JobResult"):
        decode_response(Changing())


def test_subclasses() -> None:
    """Text, bytes and dicts of a program's own types are read as what they are."""

    class Text(str):
        __slots__ = ()

    class Data(bytes):
        __slots__ = ()

    class Object(dict[str, Any]):
        __slots__ = ()

    expected = decode_response(BODY)
    bodies: tuple[Any, ...] = (
        Text(BODY.decode()), Data(BODY), bytearray(BODY), memoryview(BODY), Object(eval(BODY, {"null": None})),  # noqa: S307 - our own
    )  # fmt: skip
    assert [expected] * 5 == [decode_response(body) for body in bodies]


def test_threads() -> None:
    """Two hundred threads, the first to use the package's names, make the same."""
    with ThreadPoolExecutor(200) as pool:
        made = [*pool.map(lambda _: to_srt(decode_job(decode_response(BODY)).cues or ()), range(1000))]
    assert {SRT.decode()} == {*made}


@pytest.mark.parametrize(
    "options",
    [("-O",), ("-OO",), ("-W", "error"), ("-X", "dev", "-W", "error"), ("-B", "-s", "-E"), ("-X", "utf8=0")],
)
def test_ways_to_start_python(options: tuple[str, ...]) -> None:
    """Make no difference."""
    start = f"import sys; sys.path[:0] = {[str(ROOT)]!r}"
    code = start + PROGRAM.replace("{body}", repr(BODY))
    done = subprocess.run([sys.executable, *options, "-c", code], capture_output=True, check=False, timeout=60)
    assert (b"", SRT) == (done.stderr, done.stdout)


def test_an_isolated_python_and_a_package_in_a_zip_file(tmp_path: Path) -> None:
    """The package needs no file system of its own."""
    with zipfile.ZipFile(tmp_path / "package.zip", "w") as file:
        for path in (ROOT / "smarthandle_results").rglob("*.py"):
            file.write(path, path.relative_to(ROOT))
    start = f"import sys; sys.path[:0] = {[str(tmp_path / 'package.zip')]!r}"
    code = start + PROGRAM.replace("{body}", repr(BODY)) + "\nimport smarthandle_results as s; print(s.__file__)"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=False, timeout=60)
    where = tmp_path / "package.zip/smarthandle_results/__init__.py"
    assert (b"", SRT + f"{where}\n".encode()) == (done.stderr, done.stdout)


def test_a_fork() -> None:
    """A process that is forked after the import goes on as if it were the first."""
    process = os.fork()
    if process == 0:
        os._exit(to_srt(decode_job(decode_response(BODY)).cues or ()).encode() != SRT)
    assert 0 == os.waitpid(process, 0)[1]


def test_copies_and_pickles() -> None:
    """A job, its parts and an error are the same when they were copied and pickled by any protocol."""
    job = decode_job(decode_response(BODY))
    with pytest.raises(smarthandle_results.DecodeError) as caught:
        decode_response("{")
    for value in (job, job.response, job.result, job.cues):
        ways = [copy.copy(value), copy.deepcopy(value)]
        ways += [pickle.loads(pickle.dumps(value, protocol)) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)]
        assert [value] * len(ways) == ways
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(caught.value), caught.value.problems) == (str(again), again.problems)
