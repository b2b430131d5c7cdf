"""What both subtitle readers share: a file's text or bytes → its lines; the cues read → `Cues` with every loss told."""

import re
from collections.abc import Iterable
from typing import Final

from attrs import evolve

from smarthandle_results._cues import to_cues
from smarthandle_results._errors import LineProblem, SubtitleError
from smarthandle_results._models import Cue, Cues, Repair

# One CR LF that went through a second conversion is CR CR LF: still one line end. No other character ends a line here,
# as `str.splitlines` would have it.
_LINE_END: Final = re.compile(r"\r?\r?\n|\r")
_LINE_END_BYTES: Final = re.compile(rb"\r?\r?\n|\r")

# Python converts at most 4,300 digits, and 4,000 hold any time that a cue can be written with.
HOURS: Final = "[0-9]{1,4000}"


def read_lines(text: str | bytes) -> list[str]:
    """Give a subtitle file's lines, without their ends and without a byte order mark.

    Raises SubtitleError where bytes are not UTF-8.
    """
    if not isinstance(text, str):
        try:
            text = text.decode()
        except UnicodeDecodeError as exc:
            line = len(_LINE_END_BYTES.findall(exc.object, 0, exc.start)) + 1
            raise SubtitleError((LineProblem(line, "expected UTF-8"),)) from exc
    return _LINE_END.split(text.removeprefix("\ufeff"))


def count_ms(hours: str | None, minutes: str, seconds: str, fraction: str) -> int:
    """Give a time in milliseconds."""
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(fraction)


def mend_cues(cues: Iterable[Cue], repairs: Iterable[Repair], earlier: tuple[Repair, ...] = ()) -> Cues:
    """Mend cues, and tell that by index among the `repairs` made on the way to them, behind the `earlier` ones."""
    mended = to_cues(cues)
    told = sorted((*repairs, *mended.repairs), key=lambda repair: repair.index)
    return evolve(mended, repairs=(*earlier, *told))
