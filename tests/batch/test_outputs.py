"""The names in `--to`."""

import pytest

from smarthandle_results.batch import SUBTITLE_FORMS, Output, list_tables, read_outputs


def test_suffixes() -> None:
    """A table is JSON Lines unless its suffix says otherwise; the errors are always there."""
    expected = (Output("srt", ".srt"), Output("cues", ".csv.gz"), Output("usage", ".jsonl"), Output("errors", ".jsonl"))
    assert expected == read_outputs(["srt", "cues.csv.gz", " usage "])
    assert (Output("errors", ".parquet"),) == read_outputs(["errors.parquet"])


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("sub", ""),
        ("cues.xlsx.gz", "cues.xlsx"),
        ("cues.parquet.gz", "cues.parquet"),
        ("jobs.paquet", "jobs.parquet"),
        ("jobz.parquet", "jobs.parquet"),
        ("jobz.csv.zs", "jobs.csv.zst"),
        ("jobs.txt", "jobs.csv"),
        ("srt.gz", "srt"),
        ("cue", "cues"),
    ],
)
def test_unknown(name: str, meant: str) -> None:
    """An unknown name is refused with a list of the known ones, and with the one that was probably meant."""
    hint = rf": did you mean {meant}\?" if meant else ""
    known = ", ".join((*SUBTITLE_FORMS, *list_tables()))
    with pytest.raises(
        ValueError, match=f"^expected an output among {known}, a table perhaps with .* got {name!r}{hint}$"
    ):
        read_outputs([name])


def test_twice() -> None:
    """A table is written in one format; what is named again in the same one is written once."""
    assert read_outputs(["cues", "srt"]) == read_outputs(["cues", "srt", "SRT", "cues.jsonl"])
    with pytest.raises(ValueError, match=r"^expected each table in one format, got cues in two$"):
        read_outputs(["cues", "cues.csv"])
