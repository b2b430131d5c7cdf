"""A transcript or cues → Markdown: the paragraphs of plain text, each after the time at which it begins."""

import re
from collections.abc import Iterable
from typing import Final

from smarthandle_results._layout.text import list_paragraphs
from smarthandle_results._models import Cue, Result
from smarthandle_results._text import clean_text, is_blank
from smarthandle_results._wanted import require_type


def to_markdown(source: Result | Iterable[Cue], *, title: str | None = None, timestamps: bool = True) -> str:
    r"""Write Markdown, to read and edit a transcript: the paragraphs of `to_text`, with an empty line between them.

    `source` is a transcript, a result that has one, or cues, as `to_cues` accepts them, and mended as it does.

    Each paragraph begins with the time at which its first cue starts, as `**HH:MM:SS**`, or with `timestamps=False`
    without it. `title` becomes a heading before them, in one line; None and an invisible one are none. What Markdown
    would read as markup is escaped, so that a reader shows the very text, whatever was said. URLs are text too; readers
    with GitHub's extensions still make a link of an e-mail address, which nothing can escape. The text ends with LF,
    and is "" without cues and title.

    Source: CommonMark, https://spec.commonmark.org/, and GitHub's strikethrough and autolinks,
    https://github.github.com/gfm/.

    >>> cues = [Cue(0, 900, "2 * 3"), Cue(900, 2000, "is 6."), Cue(4000, 5000, "#1 <b>")]
    >>> print(to_markdown(cues, title="C# for all"), end="")
    # C\# for all
    <BLANKLINE>
    **00:00:00** 2 \* 3 is 6.
    <BLANKLINE>
    **00:00:04** #1 \<b>
    """
    if title is not None:
        require_type("title", title, str)
    heading = " ".join(clean_text(title or "").split())
    blocks = [] if is_blank(heading) else [f"# {_escape(heading).replace('#', _HASH)}"]
    for stamp, text in list_paragraphs(source):
        blocks.append(f"**{stamp}** {_escape(text)}" if timestamps else _escape_start(_escape(text)))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _escape(text: str) -> str:
    r"""Escape what would be markup within a line.

    >>> _escape("a_b AT&T &amp; [x](y)"), _escape("www.a.com, https://a.com")
    ('a\\_b AT&T \\&amp; \\[x\\](y)', 'www\\.a.com, https\\://a.com')
    """
    return _MARKUP.sub(r"\\\g<0>", text)


def _escape_start(line: str) -> str:
    r"""Escape what would be markup at the start of a line: headings, lists, quotes.

    >>> _escape_start("1. a"), _escape_start("- b"), _escape_start("1.5 c")
    ('1\\. a', '\\- b', '1.5 c')
    """
    return _START.sub(r"\1\\\2", line)


_HASH: Final = r"\#"
"""Wherever it is in a heading: hashes at the end of one are left out by readers."""
_MARKUP: Final = re.compile(r"[\\`*_\[\]<~]|&(?=#?\w+;)|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""The last two begin URLs, in which some readers would not see the escapes of what follows, but markup."""
_START: Final = re.compile(r"\A(\ufeff?(?:[0-9]{1,9}(?=[.)](?:\s|\Z))|(?=[-+>#])))([-+>#.)])")
"""A U+FEFF that begins the text is no part of it for some readers, but a byte order mark."""
