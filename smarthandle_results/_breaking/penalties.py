"""How bad it is for a line to end somewhere, 0 being the best, and the marks that tell."""

from typing import Final

SENTENCE: Final = 0
CLAUSE: Final = 4
GIVEN_LINE: Final = 5
"""Where a line that was given ended. It is no reason to split a cue that fits: its own lines would be."""
GOOD: Final = 9
FAIR: Final = 13
POOR: Final = 20
BAD: Final = 28
WORST: Final = 36

SENTENCE_ENDS: Final = frozenset("。！？!?｡．⁇⁈⁉‼")
CLAUSE_ENDS: Final = frozenset("，、；：,;:､—…～·⋯")
CLOSING_MARKS: Final = "”’」』）》〉】〕］｝｣)]}\"'»"
OPENING_MARKS: Final = "“‘「『（《〈【〔［｛｢([{«"
