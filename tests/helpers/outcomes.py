"""What the command makes of one body, and the samples that it makes something of."""

from collections.abc import Mapping
from contextlib import suppress

from helpers.places import SOUND
from smarthandle_results import DecodeError
from smarthandle_results.batch import Recipe
from smarthandle_results.batch._body import Outcome, Place, PlacedJob, decode_placed_job, make_outcomes


def make_outcome(body: bytes | str | Mapping[str, object], recipe: Recipe, place: Place = Place()) -> Outcome:  # noqa: B008 - it is frozen
    """Make all outputs of a body. Raises `DecodeError` for a bad body."""
    [outcome] = make_outcomes([decode_placed_job(body, place)], recipe)
    return outcome


def decode_samples() -> list[PlacedJob]:
    """Decode the sound samples of one body each."""
    jobs: list[PlacedJob] = []
    for line, path in enumerate(sorted(SOUND.glob("*/body.*")), start=1):
        with suppress(DecodeError):  # an array of bodies
            jobs.append(decode_placed_job(path.read_bytes(), Place(f"{path.parent.name},\\udc80", line)))
    assert len(jobs) > 20
    return jobs
