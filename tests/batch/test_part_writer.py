"""A chunk → its part."""

from pathlib import Path
from unittest.mock import patch

import pytest
from helpers.places import BODIES

from smarthandle_results import PROFILES
from smarthandle_results.batch import SUBTITLE_FORMS, Reading, Recipe, list_tables, read_outputs
from smarthandle_results.batch._part_writer import PartWriter
from smarthandle_results.batch._parts import part_path
from smarthandle_results.batch._reading.buffer import Span, SpanKind
from smarthandle_results.batch._reading.chunks import Chunk, Origin

RECIPE = Recipe(outputs=read_outputs([*SUBTITLE_FORMS, *list_tables()]), profile=PROFILES["auto"])


def make_chunk() -> Chunk:
    """Make a chunk of all samples, each an input of its own, with a bad body after every third."""
    spans: list[Span] = []
    for number, path in enumerate(BODIES, start=1):
        spans.append(Span(SpanKind.BODY, path.parent.name, 0, 1, path.read_bytes()))
        if number % 3 == 0:
            spans.append(Span(SpanKind.BODY, f"bad {number}", 0, 1, b'{"State": 1}'))
    return Chunk(0, tuple(spans), 0, {span.source: Origin(span.source) for span in spans})


def write(chunk: Chunk, folder: Path) -> bytes:
    """Write the part of a chunk into a new folder, and read it."""
    folder.mkdir()
    progress = PartWriter(RECIPE, folder, Reading())(chunk)
    assert len(chunk.spans) <= progress.bodies
    assert len(BODIES) // 3 <= progress.bad
    return part_path(folder, 0).read_bytes()


@pytest.mark.parametrize(("name", "limit"), [("MAX_BATCH", 1), ("MAX_BATCH", 2), ("MAX_BATCH_BYTES", 1)])
def test_a_part_is_the_same_for_batches_of_any_size(tmp_path: Path, name: str, limit: int) -> None:
    """However many jobs are made at once, outcomes come in the order of the bodies, bad ones among them."""
    chunk = make_chunk()
    expected = write(chunk, tmp_path / "expected")
    with patch(f"smarthandle_results.batch._part_writer.{name}", limit):
        assert expected == write(chunk, tmp_path / "actual")
