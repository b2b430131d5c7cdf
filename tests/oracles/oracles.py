"""Which reader reads what, and how often it disagrees with what was written."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import quirks
import readers
from quirks import Quirk
from readers import Read, Reader

from smarthandle_results import Cues, to_ass, to_bcc, to_srt, to_vtt


class Oracle(NamedTuple):
    """A reader, what it is given, its quirks, and what both sides omit because it is invisible."""

    name: str
    write: Callable[[Cues], str]
    read: Reader
    quirks: tuple[Quirk, ...] = ()
    unseen: tuple[Quirk, ...] = ()


class Disagreement(NamedTuple):
    """A case from which a reader reads other cues than were written."""

    case: Cues
    expected: list[Read]
    actual: list[Read]


def find_disagreements(oracle: Oracle, cases: Sequence[Cues]) -> list[Disagreement]:
    """Have all cases read, and compare count, times and text; cues of equal start may be in any order."""
    files = oracle.read([oracle.write(case) for case in cases])
    return [
        Disagreement(case, expected, actual)
        for case, file in zip(cases, files, strict=True)
        if (expected := _expect(oracle, case)) != (actual := sorted(_apply(oracle.unseen, file)))
    ]


def _expect(oracle: Oracle, case: Cues) -> list[Read]:
    cues = [Read(cue.start_ms, cue.end_ms, cue.text) for cue in case]
    return sorted(_apply((*oracle.unseen, *oracle.quirks), cues))


def _apply(changes: Sequence[Quirk], cues: list[Read]) -> list[Read]:
    for change in changes:
        cues = change(cues)
    return cues


ORACLES: Final = (
    Oracle("srt", to_srt, readers.read_by_srt, unseen=(quirks.hide_joiners,)),
    Oracle("pysubs2", to_srt, readers.read_by_pysubs2, (quirks.wrap_hours,), (quirks.hide_joiners,)),
    Oracle("pysrt", to_srt, readers.read_by_pysrt, unseen=(quirks.hide_joiners,)),
    Oracle(
        "ffmpeg (SubRip)",
        to_srt,
        readers.read_srt_by_ffmpeg,
        (quirks.split_long_lines,),
        (quirks.hide_joiners, quirks.drop_doubles),
    ),
    Oracle("ffmpeg (WebVTT)", to_vtt, readers.read_vtt_by_ffmpeg, (quirks.break_at_escapes,), (quirks.drop_doubles,)),
    Oracle("webvtt-parser", to_vtt, readers.read_by_webvtt_parser),
    Oracle("vtt.js", to_vtt, readers.read_by_vtt_js, (quirks.resolve_twice,)),
    Oracle("Chromium", to_vtt, readers.read_by_chromium),
    Oracle("webvtt-py", to_vtt, readers.read_by_webvtt_py, (quirks.keep_references,)),
    Oracle("subtitle-utils", to_bcc, readers.read_by_subtitle_utils, (quirks.wrap_days,)),
    Oracle(
        "pysubs2 (ASS)",
        to_ass,
        readers.read_ass_by_pysubs2,
        (quirks.round_to_centiseconds, quirks.widen_braces, quirks.refuse_long_times),
        (quirks.hide_joiners,),
    ),
    Oracle(
        "ffmpeg (ASS)",
        to_ass,
        readers.read_ass_by_ffmpeg,
        (quirks.round_to_centiseconds, quirks.widen_braces),
        (quirks.hide_joiners, quirks.drop_doubles),
    ),
)
