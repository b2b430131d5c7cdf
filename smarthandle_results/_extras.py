"""Optional packages: where one is missing, the error names the extra that installs it."""

from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from typing import Any


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
'no_such_package'); the README says how to install it

    Raises `MissingPackageError`, which says that `what` needs `extra`, in place of `ImportError`.
    """
    try:
        yield
    except ImportError as error:
        message = f"{what} needs the extra {extra!r} ({error}); the README says how to install it"
        raise MissingPackageError(message, name=error.name, path=error.path) from error


def import_extra(module: str, extra: str, what: str) -> Any:  # noqa: ANN401 - any module
    """Import a module of an optional package. Raises `MissingPackageError` as `require_extra` does."""
    with require_extra(extra, what):
        return import_module(module)
