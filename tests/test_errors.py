"""The errors: what they say, that they are bounded, and that they pickle."""

import pickle

import pytest

from smarthandle_results import DecodeError, LineProblem, NoResultError, Problem, SmartHandleError, SubtitleError
from smarthandle_results._errors import MAX_LENGTH, Report


def test_a_decode_error_tells_its_first_problem_and_counts_the_others() -> None:
    """One sentence with a place, and how many more there are."""
    first, second = Problem(".State", "expected string, got number"), Problem(".JobId", "expected string, got null")
    assert str(DecodeError((first,))) == "expected string, got number at .State"
    assert str(DecodeError((first, second))) == "expected string, got number at .State (and 1 more)"


@pytest.mark.parametrize(
    ("state", "code", "told"),
    [
        ("Failed", "A.B", "no result: the job's state is Failed, error code A.B"),
        ("Failed", None, "no result: the job's state is Failed"),
        (None, None, "no result: the job's state is not given"),
        ("Finished", None, "no result: the job finished with neither payload nor media"),
    ],
)
def test_a_no_result_error_tells_state_and_code(state: str | None, code: str | None, told: str) -> None:
    """The message of the service may quote the user's input, so it is an attribute only."""
    error = NoResultError(state, code, "some words")
    assert told == str(error)
    assert (state, code, "some words") == (error.state, error.code, error.message)


@pytest.mark.parametrize(
    "error", [NoResultError("Failed", "A.B", "words"), DecodeError((Problem(".", "expected JSON, got nothing"),), 7)]
)
def test_errors_pickle(error: SmartHandleError) -> None:
    """Errors cross process borders whole."""
    again = pickle.loads(pickle.dumps(error))
    assert (type(error), vars(error), str(error)) == (type(again), vars(again), str(again))


def test_a_report_is_bounded_and_says_so() -> None:
    """Past 1,000 problems the rest is counted."""
    report = Report()
    for index in range(1_002):
        report.add(f".[{index}]", "expected string, got number")
    with pytest.raises(DecodeError) as caught:
        report.close()
    assert (len(caught.value.problems), caught.value.unlisted) == (1_000, 2)
    assert str(caught.value) == "expected string, got number at .[0] (and 1001 more)"


def test_errors_hold_their_facts_as_arguments_too() -> None:
    """As any exception does."""
    problem = Problem(".State", "expected string, got number")
    assert DecodeError((problem,), 3).args == ((problem,), 3)
    assert NoResultError("Failed", "A.B", "words").args == ("Failed", "A.B", "words")


def test_a_report_of_long_paths_is_bounded_too() -> None:
    """Past so many characters of paths the rest is counted."""
    report = Report()
    for _ in range(4):
        report.add("." + "a" * (MAX_LENGTH // 2 - 1), "expected string, got number")
    with pytest.raises(DecodeError) as caught:
        report.close()
    assert (2, 2) == (len(caught.value.problems), caught.value.unlisted)


@pytest.mark.parametrize(("count", "told"), [(1_000, 1_000), (1_001, 1_001), (1_002, 1_001)])
def test_a_subtitle_error_is_bounded(count: int, told: int) -> None:
    """Of very many problems the first 1,000 are listed, and then how many more there were."""
    error = SubtitleError(tuple(LineProblem(line, "expected WEBVTT") for line in range(1, count + 1)))
    assert told == len(error.problems)
    assert ("not listed" in error.problems[-1].message) == (count > 1_000)
