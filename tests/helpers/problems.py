"""The problems that decoders raise, each path run through jq."""

import json
import re
from collections.abc import Callable

import jq

from smarthandle_results import DecodeError, Problem
from smarthandle_results._errors import Problems


def find_problems(decode: Callable[[str], object], text: str) -> list[tuple[str, str]]:
    """List the problems that a decoder raises; of JSON text, jq finds a value of the same type at each path."""
    try:
        decode(text)
    except DecodeError as error:
        problems = [(problem.path, problem.message) for problem in error.problems]
    else:
        return []
    for path, message in problems:
        jq.compile(path)
        got = re.search(r", got (null|boolean|number|string|array|object)$", message)
        if is_json(text):
            actual = jq.compile(f"{path} | type").input_text(text).first()
            assert (got[1] if got else actual) == actual
    return problems


def list_problems(problems: Problems) -> tuple[Problem, ...]:
    """List the problems that were collected."""
    try:
        with problems:
            pass
    except DecodeError as error:
        return error.problems
    return ()


def is_json(text: str) -> bool:
    """Report whether a text is JSON to the standard library."""
    try:
        json.loads(text.encode())
    except ValueError:  # a lone surrogate's is one too
        return False
    return True
