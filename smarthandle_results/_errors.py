"""The errors that the library raises, and the collectors of the problems that they list.

Every error carries its facts as attributes and pickles; none of them quotes the text of a payload. The service's own
message about a failed job is not one, and is quoted, within limits.
"""

from types import TracebackType
from typing import Final, Generic, Self, TypeVar, final

from attrs import frozen

from smarthandle_results._shown import shorten

MAX_PROBLEMS: Final = 1000
"""How many problems an error lists. The rest are counted, so that a bad body of any size makes a small error."""

MAX_NOTES: Final = 20
"""How many notes a job lists: the command counts notes by kind, and most archives have one or two kinds."""

MAX_MESSAGE: Final = 200
"""How many characters of the service's own message an error says; all of it is the error's attribute."""

MAX_PATH_CHARACTERS: Final = 1_000_000
"""About how many characters the paths of the listed problems have in all: one key may be as long as the body."""


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


@final
@frozen
class Note:
    """One thing about a body that is unusual, but unmistakable, so that it was read.

    `path` is a jq filter, as a `Problem` has it; `message` is a plain sentence such as `an array in place of text`.
    """

    path: str
    message: str

    def __str__(self) -> str:
        return self.message if self.path == "." else f"{self.message} at {self.path}"


@final
@frozen
class LineProblem:
    """One thing wrong with a subtitle file: the `line`, from 1, and a plain sentence."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


_ProblemT = TypeVar("_ProblemT", bound=Problem | LineProblem)


class SmartHandleError(Exception):
    """Any error of this library."""


class _ProblemsError(SmartHandleError, Generic[_ProblemT]):
    def __init__(self, problems: tuple[_ProblemT, ...], unlisted: int = 0) -> None:
        self.problems: tuple[_ProblemT, ...] = problems
        self.unlisted: int = unlisted
        super().__init__(problems, unlisted)

    @property
    def problem_count(self) -> int:
        """How many problems there are, listed or not."""
        return len(self.problems) + self.unlisted

    def __str__(self) -> str:
        others = self.problem_count - 1
        return f"{self.problems[0]} (and {others} more)" if others else str(self.problems[0])


@final
class DecodeError(_ProblemsError[Problem]):
    """Bytes or text that could not be decoded.

    `problems` lists the problems in the order of the body: all of them, or the first 1,000. `unlisted` is how many more
    there are, and `problem_count` how many in all. Where the service answered with an error in place of a body,
    `api_code` is its code, such as `Throttling.User`, which says whether to ask again; otherwise it is None.
    """

    def __init__(self, problems: tuple[Problem, ...], unlisted: int = 0, api_code: str | None = None) -> None:
        super().__init__(problems, unlisted)
        self.args += (api_code,) if api_code is not None else ()
        self.api_code = api_code


@final
class SubtitleError(_ProblemsError[LineProblem]):
    """A subtitle file that cannot be read without losing something.

    `problems` lists the problems in the order of the file: all of them, or the first 1,000. `unlisted` is how many more
    there are, and `problem_count` how many in all.
    """


@final
class NoResultError(SmartHandleError):
    """A job that has no result to decode: it failed, is not finished, or finished without one.

    `state`, `code` and `message` are the body's `State`, `ErrorCode` and `ErrorMessage`; None where the body has none.
    As text it says all three, of the message the first 200 characters, on one line.
    """

    def __init__(self, state: str | None, code: str | None, message: str | None) -> None:
        self.state = state
        self.code = code
        self.message = message
        super().__init__(state, code, message)

    def __str__(self) -> str:
        if self.state == "Finished":
            return "no result: the job finished with neither payload nor media"
        reason = f"no result: the job's state is {self.state or 'not given'}"
        reason += f", error code {self.code}" if self.code else ""
        return f"{reason}: {shorten(self.message, MAX_MESSAGE)}" if self.message else reason


@final
class NoTranscriptError(SmartHandleError, TypeError):
    """A result without a transcript where subtitles were asked for, or None in its place: a job without a result.

    Which results have one depends on the job. `find_transcript` returns None for the others, and raises nothing.
    `result` is the name of the result's class, such as `Copies`, or None. It is a `TypeError`, too.

    >>> from smarthandle_results import MediaOnly, to_srt
    >>> to_srt(MediaOnly())
    Traceback (most recent call last):
    smarthandle_results.NoTranscriptError: expected a transcript, a result that has one, or cues, got MediaOnly: this \
result has no transcript
    """

    def __init__(self, result: str | None) -> None:
        self.result = result
        super().__init__(result)

    def __str__(self) -> str:
        why = (
            "this result has no transcript"
            if self.result
            else "a job without a result, or without a transcript, has no cues"
        )
        return f"expected a transcript, a result that has one, or cues, got {self.result}: {why}"


class _Collector(Generic[_ProblemT]):
    """Collects problems; at the end of its `with` block it raises one error that lists them, up to the limits."""

    _error: type[_ProblemsError[_ProblemT]]
    _unlisted = 0
    _path_characters = 0

    def __init__(self) -> None:
        self._problems: list[_ProblemT] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if kind is None and self._problems:
            raise self._error(tuple(self._problems), self._unlisted)

    @property
    def is_full(self) -> bool:
        """Whether more problems are only counted, so that their paths need not be spelled."""
        return len(self._problems) >= MAX_PROBLEMS or self._path_characters >= MAX_PATH_CHARACTERS

    def _collect(self, problem: _ProblemT, path_characters: int = 0) -> None:
        if self.is_full:
            self._unlisted += 1
        else:
            self._problems.append(problem)
            self._path_characters += path_characters


@final
class Problems(_Collector[Problem]):
    """Collects the problems of a body, so that one `DecodeError` lists them all, and its notes.

    >>> with Problems() as problems:
    ...     problems.add(".State", "expected string, got number")
    Traceback (most recent call last):
    smarthandle_results.DecodeError: expected string, got number at .State
    """

    _error = DecodeError
    _notes: tuple[Note, ...] = ()

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes, in the order in which they were made: the first 20, each once."""
        return self._notes

    def note(self, path: str, message: str) -> None:
        """Add a note; past the limit it is dropped."""
        note = Note(path.removesuffix(" | ."), message)
        if len(self._notes) < MAX_NOTES and note not in self._notes:
            self._notes += (note,)

    def add(self, path: str, message: str) -> None:
        """Add a problem; past the limits it is only counted."""
        self._collect(Problem(path.removesuffix(" | ."), message), len(path))

    def extend(self, error: DecodeError) -> None:
        """Add the problems of an error."""
        for problem in error.problems:
            self.add(problem.path, problem.message)
        self._unlisted += error.unlisted


@final
class LineProblems(_Collector[LineProblem]):
    """Collects the problems of a subtitle file, so that one `SubtitleError` lists them all."""

    _error = SubtitleError

    def add(self, line: int, message: str) -> None:
        """Add a problem; past the limit it is only counted."""
        self._collect(LineProblem(line, message))
