"""Optional packages."""

import pickle
import re
import subprocess
import sys
from importlib import metadata
from typing import Final

import pytest

from smarthandle_results._extras import import_extra, require_extra
from smarthandle_results.batch import MissingPackageError

PACKAGES: Final = {
    "arrow": "'pyarrow>=19'",
    "spark": "'pandas<3,>=2.2' 'pyarrow>=19' 'pyspark>=3.5'",
    "report": "'jinja2>=3.1'",
}
BLOCKED = """
import sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "{package}":
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Finder())
try:
    {statement}
except ImportError as error:
    print(type(error).__name__, "|", error)
"""


def test_a_missing_package_names_its_extra() -> None:
    """The error says what needs which extra, and one that is there is imported."""
    message = "Parquet needs the extra 'parquet' (No module named 'no_such_package'): pip install 'pyarrow>=19'"
    with pytest.raises(MissingPackageError, match=f"^{re.escape(message)}$") as caught:
        import_extra("no_such_package.parquet", "parquet", "Parquet")
    assert "no_such_package" == caught.value.name
    assert message == str(pickle.loads(pickle.dumps(caught.value)))
    assert re is import_extra("re", "parquet", "Parquet")


@pytest.mark.parametrize("required", [None, [], ['smarthandle-results[arrow]; extra == "parquet"']])
def test_packages_that_are_not_known(monkeypatch: pytest.MonkeyPatch, required: list[str] | None) -> None:
    """Where this package is on the path and not installed, or names itself, the error refers to the README."""

    def list_required(name: str) -> list[str]:
        if required is None:
            raise metadata.PackageNotFoundError(name)
        return required

    monkeypatch.setattr(metadata, "requires", list_required)
    message = "Parquet needs the extra 'parquet' (No module named 'no_such_package'); the README says how to install it"
    with pytest.raises(MissingPackageError, match=f"^{re.escape(message)}$"):
        import_extra("no_such_package", "parquet", "Parquet")


def test_only_imports_need_an_extra() -> None:
    """Other errors are what they are, and so is a block in which nothing fails."""
    with pytest.raises(KeyError, match=r"^'a'$"), require_extra("arrow", "a"):
        raise KeyError("a")
    with require_extra("arrow", "a"):
        import json  # noqa: PLC0415
    assert "{}" == json.dumps({})


@pytest.mark.parametrize(
    ("statement", "package", "what", "extra"),
    [
        ("from smarthandle_results import arrow", "pyarrow", "smarthandle_results.arrow", "arrow"),
        ("import smarthandle_results.arrow", "pyarrow", "smarthandle_results.arrow", "arrow"),
        ("from smarthandle_results.arrow import cues", "pyarrow", "smarthandle_results.arrow", "arrow"),
        ("from smarthandle_results.arrow._bodies import read_bodies", "pyarrow", "smarthandle_results.arrow", "arrow"),
        ("from smarthandle_results import spark", "pyarrow", "smarthandle_results.spark", "spark"),
        ("from smarthandle_results.spark import cues", "pyspark", "smarthandle_results.spark", "spark"),
        ("from smarthandle_results import report", "jinja2", "the page", "report"),
    ],
)
def test_an_engine_without_its_package(statement: str, package: str, what: str, extra: str) -> None:
    """However it is imported, an `ImportError` names the extra, and no command that would install a stranger's."""
    if extra == "spark" and package == "pyspark":
        pytest.importorskip("pyarrow", reason="needs the extra arrow")
    code = BLOCKED.format(package=package, statement=statement)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    why = f"No module named {package!r}"
    message = f"{what} needs the extra {extra!r} ({why}): pip install {PACKAGES[extra]}"
    assert f"MissingPackageError | {message}\n" == done.stdout
