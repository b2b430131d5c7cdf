"""A transcript or cues → plain text in paragraphs."""

import pytest
from helpers.texts import nasty_cues
from hypothesis import given

from smarthandle_results import Cue, Transcript, to_cues, to_text


@pytest.mark.parametrize(
    ("texts", "text"),
    [
        (["Hello", "world."], "Hello world."),
        (["你好", "世界。"], "你好世界。"),
        (["你好\n世界", "吗"], "你好世界吗"),
        (["We use\nan API", "here."], "We use an API here."),
        (["我们用", "API", "吗"], "我们用API吗"),
        (["안녕", "하세요"], "안녕 하세요"),
        (["今 天 天 气", "很 好"], "今天天气很好"),
        (["今 天 use  an\tAPI 吗"], "今天 use an API 吗"),
        (["はい　そうです"], "はい　そうです"),
        (["カ タ カ ナ、 ｶ ﾅ"], "カタカナ、ｶﾅ"),
        (["- No.", "- Yes."], "- No. - Yes."),
        (["«Oui»", "dit-il"], "«Oui» dit-il"),
        (["e\u0301", "a"], "e\u0301 a"),
        (["𠀀 𠀁", "a"], "𠀀𠀁a"),
        (["100", "元"], "100元"),
    ],
)
def test_texts_are_joined_as_they_are_read(texts: list[str], text: str) -> None:
    """Words by one space, Chinese and Japanese by none."""
    cues = [Cue(1000 * index, 1000 * index + 1000, text) for index, text in enumerate(texts)]
    assert f"{text}\n" == to_text(cues)


@pytest.mark.parametrize(
    ("first", "pause_ms", "is_parted"),
    [
        ("One.", 1999, False),
        ("One.", 2000, True),
        ("好。", 2000, True),
        ("“好！”", 2000, True),
        ("Really?)", 2000, True),
        ("One,", 4999, False),
        ("One", 4999, False),
        ("One", 5000, True),
        ("x" * 400, 0, False),
        ("x" * 399 + ".", 0, True),
        ("x" * 398 + ".", 1999, False),
    ],
)
def test_where_a_paragraph_ends(first: str, pause_ms: int, is_parted: bool) -> None:  # noqa: FBT001 - a column
    """At a pause after a sentence, at a long one anywhere, and after a sentence once it is long."""
    text = to_text([Cue(0, 1000, first), Cue(1000 + pause_ms, 9000, "Two.")])
    assert is_parted == ("\n\n" in text)


def test_a_pause_is_when_nobody_speaks() -> None:
    """A cue that is shown while others are fills it, and the first paragraph begins whenever it does."""
    cues = [Cue(0, 9000, "One."), Cue(500, 1000, "Two."), Cue(9500, 9900, "Three."), Cue(20_000, 20_100, "Four.")]
    assert "One. Two. Three.\n\nFour.\n" == to_text(cues)
    assert "Late.\n" == to_text([Cue(10**7, 10**7 + 1, "Late.")])


def test_paragraphs_may_have_timestamps() -> None:
    """The second in which the first cue starts; hours have no limit."""
    cues = [Cue(1999, 2500, "One."), Cue(3_723_000, 3_724_000, "Two."), Cue(360_000_000, 360_000_001, "Three.")]
    assert "[00:00:01] One.\n\n[01:02:03] Two.\n\n[100:00:00] Three.\n" == to_text(cues, timestamps=True)


def test_no_cues_are_no_text() -> None:
    """Not even a line end."""
    assert "" == to_text([]) == to_text(Transcript()) == to_text([Cue(0, 1, " ")], timestamps=True)


@given(nasty_cues)
def test_no_word_is_lost(any_cues: list[Cue]) -> None:
    """All but white space is there, in the order of the cues, in paragraphs of one line."""
    cues = to_cues(any_cues)
    text = to_text(any_cues)
    assert "".join("".join(cues.texts).split()) == "".join(text.split())
    assert text == to_text(cues)
    assert all(line and line == line.strip(" ") for line in text.removesuffix("\n").split("\n\n") if text)


def test_what_is_no_choice() -> None:
    """A word in place of a truth would be taken for one."""
    with pytest.raises(TypeError, match=r"^expected bool as timestamps, got str$"):
        to_text([], timestamps="yes")  # type: ignore[arg-type]
