"""Plans and their runs, as functions."""

from pathlib import Path

import pytest
from attrs import evolve

from smarthandle_results import PROFILES
from smarthandle_results.batch import (
    BusyError,
    Folder,
    Input,
    Plan,
    Recipe,
    ResumeError,
    convert,
    find_inputs,
    read_outputs,
)
from smarthandle_results.batch._convert import _list_input_facts, _list_real_inputs


def make_plan(folder: Path) -> Plan:
    """Plan to convert a folder's inputs into another one in it."""
    recipe = Recipe(outputs=read_outputs(["srt"]), profile=PROFILES["netflix-zh"])
    return Plan(inputs=find_inputs([str(folder / "in")]), destination=Folder(folder / "out"), recipe=recipe)


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path) -> Path:
    """Make a folder with one input."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.json").write_bytes(b'{"State":"Failed"}')
    return tmp_path


def stop(_: object) -> None:
    """Stop a run as Ctrl-C does."""
    raise KeyboardInterrupt


def test_a_profile_is_compared_by_its_figures(folder: Path) -> None:
    """A run shaped to another profile of the same name is not resumed."""
    plan = make_plan(folder)
    with pytest.raises(KeyboardInterrupt):
        convert(plan, on_progress=stop)
    other = evolve(plan, recipe=evolve(plan.recipe, profile=evolve(PROFILES["netflix-zh"], max_lines=1)))
    with pytest.raises(ResumeError, match=r"/out had another --profile \(netflix-zh\): without"):
        convert(other, resume=True)
    assert {"failed": 1} == {name: n for name, n in convert(plan, resume=True).counts.items() if n and name != "inputs"}


def test_names_are_a_part_of_the_plan(folder: Path) -> None:
    """A run over the same files that were found from another folder, and are named after it, is not resumed."""
    plan = make_plan(folder)
    with pytest.raises(KeyboardInterrupt):
        convert(plan, on_progress=stop)
    other = evolve(plan, inputs=find_inputs([str(folder / "i*")]))
    assert (["a"], ["in/a"]) == tuple([source.bare_path for source in inputs] for inputs in (plan.inputs, other.inputs))
    with pytest.raises(ResumeError, match=r"/out had another list of inputs \(names, sizes, times\): without "):
        convert(other, resume=True)


@pytest.mark.parametrize("argument", ["{}", "{}/i*", "{}/in/*.json"])
def test_a_path_with_a_step_back(folder: Path, argument: str) -> None:
    """Names are those below the folder or the glob, whatever the path to it is."""
    [source] = find_inputs([argument.format(f"{folder}/in/..")])
    [plain] = find_inputs([argument.format(folder)])
    assert plain.bare_path == source.bare_path


@pytest.mark.parametrize(
    "text", ['[\n {\n  "JobId": "secret"', '\ufeff{"JobId": "secret"}', '[ {"a": 1}]', '"{\\"a\\": 1}"']
)
def test_no_body_is_quoted_in_place_of_a_name(text: str) -> None:
    """However it is written."""
    with pytest.raises(ValueError, match=r"^expected the name of a file or folder, got the text of a response: "):
        find_inputs([text])


def test_one_run_at_a_time(folder: Path) -> None:
    """While a run goes on, no other begins in its folder; what an earlier run left does not prevent one."""
    plan = make_plan(folder)
    with pytest.raises(KeyboardInterrupt):
        convert(plan, on_progress=stop)

    def convert_again(_: object) -> None:
        with pytest.raises(BusyError, match=r"^another run is writing to .*: wait for its end, "):
            convert(plan)

    assert 1 == convert(plan, on_progress=convert_again).counts["failed"]
    assert not plan.destination.work.exists()


def test_what_is_recorded_of_an_input(folder: Path) -> None:
    """It is what `stat` says, of a file and of a link to it, which are one real input."""
    real, link = folder / "in/a.json", folder / "link.json"
    link.symlink_to(real)
    inputs = [Input(str(real)), Input(str(link))]
    status = Input(str(link)).stat()
    assert status is not None
    size, time = status.st_size, status.st_mtime_ns
    assert [(str(real), "a", size, time), (str(link), "link", size, time)] == [*_list_input_facts(inputs)]
    assert [(str(real.resolve()), f"{status.st_ino}:{size}:{time}")] * 2 == [*_list_real_inputs(inputs)]


def test_a_recipe_without_outputs_counts(folder: Path) -> None:
    """The record is all that is written."""
    plan = evolve(make_plan(folder), recipe=Recipe(outputs=()))
    assert 1 == convert(plan).counts["failed"]
    assert ["run.json"] == [path.name for path in (folder / "out").iterdir() if not path.name.startswith(".")]


def test_a_locked_folder_is_no_lost_input(folder: Path) -> None:
    """Once it is unlocked, its files are inputs, and a second run may write over the first."""
    locked = Input(str(folder / "in"), str(folder))
    assert 1 == convert(evolve(make_plan(folder), inputs=(locked,))).counts["bad"]
    assert 1 == convert(make_plan(folder)).counts["failed"]
