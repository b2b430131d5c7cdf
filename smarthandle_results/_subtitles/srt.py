"""Cues → SubRip (`.srt`) text; cues ↔ pysrt's values.

pysrt is under the GPLv3: nothing imports it until `to_pysrt` is called.
"""

# pysrt has no types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from smarthandle_results._models import Cue, Cues, Repair, RepairKind, Result
from smarthandle_results._subtitles.blocks import list_numbers, write_blocks
from smarthandle_results._subtitles.cues import mend_columns, to_cues
from smarthandle_results._subtitles.joiners import add_joiners
from smarthandle_results._text import add_marks
from smarthandle_results._wanted import ITEM, ITEMS, require_items, unexpected

if TYPE_CHECKING:
    from pysrt import SubRipFile


class _Time(Protocol):
    @property
    def ordinal(self) -> int: ...


class PysrtItem(Protocol):
    """A SubRipItem of pysrt, or anything like it: its times have an `ordinal`, in milliseconds, and its text is SubRip.

    >>> from types import SimpleNamespace
    >>> item = SimpleNamespace(start=SimpleNamespace(ordinal=0), end=SimpleNamespace(ordinal=1500), text="Hello")
    >>> list(from_pysrt([item]))
    [Cue(start_ms=0, end_ms=1500, text='Hello')]
    """

    @property
    def start(self) -> _Time: ...
    @property
    def end(self) -> _Time: ...
    @property
    def text(self) -> str: ...


def to_srt(source: Result | Iterable[Cue], *, bom: bool = False, crlf: bool = False) -> str:
    r"""Write SubRip: numbers from 1, times as `HH:MM:SS,mmm`, hours without limit, lines that end in LF.

    An empty line follows each text, the last too, so that files may be joined one after another.

    `source` is a transcript, a result that has one, or cues, as `to_cues` accepts them; what no file can hold is mended
    as it does. `bom` begins the text with a byte order mark, which some televisions need and some other readers cannot
    handle. `crlf` ends lines in CR LF. Without cues it is "".

    Save the text as UTF-8 and with its own line ends, which Windows would change both:
    `path.write_text(to_srt(cues), encoding="utf-8", newline="\n")`.

    Three faults of readers that no file can prevent: players built on ASS hide `{...}` as a comment, ffmpeg splits a
    line of more than 4,095 bytes, and pysubs2 reads hours modulo 100.

    Source: the format has no standard; this is what ffmpeg, pysrt, pysubs2 and srt read back as the same cues.

    >>> to_srt([Cue(0, 1500, "Hello"), Cue(2000, 3250, "a --> b")])
    '1\n00:00:00,000 --> 00:00:01,500\nHello\n\n2\n00:00:02,000 --> 00:00:03,250\na --\u2060> b\n\n'
    """
    cues = to_cues(source)
    blocks = write_blocks(list_numbers(len(cues)), cues, add_joiners(cues.texts), ",")
    return add_marks(f"{blocks}\n\n" if blocks else "", bom=bom, crlf=crlf)


def to_pysrt(source: Result | Iterable[Cue]) -> "SubRipFile":
    """Return a SubRipFile of pysrt, for those who edit with it: items numbered from 1, line ends of LF.

    The texts are those that `to_srt` writes, joiners included, so that what pysrt saves is as safe. `source` is what
    `to_cues` accepts, and mended as it does.

    >>> [item.text for item in to_pysrt([Cue(0, 1500, "Hello")])]
    ['Hello']
    """
    from pysrt import SubRipFile  # noqa: PLC0415 - GPLv3, and only this function needs it

    return SubRipFile.from_string(to_srt(source), eol="\n")


def from_pysrt(file: Iterable[PysrtItem]) -> Cues:
    """Read a SubRipFile of pysrt, or any of its items: `from_pysrt(to_pysrt(cues)) == cues`.

    Texts are read as `decode_srt` reads them. `Cues.repairs` counts the items from 0: `settings` `removed` where one
    has a `position`, `markup` `removed`, and whatever `to_cues` mends. Nothing of pysrt is imported: whatever is like
    its items will do (`PysrtItem`).

    >>> file = to_pysrt([Cue(0, 1500, "Hello")])
    >>> file.shift(seconds=2)
    >>> list(from_pysrt(file))
    [Cue(start_ms=2000, end_ms=3500, text='Hello')]
    """
    from smarthandle_results._subtitles.markup import read_plain  # noqa: PLC0415 - only this function needs it

    require_items(file, ITEMS)
    items = tuple(file)
    positions = [str(getattr(item, "position", "")).strip() for item in items]
    repairs = [Repair(row, RepairKind.SETTINGS, "removed") for row, position in enumerate(positions) if position]
    try:
        cues = [Cue(item.start.ordinal, item.end.ordinal, item.text) for item in items]
    except AttributeError as error:
        index = next(index for index, item in enumerate(items) if not _is_item(item))
        raise unexpected(ITEM, items[index], f" at index {index}") from error
    texts = read_plain([cue.text for cue in cues], repairs)
    return mend_columns([cue.start_ms for cue in cues], [cue.end_ms for cue in cues], texts, repairs)


def _is_item(value: object) -> bool:
    times = (getattr(value, "start", None), getattr(value, "end", None))
    return hasattr(value, "text") and all(hasattr(time, "ordinal") for time in times)
