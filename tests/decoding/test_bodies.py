"""A body as the service writes it is read in one step, and as any other is read."""

import copy
import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from attrs import asdict, evolve
from attrs.exceptions import FrozenInstanceError

from smarthandle_results import Response, decode_response
from smarthandle_results._decoding.bodies import _MARKS, parse_object, read_plain
from smarthandle_results._decoding.containers import read_body
from smarthandle_results._decoding.evidence import MARKS
from smarthandle_results._decoding.json_text import fold_key
from smarthandle_results._models import InputConfig, JobResult, SmartJobInfo, Source

BODIES = [*(Path(__file__).parents[2] / "samples" / "bodies").glob("*/body.json")]


def test_the_two_ways_agree() -> None:
    """On every sample that one step reads, of which there are many; and the source of these has nothing unusual."""
    read: list[Path] = []
    for path in BODIES:
        raw = parse_object(path.read_bytes())
        response = None if raw is None else read_plain(raw)
        if response is not None:
            thorough = read_body(path.read_bytes())
            assert thorough == response == decode_response(path.read_bytes())
            assert Source() == thorough.source == response.source
            read.append(path)
    assert len(read) > len(BODIES) / 2


@pytest.mark.parametrize(
    "body", [b'[{"State": "Finished"}]', "{", b"\xef\xbb\xbf{}", "<a/>", bytearray(b"{}"), [], None]
)
def test_a_body_of_another_form_has_no_object_yet(body: Any) -> None:
    """`containers` opens it, or says what it is."""
    assert parse_object(body) is None


def test_an_object_is_that_of_its_text() -> None:
    """As text, as bytes, or parsed."""
    raw = {"State": "Finished"}
    assert [raw] * 3 == [parse_object(raw), parse_object(json.dumps(raw)), parse_object(json.dumps(raw).encode())]


def test_an_object_without_a_key_that_every_body_has_is_not_plain() -> None:
    """Though all of its keys are known."""
    assert read_plain({"JobId": "a", "RequestId": "b"}) is None


def test_the_keys_that_every_body_has_are_those_of_the_evidence() -> None:
    """They are written twice, since few bodies need the module of the evidence."""
    assert MARKS == {*map(fold_key, _MARKS)}


def test_an_object_as_the_service_writes_it_is_plain() -> None:
    """With an id that is a number, and with nulls."""
    raw = {"JobId": "a", "State": None, "SmartJobInfo": {"UserId": 7, "InputConfig": {"InputFile": "b"}}}
    info = SmartJobInfo(user_id="7", input_config=InputConfig(input_file="b"))
    assert Response(job_id="a", smart_job_info=info) == read_plain(raw)


@pytest.mark.parametrize(
    "raw",
    [{"jobId": "a"}, {"Other": "a"}, {"JobId": 7}, {"JobResult": "a"}, {"JobResult": {"mediaId": "a"}}],
)
def test_any_other_object_is_not_plain(raw: dict[str, object]) -> None:
    """One with another spelling, an unknown key, or a value that does not fit."""
    assert read_plain({"State": "Finished", **raw}) is None


@pytest.mark.parametrize(
    "info",
    [
        {"UserId": 2**64},
        {"UserId": 1.5},
        {"OutputConfig": {"Width": "5"}},
        {"OutputConfig": "a/b"},
        {"InputConfig": None},
    ],
)
def test_a_part_that_is_unusual_is_not_plain(info: dict[str, object]) -> None:
    """Nor is the body that it is in."""
    assert read_plain({"SmartJobInfo": info}) is None


def test_what_is_built_past_its_init_is_what_init_builds() -> None:
    """It hashes, pickles, copies and is frozen like any other."""
    raw = {"JobId": "a", "SmartJobInfo": {"UserId": 7}, "JobResult": {"MediaId": "m"}}
    response = read_plain(raw)
    built = Response(job_id="a", smart_job_info=SmartJobInfo(user_id="7"), job_result=JobResult(media_id="m"))
    assert response is not None
    assert (built, hash(built), repr(built)) == (response, hash(response), repr(response))
    assert built == pickle.loads(pickle.dumps(response)) == copy.deepcopy(response) == evolve(response)
    assert asdict(built) == asdict(response)
    with pytest.raises(FrozenInstanceError):
        response.job_id = "b"  # type: ignore[misc]
