"""The command that shows a value: for files of one body and of many, packed or not, and what none is for."""

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from helpers.bodies import make_body

from smarthandle_results.batch import Reading, find_inputs, inspect_inputs
from smarthandle_results.report._commands import to_jq_command

IF_TEXT = 'if type == "string" then fromjson else . end'
PATH = ".JobResult.AiResult | fromjson | .[1].to"


@pytest.mark.parametrize(
    ("source", "byte_offset", "expected"),
    [
        ("jobs/7.json", 0, f"jq '{PATH}' jobs/7.json"),
        ("7.json.gz", 0, f"gzip -dc 7.json.gz | jq '{PATH}'"),
        ("a.jsonl", 0, f"tail -c +1 a.jsonl | jq -n 'input | {PATH}'"),
        ("it's a.jsonl.zst", 92, f"zstd -dc 'it'\"'\"'s a.jsonl.zst' | tail -c +93 | jq -n 'input | {PATH}'"),
        ("-a.json", 0, f"jq '{PATH}' ./-a.json"),
        ("a.json", 5, f"tail -c +6 a.json | jq -n 'input | {PATH}'"),
        ("a.parquet", None, None),
        ("a.xml", 0, None),
        ("a\x1b.json", 0, None),
        ("-", 0, None),
        (None, None, None),
    ],
)
def test_commands(source: str | None, byte_offset: int | None, expected: str | None) -> None:
    """Names are quoted, and the first body after the offset is read alone."""
    assert expected == to_jq_command(PATH, source, byte_offset)


def test_a_body_that_is_no_json_has_no_command() -> None:
    """Nothing in it has a path."""
    assert to_jq_command(".", "a.json", 0) is None


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("body", f"jq '.[\"body\"] | {IF_TEXT} | .State' a.json"),
        ("hit._source", f'jq \'(.["hit._source"] // .["hit"]["_source"]) | {IF_TEXT} | .State\' a.json'),
    ],
)
def test_columns(column: str, expected: str) -> None:
    """The path begins at the body, which is under a key of the record, as text or as an object."""
    assert expected == to_jq_command(".State", "a.json", 0, column)


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_a_command_shows_the_value(tmp_path: Path, name: str) -> None:
    """Jq itself prints what is wrong, in a line after others and in an item of an array."""
    if shutil.which("jq") is None:
        pytest.skip("needs jq")
    bad = make_body([{"content": "a", "from": 0, "to": "soon"}])
    text = f"{make_body([])}\n{bad}\n" if name == "a.jsonl" else f"[\n {make_body([])},\n {bad}\n]\n"
    (tmp_path / name).write_text(text, encoding="utf-8")
    inputs = find_inputs([str(tmp_path / name)])
    [found] = [found for found in inspect_inputs(inputs, Reading()) if found.problems]
    command = to_jq_command(found.problems[0].path, found.source, found.byte_offset)
    assert command is not None
    assert shlex.quote(str(tmp_path / name)) in command
    shown = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert '"soon"\n' == shown.stdout
