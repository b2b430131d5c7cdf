"""Cues → plain text."""

from smarthandle_results import Cues


def to_text(source: Cues, *, timestamps: bool = False) -> str:  # noqa: ARG001 - as the library's own will have it
    """Write the text of cues, a line for each."""
    return "".join(f"{' '.join(text.split())}\n" for text in source.texts)
