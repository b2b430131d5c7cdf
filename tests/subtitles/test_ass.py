"""Cues → ASS, as pysubs2 reads it back."""

from collections.abc import Iterable

import pysubs2
import pytest
from attrs import evolve
from helpers.texts import nasty_cues, unmended_cues
from hypothesis import given, strategies as st

from smarthandle_results import ASS_STYLES, AssStyle, Cue, Cues, Response, to_ass, to_cues


def list_events(text: str) -> list[str]:
    """List what is after the names of the events' fields."""
    return text.partition("Effect, Text\n")[2].splitlines()


def list_times(cues: Iterable[Cue]) -> list[tuple[int, int]]:
    """List the times of each event in centiseconds, as pysubs2 reads them."""
    file = pysubs2.SSAFile.from_string(to_ass(cues), format_="ass")
    return [(event.start // 10, event.end // 10) for event in file]


def test_a_file_is_its_frame_its_style_and_an_event_for_each_cue() -> None:
    """The frame and the style that a preset says, and LF at the end of each line."""
    expected = """\
[Script Info]
ScriptType: v4.00+
PlayResX: 1920
PlayResY: 1080
WrapStyle: 0
ScaledBorderAndShadow: yes
YCbCr Matrix: None

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,64,&H00FFFFFF,&H00FFFFFF,&H00000000,&H7F000000,0,0,0,0,100,100,0,0,1,3,0,2,96,96,64,-1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:00.85,0:01:00.00,Default,,0,0,0,,Hello, world
Dialogue: 0,10:00:00.00,100:00:00.01,Default,,0,0,0,,两行\\N字幕
"""
    cues = [Cue(846, 60_000, "Hello, world"), Cue(36_000_000, 360_000_005, "两行\n字幕")]
    assert expected == to_ass(cues)
    assert [] == list_events(to_ass([]))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{b}", "｛b｝"),
        ("{\\an8}x", "｛\\an8｝x"),
        ("a } b { c", "a ｝ b ｛ c"),
        ("C:\\new\\home\\Net", "C:\\\u2060new\\\u2060home\\\u2060Net"),
        ("\\N", "\\\u2060N"),
        ("\\\\n", "\\\\\u2060n"),
        ("a\\\nb", "a\\\\Nb"),
        ("a\\ b\\x\\", "a\\ b\\x\\"),
        ("Comment: 0,1;2", "Comment: 0,1;2"),
        (" a \n\n\t b ", "a\\Nb"),
    ],
)
def test_no_text_is_a_command(text: str, written: str) -> None:
    """Braces become full-width ones, and a backslash that would be the end of a line or a space gets a joiner."""
    assert [f"Dialogue: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,{written}"] == list_events(to_ass([Cue(0, 1000, text)]))


def test_cues_that_are_nothing_but_spaces_are_no_events() -> None:
    """As in every file that is written: they are dropped."""
    assert 1 == len(list_events(to_ass([Cue(0, 1000, " \t\u3000"), Cue(0, 1000, "a"), Cue(1, 2, "\u200b")])))


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([(4, 14), (14, 25)], [(0, 1), (1, 3)]),
        ([(0, 3)], [(0, 1)]),
        ([(3, 4)], [(0, 1)]),
        ([(5, 6)], [(1, 2)]),
        ([(1, 3), (3, 6), (6, 9), (30, 40)], [(0, 1), (1, 2), (2, 3), (3, 4)]),
        ([(0, 3), (3, 100)], [(0, 1), (1, 10)]),
        ([(0, 3), (4, 100)], [(0, 1), (1, 10)]),
        ([(0, 100), (1, 2), (50, 53)], [(0, 10), (0, 1), (5, 6)]),
        ([(0, 3), (0, 3), (0, 4)], [(0, 1), (0, 1), (0, 1)]),
        ([(0, 9), (1, 9), (8, 9)], [(0, 2), (0, 2), (1, 2)]),
        ([(35_999_999, 36_000_000)], [(3_600_000, 3_600_001)]),
    ],
)
def test_centiseconds(times: list[tuple[int, int]], expected: list[tuple[int, int]]) -> None:
    """The nearest, half up, or as much later as it takes for each cue to have one."""
    assert expected == list_times([Cue(start, end, "x") for start, end in times])


@given(unmended_cues(st.integers(0, 100)) | unmended_cues(st.integers(0, 350_000_000)))
def test_times_stay_in_order(any_cues: list[Cue]) -> None:
    """No cue vanishes, equal times stay equal, order stays, and so only those cues overlap that did; none is early."""
    cues = to_cues(any_cues)
    events = list_times(cues)
    assert all(start < end for start, end in events)
    pairs = [pair for cue, event in zip(cues, events, strict=True) for pair in _pair_times(cue, event)]
    made = dict(pairs)
    assert len({*pairs}) == len(made)
    assert sorted(made.values()) == [made[ms] for ms in sorted(made)]
    assert all(cs >= (ms + 5) // 10 for ms, cs in pairs)


def _pair_times(cue: Cue, event: tuple[int, int]) -> Iterable[tuple[int, int]]:
    return zip((cue.start_ms, cue.end_ms), event, strict=True)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(10, 400)), max_size=9))
def test_cues_of_a_centisecond_are_where_they_were(steps: list[tuple[int, int]]) -> None:
    """Where each cue has a centisecond of its own, its times are simply rounded."""
    cues: list[Cue] = []
    for gap_ms, length_ms in steps:
        start_ms = (cues[-1].end_ms if cues else 0) + gap_ms
        cues.append(Cue(start_ms, start_ms + length_ms, "x"))
    assert [((cue.start_ms + 5) // 10, (cue.end_ms + 5) // 10) for cue in cues] == list_times(cues)


@given(nasty_cues)
def test_pysubs2_reads_all_texts(any_cues: list[Cue]) -> None:
    """As plain text, without a command in it: the same lines, but for braces and joiners."""
    cues = to_cues(any_cues)
    file = pysubs2.SSAFile.from_string(to_ass(any_cues), format_="ass")
    expected = [cue.text.replace("{", "｛").replace("}", "｝").replace("\u2060", "") for cue in cues]
    assert expected == [event.plaintext.replace("\u2060", "") for event in file]
    assert {"Default"} >= {event.style for event in file}


@pytest.mark.parametrize("name", ASS_STYLES)
def test_a_style_is_a_preset_or_a_value(name: str) -> None:
    """By its name, in any case, or as it is."""
    expected = to_ass([Cue(0, 9, "x")], style=ASS_STYLES[name])
    assert expected == to_ass([Cue(0, 9, "x")], style=name.upper())
    assert expected != to_ass([Cue(0, 9, "x")], style=evolve(ASS_STYLES[name], font_size=1))


def test_what_is_no_style_and_no_source() -> None:
    """The errors say what would be."""
    with pytest.raises(KeyError, match=r"expected the name of a style \(landscape, portrait\), got 'square'"):
        to_ass([], style="square")
    with pytest.raises(TypeError, match=r"^expected an AssStyle or the name of a preset, got dict: ASS_STYLES has"):
        to_ass([], style={})  # type: ignore[arg-type]  # the point
    with pytest.raises(TypeError, match=r"^expected a transcript, a result that has one, or cues, got Response"):
        to_ass(Response())  # type: ignore[arg-type]  # likewise


def test_cues_of_a_transcript_are_mended_once() -> None:
    """What `to_cues` returns is written as it is."""
    cues = to_cues([Cue(5, 1, "a\r\nb")])
    assert isinstance(cues, Cues)
    assert to_ass(cues) == to_ass([Cue(5, 1, "a\r\nb")])
    assert AssStyle() == ASS_STYLES["landscape"]
