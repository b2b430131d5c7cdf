"""The README's example, run as it stands."""

import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"


def test_the_one_minute_example_prints_what_the_readme_says() -> None:
    """The code block, and the block that follows it."""
    found = re.search(r"```python\n(.*?)```\n\nprints\n\n```\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    code, output = found.groups()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert output == done.stdout
