"""Texts ↔ the contents of a timeline's clips: no text is a command, and each is what it was."""

import re

import pytest
from helpers.texts import nasty_texts
from hypothesis import given, strategies as st

from smarthandle_results import Cue, to_cues
from smarthandle_results._decoding.content import has_command, read_content, write_contents

HARMLESS = re.compile(r"(?:[^{}\\\n]|\\N)*")
"""No brace, and no backslash but that of an end of line."""


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("plain, 纯文本", "plain, 纯文本"),
        ("one\ntwo", r"one\Ntwo"),
        ("{x}", "｛\u2060x｝\u2060"),
        (r"C:\new", "C:＼\u2060new"),
        (r"\N", "＼\u2060N"),
        (r"{\b1}x", "｛\u2060＼\u2060b1｝\u2060x"),
        ("｛x｝", "｛x｝"),
        ("＼N", "＼N"),
        ("｛\u2060", "｛\u2060\u2060"),
        ("{\u2060", "｛\u2060\u2060\u2060"),
        ("a\u2060b", "a\u2060b"),
        ("", ""),
    ],
)
def test_contents(text: str, content: str) -> None:
    """What would be a command is full-width, marked by a joiner, and read as what it was."""
    assert (content,) == write_contents((text,))
    assert text == read_content(content)
    assert not has_command(content)


@given(st.lists(nasty_texts, max_size=5), st.lists(st.text("{}\\｛｝＼\u2060Nn\n a", max_size=9), max_size=5))
def test_every_text_is_harmless_and_is_read_back(texts: list[str], marks: list[str]) -> None:
    """Of any texts that cues may have, together."""
    sound = to_cues([Cue(0, 1, text) for text in texts + marks]).texts
    contents = write_contents(sound)
    assert [] == [content for content in contents if not HARMLESS.fullmatch(content)]
    assert list(sound) == list(map(read_content, contents))


@pytest.mark.parametrize(
    ("content", "text", "commands"),
    [
        (r"{\an8\pos(10,10)}up\Ndown\nthere", "up\ndown\nthere", True),
        (r"{\b1", r"{\b1", False),
        ("{a note} b", "{a note} b", False),
        (r"a\Nb", "a\nb", False),
    ],
)
def test_what_others_write(content: str, text: str, commands: bool) -> None:  # noqa: FBT001 - it is a case
    """Commands are left out; braces without one are text."""
    assert (text, commands) == (read_content(content), has_command(content))
