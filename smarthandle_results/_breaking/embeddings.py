"""Lines in, lines out in which whatever sets the direction of writing ends with the line, and begins again on the next.

Unicode's marks of embedding, override and isolation (U+202A to U+202E, U+2066 to U+2069) reach to the end of a line at
most, so a mark that is opened on one line and closed on the next would be lost on the second.
"""

import re
from itertools import pairwise, takewhile
from typing import Final

_MARK: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CLOSING: Final = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
"""What closes each mark that opens."""


def has_embeddings(text: str) -> bool:
    """Return whether a text has marks that `close_embeddings` knows, which few have."""
    # In a long text, looking for each mark in turn takes an eighth of the time of a pattern.
    return any(mark in text for mark in _CLOSING)


def close_embeddings(cues: list[list[str]]) -> list[list[str]]:
    """Close what is open at the end of each line of a text's cues, and open it again at the start of the next line.

    >>> close_embeddings([["\u202bone", "two\u202c"]]) == [["\u202bone\u202c", "\u202btwo\u202c"]]
    True
    """
    open_marks: list[str] = []
    closed_cues: list[list[str]] = []
    for lines in cues:
        closed_lines: list[str] = []
        for line in lines:
            reopened = "".join(open_marks) + line
            for mark in _MARK.findall(line):
                if mark in _CLOSING:
                    open_marks.append(mark)
                elif open_marks and _CLOSING[open_marks[-1]] == mark:
                    open_marks.pop()
            closed_lines.append(reopened + "".join(_CLOSING[mark] for mark in reversed(open_marks)))
        closed_cues.append(closed_lines)
    # What was never closed need not be at the end.
    if open_marks:
        closed_cues[-1][-1] = closed_cues[-1][-1][: -len(open_marks)]
    return closed_cues


def unite_embeddings(lines: list[str]) -> list[str]:
    """Leave out of a text's lines what is closed at the end of one and opened again by the next: it is only open there.

    So lines that `close_embeddings` returned, joined and broken again, do not gain marks. A line of nothing else goes.

    >>> unite_embeddings(["\u202bone\u202c", "\u202btwo\u202c"]) == ["\u202bone", "two\u202c"]
    True
    """
    counts = [0, *(_count_reopened(*neighbors) for neighbors in pairwise(lines)), 0]
    united = [line[first : len(line) - last] for line, (first, last) in zip(lines, pairwise(counts), strict=True)]
    return list(filter(None, map(str.strip, united)))


def _count_reopened(before: str, line: str) -> int:
    """Return how many marks at the start of a line open again what is closed at the end of the line before."""
    pairs = zip(_list_closed(before), line, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _list_closed(line: str) -> list[str]:
    """List the marks that those at the end of a line close, from the last on; of one that closes none, nothing."""
    open_marks: list[str] = []
    closed: list[tuple[int, str]] = []
    for match in _MARK.finditer(line):
        if match[0] in _CLOSING:
            open_marks.append(match[0])
        else:
            is_closed = open_marks and _CLOSING[open_marks[-1]] == match[0]
            closed.append((match.end(), open_marks.pop() if is_closed else ""))
    ends = range(len(line), 0, -1)
    return [mark for (end, mark), expected in zip(reversed(closed), ends, strict=False) if end == expected]
