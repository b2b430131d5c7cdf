"""A text and the cues made from it in, its breaks out, and what any language minds about each."""

import re
from collections.abc import Sequence
from typing import Final

from attrs import frozen
from helpers.quality import CLOSING, OPENING


@frozen
class Break:
    """A place where a line ends and another begins, as offsets in the text: without the spaces between them."""

    end: int
    start: int
    is_split: bool
    """Whether a new cue begins, not just a line."""


def find_breaks(text: str, cues: Sequence[Sequence[str]]) -> list[Break]:
    """Return the breaks of a text that became cues, each a list of lines.

    >>> find_breaks("one two three", [["one", "two"], ["three"]])
    [Break(end=3, start=4, is_split=False), Break(end=7, start=8, is_split=True)]

    Raises ValueError if the cues do not have the text's characters, apart from white space.
    """
    places = [offset for offset, character in enumerate(text) if not character.isspace()]
    if "".join(text.split()) != "".join("".join(line.split()) for cue in cues for line in cue):
        raise ValueError("expected the text's own characters")
    breaks: list[Break] = []
    at = 0
    for cue in cues:
        for number, line in enumerate(line for line in cue if line.strip()):
            if at:
                breaks.append(Break(places[at - 1] + 1, places[at], is_split=not number))
            at += len("".join(line.split()))
    return breaks


_LATIN: Final = re.compile(r"[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff]|[\u0300-\u036f]")
"""A letter or digit of a script that writes words with spaces."""
_KATAKANA: Final = re.compile("[ァ-ヺー]")
_UNIT: Final = re.compile(
    r"(?:[kKMGT]i?[Bb](?:it)?|[kcmµ]?m[²³]?|k?g|[kKMG]?Hz|ms|s|min|h|k?W|V|A|°C|°F|px|dpi|fps|%|€|\$|km/h|mph|USD|EUR|Uhr|"
    r"bits?|bytes?|[ap]\.?m\.?)(?![^\W_])"
)
_NUMBER_PART: Final = re.compile(r"\d[.,:/]\d$")
_THOUSANDS: Final = re.compile(r"\d{3}(?!\d)")
_HAN_UNIT: Final = re.compile(
    "[个個年月日时時分秒元岁歲次人名位点點倍层層条條张張块塊章页頁%％℃°円つ歳回件本枚匹台度개명원년월일시분초번]"
)


def find_common_faults(text: str, place: Break) -> set[str]:
    """Return the kinds of fault that characters alone show.

    - `start`, `end`: the next line begins with what may not begin one (a closing mark, a small kana), or this one ends
      with an opening mark.
    - `torn`: a word of letters and digits is cut where no space and no hyphen is.
    - `katakana`: a katakana run is cut.
    - `number`: a number is cut, or parted from its unit.
    - `name`: a name is cut at the dot between its parts.

    >>> find_common_faults("查尔斯·达尔文", Break(4, 4, is_split=False))
    {'name'}
    """
    end, start = place.end, place.start
    before, after, is_spaced = text[end - 1], text[start], end < start
    is_joined = not is_spaced
    are_letters = bool(_LATIN.match(before) and _LATIN.match(after))
    are_digits = before.isdecimal() and after.isdecimal()
    kinds = {
        "start": after in CLOSING and after != "ー" and not (is_spaced and after in "-–—.…"),
        "end": before in OPENING,
        "torn": is_joined and are_letters and not are_digits,
        "katakana": is_joined and _KATAKANA.match(before) and _KATAKANA.match(after),
        "name": is_joined and re.match(r"[^\W\d_][·・]", text[end - 2 : end]) and after.isalpha(),
        "number": (is_joined and (are_digits or _NUMBER_PART.search(text, end - 2, start + 1)))
        or (before.isdecimal() and (_UNIT.match(text, start) or (is_spaced and _THOUSANDS.match(text, start))))
        or (before.isdecimal() and is_joined and _HAN_UNIT.match(after))
        or (before in "$€£￥¥№§" and after.isdecimal()),
    }
    return {kind for kind, is_found in kinds.items() if is_found}
