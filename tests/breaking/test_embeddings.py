"""Marks of direction: what is open at a line's end is closed there, and opened again on the next line."""

import pytest

from smarthandle_results._breaking.embeddings import close_embeddings, has_embeddings, unite_embeddings


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        ([["one", "two"]], [["one", "two"]]),
        ([["\u202bone", "two\u202c"]], [["\u202bone\u202c", "\u202btwo\u202c"]]),
        ([["\u202bone"], ["two\u202c"]], [["\u202bone\u202c"], ["\u202btwo\u202c"]]),
        (
            [["\u2067\u202bone", "two\u202c", "three\u2069"]],
            [["\u2067\u202bone\u202c\u2069", "\u2067\u202btwo\u202c\u2069", "\u2067three\u2069"]],
        ),
        ([["\u202bone\u202c", "two"]], [["\u202bone\u202c", "two"]]),
        ([["\u202bone", "two"]], [["\u202bone\u202c", "\u202btwo"]]),
        ([["one\u202c", "two\u2069"]], [["one\u202c", "two\u2069"]]),
    ],
)
def test_close_embeddings(cues: list[list[str]], expected: list[list[str]]) -> None:
    """No line depends on a mark of another; what closes nothing stays, and so does what is never closed."""
    assert expected == close_embeddings(cues)
    assert has_embeddings("".join(map("".join, cues))) or expected == cues


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["\u202bone\u202c", "\u202btwo\u202c"], ["\u202bone", "two\u202c"]),
        (["\u2067\u202bone\u202c\u2069", "\u2067\u202btwo"], ["\u2067\u202bone", "two"]),
        (["\u202bone\u202c", "\u2067two\u2069"], ["\u202bone\u202c", "\u2067two\u2069"]),
        (["\u202bone \u202c", "\u202b\u202c", "\u202btwo"], ["\u202bone", "two"]),
        (["\u202bone\u202c", "\u202atwo\u202c"], ["\u202bone\u202c", "\u202atwo\u202c"]),
        (["one\u202c", "\u202btwo\u202c"], ["one\u202c", "\u202btwo\u202c"]),
        (["one", "two"], ["one", "two"]),
    ],
)
def test_unite_embeddings(lines: list[str], expected: list[str]) -> None:
    """What is closed for a line's end alone stays open, and the lines have their marks again when they are closed."""
    assert expected == unite_embeddings(lines)
