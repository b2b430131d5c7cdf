"""Changes the core in small ways and counts the changes that the tests notice: `python tests/mutation/score.py`.

It needs the extra `mutation`, and hours on one core, or less where `mutants/` has the results of an earlier run.
It prints the share of mutants killed, and fails below 90 %, or if a survivor is not in `survivors.txt`, which gives the
reason of each.

mutmut mutates the code in functions. It switches a mutant on in a process that has imported the library and run the
tests before, so the mutants of a function that runs once in a process survive there. They are tried here again, each in
a fresh process.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent.parent
LIMIT: Final = 0.9
ONCE: Final = tuple(
    f"_decoding.{module}.x_{function}__"
    for module, functions in {
        "plain": ("_find_reader", "_make_reader"),
        "structure": ("_find_hook", "_is_optional", "_list_keys", "_make_converter", "_make_hook"),
    }.items()
    for function in functions
)
"""Functions that run once in a process: while the converters are made, or for each model."""

ONCE_TESTS: Final = [
    f"tests/decoding/test_{module}.py"
    for module in ("structure", "plain", "containers", "decode", "translation", "avatar")
]


def main() -> int:
    """Run the mutants that have no result yet, and print the share killed."""
    subprocess.run([sys.executable, "-m", "mutmut", "run", "--max-children", "1", *sys.argv[1:]], cwd=ROOT, check=False)
    results = _read_results()
    alive = [name for name, code in results.items() if code in {0, 33}]
    alive = [name for name in alive if not (name.startswith(ONCE) and _is_killed_afresh(name))]
    undecided = [name for name, code in results.items() if code is None]
    known = _read_reasons()
    print("\n| module | mutants | killed |\n|---|---|---|")
    totals, survivors = (Counter(name.rpartition(".")[0] for name in names) for names in (results, alive))
    for module, total in sorted(totals.items()):
        print(f"| {module} | {total} | {1 - survivors[module] / total:.0%} |")
    share = 1 - len(alive) / len(results)
    print(f"| all | {len(results)} | {share:.1%} |\n")
    unknown = [change for change in map(_describe, alive) if change not in known]
    print(f"{len(alive)} survive, {len(alive) - len(unknown)} of them with a reason in survivors.txt")
    print("".join(f"no reason: {change}\n" for change in unknown), end="")
    print("".join(f"no result: {name}\n" for name in undecided), end="")
    return 1 if share < LIMIT or unknown or undecided else 0


def _read_results() -> dict[str, int | None]:
    results: dict[str, int | None] = {}
    for path in sorted((ROOT / "mutants/smarthandle_results").rglob("*.py.meta")):
        codes: dict[str, int | None] = json.loads(path.read_text())["exit_code_by_key"]
        results |= {name.removeprefix("smarthandle_results."): code for name, code in codes.items()}
    return results


def _is_killed_afresh(name: str) -> bool:
    mutants = ROOT / "mutants"
    environment = os.environ | {"MUTANT_UNDER_TEST": f"smarthandle_results.{name}", "PYTHONPATH": str(mutants)}
    command = [sys.executable, "-m", "pytest", "-x", "-q", *ONCE_TESTS]
    return subprocess.run(command, cwd=mutants, env=environment, capture_output=True, check=False).returncode != 0


def _describe(name: str) -> str:
    """Name a mutant by its function and the line that it changed, which outlast the number that mutmut gives it."""
    command = [sys.executable, "-m", "mutmut", "show", f"smarthandle_results.{name}"]
    diff = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.splitlines()
    changed = [line for line in diff if line[:1] in {"+", "-"} and line[:3] not in {"+++", "---"}]
    added = [line for line in changed if line.startswith("+")] or changed
    return f"{name.partition('__mutmut')[0]} {' '.join(f'{line[0]} {line[1:].strip()}' for line in added)}"


def _read_reasons() -> set[str]:
    lines = Path(__file__).with_name("survivors.txt").read_text().splitlines()
    return {line for line in lines if line and not line.startswith("#")}


if __name__ == "__main__":
    sys.exit(main())
