"""Named attacks by growth: twice the input takes twice the time and memory, for every public function."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from types import FunctionType
from typing import Any, Final, TypeAlias

import pytest
from helpers.bodies import make_body
from helpers.growth import check_growth
from helpers.sample import mark_pairs

import smarthandle_results
from smarthandle_results import (
    Cue,
    Cues,
    Job,
    Response,
    SmartHandleError,
    Transcript,
    TranslatedText,
    Translation,
    check,
    choose_profile,
    count_too_wide,
    decode_bcc,
    decode_copies,
    decode_editing_config,
    decode_job,
    decode_job_parameters,
    decode_response,
    decode_result,
    decode_result_or_none,
    decode_srt,
    decode_timeline,
    decode_transcript,
    decode_usage,
    decode_user_data,
    decode_vtt,
    find_media,
    find_transcript,
    from_pysrt,
    locate,
    shape,
    to_ass,
    to_bcc,
    to_copy_rows,
    to_cue_rows,
    to_cues,
    to_hls_segments,
    to_job_row,
    to_jsonl,
    to_markdown,
    to_media_rows,
    to_note,
    to_pair_rows,
    to_payload_rows,
    to_poll_key,
    to_poll_rank,
    to_pysrt,
    to_srt,
    to_text,
    to_timeline_clips,
    to_timeline_file,
    to_usage_row,
    to_vtt,
    translate,
)

# Traced, these take several times as long, and they cover nothing that other tests do not.
pytestmark = [pytest.mark.no_cover, pytest.mark.once]

Makers: TypeAlias = Mapping[str, Callable[[int], Any]]


def make_cues(
    place: Callable[[int, int], tuple[int, int]], text: str = "今天我们来讲人工智能在视频制作里的应用，大家"
) -> Any:
    """Make a function that makes so many cues, whose times are of their number and how many there are."""
    return lambda count: [Cue(*place(number, count), text) for number in range(count)]


MANY: Final[Makers] = {
    "all at one time": make_cues(lambda _, __: (0, 5000)),
    "each within the one before": make_cues(lambda number, count: (number, 2 * count + 5000 - number)),
    "each over all that follow": make_cues(lambda number, count: (number * 100, count * 100 + 5000)),
    "backwards": make_cues(lambda number, count: ((count - number) * 100, (count - number) * 100 + 5000)),
    "of no time": make_cues(lambda number, _: (number, number)),
    "too short to be read": make_cues(lambda number, _: (number * 40, number * 40 + 40), "I said, yes. No?"),
    "to be merged": make_cues(lambda number, _: (number * 200, number * 200 + 200), "ok"),
    "of no time for their words": make_cues(lambda number, _: (number * 9, number * 9 + 9), "It is a, b, c. " * 9),
    "of nothing": make_cues(lambda number, _: (number * 1000, number * 1000 + 900), " \u200b"),
}
"""Many cues of one kind."""

_WITHOUT_LONG: Final = {name: make for name, make in MANY.items() if name != "each over all that follow"}
"""Of cues that are in every segment as much is written as there are cues times segments."""

TEXTS: Final = {
    "words": "Tickets are expensive, ",
    "one word": "a",
    "Chinese": "今天我们来讲",
    "Japanese": "データを見せていただけますか",
    "Korean": "그것은 정말 ",
    "Thai": "ภาษาไทย",
    "lines": "a\n",
    "empty lines": "\n",
    "speakers": "- yes\n",
    "numbers": "1,",
    "brackets": "(《",
    "quotes": "\"' ",
    "stops": "。",
    "abbreviations": "Dr. ",
    "accents": "e\u0301",
    "joiners": "a\u2060",
    "surrogates": "\ud800",
    "tags": "<i>",
    "commands": "{\\",
    "marks": "&amp;-->",
    "Markdown": "[*_`",
}
"""What one long text consists of."""


def make_text(unit: str) -> Callable[[int], list[Cue]]:
    """Make a function that makes one cue of a text of some length, with the time to read it."""
    return lambda length: [Cue(0, 100 * length, unit * (length // len(unit) + 1))]


LAID_OUT: Final[Makers] = {**MANY, **{f"a text of {name}": make_text(unit) for name, unit in TEXTS.items()}}
"""What layout looks at: where a text may be broken, too."""
_MARKS: Final = ("words", "lines", "empty lines", "accents", "joiners", "surrogates", "tags", "commands", "marks")
CUES: Final[Makers] = {**MANY, **{f"a text of {name}": make_text(TEXTS[name]) for name in _MARKS}}
"""What is only read and written."""


def chain(makers: Makers, step: Callable[[Any], Any]) -> Makers:
    """Make something of what is made."""

    def follow(make: Callable[[int], Any]) -> Callable[[int], Any]:
        return lambda count: step(make(count))

    return {name: follow(make) for name, make in makers.items()}


def as_cues(makers: Makers, write: Callable[[Cues], Any]) -> Makers:
    """Make what is written of cues."""
    return chain(makers, lambda cues: write(to_cues(cues)))


def repeat(head: str, units: Iterable[str]) -> Makers:
    """Make functions that make a text that repeats a unit."""
    after = f" after {head!r}" if head else ""
    return chain({f"{unit!r} again{after}": unit.__mul__ for unit in units}, lambda text: head + text)


def make_bodies(payloads: Makers, job_type: str = "ASR") -> Makers:
    """Make functions that make finished bodies of such payloads."""
    return chain(payloads, lambda payload: make_body(payload, job_type))


SEGMENTS: Final[Makers] = {
    "cues": lambda count: [{"content": "hello", "from": n, "to": n + 1.5} for n in range(count)],
    "cues that all need mending": lambda count: [{"content": " x\r", "from": count - n, "to": 0} for n in range(count)],
    "cues that are all bad": lambda count: [{"content": None, "from": "x"}] * count,
    "cues with keys of their own": lambda count: [
        {"content": "x", "from": n, "to": n + 1, f"k{n}": n} for n in range(count)
    ],
    "keys of one cue": lambda count: [{"content": "x", "from": 0, "to": 1, **{f"k{n}": n for n in range(count)}}],
    "digits of a time": lambda count: [{"content": "x", "from": f"0.{'1' * count}", "to": 1}],
    "a text": lambda count: [{"content": "x\n " * count, "from": 0, "to": 1}],
    "texts in texts": lambda count: json.dumps(
        json.dumps(json.dumps([{"content": "\\\"'" * count, "from": 0, "to": 1}]))
    ),
    "empty objects": lambda count: [{}] * count,
}
COPIES: Final[Makers] = {
    "copies": lambda count: ["a copy"] * count,
    "copies that are objects": lambda count: [{"title": "a", f"k{n}": {"a": [n]}} for n in range(count)],
    "copies in a fence": lambda count: "```json\n" + json.dumps(["a"] * count) + "\n```",
    "fences": lambda count: "```\n" * count,
    "lines": lambda count: "1. a\n" * count,
    "bad copies": lambda count: [[None]] * count,
}
PAIRS: Final[Makers] = {
    "pairs": lambda count: {"TranslatedTextArray": [{"Source": "a", "Target": "b", "n": n} for n in range(count)]},
    "languages": lambda count: {
        "VideoTranslationAiResultMap": {f"l{n}": {"MediaURL": "u", "n": n} for n in range(count)}
    },
    "bad pairs": lambda count: {"TranslatedTextArray": [{"Source": 1}] * count},
}
USAGES: Final[Makers] = {
    "keys": lambda count: json.dumps({f"k{n}": n for n in range(count)}),
    "one key again": lambda count: "{" + '"total_tokens":1,' * count + '"a":1}',
    "bad numbers": lambda count: json.dumps({f"k{n}": "x" for n in range(count)}),
    "brackets": lambda count: "[" * count,
}
BODIES: Final[Makers] = {
    **make_bodies(SEGMENTS),
    **make_bodies(COPIES, "TextGenerate"),
    **make_bodies(PAIRS, "VideoTranslation"),
    "fields": lambda count: make_body("[]", **{f"k{n}": n for n in range(count)}),
    "one key again": lambda count: "{" + '"State":"Finished",' * count + '"JobId":"a"}',
    "one key in two spellings": lambda count: "{" + '"JobId":"a","job_id":"b",' * count + '"State":"Failed"}',
    "bodies in bodies": lambda count: '{"body":' * count + "{}" + "}" * count,
    "URLs": lambda count: json.dumps({"State": "Finished", "Output": "http://a/b.mp4 oss://a/b\n" * count}),
    "a user's data": lambda count: make_body("[]", UserData=json.dumps({f"k{n}": [n] * 4 for n in range(count)})),
    "wrong fields": lambda count: make_body("[]", **dict.fromkeys(("State", "JobId", "UserData"), [1] * count)),
    "XML": lambda count: f"<GetSmartHandleJobResponse>{'<State>a</State>' * count}</GetSmartHandleJobResponse>",
    "XML in XML": lambda count: (
        f"<GetSmartHandleJobResponse>{'<a>' * count}{'</a>' * count}</GetSmartHandleJobResponse>"
    ),
    "XML of one name": lambda count: f"<Error>{'<Member>x</Member>' * count}</Error>",
    "XML of entities": lambda count: f"<Error><Message>{'&amp;&#60;' * count}</Message></Error>",
    **repeat('{"State":', ("[", "{", '"', "\\", '{"a":', "'", "1", " ", "\0", ",", "-")),
    **repeat("", ("\ufeff", "<", "<Error>", "<!DOCTYPE", "]", "{'State': '")),
}


LARGE: Final[Makers] = {
    name: BODIES[name]
    for name in ("cues", "copies", "pairs", "languages", "fields", "URLs", "a user's data", "wrong fields")
}
"""Bodies whose parts are large, each in another way."""


def decode(bodies: Makers) -> Makers:
    """Make the responses of bodies."""
    return chain(bodies, _decode)


def _decode(body: str) -> Response:
    with suppress(SmartHandleError):
        return decode_response(body)
    return Response()


def decode_jobs(bodies: Makers) -> Makers:
    """Make the jobs of bodies, as far as they can be decoded."""
    return chain(bodies, _decode_job)


def _decode_job(body: str) -> Job:
    with suppress(SmartHandleError):
        return decode_job(decode_response(body))
    return Job(Response())


def make_translation(
    pairs: Callable[[int], Iterator[tuple[str, str]]],
) -> Callable[[int], tuple[list[Cue], Translation]]:
    """Make a function that makes cues, of the texts of the first of each pair, and a translation of such pairs."""

    def make(count: int) -> tuple[list[Cue], Translation]:
        found = [*pairs(count)]
        cues = [Cue(number, number + 1, text) for number, (text, _) in enumerate(found)]
        return cues, Translation(pairs=tuple(TranslatedText(source, target) for _, source in found for target in "b"))

    return make


TRANSLATIONS: Final[Makers] = {
    "equal pairs": make_translation(lambda count: (("a", "a") for _ in range(count))),
    "pairs of nothing": make_translation(lambda count: (("a", "") for _ in range(count))),
    "pairs of no cue": make_translation(lambda count: (("a", f"b{n}") for n in range(count))),
    "pairs backwards": make_translation(lambda count: ((f"a{n}", f"a{count - n - 1}") for n in range(count))),
    "texts of white space": make_translation(lambda count: (("a " * 9, "a\n" * 9) for _ in range(count))),
    "long texts": make_translation(lambda count: ((" a" * count, "a " * count),).__iter__()),
}
STYLED: Final[Makers] = {
    "a style of its own for each clip": lambda count: {
        "SubtitleTracks": [
            {
                "SubtitleTrackClips": [
                    {"Content": "x", "TimelineIn": n, "TimelineOut": n + 1, "Font": f"{n}"} for n in range(count)
                ]
            }
        ]
    },
    "tracks": lambda count: {
        "SubtitleTracks": [{"SubtitleTrackClips": [{"Content": "x", "TimelineIn": 0, "TimelineOut": 1}]}] * count
    },
}
SRT: Final[Makers] = {
    **as_cues(CUES, to_srt),
    **repeat(
        "", ("1\n", "\n", "-->", "00:00:01,000 --> 00:00:02,000\n", "1\n00:00:01,000 --> 00:00:02,000\n", "\ufeff")
    ),
    **repeat("1\n", ("-", "=", "- ", "1:", "1，", "—", "→")),
    **repeat("1\n00:00:01,000 --> 00:00:02,000\n", ("<i>", "{\\an8}", "&amp;", "\u2060", "1\n", "\n1\n", "\n\nx")),
}
VTT: Final[Makers] = {
    **as_cues(CUES, to_vtt),
    **repeat(
        "WEBVTT\n\n", ("NOTE\n", "NOTE\n\n", "STYLE\n", "STYLE\n\n", "\n", "00:01.000 --> 00:02.000\n", "-->", "x\n")
    ),
    **repeat("WEBVTT\n\n00:01.000 --> 00:02.000\n", ("<i>", "</i>", "&amp;", "<c.a>", "&", "<", "\u2060", "\n\nx\n")),
    **repeat("", (" ", "\n", "1", "1\n", "1:", "1\n1:1:1,1 ")),
    **repeat("WEBVTT\n\n00:01.000 --> 00:02.000 ", ("line:0 ", "a:", " ", "x")),
}


def write_json(write: Callable[[Any], Any]) -> Makers:
    """Make files of JSON that are written of cues."""
    return as_cues(CUES, lambda cues: json.dumps(write(cues)))


def look_at(source: list[Cue]) -> object:
    """Find what is wrong with cues, and where."""
    return locate(source, check(source, "netflix-zh"), "netflix-zh")


_TINY: Final = {"a text of lines", "a text of quotes"}
"""Words of a letter or none: `shape` has a bounded number of ways for each, but not before there are a thousand."""

FUNCTIONS: Final[dict[str, tuple[Makers, Callable[[Any], object]]]] = {
    "check": (LAID_OUT, lambda cues: check(cues, "auto")),
    "choose_profile": (CUES, choose_profile),
    "count_too_wide": (CUES, lambda cues: count_too_wide(cues, "auto")),
    "decode_bcc": (as_cues(CUES, to_bcc), decode_bcc),
    "decode_copies": (COPIES, decode_copies),
    "decode_editing_config": (
        decode(chain(USAGES, lambda text: make_body("[]", SmartJobInfo={"EditingConfig": text}))),
        decode_editing_config,
    ),
    "decode_job": (decode(BODIES), decode_job),
    "decode_job_parameters": (
        decode(chain(USAGES, lambda text: make_body("[]", SmartJobInfo={"InputConfig": {"JobParameters": text}}))),
        decode_job_parameters,
    ),
    "decode_response": (BODIES, decode_response),
    "decode_result": (decode(LARGE), decode_result),
    "decode_result_or_none": (decode(LARGE), decode_result_or_none),
    "decode_srt": (SRT, decode_srt),
    "decode_timeline": ({**write_json(to_timeline_clips), **STYLED}, decode_timeline),
    "decode_transcript": (SEGMENTS, decode_transcript),
    "decode_usage": (USAGES, decode_usage),
    "decode_user_data": (
        decode(chain(USAGES, lambda text: make_body("[]", UserData=text))),
        decode_user_data,
    ),
    "decode_vtt": (VTT, decode_vtt),
    "find_media": (decode(LARGE), find_media),
    "find_transcript": (decode_jobs(LARGE), lambda job: job.result and find_transcript(job.result)),
    "from_pysrt": (as_cues(CUES, to_pysrt), from_pysrt),
    "locate": (LAID_OUT, look_at),
    "shape": ({name: make for name, make in LAID_OUT.items() if name not in _TINY}, shape),
    "to_ass": (CUES, to_ass),
    "to_bcc": (CUES, to_bcc),
    "to_copy_rows": (decode_jobs(make_bodies(COPIES, "TextGenerate")), lambda job: [*to_copy_rows(job)]),
    "to_cue_rows": (decode_jobs(make_bodies(SEGMENTS)), lambda job: [*to_cue_rows(job)]),
    "to_cues": (CUES, to_cues),
    "to_hls_segments": (_WITHOUT_LONG, lambda cues: [*to_hls_segments(cues, segment_ms=6000)]),
    "to_job_row": (decode_jobs(LARGE), to_job_row),
    "to_jsonl": (decode_jobs(make_bodies(SEGMENTS)), lambda job: to_jsonl(to_cue_rows(job))),
    "to_markdown": (LAID_OUT, to_markdown),
    "to_media_rows": (decode_jobs(make_bodies(PAIRS, "VideoTranslation")), lambda job: [*to_media_rows(job)]),
    "to_note": (decode(LARGE), to_note),
    "to_pair_rows": (decode_jobs(make_bodies(PAIRS, "VideoTranslation")), lambda job: [*to_pair_rows(job)]),
    "to_payload_rows": (decode_jobs(LARGE), lambda job: [*to_payload_rows(job)]),
    "to_poll_key": (decode(LARGE), to_poll_key),
    "to_poll_rank": (decode(LARGE), to_poll_rank),
    "to_pysrt": (CUES, to_pysrt),
    "to_srt": (CUES, to_srt),
    "to_text": (LAID_OUT, to_text),
    "to_timeline_clips": (CUES, to_timeline_clips),
    "to_timeline_file": ({"an address": lambda count: f"http://a/{'a' * count}.srt"}, to_timeline_file),
    "to_usage_row": (
        decode_jobs(chain(USAGES, lambda text: json.dumps({"State": "Finished", "JobResult": {"Usage": text}}))),
        to_usage_row,
    ),
    "to_vtt": (CUES, to_vtt),
    "translate": (TRANSLATIONS, lambda given: translate(*given)),
}
"""Each public function: what its inputs are made by, and a call of it."""

VALUES: Final[dict[str, Callable[[Any], object]]] = {
    "repr": repr,
    "hash": hash,
    "comparison": lambda value: value == value,  # noqa: PLR0124 - each column is looked at
    "list": list,
    "slices": lambda value: [value[number : number + 2] for number in range(len(value))],
}
"""What is done to a transcript and to cues, besides."""


def test_every_function_is_here() -> None:
    """A public function without a case is one that nobody has looked at."""
    names = vars(smarthandle_results)["__all__"]
    assert {name for name in names if isinstance(getattr(smarthandle_results, name), FunctionType)} == {*FUNCTIONS}


@pytest.mark.parametrize(("name", "kind"), mark_pairs({name: makers for name, (makers, _) in FUNCTIONS.items()}))
def test_functions(name: str, kind: str) -> None:
    """Time and memory grow as the input does, also where all of it is refused."""
    makers, function = FUNCTIONS[name]

    def work(value: Any) -> None:
        with suppress(SmartHandleError):
            function(value)

    check_growth(makers[kind], work, 512 if name == "shape" and kind.startswith("a text") else 0)


@pytest.mark.parametrize("what", VALUES)
def test_values(what: str) -> None:
    """So do those of what is done to values."""
    work = VALUES[what]

    def make_transcript(count: int) -> Transcript:
        return Transcript((0.0,) * count, (1.0,) * count, ("a",) * count)

    check_growth(make_transcript, work)
    check_growth(as_cues(MANY, to_cues)["backwards"], work)


def test_an_error_of_many_problems() -> None:
    """An error lists at most a thousand problems, and says as many."""

    def make(count: int) -> str:
        return make_body([{"content": n} for n in range(count)])

    def work(body: str) -> None:
        with pytest.raises(SmartHandleError) as caught:
            decode_result(decode_response(body))
        assert str(caught.value)

    check_growth(make, work)
