"""Runs the command as `python -m smarthandle_results`."""

import sys

from smarthandle_results.cli import main

sys.exit(main())
