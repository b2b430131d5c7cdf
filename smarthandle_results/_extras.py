"""Optional packages: where one is missing, the error names the extra that installs it, and the packages.

They are named, and not the extra of this package, since in a registry another package may have its name.
"""

import shlex
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final


class MissingPackageError(ImportError, RuntimeError):
    """An optional package that is not installed; the message names the extra that installs it.

    It is an `ImportError` for those who import a module, and a `RuntimeError` like all else that ends the command.
    """


@contextmanager
def require_extra(extra: str, what: str) -> Generator[None]:
    """Let the imports of a `with` block say which extra they need.

    >>> with require_extra("parquet", "Parquet"):
    ...     import no_such_package
    Traceback (most recent call last):
    smarthandle_results._extras.MissingPackageError: Parquet needs the extra 'parquet' (No module named \
'no_such_package'): pip install 'pyarrow>=19'

    Raises `MissingPackageError`, which says that `what` needs `extra`, in place of `ImportError`.
    """
    try:
        yield
    except ImportError as error:
        message = f"{what} needs the extra {extra!r} ({error}){_name_command(extra)}"
        raise MissingPackageError(message, name=error.name, path=error.path) from error


def _name_command(extra: str) -> str:
    """Name the command that installs the packages of an extra, as this package's own metadata list them."""
    from importlib.metadata import PackageNotFoundError, requires  # noqa: PLC0415 - slow to load, and rarely needed

    try:
        required = requires(_DISTRIBUTION) or ()
    except PackageNotFoundError:  # it is on the path, and was not installed
        required = ()
    packages = [
        name for name, _, marker in (text.partition(";") for text in required) if f"'{extra}'" in _quote(marker)
    ]
    if not packages or any(name.startswith(_DISTRIBUTION) for name in packages):
        return "; the README says how to install it"
    return f": pip install {shlex.join(packages)}"


def _quote(marker: str) -> str:
    return marker.replace('"', "'")


def import_extra(module: str, extra: str, what: str) -> Any:  # noqa: ANN401 - any module
    """Import a module of an optional package. Raises `MissingPackageError` as `require_extra` does."""
    with require_extra(extra, what):
        return import_module(module)


_DISTRIBUTION: Final = "smarthandle-results"
