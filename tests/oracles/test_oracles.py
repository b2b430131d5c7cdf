"""Other people's programs read what we write: as many cues, at the same milliseconds, with the same text."""

import pytest
from cases import make_cases
from oracles import ORACLES, Oracle, find_disagreements
from readers import MissingReaderError, Read

from smarthandle_results import Cue, to_cues


@pytest.mark.oracles
@pytest.mark.parametrize("oracle", ORACLES, ids=lambda oracle: oracle.name)
def test_readers_agree(oracle: Oracle) -> None:
    """A reader gives back what was written, its quirks aside."""
    try:
        disagreements = find_disagreements(oracle, make_cases())
    except MissingReaderError as exc:
        pytest.skip(str(exc))
    assert [] == disagreements


@pytest.mark.oracles
@pytest.mark.parametrize("oracle", ORACLES, ids=lambda oracle: oracle.name)
def test_readers_see_what_is_wrong(oracle: Oracle) -> None:
    """Of a file with a cue less than was written a reader says so: it does read."""
    cues = to_cues([Cue(1000, 2000, "a"), Cue(3000, 4000, "b")])
    faulty = oracle._replace(write=lambda case: oracle.write(to_cues(case[:1])))
    try:
        disagreements = find_disagreements(faulty, [cues])
    except MissingReaderError as exc:
        pytest.skip(str(exc))
    expected = [Read(1000, 2000, "a"), Read(3000, 4000, "b")]
    assert [(cues, expected, expected[:1])] == disagreements
