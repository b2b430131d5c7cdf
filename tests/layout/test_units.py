"""Many texts at once: the units of each are found, rated and measured as they would be alone."""

import pytest
from attrs import evolve
from helpers.quality import read_corpus
from hypothesis import given, strategies as st

from smarthandle_results import PROFILES, Cue, shape
from smarthandle_results._breaking.characters import Characters
from smarthandle_results._breaking.cut_points import find_cut_points
from smarthandle_results._breaking.guides import find_guide
from smarthandle_results._layout.units import Units, find_units
from smarthandle_results._text import is_blank

ODD = st.sampled_from(
    [
        *("“你好”", "‘x’", "“", "”", "(", ")", "，", "。", "- ", "—"),
        *("  ", "\u3000", "\xa0", "\t", "\u200b", "\u0301", "e\u0301", "👩\u200d💻", "🇨🇳🇺🇸"),
        *("3 km", "5 万 元", "100 000", "１２", "22, 2026 ", "点", "一天", "时候", "的"),
        *(
            "a",
            "Mr. ",
            "http://a.b/c?d=e",
            "W" * 60,
            "⁰\U000e0067",
            "❤️",
            "🏻🏻",
            "好" * 30,
            "क्षि",
            "אב-ג",
            "가나 다",
            "カタカナ",
        ),
    ]
)
ANY = st.one_of(
    st.sampled_from([text for name in ("zh", "en", "ja", "ko", "mixed") for text in read_corpus(name)[::20]]),
    st.lists(ODD, min_size=1, max_size=12).map("".join),
)
TEXTS = ANY.map(str.strip).filter(lambda text: not is_blank(text))


@given(st.lists(TEXTS, min_size=1, max_size=8))
def test_each_line_has_its_own_cut_points(texts: list[str]) -> None:
    """Nothing in one line decides anything in another."""
    expected: list[tuple[int, int]] = []
    at = 0
    for text in texts:
        expected += [(at + end, at + start) for end, start in zip(*find_cut_points(Characters(text)), strict=True)]
        at += len(text) + 1
    assert expected == list(zip(*find_cut_points(Characters("\n".join(texts))), strict=True))


def list_units(units: Units) -> list[str]:
    """Return the texts of all units."""
    return [units.text[start:end] for start, end in zip(units.starts, units.ends, strict=True)]


@given(st.lists(TEXTS, min_size=1, max_size=8), st.sampled_from(["netflix-zh", "netflix-en", "netflix-ja"]))
def test_each_text_has_its_own_units(texts: list[str], profile: str) -> None:
    """Units, widths and penalties of a text are those that it has alone."""
    guide = find_guide("builtin", profile[-2:])
    whole = find_units(texts, PROFILES[profile], guide)
    for text, (first, last) in zip(texts, whole.text_ranges, strict=True):
        alone = find_units([text], PROFILES[profile], guide)
        assert list_units(alone) == list_units(whole)[first:last]
        assert alone.penalties == whole.penalties[first:last]
        assert alone.width_halves(0, last - first) == whole.width_halves(first, last)


@given(st.lists(TEXTS, min_size=2, max_size=12), st.sampled_from(sorted(PROFILES)))
def test_cues_are_shaped_as_they_would_be_alone(texts: list[str], name: str) -> None:
    """Cues far apart have nothing to do with each other."""
    starts = range(0, 60_000 * len(texts), 60_000)
    # The script and the language are those of all texts.
    profile = PROFILES[name if name not in ("auto", "netflix-latin") else "netflix-zh"]
    together = shape(map(Cue, starts, [start + 4000 for start in starts], texts), profile, extend_last=True)
    alone = [
        shape([Cue(start, start + 4000, text)], profile, extend_last=True)
        for start, text in zip(starts, texts, strict=True)
    ]
    assert [cue for cues in alone for cue in cues] == list(together)
    assert [len(cues.repairs) for cues in alone] == [
        sum(repair.index == index for repair in together.repairs) for index in range(len(texts))
    ]


def units_of(text: str, profile: str, width: int | None = None) -> list[str]:
    """Return the units of a text alone."""
    guide = find_guide("builtin", profile)
    preset = PROFILES[f"netflix-{profile}"]
    return list_units(find_units([text], evolve(preset, line_width=width or preset.line_width), guide))


@pytest.mark.parametrize(
    ("text", "profile", "expected"),
    [
        ("的确喜欢", "zh", ["的确", "喜欢"]),
        ("查尔斯·达尔文", "zh", ["查尔斯·达尔文"]),
        ("猫はとても可愛い", "ja", ["猫は", "とても可愛い"]),
        ("コピー用紙", "ja", ["コピー用紙"]),
        ("he has seen the black cat in Rome", "en", ["he has seen", "the black cat", "in Rome"]),
        ("국회(國會)의 것", "ko", ["국회(國會)의", "것"]),
        ("키보드 설정은 /etc/default", "ko", ["키보드", "설정은", "/etc/default"]),
        ("수 있는 것은 하고 있다", "ko", ["수 있는 것은", "하고 있다"]),
    ],
)
def test_bad_cuts_are_left_out(text: str, profile: str, expected: list[str]) -> None:
    """Words that belong together are one unit."""
    assert expected == units_of(text, profile)


@pytest.mark.parametrize(
    ("text", "profile", "width", "expected"),
    [
        ("查尔斯·达尔文", "zh", 4, ["查尔斯·", "达尔文"]),
        ("コピー用紙", "ja", 4, ["コピー", "用紙"]),
        ("コピー用紙", "ja", 2, ["コ", "ピー", "用紙"]),
        ("用紙置場", "ja", 3, ["用", "紙", "置", "場"]),
        ("the black cat", "en", 10, ["the", "black", "cat"]),
        ("我们喜欢中国画", "zh", 1, ["我", "们", "喜", "欢", "中", "国", "画"]),
    ],
)
def test_cuts_come_back_where_a_unit_is_wider_than_a_line(
    text: str, profile: str, width: int, expected: list[str]
) -> None:
    """First those between words and at a change of script, then all."""
    assert expected == units_of(text, profile, width)
