"""The errors that the library raises: each carries its facts as attributes, and none of them quotes a payload's text."""

from typing import Final, final

from attrs import frozen

MAX_PROBLEMS: Final = 1000


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
        return f"{self.message} at {self.path}"


class SmartHandleError(Exception):
    """Any error of this library."""


@final
class DecodeError(SmartHandleError):
    """Bytes or text that are not what they were taken for.

    `problems` lists every problem found, in the order of the body: at most 1,000, after which a last one, at `.`, says
    how many more there were.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        if len(problems) > MAX_PROBLEMS:
            rest = len(problems) - MAX_PROBLEMS
            problems = (*problems[:MAX_PROBLEMS], Problem(".", f"{rest} more problems are not listed"))
        self.problems = problems
        super().__init__(problems)

    def __str__(self) -> str:
        first, *others = self.problems
        return f"{first} (and {len(others)} more)" if others else str(first)


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
        told = f"no result: the job's state is {self.state or 'not given'}"
        return f"{told}, error code {self.code}" if self.code else told
