"""A column of texts → whether each ends a sentence, by Arrow's kernels.

What is returned is what `list_sentence_ends` returns. It is asked only about the few texts that need it: the last
character of the others decides, or that their last word, with a full stop, is like no abbreviation. Few different
characters are the last of many texts, so that each is looked at once.
"""

# pyright: standard, reportMissingTypeStubs=false, reportAttributeAccessIssue=false
# pyarrow has no type annotations, and makes the functions of `compute` when it is imported.

import re
from collections.abc import Container
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from smarthandle_results._tables.flatten import ABBREVIATIONS, LAST_MARKS, SENTENCE_ENDS, list_sentence_ends


def find_sentence_ends(texts: pa.Array) -> pa.Array:
    """Return whether each text ends a sentence. None of them is empty or null.

    >>> find_sentence_ends(pa.array(["So.", "Ask Dr.", "好？", "今天", "“So.”"])).to_pylist()
    [True, False, True, False, True]
    """
    tails = pc.binary_slice(texts.cast(pa.binary()), -_LONGEST_MARK).dictionary_encode()
    lasts = [tail.decode(errors="ignore")[-1:] for tail in tails.dictionary.to_pylist()]

    def find(marks: Container[str]) -> pa.Array:
        return pa.array((last in marks for last in lasts), pa.bool_()).take(tails.indices)

    is_stop = find({"."})
    are_doubtful = pc.match_substring_regex(texts.filter(is_stop), _LIKE_NO_END)
    needs_look = pc.replace_with_mask(find(_OTHER_MARKS), is_stop, are_doubtful)
    ends = pa.array(list_sentence_ends(texts.filter(needs_look).to_pylist()), pa.bool_())
    return pc.replace_with_mask(find(SENTENCE_ENDS | {"."}), needs_look, ends)


_OTHER_MARKS: Final = LAST_MARKS - SENTENCE_ENDS - {"."}
_LONGEST_MARK: Final = max(len(mark.encode()) for mark in LAST_MARKS)
_LIKE_NO_END: Final = (
    rf"(?i)(?:[.…⋯]|(?:\A|[^a-z0-9])(?:.|{'|'.join(re.escape(word[:-1]) for word in sorted(ABBREVIATIONS))}))\.\z"
)
"""An ellipsis, an initial and an abbreviation; and what is only like one, about which a look decides."""
