"""Every word, number, id and URL of a body's payloads is found in an output of `convert`."""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any

from helpers.outcomes import make_outcome
from helpers.sample import try_times
from hypothesis import given
from hypothesis.strategies import (
    DrawFn,
    booleans,
    composite,
    fixed_dictionaries,
    integers,
    just,
    lists,
    none,
    one_of,
    sampled_from,
)

from smarthandle_results import DecodeError
from smarthandle_results._tables.row_types import JOB_TABLES
from smarthandle_results.batch import Recipe, read_outputs

RECIPE = Recipe(outputs=read_outputs(["srt", "vtt", *JOB_TABLES]))
WORD, NUMBER, TIME = "<word>", "<number>", "<time>"
"""What a shape has in place of a value; each becomes one that is nowhere else in the body."""

words, numbers = just(WORD), just(NUMBER)
values = one_of(words, numbers, lists(words, max_size=2), fixed_dictionaries({"deep": words, "count": numbers}))
extras: Any = one_of(
    just({}), fixed_dictionaries({"note": values}), fixed_dictionaries({"note": values, "speaker": numbers})
)


def add(strategy: Any) -> Any:
    """Add keys that no model has to the objects of a strategy."""
    return strategy.flatmap(lambda value: extras.map(lambda extra: {**value, **extra}))


def make_items(text: str, start: str, end: str) -> Any:
    """Make arrays of cue items whose keys have these names."""
    return lists(add(just({text: WORD, start: TIME, end: TIME})), min_size=1, max_size=3)


seconds = make_items("content", "from", "to")
cues = one_of(seconds, make_items("text", "begin_time", "end_time"))
wrapped = one_of(
    cues, add(cues.map(lambda items: {"details": items})), add(cues.map(lambda items: {"segments": items}))
)
clips = make_items("Content", "TimelineIn", "TimelineOut").map(
    lambda items: [{"Type": "Text", **item} for item in items]
)
timelines = add(
    clips.flatmap(lambda items: add(just({"SubtitleTrackClips": items})).map(lambda track: {"SubtitleTracks": [track]}))
)
copies = one_of(lists(one_of(words, add(just({"content": WORD}))), min_size=1, max_size=3), add(just({"title": WORD})))
avatars = add(
    seconds.map(lambda items: {"outputVideoUrl": WORD, "maskVideoUrl": WORD, "subtitleClips": json.dumps(items)})
)
pairs = add(
    lists(add(just({"Source": WORD, "Target": WORD})), min_size=1, max_size=3).map(
        lambda items: {"EditingProjectId": WORD, "TranslatedText": WORD, "TranslatedTextArray": items}
    )
)
media = add(just({"MediaURL": WORD, "SpeechTranslatedSubtitleURL": WORD}))
translations = one_of(
    pairs, media, add(media.map(lambda item: {"DetextVideoURL": WORD, "VideoTranslationAiResultMap": {"en": item}}))
)
others = one_of(words, lists(values, min_size=1, max_size=3), fixed_dictionaries({"other": values, "more": values}))
payloads = one_of(wrapped, timelines, copies, avatars, translations, others)
usages = one_of(none(), add(just({"total_tokens": NUMBER})))
job_types = sampled_from(
    ["ASR", "TextToSpeech", "TextGenerate", "AvatarVideo", "DynamicChart", "VideoTranslation", "Segmentation", ""]
)


def number_values(shape: object, numbers: Iterator[int], tokens: list[str]) -> Any:
    """Replace each placeholder of a shape by a value of its own, and list what the outputs must contain."""
    match shape:
        case str() if shape.startswith(("[", "{")):  # JSON in a string
            return json.dumps(number_values(json.loads(shape), numbers, tokens))
        case str() if shape == WORD:
            tokens.append(f"w{next(numbers)}w")
            return tokens[-1]
        case str() if shape == NUMBER:
            tokens.append(str(next(numbers)))
            return int(tokens[-1])
        case list():
            return [number_values(item, numbers, tokens) for item in shape]
        case dict():
            start = next(numbers)
            times = iter((start, start + 500))
            return {
                key: number_time(key, next(times), tokens) if value == TIME else number_values(value, numbers, tokens)
                for key, value in shape.items()
            }
        case _:
            return shape


def number_time(key: str, ms: int, tokens: list[str]) -> object:
    """Write a time as its key has it, and list it."""
    tokens.append(f"{ms} ms")
    return str(ms) if key in {"begin_time", "end_time"} else ms / 1000


def is_written(token: str, written: str) -> bool:
    """Report whether a value is in the outputs; a time may be there as the body has it, or as milliseconds."""
    ms = token.removesuffix(" ms")
    return ms in written or (ms != token and str(int(ms) / 1000) in written)


@composite
def bodies(draw: DrawFn) -> tuple[str, list[str]]:
    """Make a body of any result, and what its outputs must contain."""
    numbers = count(1_000_003, 1009)
    tokens: list[str] = []
    encodings = draw(integers(0, 2))

    def make(strategy: Any) -> Any:
        value = number_values(draw(strategy), numbers, tokens)
        for _ in range(0 if isinstance(value, str | None) else encodings):
            value = json.dumps(value)
        return value

    result = {"MediaId": WORD, "MediaUrl": WORD} if draw(booleans()) else {}
    body = {
        "JobId": "job",
        "State": "Finished",
        "Output": make(one_of(none(), payloads)),
        "JobResult": {
            **number_values(result, numbers, tokens),
            "AiResult": make(one_of(none(), payloads)),
            "Usage": make(usages),
        },
        "SmartJobInfo": {"JobType": draw(job_types)},
    }
    return json.dumps(body), tokens


@try_times(4)
@given(bodies())
def test_everything_is_in_an_output(case: tuple[str, list[str]]) -> None:
    """Whatever a payload of any form holds is in a table or a subtitle file, or the body is an error with its path."""
    body, tokens = case
    try:
        outcome = make_outcome(body, RECIPE)
    except DecodeError as error:
        assert all(problem.path.startswith(".") for problem in error.problems)  # noqa: PT017 - few bodies are bad
        return
    written = b"".join(outcome.contents).decode()
    assert [] == [token for token in tokens if not is_written(token, written)]
