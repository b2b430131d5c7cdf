"""What finds words, by name: what the record says of it, and what is refused before anything is read."""

import sys
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import orjson
import pytest
from helpers.bodies import make_asr_body

from smarthandle_results import PROFILES, shape
from smarthandle_results._breaking.guides import LIBRARIES
from smarthandle_results.batch import MissingPackageError, Recipe, _words as names, convert_files, read_outputs

TEXT = "我们现在就出发去那里看看，然后再回来吃饭，吃完饭睡觉。"


def test_the_names_are_those_of_shape() -> None:
    """All that `shape` knows by name can be asked for."""
    assert [*LIBRARIES] == [names.BUILTIN, *names._PACKAGES]  # noqa: SLF001


def test_the_record_says_what_was_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library has its version there, since another may break lines at other places."""
    monkeypatch.setitem(sys.modules, "rjieba", SimpleNamespace(cut=list))
    monkeypatch.setattr(metadata, "version", lambda package: f"of {package}")
    (tmp_path / "a.json").write_bytes(make_asr_body("a", text=TEXT))
    for words, expected in (("builtin", "builtin"), ("rjieba", "rjieba of rjieba")):
        folder = tmp_path / words
        convert_files(tmp_path / "a.json", folder, profile="netflix-zh", words=words)
        assert expected == orjson.loads((folder / "run.json").read_bytes())["options"]["words"]
    assert "icu of icu4py" == names.describe_words("icu")


def test_what_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown name, words without a profile, and a library that is not installed, before anything is written."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a", text=TEXT))
    monkeypatch.setitem(sys.modules, "icu4py", None)
    with pytest.raises(ValueError, match=r"^expected words among builtin, rjieba, budoux and icu, got 'mecab'$"):
        convert_files(tmp_path / "a.json", tmp_path / "out", profile="auto", words="mecab")
    with pytest.raises(ValueError, match=r"^--words needs a profile: name one, such as auto$"):
        convert_files(tmp_path / "a.json", tmp_path / "out", words="icu")
    with pytest.raises(MissingPackageError, match=r"^--words icu needs the extra 'words'"):
        convert_files(tmp_path / "a.json", tmp_path / "out", profile="auto", words="icu")
    assert not (tmp_path / "out").exists()


def test_a_recipe_has_words_of_a_name() -> None:
    """A recipe goes to other processes, as a name."""
    with pytest.raises(ValueError, match=r"^expected words among"):
        Recipe(outputs=read_outputs(["srt"]), profile=PROFILES["auto"], words="mecab")
    assert "builtin" == Recipe(outputs=read_outputs(["srt"])).words
    assert shape([], "auto", words="builtin") == shape([], "auto")
