"""Text for terminals: safe to print, and as wide as it may be."""

from hypothesis import given, strategies as st

from smarthandle_results._printable import count_columns, pad, shorten_middle, to_printable, wrap


def test_text_that_would_control_a_terminal_is_escaped() -> None:
    """Everything that is not printable; a line end is a slash, for a message is one line."""
    assert "a\\u001b[31m / \\u202eb" == to_printable("a\x1b[31m\n\u202eb")


def test_text_is_as_wide_as_it_is_told() -> None:
    """East Asian characters have two columns, combining marks none."""
    assert [0, 3, 4, 1] == [*map(count_columns, ("", "abc", "字字", "e\u0301"))]
    assert ("abc  ", "a…f", "字…") == (pad("abc", 5), pad("abcdef", 3), pad("字字", 3))
    assert "ab" == shorten_middle("ab", 2)


def test_lines_break_at_spaces() -> None:
    """Or anywhere in a word that is wider than a line."""
    assert "one two\n  three\n  abcdefgh\n  ij" == wrap("one two three abcdefghij", 10, "  ")


@given(st.text(st.sampled_from("a 字\u0301-"), max_size=40), st.integers(0, 12), st.integers(0, 14))
def test_lines_fit_whatever_the_width(text: str, columns: int, indent: int) -> None:
    """A line has room for two columns, an indent takes two thirds of it at most, and nothing is lost but spaces."""
    lines = wrap(text, columns, " " * indent).split("\n")
    assert [] == [line for line in lines if count_columns(line) > max(columns, 2)]
    assert text.replace(" ", "") == "".join(lines).replace(" ", "")
    assert [] == [line for line in lines[1:] if 3 * (len(line) - len(line.lstrip(" "))) > 2 * columns]
