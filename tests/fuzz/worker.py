"""Runs one target under atheris, which accepts libFuzzer's options: `worker.py body -max_total_time=10 corpus`."""

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent.parent))

with atheris.instrument_imports(include=["smarthandle_results", "pysrt"]):
    from targets import TARGETS

# libFuzzer starts itself again to merge: the first argument is the command that it gives to a shell.
atheris.Setup([f"{sys.executable} {sys.argv[0]} {sys.argv[1]}", *sys.argv[2:]], TARGETS[sys.argv[1]])
atheris.Fuzz()
