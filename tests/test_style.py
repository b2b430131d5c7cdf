"""How tests are written: an assertion reads `expected == actual`."""

import ast
from pathlib import Path

import pytest
from helpers.places import ROOT

FILES = sorted(path for path in (ROOT / "tests").rglob("*.py") if "node_modules" not in path.parts)


def is_literal(node: ast.expr) -> bool:
    """Report whether an expression is known before anything runs."""
    match node:
        case ast.Constant() | ast.JoinedStr():
            return True
        case ast.Tuple(items) | ast.List(items) | ast.Set(items):
            return all(map(is_literal, items))
        case ast.Dict(keys, values):
            return all(item is not None and is_literal(item) for item in (*keys, *values))
        case ast.BinOp(left, _, right):
            return is_literal(left) and is_literal(right)
        case ast.UnaryOp(_, item) | ast.Starred(item):
            return is_literal(item)
        case _:
            return False


def list_comparisons(test: ast.expr) -> list[ast.Compare]:
    """List the comparisons that an assertion makes; those after an `or` are conditions."""
    match test:
        case ast.Compare():
            return [test]
        case ast.BoolOp(ast.And(), values):
            return [comparison for value in values for comparison in list_comparisons(value)]
        case _:
            return []


def find_mirrored(source: str) -> list[str]:
    """List the comparisons of assertions that have their literal on the right."""
    return [
        f"line {comparison.lineno}: {ast.unparse(comparison)}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Assert)
        for comparison in list_comparisons(node.test)
        for left, operator, right in zip(
            (comparison.left, *comparison.comparators), comparison.ops, comparison.comparators, strict=False
        )
        if isinstance(operator, ast.Eq) and is_literal(right) and not is_literal(left)
    ]


def test_there_are_files() -> None:
    """An empty list would pass the test below."""
    assert {"test_style.py", "test_samples.py", "bodies.py", "test_json_attacks.py"} <= {path.name for path in FILES}
    assert len(FILES) > 80


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT / "tests")))
def test_the_expected_value_is_first(path: Path) -> None:
    """One order, so that a failure is read without asking which side is which."""
    assert [] == find_mirrored(path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("comparison", "is_mirrored"),
    [
        ("f(x) == 1", True),
        ("x.y == -1", True),
        ("f(x) == [('a', {'b': 1.5}), {2}]", True),
        ("x == f'{y}'", True),
        ("f(x) == 'a' * 5", True),
        ("f(x) == [*'ab']", True),
        ("f(x) == g(x) == ()", True),
        ("f(x) > 5 and f(x) == 1", True),
        ("1 == f(x)", False),
        ("1 == f(x) == g(x)", False),
        ("{**x} == {**y}", False),
        ("f(x) == [y]", False),
        ("f(x) != 1 or f(x) == 1", False),
        ("1 == 1", False),
    ],
)
def test_what_is_mirrored(comparison: str, is_mirrored: bool) -> None:  # noqa: FBT001 - a column of the table
    """A literal after a value that is computed, wherever it is in a chain."""
    assert is_mirrored == bool(find_mirrored(f"assert {comparison}"))
