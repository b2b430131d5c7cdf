"""One body's outputs."""

import json
from unittest.mock import patch

from helpers.bodies import make_body
from helpers.outcomes import make_outcome
from helpers.texts import nasty_cues
from hypothesis import given

from smarthandle_results import PROFILES, Cue, Job, decode_response, to_cue_rows, to_cues, to_jsonl
from smarthandle_results.batch import Recipe, read_outputs


@given(nasty_cues)
def test_lines_of_cues(cues: list[Cue]) -> None:
    """A table of cues, which is written by columns, has the bytes of its rows written one by one, for any text."""
    response = decode_response(make_body([], JobId='a"},{"job_id":'))
    rows = to_cue_rows(Job(response), to_cues([*cues, Cue(0, 1, '},{"job_id":')]))
    [output, _] = read_outputs(["cues"])
    with patch("smarthandle_results._tables.jsonl.MANY_ROWS", 1):
        assert b"".join(to_jsonl([row]) for row in rows) == output.to_bytes(rows)


def test_layout_counts() -> None:
    """A cue of the job counts once, however much was done to it; too wide are those that are written so."""
    long = {"content": "我们现在就出发去那里看看，然后再回来吃饭，吃完饭睡觉。" * 2, "from": 0, "to": 1}
    wide = {"content": "W" * 40, "from": 20, "to": 21}
    body = make_body([long, wide, {"content": "好", "from": 21.05, "to": 21.2}])
    subtitles, tables = read_outputs(["srt", "cues"]), read_outputs(["cues"])
    expected = {"relaid": 1, "retimed": 2, "too_wide": 1, "unbroken": 0}
    assert expected == make_outcome(body, Recipe(outputs=subtitles, profile=PROFILES["auto"])).entry.layout
    extended = Recipe(outputs=subtitles, profile=PROFILES["auto"], extend_last=True)
    assert {**expected, "retimed": 3} == make_outcome(body, extended).entry.layout
    given = {"relaid": 0, "retimed": 0, "too_wide": 2, "unbroken": 0}
    assert given == make_outcome(body, Recipe(outputs=subtitles)).entry.layout
    assert {} == make_outcome(body, Recipe(outputs=tables, profile=PROFILES["auto"])).entry.layout
    assert {} == make_outcome(make_body(["copy"], "TextGenerate"), Recipe(outputs=subtitles)).entry.layout


def test_cues_that_an_offset_drops() -> None:
    """The table of jobs counts those that are left, as that of cues has them."""
    body = make_body([{"content": text, "from": start, "to": start + 1} for text, start in (("a", 0), ("b", 2))])
    outcome = make_outcome(body, Recipe(outputs=read_outputs(["jobs", "cues"]), offset_ms=-1500))
    row, cues = json.loads(outcome.contents[0]), outcome.contents[1].splitlines()
    assert (1, 1, 1500) == (len(cues), row["cue_count"], row["duration_ms"])
    assert {"offset": 1} == outcome.entry.repairs
