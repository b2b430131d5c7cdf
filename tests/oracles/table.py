"""Prints how others read what we write: `python tests/oracles/table.py`. Exits with 1 if one disagrees."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from cases import make_cases
from oracles import ORACLES, find_disagreements
from readers import MissingReaderError


def main() -> int:
    """Print a line for each reader."""
    cases = make_cases()
    cues = sum(map(len, cases))
    status = 0
    sys.stdout.write(f"{'reader':<16} {'files':>6} {'cues':>6} {'disagreements':>13}\n")
    for oracle in ORACLES:
        try:
            disagreements = find_disagreements(oracle, cases)
        except MissingReaderError as exc:
            sys.stdout.write(f"{oracle.name:<16} not run: {exc}\n")
            continue
        sys.stdout.write(f"{oracle.name:<16} {len(cases):>6} {cues:>6} {len(disagreements):>13}\n")
        for disagreement in disagreements:
            sys.stdout.write(f"  expected {disagreement.expected!a:.300}\n    actual {disagreement.actual!a:.300}\n")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
