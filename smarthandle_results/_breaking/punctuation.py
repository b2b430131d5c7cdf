"""The punctuation marks by which breaks are judged."""

from typing import Final

SENTENCE_ENDS: Final = frozenset("。！？!?｡．⁇⁈⁉‼")
CLAUSE_ENDS: Final = frozenset("，、；：,;:､—…～·⋯")
CLOSING_MARKS: Final = "”’」』）》〉】〕］｝｣)]}\"'»"
OPENING_MARKS: Final = "“‘「『（《〈【〔［｛｢([{«"
