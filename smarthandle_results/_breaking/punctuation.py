"""The punctuation marks by which breaks are judged."""

from typing import Final

SENTENCE_ENDS: Final = frozenset("。！？!?｡．⁇⁈⁉‼")
CLAUSE_ENDS: Final = frozenset("，、；：,;:､—…～⋯")
MIDDLE_DOTS: Final = frozenset("·‧・･•")
"""Between the parts of a name, which no break tears."""
CLOSING_MARKS: Final = "”’」』）》〉】〕］｝｣)]}\"'»"
OPENING_MARKS: Final = "“‘「『（《〈【〔［｛｢([{«"
