"""Settings for all tests."""

import os

import pytest
from helpers.sample import Choose, choose_all, choose_spread
from helpers.unsynced import stop_syncing
from hypothesis import settings

# No test has a deadline: a busy machine is not a fault. In CI each run uses the same examples, so that only a change
# can break one; elsewhere each run explores further.
for name, examples in {"thorough": 100, "sample": 40, "few": 10}.items():
    settings.register_profile(name, deadline=None, derandomize=bool(os.environ.get("CI")), max_examples=examples)
stop_syncing()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that makes the suite run every case of the claims that it repeats."""
    parser.addoption(
        "--thorough", action="store_true", help="run all moments, disks, steps and inputs, and not a sample of them"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Let hypothesis try as many examples as the option asks for, unless its own option names a profile."""
    if not config.getoption("hypothesis_profile", None):
        settings.load_profile("thorough" if config.getoption("thorough") else "sample")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only `--thorough` runs, and run what is not measured last.

    Code that it is the first to call, and whose result is kept, would never be measured.
    """
    if not config.getoption("thorough"):
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("thorough")])
        items[:] = [item for item in items if not item.get_closest_marker("thorough")]
    items.sort(key=lambda item: item.get_closest_marker("no_cover") is not None)


@pytest.fixture(name="choose", scope="session")
def fixture_choose(pytestconfig: pytest.Config) -> Choose:
    """Return what chooses the cases of a test that goes through many."""
    return choose_all if pytestconfig.getoption("thorough") else choose_spread
