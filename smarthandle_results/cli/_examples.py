"""What stands under the help of each command: examples, and what they need to be understood."""

from typing import Final

_CONVERT: Final = """\
examples:
  smarthandle-results convert bodies/ --out out
  smarthandle-results convert 'archive/*.jsonl.gz' --out out --to srt,usage.csv
  smarthandle-results convert archive.jsonl.zst --out out --name '{job_type}/{shard}/{job_id}' -j 8
  smarthandle-results convert - -o - --to cues < bodies.jsonl | head

One job counts once: of bodies with one JobId the last poll is converted (Finished over Failed over Executing over
Created, then the later ModifiedTime, then the later in order). An id that is missing or masked (holds *) is of a job
of its own. Memory does not grow with the number of jobs: some 100 MB for each process, polls included.

Names hold letters, digits, - _ and . and have _ for all else; jobs whose names are one get ~2, ~3 and so on.
Subtitle files are shaped to --profile; the table of cues has them as the job gave them.
In CSV null is an empty cell and empty text is "". Text that a spreadsheet would take for a formula, or that begins
with an apostrophe, has one more apostrophe in front. Tables, run.json and files are the same bytes for any -j.

Bodies are first converted into a hidden folder in DIR, which takes as much room as the outputs until the end.
"""

_CHECK: Final = """\
examples:
  smarthandle-results check body.json --profile netflix-zh
  smarthandle-results check subtitles/ && echo fit to broadcast

A finding is file:cue: rule: measured (allowed); cues count from 1. In a folder .srt and .vtt files are taken too. The
exit code is 0 if there was none and 1 if there were some.
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

string and json are text in CSV and Parquet; json is an object in JSON Lines, and that object's text elsewhere.
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
