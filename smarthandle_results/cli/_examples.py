"""The end of each command's help: examples, and what one needs to know to understand them."""

from typing import Final

EXAMPLES: Final = {
    "convert": """\
examples:
  smarthandle-results convert bodies/ --out out
  smarthandle-results convert body.json -o talk.srt
  smarthandle-results convert 'archive/*.jsonl.gz' --out out --to srt,usage.csv
  smarthandle-results convert archive.jsonl.zst --out out --name '{job_type}/{shard}/{job_id}' -j 8
  smarthandle-results convert - -o - --to cues < bodies.jsonl | head

Each job counts once: of all bodies with the same JobId, only the last poll is converted. A Finished one is later than a
Failed, an Executing and a Created one, in this order; then the ModifiedTime decides, and then the order of the inputs.
A body whose id is missing or masked (contains *) counts as a job of its own. Memory does not grow with the number of
jobs: each process needs about 100 MB, polls included.

A file of one body gives its subtitles its own name, at the place below DIR that it has below its folder; those of many
bodies are named after the jobs. What some file system does not allow in a name becomes _, and of ids and other text of
a body only letters, digits, - _ and . are kept. If several jobs have the same name, in upper or lower case, all but the
first get ~2, ~3 and so on; the table of jobs has the source, the line and the name of each. Subtitle files have the
cues as the job gave them, or laid out by --profile; the table of cues has them as the job gave them. In CSV, null is an
empty cell and empty text is "". Text that a spreadsheet would read as a formula, or that begins with an apostrophe,
gets one more apostrophe in front; in .xlsx text is text as it is. All files are the same, byte for byte, for any -j.

Bodies are first converted into a hidden folder in DIR, which needs as much space as the outputs until the end.
""",
    "inspect": """\
examples:
  smarthandle-results inspect body.json
  smarthandle-results inspect archive.jsonl --json | jq .state
""",
    "check": """\
examples:
  smarthandle-results check body.json --profile netflix-zh
  smarthandle-results check subtitles/ && echo fit to broadcast

A finding is file:cue: rule: measured (allowed); cues count from 1. In a folder, .srt and .vtt files are checked too.
The exit code is 0 if there are no findings, else 1.
""",
    "stats": """\
examples:
  smarthandle-results stats archive/
  smarthandle-results stats archive/ --csv > totals.csv
  smarthandle-results stats archive/ --json | jq .failures
""",
    "schema": """\
examples:
  smarthandle-results schema
  smarthandle-results schema cues --json

string and json are text in CSV and Parquet. A json value is an object in JSON Lines, and its text in other formats.
""",
    "completion": """\
examples:
  smarthandle-results completion bash > ~/.local/share/bash-completion/completions/smarthandle-results
  smarthandle-results completion zsh > ~/.zfunc/_smarthandle-results
""",
}
