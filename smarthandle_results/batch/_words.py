"""What finds words, by name → the package that it needs, and what the record of a run says of it."""

from typing import Final

from smarthandle_results._extras import import_extra
from smarthandle_results._shown import quote_name

BUILTIN: Final = "builtin"
_PACKAGES: Final = {"rjieba": "rjieba", "budoux": "budoux", "icu": "icu4py"}
WORDS: Final = (BUILTIN, *_PACKAGES)


def check_words(name: str) -> None:
    """Raise `ValueError` for an unknown name, and `MissingPackageError` for a package that is not installed."""
    if name == BUILTIN:
        return
    if name not in _PACKAGES:
        raise ValueError(f"expected words among builtin, rjieba, budoux and icu, got {quote_name(name)}")
    import_extra(_PACKAGES[name], "words", f"--words {name}")


def describe_words(name: str) -> str:
    """Return a name with the version of its package: lines may be broken at other places by another version."""
    if name == BUILTIN:
        return name
    from importlib.metadata import version  # noqa: PLC0415 - slow to load, and rarely needed

    return f"{name} {version(_PACKAGES[name])}"
