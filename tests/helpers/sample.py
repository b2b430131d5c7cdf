"""Which of many cases of one claim run: all of them with `--thorough`, otherwise a spread sample, always the same."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import pytest
from hypothesis import settings

CaseT = TypeVar("CaseT")


class Choose(Protocol):
    """Chooses so many of some cases, as far from each other as they can be; with `--thorough`, all."""

    def __call__(self, cases: Sequence[CaseT], count: int, first: int = 0) -> list[CaseT]:
        """Choose cases, from a first one on; after the last one follow those before the first."""


def choose_spread(cases: Sequence[CaseT], count: int, first: int = 0) -> list[CaseT]:
    """Choose so many of some cases, as far from each other as they can be.

    Of ten cases, three are those at 0, 3 and 6; from 5 on, those at 5, 8 and 1.
    """
    count = min(count, len(cases))
    return [cases[(first + number * len(cases) // count) % len(cases)] for number in range(count)]


def choose_all(cases: Sequence[CaseT], count: int, first: int = 0) -> list[CaseT]:
    """Choose all cases."""
    del count, first
    return [*cases]


def try_times(factor: int) -> settings:
    """Let hypothesis try a test with so many times as many examples as others."""
    return settings(max_examples=factor * settings().max_examples)


def mark_pairs(kinds: Mapping[Any, Iterable[str]], most: int = 4) -> list[Any]:
    """Make the parameters of a test of functions, say, each with the kinds of its inputs; some are `thorough`.

    Functions that have the same kinds share them: each of two has every other kind, each of `most` or more one of
    `most`. So each function and each kind that it shares is in the sample.
    """
    lists = {name: tuple(names) for name, names in kinds.items()}
    sharing = Counter(lists.values())
    before: Counter[tuple[str, ...]] = Counter()
    marked: list[Any] = []
    for name, names in lists.items():
        step = min(most, sharing[names], len(names))
        chosen = {*names[before[names] % step :: step]}
        before[names] += 1
        marked += [(name, kind) if kind in chosen else thorough(name, kind) for kind in names]
    return marked


def thorough(*values: object) -> Any:
    """Make the parameters of a case that runs with `--thorough` only."""
    return pytest.param(*values, marks=pytest.mark.thorough)
