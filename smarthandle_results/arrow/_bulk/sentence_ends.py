"""A column of texts → whether each ends a sentence, by Arrow's kernels.

What is returned is what `list_sentence_ends` returns. It is asked only about the few texts that need it: the last
character of the others decides, or that their last word, with a full stop, is like no abbreviation.
"""

# pyright: standard, reportMissingTypeStubs=false, reportAttributeAccessIssue=false
# pyarrow has no type annotations, and makes the functions of `compute` when it is imported.

import re
from collections.abc import Iterable
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from smarthandle_results._tables.flatten import ABBREVIATIONS, LAST_MARKS, SENTENCE_ENDS, list_sentence_ends


def find_sentence_ends(texts: pa.Array) -> pa.Array:
    """Return whether each text ends a sentence. None of them is empty or null, and the array is not a slice.

    >>> find_sentence_ends(pa.array(["So.", "Ask Dr.", "好？", "今天", "“So.”"])).to_pylist()
    [True, False, True, False, True]
    """
    lasts = _find_last_characters(texts)
    is_stop = pc.equal(lasts, _STOP)
    are_doubtful = pc.match_substring_regex(texts.filter(is_stop), _LIKE_NO_END)
    needs_look = pc.replace_with_mask(pc.is_in(lasts, _OTHER_MARKS), is_stop, are_doubtful)
    ends = pa.array(list_sentence_ends(texts.filter(needs_look).to_pylist()), pa.bool_())
    return pc.replace_with_mask(pc.or_(pc.is_in(lasts, _SENTENCE_ENDS), is_stop), needs_look, ends)


def _find_last_characters(texts: pa.Array) -> pa.Array:
    """Return the last character of each text, as a number: its bytes in UTF-8, of four bytes the last three."""
    _, offsets, data = texts.buffers()
    ends = pa.Array.from_buffers(pa.int32(), len(texts), [None, offsets], offset=1)
    text = pa.Array.from_buffers(pa.uint8(), data.size, [None, data])
    places = (pc.max_element_wise(pc.subtract(ends, _int32(back)), _int32(0)) for back in (1, 2, 3))
    first, second, third = (text.take(place).cast(pa.int32()) for place in places)
    two = pc.add(pc.shift_left(second, _int32(8)), first)
    three = pc.add(pc.shift_left(third, _int32(16)), two)
    return pc.if_else(pc.less(first, _int32(0x80)), first, pc.if_else(pc.less(second, _int32(0xC0)), three, two))


def _int32(number: int) -> pa.Scalar:
    """Return a number of the columns' own type: a plain one would make them columns of 64 bits."""
    return pa.scalar(number, pa.int32())


def _to_numbers(characters: Iterable[str]) -> pa.Array:
    return pa.array([int.from_bytes(character.encode()[-3:]) for character in characters], pa.int32())


_STOP: Final = _int32(ord("."))
_SENTENCE_ENDS: Final = _to_numbers(SENTENCE_ENDS)
_OTHER_MARKS: Final = _to_numbers(LAST_MARKS - SENTENCE_ENDS - {"."})
_LIKE_NO_END: Final = (
    rf"(?i)(?:[.…⋯]|(?:\A|[^a-z0-9])(?:.|{'|'.join(re.escape(word[:-1]) for word in sorted(ABBREVIATIONS))}))\.\z"
)
"""An ellipsis, an initial and an abbreviation; and what is only like one, about which a look decides."""
