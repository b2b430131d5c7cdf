"""Settings for all tests."""

import os

import pytest
from hypothesis import settings

# No test has a deadline: a busy machine is not a fault. In CI each run uses the same examples, so that only a change
# can break one; elsewhere each run explores further.
settings.register_profile("untimed", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run what is not measured last: code that it is the first to call, and whose result is kept, would never be."""
    items.sort(key=lambda item: item.get_closest_marker("no_cover") is not None)
