"""Optional packages."""

import re

import pytest

from smarthandle_results.batch import MissingPackageError, import_extra


def test_a_missing_package_names_its_extra() -> None:
    """The error says what needs which extra, and one that is there is imported."""
    message = "Parquet needs an extra: pip install 'smarthandle-results[parquet]'"
    with pytest.raises(MissingPackageError, match=f"^{re.escape(message)}$"):
        import_extra("no_such_package.parquet", "parquet", "Parquet")
    assert re is import_extra("re", "parquet", "Parquet")
