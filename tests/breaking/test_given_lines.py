"""Lines that are joined."""

import pytest

from smarthandle_results._breaking.given_lines import find_turn_words, join_lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo", ("one two", [4])),
        ("一\n二", ("一二", [1])),
        ("오늘\n또", ("오늘 또", [3])),
        ("用\nAPI\n吧", ("用API吧", [1, 4])),
        (" one \n\n two ", ("one two", [4])),
        (" one ", ("one", [])),
        ("one\none\n一\n一", ("one one一一", [4, 7, 8])),
        ("\n", ("", [])),
        ("สวัสดี\nครับ", ("สวัสดีครับ", [6])),
        ("\u202b一\u202c\n\u202b二\u202c", ("\u202b一二\u202c", [2])),
        ("สวัสดี\nAPI", ("สวัสดี API", [7])),
    ],
)
def test_join(text: str, expected: tuple[str, list[int]]) -> None:
    """Lines are joined with a space, but with nothing next to a full-width character that is not Hangul."""
    assert expected == join_lines(text)


def test_turn_words() -> None:
    """They begin after the dash, and the space after it if there is one."""
    assert {6, 12} == find_turn_words("No. - Yes. —So.", [4, 11])
