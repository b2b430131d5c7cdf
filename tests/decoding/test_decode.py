"""Response → result: by job type, by shape, and what is wrong with a payload."""

import json
from decimal import Decimal, localcontext
from typing import Any

import pytest
from attrs import evolve
from helpers.bodies import make_body
from helpers.problems import find_problems
from hypothesis import given, strategies as st

from smarthandle_results import (
    Avatar,
    Copies,
    Copy,
    Cue,
    JsonObject,
    MediaOnly,
    NoResultError,
    Result,
    Segment,
    SmartHandleError,
    Speech,
    Transcript,
    TranslatedMedia,
    TranslatedText,
    Translation,
    Unrecognized,
    decode_copies,
    decode_job,
    decode_response,
    decode_result,
    decode_transcript,
    decode_usage,
    find_transcript,
    to_cues,
    to_job_row,
    to_jsonl,
    to_srt,
    to_vtt,
)
from smarthandle_results._decoding.transcript import _read_items, read_columns
from smarthandle_results._errors import Problems

TOO_LARGE = "expected number, got a number of more than 64 bits"
NOTHING, NO_NUMBER = "expected string, got nothing", "expected number, got nothing"
HELLO = {"content": "Hello.", "from": 0.5, "to": 1.25}
HELLO_TRANSCRIPT = Transcript((0.5,), (1.25,), ("Hello.",))
MEDIA = {"MediaId": "******bf47c94e82b3b2014361******", "MediaUrl": "https://example.com/a.mp4"}


def decode(body: str) -> Result:
    """Decode a body's result."""
    return decode_result(decode_response(body))


@pytest.mark.parametrize(
    ("payload", "job_type", "expected"),
    [
        ([HELLO], "ASR", HELLO_TRANSCRIPT),
        ([], "ASR", Transcript()),
        ("just text", "ASR", Unrecognized("just text")),
        ("[music] hello", "ASR", Unrecognized("[music] hello")),
        ({"a": 1}, "ASR", Unrecognized('{"a": 1}')),
        ([HELLO], "TextToSpeech", Speech(transcript=HELLO_TRANSCRIPT)),
        ("just text", "TextToSpeech", Unrecognized("just text")),
        ({"subtitleClips": [HELLO]}, "AvatarVideo", Avatar(transcript=HELLO_TRANSCRIPT)),
        ({"subtitleClips": json.dumps([HELLO])}, "AvatarVideo", Avatar(transcript=HELLO_TRANSCRIPT)),
        ({"outputVideoUrl": "u", "subtitleClips": " "}, "AvatarVideo", Avatar(output_video_url="u")),
        ({"outputVideoUrl": "u", "maskVideoUrl": None}, "AvatarVideo", Avatar(output_video_url="u")),
        ({"a": [1]}, "AvatarVideo", Avatar(extra=JsonObject({"a": (1,)}))),
        ("text", "AvatarVideo", Unrecognized("text")),
        (
            {"EditingProjectId": "p", "TranslatedText": "t", "TranslatedTextArray": [{"Source": "a", "Target": "b"}]},
            "VideoTranslation",
            Translation(editing_project_id="p", translated_text="t", pairs=(TranslatedText("a", "b"),)),
        ),
        (
            {"TranslatedTextArray": [{"Source": "a", "Target": "b", "n": 1}]},
            "VideoTranslation",
            Translation(pairs=(TranslatedText("a", "b", JsonObject({"n": 1})),)),
        ),
        (
            {"DetextVideoURL": "d", "VideoTranslationAiResultMap": {"en": {"MediaURL": "m", "x": 1}}},
            "VideoTranslation",
            Translation(
                detext_video_url="d",
                media=(TranslatedMedia(language="en", media_url="m", extra=JsonObject({"x": 1})),),
            ),
        ),
        ({"MediaURL": "m"}, "VideoTranslation", Translation(media=(TranslatedMedia(media_url="m"),))),
        ("text", "VideoTranslation", Unrecognized("text")),
        ([HELLO], "NewType", HELLO_TRANSCRIPT),
        ({"outputVideoUrl": "u"}, "NewType", Avatar(output_video_url="u")),
        ({"TranslatedTextArray": []}, "NewType", Translation()),
        ({"a": 1}, "NewType", Unrecognized('{"a": 1}')),
        ([], "NewType", Unrecognized("[]")),
        ([{"from": 0, "to": 1}], "NewType", Unrecognized('[{"from": 0, "to": 1}]')),
        ({"subtitleClips": "hello"}, "NewType", Unrecognized('{"subtitleClips": "hello"}')),
        ("[{", "NewType", Unrecognized("[{")),
    ],
)
def test_a_payload_is_read_by_job_type_and_by_shape(payload: object, job_type: str, expected: Result) -> None:
    """The type says what is expected, the shape what is there."""
    assert expected == decode(make_body(payload, job_type))


@pytest.mark.parametrize("text", ["", "{}", "null", "  "])
def test_an_output_that_says_nothing_is_no_result(text: str) -> None:
    """Neither payload nor media: there is nothing to decode, and the error carries the state."""
    with pytest.raises(NoResultError) as caught:
        decode(make_body("", Output=text))
    assert ("Finished", None, None) == (caught.value.state, caught.value.code, caught.value.message)


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        (json.dumps([HELLO]), HELLO_TRANSCRIPT),
        ("******bf47c94e82b3b2014361******", MediaOnly(media_id="******bf47c94e82b3b2014361******")),
        ("https://example.com/a.mp4", MediaOnly(media_url="https://example.com/a.mp4")),
        ("some words", Unrecognized("some words")),
    ],
)
def test_output_stands_in_for_a_missing_ai_result(output: str, expected: Result) -> None:
    """Bodies from before 2023 have the result there; others an id or a URL."""
    assert expected == decode(make_body(Output=output))


def test_ai_result_is_preferred_to_output() -> None:
    """Where a body has both, AiResult counts."""
    assert HELLO_TRANSCRIPT == decode(make_body([HELLO], Output="[]"))


@pytest.mark.parametrize("text", ["{}", " null ", ""])
def test_an_ai_result_that_says_nothing_does_not_hide_output(text: str) -> None:
    """What is empty is absent."""
    assert HELLO_TRANSCRIPT == decode(make_body(text, Output=json.dumps([HELLO])))


@pytest.mark.parametrize("job_type", ["ASR", "DynamicChart", "NewType", "AvatarVideo", "TextGenerate"])
def test_a_job_without_a_payload_may_have_media(job_type: str) -> None:
    """A result that is only a media asset."""
    assert MediaOnly(media_id=MEDIA["MediaId"], media_url=MEDIA["MediaUrl"]) == decode(
        make_body(None, job_type, JobResult=MEDIA)
    )


def test_speech_without_subtitles_is_speech() -> None:
    """No transcript where no subtitles were requested."""
    assert Speech(media_id=MEDIA["MediaId"], media_url=MEDIA["MediaUrl"]) == decode(
        make_body(None, "TextToSpeech", JobResult=MEDIA)
    )


@pytest.mark.parametrize("state", ["Created", "Creating", "Executing", "Failed", "Cancelled"])
def test_a_job_that_is_not_finished_has_no_result(state: str) -> None:
    """The error carries what the body says of the failure."""
    body = make_body([HELLO], State=state, ErrorCode="A.B", ErrorMessage="words")
    with pytest.raises(NoResultError) as caught:
        decode(body)
    assert (state, "A.B", "words") == (caught.value.state, caught.value.code, caught.value.message)


@pytest.mark.parametrize("state", [None, "Succeeded"])
def test_an_unknown_state_does_not_hide_a_payload(state: str | None) -> None:
    """States are an open set."""
    assert HELLO_TRANSCRIPT == decode(make_body([HELLO], State=state))


def test_every_problem_of_a_payload_is_reported_at_its_place() -> None:
    """Types, absence, null, booleans, and numbers that the parser could not keep."""
    items = [
        HELLO,
        {"content": None, "from": True, "to": "soon"},
        {"from": 2},
        "text",
        {"content": "x", "from": 2**64, "to": "1e999", "odd key": [-(2**64)]},
    ]
    place = ".JobResult.AiResult | fromjson | "
    assert [
        (f"{place}.[1].content", "expected string, got null"),
        (f"{place}.[1].from", "expected number, got boolean"),
        (f"{place}.[1].to", "expected number, got string"),
        (f"{place}.[2].content", "expected string, got nothing"),
        (f"{place}.[2].to", "expected number, got nothing"),
        (f"{place}.[3]", "expected object, got string"),
        (f"{place}.[4].from", TOO_LARGE),
        (f"{place}.[4].to", TOO_LARGE),
        (f'{place}.[4]["odd key"][0]', TOO_LARGE),
    ] == find_problems(decode, make_body(items))


CUT = "expected JSON, got unexpected end of data at line 1, column"


@pytest.mark.parametrize(
    ("job_type", "payload", "problems"),
    [
        ("ASR", '[{"content"', {"": f"{CUT} 12"}),
        ("TextGenerate", '["a",', {"": f"{CUT} 6"}),
        ("TextGenerate", ["a", 3], {".[1]": "expected string or object, got number"}),
        ("TextGenerate", ["a", None], {".[1]": "expected string or object, got null"}),
        ("AvatarVideo", {"subtitleClips": "[{"}, {".subtitleClips": f"{CUT} 3"}),
        (
            "AvatarVideo",
            {"subtitleClips": 3, "maskVideoUrl": 4},
            {".maskVideoUrl": "expected string, got number", ".subtitleClips": "expected array, got number"},
        ),
        (
            "AvatarVideo",
            {"maskVideoUrl": 4, "SubtitleClips": "[{"},
            {".maskVideoUrl": "expected string, got number", ".SubtitleClips": f"{CUT} 3"},
        ),
        (
            "VideoTranslation",
            {"translatedTextArray": [{"source": 3, "target": ""}]},
            {".translatedTextArray[0].source": "expected string, got number"},
        ),
        (
            "AvatarVideo",
            {"subtitleClips": '[{"content":"x","from":0}]'},
            {".subtitleClips | fromjson | .[0].to": "expected number, got nothing"},
        ),
        ("VideoTranslation", {"TranslatedTextArray": {}}, {".TranslatedTextArray": "expected array, got object"}),
        (
            "VideoTranslation",
            {"TranslatedTextArray": [{"Source": "a"}, 3]},
            {
                ".TranslatedTextArray[0].Target": "expected a value, got nothing",
                ".TranslatedTextArray[1]": "expected object, got number",
            },
        ),
        (
            "VideoTranslation",
            {"VideoTranslationAiResultMap": []},
            {".VideoTranslationAiResultMap": "expected object, got array"},
        ),
        (
            "VideoTranslation",
            {"VideoTranslationAiResultMap": {"zh-TW": 3}},
            {'.VideoTranslationAiResultMap["zh-TW"]': "expected object, got number"},
        ),
    ],
)
def test_a_broken_payload_of_a_known_form_is_an_error(job_type: str, payload: object, problems: dict[str, str]) -> None:
    """Each problem is reported at its place, strings that hold JSON included."""
    expected = [
        (f".JobResult.AiResult | fromjson | {path}" if path else ".JobResult.AiResult", message)
        for path, message in problems.items()
    ]
    assert expected == find_problems(decode, make_body(payload, job_type))


def test_deep_values_are_refused() -> None:
    """Python's hash and comparison recurse; a value too deep for them is reported where it gets too deep."""
    items = [{**HELLO, "x": json.loads("[" * 101 + "]" * 101)}]
    [(path, message)] = find_problems(decode, make_body(items))
    assert f".JobResult.AiResult | fromjson | .[0].x{'[0]' * 100}" == path
    assert "expected at most 100 levels of nesting, got more" == message


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (
            {"statusCode": 200, "body": {"state": "Finished", "jobResult": {"aiResult": "[3]"}}},
            ".body.jobResult.aiResult",
        ),
        ({"state": "Finished", "output": "[3]"}, ".output"),
        ({"State": "Finished", "JobResult": {"aiResult": "[3]"}}, ".JobResult.aiResult"),
        ({"state": "Finished", "job_result": {"ai_result": "[3]"}}, ".job_result.ai_result"),
    ],
)
def test_paths_follow_the_spelling_of_the_body(body: dict[str, Any], path: str) -> None:
    """Whatever the spelling, jq finds the place."""
    inner = body.get("body", body)
    inner["smartJobInfo"] = {"jobType": "ASR"}
    problem = (f"{path} | fromjson | .[0]", "expected object, got number")
    assert [problem] == find_problems(decode, json.dumps(body))


@pytest.mark.parametrize(
    ("item", "segment"),
    [
        ({"content": "a", "from": "0.5", "to": "2"}, Segment(0.5, 2, "a")),
        ({"text": "a", "begin_time": "0", "end_time": "4247"}, Segment(0, 4.247, "a")),
        ({"text": "a", "begin_time": 1_200_000, "end_time": 1_204_247.5}, Segment(1200, Decimal("1204.2475"), "a")),
        ({"content": "a", "from": 1200, "to": 3600.5}, Segment(1200, 3600.5, "a")),
        ({"content": "a", "from": 1, "end_time": 2000}, Segment(1, 2, "a")),
        (
            {"content": "a", "text": "b", "from": 0, "begin_time": 1, "to": 1},
            Segment(0, 1, "a", JsonObject({"text": "b", "begin_time": 1})),
        ),
        ({"content": None, "text": "b", "from": 0, "to": 1}, Segment(0, 1, "b", JsonObject({"content": None}))),
    ],
)
def test_the_unit_of_a_time_follows_its_key(item: dict[str, object], segment: Segment) -> None:
    """`from`/`to` are seconds and `begin_time`/`end_time` milliseconds, whatever their size."""
    assert (segment,) == tuple(decode_transcript(json.dumps([item])))


def test_times_beyond_a_floats_digits_are_exact() -> None:
    """A huge count of milliseconds keeps its last digit."""
    text = json.dumps([{"text": "a", "begin_time": 0, "end_time": 2**63 - 1}])
    assert (Cue(0, 2**63 - 1, "a"),) == to_cues(decode_transcript(text))[:]


cue_items = st.fixed_dictionaries(
    {"content": st.text(max_size=3), "from": st.integers(0, 9) | st.floats(0, 9), "to": st.integers(0, 9)},
    optional={"x": st.none(), "text": st.text(max_size=3)},
)


@given(st.lists(cue_items, max_size=4))
def test_the_quick_way_and_the_slow_way_agree(items: list[object]) -> None:
    """Where all columns can be read at once, they are what reading item by item gives."""
    quick = read_columns(items)
    slow = _read_items(items, ".", Problems())
    assert quick is None or slow == quick
    assert slow == decode_transcript(json.dumps(items))


@pytest.mark.parametrize(
    "text", ["0" * 5000, "1" * 5000, "-00.5", "1e5", "9223372036854775808", "18446744073709551616"]
)
def test_numeric_strings_of_any_length_are_numbers_or_errors(text: str) -> None:
    """Python's limit on the digits of an integer does not apply."""
    problems = find_problems(decode_transcript, json.dumps([{**HELLO, "from": text}]))
    assert problems == ([(".[0].from", TOO_LARGE)] if float(text) >= 2**64 else [])


def test_exactness_does_not_depend_on_the_callers_decimal_context() -> None:
    """A program may have set a precision of its own."""
    with localcontext(prec=5):
        transcript = decode_transcript('[{"text":"a","begin_time":1204247.5,"end_time":9223372036854775807}]')
        assert (Cue(1_204_248, 2**63 - 1, "a"),) == to_cues(transcript)[:]


def test_columns_and_items_read_alike() -> None:
    """Reading columns gives what reading item by item gives."""
    items = [HELLO, {"content": "Bye.", "from": 2, "to": 3.5}]
    slow = decode_transcript(json.dumps([*items, {**HELLO, "speaker": 1}]))
    assert tuple(decode_transcript(json.dumps(items))) == slow[:2]
    assert Segment(0.5, 1.25, "Hello.", JsonObject({"speaker": 1})) == slow[2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            json.dumps({"subtitleClips": json.dumps([HELLO]), "x": 1}),
            evolve(HELLO_TRANSCRIPT, extra=JsonObject({"x": 1})),
        ),
        (json.dumps({"SubtitleClips": [HELLO]}), HELLO_TRANSCRIPT),
        (json.dumps({"subtitleClips": ""}), Transcript()),
        (json.dumps({"details": [HELLO]}) + " ", HELLO_TRANSCRIPT),
        ("\ufeff" + json.dumps({"details": None, "subtitleClips": [HELLO]}), HELLO_TRANSCRIPT),
    ],
)
def test_decode_transcript_accepts_objects_that_contain_cues(text: str, expected: Transcript) -> None:
    """An AvatarVideo payload, and the data of a smart tag."""
    assert expected == decode_transcript(text)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("3", [(".", "expected array of cues, got number")]),
        ("{}", [(".", "expected array of cues, got object")]),
        (make_body([HELLO]), [(".", "expected array of cues, got a response body: decode_response accepts it")]),
        ("['", [(".", "expected JSON, got a single quote at line 1, column 2: JSON has double quotes alone")]),
        ('[{"content":"a","from":0}]', [(".[0].to", "expected number, got nothing")]),
        ('{"details":3}', [(".details", "expected array, got number")]),
        ('{"details":[3]}', [(".details[0]", "expected object, got number")]),
        ('{"SubtitleClips":"3"}', [(".SubtitleClips | fromjson", "expected array, got number")]),
        ('"Hello."', [(".", "expected array of cues, got string")]),
        (json.dumps("[3]"), [(".", "expected array of cues, got string")]),
        (json.dumps('[{"from":3}]'), [(". | fromjson | .[0].content", NOTHING), (". | fromjson | .[0].to", NO_NUMBER)]),
    ],
)
def test_decode_transcript_reports_what_is_wrong(text: str, problems: list[tuple[str, str]]) -> None:
    """A payload alone has paths from its own root."""
    assert problems == find_problems(decode_transcript, text)


@pytest.mark.parametrize(
    ("text", "copies"),
    [
        ('["a","b"]', (Copy("a"), Copy("b"))),
        ('[{"text":"a","n":1}]', (Copy("a", JsonObject({"text": "a", "n": 1})),)),
        ('{"title":"t"}', (Copy(None, JsonObject({"title": "t"})),)),
        ('\ufeff["a"]', (Copy("a"),)),
        ("[[new]] cakes", (Copy("[[new]] cakes"),)),
        ("plain\ntext", (Copy("plain\ntext"),)),
        ("[1] plain", (Copy("[1] plain"),)),
        ("[]", ()),
        (" ", ()),
    ],
)
def test_copies_come_in_many_forms(text: str, copies: tuple[Copy, ...]) -> None:
    """Arrays, objects and plain text."""
    assert Copies.of(copies) == decode_copies(text)


@pytest.mark.parametrize(("text", "path"), [('["a", 3]', ".[1]"), ("3", None), ('["a",', ".")])
def test_decode_copies_reports_places_from_the_payloads_root(text: str, path: str | None) -> None:
    """A payload alone is its own root."""
    assert [path] * (path is not None) == [place for place, _ in find_problems(decode_copies, text)]


def test_speech_that_finished_with_nothing_is_no_result() -> None:
    """As for any other type: neither payload nor media."""
    with pytest.raises(NoResultError):
        decode(make_body(None, "TextToSpeech"))


def test_find_transcript_looks_into_any_result() -> None:
    """Itself, a speech's or an avatar's; other results, or no result, have none."""
    results: list[Result | None] = [
        HELLO_TRANSCRIPT,
        Speech(transcript=HELLO_TRANSCRIPT),
        Avatar(),
        Copies(),
        Unrecognized(""),
        None,
    ]
    assert [HELLO_TRANSCRIPT, HELLO_TRANSCRIPT] + [None] * 4 == [find_transcript(result) for result in results]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["content", "text", "from", "to", "begin_time", "end_time", "subtitleClips", "Type", "x", "é"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
job_types = st.sampled_from(["ASR", "TextToSpeech", "TextGenerate", "AvatarVideo", "VideoTranslation", "Other"])
json_texts = json_values.map(json.dumps)
payloads = st.text(max_size=40) | json_texts | json_texts.map(lambda text: text[:-1])


@given(payloads, job_types, payloads)
def test_any_payload_gives_a_value_or_an_error_of_this_library(payload: str, job_type: str, usage: str) -> None:
    """Whatever a payload contains, every path of every problem runs in jq, and nothing else is raised."""
    body = make_body(None, job_type, JobResult={"AiResult": payload, "Usage": usage})
    response = decode_response(body)
    for function in (decode_result, decode_usage, decode_job):
        try:
            find_problems(lambda _, function=function: function(response), body)  # type: ignore[misc]
        except NoResultError:
            continue


xml_bodies = payloads.map(
    lambda text: (
        f"<GetSmartHandleJobResponse><JobResult><AiResult>{text}</AiResult></JobResult></GetSmartHandleJobResponse>"
    )
)


@given(st.binary(max_size=200) | (payloads | json_texts | xml_bodies).map(str.encode))
def test_any_bytes_give_a_response_or_an_error_of_this_library(body: bytes) -> None:
    """Nothing but a SmartHandleError ever comes out, and what is decoded can be written."""
    try:
        response = decode_response(body)
        to_jsonl([to_job_row(decode_job(response))])
        transcript = find_transcript(decode_result(response))
    except SmartHandleError as error:
        assert str(error)  # noqa: PT017 - most bytes raise nothing
    else:
        cues = to_cues(transcript or ())
        assert to_srt(cues).count("-->") == to_vtt(cues).count("-->") == len(cues)


def test_white_space_before_a_payload_is_ignored() -> None:
    """Its first other character distinguishes a payload from text."""
    assert HELLO_TRANSCRIPT == decode(make_body(f"\n {json.dumps([HELLO])}"))


def test_the_problems_of_an_output_are_reported_at_their_place() -> None:
    """As an `AiResult` is."""
    body = make_body(None, "ASR", Output=json.dumps([{**HELLO, "from": None}]))
    assert [(".Output | fromjson | .[0].from", "expected number, got null")] == find_problems(decode, body)


def test_times_of_sixteen_digits_are_exact() -> None:
    """A float does not distinguish them."""
    item = {"content": "x", "begin_time": 9_007_199_254_740_993, "end_time": 9_007_199_254_740_995}
    [cue] = to_cues(decode_transcript(json.dumps([item])))
    assert (9_007_199_254_740_993, 9_007_199_254_740_995) == (cue.start_ms, cue.end_ms)


def test_the_bounds_of_numbers() -> None:
    """Integers of 64 bits with a sign or without one, and floats nearer to zero than 2^63."""
    numbers = (-(2**63), 2**64 - 1, -(2.0**62), 2.0**62)
    usage = decode_usage(json.dumps({str(index): number for index, number in enumerate(numbers)}))
    assert usage
    assert numbers == tuple(usage.other_counts.values())
    for number in (-(2.0**63), 2.0**63):
        assert [(".n", TOO_LARGE)] == find_problems(decode_usage, json.dumps({"n": number}))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('{"text":"a","n":[18446744073709551616]}', ".n[0]"),
        ('["a",{"text":"b","n":{"m":18446744073709551616}}]', ".[1].n.m"),
    ],
)
def test_a_long_number_of_an_object_copy_is_reported_at_its_place(text: str, path: str) -> None:
    """In an array and alone."""
    assert [(path, TOO_LARGE)] == find_problems(decode_copies, text)


@pytest.mark.parametrize(("key", "other"), [("subtitleClips", "SubtitleClips"), ("SubtitleClips", "subtitle_clips")])
def test_a_null_hides_no_other_spelling(key: str, other: str) -> None:
    """A null is the same as an absent key, before or after another spelling."""
    clips = [HELLO]
    for payload in ({key: None, other: clips}, {other: clips, key: None}):
        avatar = decode(make_body(payload, "AvatarVideo"))
        assert isinstance(avatar, Avatar)
        assert HELLO_TRANSCRIPT == avatar.transcript
        assert HELLO_TRANSCRIPT == decode_transcript(json.dumps(payload))


def test_a_null_hides_no_pairs_in_another_spelling() -> None:
    """The same rule for the pairs of a translation."""
    pairs = [{"Source": "你好", "Target": "Hello"}]
    for payload in ({"translatedTextArray": None, "TranslatedTextArray": pairs}, {"TRANSLATEDTEXTARRAY": pairs}):
        translation = decode(make_body(payload, "VideoTranslation"))
        assert isinstance(translation, Translation)
        assert (TranslatedText("你好", "Hello"),) == translation.pairs


@pytest.mark.parametrize("key", ["details", "Details", "DETAILS", "subtitle_clips"])
def test_a_payload_alone_is_read_in_any_spelling(key: str) -> None:
    """The key of the cues may be spelled in any way; null means no cues."""
    assert HELLO_TRANSCRIPT == decode_transcript(json.dumps({key: [HELLO]}))
    assert HELLO_TRANSCRIPT == decode_transcript(json.dumps({"details": None, key: [HELLO]}))
    assert Transcript() == decode_transcript(json.dumps({key: None}))


def test_an_empty_text_hides_no_other_spelling() -> None:
    """An empty string has nothing to lose, and what another spelling has is kept."""
    for payload in ({"subtitleClips": [HELLO], "SubtitleClips": ""}, {"SubtitleClips": "", "subtitleClips": [HELLO]}):
        assert HELLO_TRANSCRIPT == decode_transcript(json.dumps(payload))
    assert Transcript() == decode_transcript('{"subtitleClips": "", "SubtitleClips": ""}')


def test_two_maps_of_media_are_read_as_one() -> None:
    """Under two spellings of the key, as two objects are in a model."""
    english, japanese = {"MediaURL": "https://example.com/en"}, {"MediaURL": "https://example.com/ja"}
    payload = {"VideoTranslationAiResultMap": {"en": english}, "videoTranslationAiResultMap": {"ja": japanese}}
    translation = decode(make_body(payload, "VideoTranslation"))
    assert isinstance(translation, Translation)
    assert [("en", english["MediaURL"]), ("ja", japanese["MediaURL"])] == [
        (medium.language, medium.media_url) for medium in translation.media
    ]
    problems = find_problems(decode, make_body({**payload, "VIDEOTRANSLATIONAIRESULTMAP": 5}, "VideoTranslation"))
    assert [
        (
            ".JobResult.AiResult | fromjson | .VIDEOTRANSLATIONAIRESULTMAP",
            "expected object, got number",
        )
    ] == problems


def test_a_problem_is_at_the_spelling_that_has_a_value() -> None:
    """A path is the same in every process, and never that of a null."""
    broken = {"AiResult": json.dumps([HELLO | {"content": 1}])}
    for keys in (("jobResult", "job_result"), ("job_result", "jobResult")):
        body = {"State": "Finished", keys[0]: None, keys[1]: broken, "SmartJobInfo": {"JobType": "ASR"}}
        assert [(f".{keys[1]}.AiResult | fromjson | .[0].content", "expected string, got number")] == find_problems(
            decode, json.dumps(body)
        )


@pytest.mark.parametrize(
    ("results", "key"),
    [
        ({"AiResult": "[3]", "ai_result": ""}, "AiResult"),
        ({"ai_result": "", "AiResult": "[3]"}, "AiResult"),
        ({"ai_result": "[3]", "AiResult": ""}, "ai_result"),
        ({"ai_result": "[4]", "AiResult": "[3]"}, "AiResult"),
        ({"AiResult": "[4]", "aiResult": "[3]"}, "aiResult"),
    ],
)
def test_a_path_is_that_of_the_spelling_that_is_read(results: dict[str, str], key: str) -> None:
    """Which is the last one that is not empty."""
    body = {"State": "Finished", "JobResult": results, "SmartJobInfo": {"JobType": "ASR"}}
    assert [(f".JobResult.{key} | fromjson | .[0]", "expected object, got number")] == find_problems(
        decode, json.dumps(body)
    )
