r"""Cues → ASS (`.ass`, Advanced SubStation Alpha) text.

The times of ASS are whole centiseconds. Each time of a cue becomes the nearest one, half up, but at least 1 cs after
the start of any cue that ends there, and never before what an earlier time became. So equal times stay equal, times
stay in order, no cue vanishes, and only such cues overlap as did before; and that by the least delay:

    cue   1-3 ms   3-6 ms   6-9 ms   30-40 ms
    ms    1   3    6   9    30  40
    cs    0   1    2   3     3   4

The third cue ends at 3 cs rather than 1, since the second and it would have no time otherwise; the fourth starts when
it would have in any case.
"""

from collections.abc import Iterable, Sequence
from operator import lt
from typing import Final

from smarthandle_results._decoding.content import WIDE
from smarthandle_results._models import Cue, Cues, Result
from smarthandle_results._subtitles.ass_style import STYLE_NAME, AssStyle, resolve_style, write_header
from smarthandle_results._subtitles.blocks import write_seconds
from smarthandle_results._subtitles.cues import to_cues
from smarthandle_results._subtitles.joiners import ASS_ESCAPES
from smarthandle_results._text import JOINER, change_joined, has_any


def to_ass(source: Result | Iterable[Cue], *, style: AssStyle | str = "landscape") -> str:
    r"""Write ASS, to burn subtitles into a video, or for players: an event for each cue, lines that end in LF.

    `source` is a transcript, a result that has one, or cues, as `to_cues` accepts them; what no file can hold is mended
    as it does. `style` is the name of one of `ASS_STYLES`, or an `AssStyle`. Save the text as UTF-8, as `to_srt` says.
    Without cues it is only the header.

    Times are centiseconds: the nearest, or later where a cue would vanish or overlap one that it did not. Cues that
    touched touch, so that of 1,000 cues of 3 ms without a gap the last ends at 10.00 s. Hours are without limit. Cues
    that overlap are shown one above the other: all events are in one layer, in which players keep them apart.

    `\N` is the end of a line. A `\` before `N`, `n` or `h` gets an invisible U+2060 after it, as in SubRip. Braces
    become full-width ones, `｛` and `｝`: between `{` and `}` ASS has commands, and no escape is known to all readers
    (libass has `\{`, with which others hide the text all the same).

    Lines are broken at spaces alone where the frame is too narrow: `shape` makes lines that fit, of Chinese and
    Japanese too.

    Two readers have limits: pysubs2 refuses times from 100 hours on, and ffmpeg, where it writes ASS, cuts them at 10.

    Raises KeyError for an unknown name of a style.

    Source: the format has no standard; this is what libass draws, and ffmpeg and pysubs2 read back as the same cues.

    >>> to_ass([Cue(0, 1500, "Hello,\nC:\\new {b}")]).partition("Text\n")[2]
    'Dialogue: 0,0:00:00.00,0:00:01.50,Default,,0,0,0,,Hello,\\NC:\\\u2060new ｛b｝\n'
    """
    cues = to_cues(source)
    header = write_header(resolve_style(style))
    times = map(_write_times, _to_centiseconds(cues))
    lines = [
        f"Dialogue: 0,{start},{end},{STYLE_NAME},,0,0,0,,{text}\n"
        for start, end, text in zip(*times, _write_texts(cues.texts), strict=True)
    ]
    return header + "".join(lines)


def _to_centiseconds(cues: Cues) -> tuple[Sequence[int], Sequence[int]]:
    starts_cs, ends_cs = ([(ms + 5) // 10 for ms in times_ms] for times_ms in (cues.starts_ms, cues.ends_ms))
    if all(map(lt, starts_cs, ends_cs)):
        return starts_cs, ends_cs
    made = _make_room(cues)
    return [made[ms] for ms in cues.starts_ms], [made[ms] for ms in cues.ends_ms]


def _make_room(cues: Cues) -> dict[int, int]:
    """Find the centiseconds of each time, where some cue would have none by rounding alone."""
    ends_by_start: dict[int, list[int]] = {}
    for start_ms, end_ms in zip(cues.starts_ms, cues.ends_ms, strict=True):
        ends_by_start.setdefault(start_ms, []).append(end_ms)
    made: dict[int, int] = {}
    least_by_end: dict[int, int] = {}
    latest = 0
    for ms in sorted({*cues.starts_ms, *cues.ends_ms}):
        latest = made[ms] = max((ms + 5) // 10, latest, least_by_end.get(ms, 0))
        # Starts never go back, so that of all cues with this end, the last that is seen starts last.
        least_by_end.update(dict.fromkeys(ends_by_start.get(ms, ()), latest + 1))
    return made


def _write_times(times_cs: Sequence[int]) -> list[str]:
    """Write each time as `H:MM:SS.cc`."""
    seconds = write_seconds([cs * 10 for cs in times_cs])
    return [second.removeprefix("0") + _HUNDREDTHS[cs % 100] for second, cs in zip(seconds, times_cs, strict=True)]


def _write_texts(texts: tuple[str, ...]) -> Sequence[str]:
    """Write the texts of sound cues, none of which has a NUL."""
    whole = "".join(texts)
    if not has_any(whole, "\n{}\\"):
        return texts
    return change_joined(texts, _write_text)


def _write_text(text: str) -> str:
    for mark in ASS_ESCAPES:
        text = text.replace(f"\\{mark}", f"\\{JOINER}{mark}")
    for brace in "{}":
        text = text.replace(brace, WIDE[brace])
    return text.replace("\n", r"\N")


_HUNDREDTHS: Final = [f".{cs:02d}" for cs in range(100)]
