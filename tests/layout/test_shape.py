"""`shape`: what holds for all cues and profiles."""

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from smarthandle_results import PROFILES, Cue, Cues, Profile, shape, to_cues

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


def dense(text: str) -> str:
    """Return a text without its white space."""
    return "".join(text.split())


@given(cues_of(), PROFILE)
@settings(max_examples=600, deadline=None)
def test_shaping_twice_changes_nothing_more(cues: Cues, profile: Profile) -> None:
    """`shape` of what was shaped is the same cues, with the same repairs."""
    once = shape(cues, profile)
    twice = shape(once, profile)
    assert once == twice
    assert once.repairs == twice.repairs


@given(cues_of(), PROFILE)
@settings(max_examples=300, deadline=None)
def test_shaped_cues_keep_the_rules_of_cues(cues: Cues, profile: Profile) -> None:
    """No writer finds anything to mend in shaped cues."""
    shaped = shape(cues, profile)
    assert shaped == to_cues(list(shaped))


@given(cues_of(), PROFILE)
@settings(max_examples=300, deadline=None)
def test_no_character_is_lost(cues: Cues, profile: Profile) -> None:
    """All characters but white space are there afterwards, whatever became of the cues."""
    shaped = shape(cues, profile)
    assert sorted(dense("".join(cues.texts))) == sorted(dense("".join(shaped.texts)))
