"""The payload of a job with speech → `Transcript` or `Speech`."""

from smarthandle_results._decoding.json_text import is_array, load_payload
from smarthandle_results._decoding.paths import in_string
from smarthandle_results._decoding.payload import Payload
from smarthandle_results._decoding.transcript import read_transcript
from smarthandle_results._errors import Problems
from smarthandle_results._models import MediaOnly, Speech, Transcript


def read_recognized_speech(payload: Payload, problems: Problems) -> Transcript | None:
    """Read an ASR payload: an array of cue items; None for any other form."""
    value = load_payload(payload.text, payload.path)
    return read_transcript(value, in_string(payload.path), problems) if is_array(value) else None


def read_speech(payload: Payload, problems: Problems) -> Speech | None:
    """Read a TextToSpeech payload: an array of cue items, or audio alone; None for any other form."""
    transcript = read_recognized_speech(payload, problems)
    if transcript is None and (payload.text is not None or payload.media == MediaOnly()):
        return None
    return Speech(transcript=transcript, media_id=payload.media.media_id, media_url=payload.media.media_url)
