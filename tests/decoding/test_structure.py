"""Objects of parsed JSON → models: all forms, and what is plain, as `plain` reads it, among them."""

from enum import StrEnum
from typing import Final

import pytest
from attrs import AttrsInstance, fields
from helpers.problems import list_problems
from hypothesis import example, given, strategies as st

from smarthandle_results import Note, Problem, Response, decode_response
from smarthandle_results._decoding.plain import read_plain_response
from smarthandle_results._decoding.spellings import find_spelling
from smarthandle_results._decoding.structure import list_hidden, other_items, structure
from smarthandle_results._errors import Problems
from smarthandle_results._models import InputConfig, JobResult, OutputConfig, SmartJobInfo


class Title(StrEnum):
    """Text that is more than text, as an SDK's map may contain."""

    NAMED = "named"


NAMES: Final = sorted(
    {field.name for model in (Response, JobResult, SmartJobInfo, InputConfig, OutputConfig) for field in fields(model)}
)

keys = st.builds(
    lambda name, spell: spell(name),
    st.sampled_from(NAMES),
    st.sampled_from((str, str.upper, lambda name: name.title().replace("_", ""))),
)
leaves: st.SearchStrategy[object] = st.sampled_from(
    (None, "", "text", Title.NAMED, 0, -5, 2**63, 2**64, True, 1.5, (), [])
)
objects = st.recursive(
    st.dictionaries(keys | st.sampled_from(("Other", 7)), leaves, max_size=4),
    lambda inner: st.dictionaries(
        st.sampled_from(("JobResult", "job_result", "SmartJobInfo", "InputConfig", "OutputConfig", "outputConfig"))
        | keys,
        inner | leaves,
        max_size=5,
    ),
    max_leaves=6,
)


plain_leaves: st.SearchStrategy[object] = st.sampled_from((None, "", "text", 5))


def make_plain(model: type[AttrsInstance], inner: dict[str, st.SearchStrategy[object]]) -> st.SearchStrategy[object]:
    """Make objects with keys as the service spells them, most of which fit a model."""
    names = (field.name.title().replace("_", "") for field in fields(model))
    texts = plain_leaves if model is SmartJobInfo else st.sampled_from((None, "", "text"))
    return st.fixed_dictionaries({}, optional={name: inner.get(name, texts) for name in names})


plain_infos = make_plain(
    SmartJobInfo,
    {"InputConfig": make_plain(InputConfig, {}), "OutputConfig": make_plain(OutputConfig, {"Width": plain_leaves})},
)
plain_bodies = make_plain(Response, {"JobResult": make_plain(JobResult, {}), "SmartJobInfo": plain_infos})


@given(plain_bodies | objects | leaves)
@example({"SmartJobInfo": {"UserId": 7, "OutputConfig": "text"}, "smart_job_info": {"title": Title.NAMED}})
@example({"SmartJobInfo": {"UserId": 7, "Title": None, "OutputConfig": {"Width": 5}}, "JobResult": {}})
def test_both_ways_agree(raw: object) -> None:
    """What is read as plain is built as that; and where nothing is built, it is explained why."""
    problems = Problems()
    built = structure(Response, raw, ".", problems)
    assert (read_plain_response(raw) if type(raw) is dict else None) in (None, built)
    assert (built is None) == bool(list_problems(problems))


@pytest.mark.parametrize("empty", ["", [], {}, (), None])
def test_what_is_empty_hides_no_other_spelling(empty: object) -> None:
    """Before or after it, in a model as everywhere."""
    for raw in ({"title": "a", "Title": empty}, {"Title": empty, "title": "a"}):
        assert ("title", "a") == find_spelling(raw, "Title")
        assert SmartJobInfo(title="a") == structure(SmartJobInfo, raw, ".", Problems())
    assert ("TITLE", "b") == find_spelling({"title": "a", "TITLE": "b"}, "Title")


def test_a_problem_is_at_the_spelling_that_is_read() -> None:
    """Not at one that is empty."""
    problems = Problems()
    assert structure(SmartJobInfo, {"Title": 7, "title": ""}, ".", problems) is None
    assert (Problem(".Title", "expected string, got number"),) == list_problems(problems)


@pytest.mark.parametrize(
    ("raw", "others"),
    [
        ({"Bucket": "a", "x": 1, "X": None}, {"x": 1, "X": None}),
        ({"Bucket": "a", "bucket": "b"}, {"Bucket": "a"}),
        ({"Bucket": "a", "bucket": None, "BUCKET": ""}, {}),
        ({"Bucket": [1], "bucket": "b", "x": 2}, {"x": 2, "Bucket": (1,)}),
    ],
)
def test_a_spelling_that_is_not_read_is_one_of_the_others(raw: dict[str, object], others: object) -> None:
    """If it has a value; of the keys that no field reads all are."""
    assert others == other_items(OutputConfig, raw, ".", Problems())


@pytest.mark.parametrize(
    ("raw", "hidden"),
    [
        ({"JobId": "a", "jobId": "b"}, [".JobId"]),
        ({"JobId": "a", "job_id": "a"}, []),
        ({"JobId": "a", "job_id": "", "JOBID": None}, []),
        ({"JobId": "a", "job_id": "b", "jobId": ""}, [".JobId"]),
        ({"Other": "a", "other": "b", "JobId": "c"}, []),
        ({"JobResult": {"MediaId": "a", "mediaId": "b"}}, [".JobResult.MediaId"]),
        ({"JobResult": {"MediaId": "a"}, "jobResult": {"MediaId": "b"}}, [".JobResult.MediaId"]),
        ({"JobResult": {"MediaId": "a"}, "jobResult": {"Usage": "{}", "MediaId": None}}, []),
        ({"SmartJobInfo": {"OutputConfig": {"Bucket": "a"}, "outputConfig": "b"}}, [".SmartJobInfo.OutputConfig"]),
        (
            {"SmartJobInfo": {"OutputConfig": "a", "outputConfig": {"Bucket": "b"}}},
            [".SmartJobInfo.OutputConfig"],
        ),
    ],
)
def test_values_that_another_spelling_hides(raw: dict[str, object], hidden: list[str]) -> None:
    """Each is a note of the job, which says where it is; what is empty or the same hides nothing and is not hidden."""
    assert hidden == [*list_hidden(Response, raw, ".")]
    sentence = "a value that is not read: its key has another in another spelling"
    response = decode_response({"State": "Finished", "JobResult": {}, **raw})
    assert tuple(Note(path, sentence) for path in hidden) == response.source.notes


def test_a_null_hides_no_value_of_an_object_that_is_read_as_one_with_it() -> None:
    """Though it comes later, in the same spelling."""
    raw = {"State": "Finished", "JobResult": {"MediaId": "a"}, "jobResult": {"MediaId": None, "MediaUrl": "b"}}
    assert JobResult(media_id="a", media_url="b") == decode_response(raw).job_result


def test_values_are_plain_text() -> None:
    """A subclass of `str` is not kept."""
    built = structure(OutputConfig, {"bucket": Title.NAMED}, ".", Problems())
    assert built is not None
    assert (str, str) == (type(built.bucket), type(OutputConfig(text="x").text))
    kept = structure(OutputConfig, Title.NAMED, ".", Problems())
    assert kept is not None
    assert str is type(kept.text)


def test_a_value_that_fits_is_not_a_problem_beside_one_that_does_not() -> None:
    """Text in place of the output's configuration is fine, also where cattrs reads it."""
    problems = Problems()
    assert structure(SmartJobInfo, {"OutputConfig": "text", "Title": 7}, ".", problems) is None
    assert (Problem(".Title", "expected string, got number"),) == list_problems(problems)
