"""The errors that the library raises, and the report that gathers what is wrong before one is raised.

Each error carries its facts as attributes and pickles; none of them quotes a payload's text.
"""

from typing import Final, final

from attrs import frozen

MAX_PROBLEMS: Final = 1000
MAX_LENGTH: Final = 1_000_000


@final
@frozen
class Problem:
    """One thing wrong with a body.

    `path` is a jq filter that reads the place from the body, strings that hold JSON included, such as
    `.JobResult.AiResult | fromjson | .[3].from`; `message` is a plain sentence such as `expected number, got string`.
    """

    path: str
    message: str

    def __str__(self) -> str:
        return self.message if self.path == "." else f"{self.message} at {self.path}"


class SmartHandleError(Exception):
    """Any error of this library."""


@final
class DecodeError(SmartHandleError):
    """Bytes or text that are not what they were taken for.

    `problems` lists the problems found, in the order of the body: all of them, or the first 1,000 and then `unlisted`
    is how many more there were.
    """

    def __init__(self, problems: tuple[Problem, ...], unlisted: int = 0) -> None:
        self.problems = problems
        self.unlisted = unlisted
        super().__init__(problems, unlisted)

    def __str__(self) -> str:
        others = len(self.problems) - 1 + self.unlisted
        return f"{self.problems[0]} (and {others} more)" if others else str(self.problems[0])


@final
class NoResultError(SmartHandleError):
    """A job that has no result to decode: it failed, is not finished, or finished without one.

    `state`, `code` and `message` are the body's `State`, `ErrorCode` and `ErrorMessage`; None where the body has none.
    """

    def __init__(self, state: str | None, code: str | None, message: str | None) -> None:
        self.state = state
        self.code = code
        self.message = message
        super().__init__(state, code, message)

    def __str__(self) -> str:
        if self.state == "Finished":
            return "no result: the job finished with neither payload nor media"
        told = f"no result: the job's state is {self.state or 'not given'}"
        return f"{told}, error code {self.code}" if self.code else told


@final
@frozen
class LineProblem:
    """One thing wrong with a subtitle file: the `line`, from 1, and a plain sentence."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


@final
class SubtitleError(SmartHandleError):
    """A subtitle file of which a reader would lose something.

    `problems` lists every problem found, in the order of the file: at most 1,000, after which a last one, in the line
    of the first that is left out, says how many more there were.
    """

    def __init__(self, problems: tuple[LineProblem, ...]) -> None:
        if len(problems) > MAX_PROBLEMS:
            rest = len(problems) - MAX_PROBLEMS
            told = LineProblem(problems[MAX_PROBLEMS].line, f"{rest} more problems are not listed")
            problems = (*problems[:MAX_PROBLEMS], told)
        self.problems = problems
        super().__init__(problems)

    def __str__(self) -> str:
        first, *others = self.problems
        return f"{first} (and {len(others)} more)" if others else str(first)


@final
class Report:
    """Gathers the problems of a body, so that one error tells them all, in a bounded space."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._unlisted = 0
        self._length = 0

    def add(self, path: str, message: str) -> None:
        """Note a problem; past the first 1,000, or a million characters of paths, it is only counted."""
        if len(self._problems) < MAX_PROBLEMS and self._length < MAX_LENGTH:
            self._problems.append(Problem(path.removesuffix(" | ."), message))
            self._length += len(path)
        else:
            self._unlisted += 1

    def extend(self, problems: tuple[Problem, ...]) -> None:
        """Note the problems of an error."""
        for problem in problems:
            self.add(problem.path, problem.message)

    def close(self) -> None:
        """Raise a `DecodeError` if there was any problem."""
        if self._problems:
            raise DecodeError(tuple(self._problems), self._unlisted)
