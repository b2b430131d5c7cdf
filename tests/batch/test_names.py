"""Names of files, whatever the ids contain."""

import pytest
from helpers.bodies import make_body

from smarthandle_results import decode_response
from smarthandle_results.batch._names import fold_name, number_name, to_name

NAMES = (
    ("00000000000000000000000000000001", "00000000000000000000000000000001"),
    ("****20b4****", "____20b4____"),
    ("../up", "___up"),
    ("..", "__"),
    ("a/b\\c\0d:e", "a_b_c_d_e"),
    ("", "_"),
    ("CON", "_CON"),
    ("nul.txt", "_nul.txt"),
    ("com¹", "_com¹"),
    ("-rf", "_-rf"),
    ("第1集", "第1集"),
    ("e\u0301", "é"),
    ("x~2", "x_2"),
    ("字" * 100, "字" * 50),
    ("हिन्दी", "हिन्दी"),
    ("a b", "a_b"),
)

SOURCES = (
    ("a/video_0001", "a/video_0001"),
    ("第 1 集 (final) [4K], 100%", "第 1 集 (final) [4K], 100%"),
    ("v1.2/take.3", "v1.2/take.3"),
    ("cues.jsonl/x", "cues_jsonl/x"),
    ("talk.srt/talk.SRT/x", "talk_srt/talk_SRT/x"),
    ("a~2", "a_2"),
    (" a /.b./-c", "_a_/_b_/_-c"),
    ("../../up", "__/__/up"),
    ("con/nul.x", "_con/_nul.x"),
    ("a\nb\u202ec\udcff", "a_b_c_"),
    ("{job_id}", "{job_id}"),
    ('a:b"c?d', "a_b_c_d"),
    ("字" * 100, "字" * 50),
)
INPUT_FILES = (
    ("oss://bucket/folder/video.mp4", "video"),
    ("oss://bucket/第 1 集.final.mp4", "第_1_集.final"),
    ("https://b.oss-cn-shanghai.aliyuncs.com/a/%E7%AC%AC1%E9%9B%86.mp4?Expires=1&x=a/b.c", "第1集"),
    ("20b48fb04483915d4f2cd8ac", "20b48fb04483915d4f2cd8ac"),
    ("oss://bucket/folder/", "folder"),
    ("", "_"),
    ("https://[abc/x.mp4", "x"),
    (None, "_"),
)


@pytest.mark.parametrize(("job_id", "name"), NAMES)
def test_job_id(job_id: str, name: str) -> None:
    """Letters, digits, `-`, `_` and `.` are kept; what some file system would refuse becomes `_`."""
    assert name == to_name("{job_id}", decode_response(make_body(JobId=job_id)), "x")


@pytest.mark.parametrize(("source", "name"), SOURCES)
def test_source(source: str, name: str) -> None:
    """An input's own name is kept, apart from what some file system refuses or a file of ours is named like."""
    response = decode_response(make_body(JobId="x"))
    assert name == to_name("{source}", response, source)
    assert name.rpartition("/")[2] == to_name("{stem}", response, source)


@pytest.mark.parametrize(("input_file", "name"), INPUT_FILES)
def test_input_stem(input_file: str | None, name: str) -> None:
    """The video's name is that of the job's input file, without folders, suffix and a URL's query."""
    info = {"JobType": "ASR", "InputConfig": {"InputFile": input_file}}
    assert name == to_name("{input_stem}", decode_response(make_body(SmartJobInfo=info)), "x")


def test_text_is_no_input_file() -> None:
    """The input of a text-to-speech job is its text, which names no file."""
    info = {"JobType": "TextToSpeech", "InputConfig": {"InputFile": "A sentence. Another/one."}}
    assert "_" == to_name("{input_stem}", decode_response(make_body(SmartJobInfo=info)), "x")


def test_source_in_a_template() -> None:
    """The folders of a source come before the rest of its part of the template."""
    response = decode_response(make_body(JobId="a/b"))
    assert "ASR/x/day 1/v 7.a_b" == to_name("{job_type}/x/{source}.{job_id}", response, "day 1/v 7")


def test_template() -> None:
    """A template's own `/` makes folders, a value's does not."""
    response = decode_response(make_body(None, "A/S.R", JobId="id.1"))
    assert "A_S.R/90/x_id.1" == to_name("{job_type}/{shard}/x_{job_id}", response, "x")


def test_folded() -> None:
    """Names that are one file on some file system have the same key, and get numbers."""
    assert fold_name("JOB") == fold_name("job") == fold_name("\uff4aob")
    assert ["a", "a~2"] == [number_name("a", number) for number in (1, 2)]
