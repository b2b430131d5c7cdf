"""The errors: what they say, that they are bounded, and that they pickle."""

import pickle
from collections.abc import Iterable

import pytest

from smarthandle_results import DecodeError, LineProblem, NoResultError, Problem, SmartHandleError, SubtitleError
from smarthandle_results._errors import MAX_PATH_CHARACTERS, LineProblems, Problems


def collect(paths: Iterable[str]) -> DecodeError | None:
    """Collect a problem at each path and return the error that is raised."""
    try:
        with Problems() as problems:
            for path in paths:
                problems.add(path, "expected string, got number")
    except DecodeError as error:
        return error
    return None


def test_a_decode_error_names_its_first_problem_and_counts_the_others() -> None:
    """One sentence with a place, and how many more there are."""
    first, second = Problem(".State", "expected string, got number"), Problem(".JobId", "expected string, got null")
    assert "expected string, got number at .State" == str(DecodeError((first,)))
    assert "expected string, got number at .State (and 1 more)" == str(DecodeError((first, second)))


@pytest.mark.parametrize(
    ("state", "code", "message"),
    [
        ("Failed", "A.B", "no result: the job's state is Failed, error code A.B: some words"),
        ("Failed", None, "no result: the job's state is Failed: some words"),
        (None, None, "no result: the job's state is not given: some words"),
        ("Finished", None, "no result: the job finished with neither payload nor media"),
    ],
)
def test_a_no_result_error_names_state_code_and_message(state: str | None, code: str | None, message: str) -> None:
    """The service's own message says why."""
    error = NoResultError(state, code, "some words")
    assert message == str(error)
    assert (state, code, "some words") == (error.state, error.code, error.message)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (None, ""),
        ("", ""),
        ("a\r\nb\x1b[31m c", ": a b [31m c"),
        ("x" * 200, ": " + "x" * 200),
        ("x" * 201, ": " + "x" * 199 + "…"),
        ("文件 " * 10**6, ": " + "文件 " * 66 + "文…"),
        ("a" + " " * 5000 + "b", ": a…"),
        ("\ud800a\u202eb", ": a b"),
    ],
)
def test_the_services_message_is_said_within_limits(given: str | None, shown: str) -> None:
    """On one line of at most 200 characters, and nothing in it that moves a cursor or turns text around."""
    error = NoResultError("Failed", None, given)
    assert f"no result: the job's state is Failed{shown}" == str(error)
    assert given == error.message


@pytest.mark.parametrize(
    "error", [NoResultError("Failed", "A.B", "words"), DecodeError((Problem(".", "expected JSON, got nothing"),), 7)]
)
def test_errors_pickle(error: SmartHandleError) -> None:
    """Errors pass between processes unchanged."""
    again = pickle.loads(pickle.dumps(error))
    assert (type(error), vars(error), str(error)) == (type(again), vars(again), str(again))


def test_an_error_is_bounded_and_says_so() -> None:
    """Past 1,000 problems the rest is counted."""
    error = collect(f".[{index}]" for index in range(1_002))
    assert error is not None
    assert (1_000, 2, 1_002) == (len(error.problems), error.unlisted, error.problem_count)
    assert "expected string, got number at .[0] (and 1001 more)" == str(error)


def test_errors_have_their_facts_as_arguments_too() -> None:
    """As any exception does."""
    problem = Problem(".State", "expected string, got number")
    assert DecodeError((problem,), 3).args == ((problem,), 3)
    assert ("Failed", "A.B", "words") == NoResultError("Failed", "A.B", "words").args


def test_an_error_of_long_paths_is_bounded_too() -> None:
    """Past a limit on the characters of all paths, the rest is counted."""
    error = collect(["." + "a" * (MAX_PATH_CHARACTERS // 2 - 1)] * 4)
    assert error is not None
    assert (2, 2) == (len(error.problems), error.unlisted)


@pytest.mark.parametrize(("count", "listed"), [(1_000, 1_000), (1_001, 1_000), (1_002, 1_000)])
def test_a_subtitle_error_is_bounded_in_the_same_way(count: int, listed: int) -> None:
    """Of very many problems the first 1,000 are listed, and the rest is counted."""
    problems = LineProblems()
    for line in range(1, count + 1):
        problems.add(line, "expected WEBVTT")
    with pytest.raises(SubtitleError) as caught, problems:
        pass
    assert (listed, count) == (len(caught.value.problems), caught.value.problem_count)
    assert LineProblem(1000, "expected WEBVTT") == caught.value.problems[-1]


def test_no_problem_is_no_error() -> None:
    """Nothing is raised, and an error that is raised inside is not hidden by the problems found before it."""
    assert collect([]) is None
    problems = Problems()
    problems.add(".", "expected object, got array")
    with pytest.raises(KeyError), problems:
        raise KeyError


def test_the_problems_of_an_error_can_be_added() -> None:
    """Those that it does not list are counted."""
    first, second = Problem(".a", "expected string, got null"), Problem(".b", "expected string, got null")
    problems = Problems()
    problems.extend(DecodeError((first,), 5))
    problems.add(second.path, second.message)
    with pytest.raises(DecodeError) as caught, problems:
        pass
    assert ((first, second), 5) == caught.value.args


def test_notes_are_bounded() -> None:
    """Only the first twenty different notes are kept."""
    with Problems() as problems:
        for number in [0, *range(25)]:
            problems.note(f".[{number}]", "an array in place of text")
    assert [f".[{number}]" for number in range(20)] == [note.path for note in problems.notes]
