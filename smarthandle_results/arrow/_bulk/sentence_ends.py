"""A column of texts → whether each ends a sentence, by Arrow's kernels.

What is returned is what `list_sentence_ends` returns. Texts end with few different bytes, each of which is looked at
once: they decide about most texts, and `list_sentence_ends` is asked about the others alone.
"""

# pyright: standard, reportMissingTypeStubs=false, reportAttributeAccessIssue=false
# pyarrow has no type annotations, and makes the functions of `compute` when it is imported.

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from smarthandle_results._tables.flatten import ABBREVIATIONS, LAST_MARKS, SENTENCE_ENDS, list_sentence_ends


def find_sentence_ends(texts: pa.Array) -> pa.Array:
    """Return whether each text ends a sentence. None of them is empty or null.

    >>> find_sentence_ends(pa.array(["So.", "Ask Dr.", "好？", "今天", "“So.”"])).to_pylist()
    [True, False, True, False, True]
    """
    ends = pc.binary_slice(texts.cast(pa.binary()), -_END_BYTES).dictionary_encode()
    # Of a character that is cut nothing is left: no mark is longer.
    different = [end.decode(errors="ignore") for end in ends.dictionary.to_pylist()]
    are_ends = pa.array([end[-1:] in _FULL_MARKS for end in different], pa.bool_()).take(ends.indices)
    need_look = pa.array(map(_needs_look, different), pa.bool_()).take(ends.indices)
    looked_at = list_sentence_ends(texts.filter(need_look).to_pylist())
    return pc.replace_with_mask(are_ends, need_look, pa.array(looked_at, pa.bool_()))


def _needs_look(end: str) -> bool:
    """Return whether the end of a text does not decide: a full stop may be that of an abbreviation or of initials."""
    if end[-1:] == ".":
        return not (end[:-1].isascii() and end[:-1].isalnum() and len(end) == _END_BYTES) or end.lower() in _LIKE_NO_END
    return end[-1:] in _OTHER_MARKS


_END_BYTES: Final = max(len(mark.encode()) for mark in LAST_MARKS)
_FULL_MARKS: Final = SENTENCE_ENDS | {"."}
_OTHER_MARKS: Final = LAST_MARKS - _FULL_MARKS
_LIKE_NO_END: Final = {word[-_END_BYTES:] for word in ABBREVIATIONS}
"""The ends of abbreviations, and of what is only like one."""
