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
    judged = [_judge(end.decode(errors="ignore")) for end in ends.dictionary.to_pylist()]
    are_ends = pa.array(judged, pa.bool_()).take(ends.indices)
    if None not in judged:
        return are_ends
    need_look = are_ends.is_null()
    looked_at = list_sentence_ends(texts.filter(need_look).to_pylist())
    return pc.replace_with_mask(are_ends, need_look, pa.array(looked_at, pa.bool_()))


def _judge(end: str) -> bool | None:
    """Return whether a text ends a sentence, by its end; None if that does not decide.

    A full stop may be that of an abbreviation or of initials, and what is before a quote or a bracket decides about it.
    """
    if end[-1:] != ".":
        return None if end[-1:] in _OTHER_MARKS else end[-1:] in SENTENCE_ENDS
    is_word = end[:-1].isascii() and end[:-1].isalnum() and len(end) == _END_BYTES
    return True if is_word and end.lower() not in _LIKE_NO_END else None


_END_BYTES: Final = max(len(mark.encode()) for mark in LAST_MARKS)
_OTHER_MARKS: Final = LAST_MARKS - SENTENCE_ENDS
_LIKE_NO_END: Final = {word[-_END_BYTES:] for word in ABBREVIATIONS}
"""The ends of abbreviations, and of what is only like one."""
