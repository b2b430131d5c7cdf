"""Pairs of letters: the tables agree with the rules."""

from itertools import pairwise

from smarthandle_results._breaking import pairs
from smarthandle_results._breaking.characters import LETTERS


def test_pairs_agree_with_their_rule() -> None:
    """Two letters have a bit in common if the rule allows them, whatever is between them."""
    letters = "".join(LETTERS.values())
    text = "".join(f"{before}{after}" for before in letters for after in letters)
    for allows in (pairs._may_cut_between, pairs._may_cut_at_space):  # noqa: SLF001
        expected = [allows(before, after) for before, after in pairwise(text)]
        assert expected == [bool(bits) for bits in pairs.match_pairs(allows, text.encode(), 1)]
        assert expected == [bool(bits) for bits in pairs.match_pairs(allows, "S".join(text).encode(), 2)[::2]]
