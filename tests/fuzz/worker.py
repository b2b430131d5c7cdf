"""Runs one target under atheris, which takes libFuzzer's options: `worker.py body -max_total_time=10 corpus`."""

import sys

import atheris

with atheris.instrument_imports(include=["smarthandle_results", "pysrt"]):
    from targets import TARGETS

atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]])
atheris.Fuzz()
