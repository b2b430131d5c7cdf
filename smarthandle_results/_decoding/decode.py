"""A body → `Response` → its result: quickly as the service writes it, or else thoroughly."""

from smarthandle_results._decoding.bodies import Body, parse_object
from smarthandle_results._decoding.plain import read_plain_response, read_plain_result
from smarthandle_results._errors import NoResultError, Note
from smarthandle_results._models import Response, Result, Unread
from smarthandle_results._wanted import RESPONSE, require_kind


def decode_response(body: Body) -> Response:
    """Decode a GetSmartHandleJob response body: JSON or XML as bytes or text, a mapping, or an SDK's response.

    Bytes may be of any type that is like them. An SDK's response, or its body, is anything that has a `to_map()`, which
    returns a mapping. No file is opened: pass what is in it.

    An SDK's envelope (`headers`, `statusCode`, `body`), camelCase and snake_case keys, nulls and one UTF-8 byte order
    mark are accepted. The body of a failed job is valid. Payloads stay text: see `decode_result` and `decode_usage`.
    Keys that no model has are ignored; of a key that occurs twice the last counts, and where its spellings differ and
    its values too, that is a note in the `source`.

    Raises `DecodeError` with every problem of the body, or with the name of what was passed instead of a body, and
    TypeError for a value of another type.
    Source: the API reference of ICE 2020-11-09, GetSmartHandleJob.

    >>> response = decode_response('{"jobId": "******042d", "state": "Failed", "errorCode": "InvalidParameter"}')
    >>> response.job_id, response.state, response.error_code
    ('******042d', 'Failed', 'InvalidParameter')
    """
    raw = parse_object(body)
    response = None if raw is None else read_plain_response(raw)
    if response is not None:
        return response
    from smarthandle_results._decoding.containers import read_body  # noqa: PLC0415 - few bodies need it

    return read_body(body if raw is None else raw)


def decode_result(response: Response) -> Result:
    """Decode the result of a finished job: its `AiResult`, or else its `Output`.

    The job type says what to expect, and the shape of the payload what it is. Where an `AiResult` is of no known form,
    or an empty array, an `Output` of a known one is the result. Plain text where none is expected, and a payload of any
    unpublished form, is `Unrecognized`, whole.

    Raises `NoResultError` for a job that failed, is not finished, or finished with neither payload nor media, and
    `DecodeError` with every problem of a payload that has a known form but is broken.

    >>> decode_result(decode_response('{"State": "Finished", "JobResult": {"MediaId": "******bf47"}}'))
    MediaOnly(media_id='******bf47', media_url=None)
    """
    result = decode_result_or_none(response)
    if result is None:
        raise NoResultError(response.state, response.error_code or None, response.error_message or None)
    return result


def decode_result_or_none(response: Response) -> Result | None:
    """Decode the result of a job; return None if it has none. Raises `DecodeError` as `decode_result` does."""
    return read_result(response)[0]


def read_result(response: Response) -> tuple[Result | None, tuple[Note, ...], tuple[Unread, ...]]:
    """Read the result of a job as `decode_result` decodes it; None where that raises `NoResultError`.

    Return it with what is unusual there, and with the payloads that say something which the result does not.
    """
    require_kind(response, Response, RESPONSE)
    plain, items = read_plain_result(response)
    if plain is not None:
        return plain, (), ()
    from smarthandle_results._decoding.results import list_unread, read_payloads  # noqa: PLC0415 - likewise

    found = read_payloads(response, items)
    return found.result, found.notes, list_unread(response, found)
