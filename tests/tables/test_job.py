"""A response → all that a job contains, decoded once."""

import json
import pickle
import tracemalloc
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from attrs import fields, has
from helpers.bodies import make_body
from helpers.sample import try_times
from hypothesis import given, strategies as st

from smarthandle_results import (
    Cue,
    DecodeError,
    Job,
    JobResult,
    MediaOnly,
    Note,
    Problem,
    Response,
    Result,
    Speech,
    Transcript,
    Unread,
    Unrecognized,
    Usage,
    decode_copies,
    decode_job,
    decode_response,
    decode_result,
    decode_result_or_none,
    to_cues,
)
from smarthandle_results._tables.job import inspect_job

CUES = [{"content": "a", "from": 0, "to": 1}]
TEXT = json.dumps(CUES)
TRANSCRIPT = Transcript((0,), (1,), ("a",))
OTHER = json.dumps([{"content": "b", "from": 0, "to": 1}])
RESULT = {"AiResult": json.dumps(CUES), "Usage": '{"total_tokens":5}', "MediaId": "m"}


def test_a_job_is_decoded_once() -> None:
    """Its result, the cues of its transcript, its usage and its media are together."""
    response = decode_response(make_body(JobResult=RESULT))
    job = decode_job(response)
    assert Job(response, Transcript((0,), (1,), ("a",)), Usage(5)) == job
    assert to_cues([Cue(0, 1000, "a")]) == job.cues
    assert MediaOnly(media_id="m") == job.media
    assert job.cues is job.cues
    assert (job, job.cues, job.media) == (again := pickle.loads(pickle.dumps(job)), again.cues, again.media)


@pytest.mark.parametrize(("payload", "job_type"), [("[]", "ASR"), ('["a"]', "TextGenerate"), (None, "ASR")])
def test_cues_are_those_of_a_transcript(payload: str | None, job_type: str) -> None:
    """An empty transcript makes empty `Cues`; another result, or none, makes None."""
    job = decode_job(decode_response(make_body(payload, job_type)))
    assert (None if payload != "[]" else to_cues(())) == job.cues


@pytest.mark.parametrize("decode", [decode_job, lambda response: inspect_job(response)[0]])
def test_a_job_without_a_result_is_a_job(decode: Callable[[Response], Job]) -> None:
    """All that is known of it is that it failed."""
    response = Response(state="Failed")
    assert Job(response) == decode(response)


def test_an_inspection_keeps_what_it_can() -> None:
    """The parts that are good are decoded, and the problems of the others are listed, in the order of decoding."""
    broken_cues = json.dumps([{"content": 1, "from": 0, "to": 1}])
    bodies = [RESULT, RESULT | {"Usage": "[]"}, RESULT | {"AiResult": broken_cues}]
    bodies.append(RESULT | {"AiResult": broken_cues, "Usage": "[]"})
    inspected = [inspect_job(decode_response(make_body(JobResult=result))) for result in bodies]
    jobs, problems, unlisted = zip(*inspected, strict=True)
    assert (0, 0, 0, 0) == unlisted
    assert [True, True, False, False] == [job.cues is not None and job.result is not None for job in jobs]
    assert [Usage(5), None, Usage(5), None] == [job.usage for job in jobs]
    in_usage = ".JobResult.Usage | fromjson"
    in_cues = ".JobResult.AiResult | fromjson | .[0].content"
    assert [[], [in_usage], [in_cues], [in_cues, in_usage]] == [[one.path for one in listed] for listed in problems]


def test_an_inspection_lists_what_makes_a_body_bad() -> None:
    """Where decoding raises for a payload, an inspection lists the same problems."""
    response = decode_response(make_body('[{"content":1},{"from":"x"}]'))
    with pytest.raises(DecodeError) as caught:
        decode_job(response)
    assert caught.value.problems == inspect_job(response)[1]


@pytest.mark.parametrize("ai_result", ['["a"]', "[5]", json.dumps([{"content": "a", "from": 2**54, "to": 2**55}])])
@pytest.mark.parametrize("usage", [None, '{"total_tokens":5}', "[]", f'{{"total_tokens":{2**53 + 1}}}'])
@pytest.mark.parametrize("config", [None, '{"Type":"Title"}', "[1]", '{"GenerateConfig":5}'])
@pytest.mark.parametrize("job_type", ["ASR", "TextGenerate"])
def test_an_inspection_finds_a_problem_where_decoding_does(
    job_type: str, config: str | None, usage: str | None, ai_result: str
) -> None:
    """Whichever parts are broken; of several it has the problems of all, and decoding has those of the first."""
    info = {"JobType": job_type, "EditingConfig": config}
    response = decode_response(make_body(JobResult={"AiResult": ai_result, "Usage": usage}, SmartJobInfo=info))
    _, problems, _ = inspect_job(response)
    found: tuple[Problem, ...] = ()
    try:
        decode_job(response)
    except DecodeError as error:
        found = error.problems
    assert found == problems[: len(found)]
    assert bool(found) == bool(problems)


def test_the_request_is_judged_before_the_usage() -> None:
    """Of several broken parts the first one to be decoded is reported."""
    result = {"AiResult": '["a"]', "Usage": "["}
    info = {"JobType": "TextGenerate", "EditingConfig": "["}
    with pytest.raises(DecodeError) as caught:
        decode_job(decode_response(make_body(JobResult=result, SmartJobInfo=info)))
    assert [".SmartJobInfo.EditingConfig"] == [problem.path for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("job_type", "result"),
    [
        ("ASR", TRANSCRIPT),
        ("NewType", TRANSCRIPT),
        ("AvatarVideo", TRANSCRIPT),
        ("TextToSpeech", Speech(transcript=TRANSCRIPT)),
    ],
)
@pytest.mark.parametrize("ai_result", ["some words", '"some words"', "{words}", "[a]"])
def test_an_output_of_a_known_form_is_the_result(ai_result: str, job_type: str, result: Result) -> None:
    """Where the AiResult has none: its text is kept, and which one was read is noted."""
    job = decode_job(decode_response(make_body(ai_result, job_type, Output=TEXT)))
    assert result == job.result
    assert (Unread("ai_result", ai_result),) == job.unread
    assert (Note(".Output", "the result, in place of an AiResult of another form"),) == job.notes


def test_an_output_is_the_result_where_the_ai_result_is_an_empty_array_or_an_unknown_object() -> None:
    """An empty array has nothing to keep."""
    note = Note(".Output", "the result, in place of an AiResult of another form")
    for ai_result, unread in (("[]", ()), ('{"a": 1}', (Unread("ai_result", '{"a": 1}'),))):
        job = decode_job(decode_response(make_body(ai_result, Output=TEXT)))
        assert (TRANSCRIPT, unread, (note,)) == (job.result, job.unread, job.notes)
    assert Transcript() == decode_job(decode_response(make_body("[]", Output="words"))).result


def test_a_result_is_decoded_or_none() -> None:
    """Where `decode_result` raises that there is none."""
    assert TRANSCRIPT == decode_result_or_none(decode_response(make_body(TEXT)))
    assert decode_result_or_none(Response(state="Failed")) is None


def test_of_two_payloads_of_no_known_form_the_first_is_the_result() -> None:
    """And the other is kept, unless it says the same."""
    for output, unread in (("words", ()), (" words\n", ()), ("other", (Unread("output", "other"),))):
        job = decode_job(decode_response(make_body("words", Output=output)))
        assert (Unrecognized("words"), unread, ()) == (job.result, job.unread, job.notes)


@pytest.mark.parametrize(
    ("output", "is_kept"),
    [
        (TEXT, False),
        (f" {TEXT} ", False),
        (json.dumps(CUES, indent=1), False),
        (json.dumps([dict(reversed(item.items())) for item in CUES]), False),
        (json.dumps(TEXT), False),
        ("[]", False),
        ("{}", False),
        ("null", False),
        ("", False),
        (OTHER, True),
        ("words", True),
        (TEXT[:-1], True),
        ('{"a":1}', True),
    ],
)
def test_an_output_that_says_something_else_is_kept(output: str, is_kept: bool) -> None:  # noqa: FBT001 - the answer
    """Texts are compared, and then what they are the JSON of."""
    job = decode_job(decode_response(make_body(TEXT, Output=output)))
    assert (TRANSCRIPT, (Unread("output", output),) if is_kept else ()) == (job.result, job.unread)


@pytest.mark.parametrize(
    ("ai_result", "output", "is_kept"),
    [
        ('{"a": 1}', '{"a": true}', True),
        ('{"a": 1, "b": 2}', '{"b":2.0,"a":1}', False),
        ('{"a": [1, "1.0"]}', '{"a":[1.0,"1.0"]}', False),
        ('{"a": "x,1.0]"}', '{"a":"x,1]"}', True),
        ('{"a": "\\"1.0,"}', '{"a":"\\"1,"}', True),
        ('{"a": [0, 10000000000000000, -3e2]}', '{"a":[-0.0,1e16,-300]}', False),
        ('{"a": [0.5, 1e-7]}', '{"a":[5E-1,1.0e-07]}', False),
        ('{"a": 1.5}', '{"a":15}', True),
        ('{"a": "1e16"}', '{"a":"10000000000000000"}', True),
        (
            '{"a": [18446744073709551615, 18446744073709551616]}',
            '{"a":[18446744073709551615,184467440737095516160e-1]}',
            False,
        ),
        ('{"a": 18446744073709551615}', '{"a":18446744073709551616}', True),
        ("[" * 1000 + "]" * 1000, " " + "[" * 999 + " []" + "]" * 999, True),
    ],
)
def test_values_that_only_compare_alike_say_something_else(
    ai_result: str,
    output: str,
    is_kept: bool,  # noqa: FBT001 - the answer
) -> None:
    """To Python `1` is `True`; and what is too deep to be compared is kept."""
    response = Response(state="Finished", job_result=JobResult(ai_result=ai_result), output=output)
    job = decode_job(response)
    assert (Unrecognized(ai_result), (Unread("output", output),) if is_kept else ()) == (job.result, job.unread)
    assert job.result == decode_result(response)


def test_numbers_are_compared_in_little_memory() -> None:
    """Not all of them at once, and large ones without all their digits."""
    peaks: list[float] = []
    for number in ("1.5", "1e308"):
        output = "[" + f"{number}," * 10_000 + "1]"
        tracemalloc.start()
        job = decode_job(decode_response(make_body(TEXT, Output=output)))
        peaks.append(tracemalloc.get_traced_memory()[1] / len(output))
        tracemalloc.stop()
        assert (Unread("output", output),) == job.unread
    assert max(peaks) < 100


def test_a_job_without_a_result_keeps_its_payloads() -> None:
    """Whatever its state, but not the id of its media."""
    for state in ("Failed", "Executing"):
        job = decode_job(decode_response(make_body(TEXT, State=state, Output="words")))
        assert (None, (Unread("ai_result", TEXT), Unread("output", "words"))) == (job.result, job.unread)
    media = decode_job(decode_response(make_body(None, State="Failed", Output="******bf47c94e82b3b2014361******")))
    assert (None, ()) == (media.result, media.unread)


def test_a_broken_output_is_an_error_where_it_would_be_the_result() -> None:
    """As without an AiResult; where that is read, the text is kept."""
    broken = '[{"content":1,"from":0,"to":1}]'
    with pytest.raises(DecodeError) as caught:
        decode_job(decode_response(make_body("words", Output=broken)))
    assert [".Output | fromjson | .[0].content"] == [problem.path for problem in caught.value.problems]
    job = decode_job(decode_response(make_body(TEXT, Output=broken)))
    assert (TRANSCRIPT, (Unread("output", broken),)) == (job.result, job.unread)
    unknown = decode_job(decode_response(make_body("words", "NewType", Output=broken)))
    assert (Unrecognized("words"), (Unread("output", broken),)) == (unknown.result, unknown.unread)


def test_copies_are_read_from_the_first_payload() -> None:
    """Plain text is a copy, so that an array beside it is another payload."""
    job = decode_job(decode_response(make_body("Fresh.", "TextGenerate", Output='["a"]')))
    assert (decode_copies("Fresh."), (Unread("output", '["a"]'),)) == (job.result, job.unread)


@pytest.mark.parametrize("decode", [decode_job, lambda response: inspect_job(response)[0]])
def test_the_notes_of_all_parts_are_together(decode: Callable[[Response], Job]) -> None:
    """Of the body, the result and the usage, in this order."""
    result = {"AiResult": json.dumps(TEXT), "Usage": json.dumps('{"total_tokens":5}')}
    job = decode(decode_response({"State": "Finished", "JobResult": result, "UserData": [1]}))
    assert (TRANSCRIPT, Usage(5), ()) == (job.result, job.usage, job.unread)
    assert [".UserData", ".JobResult.AiResult", ".JobResult.Usage"] == [note.path for note in job.notes]


def test_an_inspection_of_a_broken_payload_has_nothing_unread() -> None:
    """The payload was read, and is listed with its problems."""
    job, problems, _ = inspect_job(decode_response(make_body("[5]", Output="words")))
    assert (Job(job.response), 1) == (job, len(problems))


json_leaves = st.sampled_from(("w1", "w2", "w3", "w4", "w5", "w6", 1, 2.5, None, "", True))
json_keys = st.sampled_from(
    (
        *("content", "Content", "text", "from", "to", "begin_time", "endTime", "details", "Details", "segments"),
        *("subtitleClips", "SubtitleClips", "outputVideoUrl", "OutputVideoUrl", "TranslatedTextArray", "Source"),
        *("Target", "VideoTranslationAiResultMap", "en", "MediaURL", "mediaUrl", "SubtitleTracks", "Content"),
        *("SubtitleTrackClips", "Type", "TimelineIn", "TimelineOut", "x"),
    )
)
cue_items = st.fixed_dictionaries(
    {"content": json_leaves.filter(lambda leaf: isinstance(leaf, str)), "from": st.just(1), "to": st.just(2)},
    optional={"x": json_leaves, "Content": json_leaves},
)
clips = st.fixed_dictionaries(
    {"Content": json_leaves, "TimelineIn": st.just(0), "TimelineOut": st.just(1)}, optional={"Type": json_leaves}
)
json_values = st.recursive(
    json_leaves | st.lists(cue_items, max_size=2) | st.lists(clips, max_size=2),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(json_keys, inner, max_size=4)
        | inner.map(json.dumps)
        | st.lists(st.fixed_dictionaries({"SubtitleTrackClips": inner}), max_size=2).map(
            lambda tracks: {"SubtitleTracks": tracks}
        )
    ),
    max_leaves=6,
)
payloads = json_values | json_values.map(json.dumps) | json_leaves
job_types = st.sampled_from(("ASR", "TextToSpeech", "TextGenerate", "AvatarVideo", "VideoTranslation", "Other"))


@try_times(3)
@given(payloads, payloads, payloads, job_types, st.sampled_from(("Finished", "Failed")))
def test_no_word_of_a_job_is_lost(ai_result: Any, output: Any, usage: Any, job_type: str, state: str) -> None:
    """Whatever its payloads are, each word of them is in some value of the job, or there is an error."""
    texts = [value if isinstance(value, list | dict) else str(value or "") for value in (ai_result, output)]
    body = make_body("", job_type, State=state, Output=texts[1], JobResult={"AiResult": texts[0], "Usage": usage})
    try:
        job = decode_job(decode_response(body))
    except DecodeError:
        return
    found = json.dumps(list_values((job.result, job.usage, job.unread, job.media)))
    words = [word for word in ("w1", "w2", "w3", "w4", "w5", "w6") if word in json.dumps([*texts, usage])]
    assert [] == [word for word in words if word not in found]


def list_values(value: object) -> object:
    """List all that a value has in it."""
    if isinstance(value, Mapping):
        return [[key, list_values(item)] for key, item in value.items()]
    if isinstance(value, tuple):
        return [list_values(item) for item in value]
    kind: type[Any] = type(value)
    return [list_values(getattr(value, field.name)) for field in fields(kind)] if has(kind) else value
