"""How bad it is for a line to end somewhere, 0 being the best.

The figures were chosen by hand, to be weighed against balance: a break at the middle of a text costs its penalty alone,
one at the very edge 12 points more, one between in proportion. So a point is a twelfth of the way from the middle to
the edge, and the distance between two figures says how far from the middle the better place still wins.
"""

from typing import Final

SENTENCE: Final = 0
"""After a sentence. At the very edge it still wins over an ordinary space in the middle: 12 to 13."""
CLAUSE: Final = 4
"""After a clause. Up to three quarters of the way to the edge it wins over an ordinary space in the middle."""
GIVEN_LINE: Final = 5
"""Where a given line ended: as good as a clause, almost. A cue that fits is split only at a CLAUSE or better, and its
own lines are no reason to do so, hence the one point more."""
GOOD: Final = 9
"""Before a conjunction or preposition, or after a particle: wins up to a third of the way to the edge."""
FAIR: Final = 13
"""An ordinary space between words, or a change of script."""
POOR: Final = 20
"""Between two Chinese characters that nothing is known about: often, but not always, inside a word."""
BAD: Final = 28
"""Between words that belong together. In the middle it still loses to any ordinary space: 28 to 25."""
WORST: Final = 36
"""Inside a word. In the middle it still loses to any POOR place: 36 to 32."""
