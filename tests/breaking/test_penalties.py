"""Penalties: what their figures are for, next to the price of imbalance."""

from smarthandle_results._breaking.penalties import BAD, CLAUSE, FAIR, GIVEN_LINE, GOOD, POOR, SENTENCE, WORST

EDGE = 12
"""What a break at the very edge costs besides its penalty."""


def test_a_better_place_wins_as_far_from_the_middle_as_documented() -> None:
    """A sentence's end wins everywhere, a clause up to three quarters of the way; what belongs together never does."""
    assert SENTENCE + EDGE < FAIR
    assert CLAUSE + EDGE * 3 / 4 == FAIR
    assert CLAUSE < GIVEN_LINE < GOOD
    assert GOOD + EDGE / 3 == FAIR
    assert FAIR + EDGE < BAD
    assert POOR + EDGE < WORST
