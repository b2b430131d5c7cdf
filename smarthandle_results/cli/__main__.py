"""Lets `python -m smarthandle_results.cli` be the command."""

import sys

from smarthandle_results.cli import main

sys.exit(main())
