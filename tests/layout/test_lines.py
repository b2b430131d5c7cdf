"""Lines and cues: pieces that fit, at the best places, which cost least of all."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from math import inf
from time import process_time

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from smarthandle_results import PROFILES, Cue, Cues, Profile, check, shape
from smarthandle_results._breaking.guides import find_guide
from smarthandle_results._layout import lines
from smarthandle_results._layout.fitting import find_fitting
from smarthandle_results._layout.lines import Breaks, lay_out
from smarthandle_results._layout.pieces import Room, break_into_pieces
from smarthandle_results._layout.profiles import primary_language
from smarthandle_results._layout.timing import time_pieces
from smarthandle_results._layout.units import Units, find_units

ZH, EN, JA = PROFILES["netflix-zh"], PROFILES["netflix-en"], PROFILES["netflix-ja"]


def make_units(text: str, profile: Profile) -> Units:
    """Find the units of a text alone."""
    return find_units([text], profile, find_guide("builtin", primary_language(profile)))


def split(text: str, duration_ms: int, profile: Profile) -> list[str]:
    """Return the pieces of a text alone."""
    units = make_units(text, profile)
    layout = break_into_pieces(units, 0, Room(0, duration_ms, duration_ms), profile)
    return ["\n".join(piece) for piece in lines.list_lines(units, layout)]


def fits_as_given(text: str, profile: Profile) -> bool:
    """Return whether the lines of a text alone fit."""
    return next(find_fitting([text], profile, None))


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
        ("오늘도 또 우리 수탉이 막 쫓기었다.", "ko", ["오늘도 또 우리 수탉이\n막 쫓기었다."]),
        ("W" * 50, "en", ["W" * 50]),
        ("see " + "W" * 50 + " there", "en", ["see\n" + "W" * 50, "there"]),
        ("a" * 42 + " " + "b" * 42, "en", ["a" * 42 + "\n" + "b" * 42]),
        ("a" * 42 + "   " + "b" * 42, "en", ["a" * 42 + "\n" + "b" * 42]),
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


def test_a_wide_word_that_is_shown_for_too_long_is_one_cue() -> None:
    """It can end early, as what fits a line can."""
    profile = evolve(EN, line_width=6, max_lines=1, max_cps=9, min_duration_ms=1, max_duration_ms=1000)
    assert ["0.00033，"] == split("0.00033，", 5000, profile)


def test_a_long_cue_is_split_after_a_clause() -> None:
    """Text that is shown for too long is split at its clauses, though it fits."""
    slow = evolve(ZH, max_cps=1)
    text = "好的，我知道了然后呢。我们现在就出发去看海吧。"
    assert ["好的，我知道了然后呢。", "我们现在就出发去看海吧。"] == split(text, 12_000, slow)
    assert 1 == len(split(text, 12_000, ZH))
    assert 1 == len(split("好的，知道了。我走了。", 12_000, slow))


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
        ("- " + "W" * 50 + "\n- Fine.", 1),
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

    most = 20 * min(seconds(5_000) for _ in range(3))
    assert any(seconds(40_000) < most for _ in range(3))


def rate(units: Units, layout: list[Breaks], profile: Profile, least_halves: float, most_halves: float) -> float:
    """Return what a layout costs, as the docstring of `lines` says."""
    cost = lines.CUE * (len(layout) - 1.0)
    for breaks in layout:
        widths = [min(units.limit_halves, units.width_halves(*line)) for line in pairwise(breaks)]
        cost += sum(lines.SLACK * (1 - width / units.limit_halves) ** 2 for width in widths)
        if profile.top_line_shorter:
            cost += lines.LONGER_TOP * sum(top > bottom for top, bottom in pairwise(widths))
        cost += sum(units.penalties[unit] for unit in breaks[1:-1])
        width = units.width_halves(breaks[0], breaks[-1])
        text = units.text[units.starts[breaks[0]] : units.ends[breaks[-1] - 1]]
        cost += lines.FLASH * (width < least_halves or sum(map(str.isalnum, text)) <= lines.FEW_LETTERS)
        cost += lines.LONG * (width > most_halves)
    return cost + lines.CUE_END * sum(units.penalties[breaks[0]] for breaks in layout[1:])


@given(
    st.lists(st.sampled_from(["好", "我们", "然后再说", "，", "W" * 9, "3个"]), min_size=1).map("".join), st.booleans()
)
def test_two_lines_are_found_as_any_number_is(text: str, top: bool) -> None:  # noqa: FBT001 - what hypothesis gives
    """The quick way to find the lines of one cue says what the way for all cues says."""
    profile = evolve(ZH, line_width=6, top_line_shorter=top)
    units = make_units(text, profile)
    last = len(units.starts)
    widest = max(map(units.width_halves, range(last), range(1, last + 1)))
    costs, _ = lines._list_cues(units, 0, last, profile)  # noqa: SLF001
    if widest <= units.limit_halves:
        found, parents = lines._find_lines(units, 0, last, profile)  # noqa: SLF001
        assert costs.get(last, inf) == pytest.approx(found.get(last, inf))
        if last in found:
            layout = [lines.list_breaks(parents, last)]
            assert found[last] == pytest.approx(
                rate(units, layout, profile, 0, inf) - lines.FLASH * (sum(map(str.isalnum, text)) <= lines.FEW_LETTERS)
            )


def list_layouts(units: Units, first: int, last: int, profile: Profile) -> Iterator[list[Breaks]]:
    """Yield every layout in which each line fits or is one unit, and each cue has as few lines as it fits on."""
    if first == last:
        yield []
    for end in range(first + 1, last + 1):
        for count in range(profile.max_lines):
            ways = [[first, *breaks, end] for breaks in combinations(range(first + 1, end), count)]
            fitting = [breaks for breaks in ways if all(fits_on_a_line(units, *line) for line in pairwise(breaks))]
            if fitting:
                for rest in list_layouts(units, end, last, profile):
                    yield from ([breaks, *rest] for breaks in fitting)
                break


def fits_on_a_line(units: Units, first: int, last: int) -> bool:
    """Return whether a range fits on a line, or nothing can break it."""
    return last - first == 1 or units.width_halves(first, last) <= units.limit_halves


WORDS = st.sampled_from(
    ["好", "我们", "然后再说", "，", "。", "看海", "的", "上海", "你，", "对。", "去", "W" * 9, "3个"]
)
NARROW = st.builds(
    lambda limit, lines, top: evolve(ZH, line_width=limit, max_lines=lines, top_line_shorter=top),
    st.sampled_from([3, 4, 5.5, 6]),
    st.sampled_from([1, 2, 3]),
    st.booleans(),
)


@given(
    st.lists(WORDS, min_size=1, max_size=9).map("".join),
    NARROW,
    st.sampled_from([0, 4, 6, 9]),
    st.sampled_from([inf, inf, 12, 20]),
)
def test_no_layout_costs_less(text: str, profile: Profile, least_halves: float, most_halves: float) -> None:
    """Of all layouts of a short text, the one that is found costs least."""
    units = make_units(text, profile)
    last = len(units.starts)
    layout = lay_out(units, 0, last, profile, least_halves=least_halves, most_halves=most_halves)
    costs = [rate(units, each, profile, least_halves, most_halves) for each in list_layouts(units, 0, last, profile)]
    assert rate(units, layout, profile, least_halves, most_halves) == pytest.approx(min(costs))


def count_flashes(units: Units, layout: list[Breaks], room: Room, profile: Profile) -> int:
    """Count the pieces that are shown for less than the shortest time, or have one to three letters."""
    widths = [units.width_halves(breaks[0], breaks[-1]) for breaks in layout]
    times = time_pieces(room.start_ms, room.end_ms, room.latest_end_ms, widths, profile) or [0] * (len(layout) + 1)
    texts = [units.text[units.starts[breaks[0]] : units.ends[breaks[-1] - 1]] for breaks in layout]
    return sum(
        # Times are rounded, so that a piece may be a millisecond short.
        end - start < profile.min_duration_ms - 1 or sum(map(str.isalnum, text)) <= lines.FEW_LETTERS
        for text, (start, end) in zip(texts, pairwise(times), strict=True)
    )


@given(
    st.lists(WORDS, min_size=2, max_size=9).map("".join),
    NARROW,
    st.integers(500, 6000),
    st.sampled_from([0, 0, 1000, 5000]),
)
def test_no_piece_flashes_by_where_none_has_to(text: str, profile: Profile, duration_ms: int, gap_ms: int) -> None:
    """No piece is too short to be seen, or has one to three letters, while there is a split without such a piece."""
    units = make_units(text, profile)
    room = Room(0, duration_ms, duration_ms + gap_ms)
    layout = break_into_pieces(units, 0, room, profile)
    if count_flashes(units, layout, room, profile):
        layouts = list_layouts(units, 0, len(units.starts), profile)
        assert all(count_flashes(units, each, room, profile) for each in layouts)
