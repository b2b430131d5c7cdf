"""The end of each command's help: examples, and what one needs to know to understand them."""

from typing import Final

_CONVERT: Final = """\
examples:
  smarthandle-results convert bodies/ --out out
  smarthandle-results convert 'archive/*.jsonl.gz' --out out --to srt,usage.csv
  smarthandle-results convert archive.jsonl.zst --out out --name '{job_type}/{shard}/{job_id}' -j 8
  smarthandle-results convert - -o - --to cues < bodies.jsonl | head

Each job counts once: of all bodies with the same JobId, only the last poll is converted. A Finished one is later than a
Failed, an Executing and a Created one, in this order; then the ModifiedTime decides, and then the order of the inputs.
A body whose id is missing or masked (contains *) counts as a job of its own. Memory does not grow with the number of
jobs: each process needs about 100 MB, polls included.

File names consist of letters, digits, - _ and .; any other character becomes _. If several jobs have the same name,
in upper or lower case, all but the first get ~2, ~3 and so on. Subtitle files are shaped to --profile; the table of
cues has the cues as the job gave them. In CSV, null is an empty cell and empty text is "". Text that a spreadsheet
would read as a formula, or that begins with an apostrophe, gets one more apostrophe in front. All files are the same,
byte for byte, for any -j.

Bodies are first converted into a hidden folder in DIR, which needs as much space as the outputs until the end.
"""

_CHECK: Final = """\
examples:
  smarthandle-results check body.json --profile netflix-zh
  smarthandle-results check subtitles/ && echo fit to broadcast

A finding is file:cue: rule: measured (allowed); cues count from 1. In a folder, .srt and .vtt files are checked too.
The exit code is 0 if there are no findings, else 1.
"""

_INSPECT: Final = """\
examples:
  smarthandle-results inspect body.json
  smarthandle-results inspect archive.jsonl --json | jq .state
"""

_STATS: Final = """\
examples:
  smarthandle-results stats archive/
  smarthandle-results stats archive/ --csv > totals.csv
  smarthandle-results stats archive/ --json | jq .failures
"""

_SCHEMA: Final = """\
examples:
  smarthandle-results schema
  smarthandle-results schema cues --json

string and json are text in CSV and Parquet. A json value is an object in JSON Lines, and its text in other formats.
"""

_COMPLETION: Final = """\
examples:
  smarthandle-results completion bash > ~/.local/share/bash-completion/completions/smarthandle-results
  smarthandle-results completion zsh > ~/.zfunc/_smarthandle-results
"""

EXAMPLES: Final[dict[str, str]] = {
    "convert": _CONVERT,
    "inspect": _INSPECT,
    "check": _CHECK,
    "stats": _STATS,
    "schema": _SCHEMA,
    "completion": _COMPLETION,
}
