"""The punctuation marks by which breaks are judged."""

from typing import Final

SENTENCE_ENDS: Final = frozenset("。！？!?｡．⁇⁈⁉‼‽؟۔।॥։።፧။។៕")
"""Those of Chinese, Japanese, Korean and European languages, and of Arabic, Urdu, Hindi, Armenian, Amharic, Burmese and
Khmer; but for the full stop `.`, which does not always end one."""
CLAUSE_ENDS: Final = frozenset("，、；：,;:､—…～⋯")
MIDDLE_DOTS: Final = frozenset("·‧・･•")
"""Between the parts of a name, which no break tears."""
CLOSING_MARKS: Final = "”’」』）》〉】〕］｝｣)]}\"'»"
OPENING_MARKS: Final = "“‘「『（《〈【〔［｛｢([{«"
