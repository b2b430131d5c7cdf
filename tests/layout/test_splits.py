"""Splitting: pieces that fit, at the best places, which tile their cue's time."""

from time import process_time

import pytest
from attrs import evolve

from smarthandle_results import PROFILES, Cue, Cues, Profile, check, shape
from smarthandle_results._layout import splits
from smarthandle_results._layout.lines import narrow_wide_units
from smarthandle_results._layout.units import find_units

ZH, EN, JA = PROFILES["netflix-zh"], PROFILES["netflix-en"], PROFILES["netflix-ja"]


def split(text: str, duration_ms: int, profile: Profile) -> list[str]:
    """Return the pieces of a text alone."""
    units = find_units([text], profile)
    return list(map(units.to_text, splits.break_into_pieces(units, 0, duration_ms, profile)))


def fits_as_given(text: str, profile: Profile) -> bool:
    """Return whether the lines of a text alone fit."""
    return splits.fits_as_given(find_units([text], profile), 0, profile)


@pytest.mark.parametrize(
    ("text", "profile", "expected"),
    [
        ("今天的费用约为0.00033元每秒，请大家查收。", "zh", ["今天的费用约为0.00033元每秒，\n请大家查收。"]),
        (
            "欢迎来到杭州阿里云智能媒体服务，今天的费用约为0.00033元每秒，请大家注意查收邮件谢谢。",
            "zh",
            ["欢迎来到杭州阿里云智能媒体服务，", "今天的费用约为0.00033元每秒，\n请大家注意查收邮件谢谢。"],
        ),
        (
            "It is a truth universally acknowledged, that a single man in possession of a good fortune, must be in.",
            "en",
            [
                "It is a truth universally acknowledged,",
                "that a single man in possession\nof a good fortune, must be in.",
            ],
        ),
        ("吾輩は猫である。名前はまだ無い。", "ja", ["吾輩は猫である。\n名前はまだ無い。"]),
        ("오늘도 또 우리 수탉이 막 쫓기었다.", "ko", ["오늘도 또 우리\n수탉이 막 쫓기었다."]),
        ("W" * 50, "en", ["W" * 50]),
        ("see " + "W" * 50 + " there", "en", ["see\n" + "W" * 50, "there"]),
        ("a" * 42 + " " + "b" * 42, "en", ["a" * 42 + "\n" + "b" * 42]),
        ("a" * 42 + "   " + "b" * 42, "en", ["a" * 42, "b" * 42]),
        ("好的呀呀\n我们现在就出发去那里看看然后再\n说", "zh", ["好的呀呀\n我们现在就出发去那里看看然后再说"]),
    ],
)
def test_pieces(text: str, profile: str, expected: list[str]) -> None:
    """Sentence and clause ends are best, then the starts of phrases; lines and pieces are about equally wide."""
    assert expected == split(text, 5000, PROFILES[f"netflix-{profile}"])


def test_the_shorter_line_on_top() -> None:
    """Of two ways that are as good, a profile may want the one with the shorter top line."""
    text = "aaaa bbbb cccc"
    profile = evolve(EN, line_width=9, top_line_shorter=False)
    assert "aaaa\nbbbb cccc" == split(text, 5000, profile)[0]
    assert "aaaa bbbb\nccccc dddd" == split("aaaa bbbb ccccc dddd", 5000, evolve(profile, line_width=15))[0]
    wide = evolve(EN, line_width=16, top_line_shorter=True)
    assert "aaaaa bb\ncc dddd ee" == split("aaaaa bb cc dddd ee", 5000, wide)[0]


def test_three_lines() -> None:
    """A profile may allow more lines than two."""
    profile = evolve(EN, line_width=5, max_lines=3)
    assert "aaaa\nbbbb\ncccc" == split("aaaa bbbb cccc", 5000, profile)[0]


def test_a_long_cue_is_split_after_a_clause() -> None:
    """Text that is shown for too long is split at its clauses, though it fits."""
    slow = evolve(ZH, max_cps=1)
    assert [
        "好的，",
        "知道了。",
        "我走了。",
    ] == split("好的，知道了。我走了。", 12_000, slow)
    assert ["好的，知道了。我走了。"] == split("好的，知道了。我走了。", 12_000, ZH)
    assert ["好的我知道了我走了"] == split("好的我知道了我走了", 12_000, slow)
    assert 1 == len(split("对。我们现在就出发去那里看看然后再说别的事情吧", 7100, slow))


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("你好。他昨天下午坐高铁去上海参加了一个重要会议。再见", evolve(ZH, line_width=1)),
        ("他昨天下午坐高铁去上海参加了一个重要会议，然后又坐飞机回到了北京。", evolve(ZH, line_width=1)),
        ("a" + " " * 201 + "b", ZH),
        ("a" + " " * 300 + "b", EN),
    ],
)
def test_what_cannot_be_broken_well_is_broken_all_the_same(text: str, profile: Profile) -> None:
    """No line is too wide except a single unit, and nothing is lost."""
    shaped = shape(Cues((0,), (20_000,), (text,)), profile)
    assert "".join("".join(shaped.texts).split()) == text.replace(" ", "")
    assert set() == {finding.allowed for finding in check(shaped, profile) if finding.rule == "lines"}
    assert all(fits_as_given(piece, profile) for piece in shaped.texts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Hello there, my dear old friend, how are you all today?\n- Fine.", 2),
        ("- Hello there, my dear old friend, how are you?\n– Fine.\n—Good.", 2),
        ("- 你好。\n- 好\n- 嗯", 2),
        ("- 你好。\n- 好", 1),
        ("- " + "W" * 50 + "\n- Fine.", 2),
    ],
)
def test_each_speaker_turn_begins_a_line(text: str, expected: int) -> None:
    """A given line with a dialogue dash stays the start of a line or a cue."""
    profile = ZH if "好" in text else EN
    shaped = shape(Cues((0,), (6000,), (text,)), profile)
    assert expected == len(shaped)
    starts = [line for cue in shaped.texts for line in cue.split("\n")]
    assert [] == [line for line in text.split("\n")[1:] if not any(start[:3] == line[:3] for start in starts)]
    assert not [line for line in starts if " - " in line]
    assert "line_start" not in {finding.rule for finding in check(shaped, profile)}


def test_narrow_units_stay() -> None:
    """Only what is wider than a line is counted as narrower, and the spaces between stay as they are."""
    units = narrow_wide_units(find_units(["see " + "W" * 50 + " there"], EN), 0, 3)
    assert ([0, 8, 94], [6, 92, 104]) == (units.starts_halves, units.ends_halves)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("你好，世界", True),
        ("你好，\n世界", True),
        ("你好\n，世界", False),
        ("你\n好\n吗", False),
        ("一二三四五六七八九十一二三四五六七", False),
        ("W" * 40 + "\n你好", True),
        ("W" * 20 + " " + "W" * 20 + "\n你好", False),
    ],
)
def test_what_fits_as_given(text: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    """Lines that fit and begin where a line may are left alone."""
    assert expected == fits_as_given(text, ZH)


@pytest.mark.parametrize(
    "run", ["- a\n", "看这里：https://example.com/aaaaaaaaaaaaaaaaaaaaaaaaaa。", "中。", "点", "one two, "]
)
def test_time_grows_with_length(run: str) -> None:
    """Many turns, wide words and sentences in one cue take about as long for each character as few do."""

    def seconds(length: int) -> float:
        text = (run * length)[:length].strip()
        begin = process_time()
        shape([Cue(0, 100 * length, text)], ZH)
        return process_time() - begin

    assert min(seconds(40_000) for _ in range(3)) < 20 * min(seconds(5_000) for _ in range(3))
