"""Where the files are that tests read, and how the modules among them are imported."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent.parent
README: Final = ROOT / "README.md"
SAMPLES: Final = ROOT / "samples"
SOUND: Final = SAMPLES / "bodies"
"""A folder for each body that can be read."""
BROKEN: Final = SAMPLES / "broken"
"""A folder for each that cannot."""
BODIES: Final = [path for folder in (SOUND, BROKEN) for path in sorted(folder.glob("*/body.*"))]
"""Both, one file each."""


def spell_module(path: Path) -> str:
    """Spell a module of the package as an import does."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")
