"""A stream of bytes → spans: whole bodies, or blocks of whole lines, each with its place.

Nothing is held but one span: a body that is larger than allowed is passed over, and a span without bytes says so. Lines
end at LF alone, in bytes: `str.splitlines` would tear bodies at U+2028.
"""

import re
from collections.abc import Callable, Generator, Iterator
from io import BytesIO
from typing import Final, TypeAlias, final

import orjson
from attrs import frozen

from smarthandle_results.batch._reading.buffer import READ_BYTES, Buffer, Span, SpanKind, describe_too_large
from smarthandle_results.batch._reading.inputs import STDIN
from smarthandle_results.batch._reading.scan import (
    BETWEEN_MARKS,
    BODY_START,
    BYTE_ORDER_MARK,
    LINE_MARKS,
    Mark,
    Scan,
    find_text,
    skip_between,
)
from smarthandle_results.batch._reading.streams import Stream

BLOCK_BYTES: Final = 1 << 22
"""The size of a block of lines, and of a chunk of work: large beside what it costs to send one to a worker process and
to write its part file, and small beside the memory that each worker may use."""

SMALL_BLOCKS: Final = 5
"""How many blocks of a stream come before one of full size, each twice as large as the one before: so there is work for
every process, and progress to show, after a 32nd of a full block."""


def split_stream(stream: Stream, source: str, *, max_body: int, log_lines: bool = False) -> Iterator[Span]:
    """Split a stream into bodies of at most `max_body` bytes, in order, whatever its name is.

    Of an array of bodies each item is a body. JSON Lines, that is a stream whose first line is a value, or which has an
    object on one of its first lines, and logs are split into blocks of lines. Otherwise each object or XML document is
    a body, and so is text before it. An array of something else is one body, and so is an empty stream, except standard
    input and those that are JSON Lines by their names, which have none then.

    Values may be separated by line ends of any kind, commas, byte order marks, NULs and record separators, or by
    nothing.

    With `log_lines` a stream is a log, unless it begins as no log does: as an array of objects, or as JSON or XML that
    goes on in the next line.
    """
    buffer = Buffer(stream, source)
    if log_lines and not _is_document(buffer):
        yield from _split_lines(buffer, max_body, SpanKind.LOG_LINES)
    else:
        yield from _split_by_form(buffer, source, max_body)
    if buffer.stream_error:
        yield buffer.refuse(buffer.stream_error)


def take_object(data: bytes, source: str, max_body: int) -> Span | None:
    """Take a whole stream that is one JSON object, as a small file mostly is; None for any other.

    It is the span that `split_stream` makes of it, in a fifth of the time.
    """
    return Span(SpanKind.BODY, source, 0, 1, data.rstrip()) if _is_object(data, max_body) else None


def split_array(data: bytes, max_body: int) -> Iterator[Span]:
    """Split bytes that begin as an array of bodies does; there are no spans if they begin otherwise."""
    if not _BODIES.match(data):
        return
    buffer = Buffer(Stream(file := BytesIO(data), file), "")
    buffer.fill(len(data))
    if (yield from _split_arrays(buffer, max_body)):
        yield from _split_objects(buffer, max_body)


def _split_by_form(buffer: Buffer, source: str, max_body: int) -> Iterator[Span]:
    """Recognize how values follow one another, by how they begin, and split them so."""
    is_whole = not buffer.fill(READ_BYTES)
    if is_whole and not buffer.stream_error and _is_object(buffer.data, max_body):  # a quarter of the time of a scan
        yield buffer.take(SpanKind.BODY, len(buffer.data.rstrip()))
        return
    if _NO_LINES.match(buffer.data):
        yield from _take_whole(buffer, max_body)
        return
    has_nuls = b"\0" in buffer.data[:_ARRAY_HEAD_BYTES]
    if not _skip_between(buffer):
        if not buffer.stream_error:
            yield from _take_nothing(source, has_nuls=has_nuls)
        return
    if not (yield from _split_arrays(buffer, max_body)):
        return
    while _needs_more_to_recognize(buffer.data[buffer.start :], max_body) and buffer.grow(max_body + 1):
        pass
    head = buffer.data[buffer.start :]
    if _has_lines(head):
        yield from _split_lines(buffer, max_body)
    elif head.startswith(b"["):
        yield from _take_whole(buffer, max_body)
    elif head.startswith(b"<"):
        yield from _Cursor(buffer, max_body, _DOCUMENTS).split()
    else:
        yield from _split_objects(buffer, max_body)


def _is_object(data: bytes, max_body: int) -> bool:
    """Say whether a whole stream is one JSON object, and no object in it begins a line."""
    if not data.startswith(b"{") or len(data) > max_body or _UNINDENTED.search(data):
        return False
    try:
        orjson.loads(data)
    except orjson.JSONDecodeError:
        return False
    return True


def _is_document(buffer: Buffer) -> bool:
    """Say whether a stream is no log, though logs are to be read: what is sound for itself is read as it is."""
    buffer.fill(READ_BYTES)
    start = skip_between(buffer.data, buffer.start, len(buffer.data))
    return bool(_NO_LINES.match(buffer.data) or _DOCUMENT_START.match(buffer.data, start))


def _skip_between(buffer: Buffer) -> bool:
    """Pass over what may stand between values; return False at the end of the stream."""
    while True:
        buffer.drop(skip_between(buffer.data, buffer.start, len(buffer.data)))
        # Of two bytes nobody knows yet whether they are a byte order mark.
        if len(buffer) >= len(BYTE_ORDER_MARK) or not buffer.grow():
            return len(buffer) > 0


def _needs_more_to_recognize(data: bytes, max_body: int) -> bool:
    """Say whether the first lines are not all there: of one line alone, all that a body may have is read."""
    lines = data.strip().count(b"\n")
    return (lines == 0 and len(data) <= max_body) or (lines < _SNIFFED_LINES and len(data) < _SNIFFED_BYTES)


def _has_lines(head: bytes) -> bool:
    """Say whether a stream is JSON Lines: its first line is a value and not the last, or another line is an object.

    What begins with a bracket may be a value over several lines, in which any object may have a line of its own: then
    only the beginning of a body counts.
    """
    lines = head.split(b"\n", _SNIFFED_LINES)[:_SNIFFED_LINES]
    if not head[len(lines[0]) :].strip(BETWEEN_MARKS):
        return False
    start = BODY_START if head.startswith((b"[", b"<")) else _OBJECT
    return _is_value(lines[0]) or any(
        start.match(line.lstrip(LINE_MARKS)) and _is_value(line.lstrip(LINE_MARKS)) for line in lines
    )


def _is_value(line: bytes) -> bool:
    """Say whether a line is an object or an array that is not empty."""
    try:
        value: object = orjson.loads(line.strip(BETWEEN_MARKS))
    except orjson.JSONDecodeError:
        return False
    return bool(value) and isinstance(value, dict | list)


def _take_nothing(source: str, *, has_nuls: bool) -> Iterator[Span]:
    """Make a span of a stream without any text, if that is an error."""
    if has_nuls:
        message = "expected a body, got nothing but NUL bytes, as a crash leaves them where a write was lost"
        yield Span(SpanKind.REFUSED, source, 0, 1, message=message)
    elif source != STDIN and not _LINES_SUFFIX.search(source):
        yield Span(SpanKind.BODY, source, 0, 1)


def _take_whole(buffer: Buffer, max_body: int) -> Iterator[Span]:
    if buffer.data.startswith(PARQUET_MARK):
        yield buffer.refuse(
            "expected JSON, got a Parquet file: it is read by a name that ends in .parquet, and not from a pipe"
        )
        return
    buffer.fill(max_body + 1)
    if len(buffer) > max_body:
        yield buffer.refuse(describe_too_large(max_body))
    elif not buffer.stream_error:
        yield buffer.take(SpanKind.BODY, len(buffer.data))


def _split_lines(buffer: Buffer, max_body: int, kind: SpanKind = SpanKind.LINES) -> Iterator[Span]:
    size = block = BLOCK_BYTES >> SMALL_BLOCKS
    is_more = True
    while is_more:
        is_more = buffer.fill(size)
        end = _find_block_end(buffer.data, kind) if is_more or buffer.stream_error else len(buffer)
        if end:
            yield buffer.take(kind, end)
            size = block = min(2 * block, BLOCK_BYTES)
        elif len(buffer) > max_body:
            yield buffer.refuse(describe_too_large(max_body))
            is_more = _drop_line(buffer)
        else:
            size = min(2 * len(buffer), max_body + 1)


def _find_block_end(data: bytes, kind: SpanKind) -> int:
    """Find the end of the last whole line: before an object, so that no value over several lines is cut in two."""
    if kind is SpanKind.LINES:
        for mark in _BLOCK_ENDS:
            if (index := data.rfind(mark + b"{")) >= 0:
                return index + len(mark)
    return data.rfind(b"\n") + 1


def _drop_line(buffer: Buffer) -> bool:
    """Pass over the rest of a line; return False at the end of the stream."""
    while buffer.grow():
        end = buffer.data.find(b"\n") + 1
        buffer.drop(end or len(buffer.data))
        if end:
            return True
    return False


def _split_arrays(buffer: Buffer, max_body: int) -> Generator[Span, None, bool]:
    """Split the arrays of bodies that a stream begins with; return whether something else follows them."""
    while _skip_between(buffer):
        if len(buffer) < _ARRAY_HEAD_BYTES:
            buffer.grow(max_body + 1)
        if not _BODIES.match(buffer.data, buffer.start):
            return True
        buffer.drop(buffer.start + 1)
        items = _Cursor(buffer, max_body, _ARRAY)
        yield from items.split()
        if not items.is_array_closed:
            if not buffer.stream_error and not items.is_damaged:
                yield buffer.refuse("expected the end of the array, got the end of the file, which is cut off here")
            break
    return False


def _split_objects(buffer: Buffer, max_body: int) -> Iterator[Span]:
    is_object = buffer.data.startswith(b"{", buffer.start)
    yield from _Cursor(buffer, max_body, _OBJECTS, is_damaged=not is_object).split()


# Strategy of the items, which are bodies in an array, objects one after another, or XML documents:
#
# Operations to support:
# - take an item as soon as its end is known
# - skip an item that is larger than allowed, without holding it, and refuse it at its place
# - resync: find the beginning of the next item where one is damaged
# Goals:
# - damage of any kind spoils the item that it is in, and no other: every sound body of a damaged file is found
# - no more is held than an item may have, and what is read at once
# - linear time: sound text is scanned once; damaged text is searched once more, for the next item
# Plan:
# - A cursor is at the beginning of an item, with a `Scan` from there on. While the scan finds no end, more is read.
# - The end that the brackets show is believed, unless the scan meets what no JSON contains, or a bracket or string is
#   still open where the stream ends, or where the item has grown too large and another body begins in it.
# - Then the item is damaged. Its brackets may be wrong from its first byte on, so it ends before the first text that
#   looks like the beginning of a body: in an array a comma and a brace with a key of a response, and among objects a
#   brace at the beginning of a line or after a mark that separates values. A damaged item is a body like any other: its
#   decoder says what is wrong with it, and a sound body that was written right after it is found then (see `pieces`).
# - What is on the lines after an object, up to the next one, is an item of its own: it does not spoil the object.
# - An item that is larger than allowed is refused when that is known, and its bytes are dropped as they are scanned. It
#   may be damaged too: then they are dropped up to the next item.
# - A scan that met damage is kept. Of a thousand bodies that are cut short one after another, the scan of the first may
#   run through all the others, to the end of the stream, and so would theirs. But at the bracket that each begins with,
#   the first scan already shows that it is never closed.
#
# Three inputs worked through, with the marks of `Scan` at which something happens:
#
# 1. `[{"State":1}, {"State":2}]`, an array of bodies. The cursor begins after the `[`.
#        `{"State":1}`  OPENED, CLOSED: no end yet, since text may follow that belongs to the item and spoils it
#        `, `           COMMA: the item ends before it, and the next begins after it
#        `{"State":2}`  OPENED, CLOSED
#        `]`            STRAY, and no comma follows it, which would mean that it is a stray one: the array ends here
#    Spans: `{"State":1}`, `{"State":2}`. Text after the array is split as if it were a file of its own.
#
# 2. `[{"State":1}, {"State":2,"JobResult":{, {"State":3}]`, an array whose second body is cut short.
#        `{"State":1}`, `, `            as above
#        `{"State":2,"JobResult":{`     OPENED, and two braces are open
#        `, ` and a brace               DAMAGED: a key should follow. From the item's second byte on, a comma and the
#                                       beginning of a body are searched for: they are here, and the item ends.
#        `{"State":3}`, `]`             as above, with a new scan
#    Spans: `{"State":1}`, `{"State":2,"JobResult":{`, `{"State":3}`. Were the second body cut after `"x":[`, the scan
#    would run on to the end of the stream, find the brace still open there, and resync to the same place.
#
# 3. Bodies one after another with text between, each over several lines (one on a line of its own would mean lines):
#        page 1
#        {"State":
#         1}
#        page 2
#        {"State":
#         2}
#        `page 1`         not an object: damaged from the start. A line begins with a brace: the item ends before it.
#        `{"State": 1}`   OPENED, CLOSED
#        `page 2`         no mark, as words are not checked
#        `{`              NEXT_OBJECT: the item ends before it, and `page 2`, on a line after it, is cut off from it
#        `{"State": 2}`   OPENED, CLOSED; then the stream ends, and nothing is open: the rest is the last item
#    Spans: `page 1`, `{"State": 1}`, `page 2`, `{"State": 2}`. The decoder refuses the first and the third. On the line
#    of the brace before it `page 2` would have spoiled that body.


_Ending: TypeAlias = tuple[int, int]
"""Where an item ends, and where the next begins or, if it is the last of an array, what follows the array."""


@final
@frozen
class _Form:
    """A form of items: how one ends, what looks like the beginning of the next, and whether they are an array's."""

    find_end: "Callable[[_Cursor], _Ending | None]"
    next_item: "re.Pattern[bytes]"
    is_array: bool = False


@final
class _Cursor:
    """A place among the items of a buffer: at the item that begins at `buffer.start`, whose end `scan` looks for.

    `is_more` says that the stream may have more, `is_damaged` that the item's brackets cannot be trusted, and
    `is_array_closed` that the item is the last of its array.
    """

    def __init__(self, buffer: Buffer, max_body: int, form: _Form, *, is_damaged: bool = False) -> None:
        self.buffer = buffer
        self.scan = Scan(buffer.start)
        self.is_more = True
        self.is_damaged = is_damaged
        self.is_array_closed = False
        self._max_body = max_body
        self._form = form
        self._is_skipping = False
        self._last_damage: Scan | None = None

    def split(self) -> Iterator[Span]:
        """Hand on each item, or a refusal in its place, up to the end of the array or of the stream."""
        while not self.is_array_closed:
            ending = self._find_end()
            if ending is not None:
                yield from self._take(ending)
            elif self.is_more:
                yield from self._skip()
                self._read_on()
            else:
                yield from self._take_rest()
                return

    def damage(self, scan: Scan) -> _Ending | None:
        """Give up the brackets of the item, which a scan shows to be damaged, and find its end without them."""
        self.is_damaged = True
        if scan.is_open:
            self._last_damage = scan
        closed_at = 0 if self._form.is_array else self.scan.closed_at  # the damage is in what follows an object
        self.scan = Scan(closed_at or self.buffer.start)
        self.scan.closed_at = closed_at
        return self._resync()

    def find_damage(self, mark: Mark) -> Scan | None:
        """Find the scan that shows the item to be damaged: its own, or an earlier one.

        That an earlier scan met the bracket that is now opened, and never its end, shows that the item's own would come
        to where the earlier one stopped, with this bracket still open.
        """
        if mark is Mark.DAMAGED:
            return self.scan
        scan = self._last_damage if mark is Mark.OPENED else None
        if scan is not None and scan.is_unclosed(self.scan.mark_start) and (scan.is_damaged or self._has_swallowed()):
            return scan
        return None

    def _resync(self) -> _Ending | None:
        """Find the end of a damaged item by what looks like the beginning of the next."""
        data = self.buffer.data
        match = self._form.next_item.search(data, max(self.scan.position, self.buffer.start + 1))
        self.scan.position = max(self.scan.position, len(data) - _OVERLAP_BYTES)
        return match.span() if match else None

    def _find_end(self) -> _Ending | None:
        """Find the end of the item in what is held."""
        if self.is_damaged:
            return self._resync()
        ending = self._form.find_end(self)
        if ending is None and self.scan.is_open and self._has_swallowed():
            return self.damage(self.scan)
        return ending

    def _has_swallowed(self) -> bool:
        """Say whether an item in which something is open has taken in the items after it."""
        is_large = not self._is_skipping and len(self.buffer) > self._max_body
        return not self.is_more or (
            is_large and self._form.next_item.search(self.buffer.data, self.buffer.start + 1) is not None
        )

    def _take(self, ending: _Ending) -> tuple[Span, ...]:
        """Hand on an item, unless it is being skipped, and go to the next."""
        end, next_start = ending
        spans = () if self._is_skipping else self._cut(end)
        self.buffer.drop(next_start)
        # Not for each small item, which would copy all that is held after it; but a large one must not be held twice.
        if 2 * self.buffer.start > len(self.buffer.data):
            passed = self.buffer.start
            self.buffer.release()
            if self._last_damage:
                self._last_damage.move(passed)
        self.scan = Scan(self.buffer.start)
        self.is_damaged = self._is_skipping = False
        return spans

    def _take_rest(self) -> tuple[Span, ...]:
        """Hand on what is left at the end of the stream, unless it is only a part because the stream broke."""
        is_whole = not self._is_skipping and not self.buffer.stream_error
        return self._cut(len(self.buffer.data)) if is_whole else ()

    def _cut(self, end: int) -> tuple[Span, ...]:
        """Hand on the text before an index: an item, and apart from it what is on the lines after it."""
        data, closed_at = self.buffer.data, self.scan.closed_at
        if closed_at and not self._form.is_array:
            text = skip_between(data, closed_at, end)
            if text < end and _LINE_END.search(data, closed_at, text):  # on the item's own line it spoils the item
                return (*self._cut_text(closed_at), *self._cut_text(end))
        return self._cut_text(end)

    def _cut_text(self, end: int) -> tuple[Span, ...]:
        start, last = find_text(self.buffer.data, self.buffer.start, end)
        if start == last:
            return ()
        self.buffer.drop(start)
        return (self.buffer.take(SpanKind.BODY, last),)

    def _skip(self) -> tuple[Span, ...]:
        """Drop what was scanned of an item that is too large; the first time, hand on a refusal in its place."""
        if self._is_skipping:
            self.buffer.drop(self.scan.position)
        elif len(self.buffer) > self._max_body:
            self._is_skipping = True
            return (self.buffer.refuse(describe_too_large(self._max_body), self.scan.position),)
        return ()

    def _read_on(self) -> None:
        self.scan.move(self.buffer.start)
        self.is_more = self.buffer.grow(self._max_body + 1)
        self._last_damage = None  # it says nothing of what is new


def _find_item_end(cursor: _Cursor) -> _Ending | None:
    """Find the end of an array's item: a comma or a bracket that closes the array, or the beginning of an object."""
    scan, data = cursor.scan, cursor.buffer.data
    while (mark := scan.step(data)) is not Mark.NEED_DATA:
        if mark is Mark.COMMA:
            return scan.mark_start, scan.position
        if mark is Mark.NEXT_OBJECT:
            return scan.mark_start, scan.mark_start
        if damage := cursor.find_damage(mark):
            return cursor.damage(damage)
        if mark is Mark.STRAY and data[scan.mark_start : scan.position] == b"]":
            rest = data[scan.position : scan.position + _OVERLAP_BYTES].lstrip()
            if not rest and cursor.is_more:
                scan.position = scan.mark_start
                return None
            if not rest.startswith(b","):
                cursor.is_array_closed = True
                return scan.mark_start, scan.position
    return None


def _find_object_end(cursor: _Cursor) -> _Ending | None:
    """Find the end of an object: a comma after it, or the beginning of the next object."""
    scan, data = cursor.scan, cursor.buffer.data
    while (mark := scan.step(data)) is not Mark.NEED_DATA:
        if mark is Mark.NEXT_OBJECT or (mark is Mark.OPENED and _is_next_value(scan, data)):
            return scan.mark_start, scan.mark_start
        if mark is Mark.COMMA and scan.is_closed:
            return scan.mark_start, scan.position
        if damage := scan if mark is Mark.COMMA or mark is Mark.STRAY else cursor.find_damage(mark):
            return cursor.damage(damage)
    return None


def _is_next_value(scan: Scan, data: bytes) -> bool:
    """Say whether the bracket that was opened begins an array of objects, right after another value."""
    # Only of the second bracket: what is before a later one is then text, and would be searched once for each.
    is_next = scan.opened == _SECOND and skip_between(data, scan.closed_at, scan.mark_start) == scan.mark_start
    return is_next and _OBJECTS_START.match(data, scan.mark_start) is not None


def _find_document_end(cursor: _Cursor) -> _Ending | None:
    """Find the end of an XML document: a closing tag of the root, and after it the beginning of another document."""
    scan, data = cursor.scan, cursor.buffer.data
    match = _DOCUMENT_END.search(data, scan.position)
    scan.position = max(scan.position, len(data) - _OVERLAP_BYTES)
    return (match.end(), match.end()) if match else None


_SECOND: Final = 2
_UNINDENTED: Final = re.compile(rb"\n[^ \t\n}]")
_LINE_END: Final = re.compile(rb"[\r\n]")
_BLOCK_ENDS: Final = (b"\n", b"\x1e", b"\0", BYTE_ORDER_MARK)
"""What stands before an object that begins a line. The first that is there decides, for the others are rare."""

PARQUET_MARK: Final = b"PAR1\x15"
"""How Parquet begins: with its mark, and the first field of a page's header."""

_NO_LINES: Final = re.compile(
    rb"""
    \xff\xfe | \xfe\xff | \0* [\[{<] \0+ [^\0] \0  # UTF-16 or UTF-32
    | \x1f\x8b | \x28\xb5\x2f\xfd                  # gzip or Zstandard, in what was compressed once more
    | PK\x03\x04 | %s                             # a zip archive, or Parquet
    """
    % PARQUET_MARK,
    re.VERBOSE,
)
"""How a stream begins in which no byte is a line end or a bracket: it is one body, whose decoder says what it is."""

_LINES_SUFFIX: Final = re.compile(r"\.(jsonl|ndjson)(\.gz|\.zst)?$", re.IGNORECASE)

_DOCUMENT_START: Final = re.compile(
    rb"""
    [{[] (?: [^\n]* [,:{[] )? [ \t\r]* \n  # JSON that goes on in the next line
    | \[ \s*+ \{ \s*+ "  # an array of objects
    | < (?: \?xml\b [^>\n]* \?> | (?: GetSmartHandleJobResponse | Error )\b [^>\n]* > ) [ \t\r]* \n
    """,
    re.VERBOSE,
)
"""How a JSON or XML document begins, and hardly any log: a log's lines are whole, and have something in front."""

_SNIFFED_LINES: Final = 100
"""How many lines are looked at for an object. A guess: a log's header, or bad lines at the beginning, are shorter."""

_SNIFFED_BYTES: Final = 1 << 20
"""How much is read at most to have that many lines. It is one step of `Buffer.grow`: less would save no read."""

_OVERLAP_BYTES: Final = 256
"""How much of the text's end is searched again when more is there, in case the end cut what is searched for in two.

The longest is `</GetSmartHandleJobResponse>` with the next document's root, 55 bytes. The rest is for white space.
"""

_BODIES: Final = re.compile(
    rb"""
    \[ \s*
    (?: [^{]{1,1000}? , \s* (?= \{ \s* ["}] ) )?  # perhaps a first item that is no object, such as null
    \{ (?! [^{}]{0,1000}? "(?:from|begin_time)" \s* : \s* (?: [-\dn] | "[-\d] ) )  # an object that is
          # no cue, which has a time: cues are a payload, one body
    """,
    re.VERBOSE,
)
"""How an array of bodies begins. The search is bounded so that a long text of another kind costs no time."""

_OBJECT: Final = re.compile(rb"\{")

_OBJECTS_START: Final = re.compile(rb"\[ \s* (?: \{ | \Z )", re.VERBOSE)

_ARRAY_HEAD_BYTES: Final = 4096
"""How much is read at least to recognize an array of bodies: more than `_BODIES` looks at."""

_DOCUMENT_END: Final = re.compile(
    rb"""
    </ (?: GetSmartHandleJobResponse | Error ) \s* > \s*
    (?= < (?: \?xml | !-- | GetSmartHandleJobResponse | Error ) )
    """,
    re.VERBOSE,
)

_ARRAY: Final = _Form(
    _find_item_end,
    re.compile(rb", \s* (?= %s )" % BODY_START.pattern, BODY_START.flags),
    is_array=True,
)
_OBJECTS: Final = _Form(
    _find_object_end,
    re.compile(rb"[\r\n\x1e\0] (?: %s )? (?= (?: \[ \s* )? \{ )" % BYTE_ORDER_MARK, re.VERBOSE),
)
_DOCUMENTS: Final = _Form(_find_document_end, _DOCUMENT_END)
