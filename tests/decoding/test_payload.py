"""Where the payload and the media asset of a job are."""

import pytest
from helpers.bodies import make_body

from smarthandle_results import (
    JobType,
    MediaOnly,
    Speech,
    Transcript,
    Unread,
    Unrecognized,
    decode_job,
    decode_response,
    decode_result,
    find_media,
)

MEDIA_TYPES = (JobType.TEXT_TO_SPEECH, JobType.AVATAR_VIDEO, JobType.DYNAMIC_CHART)
IDS = (
    "bf47c94e",
    "bf47c94e82b3b20",
    "12345678",
    "****bf47",
    "********",
    "ice-0b1c2d3e",
    "media:bf47c94e",
    "mediaId=bf47c94e",
    "icems://bf47c94e82b3b2014361",
    "ABCDEFGHIJKLMNOP",
)


@pytest.mark.parametrize("output", [*IDS, f" {IDS[0]}\n"])
@pytest.mark.parametrize("job_type", MEDIA_TYPES)
def test_a_word_of_a_media_job_is_an_id(output: str, job_type: str) -> None:
    """Without any other result, or beside one; masked, short, or with a prefix."""
    response = decode_response(make_body(None, job_type, Output=output))
    media = MediaOnly(media_id=output.strip())
    assert media == find_media(response)
    speech = Speech(media_id=output.strip())
    assert (speech if job_type == JobType.TEXT_TO_SPEECH else media) == decode_result(response)
    cues = '[{"content":"a","from":0,"to":1}]'
    job = decode_job(decode_response(make_body(cues, "TextToSpeech", Output=output)))
    assert Speech(transcript=Transcript((0,), (1,), ("a",)), media_id=output.strip()) == job.result
    assert () == job.unread


WORDS = ("success", "Succeeded", "a1b2c3d", "two words 12345678", "你好12345678", "a:b", "1.5")


@pytest.mark.parametrize("output", WORDS)
@pytest.mark.parametrize("job_type", MEDIA_TYPES)
def test_other_words_of_a_media_job_stay_text(output: str, job_type: str) -> None:
    """Words without a digit, too short ones, and several."""
    response = decode_response(make_body(None, job_type, Output=output))
    assert (MediaOnly(), Unrecognized(output)) == (find_media(response), decode_result(response))


@pytest.mark.parametrize("output", IDS[:-1])
@pytest.mark.parametrize("job_type", ["ASR", "TextGenerate", "VideoTranslation", "NewType"])
def test_a_short_word_of_other_jobs_stays_text(output: str, job_type: str) -> None:
    """It may be what was said."""
    assert MediaOnly() == find_media(decode_response(make_body(None, job_type, Output=output)))


@pytest.mark.parametrize(
    ("media", "output"),
    [
        ({"MediaUrl": "https://example.com/a"}, "https://example.com/b"),
        ({"MediaId": "******bf47c94e82b3b2014361******"}, "******0b1c2d3e82b3b2014361******"),
    ],
)
def test_an_output_that_names_other_media_is_kept(media: dict[str, str], output: str) -> None:
    """What is beside the result counts, and nothing is lost."""
    job = decode_job(decode_response(make_body(None, "DynamicChart", JobResult=media, Output=output)))
    assert MediaOnly(media_id=media.get("MediaId"), media_url=media.get("MediaUrl")) == job.result == job.media
    assert (Unread("output", output),) == job.unread
    [own] = media.values()
    same = decode_job(decode_response(make_body(None, "DynamicChart", JobResult=media, Output=f" {own} ")))
    assert () == same.unread
