"""What several tests share: bodies, nasty texts, and the problems of a body with each path run through jq."""

import json
import re
from collections.abc import Callable

import jq
from hypothesis import strategies as st

from smarthandle_results import Cue, DecodeError

LINES = ("00:00:01,000 --> 00:00:02,000", "00:00:01,000 00:00:02,000", "9\n00:00:05", "3\n1.2.3", "1\n", "7")
MARKS = (
    "-->",
    "--\u2060>",
    "<b>",
    "</b>",
    "<",
    ">",
    "&",
    "&amp;",
    "{\\an8}",
    "{",
    "\\N",
    "\\h",
    "WEBVTT",
    "NOTE",
    "STYLE",
)
SPACES = ("\n\n", "\n", "\r", "\r\n", " ", "\t", "\u3000", "\x1c", "\x85", "\u2028", "\u2029")
CHARACTERS = (
    "\0",
    "\x07",
    "\u2060",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "\ud800",
    "中文。",
    "👩\u200d👧",
    "\u202eabc",
    "e\u0301",
)
HAZARDS = (*LINES, *MARKS, *SPACES, *CHARACTERS)

nasty_texts = st.lists(st.one_of(st.sampled_from(HAZARDS), st.text(max_size=5)), max_size=8).map("".join)

day_of_ms = st.integers(min_value=-1000, max_value=86_400_000)

nasty_cues = st.lists(st.builds(Cue, day_of_ms, day_of_ms, nasty_texts), max_size=6)


def make_body(ai_result: object = None, job_type: str = "ASR", /, **fields: object) -> str:
    """Make a finished job's body; an `ai_result` that is no text is dumped as the payload."""
    payload = ai_result if isinstance(ai_result, str) else json.dumps(ai_result)
    result = {} if ai_result is None else {"AiResult": payload}
    return json.dumps({"State": "Finished", "JobResult": result, "SmartJobInfo": {"JobType": job_type}, **fields})


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
            there = jq.compile(f"{path} | type").input_text(text).first()
            assert there == (got[1] if got else there)
    return problems


def is_json(text: str) -> bool:
    """Tell whether a text is JSON, by the standard library."""
    try:
        json.loads(text.encode())
    except ValueError:  # a lone surrogate's is one too
        return False
    return True
