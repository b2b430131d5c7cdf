"""What the command makes of one body."""

from collections.abc import Mapping

from smarthandle_results.batch import Recipe
from smarthandle_results.batch._body import Outcome, Place, decode_placed_job, make_outcomes


def make_outcome(body: bytes | str | Mapping[str, object], recipe: Recipe, place: Place = Place()) -> Outcome:  # noqa: B008 - it is frozen
    """Make all outputs of a body. Raises `DecodeError` for a bad body."""
    [outcome] = make_outcomes([decode_placed_job(body, place)], recipe)
    return outcome
