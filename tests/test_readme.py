"""The README, and the other documents: their form and their links; the README's own examples, run as printed."""

import re
from pathlib import Path

import pytest
from helpers.documents import (
    DOCUMENTS,
    list_runnable,
    make_clone,
    read_anchors,
    read_blocks,
    read_links,
    run_python,
    run_shell,
)
from helpers.places import README, ROOT

MAX_WORDS = 1500
BLOCKS = read_blocks(README)


def name_document(document: Path) -> str:
    """Name a document as its readers do."""
    return str(document.relative_to(ROOT))


def test_the_readme_is_short() -> None:
    """It has at most 1,500 words, with code and tables."""
    assert len(re.findall(r"\S*\w\S*", README.read_text("utf-8"))) <= MAX_WORDS


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_document)
def test_every_fenced_block_names_its_language(document: Path) -> None:
    """There are some, and each fence is closed."""
    blocks = read_blocks(document)
    fences = re.findall("^```", document.read_text("utf-8"), re.MULTILINE)
    assert 2 * len(blocks) == len(fences)
    assert {"sh", "python", "text"} >= {block.language for block in blocks} > set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_document)
def test_every_link_leads_somewhere(document: Path) -> None:
    """To a file or folder of the repository, to a heading, or to a site by https."""
    links = [link for link in read_links(document) if not link.startswith("https://")]
    assert links
    for link in links:
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), f"{link} leads nowhere"
        assert not anchor or anchor in read_anchors(target), f"{link} leads to no heading"


def test_the_first_example_sets_the_encoding() -> None:
    """A file is UTF-8 with LF even where the system's default is another."""
    first = next(block.text for block in BLOCKS if block.language == "python")
    assert 'encoding="utf-8", newline="\\n"' in first


def test_the_first_command(tmp_path: Path) -> None:
    """The last part of the line that tries it in a clone ends with exit code 0, and prints what is shown."""
    [block] = [block for block in BLOCKS if "'.[cli,report]'" in block.text]
    *_, command = block.text.replace(".venv/bin/", "").split(" && ")
    run_shell(block._replace(text=command), make_clone(tmp_path))
    assert (tmp_path / "out/page-asr/body.srt").is_file()
    assert (tmp_path / "out/jobs.jsonl").is_file()


@pytest.mark.once
def test_the_commands(tmp_path: Path) -> None:
    """Each of them but those that install, in order, in one folder."""
    make_clone(tmp_path)
    for block in list_runnable(BLOCKS, "sh", without=["pip "]):
        run_shell(block, tmp_path)


def test_the_python(tmp_path: Path) -> None:
    """All blocks in order, in one process."""
    run_python(list_runnable(BLOCKS, "python", without=["pyspark"]), make_clone(tmp_path))


@pytest.mark.engines
def test_the_spark(tmp_path: Path) -> None:
    """The block for Spark, and a row of what it makes."""
    pytest.importorskip("pyspark", reason="needs the extra spark")
    [block] = [block for block in BLOCKS if "pyspark" in block.text]
    shown = block._replace(text=f"{block.text}print(cues_frame.count())\n", printed="2\n")
    run_python([shown], make_clone(tmp_path))
