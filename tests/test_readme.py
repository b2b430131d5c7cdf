"""The README's example, run as it is printed."""

import re
import subprocess
import sys

from helpers.places import README


def test_the_one_minute_example_prints_what_the_readme_says() -> None:
    """The code block, and the block that follows it."""
    match = re.search(r"```python\n(.*?)```\n\nprints\n\n```\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert match
    code, output = match.groups()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert output == done.stdout
