"""Cues for others to read: nasty texts, together and each alone, and what hypothesis draws."""

from functools import cache
from typing import Final, TypeVar

from helpers.texts import HAZARDS, mended_cues
from hypothesis import HealthCheck, Phase, given, seed, settings, strategies as st

from smarthandle_results import Cue, Cues, to_cues

T = TypeVar("T")

LONGEST_MS: Final = 2**31 - 1
"""The longest time that others are to read, 596 hours: ffmpeg drops a cue that lasts longer."""

TIMING: Final = "00:00:01,000 --> 00:00:02,000"
BLOCK: Final = f"7\n{TIMING}\nfalse"

NASTY: Final = (
    *HAZARDS,
    *(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))),
    *(f"a{chr(code)}b" for code in (*range(0x20), *range(0x7F, 0xA0))),
    *(
        f"a{separator}b"
        for separator in ("\r\n", "\n\n", "\n \n", "\n\u3000\n", "\u2028", "\u2029", "\r\r\n", "\n\u200b\n")
    ),
    *(
        "a\ud800b",
        "\udc00",
        "a\ufffeb",
        "a\uffffb",
        "a\ufdd0b",
        "a\U0001fffeb",
        "a\ufffdb",
        "\ufeffa\ufeff",
        "\U0010ffff",
    ),
    *(
        f"{space}a{space}{space}b{space}"
        for space in (" ", "\t", "\xa0", "\u3000", "\u2003", "\u200b", "\u2060", "\u1680")
    ),
    *("-->", "a --> b", TIMING, f"x\n{TIMING}\ny", BLOCK, f"x\n{BLOCK}", f"x\n\n{BLOCK}", f"{BLOCK}\n\n{BLOCK}"),
    *(
        "from 00:00:01,000 to 00:00:02,000",
        "\uff11\uff12:34:56.7 \uff11\uff12:34:56.7",
        "00:00:01 -> 00:00:02",
        "1:2:3.4 5:6:7.8 9:9:9.9",
    ),
    *(
        "7",
        "7\nx",
        "x\n7",
        "7\n8",
        "x\n-5",
        "x\n3.",
        "x\n\uff19",
        "x\n9\n00:00:05",
        "x\n3\n00\uff1a00\uff1a01 y",
        "x\n7\u2060",
    ),
    *(
        "00:01.000 --> 00:02.000",
        "x\n00:00:01.000 --> 00:00:02.000 line:0\ny",
        "--\u2060>",
        "--->",
        "-- >",
        "<!-- c -->",
    ),
    *("<b>x</b>", "<b", "</b>", "< i >x", "<>", "<1>", "<unknown>x", "<v Bob>x", "a < b > c", "a << b >> c", "<a\nb>"),
    *("<br>x", "<font color=red>x", "<c.x>y", "<00:01.500>x", "<中文>", "<3", "1 < 2 & 3 > 2", "x<", "<?x?>"),
    *("{x}", "{", "}", "{}", "{\n}", "{\\", "{\\an8}x", "x{\\b1}y", "{\\an8", "{y:i}x", "{Y:i}", "{\\p1}m 0 0{\\p0}"),
    *("\\N", "a\\Nb", "a\\nb", "a\\hb", "a\\", "a\\\nb", "\\\\N", "C:\\new\\home\\N", "\\{x\\}"),
    *("&", "&amp;", "&amp;amp;", "&lt;b&gt;", "&#65;", "&nbsp;", "&lrm;", "&unknown;", "a&b"),
    *(
        "NOTE",
        "NOTE x",
        "STYLE\n::cue { color: red }",
        "REGION\nid:a",
        "WEBVTT",
        "X-TIMESTAMP-MAP=MPEGTS:0",
        "align:start",
    ),
    *("שלום, world", "\u202eabc\u202c", "\u200eabc\u200f", "مرحبا 123", "\u2067abc\u2069"),
    *(
        "👨\u200d👩\u200d👧\u200d👦",
        "🇨🇳🇯🇵",
        "👍🏽",
        "❤\ufe0f",
        "1\ufe0f\u20e3",
        "e\u0301",
        "한글",
        "ｶﾞ",
        "\u00ad",
        "\u2800",
    ),
    *("x" * 10_000, "中" * 10_000, "word " * 2000, "\n".join(["line"] * 2000), "\n".join("123456789")),
)


@cache
def make_cases(examples: int = 300) -> tuple[Cues, ...]:
    """Make lists of cues: the nasty texts in one, each of them alone, odd times, and some that hypothesis draws."""
    together = to_cues([Cue(3000 * row, 3000 * row + 2000, text) for row, text in enumerate(NASTY)])
    alone = [cues for text in NASTY if (cues := to_cues([Cue(1234, 5678, text)]))]
    times = [(0, 1), (1, 2), (59_999, 60_000), (3_599_999, 3_600_000), (359_999_999, LONGEST_MS), (-5, 0), (9, 3)]
    odd = to_cues([Cue(start, end, f"{start} {end}") for start, end in times])
    same = to_cues([Cue(5, end, text) for end in (9, 7, 8, 8) for text in ("a", "a", "b")])
    ordinary = mended_cues(st.integers(-5, 10_000) | st.integers(0, LONGEST_MS))
    cases = [together, odd, same, to_cues([]), *alone, *_make(ordinary, examples)]
    return tuple(cases)


def _make(strategy: st.SearchStrategy[T], count: int) -> list[T]:
    results: list[T] = []

    @seed(1)
    @settings(max_examples=count, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(example=strategy)
    def make(example: T) -> None:
        results.append(example)

    make()
    return results


HEADS: Final = (
    "WEBVTT\n\n",
    "WEBVTT\n",
    "WEBVTT x\n\n",
    "WEBVTT\nKind: captions\n\n",
    "\ufeffWEBVTT\n\n",
    "WEBVTT\r\r",
    "WEBVTTx\n\n",
)
NAMES: Final = (
    "",
    "",
    "id\n",
    "1\r\n",
    "NOTE\n",
    "STYLE\n",
    "NOTE x\ny\n\n",
    "STYLE\n\n",
    "REGION\nid:a\n\n",
    "lost\n\n",
)
TIMES: Final = (
    *(
        "00:01.000 --> 00:02.000\n",
        "00:00:03.000-->00:00:04.500\r\n",
        "9:00:00.000 --> 100:00:00.000 line:0 align:start\n",
    ),
    *(
        "\t00:01.000\f --> \t00:02.000 \n",
        "00:02.000 --> 00:01.000\n",
        "00:01.000 --> 00:01.000x\r",
        "00:61.000 --> 00:62.000\n",
    ),
)
TEXTS: Final = (
    *(
        "a",
        "b\n",
        "\n",
        "\r",
        "\r\n",
        "\n\n",
        " ",
        "\t",
        "\0",
        "\f",
        "\v",
        "\u2028",
        "\x85",
        "\ufeff",
        "\u3000",
        "NOTE",
        "STYLE\n",
        "-->",
    ),
    *("<i>", "</i>", "<v Bob>", "<c.x\n>", "<00:01.500>", "<ruby>漢<rt>k</rt></ruby>", "<", ">", "<>", "</", "{\\an8}"),
    *(
        "&amp;",
        "&lt;",
        "&gt",
        "&nbsp;",
        "&lrm;",
        "&",
        "&eacute;",
        "&#65;",
        "&#x41;",
        "&copy",
        "&notit;",
        "&am",
        "p;",
        "&#0;",
        "&#x80;",
    ),
)


@cache
def make_files(examples: int = 500) -> tuple[str, ...]:
    """Make WebVTT files as people and programs write them, well and badly."""
    texts = st.lists(st.sampled_from(TEXTS), max_size=5).map("".join)
    blocks = st.builds("{}{}{}\n\n".format, st.sampled_from(NAMES), st.sampled_from(TIMES), texts)
    files = st.builds("{}{}".format, st.sampled_from(HEADS), st.lists(blocks, max_size=3).map("".join))
    return tuple(_make(files, examples))
