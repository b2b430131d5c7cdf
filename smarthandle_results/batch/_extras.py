"""Optional packages: each is imported when it is first needed, and if it is missing the error names its extra."""

from importlib import import_module
from typing import Any


class MissingPackageError(RuntimeError):
    """An optional package that is not installed; the message names the extra that installs it."""


def import_extra(module: str, extra: str, what: str) -> Any:  # noqa: ANN401 - any module
    """Import a module of an optional package. Raises `MissingPackageError`, which says that `what` needs `extra`."""
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingPackageError(f"{what} needs an extra: pip install 'smarthandle-results[{extra}]'") from error
