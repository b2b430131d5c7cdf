"""What the fuzzer found once is run again, without the fuzzer."""

import pytest
from targets import LONGEST, TARGETS, list_seeds


@pytest.mark.parametrize("target", TARGETS)
def test_only_errors_of_this_library_come_out(target: str) -> None:
    """No sample and nothing that was kept raises anything else, or writes more than its size allows."""
    seeds = list_seeds(target)
    assert seeds
    for data in seeds:
        TARGETS[target](data)


@pytest.mark.parametrize("target", TARGETS)
def test_cut_and_flipped_seeds(target: str) -> None:
    """Nor does a sample that was cut short, or one of whose bytes was changed."""
    for number, data in enumerate(list_seeds(target)):
        at = number * 7919 % (min(len(data), LONGEST) + 1)
        TARGETS[target](data[:at])
        TARGETS[target](data[:at] + bytes([number % 256]) + data[at + 1 :])
