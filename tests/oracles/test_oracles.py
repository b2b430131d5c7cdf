"""Other people's programs read what we write: as many cues, at the same milliseconds, with the same text."""

import re
from itertools import starmap

import pytest
from attrs import astuple
from cases import make_cases, make_files
from oracles import ORACLES, Oracle, find_disagreements
from readers import MissingReaderError, Read, read_by_chromium, write_bcc_by_subtitle_utils

from smarthandle_results import Cue, Cues, SubtitleError, decode_bcc, decode_vtt, to_cues, to_srt


@pytest.mark.oracles
@pytest.mark.parametrize("oracle", ORACLES, ids=lambda oracle: oracle.name)
def test_readers_agree(oracle: Oracle) -> None:
    """A reader reads what was written, except for its quirks."""
    try:
        disagreements = find_disagreements(oracle, make_cases())
    except MissingReaderError as exc:
        pytest.skip(str(exc))
    assert [] == disagreements


@pytest.mark.oracles
@pytest.mark.parametrize("oracle", ORACLES, ids=lambda oracle: oracle.name)
def test_readers_see_what_is_wrong(oracle: Oracle) -> None:
    """If a file has one cue fewer, the reader notices: it does read."""
    cues = to_cues([Cue(1000, 2000, "a"), Cue(3000, 4000, "b")])
    faulty = oracle._replace(write=lambda case: oracle.write(to_cues(case[:1])))
    try:
        disagreements = find_disagreements(faulty, [cues])
    except MissingReaderError as exc:
        pytest.skip(str(exc))
    expected = [Read(1000, 2000, "a"), Read(3000, 4000, "b")]
    assert [(cues, expected, expected[:1])] == disagreements


@pytest.mark.oracles
def test_we_read_what_a_browser_reads() -> None:
    """We read any WebVTT file as Chromium does, mended, or refuse it; and we do not refuse too much."""
    files = make_files()
    try:
        by_chromium = read_by_chromium(files)
    except MissingReaderError as exc:
        pytest.skip(str(exc))
    # We keep the words after a `<` that nothing closes.
    closed = [file for file in files if not re.search(r"<[^>]*?(?:\n\n|\r\r|\r\n\r\n|-->|\Z)", file)]
    read = {file: cues for file in closed if (cues := _read_or_refuse(file)) is not None}
    expected = {
        file: to_cues(starmap(Cue, cues)) for file, cues in zip(files, by_chromium, strict=True) if file in read
    }
    assert {file: sorted(cues, key=astuple) for file, cues in expected.items()} == {
        file: sorted(cues, key=astuple) for file, cues in read.items()
    }
    assert len(read) > len(files) // 4


@pytest.mark.oracles
def test_we_read_the_bcc_of_others() -> None:
    """Made from SubRip by a program of theirs, which merges cues that touch and say the same."""
    cues = to_cues(
        [Cue(0, 846, "你好"), Cue(846, 2000, "a\nb"), Cue(2345, 3_600_001, "{c}"), Cue(3_600_002, 3_600_003, "d")]
    )
    try:
        written = write_bcc_by_subtitle_utils(to_srt(cues).replace("\u2060", ""))
    except MissingReaderError as exc:
        pytest.skip(str(exc))
    assert cues == decode_bcc(written)


def _read_or_refuse(file: str) -> Cues | None:
    try:
        return decode_vtt(file)
    except SubtitleError:
        return None
