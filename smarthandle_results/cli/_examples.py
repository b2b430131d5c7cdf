"""The end of each command's help: examples, and what one needs to know to understand them. No line is over 80 wide."""

from typing import Final

EXAMPLES: Final = {
    "convert": """\
examples:
  smarthandle-results convert responses/ --out out
  smarthandle-results convert response.json -o talk.srt
  smarthandle-results convert 'archive/*.jsonl.gz' --out out --to srt,usage.csv
  smarthandle-results convert archive.jsonl --out out --name '{shard}/{job_id}'
  smarthandle-results convert - -o - --to cues < responses.jsonl | head
  smarthandle-results convert responses/ --out out --dry-run

Each job counts once: of all responses with the same JobId, only the last poll
is converted. A Finished one is later than a Failed, an Executing and a Created
one, in this order; then the ModifiedTime decides, and then the order of the
inputs; of exact copies the first counts. A response whose id is missing or
masked (contains *) counts as a job of its own. Memory does not grow with the
number of jobs: each process needs about 100 MB, polls included.

A file of one response gives its subtitles its own name, at the place below DIR
that it has below its folder; the folder of files that are named one by one, or
by a glob that the shell expands, is what they have in common. Subtitles of
files of many responses are named after the jobs.
Of the names of inputs and of --name, all characters are kept that every file
system allows. What a name takes from a response, such as {job_id} and {title},
consists of letters and digits of any script, - _ and .; any other character
becomes _. If several jobs have the same name, in upper or lower case, all but
the first get ~2, ~3 and so on; the table of jobs has the source, the line and
the name of each. Subtitle files have the cues as the job gave them, or laid out
by --profile; the table of cues has them as the job gave them. In CSV, null is
an empty cell and empty text is "". Text that a spreadsheet would read as a
formula, or that begins with an apostrophe, gets one more apostrophe in front;
in .xlsx text is text as it is. All files are the same, byte for byte, for any
-j.

A run into the folder of an earlier one replaces what that wrote, and removes
what it does not write itself; subtitle files that were changed by hand stay.
It needs all inputs of the earlier run; files that were moved or renamed since
on the same disk, and not changed, are known again; copies are not. --overwrite
lifts both: results of other inputs are removed, and what was changed by hand is
replaced; what was changed and is not written again stays even then.

Responses are first converted into a hidden folder in DIR, which needs as much
space as the outputs until the end. Colours are for terminals alone: NO_COLOR=1
switches them off.
""",
    "inspect": """\
examples:
  smarthandle-results inspect response.json
  smarthandle-results inspect responses/
  smarthandle-results inspect archive.jsonl --json | jq .state

Of one response, a page shows the job and the first of its cues, copies, pairs
and URLs; of several, a line each shows its id, type, state, what it contains
and where it is. In a pipe nothing is shortened.
""",
    "check": """\
examples:
  smarthandle-results check response.json --profile netflix-zh
  smarthandle-results check subtitles/ && echo fit to broadcast

A finding is FILE:CUE, the time at which the cue starts, and what is wrong with
it; cues count from 1, and a response on a later line of its file is
FILE:LINE:CUE. At the end is a line for each file, with the profile that auto
chose for its text. In a folder, $read_suffixes files are checked too, and of those
of one name the same findings are named once. Of a job that was polled several
times each response is checked; one that is not readable counts once, whatever
the number of its problems. The exit code is 0 if there are no findings, else 1.
""",
    "stats": """\
examples:
  smarthandle-results stats archive/
  smarthandle-results stats archive/ --csv > totals.csv
  smarthandle-results stats archive/ --json | jq .failures
""",
    "report": """\
examples:
  smarthandle-results report archive/ -o report.html
  smarthandle-results report archive/ -o report.html --profile netflix-zh
  smarthandle-results report archive/ -o bad.html --only bad,failed,findings
  smarthandle-results report archive/ -o first.html --limit 1000

The page is one file that opens from disk in any browser of the last years. It
makes no request and needs no network: what it shows is in it, so whoever has
the file has the subtitles. It shows which jobs failed and why, which responses
could not be read, which cues break a rule of the profile, and how the profile
would lay them out; a video of your own plays under them, and stays where it is.

As for convert, of all responses with the same JobId only the last poll counts.
The page is whole or not there, and the same for any -j. While it is made, a
hidden folder beside it needs about as much space as the responses.
""",
    "schema": """\
examples:
  smarthandle-results schema
  smarthandle-results schema cues --json

string and json are text in CSV and Parquet. A json value is an object in JSON
Lines, and its text in other formats.
""",
    "completion": """\
examples:
  eval "$(smarthandle-results completion bash)"
  eval "$(smarthandle-results completion zsh)"

Such a line completes in the shell that runs it. For all shells it belongs in
~/.bashrc, or into ~/.zshrc after compinit.
""",
}
