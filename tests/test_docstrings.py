"""The examples in docstrings, run; and that every public name is shown to users and checked by type checkers."""

import ast
import doctest
import io
import re
from importlib import import_module
from importlib.util import find_spec
from types import FunctionType

import pytest
from helpers.documents import DOCUMENTS
from helpers.places import ROOT, spell_module

import smarthandle_results

PACKAGE = ROOT / "smarthandle_results"
PUBLIC: list[str] = vars(smarthandle_results)["__all__"]
NOT_RUN = {"cli", "spark"} | ({"arrow"} if find_spec("pyarrow") is None else set())
"""What runs as a program, needs Java, or needs what is not installed."""


ORIGINS = {
    (package, alias.name): node.module or ""
    for package in ("", ".arrow", ".batch")
    for node in ast.walk(ast.parse((PACKAGE / package[1:] / "__init__.py").read_text("utf-8")))
    if isinstance(node, ast.ImportFrom)
    for alias in node.names
    if alias.asname
}
"""The public names of the package and of its parts, and the module that each is from."""


def find_examples(module: str) -> list[doctest.DocTest]:
    """Find the docstrings of a module that have examples; what is public names the package as its module."""
    home = import_module(module)
    finder = doctest.DocTestFinder(recurse=home is not smarthandle_results)  # which has names of other modules alone
    values = [(name, getattr(home, name)) for (_, name), origin in ORIGINS.items() if origin == module]
    tests = finder.find(home)
    for name, value in values:
        if isinstance(value, type | FunctionType):
            tests += finder.find(value, f"{module}.{name}", home)
    return [test for test in {test.name: test for test in tests}.values() if test.examples]


MODULES = [
    spell_module(path)
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.stem != "__main__" and path.relative_to(PACKAGE).parts[0].removesuffix(".py") not in NOT_RUN
]
EXAMPLES = [test for module in MODULES for test in find_examples(module)]


def test_there_are_examples() -> None:
    """An empty list would pass the test below."""
    assert len(MODULES) > 50
    assert {"_columns.are_all_below", "_models.Transcript", "_tables.rows.Rows"} <= {
        example.name.removeprefix("smarthandle_results.") for example in EXAMPLES
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name.removeprefix("smarthandle_results."))
def test_an_example_prints_what_its_docstring_says(example: doctest.DocTest) -> None:
    """Each runs in the namespace of its module."""
    output = io.StringIO()
    doctest.DocTestRunner(verbose=False).run(example, out=output.write, clear_globs=False)
    assert "" == output.getvalue()


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_shown(name: str) -> None:
    """In the code of a document, or in the example of a docstring."""
    texts = [document.read_text("utf-8") for document in DOCUMENTS]
    code = [code for text in texts for code in re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL)]
    code += [f"{line.source}{line.want}" for example in EXAMPLES for line in example.examples]
    assert any(re.search(rf"\b{name}\b", text) for text in code), f"{name} is neither in a document nor in an example"


def test_type_checkers_check_every_public_function() -> None:
    """`typing_api` asserts the type of what each returns."""
    tree = ast.parse((ROOT / "tests/typing_api.py").read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "assert_type"]
    checked = {node.id for call in calls for node in ast.walk(call.args[0]) if isinstance(node, ast.Name)}
    functions = {name for name in PUBLIC if name.islower()}
    assert set() == functions - checked
