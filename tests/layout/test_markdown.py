"""A transcript or cues → Markdown, as markdown-it and GitHub's cmark-gfm read it back."""

import re
from html import escape

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from helpers.texts import nasty_cues, nasty_texts
from hypothesis import example, given, strategies as st
from markdown_it import MarkdownIt

from smarthandle_results import Cue, Transcript, to_cues, to_markdown, to_text

READERS = [MarkdownIt("commonmark"), MarkdownIt("commonmark").enable(["strikethrough", "table"])]
MARKUP = (
    *("# a", "## a ##", "#", "- a", "+ a", "* a", "-", "--", "---", "***", "___", "===", "> a", ">", "1. a", "1) a"),
    *("1.", "123456789. a", "1234567890. a", "0) ", "```", "~~~", "    code", "\tcode", "| a | b |", ": a", "![a](b)"),
    *(
        "*a*",
        "**a**",
        "_a_",
        "__a__",
        "a*b*c",
        "~~a~~",
        "~a~",
        "`a`",
        "``a`",
        "[a](b)",
        "[a]",
        "[a]: b",
        "[^1]",
        "[ ] a",
    ),
    *("<b>", "<!-- a -->", "<https://example.com>", "<a@example.com>", "</b>", "<?a?>", "a <b", "2 < 3 > 1"),
    *("&amp;", "&#65;", "&#x41;", "&copy;", "AT&T", "a & b", "&;", "&lt", "&amp;amp;", "&\u0661;"),
    *(
        "\\",
        "\\\\",
        "a\\",
        "\\*",
        "\\a",
        "a\\ b",
        "C:\\new",
        "$x$",
        "$$",
        "http://example.com",
        "www.example.com",
        "www.example.com<img src=x>",
        "WWW.example.com<b>",
        "https://example.com/my_file<script>",
        "HTTPS://example.com/my_file*",
        "(ftp://example.com/a_b`c`)",
        "www.www.example.com/a_b&amp;",
        "http://www.example.com/~a~b",
        "mailto:a_b@example.com<i>",
        "xmpp:a_b@example.com/c<i>",
        "me@a_b.example.com<i>",
        "a  ",
    ),
    *("\ufeffa", "\ufeff# a", "\ufeff1. a", "\u200ba", "\u3000", "“*a*”", "中*文*中", "**，**", "- [x] a"),
)


def read(reader: MarkdownIt, text: str) -> list[tuple[str, str, list[str]]]:
    """List the blocks of a text: the tag of each, its text, and the kinds of markup within it."""
    tokens = reader.parse(text)
    return [
        (tokens[place - 1].tag, "".join(child.content for child in token.children or ()), list_markup(token.children))
        for place, token in enumerate(tokens)
        if token.type == "inline"
    ] + [(token.type, token.content, []) for token in tokens if token.type not in KNOWN]


def list_markup(children: object) -> list[str]:
    """List the kinds of tokens in a line that are not text."""
    assert isinstance(children, list)
    return [child.type for child in children if child.type != "text"]


KNOWN = {"inline", "heading_open", "heading_close", "paragraph_open", "paragraph_close"}
STRONG = ["strong_open", "strong_close"]
marks = st.lists(st.sampled_from([*MARKUP, *"#*_`~[]()<>&;!|\\-+=.1 \n$:a"]), max_size=6).map("".join)


@pytest.mark.parametrize("text", MARKUP)
@pytest.mark.parametrize("reader", READERS)
def test_markup_is_text(reader: MarkdownIt, text: str) -> None:
    """With a time before it, without, and as a title, whatever was said is read as it was said."""
    cues = to_cues([Cue(0, 1000, text)])
    if not cues:
        return
    said = to_text(cues).removesuffix("\n")
    assert [("p", f"00:00:00 {said}", STRONG)] == read(reader, to_markdown(cues))
    assert [("p", said, [])] == read(reader, to_markdown(cues, timestamps=False))
    assert [("h1", " ".join(text.split()), [])] == read(reader, to_markdown([], title=text))


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_text_on_github(text: str) -> None:
    """URLs are no links there either, since HTML after one would be live; only an e-mail address becomes one."""
    cues = to_cues([Cue(0, 1000, text)])
    if not cues:
        return
    said = escape(to_text(cues).removesuffix("\n")).replace("&#x27;", "'")
    assert f"<p><strong>00:00:00</strong> {said}</p>\n" == read_on_github(to_markdown(cues))
    said = said.removeprefix("\ufeff")  # at the start of a text it is a byte order mark
    assert f"<p>{said}</p>\n" == read_on_github(to_markdown(cues, timestamps=False))


@given(
    st.lists(marks | st.sampled_from(["http://a.de", "www.a.de", "ftp:", "<b>", "/", "_b"]), max_size=5).map("".join)
)
def test_any_text_is_read_back_on_github(text: str) -> None:
    """Whatever is beside a URL."""
    cues = to_cues([Cue(0, 1000, text)])
    if cues:
        said = escape(to_text(cues).removesuffix("\n")).replace("&#x27;", "'")
        assert f"<p><strong>00:00:00</strong> {said}</p>\n" == read_on_github(to_markdown(cues))


def read_on_github(text: str) -> str:
    """Return the HTML of a text, which may have HTML of its own; without the links to e-mail addresses.

    An address in such a link is its very text, to which `mailto:` is added unless it has a scheme in it.
    """
    html = github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
    return re.sub(r'<a href="(?:mailto:)?([^"<>]+@[^"<>]+)">\1</a>', r"\1", html)


@given(marks | nasty_texts, marks | nasty_texts)
@example("a", "=")
def test_any_text_is_read_back(first: str, second: str) -> None:
    """Paragraph by paragraph, those that `to_text` writes."""
    cues = to_cues([Cue(0, 1000, first), Cue(9000, 10_000, second)])
    paragraphs = [line for line in to_text(cues).removesuffix("\n").split("\n\n") if line]
    for reader in READERS:
        assert [("p", said, []) for said in paragraphs] == read(reader, to_markdown(cues, timestamps=False))
        timed = read(reader, to_markdown(cues, title="# x #"))
        assert [
            ("h1", "# x #", []),
            *((("p", said, STRONG)) for said in _list_timed(to_text(cues, timestamps=True))),
        ] == timed


def _list_timed(text: str) -> list[str]:
    return [line.replace("[", "", 1).replace("]", "", 1) for line in text.removesuffix("\n").split("\n\n") if line]


@given(nasty_cues)
def test_cues_are_mended_as_for_text(any_cues: list[Cue]) -> None:
    """What is dropped and moved there is here too."""
    assert to_markdown(any_cues) == to_markdown(to_cues(any_cues))


def test_a_transcript_reads_well() -> None:
    """Only what would be markup is escaped: numbers, names and sentences are as they are."""
    cues = [
        Cue(0, 1000, "Section 1.5 (on page 3) costs $5 - $10, says AT&T!"),
        Cue(9000, 9500, "- Really?"),
        Cue(360_000_000, 360_000_500, "结束。"),
    ]
    expected = (
        "# Notes - part 2.\n\n**00:00:00** Section 1.5 (on page 3) costs $5 - $10, says AT&T!\n\n"
        "**00:00:09** - Really?\n\n**100:00:00** 结束。\n"
    )
    assert expected == to_markdown(cues, title=" Notes\n- part  2. ")


def test_nothing_is_nothing() -> None:
    """Not even a line end; a title alone is a heading."""
    assert "" == to_markdown([]) == to_markdown(Transcript()) == to_markdown([Cue(0, 1, " ")], title=" \n")
    assert "" == to_markdown([], title="\u200b \ufeff")
    assert "# a\n" == to_markdown([], title="a")
    with pytest.raises(TypeError, match=r"^expected str as title, got int$"):
        to_markdown([], title=5)  # type: ignore[arg-type]  # the point
