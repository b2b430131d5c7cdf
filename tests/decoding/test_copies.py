"""Copies as a chat model writes them: in code fences, after its thoughts, with prose around them, cut short."""

import json
import time

import pytest
from helpers.bodies import make_body
from helpers.problems import find_problems
from hypothesis import given, strategies as st

from smarthandle_results import (
    Copies,
    DecodeError,
    Job,
    Note,
    Unread,
    decode_copies,
    decode_job,
    decode_response,
    decode_result,
)

CUT = "expected JSON, got unexpected end of data at line 1, column"


def decode(text: str) -> Job:
    """Decode the job of a payload."""
    return decode_job(decode_response(make_body(text, "TextGenerate")))


def list_texts(job: Job) -> tuple[str | None, ...]:
    """List the texts of a job's copies."""
    assert isinstance(job.result, Copies)
    return tuple(copy.text for copy in job.result)


@pytest.mark.parametrize(
    ("text", "copies"),
    [
        ('```json\n["a"]\n```', ("a",)),
        ('```json \n["a"]\n```', ("a",)),
        ('```json\r\n["a"]\r\n```\r\n', ("a",)),
        ('```JSON\n["a"]\n```', ("a",)),
        ('``` json5\n["a"]\n```', ("a",)),
        ('````json\n["a"]\n````', ("a",)),
        ('~~~\n["a"]\n~~~', ("a",)),
        ('~~~~ JSON\n["a"]~~~~', ("a",)),
        ('```json ["a","b"] ```', ("a", "b")),
        ('```["a"]```', ("a",)),
        ('```{"text":"a"}```', ("a",)),
        ('```json\n["use ``` so","```\\n~~~"]\n```', ("use ``` so", "```\n~~~")),
        ('```["```"]```', ("```",)),
        ('```json\n["a","b"]', ("a", "b")),
        ('```json\n["a"]\n```\n\n```json\n["b",{"text":"c"}]\n```', ("a", "b", "c")),
        ('<think>\n\n</think>\n["a"]', ("a",)),
        ("```\n[music] la la\n```", ("[music] la la",)),
        (" ```\nplain\n``` ", ("plain",)),
        ("~~~text\nplain\nlines\n~~~", ("plain\nlines",)),
        ("```\n\n```", ()),
    ],
)
def test_a_fence_is_opened(text: str, copies: tuple[str, ...]) -> None:
    """Of any mark and length, with any word, on any lines; what is inside is the payload, and that is noted."""
    job = decode(text)
    assert copies == list_texts(job)
    assert (Note(".JobResult.AiResult", "copies in a code fence or after a <think> block"),) == job.notes
    assert job.result == decode_copies(text)


@pytest.mark.parametrize(
    ("text", "copies"),
    [
        ('Sure!\n```json\n["a"]\n```\nMore?', ("a",)),
        ('Here: ```json ["a"]``` Bye.', ("a",)),
        ('<think>["x"] or ```["y"]```?</think>\n```json\n["a"]\n```', ("a",)),
        ("<think>Short.</think>Fresh every day.", ("Fresh every day.",)),
        ('<THINKING>\nhm\n</THINKING>{"text":"a"}', ("a",)),
        ('One:\n```json\n["a"]\n```\nTwo:\n~~~\n["b"]\n~~~', ("a", "b")),
        ('```python\nprint(1)\n```\n```json\n["a"]\n```', ("a",)),
        ('```json\n["a"]\n```\n["b"]', ("a",)),
        (json.dumps('Sure!\n```json\n["a"]\n```'), ("a",)),
        ("<think>only</think>", ()),
        ('```offer\n["a"]\n```', ("a",)),
        ("```offer\nFresh\n```", ("Fresh",)),
    ],
)
def test_text_around_the_copies_is_kept(text: str, copies: tuple[str, ...]) -> None:
    """It is no copy, and nothing is lost: the whole payload is among the unread ones."""
    job = decode(text)
    assert copies == list_texts(job)
    assert (Unread("ai_result", text),) == job.unread
    assert job.result == decode_copies(text)


def test_a_fence_alone_leaves_nothing_unread() -> None:
    """Its marks and its word say nothing, nor does white space around them, or in a JSON string."""
    for text in ('\n```json\n["a"]\n```\n', '```\n["a"]\n```\n```\n["b"]\n```', json.dumps('```json\n["a"]\n```')):
        assert () == decode(text).unread


@pytest.mark.parametrize(
    "text",
    [
        "```\na\n```\nand\n```\nb\n```",
        "Use ```x``` or ```y```",
        "Take this:\n```\nFresh every day.\n```",
        "```\nFresh\n```\nor not",
        '```\nFresh\n```\n["a"]',
        "```Fresh every day.```",
        "```new offer\nFresh\n```",
        "```\nFresh\n~~~",
        "```[music] la la```",
        'Here: ["a"]',
        '"Fresh."',
        '"[a] ```x"',
        '"```',
        "<think>unfinished",
        "a ``` b",
    ],
)
def test_what_could_be_two_things_stays_text(text: str) -> None:
    """One copy: all of it."""
    job = decode(text)
    assert (Copies((text,)), (), ()) == (job.result, job.notes, job.unread)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('```json\n["a","b', ("[8:15]", f"{CUT} 8")),
        (
            '```json\n["a","b\n```',
            ("[8:16]", f"{CUT} 8"),
        ),
        ('```["a" "b"]```', ("[3:12]", "expected JSON, got a character in place of")),
        ('Sure:\n~~~\n{"text":', ("[10:18]", f"{CUT} 9")),
        ("```json ['", ("[8:10]", "expected JSON, got a character in place of a JSON value")),
        ('```json\n["a", 3]\n```', ("[8:16] | fromjson | .[1]", "expected string or object, got number")),
        ('💡 ```\n["a", 3]\n```', ("[6:14] | fromjson | .[1]", "expected string or object, got number")),
        (
            json.dumps('```json\n["a", 3]\n```'),
            (" | fromjson | .[8:16] | fromjson | .[1]", "expected string or object, got number"),
        ),
    ],
)
def test_broken_json_in_a_fence_is_an_error(text: str, problem: tuple[str, str]) -> None:
    """As without the fence; its place in the text is where jq finds it."""
    place, message = problem
    [(path, found)] = find_problems(lambda body: decode_result(decode_response(body)), make_body(text, "TextGenerate"))
    assert (f".JobResult.AiResult{place}", message) == (path, found[: len(message)])


def test_copies_that_were_encoded_once_more_are_read() -> None:
    """And told."""
    job = decode(json.dumps('["a"]'))
    assert (Copies(("a",)), ()) == (job.result, job.unread)
    assert (Note(".JobResult.AiResult", "JSON that was encoded once more"),) == job.notes


WORDS = ("w1", "w2", "w3", "w4", "w5")
pieces = st.sampled_from(
    [
        "```",
        "~~~",
        "````",
        "json",
        "\n",
        '["w1"]',
        '["``` w2"]',
        '{"text":"w3"}',
        '["w4',
        "<think>",
        "</think>",
        "w5",
        '"',
    ]
)


@given(st.lists(pieces, max_size=12).map("".join).filter(str.strip))
def test_no_word_is_lost(text: str) -> None:
    """Whatever is around copies, a word is in a copy, or the whole payload is unread, or there is an error."""
    try:
        job = decode(text)
    except DecodeError:
        return
    read = [*(text or "" for text in list_texts(job)), *(payload.text for payload in job.unread)]
    assert [word for word in WORDS if word in text] == [word for word in WORDS if word in "".join(read)]


@pytest.mark.parametrize(
    "piece", ["`", "```", "``` ", "```[", '```["', "```json\n[1,", "<think>", '"```', "```[[", "~~~{"]
)
def test_a_text_of_many_marks_takes_no_longer(piece: str) -> None:
    """Every search goes on where the one before ended."""
    text = piece * (300_000 // len(piece))
    start = time.process_time()
    find_problems(decode_copies, text)
    assert time.process_time() - start < 5
