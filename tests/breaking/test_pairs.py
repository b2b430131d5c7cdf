"""Pairs of letters: tables that say what the rules say."""

from itertools import pairwise

from smarthandle_results._breaking import pairs
from smarthandle_results._breaking.uax14 import CLASSES


def test_pairs_agree_with_their_rule() -> None:
    """The bits that two letters share say what the rule says of them, whatever stands between."""
    letters = "".join(CLASSES.values())
    text = "".join(f"{before}{after}" for before in letters for after in letters)
    for table, rule in ((pairs._tight_pairs(), pairs._may_join), (pairs._spaced_pairs(), pairs._may_cut_spaces)):  # noqa: SLF001
        expected = [rule(before, after) for before, after in pairwise(text)]
        assert expected == [bool(bits) for bits in table.find(text.encode(), 1)]
        assert expected == [bool(bits) for bits in table.find("S".join(text).encode(), 2)[::2]]
