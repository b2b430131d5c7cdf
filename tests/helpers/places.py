"""Where the files are that tests read."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent.parent
README: Final = ROOT / "README.md"
SAMPLES: Final = ROOT / "samples"
