"""The command `smarthandle-results`: arguments in, exit code out; no logic of its own."""

from smarthandle_results.cli._main import main

__all__ = ["main"]
