"""One body's outputs."""

from helpers.bodies import make_body
from helpers.texts import nasty_cues
from hypothesis import given

from smarthandle_results import Cue, Job, decode_response, to_cue_rows, to_cues, to_jsonl
from smarthandle_results.batch import read_outputs


@given(nasty_cues)
def test_lines_of_cues(cues: list[Cue]) -> None:
    """A table of cues, which is written by columns, has the bytes of its rows written one by one, for any text."""
    response = decode_response(make_body([], JobId='a"},{"job_id":'))
    rows = to_cue_rows(Job(response), to_cues([*cues, Cue(0, 1, '},{"job_id":')]))
    [output, _] = read_outputs(["cues"])
    assert b"".join(to_jsonl([row]) for row in rows) == output.to_bytes(rows)
