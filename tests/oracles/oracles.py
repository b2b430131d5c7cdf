"""Which reader reads what, and how often it disagrees with what was written."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import quirks
import readers
from quirks import Quirk
from readers import Read, Reader

from smarthandle_results import Cues, to_srt, to_vtt


class Oracle(NamedTuple):
    """A reader, what it is given, and its quirks."""

    name: str
    write: Callable[[Cues], str]
    read: Reader
    quirks: tuple[Quirk, ...] = ()


class Disagreement(NamedTuple):
    """A case of which a reader gives other cues than were written."""

    case: Cues
    expected: list[Read]
    actual: list[Read]


def find_disagreements(oracle: Oracle, cases: Sequence[Cues]) -> list[Disagreement]:
    """Have all cases read, and compare count, times and text; cues of equal start stand in whatever order."""
    actual = oracle.read([oracle.write(case) for case in cases])
    pairs = zip(cases, (_expect(oracle, case) for case in cases), actual, strict=True)
    return [
        Disagreement(case, expected, found)
        for case, expected, found in pairs
        if sorted(expected) != sorted(_hide(oracle, found))
    ]


def _expect(oracle: Oracle, case: Cues) -> list[Read]:
    cues = [Read(cue.start_ms, cue.end_ms, cue.text) for cue in case]
    for quirk in oracle.quirks:
        cues = quirk(cues)
    return cues


def _hide(oracle: Oracle, found: list[Read]) -> list[Read]:
    return quirks.hide_joiners(found) if quirks.hide_joiners in oracle.quirks else found


ORACLES: Final = (
    Oracle("srt", to_srt, readers.read_by_srt, (quirks.hide_joiners,)),
    Oracle("pysubs2", to_srt, readers.read_by_pysubs2, (quirks.hide_joiners, quirks.wrap_hours)),
    Oracle("pysrt", to_srt, readers.read_by_pysrt, (quirks.hide_joiners,)),
    Oracle(
        "ffmpeg (SubRip)",
        to_srt,
        readers.read_srt_by_ffmpeg,
        (quirks.drop_doubles, quirks.hide_joiners, quirks.split_long_lines),
    ),
    Oracle("ffmpeg (WebVTT)", to_vtt, readers.read_vtt_by_ffmpeg, (quirks.drop_doubles, quirks.break_at_escapes)),
    Oracle("webvtt-parser", to_vtt, readers.read_by_webvtt_parser),
    Oracle("vtt.js", to_vtt, readers.read_by_vtt_js, (quirks.resolve_twice,)),
    Oracle("Chromium", to_vtt, readers.read_by_chromium),
    Oracle("webvtt-py", to_vtt, readers.read_by_webvtt_py, (quirks.keep_references,)),
)
