"""Who may import whom: the rules that keep the core pure and its two sides apart."""

import ast
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from support import make_body

import smarthandle_results

PACKAGE = Path(smarthandle_results.__file__).parent
MODULES = sorted([*PACKAGE.glob("_*.py"), *PACKAGE.glob("_*/*.py")])
PRINT_MODULES = "import sys; print(*sys.modules, sep='\\n')"
NEEDS_ARROW = {"arrow", "spark"}


def find_imports(path: Path) -> set[str]:
    """List the modules that a file imports anywhere, the package's own by their last name."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.removeprefix("smarthandle_results.") for name in names}


def run_python(code: str) -> str:
    """Run code in a process of its own and give what it prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


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
def test_modules_are_imported_by_name(path: Path) -> None:
    """There is one way to import anything, which the rules above can see."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)]
    assert [node.module for node in nodes if node.level or node.module == "smarthandle_results"] == []


def test_each_core_package_has_one_door() -> None:
    """Cattrs is imported by what explains misfits alone, pysrt by SubRip alone."""
    assert {"misfits"} == {
        path.stem for path in MODULES if any(name.startswith("cattrs") for name in find_imports(path))
    }
    assert {path.stem for path in MODULES if "pysrt" in find_imports(path)} <= {"srt"}


def test_arrow_is_an_extra() -> None:
    """No module of the core imports an engine, and none imports a module that does."""
    others = {*NEEDS_ARROW, "pyarrow", "pyspark", "pandas", "numpy", "polars", "duckdb", "ray"}
    assert set() == {name.partition(".")[0] for path in MODULES for name in find_imports(path)} & others


def test_importing_the_package_imports_nothing_of_it() -> None:
    """Each name waits until it is used, and so do the packages behind it, of which pysrt is GPLv3."""
    loaded = set(run_python(f"import smarthandle_results; {PRINT_MODULES}").splitlines())
    assert {"smarthandle_results"} == {name for name in loaded if name.partition(".")[0] == "smarthandle_results"}
    assert set() == loaded & {"attr", "attrs", "cattrs", "orjson", "pysrt", "decimal", "json"}


@pytest.mark.parametrize(
    ("used", "loaded", "spared"),
    [
        ("to_srt(()), to_vtt(())", {"_subtitles.cues", "_subtitles.srt", "_subtitles.vtt"}, {"_decoding", "_layout"}),
        ("PROFILES, check, shape", {"_layout", "_subtitles.cues"}, {"_decoding", "_subtitles.srt"}),
        (
            "to_cues(decode_result(decode_response(BODY)))",
            {"_decoding.decode", "_decoding.structure", "_subtitles.cues"},
            {"_decoding.misfits", "_layout", "_tables"},
        ),
    ],
    ids=["write", "lay out", "decode"],
)
def test_a_name_loads_what_it_needs(used: str, loaded: set[str], spared: set[str]) -> None:
    """A sound body is decoded without cattrs, and cues that are not laid out do without the layout's tables."""
    names = [name for name in smarthandle_results.__all__ if re.search(rf"\b{name}\b", used)]
    code = f"from smarthandle_results import {', '.join(names)}; {used.replace('BODY', repr(make_body([])))}"
    found = set(run_python(f"{code}; {PRINT_MODULES}").splitlines())
    assert loaded == {name for name in loaded | spared if f"smarthandle_results.{name}" in found}
    assert set() == found & {"cattrs", "pysrt"}


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_the_command_loads_no_more_than_it_is_asked_for(option: str) -> None:
    """What answers at once needs no command, nor what commands need, nor what reads an installation's metadata."""
    code = f"from smarthandle_results.cli import main\ntry: main(['{option}'])\nexcept SystemExit: {PRINT_MODULES}"
    found = set(run_python(code).splitlines())
    assert {"smarthandle_results.cli._arguments", "argparse"} <= found
    assert set() == found & {"smarthandle_results.batch", "attrs", "orjson", "importlib.metadata", "pyarrow", "rich"}


def test_every_public_name_is_listed_three_times() -> None:
    """Type checkers read the imports, `import *` reads `__all__`, and Python loads by the table."""
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    told = {alias.name: node.module for node in nodes for alias in node.names}
    modules: dict[str, str] = vars(smarthandle_results)["_MODULES"]
    assert list(modules) == smarthandle_results.__all__
    assert {name: f"smarthandle_results.{module}" for name, module in modules.items()} == {
        name: module for name, module in told.items() if name in modules
    }
    assert {"import_module", "TYPE_CHECKING", "Final"} == told.keys() - modules.keys()


@pytest.mark.parametrize("name", smarthandle_results.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """A name is its module's, the same object each time, and `dir` lists it before it is loaded."""
    module = import_module(f"smarthandle_results.{vars(smarthandle_results)['_MODULES'][name]}")
    vars(smarthandle_results).pop(name, None)
    assert name in dir(smarthandle_results)
    assert getattr(module, name) is getattr(smarthandle_results, name) is vars(smarthandle_results)[name]


def test_a_star_imports_every_public_name() -> None:
    """As it does from a package that loads them at once."""
    code = "from smarthandle_results import *; print(*sorted(set(dir()) - {'__builtins__'}), sep='\\n')"
    names = [name for name in run_python(code).splitlines() if not name.startswith("__")]
    assert sorted(smarthandle_results.__all__) == names


def test_unknown_names_fail_as_python_words_it() -> None:
    """The same error as for any other module, and one that `from` and `hasattr` understand."""
    with pytest.raises(AttributeError) as caught:
        smarthandle_results.to_str  # type: ignore[attr-defined]  # noqa: B018 - mypy sees that it is not there
    assert "module 'smarthandle_results' has no attribute 'to_str'" == str(caught.value)
    assert ("to_str", smarthandle_results) == (caught.value.name, caught.value.obj)
    with pytest.raises(ImportError, match=r"^cannot import name 'to_str' from 'smarthandle_results' \("):
        exec("from smarthandle_results import to_str")  # noqa: S102 - no checker would let it stand


def test_the_public_names_are_sorted() -> None:
    """One list says what the library offers."""
    assert (
        sorted(smarthandle_results.__all__, key=lambda name: (not name.isupper(), name)) == smarthandle_results.__all__
    )
