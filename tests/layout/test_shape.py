"""`shape`: what is true for all cues and profiles."""

import re

import pytest
from attrs import evolve
from helpers.quality import dense
from helpers.sample import try_times
from hypothesis import example, given, strategies as st

from smarthandle_results import (
    PROFILES,
    Cue,
    Cues,
    Finding,
    Profile,
    Repair,
    RepairKind,
    Rule,
    check,
    shape,
    to_cues,
)
from smarthandle_results._breaking.characters import Characters
from smarthandle_results._breaking.cut_points import find_cut_points
from smarthandle_results._breaking.given_lines import find_turn_words
from smarthandle_results._breaking.width import measure_halves
from smarthandle_results._layout.draft import NO_NEXT_START_MS
from smarthandle_results._layout.profiles import profile_halves_table, resolve
from smarthandle_results._layout.timing import measure_reading_halves, shortest_reading_ms

WORDS = st.sampled_from(
    [
        *"的了我你他是在和，。！？；：“”‘’《》（）—…·、はがのにをーっ「」。한국말は",
        *" ,.!?;:'\"()-/%$",
        "\n",
        "  ",
        "\u3000",
        "\u200b",
        "DashScope",
        "0.00033",
        "9/8.5%",
        "3 km",
        "100公里",
        "二十三个",
        "https://example.com/a/b?c=d",
        "well-known",
        "and",
        "of",
        "the",
        "Mr.",
        "오늘도 또",
        "수탉이",
        "カタカナ",
        "🇨🇳",
        "👩‍💻",
        "❤️",
        "e\u0301",
        "W" * 50,
        " 5000 ",
        "Qwen3",
        "元",
        " 于 ",
        "   ",
        "\u00a0",
        " \u00a0",
        "\t",
        "\u200d",
        "·",
        "100 200 300 400 500",
        "\n- ",
        "\n—",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=30).map("".join) | st.text(min_size=1, max_size=60)


@st.composite
def cues_of(draw: st.DrawFn) -> Cues:
    """Make cues, some of which overlap."""
    start, cues = 0, []
    for text in draw(st.lists(TEXTS, max_size=6)):
        start = max(0, start + draw(st.integers(-2000, 3000)))
        end = start + draw(st.integers(1, 30) | st.integers(1, 20_000))
        cues.append(Cue(start, end, text))
        start = draw(st.sampled_from([start, end]))
    return to_cues(cues)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Make a profile from a preset."""
    return evolve(
        draw(st.sampled_from(list(PROFILES.values()))),
        line_width=draw(st.sampled_from([6, 13, 16, 42, 7.5])),
        max_lines=draw(st.integers(1, 3)),
        max_cps=draw(st.sampled_from([4, 9, 17.5, 200])),
        min_duration_ms=draw(st.sampled_from([1, 500, 833])),
        max_duration_ms=draw(st.sampled_from([1000, 7000])),
        min_gap_ms=draw(st.sampled_from([0, 83, 500])),
        gaps=draw(st.sampled_from(["close", "open"])),
        overlaps=draw(st.sampled_from(["trim", "keep"])),
        top_line_shorter=draw(st.booleans()),
        merge_gap_ms=draw(st.sampled_from([None, None, 0, 500])),
    )


PROFILE = st.sampled_from(list(PROFILES.values())) | profiles()


@given(cues_of(), PROFILE, st.booleans())
@example(Cues((0, 1, 2), (1, 2, 3), ("的", "的", f"的\n- {'W' * 50}的")), PROFILES["auto"], True)  # noqa: FBT003 - as below
@example(
    Cues((0,), (2001,), ("的" * 18,)),
    evolve(PROFILES["netflix-en"], line_width=6, max_cps=4, min_duration_ms=1, max_duration_ms=1000),
    False,  # noqa: FBT003 - as below
)
@try_times(6)
def test_shaping_twice_changes_nothing_more(cues: Cues, profile: Profile, extend_last: bool) -> None:  # noqa: FBT001 - it is drawn
    """`shape` of what was shaped is the same cues, with the same repairs."""
    once = shape(cues, profile, extend_last=extend_last)
    twice = shape(once, profile, extend_last=extend_last)
    assert once == twice
    assert once.repairs == twice.repairs


@given(cues_of(), PROFILE)
@try_times(3)
def test_nothing_is_shown_after_the_last_end(cues: Cues, profile: Profile) -> None:
    """No cue ends later than the last of them did, whatever is split, merged or too short."""
    assert max(shape(cues, profile).ends_ms, default=0) <= max(cues.ends_ms, default=0)


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        (Cues((0,), (300,), ("好",)), 833),  # too short
        (Cues((0, 1000), (900, 2000), ("好", "好" * 12)), 2333),  # too fast
        (Cues((0, 1000), (1000, 1300), ("好", "天" * 40)), 5445),  # pieces that are too short
        (Cues((0, 1000), (5000, 1300), ("好", "好")), 1833),  # inside another, which is trimmed
    ],
)
def test_the_last_cue_is_extended_on_demand(cues: Cues, expected: int) -> None:
    """The last cue ends where it did, unless it may be made longer."""
    zh = PROFILES["netflix-zh"]
    assert cues.ends_ms[-1] == shape(cues, zh).ends_ms[-1]
    assert expected == shape(cues, zh, extend_last=True).ends_ms[-1]


def test_only_the_last_cue_is_left_as_short_as_it_was() -> None:
    """All others get the time that they need, up to the start of the next."""
    shaped = shape(Cues((0, 5000), (300, 5300), ("好", "好")), PROFILES["netflix-zh"])
    assert (833, 5300) == shaped.ends_ms
    assert (Finding(2, Rule.MIN_DURATION, 300, 833),) == check(shaped, PROFILES["netflix-zh"])


def test_no_cue_has_nothing_to_see() -> None:
    """A joiner alone before a speaker's line stays with that line."""
    assert ("\u200d - 的\n- 的",) == shape(Cues((0,), (4000,), ("\u200d\n- 的\n- 的",)), "netflix-en").texts


@given(cues_of(), PROFILE)
@try_times(3)
def test_shaped_cues_keep_the_rules_of_cues(cues: Cues, profile: Profile) -> None:
    """No writer finds anything to mend in shaped cues."""
    shaped = shape(cues, profile)
    assert (shaped, ()) == (mended := to_cues(list(shaped)), mended.repairs)


@given(cues_of(), PROFILE)
@try_times(3)
def test_no_character_is_lost(cues: Cues, profile: Profile) -> None:
    """All characters but white space are there afterwards, whatever became of the cues."""
    shaped = shape(cues, profile)
    assert sorted(dense("".join(cues.texts))) == sorted(dense("".join(shaped.texts)))


def overlap_ms(cues: Cues) -> int:
    """Return for how long more than one cue is shown."""
    latest, total = 0, 0
    for start, end in zip(cues.starts_ms, cues.ends_ms, strict=True):
        total += max(0, min(latest, end) - start)
        latest = max(latest, end)
    return total


@given(cues_of(), PROFILE)
@try_times(3)
def test_no_overlap_is_made(cues: Cues, profile: Profile) -> None:
    """Cues are not shown together for longer afterwards."""
    assert overlap_ms(shape(cues, profile)) <= overlap_ms(cues)


def test_a_cue_inside_another_is_not_made_longer() -> None:
    """Where two are shown together, neither stays for longer because it is short."""
    cues = Cues((0, 100), (2000, 500), ("好", "你好"))
    assert shape(cues, evolve(PROFILES["netflix-zh"], overlaps="keep")) == cues


@given(cues_of(), PROFILE)
@try_times(3)
def test_what_fits_and_has_time_is_left_as_it_is(cues: Cues, profile: Profile) -> None:
    """Cues without findings are the same afterwards, unless neighbors are merged."""
    if profile.merge_gap_ms is None and not check(cues, profile):
        assert cues is shape(cues, profile)


def is_unmendable(finding: Finding, cues: Cues, profile: Profile, *, extend_last: bool) -> bool:  # noqa: PLR0911 - a line for each rule
    """Say whether a finding is one of those that the docstring of `shape` lists, and why."""
    profile = resolve(profile, cues.texts)
    row = finding.cue_number - 1
    starts, ends = cues.starts_ms, cues.ends_ms
    following = starts[row + 1] if row + 1 < len(cues) else NO_NEXT_START_MS
    halves_table = profile_halves_table(profile)
    match finding.rule:
        case Rule.WIDTH:
            wide = [
                line
                for line in cues.texts[row].split("\n")
                if measure_halves(line, halves_table) > 2 * profile.line_width
            ]
            no_time = ends[row] - starts[row] < len(cues.texts[row])
            # A speaker's dash stays with what is said.
            said = [line[max(find_turn_words(line, [0]), default=0) :] for line in wide]
            return no_time or not any(find_cut_points(Characters(line))[0] for line in said)
        case Rule.LINES:
            return ends[row] - starts[row] < len(cues.texts[row])
        case Rule.READING_SPEED | Rule.MIN_DURATION:
            if row == len(cues) - 1 and not extend_last:
                return True
            full = ends[row] - starts[row] >= profile.max_duration_ms
            room = following - ends[row] - (profile.min_gap_ms if profile.gaps == "open" else 0)
            if max(ends[:row], default=0) > starts[row]:
                return True
            # One that is read too fast already is not made longer into a gap that it would then leave too small.
            return full or room <= profile.min_gap_ms
        case Rule.MAX_DURATION:
            width = measure_reading_halves(cues.texts[row], halves_table)
            return shortest_reading_ms(width, profile.max_cps) > profile.max_duration_ms or following <= ends[row]
        case Rule.OVERLAP | Rule.GAP:
            return True
        case Rule.LINE_START:
            return ends[row] - starts[row] < len(cues.texts[row])
        case _:
            return False


@pytest.mark.once
@given(cues_of(), PROFILE, st.booleans())
@example(to_cues([Cue(0, 1000, f"的\n- {'W' * 50}")]), PROFILES["auto"], False)  # noqa: FBT003 - as above
@example(Cues((0,), (1000,), (f"— {'W' * 50}",)), PROFILES["auto"], False)  # noqa: FBT003 - as above
@example(Cues((0, 35), (1, 36), ("的\n- “well-known100 200 300 400 500", "的")), PROFILES["auto"], True)  # noqa: FBT003 - as above
@try_times(4)
def test_what_is_still_found_cannot_be_mended(cues: Cues, profile: Profile, extend_last: bool) -> None:  # noqa: FBT001 - it is drawn
    """The findings after shaping are those that the docstring lists."""
    shaped = shape(cues, profile, extend_last=extend_last)
    findings = check(shaped, profile)
    assert [] == [one for one in findings if not is_unmendable(one, shaped, profile, extend_last=extend_last)]


def test_a_dash_on_a_line_of_its_own_is_no_speaker() -> None:
    """Another speaker's line after it does not make it one."""
    shaped = shape([Cue(0, 5000, "的\n-\n- 的")], PROFILES["netflix-zh"])
    assert (("的-\n- 的",), ()) == (shaped.texts, check(shaped, PROFILES["netflix-zh"]))


def test_repairs_are_added_in_the_order_of_the_cues() -> None:
    """What was done comes after what `to_cues` had mended, with the index of the cue that it was done to."""
    cues = Cues(
        (0, 5000), (300, 9000), ("好", "我们现在就出发去那里看看然后再说吧，你说呢？"), (Repair(7, "blank", "dropped"),)
    )
    assert (
        Repair(7, "blank", "dropped"),
        Repair(0, RepairKind.DURATION, "ended 533 ms later"),
        Repair(1, RepairKind.LINES, "put on 2 lines"),
    ) == shape(cues, PROFILES["netflix-zh"]).repairs


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (1100, 2000, RepairKind.GAP),
        (900, 2000, RepairKind.OVERLAP),
        (9000, 9900, RepairKind.READING_SPEED),
    ],
)
def test_kinds_of_repairs_of_time(start: int, end: int, expected: RepairKind) -> None:
    """The repair of a moved end names the fault that it mends."""
    text = "好" * (12 if expected == RepairKind.READING_SPEED else 2)
    cues = Cues((0, start), (1050, end), (text, "好"))
    assert [expected] == [repair.kind for repair in shape(cues, PROFILES["netflix-zh"]).repairs]


def test_cues_in_a_list() -> None:
    """Cues of any origin become `Cues` first."""
    shaped = shape([Cue(0, 300, " 好 ")], PROFILES["netflix-zh"], extend_last=True)
    assert Cues((0,), (833,), ("好",)) == shaped
    assert [RepairKind.WHITE_SPACE, RepairKind.DURATION] == [one.kind for one in shaped.repairs]


@pytest.mark.parametrize(
    "text",
    [
        "我有四年多曾经常常几乎 5000 是每天出入于质铺和药店里年纪可",
        "我有四年多曾经常常几乎 5000 元每天出入于质铺和药店里年纪可",
        "W" * 28 + "“\t国",
    ],
)
def test_a_figure_before_a_space(text: str) -> None:
    """A text that is broken at a space and joined again without one may be broken there again."""
    once = shape(Cues((0,), (6500,), (text,)), PROFILES["netflix-zh"])
    assert shape(once, PROFILES["netflix-zh"]) == once
    assert Rule.LINE_START not in {finding.rule for finding in check(once, PROFILES["netflix-zh"])}


def test_no_line_begins_with_a_no_break_space() -> None:
    """Shaped cues need no repair."""
    shaped = shape(to_cues([Cue(83, 88, "ｶﾅ。ex@y.com100 \xa0‘{the%and")]), PROFILES["netflix-ja"])
    assert () == to_cues(list(shaped)).repairs


@pytest.mark.parametrize(
    ("name", "end", "text"), [("en", 7001, "Well, I know."), ("zh", 60_000, "你好，世界。今天天气不错。")]
)
def test_what_is_shown_too_long_ends_early(name: str, end: int, text: str) -> None:
    """A text that fits, and is read in time, stays one cue."""
    assert Cues((0,), (7000,), (text,)) == shape(Cues((0,), (end,), (text,)), PROFILES[f"netflix-{name}"])


@pytest.mark.parametrize("profile", [evolve(PROFILES["netflix-zh"], overlaps="keep"), PROFILES["netflix-ja"]])
def test_pieces_make_no_overlap(profile: Profile) -> None:
    """A cue inside another is not made longer for its pieces, unless the other is made shorter."""
    cues = Cues((0, 1000), (7000, 1001), ("好", "天" * 40))
    assert overlap_ms(shape(cues, profile)) <= overlap_ms(cues)
    assert shape(shape(cues, profile), profile) == shape(cues, profile)


def test_nothing_to_shape() -> None:
    """No cues make no cues."""
    assert Cues() == shape(Cues(), PROFILES["auto"])


THAI = "ภาษาไทยเป็นภาษาที่มีระดับเสียงของคำแน่นอนหรือวรรณยุกต์เช่นเดียวกับภาษาจีน"
THAI_WORDS = "ภาษาไทย|เป็น|ภาษา|ที่|มี|ระดับ|เสียง|ของ|คำ|แน่นอน|หรือ|วรรณยุกต์|เช่น|เดียว|กับ|จีน"


def cut_thai(text: str) -> list[str]:
    """Cut a text into the words above, as a dictionary does."""
    return re.findall(f"{THAI_WORDS}|.", text)


@pytest.mark.parametrize("profile", ["netflix-th", "auto"])
def test_thai_stays_as_it_is_without_words(profile: str) -> None:
    """Only a dictionary can find its words."""
    cues = Cues((0,), (5000,), (THAI,))
    assert cues == shape(cues, profile)
    assert [Rule.WIDTH] == [finding.rule for finding in check(cues, profile)]
    latin = shape([Cue(0, 5000, "In Thai documents there may be text of other languages.")], "netflix-th")
    assert 2 == len(latin.texts[0].split("\n"))


@pytest.mark.parametrize("profile", ["netflix-th", "auto"])
def test_thai_breaks_between_words(profile: str) -> None:
    """Lines fit, words are whole, and lines that are joined again have no space between them."""
    shaped = shape(Cues((0,), (5000,), (THAI,)), profile, words=cut_thai)
    assert ("ภาษาไทยเป็นภาษาที่มีระดับเสียงของคำแน่นอน\nหรือวรรณยุกต์เช่นเดียวกับภาษาจีน",) == shaped.texts
    assert () == check(shaped, profile)
    assert shaped == shape(shaped, profile, words=cut_thai)
    wide = evolve(PROFILES["netflix-th"], line_width=80)
    assert shaped == shape(shaped, wide, words=cut_thai)
    rejoined = shape(Cues((0,), (5000,), ("\n".join(cut_thai(THAI)[:3]),)), wide, words=cut_thai)
    assert ("".join(cut_thai(THAI)[:3]),) == rejoined.texts


def test_words_of_a_caller_take_the_place_of_our_own() -> None:
    """No line tears a piece that the function returns."""
    text = "我们现在就出发去那里看看然后再说"
    cues = Cues((0,), (4500,), (text * 2,))
    torn = shape(cues, "netflix-zh", words=lambda text: re.findall(".{1,7}", text))
    lines = [line for cue in torn.texts for line in cue.split("\n")]
    assert {0} == {len("".join(lines[:at])) % 7 for at in range(len(lines))}
    assert [] == [line for line in lines if len(line) > 16]


def test_pieces_that_are_not_the_text() -> None:
    """The error says what came, without the text."""
    with pytest.raises(ValueError, match="expected pieces from words that are the text when joined, got 0 characters"):
        shape([Cue(0, 5000, "好" * 20)], "netflix-zh", words=lambda _: [])
    with pytest.raises(ValueError, match="expected words among builtin, rjieba, budoux and icu, got 'mecab'"):
        shape([], "netflix-zh", words="mecab")


@given(cues_of(), PROFILE, st.sampled_from([1, 2, 5]))
@try_times(2)
def test_any_words_keep_the_promises(cues: Cues, profile: Profile, length: int) -> None:
    """Whatever a function returns, nothing is lost, and shaping twice changes nothing more."""

    def words(text: str) -> list[str]:
        return [text[at : at + length] for at in range(0, len(text), length)]

    once = shape(cues, profile, words=words)
    assert once == shape(once, profile, words=words)
    assert sorted(dense("".join(cues.texts))) == sorted(dense("".join(once.texts)))


def test_what_was_shown_for_an_instant_does_not_stay_for_minutes() -> None:
    """A cue is made longer by no more than the longest time of a cue, whatever its text needs."""
    shaped = shape([Cue(0, 0, "好" * 500), Cue(600_000, 601_000, "好")], "netflix-zh")
    assert shaped.ends_ms[-2] <= 2 * 7000


def test_marks_of_direction_end_with_their_line() -> None:
    """What is embedded on two lines is embedded on each."""
    text = "\u202b" + "שלום עולם " * 6 + "סוף\u202c"
    first, second = shape([Cue(0, 5000, text)], "auto").texts[0].split("\n")
    assert ("\u202b", "\u202c", "\u202b", "\u202c") == (first[0], first[-1], second[0], second[-1])
