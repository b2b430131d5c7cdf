"""A job → its media, and what has no column in another table."""

import json
from collections import Counter

import pytest
from helpers.bodies import make_body
from helpers.jobs import RESULTS, list_leaves, make_jobs
from hypothesis import given, strategies as st

from smarthandle_results import (
    Avatar,
    Copies,
    Job,
    JsonObject,
    MediaOnly,
    MediaRow,
    Note,
    PairRow,
    PayloadRow,
    Response,
    Result,
    Speech,
    Transcript,
    TranslatedMedia,
    TranslatedText,
    Translation,
    Unread,
    Unrecognized,
    Usage,
    decode_job,
    decode_response,
    to_copy_rows,
    to_cue_rows,
    to_job_row,
    to_jsonl,
    to_media_rows,
    to_pair_rows,
    to_payload_rows,
    to_usage_row,
)
from smarthandle_results._tables.contents import list_media, list_payloads

RESPONSE = Response(job_id="j")
JSON_FORMS = {"avatar", "translation", "translated_media", "transcript", "segment", "usage"}
X = JsonObject({"x": 1})


def find_media(result: Result | None, response: Response = RESPONSE) -> list[tuple[str | None, ...]]:
    """List what the rows of media have after the job's id."""
    return [(row.role, row.language, row.media_id, row.media_url) for row in to_media_rows(Job(response, result))]


def find_payloads(job: Job) -> list[tuple[str, int | None, str]]:
    """List what the rows of payloads have after the job's id."""
    return [(row.form, row.item_index, row.text) for row in to_payload_rows(job)]


def test_a_job_has_one_media_asset() -> None:
    """Its id and its URL are one row, whatever the result is, and with none."""
    expected = [("result", None, "i", "u")]
    assert expected == find_media(MediaOnly(media_id="i", media_url="u"))
    assert expected == find_media(Speech(media_id="i", media_url="u"))
    body = {"State": "Finished", "JobResult": {"MediaId": "i", "MediaUrl": "u"}}
    response = decode_response(body)
    for result in (None, Transcript(), Copies(), Unrecognized("x")):
        assert expected == find_media(result, response)
    assert [("result", None, None, "oss://b/a.mp3")] == find_media(None, Response(output="oss://b/a.mp3"))
    assert [("result", None, "i", None)] == find_media(Avatar(media_id="i"))
    assert [("result", None, "i", None)] == find_media(Translation(media_id="i"))


def test_an_avatar_video_has_urls() -> None:
    """Each is a row; one that is absent or empty is none."""
    assert [
        ("output_video", None, None, "https://example.com/a.mp4"),
        ("mask_video", None, None, "https://example.com/m.mp4"),
    ] == find_media(Avatar(output_video_url="https://example.com/a.mp4", mask_video_url="https://example.com/m.mp4"))
    assert [("mask_video", None, None, "m")] == find_media(Avatar(output_video_url="", mask_video_url="m"))
    assert [] == find_media(Avatar())


def test_a_translation_has_media_in_each_language() -> None:
    """A language that the payload names without media is there too."""
    result = Translation(
        editing_project_id="p",
        detext_video_url="d",
        media=(
            TranslatedMedia(language="en", media_url="v", speech_translated_subtitle_url="s"),
            TranslatedMedia(language="ja", speech_translated_subtitle_url="t"),
            TranslatedMedia(language="ko", media_url="w"),
            TranslatedMedia(language="fr"),
        ),
    )
    assert [
        ("editing_project", None, "p", None),
        ("detext_video", None, None, "d"),
        ("translated_video", "en", None, "v"),
        ("translated_subtitles", "en", None, "s"),
        ("translated_subtitles", "ja", None, "t"),
        ("translated_video", "ko", None, "w"),
        ("translated_video", "fr", None, None),
    ] == find_media(result)


def test_a_media_row_names_its_job() -> None:
    """Every row has the job's id."""
    [row] = to_media_rows(Job(RESPONSE, Speech(media_id="i")))
    assert MediaRow(job_id="j", role="result", language=None, media_id="i", media_url=None) == row


def test_pairs_count_from_one() -> None:
    """Other keys of a pair stay with it."""
    pairs = (TranslatedText("你好", "Hello"), TranslatedText("再见", "", X))
    assert (
        PairRow(job_id="j", pair_index=1, source="你好", target="Hello", extra=None),
        PairRow(job_id="j", pair_index=2, source="再见", target="", extra=X),
    ) == tuple(to_pair_rows(Job(RESPONSE, Translation(pairs=pairs))))


def test_texts_of_unknown_forms_are_whole() -> None:
    """A result that no model reads, and payloads beside the result, are there as the job gave them."""
    job = Job(RESPONSE, Unrecognized("[1, 2"), unread=(Unread("output", "{ }"), Unread("ai_result", "中")))
    assert (
        PayloadRow(job_id="j", form="result", item_index=None, text="[1, 2"),
        PayloadRow(job_id="j", form="output", item_index=None, text="{ }"),
        PayloadRow(job_id="j", form="ai_result", item_index=None, text="中"),
    ) == tuple(to_payload_rows(job))


def test_keys_that_no_model_has_are_json_text() -> None:
    """Each object is a row, of whichever result it is a part."""
    transcript = Transcript((0, 1, 2), (1, 2, 3), ("a", " ", "b"), (JsonObject(), X, JsonObject({"y": ("中",)})), X)
    expected = [("transcript", None, '{"x":1}'), ("segment", 2, '{"x":1}'), ("segment", 3, '{"y":["中"]}')]
    assert expected == find_payloads(Job(RESPONSE, transcript))
    assert expected == find_payloads(Job(RESPONSE, Speech(transcript=transcript)))
    avatar = Avatar(transcript=transcript, extra=X)
    assert [("avatar", None, '{"x":1}'), *expected] == find_payloads(Job(RESPONSE, avatar))
    assert [("usage", None, '{"x":1}')] == find_payloads(Job(RESPONSE, usage=Usage(1, JsonObject({"n": 2}), X)))


def test_a_translation_keeps_what_has_no_column() -> None:
    """Its text is text; the keys beside it, and those of each of its media, are JSON text."""
    media = (TranslatedMedia(language="en"), TranslatedMedia(language="ja", extra=X))
    result = Translation(translated_text="Hello", media=media, extra=JsonObject({"a": None}))
    assert [
        ("translated_text", None, "Hello"),
        ("translation", None, '{"a":null}'),
        ("translated_media", 2, '{"x":1}'),
    ] == find_payloads(Job(RESPONSE, result))


def test_most_jobs_have_none_of_these_rows() -> None:
    """And no rows are made for them."""
    for result in (None, Transcript((0,), (1,), ("a",)), Copies(("a",)), Translation(), Speech()):
        job = Job(RESPONSE, result, Usage(1))
        assert ([], []) == (list_media(job), list_payloads(job))
        assert ((), (), ()) == (tuple(to_pair_rows(job)), tuple(to_media_rows(job)), tuple(to_payload_rows(job)))


def test_a_job_row_says_what_its_result_is() -> None:
    """Its class, how much of each kind there is, and what is unusual about the body."""
    notes = (Note(".JobResult.AiResult", "an array in place of text"), Note(".", "a body in an envelope"))
    row = to_job_row(Job(RESPONSE, Translation(pairs=(TranslatedText("a", "b"),), media_id="i", extra=X), None, notes))
    assert ("Translation", 1, 1, 1) == (row.result, row.pair_count, row.media_count, row.payload_count)
    assert "an array in place of text at .JobResult.AiResult; a body in an envelope" == row.notes
    row = to_job_row(Job(RESPONSE))
    assert (None, None, 0, 0, None) == (row.result, row.pair_count, row.media_count, row.payload_count, row.notes)
    assert (None, "Copies") == (row.pair_count, to_job_row(Job(RESPONSE, Copies())).result)


def test_a_result_that_nobody_understands_is_told_from_none() -> None:
    """A finished job has the text of its result in a table, or it has no result."""
    job = decode_job(decode_response(make_body('{"Chapters":[{"begin":1}]}', "Segmentation")))
    assert "Unrecognized" == to_job_row(job).result
    assert [("result", None, '{"Chapters":[{"begin":1}]}')] == find_payloads(job)
    assert to_job_row(decode_job(decode_response(make_body(None, "Segmentation")))).result is None


@pytest.mark.once
@pytest.mark.parametrize("kind", RESULTS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_every_result_has_a_home(kind: type, data: st.DataObject) -> None:
    """Every text and number of a result, key or value, is in the rows of some table, as often as in the result."""
    job = data.draw(make_jobs(kind))
    usage = to_usage_row(job)
    lines = to_jsonl(to_copy_rows(job)) + to_jsonl(to_cue_rows(job)) + to_jsonl(to_pair_rows(job))
    lines += to_jsonl(to_media_rows(job)) + to_jsonl([usage] if usage else [])
    rows: list[object] = [*map(json.loads, lines.splitlines())]
    for line in to_jsonl(to_payload_rows(job)).splitlines():
        row = json.loads(line)
        rows.append(row | {"text": json.loads(row["text"])} if row["form"] in JSON_FORMS else row)
    given_leaves = Counter(list_leaves((job.result, job.usage, job.unread)))
    assert Counter() == given_leaves - Counter(list_leaves(rows))
    counts = to_job_row(job)
    assert (len(to_media_rows(job)), len(to_payload_rows(job))) == (counts.media_count, counts.payload_count)
    assert all(note.message in (counts.notes or "") for note in job.notes)
