"""Descriptions of jobs → the page, part by part.

Strategy:

- Operations: `add` the description of each job, in order; at the end `write` the page.
- Goals: memory that hardly grows with the archive; a page whose overview and list show before the rest of it is read;
  the same bytes for the same jobs, on every Python.
- Plan: the overview comes first, made from sums. Then the list, one compressed block, which is inflated at once. Then
  the script, which a browser runs before it reads on. Then the details, compressed in blocks of some 128 KB of JSON:
  the script finds a job's block when someone opens the job. Details are compressed as they are added, and written to a
  file of the caller's, from which they are copied to their place at the end.
- A block is gzip in base64, in a script element of a type that no browser runs, so that no data can be markup: base64
  has no `<`. What is not compressed, the overview and the words, is escaped by Jinja2.

Worked through, for three jobs of which the last is large: job 0 and 1 are together when job 2 is added, and with it the
block is over its size. So the page has

    <script type="application/octet-stream" id="list">…</script>             three lines
    <script>…</script>
    <script type="application/octet-stream" data-first="0">…</script>        the details of jobs 0, 1 and 2
"""

import shutil
import zlib
from base64 import b64encode
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, BinaryIO, Final, final

from attrs import field, frozen

from smarthandle_results._shown import quote_name, quote_value
from smarthandle_results.batch._stats import load_row
from smarthandle_results.report._describe import LINE, RULES, Described
from smarthandle_results.report._overview import Scope, Sums, write_overview

ONLY: Final = ("bad", "failed", "unfinished", "findings", "repairs", "notes")
"""The kinds of jobs that a page may be limited to."""

CHUNK_BYTES: Final = 1 << 17


def _to_tuple(kinds: str | Iterable[str]) -> tuple[str, ...]:
    return (kinds,) if isinstance(kinds, str) else tuple(kinds)


def _check_only(_: object, __: object, kinds: tuple[str, ...]) -> None:
    unknown = next((kind for kind in kinds if kind not in ONLY), None)
    if unknown is not None:
        hint = "".join(f": did you mean {near}?" for near in get_close_matches(str(unknown), ONLY, 1, 0.75))
        raise ValueError(f"expected kinds of jobs among {', '.join(ONLY)}, got {quote_name(unknown)}{hint}")


def _check_limit(_: object, __: object, limit: int | None) -> None:
    if limit is not None and (type(limit) is not int or limit < 0):
        got = quote_value(limit) if type(limit) is int else quote_name(limit)
        raise ValueError(f"expected a limit of 0 or more jobs, or None for all, got {got}")


@final
@frozen
class Selection:
    """Which jobs a page lists: those of the kinds `only`, of `ONLY`, and of these the first `limit`; else all.

    What the page adds up is of all jobs. Raises `ValueError` for an unknown kind, or a limit that is no whole number.
    """

    only: tuple[str, ...] = field(default=(), converter=_to_tuple, validator=_check_only)
    limit: int | None = field(default=None, validator=_check_limit)

    def describe(self) -> str:
        """Write what is selected as the command's options do; "" for all."""
        parts = [f"--only {','.join(self.only)}"] if self.only else []
        return " ".join([*parts, f"--limit {self.limit}"] if self.limit is not None else parts)

    def selects(self, line: dict[str, Any]) -> bool:
        """Say whether a job is of a kind that is selected."""
        return not self.only or any(line["status"] == kind or (kind in line and bool(line[kind])) for kind in self.only)


@final
class Page:
    """Collects what a page has of its jobs; `chunks` is a file for the details, which the page only passes through."""

    def __init__(self, chunks: BinaryIO, selection: Selection) -> None:
        self.sums = Sums()
        self._selection = selection
        self._chunks = chunks
        self._list = _Block()
        self._details = _Block()
        self._first = 0

    def add(self, described: Described) -> None:
        """Add a job, which the stats count on their own."""
        line = dict(zip(LINE, load_row(described.line), strict=True))
        sums = self.sums
        for counter, counts in ((sums.findings, line["findings"]), (sums.after, line["after"])):
            for index, count in zip(counts[::2], counts[1::2], strict=True):
                counter[RULES[index]] += count
        sums.faulty += bool(line["findings"])
        limit = self._selection.limit
        if not self._selection.selects(line) or (limit is not None and sums.listed >= limit):
            return
        self._list.add((b"," if sums.listed else b"[") + described.line.rstrip())
        self._details.add(described.details)
        sums.listed += 1
        if self._details.size >= CHUNK_BYTES:
            self._write_chunk()

    def write(self, output: BinaryIO, scope: Scope) -> None:
        """Write the page. Raises `OSError`, and `MissingPackageError` without Jinja2."""
        self._list.add(b"]" if self.sums.listed else b"[]")
        if self._details.size:
            self._write_chunk()
        head, script, end = write_overview(self.sums, self._selection.describe(), scope)
        output.write(head)
        output.write(_OPEN + b' id="list">' + self._list.finish() + _CLOSE)
        output.write(script)
        self._chunks.seek(0)
        shutil.copyfileobj(self._chunks, output, 1 << 20)
        output.write(end)

    def _write_chunk(self) -> None:
        self._chunks.write(_OPEN + f' data-first="{self._first}">'.encode() + self._details.finish() + _CLOSE)
        self._details, self._first = _Block(), self.sums.listed


@final
class _Block:
    """Compresses parts as they come. `size` is that of the parts."""

    def __init__(self) -> None:
        self.size = 0
        self._compressor = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._parts = [_GZIP_HEADER]
        self._crc = 0

    def add(self, part: bytes) -> None:
        self.size += len(part)
        self._crc = zlib.crc32(part, self._crc)
        self._parts.append(self._compressor.compress(part))

    def finish(self) -> bytes:
        """Return the block in base64."""
        trailer = self._crc.to_bytes(4, "little") + (self.size % 2**32).to_bytes(4, "little")
        return b64encode(b"".join((*self._parts, self._compressor.flush(), trailer)))


_GZIP_HEADER: Final = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
"""That of gzip without a name, a time or a system."""
_OPEN: Final = b'<script type="application/octet-stream"'
_CLOSE: Final = b"</script>\n"
