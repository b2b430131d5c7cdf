"""One body's outputs."""

from hypothesis import given
from support import make_body, nasty_cues

from smarthandle_results import Cue, decode_response, to_cue_rows, to_cues, to_jsonl
from smarthandle_results.batch._contents import dump_cues


@given(nasty_cues)
def test_quick_cues(given_cues: list[Cue]) -> None:
    """The quick way to lines of cues gives the bytes of the slow one, for any text."""
    cues = to_cues([*given_cues, Cue(0, 1, '},{"job_id":')])
    response = decode_response(make_body([], JobId='a"},{"job_id":'))
    assert to_jsonl(to_cue_rows(response, cues)) == dump_cues(response, cues)
