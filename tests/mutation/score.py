"""Changes the core in small ways and counts the changes that the tests see: `python tests/mutation/score.py`.

With the extra `mutation`; half an hour on one core, less where `mutants/` has the results of an earlier run. It prints
the share killed, and fails below 90 %, or if a survivor is not in `survivors.txt`, which gives each its reason.

mutmut mutates what stands in functions. It switches mutants on in a process that has run the tests before: a function
that runs once in a process, and whose mutants it therefore lets live, is tried here in a fresh process for each.
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
ONCE: Final = ("_misfits.x__make_reader__", "_wire.x__list_fields__")


def main() -> int:
    """Run the mutants that have no result yet, and print the share killed."""
    subprocess.run([sys.executable, "-m", "mutmut", "run", "--max-children", "1", *sys.argv[1:]], cwd=ROOT, check=False)
    results = _read_results()
    alive = [name for name, code in results.items() if code in {0, 33}]
    alive = [name for name in alive if not (name.startswith(ONCE) and _is_killed_afresh(name))]
    undecided = [name for name, code in results.items() if code is None]
    known = _read_reasons()
    print("\n| module | mutants | killed |\n|---|---|---|")
    totals, survivors = (Counter(name.partition(".")[0] for name in names) for names in (results, alive))
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
    for path in sorted((ROOT / "mutants/smarthandle_results").glob("_*.py.meta")):
        codes: dict[str, int | None] = json.loads(path.read_text())["exit_code_by_key"]
        results |= {name.removeprefix("smarthandle_results."): code for name, code in codes.items()}
    return results


def _is_killed_afresh(name: str) -> bool:
    mutants = ROOT / "mutants"
    environment = os.environ | {"MUTANT_UNDER_TEST": f"smarthandle_results.{name}", "PYTHONPATH": str(mutants)}
    tests = [
        f"tests/{test}.py"
        for test in ("test_wire", "test_containers", "test_decode", "test_translation", "test_avatar")
    ]
    command = [sys.executable, "-m", "pytest", "-x", "-q", *tests]
    return subprocess.run(command, cwd=mutants, env=environment, capture_output=True, check=False).returncode != 0


def _describe(name: str) -> str:
    """Tell a mutant by its function and the line that it changed, which outlast the number that mutmut gives it."""
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
