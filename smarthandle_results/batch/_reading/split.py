"""A stream of bytes → spans: whole bodies, or blocks of whole lines, each with the place where it stands.

Nothing is held but one span: a body that is larger than allowed is passed over, and a span without bytes says so. Lines
end at LF alone, in bytes: `str.splitlines` would tear bodies at U+2028. What damage does is bounded by the next text
that looks like the beginning of a body.
"""

import re
from collections.abc import Callable, Generator, Iterator
from typing import Final, TypeAlias, final

import orjson
from attrs import frozen

from smarthandle_results.batch._reading.buffer import Span, SpanKind, Window, tell_too_large
from smarthandle_results.batch._reading.inputs import STDIN
from smarthandle_results.batch._reading.scan import BODY, Mark, Scan
from smarthandle_results.batch._reading.streams import Stream

BLOCK_BYTES: Final = 1 << 22

Splitter: TypeAlias = Callable[[Window, int], Iterator[Span]]


def split_stream(stream: Stream, source: str, *, max_body: int, log_lines: bool = False) -> Iterator[Span]:
    """Split a stream into bodies of at most `max_body` bytes, in order.

    `.jsonl`, `.ndjson` and logs are lines, and so is what has an object on one of its first lines. Of an array of
    bodies each item is a body; else each object or XML document is one, with what is no such thing before it. An array
    that is no array of bodies is one body, and so is nothing at all, but for standard input, which then holds none.
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


def _sniff(window: Window, source: str, max_body: int) -> Splitter:
    window.fill(2)
    if window.data in _UTF_16:
        return _take_whole
    if _LINES_SUFFIX.search(source):
        return _split_lines
    while _needs_more(window.data, max_body) and window.grow(max_body + 1):
        pass
    text = window.data.lstrip(_BLANK)
    if _BODIES.match(text):
        return _split_array
    start = BODY if text.startswith(b"[") else _OBJECT
    lines = window.data.split(b"\n", _SNIFFED_LINES)[:_SNIFFED_LINES]
    if len(text.rstrip().split(b"\n", 1)) > 1 and any(start.match(line) and _is_object(line) for line in lines):
        return _split_lines
    if text.startswith(b"[") or not text:
        return _take_whole
    return _split_documents if text.startswith(b"<") else _split_objects


def _needs_more(data: bytes, max_body: int) -> bool:
    lines = data.strip().count(b"\n")
    return lines == 0 and len(data) <= max_body or lines < _SNIFFED_LINES and len(data) < _SNIFFED_BYTES  # noqa: RUF021


def _is_object(line: bytes) -> bool:
    try:
        return bool(orjson.loads(line))
    except orjson.JSONDecodeError:
        return False


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
            size = min(2 * len(window), max_body + 1)


def _skip_line(window: Window) -> bool:
    """Pass over the rest of a line; False at the end of the stream."""
    while window.grow():
        end = window.data.find(b"\n") + 1
        window.drop(end or len(window.data))
        if end:
            return True
    return False


@final
@frozen
class _Ending:
    """Where an item ends, where the next begins, and whether there is none because the array ends."""

    end: int
    next: int
    is_last: bool = False


@final
@frozen
class _Items:
    """How items end, what stands between one that is damaged and the next, and whether they are an array's."""

    find_end: Callable[[Scan, bytes, bool], _Ending | None]
    resync: "re.Pattern[bytes]"
    is_array: bool = False


def _split_array(window: Window, max_body: int) -> Iterator[Span]:
    window.drop(window.data.find(b"[", window.start) + 1)
    scan = yield from _split_items(window, max_body, _ARRAY, Scan(window.start))
    if scan is not None:
        if not window.broken and not scan.is_damaged:
            yield window.refuse("expected the end of the array, got the end of the file")
        return
    while not window.data[window.start :].strip() and len(window) <= max_body:
        if not window.grow(max_body + 1):
            return
    is_array = _BODIES.match(window.data[window.start :].lstrip())
    yield from (_split_array if is_array else _split_objects)(window, max_body)


def _split_objects(window: Window, max_body: int) -> Iterator[Span]:
    scan = Scan(window.start)
    scan.is_damaged = not window.data[window.start :].lstrip(_BLANK).startswith(b"{")
    yield from _split_items(window, max_body, _OBJECTS, scan)


def _split_documents(window: Window, max_body: int) -> Iterator[Span]:
    yield from _split_items(window, max_body, _DOCUMENTS, Scan(window.start))


def _split_items(window: Window, max_body: int, items: _Items, scan: Scan) -> Generator[Span, None, Scan | None]:
    """Take each item, or pass it over; return the scan of an item that the stream's end has ended."""
    is_more, is_refused = True, False
    while True:
        is_large = is_refused or len(window) > max_body
        ending = _find_end(window, items, scan, is_more=is_more, is_large=is_large and not is_refused)
        if ending is None and is_more:
            if is_large and not is_refused:
                yield window.refuse(tell_too_large(max_body), scan.at)
                is_refused = True
            elif is_refused:
                window.drop(scan.at)
            held = scan.at - window.start
            is_more = window.grow(max_body + 1)
            scan.move(window.start + held)
            continue
        end = ending.end if ending else len(window.data)
        if is_refused or (ending is None and window.broken):
            spans: tuple[Span, ...] = ()
        elif not items.is_array and end - window.start > max_body:
            spans = (window.refuse(tell_too_large(max_body), end),)
        else:
            spans = _take_item(window, end, is_array=items.is_array)
        if ending:
            window.drop(ending.next)
        if 2 * window.start > len(window.data):  # else small items would cost a copy of all behind each
            window.release()
        yield from spans
        if ending is None or ending.is_last:
            return None if ending else scan
        scan, is_refused = Scan(window.start), False


def _take_item(window: Window, end: int, *, is_array: bool) -> tuple[Span, ...]:
    blank = _SPACE.match(window.data, window.start, end)
    first = blank.end() if blank else window.start
    if first == end:
        return ()
    if is_array:
        window.drop(first)
    return (window.take(SpanKind.BODY, end),)


def _find_end(window: Window, items: _Items, scan: Scan, *, is_more: bool, is_large: bool) -> _Ending | None:
    """Find the end of an item in what is held; of one that is damaged, by what looks like the beginning of the next."""
    data = window.data
    if not scan.is_damaged:
        ending = items.find_end(scan, data, is_more)
        is_swallowing = scan.is_open and (not is_more or (is_large and items.resync.search(data, window.start + 1)))
        if not scan.is_damaged and not (ending is None and is_swallowing):
            return ending
        scan.damage(window.start)
    match = items.resync.search(data, max(scan.at, window.start + 1))
    if match:
        return _Ending(match.start(), match.end())
    scan.move(max(scan.at, len(data) - _RESYNC_BYTES))
    return None


def _find_item_end(scan: Scan, data: bytes, is_more: bool) -> _Ending | None:  # noqa: FBT001 - one of `_Items`
    while True:
        mark = scan.step(data)
        if mark is Mark.COMMA:
            return _Ending(scan.start, scan.at)
        if mark is Mark.AGAIN:
            return _Ending(scan.start, scan.start)
        if mark is Mark.MORE or mark is Mark.DAMAGED:
            scan.is_damaged = mark is Mark.DAMAGED
            return None
        if mark is Mark.STRAY and data[scan.start : scan.at] == b"]":
            rest = data[scan.at : scan.at + _RESYNC_BYTES].lstrip()
            if not rest and is_more:
                scan.move(scan.start)
                return None
            if not rest.startswith(b","):
                return _Ending(scan.start, scan.at, is_last=True)


def _find_object_end(scan: Scan, data: bytes, _: bool) -> _Ending | None:  # noqa: FBT001 - one of `_Items`
    while True:
        mark = scan.step(data)
        if mark is Mark.AGAIN:
            return _Ending(scan.start, scan.start)
        if mark is Mark.COMMA and scan.is_closed:
            return _Ending(scan.start, scan.at)
        if mark is not Mark.CLOSED:
            scan.is_damaged = mark is not Mark.MORE
            return None


def _find_document_end(scan: Scan, data: bytes, _: bool) -> _Ending | None:  # noqa: FBT001 - one of `_Items`
    match = _DOCUMENT_END.search(data, scan.at)
    scan.move(max(scan.at, len(data) - _RESYNC_BYTES))
    return _Ending(match.end(), match.end()) if match else None


_BLANK: Final = b" \t\r\n\xef\xbb\xbf"
_SPACE: Final = re.compile(rb"\s*")
_UTF_16: Final = frozenset({b"\xff\xfe", b"\xfe\xff"})
_LINES_SUFFIX: Final = re.compile(r"\.(jsonl|ndjson)(\.gz|\.zst)?$", re.IGNORECASE)
_SNIFFED_LINES: Final = 100
_SNIFFED_BYTES: Final = 1 << 20

_BODIES: Final = re.compile(
    rb"""\[\s*(?:[^{]{1,1000}?,\s*(?=\{\s*["}]))?\{(?![^{}]{0,1000}?"(?:from|begin_time)"\s*:)"""
)
"""How an array of bodies begins, and one of cues, of copies or of anything else does not."""

_OBJECT: Final = re.compile(rb"\s*\{")

_RESYNC_BYTES: Final = 256
_DOCUMENT_END: Final = re.compile(
    rb"</(?:GetSmartHandleJobResponse|Error)\s*>\s*(?=<(?:\?xml|!--|GetSmartHandleJobResponse|Error))"
)
_ARRAY: Final = _Items(_find_item_end, re.compile(rb",\s*(?=" + BODY.pattern + rb")", re.IGNORECASE), is_array=True)
_OBJECTS: Final = _Items(_find_object_end, re.compile(rb"\n(?=\{)"))
_DOCUMENTS: Final = _Items(_find_document_end, _DOCUMENT_END)
