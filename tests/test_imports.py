"""Who may import whom: the rules that keep the core pure and its two sides apart."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import smarthandle_results

PACKAGE = Path(smarthandle_results.__file__).parent
MODULES = sorted([*PACKAGE.glob("_*.py"), *PACKAGE.glob("_layout/*.py")])
BASE = {"_errors", "_json", "_columns", "_models"}
READERS = {"_transcript", "_copies", "_avatar", "_translation", "_usage", "_request"}
DECODE_SIDE = {"_values", "_wire", "_paths", "_containers", "_payload", "_polls", "_decode"} | READERS
EXPORT_SIDE = {"_text", "_milliseconds", "_cues", "_stamps", "_srt", "_vtt", "_jsonl", "_layout", "_check"} | {
    "_srt_blocks",
    "_reading",
    "_hls",
    "_translate",
}
JOINS_BOTH = {"_note", "_jobs", "_rows", "_tables", "__init__"}
NEEDS_ARROW = {"arrow", "spark"}


def name_side(path: Path) -> str:
    """Name a module as the sides do: a package is one."""
    return path.stem if path.parent == PACKAGE else path.parent.stem


def find_imports(path: Path) -> set[str]:
    """List the modules that a file imports anywhere, the package's own by their last name."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.removeprefix("smarthandle_results.") for name in names}


def test_every_module_has_a_side() -> None:
    """A new module says where it belongs."""
    assert {name_side(path) for path in MODULES} == BASE | DECODE_SIDE | EXPORT_SIDE | JOINS_BOTH


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_the_core_does_no_input_or_output(path: Path) -> None:
    """Bytes come in as arguments and go out as results."""
    roots = {name.partition(".")[0] for name in find_imports(path)}
    assert set() == roots & {
        "os",
        "io",
        "pathlib",
        "logging",
        "socket",
        "sys",
        "time",
        "datetime",
        "random",
        "tempfile",
    }


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_the_sides_meet_only_in_the_models(path: Path) -> None:
    """The decode side knows no export, the export side no decoding, the base neither."""
    imports = find_imports(path)
    forbidden = set[str]()
    if name_side(path) not in DECODE_SIDE | JOINS_BOTH:
        forbidden |= DECODE_SIDE
    if name_side(path) not in EXPORT_SIDE | JOINS_BOTH:
        forbidden |= EXPORT_SIDE
    assert set() == {name.partition(".")[0] for name in imports} & forbidden


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_modules_are_imported_by_name(path: Path) -> None:
    """There is one way to import anything, which the rules above can see."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)]
    assert [node.module for node in nodes if node.level or node.module == "smarthandle_results"] == []


def test_each_core_package_has_one_door() -> None:
    """Cattrs is imported by the wire alone, pysrt by SubRip alone."""
    assert {"_wire"} == {path.stem for path in MODULES if any(name.startswith("cattrs") for name in find_imports(path))}
    assert {path.stem for path in MODULES if "pysrt" in find_imports(path)} <= {"_srt"}


def test_arrow_is_an_extra() -> None:
    """No module of the core imports an engine, and none imports a module that does."""
    others = {*NEEDS_ARROW, "pyarrow", "pyspark", "pandas", "numpy", "polars", "duckdb", "ray"}
    assert set() == {name.partition(".")[0] for path in MODULES for name in find_imports(path)} & others


def test_importing_the_package_imports_no_pysrt() -> None:
    """It is GPLv3, and loaded only by the functions that need it."""
    code = "import smarthandle_results, sys; print('pysrt' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_the_public_names_are_sorted() -> None:
    """One list says what the library offers."""
    assert (
        sorted(smarthandle_results.__all__, key=lambda name: (not name.isupper(), name)) == smarthandle_results.__all__
    )
