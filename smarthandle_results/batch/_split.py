"""A stream of bytes → spans: whole bodies, or blocks of whole lines, each with the place where it stands.

Nothing is held but one span: a body that is larger than allowed is passed over, and a span without bytes says so. Lines
end at LF alone, in bytes: `str.splitlines` would tear bodies at U+2028.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from smarthandle_results.batch._bodies import is_object
from smarthandle_results.batch._inputs import STDIN
from smarthandle_results.batch._streams import Stream
from smarthandle_results.batch._window import Span, SpanKind, Window, tell_too_large

BLOCK_BYTES: Final = 1 << 22


def split_stream(stream: Stream, source: str, *, max_body: int, log_lines: bool = False) -> Iterator[Span]:
    """Split a stream into bodies of at most `max_body` bytes, in order.

    `.jsonl`, `.ndjson` and logs are lines; of what else begins with `[` each item is a body, and with `{` each line is
    one if any of the first is an object. All else is one body, such as XML, or an array that is no array of bodies, or
    nothing at all but for standard input, which then holds none.
    """
    window = Window(stream, source)
    if source == STDIN and not window.fill(1):
        return
    if log_lines:
        yield from _split_lines(window, max_body, SpanKind.LOG_LINES)
    else:
        yield from _sniff(window, source, max_body)(window, max_body)
    if window.broken:
        yield window.refuse(window.broken)


def _sniff(window: Window, source: str, max_body: int) -> Callable[[Window, int], Iterator[Span]]:
    window.fill(2)
    if window.data in _UTF_16:
        return _take_whole
    if _LINES_SUFFIX.search(source):
        return _split_lines
    while b"\n" not in window.data.strip() and len(window) <= max_body and window.grow():
        pass
    text = window.data.lstrip(_BLANK)
    if text.startswith(b"["):
        return _split_array if _BODIES.match(text) else _take_whole
    lines = text.rstrip().split(b"\n", _SNIFFED_LINES)
    is_lines = text.startswith(b"{") and len(lines) > 1 and any(map(is_object, lines[:_SNIFFED_LINES]))
    return _split_lines if is_lines else _take_whole


def _take_whole(window: Window, max_body: int) -> Iterator[Span]:
    window.fill(max_body + 1)
    if len(window) > max_body:
        yield window.refuse(tell_too_large(max_body))
    elif not window.broken:
        yield window.take(SpanKind.BODY, len(window.data))


def _split_lines(window: Window, max_body: int, kind: SpanKind = SpanKind.LINES) -> Iterator[Span]:
    size = BLOCK_BYTES
    is_more = True
    while is_more:
        is_more = window.fill(size)
        end = window.data.rfind(b"\n") + 1 if is_more or window.broken else len(window)
        if end:
            yield window.take(kind, end)
            size = BLOCK_BYTES
        elif len(window) > max_body:
            yield window.refuse(tell_too_large(max_body))
            is_more = _skip_line(window)
        else:
            size = 2 * len(window)


def _skip_line(window: Window) -> bool:
    """Pass over the rest of a line; False at the end of the stream."""
    while window.grow():
        end = window.data.find(b"\n") + 1
        window.drop(end or len(window.data))
        if end:
            return True
    return False


def _split_array(window: Window, max_body: int) -> Iterator[Span]:
    """Find each item's end by its brackets and commas, strings passed over."""
    window.drop(window.data.find(b"[") + 1)
    at, depth = window.start, 0
    while depth >= 0:
        token = _TOKEN.search(window.data, at)
        if token is None or token["cut"] is not None:
            if len(window) > max_body:
                yield window.refuse(tell_too_large(max_body))
                return
            at = (token.start() if token else at) - window.start
            if window.grow():
                continue
            break
        at = token.end()
        depth += _STEPS.get(token[0], 0)
        if depth < 0 or (depth == 0 and token[0] == b","):
            yield from _take_item(window, token.start())
            window.drop(at)
    if depth < 0:
        window.fill(max_body + 1)
        if window.data.strip():
            yield from _take_whole(window, max_body)
    elif not window.broken:
        yield from _take_item(window, len(window.data))
        if depth == 0:
            yield window.refuse("expected the end of the array, got the end of the file")


def _take_item(window: Window, end: int) -> Iterator[Span]:
    item = window.data[window.start : end]
    window.drop(end - len(item.lstrip()))
    if item.strip():
        yield window.take(SpanKind.BODY, end)


_BLANK: Final = b" \t\r\n\xef\xbb\xbf"
_UTF_16: Final = frozenset({b"\xff\xfe", b"\xfe\xff"})
_LINES_SUFFIX: Final = re.compile(r"\.(jsonl|ndjson)(\.gz|\.zst)?$", re.IGNORECASE)
_SNIFFED_LINES: Final = 10

_BODIES: Final = re.compile(rb'\[\s*\{(?![^{}]{0,1000}?"(?:from|begin_time)"\s*:)')
"""How an array of bodies begins, and one of cues, of copies or of anything else does not."""

_STEPS: Final = {b"[": 1, b"{": 1, b"]": -1, b"}": -1}
_TOKEN: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|(?P<cut>\\?\Z))|[\[\]{},]', re.DOTALL)
