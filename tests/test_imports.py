"""Who may import whom: the rules that keep the core pure and its folders separate."""

import ast
import pickle
import pydoc
import re
import subprocess
import sys
from decimal import Decimal
from functools import cache
from importlib import import_module
from inspect import signature
from pathlib import Path
from traceback import format_exception_only
from types import FunctionType, ModuleType
from typing import Any

import pytest
from helpers.bodies import make_body
from helpers.places import spell_module

import smarthandle_results
from smarthandle_results import PROFILES, DecodeError, JobType, decode_job, decode_response, to_cue_rows
from smarthandle_results._lazy import lazy_imports

PACKAGE = Path(smarthandle_results.__file__).parent
CORE = sorted({*PACKAGE.glob("_*.py"), *PACKAGE.glob("_*/*.py")} - {PACKAGE / "__main__.py"})
SURFACE = sorted(path for path in PACKAGE.rglob("*.py") if path not in CORE)
GROUNDS = {
    "_errors",
    "_models",
    "_json",
    "_columns",
    "_making",
    "_findings",
    "_text",
    "_version",
    "_lazy",
    "_seconds",
    "_shown",
    "_printable",
    "_public",
    "_wanted",
    "_extras",
    "_presets",
}
KNOWS = {
    "_decoding": set[str](),
    "_subtitles": {"_decoding"},
    "_breaking": set[str](),
    "_layout": {"_breaking", "_subtitles"},
    "_tables": {"_decoding", "_subtitles", "_layout"},
}
"""Each folder of the core, and those that it may import besides itself and the grounds."""

SURFACE_KNOWS = {
    "arrow": set[str](),
    "spark": {"arrow"},
    "batch": {"arrow"},
    "report": {"batch"},
    "cli": {"batch", "report"},
    "__main__": {"cli"},
}
"""Each part that does input and output, and those that it may import besides itself, the public names, `_tables` and
what is in `SURFACE_GROUNDS`."""

SURFACE_GROUNDS = {
    "public names",
    "_tables",
    "_extras",
    "_findings",
    "_making",
    "_shown",
    "_printable",
    "_public",
    "_text",
    "_wanted",
}

BORROWS = {
    "spark": {"arrow._bodies", "arrow._schemas", "arrow._sources"},
    "batch": {"arrow._bodies", "arrow._schemas"},
    "cli": {"batch._convert_files", "batch._destination", "batch._record", "batch._stats", "batch._words"},
    "report": {
        *("batch._body", "batch._check", "batch._convert", "batch._files", "batch._lock", "batch._outputs"),
        *("batch._overwriting", "batch._stats", "batch._workers"),
    },
}
"""The private modules of other parts that a part uses: a page is made by the run that converts. All else goes by public
names."""

PUBLIC: list[str] = vars(smarthandle_results)["__all__"]
PRINT_MODULES = "import sys; print(*sys.modules, sep='\\n')"
NEEDS_ARROW = {"arrow", "spark"}


PARTS = ["smarthandle_results.arrow", "smarthandle_results.batch", "smarthandle_results.spark"]
"""The parts that programs import."""


def import_part(name: str) -> ModuleType:
    """Import a part, or skip the test where its extra is not installed."""
    if name.rpartition(".")[2] in NEEDS_ARROW:
        pytest.importorskip("pyarrow", reason="needs the extra arrow")
    if name.endswith("spark"):
        pytest.importorskip("pyspark", reason="needs the extra spark")
    return import_module(name)


def list_public(module: ModuleType) -> list[str]:
    """List the public names of a part."""
    names: list[str] = vars(module)["__all__"]
    return names


def has_signature(value: object) -> bool:
    """Return whether a value is a function of ours, or a class of ours that says how its values are made."""
    make = value.__init__ if isinstance(value, type) else value  # type: ignore[misc]  # only looked at
    is_ours = getattr(value, "__module__", "").startswith("smarthandle_results")
    return is_ours and isinstance(make, FunctionType) and not getattr(value, "_is_protocol", False)


def name_part(path: Path) -> str:
    """Name the folder, or the module of the top level, that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def find_imports(path: Path) -> set[str]:
    """List the modules that a file imports anywhere."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def name_module(path: Path) -> str:
    """Name a module by its place in the package."""
    return str(path.relative_to(PACKAGE).with_suffix(""))


@cache
def list_edges() -> dict[str, set[str]]:
    """List the modules of the package that each imports as it is loaded."""
    names = {path: spell_module(path) for path in CORE + SURFACE}
    edges: dict[str, set[str]] = {}
    for path, name in names.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        nodes = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
        edges[name] = {node.module or "" for node in nodes} & {*names.values()}
    return edges


def run_python(code: str) -> str:
    """Run code in a process of its own and return what it prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def list_parts(path: Path) -> set[str]:
    """List the package's own parts that a file imports, the public names being one."""
    own = [name.split(".") for name in find_imports(path) if name.partition(".")[0] == "smarthandle_results"]
    return {parts[1] if len(parts) > 1 else "public names" for parts in own}


def test_every_folder_has_its_rule() -> None:
    """A new folder says what it may know."""
    assert GROUNDS | KNOWS.keys() | {"__init__"} == {name_part(path) for path in CORE}
    assert SURFACE_KNOWS.keys() == {name_part(path) for path in SURFACE}


@pytest.mark.parametrize("path", CORE, ids=name_module)
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


@pytest.mark.parametrize("path", [path for path in CORE if path.parent != PACKAGE], ids=name_module)
def test_a_folder_imports_only_those_that_it_may_know(path: Path) -> None:
    """Data flows one way, so that imports do: no folder knows one that comes after it."""
    folder = name_part(path)
    assert set() == list_parts(path) - GROUNDS - KNOWS[folder] - {folder}


@pytest.mark.parametrize("path", [path for path in CORE if path.parent == PACKAGE], ids=name_module)
def test_the_grounds_know_no_folder(path: Path) -> None:
    """All but the list of public names, which imports each when it is first used."""
    assert path.stem == "__init__" or set() == list_parts(path) - GROUNDS


@pytest.mark.parametrize("path", SURFACE, ids=name_module)
def test_files_engines_and_the_command_use_public_names_and_tables(path: Path) -> None:
    """What users can do is enough for them, with the tables, in which the two sides of the core meet."""
    part = name_part(path)
    assert set() == list_parts(path) - SURFACE_GROUNDS - SURFACE_KNOWS[part] - {part}


def test_parts_know_each_other_by_public_names() -> None:
    """But for what `BORROWS` lists, from which a module goes that is no longer used."""
    borrowed: dict[str, set[str]] = {}
    for path in SURFACE:
        for _, part, *rest in [
            name.split(".") for name in find_imports(path) if name.startswith("smarthandle_results.")
        ]:
            if part in SURFACE_KNOWS.keys() - {name_part(path)} and rest and rest[0].startswith("_"):
                borrowed.setdefault(name_part(path), set()).add(f"{part}.{rest[0]}")
    assert BORROWS == borrowed


@pytest.mark.parametrize("path", CORE + SURFACE, ids=name_module)
def test_no_module_imports_in_a_circle(path: Path) -> None:
    """Of two modules of one folder, one comes first."""
    name = spell_module(path)
    seen, waiting = set[str](), [name]
    while waiting:
        imports = list_edges().get(waiting.pop(), set())
        assert name not in imports
        waiting += imports - seen
        seen |= imports


@pytest.mark.parametrize("path", CORE, ids=name_module)
def test_modules_are_imported_by_name(path: Path) -> None:
    """There is one way to import anything, which the rules above can see."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)]
    assert [] == [node.module for node in nodes if node.level or node.module == "smarthandle_results"]


def test_each_core_package_has_one_door() -> None:
    """Only structuring imports cattrs, and only writing SubRip imports pysrt."""
    assert {"structure"} == {
        path.stem for path in CORE if any(name.startswith("cattrs") for name in find_imports(path))
    }
    assert {"srt"} == {path.stem for path in CORE if "pysrt" in find_imports(path)}


def test_arrow_is_an_extra() -> None:
    """No module of the core imports an engine, and none imports a module that does."""
    engines = {"pyarrow", "pyspark", "pandas", "numpy", "polars", "duckdb", "ray"}
    assert set() == {name.partition(".")[0] for path in CORE for name in find_imports(path)} & engines
    assert set() == {part for path in CORE for part in list_parts(path)} & NEEDS_ARROW


def test_importing_the_package_imports_nothing_of_it() -> None:
    """Each name waits until it is used, and so do the packages that it needs, of which pysrt is GPLv3."""
    loaded = set(run_python(f"import smarthandle_results; {PRINT_MODULES}").splitlines())
    own = {name for name in loaded if name.partition(".")[0] == "smarthandle_results"}
    assert {"smarthandle_results", "smarthandle_results._lazy"} == own
    assert set() == loaded & {"attr", "attrs", "cattrs", "orjson", "pysrt", "decimal", "json"}


@pytest.mark.parametrize(
    ("used", "loaded", "spared"),
    [
        ("to_srt(()), to_vtt(())", {"_subtitles.cues", "_subtitles.srt", "_subtitles.vtt"}, {"_decoding", "_layout"}),
        ("PROFILES, check, shape", {"_layout", "_subtitles.cues"}, {"_decoding", "_subtitles.srt"}),
        (
            "to_cues(decode_result(decode_response(BODY)))",
            {"_decoding.decode", "_decoding.plain", "_subtitles.cues"},
            {"_decoding.containers", "_decoding.results", "_layout", "_tables"},
        ),
    ],
    ids=["write", "lay out", "decode"],
)
def test_a_name_loads_what_it_needs(used: str, loaded: set[str], spared: set[str]) -> None:
    """Cattrs waits for a body that is not plain, pysrt for those who edit, the layout's tables for cues to lay out."""
    names = [name for name in PUBLIC if re.search(rf"\b{name}\b", used)]
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


def test_every_public_name_is_listed_once() -> None:
    """Type checkers and Python read the same imports."""
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    [block] = [node for node in tree.body if isinstance(node, ast.With)]
    nodes = [node for node in block.body if isinstance(node, ast.ImportFrom)]
    names = [alias.name for node in nodes for alias in node.names]
    assert sorted(names) == sorted([*PUBLIC, "__version__"])
    assert names == [alias.asname for node in nodes for alias in node.names]
    assert len(nodes) == len(block.body)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there(name: str) -> None:
    """A name is the same object each time, and `dir` lists it before it is loaded."""
    vars(smarthandle_results).pop(name, None)
    assert name in dir(smarthandle_results)
    assert getattr(smarthandle_results, name) is vars(smarthandle_results)[name]


def test_dir_lists_the_public_names_alone() -> None:
    """Before any is loaded, and afterwards; the parts with files and engines once they are imported."""
    code = (
        "import smarthandle_results as s; print(*dir(s)); s.to_srt(()); import smarthandle_results.cli; print(*dir(s))"
    )
    before, after = ({name for name in line.split() if name[:2] != "__"} for line in run_python(code).splitlines())
    assert {*PUBLIC} == before
    assert {*PUBLIC, "batch", "cli"} == after | {"batch"}
    assert "__version__" in dir(smarthandle_results)
    assert re.fullmatch(r"\d+\.\d+.*", smarthandle_results.__version__)


def test_public_names_name_the_package() -> None:
    """In signatures, tracebacks and pickles, whichever of them was loaded first."""
    code = "import inspect, smarthandle_results as s; print(inspect.signature(s.decode_result), s.decode_job)"
    shown = run_python(code)
    assert "(response: smarthandle_results.Response) -> smarthandle_results.Transcript |" in shown
    assert "smarthandle_results._" not in shown
    values = [getattr(smarthandle_results, name) for name in PUBLIC]
    assert {"smarthandle_results"} == {value.__module__ for value in values if isinstance(value, type | FunctionType)}
    with pytest.raises(DecodeError) as caught:
        decode_response("")
    assert [
        "smarthandle_results.DecodeError: expected JSON, got nothing: the text is empty\n"
    ] == format_exception_only(caught.value)


@pytest.mark.parametrize("part", ["smarthandle_results", *PARTS])
def test_help_lists_the_public_names_alone(part: str) -> None:
    """Of each part too, as `dir` and a star do; what a part uses of other packages is not its own."""
    module = import_part(part)
    public = list_public(module)
    shown = {name for name in dir(module) if name[:2] != "__"}
    assert {*public} == shown - {name for name in shown if isinstance(getattr(module, name), ModuleType)}
    text = pydoc.plain(pydoc.render_doc(module))
    for name in public:
        if isinstance(getattr(module, name), FunctionType):
            assert f"\n    {name}(" in text


@pytest.mark.parametrize("part", ["smarthandle_results", *PARTS])
def test_signatures_name_what_users_import(part: str) -> None:
    """No private module is in the signature of a function, or of what makes a value. How a body was written is."""
    module = import_part(part)
    values = {name: getattr(module, name) for name in list_public(module) if name != "Response"}
    shown = {name: str(signature(value)) for name, value in values.items() if has_signature(value)}
    assert len(shown) > 10
    assert {} == {name: text for name, text in shown.items() if re.search(r"smarthandle_results\.(\w+\.)*_", text)}


def test_pickles_load_where_nothing_was_loaded() -> None:
    """Classes and functions, by the names that users import."""
    job = decode_job(decode_response(make_body([{"content": "a", "from": 0, "to": 1}])))
    values = (job, job.cues, to_cue_rows(job), decode_job, JobType.ASR, PROFILES["auto"])
    data = pickle.dumps(values)
    assert b"smarthandle_results\x94\x8c\x03Job\x94" in data
    assert repr(values[:2]) + "\n" == run_python(f"import pickle; print(pickle.loads({data!r})[:2])")
    assert values[:3] == pickle.loads(data)[:3]


def test_help_begins_with_an_overview() -> None:
    """What goes in and out, an example, and the names by what they are for; then the reference of each."""
    lines = pydoc.plain(pydoc.render_doc(smarthandle_results)).splitlines()
    overview = "\n".join(lines[: lines.index("PACKAGE CONTENTS")])
    assert 20 < overview.count("\n") < 50
    functions = {name for name in PUBLIC if name.islower() and not name.startswith(("to_poll", "decode_result_or"))}
    named = {name for name in functions if f"`{name}`" in overview or name in overview}
    assert {"to_media_rows", "to_note", "to_pair_rows", "to_payload_rows"} == functions - named


def test_the_package_runs_the_command() -> None:
    """As `python -m smarthandle_results.cli` does."""
    ran = [
        subprocess.run([sys.executable, "-m", module, *arguments], capture_output=True, text=True, check=False)
        for module in ("smarthandle_results", "smarthandle_results.cli")
        for arguments in (["--version"], ["convert"])
    ]
    assert [0, 2, 0, 2] == [process.returncode for process in ran]
    assert f"smarthandle-results {smarthandle_results.__version__}\n" == ran[0].stdout == ran[2].stdout
    assert ran[1].stderr == ran[3].stderr


def test_other_imports_are_made_as_ever() -> None:
    """Within the block, of one module alone the imports are noted."""
    module: dict[str, Any] = {"__name__": "math"}
    with lazy_imports(module):
        exec("from decimal import Decimal, getcontext as getcontext; import json", module)  # noqa: S102
        from fractions import Fraction  # noqa: PLC0415
    assert Fraction(1, 2) == Fraction("0.5")
    assert "json" in module
    assert "Decimal" not in module
    assert ["Decimal", "getcontext"] == module["__all__"]
    assert module["__getattr__"]("Decimal") is Decimal is module["Decimal"]
    assert "getcontext" in module["__dir__"]()


def test_a_star_imports_every_public_name() -> None:
    """As it does from a package that loads them at once."""
    code = "from smarthandle_results import *; print(*sorted(set(dir()) - {'__builtins__'}), sep='\\n')"
    names = [name for name in run_python(code).splitlines() if not name.startswith("__")]
    assert sorted(PUBLIC) == names


def test_unknown_names_fail_as_python_words_it() -> None:
    """The same error as for any other module, and one that `from` and `hasattr` understand."""
    with pytest.raises(AttributeError) as caught:
        smarthandle_results.to_str  # type: ignore[attr-defined]  # noqa: B018 - mypy sees that it is not there
    assert "module 'smarthandle_results' has no attribute 'to_str'" == str(caught.value)
    assert ("to_str", smarthandle_results) == (caught.value.name, caught.value.obj)
    with pytest.raises(ImportError, match=r"^cannot import name 'to_str' from 'smarthandle_results' \("):
        exec("from smarthandle_results import to_str")  # noqa: S102 - no type checker would accept it as a statement


def test_the_public_names_are_sorted() -> None:
    """One list says what the library offers."""
    assert PUBLIC == sorted(PUBLIC, key=lambda name: (not name.isupper(), name))
