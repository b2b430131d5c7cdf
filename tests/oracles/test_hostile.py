"""Damaged files: we read what other readers read, or refuse the file with a line; no word is lost in silence.

Readers disagree about most damaged files. So the rule for each file, whose made-up words are known, is:

1. Where all readers agree, we give their cues, or refuse the file; or give what a person would read there, with a
   repair, or where they read nothing at all. If a person would read the same as they do, we do not refuse the file,
   unless they skip something.
2. Where they disagree, we give what a person would read there, or what one of them reads, or have repairs, or refuse
   the file.
3. Each made-up word that any reader shows is in our cues, unless we refuse the file.
4. No text of ours holds a line of times, unless that was meant as text; no header of WebVTT is text.

Cues are compared by times and words: markup, white space, marks and the order of cues of one time are not compared.
"""

import re
from html import unescape
from typing import Final, TypeAlias

import pytest
from hostile import Hostile, make_hostile
from readers import MissingReaderError, Read, read_damaged_by

from smarthandle_results import Cue, Cues, SubtitleError, decode_srt, decode_vtt, to_cues

View: TypeAlias = list[tuple[int, int, tuple[str, ...]]]


@pytest.mark.oracles
@pytest.mark.parametrize("form", ["srt", "vtt"])
def test_damaged_files(form: str) -> None:
    """Nothing is lost in silence, what all readers read is read, and most of what is damaged too."""
    files = make_hostile(form)
    assert len({file.text for file in files}) >= 300
    try:
        by_reader = read_damaged_by(form, [file.text for file in files])
    except MissingReaderError as exc:
        pytest.skip(str(exc))
    decode = decode_srt if form == "srt" else decode_vtt
    faults: list[tuple[str, str]] = []
    refused = 0
    for row, file in enumerate(files):
        read = [others for reader in by_reader.values() if (others := reader[row]) is not None]
        try:
            cues = decode(file.text)
        except SubtitleError as error:
            refused += 1
            fault = _judge_refusal(file, read, error)
        else:
            fault = _judge(file, read, cues)
        if fault:
            faults.append((file.kind, fault))
    assert [] == faults
    assert refused < len(files) // 3


def _judge_refusal(file: Hostile, read: list[list[Read]], error: SubtitleError) -> str | None:
    lines = len(re.split(r"\r\n?|\n", file.text))
    if not all(1 <= problem.line <= lines for problem in error.problems):
        return "an error without a line of the file"
    views = [*map(_view, read)]
    if len(views) > 1 and not file.may_be_refused and all(view == _view(file.meant) for view in views):
        return f"refused, though all read it: {error}"
    return None


def _judge(file: Hostile, read: list[list[Read]], cues: Cues) -> str | None:
    ours = _view([Read(cue.start_ms, cue.end_ms, cue.text) for cue in cues])
    meant = _view(file.meant)
    views = [*map(_view, read)]
    made_up = _list_words(meant)
    lost = {word for view in views for word in _list_words(view) & made_up} - _list_words(ours)
    if lost:
        return f"lost {sorted(lost)}"
    if any(_NEVER_TEXT.search(cue.text) and cue.text not in [meant.text for meant in file.meant] for cue in cues):
        return "a line of times is text"
    if views and all(view == views[0] for view in views):
        if ours != views[0] and not (ours == meant and (cues.repairs or not views[0])):
            return f"all read {views[0]}, we read {ours}"
    elif ours != meant and ours not in views and not cues.repairs:
        return f"we read {ours} without a repair, they read {views}"
    return None


def _view(cues: list[Read] | tuple[Read, ...]) -> View:
    """Return the times and words of cues as they would be mended, without those that have no words."""
    mended = to_cues([Cue(cue.start_ms, cue.end_ms, cue.text) for cue in cues])
    view = [(cue.start_ms, cue.end_ms, tuple(_WORD.findall(_show(cue.text)))) for cue in mended]
    return sorted({cue for cue in view if cue[2]})


def _show(text: str) -> str:
    return unescape(_MARKUP.sub("", text.replace("\\N", "\n")))


def _list_words(view: View) -> set[str]:
    return {word for _, _, words in view for word in words if re.fullmatch("[a-z]{4,}", word)}


_WORD: Final = re.compile(r"\w+")
_MARKUP: Final = re.compile(r"</?[A-Za-z0-9][^<>]*>|\{\\[^{}]*\}")
_NEVER_TEXT: Final = re.compile(r"\d:\d\d[,.]\d+ *(?:-->?|→|=>) *\d|^\ufeff?WEBVTT$", re.MULTILINE)
