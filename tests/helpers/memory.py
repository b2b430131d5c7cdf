"""How much memory a program has had."""

from typing import Final

READ_PEAK: Final = """
def read_peak():
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) >> 10 for line in file if line.startswith("VmHWM:"))
"""
"""A function of a program that runs on Linux: the most megabytes that it has had.

`ru_maxrss` is no less than what the process had that started it.
"""
