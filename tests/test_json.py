"""JSON values, and the parser."""

import subprocess
import sys

import orjson
import pytest

import smarthandle_results


def test_no_memory_is_not_broken_json(monkeypatch: pytest.MonkeyPatch) -> None:
    """A body that there is no memory for is not a bad one: it may be read by a run that has more."""
    message = "Not enough memory to allocate buffer for parsing"

    def fail(_: object) -> None:
        raise orjson.JSONDecodeError(message, "", 0)

    monkeypatch.setattr(orjson, "loads", fail)
    with pytest.raises(MemoryError):
        smarthandle_results.decode_response(b'{"State": "Finished"}')


def test_orjson_reports_no_memory_in_these_words() -> None:
    """The words are those of the version that is installed: with too little memory nothing else is raised."""
    code = """
import resource
from smarthandle_results._json import parse_json
text = b"[" + b"0," * 10_000_000 + b"0]"
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 100_000_000, used + 100_000_000))
try:
    parse_json(text)
except MemoryError:
    print("no memory")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert (b"no memory\n", b"") == (done.stdout, done.stderr)
