"""Text in, the joints at which a subtitle may be cut out: where UAX #14 allows it and a reader does not mind.

A joint is a pair of offsets: where what stands before it ends, its spaces left out, and where what follows begins.
Beyond UAX #14, nothing is cut inside

- a word: without a space, a cut touches a full-width character that is not Hangul, so that lines put together again,
  by a space or, next to such a character, by nothing, give the same text;
- a number with its sign, unit or counter, in figures or in Chinese numerals; a date, range or time between figures;
- an emoji sequence; and no line begins with a middle dot, slash or wave dash, or is nothing but format characters.

White space at a cut is left out, and comes back as one space or nothing. So there is a joint at white space only where
there is one in what comes back, too.

Strategy: many texts are lines of one, so that each step runs over all of them at once; what few need is done for the
lines that need it.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate, chain, compress, count, pairwise
from operator import add, itemgetter, methodcaller, not_
from typing import Final, final

from attrs import frozen

from smarthandle_results._layout.breaks import CLASSES, Lines, classify, find_lines, is_break
from smarthandle_results._layout.classes import Characters, class_table, letters_of
from smarthandle_results._layout.masks import both
from smarthandle_results._text import is_blank

FULL_WIDTH: Final = frozenset(letters_of("CLW EB EM EXW ID IDX NS OPW"))
HANGUL: Final = frozenset(letters_of("H2 H3 JL JV JT"))
_SPACE_OR_LINE_END: Final = frozenset(letters_of("BK CR LF NL SP"))
FIRST_FULL_WIDTH: Final = "\u00a9"
"""The first character that may be of one of those classes: it is a pictograph."""

_UNITS: Final = (
    "公里|公斤|公分|公顷|千米|千克|千瓦|厘米|毫米|微米|毫升|毫克|立方米|平方米|平方公里|小时|分钟|秒钟|分之|万元|亿元|万人"
    "|美元|美金|欧元|日元|港元|英镑|韩元|人民币|年代|世纪|个月|星期|摄氏度|百分点|个小时|个百分点|块钱|周年|周岁|集数|比特|兆"
    "|キロ|メートル|センチ|ミリ|グラム|リットル|トン|時間|分間|年間|週間|日間|秒間|パーセント|ドル|ユーロ|ポンド|ヶ月|か月"
    "|カ月|ヵ月|か国|ページ|キログラム|キロメートル|人組|歳児"
    "|킬로미터|킬로그램|킬로|미터|센티미터|밀리미터|그램|리터|퍼센트|프로|달러|유로|시간|개월|년간|주년|만원|억원"
)
_MEASURES: Final = (
    "元个個块天年月日号號岁歳度米人次名位件只台家套张張条條本页頁分秒点點時时円回度倍章节節卷届"
    "屆版季集期楼樓层層级級种種项項층개명원년월일시분초살번회"
    "座辆輛艘架匹头頭批组組双雙杯瓶碗支片颗顆粒棵朵袋箱盒枚冊部間间场場轮輪队隊户戶亩畝吨噸克斤升尺寸周週折股軒羽歩步坪畳つ"
)
_UNIT_STARTS: Final = "".join(sorted({unit[0] for unit in _UNITS.split("|")}))
_LATIN_UNITS: Final = (
    "(?:[kMGTmcdµμ]?(?:m[²³23]?|g|L|l|W|Wh|Hz|B|b|bps|V|A|Pa|N|J|s)|km/h|mph|kph|fps|dpi|ft|in|mi|yd|lb|lbs|oz|ha|min|hrs?|sec"
    "|a\\.m\\.|p\\.m\\.|am|pm|AM|PM|percent|million|billion|trillion|thousand|hundred|dollars?|pounds?|euros?|cents?|°[CF]?|%|℃)"
    "(?![A-Za-z])"
)
_NUMERALS: Final = "〇零一二三四五六七八九十百千万萬亿億两兩"


@cache
def _held_together() -> re.Pattern[str]:
    """Compile, when first needed, what is never cut."""
    return re.compile(
        f"[0-9０-９][{_NUMERALS}]*(?: ?(?:{_UNITS}| ?[{_MEASURES}]))"
        f"|[0-9] {_LATIN_UNITS}"
        "|[0-9]{1,3}(?: [0-9]{3}){1,4}(?![0-9])"
        "|[0-9][:：～〜~–—-][0-9]|[0-9] [x×*/] [0-9]"
        "|(?:[第约約￥¥$€£₩#＃]|No\\.|Nr\\.|RMB|USD|EUR|CNY) ?[0-9]"
        "|[-−－＋+±~～≈<>≤≥] ?[0-9０-９]"
        f"|[０-９Ａ-Ｚａ-ｚ．，％]{{2,}}(?:{_UNITS}|[{_MEASURES}])?"
        f"|(?:第|[{_NUMERALS}]+分之)[{_NUMERALS}点點]+(?:{_UNITS}|[{_MEASURES}])?"
        f"|(?<![{_NUMERALS}点點])[{_NUMERALS}点點]*[{_NUMERALS}](?:{_UNITS}|[{_MEASURES}])"
        f"|[{_NUMERALS}][{_NUMERALS}点點]+"
    )


_FIRST: Final = f"0-9０-９第约約￥¥$€£₩#＃CENRU\\-−－＋+±~～≈<>≤≥Ａ-Ｚａ-ｚ．，％{_NUMERALS}点點"
_SECOND: Final = f" 0-9０-９MNSUor.:：～〜~–—\\-Ａ-Ｚａ-ｚ．，％{_NUMERALS}点點{_MEASURES}{_UNIT_STARTS}"
_HELD_START: Final = re.compile(f"[{_FIRST}](?=[{_SECOND}])")
"""How `_held_together` begins: to look for that first is ten times as fast."""
_NEVER_FIRST: Final = re.compile("[·‧・･／～〜﹏]")


_start_of: Final = methodcaller("start")


def _find_held(text: str) -> set[int]:
    """Return the offsets at which nothing may be cut although UAX #14 would allow it."""
    held: set[int] = set() if text.isascii() else {found.start() for found in _NEVER_FIRST.finditer(text)}
    match_held = _held_together().match
    end = 0
    for start in map(_start_of, _HELD_START.finditer(text)):
        if start >= end and (found := match_held(text, start)):
            end = found.end()
            held.update(range(start + 1, end))
    return held


def _touches_full_width(before: str, after: str) -> bool:
    return not HANGUL & {before, after} and bool(FULL_WIDTH & {before, after})


def _may_join(before: str, after: str) -> bool:
    return before not in _SPACE_OR_LINE_END and _touches_full_width(before, after) and is_break(before, after)


def _may_cut_spaces(before: str, after: str) -> bool:
    """Say whether a cut at spaces leaves text that could be put together again and cut there once more."""
    if before in _SPACE_OR_LINE_END or not is_break("S", after):
        return False
    return is_break(before, after) if _touches_full_width(before, after) else True


@final
@frozen
class _Pairs:
    """Which two letters may stand at both sides of something, as two translations of bytes.

    What the first gives for the one letter and the second for the other have a bit in common if they may: a bit stands
    for all the letters that may be followed by the same ones. So a whole text is judged by one `&` of large integers.
    """

    befores: bytes
    afters: bytes

    def find(self, letters: bytes, distance: int) -> bytes:
        """Return for each place, from the first on, a byte that is 0 unless the letters so far apart may be a pair."""
        before = letters[: max(0, len(letters) - distance)]
        return both(before.translate(self.befores), letters[distance:].translate(self.afters))


def _make_pairs(may: Callable[[str, str], bool]) -> _Pairs:
    befores, afters = bytearray(256), bytearray(256)
    letters = CLASSES.values()
    rows = {before: "".join(after for after in letters if may(before, after)) for before in letters}
    for bit, row in enumerate(dict.fromkeys(filter(None, rows.values()))):
        for before in letters:
            befores[ord(before)] |= (rows[before] == row) << bit
        for after in row:
            afters[ord(after)] |= 1 << bit
    return _Pairs(bytes(befores), bytes(afters))


@cache
def _tight_pairs() -> _Pairs:
    """Tabulate the neighbours between which a text may be cut."""
    return _make_pairs(_may_join)


@cache
def _spaced_pairs() -> _Pairs:
    """Tabulate what may stand around a space at which a text may be cut."""
    return _make_pairs(_may_cut_spaces)


_ANY_FULL_WIDTH: Final = "".join(sorted(FULL_WIDTH))
_LOOSE_SPACE: Final = re.compile(f"S(?:(?<=[{_ANY_FULL_WIDTH}]S)|(?=[S{_ANY_FULL_WIDTH}]))")
"""Spaces that do not come back as they were if a text is cut there."""
_OTHER_SPACE: Final = re.compile(r"[^\S \n]")
_MANY_SPACES: Final = re.compile("S{2,}")
_ONLY_SPACES: Final = bytes(255 * (byte == ord("S")) for byte in range(256))
_TO_FULL_STOPS: Final = b"\0".ljust(256, b".")
_FORMAT: Final = re.compile(
    "[\xad\u0600-\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0001-\U000e007f]"
)
"""What a unit without anything to see is made of."""


def _find_spaces(letters: str) -> tuple[list[int], list[int]]:
    """Return from where to where there are spaces at which a text may be cut."""
    if "SS" not in letters:
        ends = list(_find_single_spaces(letters))
        return ends, list(map((1).__add__, ends))
    # Leave one space of each run, and look up where the letters that are left had stood.
    kept = [0, *[at for at, two in enumerate(pairwise(letters), start=1) if two != ("S", "S")]]
    ends = list(_find_single_spaces(_MANY_SPACES.sub("S", letters)))
    return [kept[end] for end in ends], [kept[end + 1] for end in ends]


def _find_single_spaces(letters: str) -> Iterator[int]:
    codes = letters.encode()
    may_cut = both(_spaced_pairs().find(codes, 2), codes[1:-1].translate(_ONLY_SPACES))
    *before, _ = may_cut.translate(_TO_FULL_STOPS).split(b".")
    return map(add, accumulate(map(len, before)), count(1))


def _find_in(letters: str) -> tuple[list[int], list[int]]:
    """Return where what stands before each joint ends, and where what follows begins."""
    may_cut = _tight_pairs().find(letters.encode(), 1)
    tight = list(compress(count(1), may_cut)) if may_cut.strip(b"\0") else []
    if "S" not in letters:
        return tight, tight  # the very same list
    ends, starts = _find_spaces(letters)
    return (sorted(tight + ends), sorted(tight + starts)) if tight else (ends, starts)


def _find_cuts(text: str, letters: str, offsets: list[int] | None) -> tuple[list[int], list[int]]:
    """Return the joints of a classified text as it is, whatever becomes of the white space at them."""
    ends, starts = _find_in(letters)
    held = _find_held(text)
    if offsets is not None:
        ends, starts = [offsets[end] for end in ends], [offsets[start] for start in starts]
        held.update(start for start in starts if text[start - 1] == "\u200d")  # LB8a
    # The tab, most wide spaces and no-break ones are stripped from a line that they begin.
    held.update(_find_other_spaces(text))
    return _leave_out(ends, starts, held)


def _find_other_spaces(text: str) -> Iterator[int]:
    return iter(()) if text.isascii() and "\t" not in text else map(_start_of, _OTHER_SPACE.finditer(text))


def _leave_out(ends: list[int], starts: list[int], held: set[int]) -> tuple[list[int], list[int]]:
    if not held:
        return ends, starts
    if ends is starts:
        ends = starts = [start for start in starts if start not in held]
        return ends, starts
    keep = [start not in held for start in starts]
    return list(compress(ends, keep)), list(compress(starts, keep))


def _list_unlike(text: str, ends: list[int], starts: list[int], lines: Lines) -> Iterator[int]:
    """Return the joints in lines that are none any more once these are cut at every joint and put together again."""
    together: list[str] = []
    inside: list[int] = []
    moved: list[int] = []
    at = 0
    for begin, end in lines:
        low, high = bisect_left(starts, begin), bisect_left(starts, end)
        sides = ([each - begin for each in column[low:high]] for column in (ends, starts))
        line, places = _contract(text[begin:end], *sides)
        together.append(line)
        inside += starts[low:high]
        moved += map(at.__add__, places)
        at += len(line) + 1
    contracted = "\n".join(together)
    cuts = set(_find_cuts(contracted, *classify(Characters(contracted)))[1])
    return (start for start, place in zip(inside, moved, strict=True) if place not in cuts)


def _contract(text: str, ends: list[int], starts: list[int]) -> tuple[str, list[int]]:
    """Cut a text at every joint and put it together again; return it with where the joints are in it."""
    parts: list[str] = []
    moved: list[int] = []
    begin = gone = 0
    for end, start in zip(ends, starts, strict=True):
        if end < start or text[end - 1].isspace():
            before = text[begin:end].rstrip()
            parts.append(before if _meet_tightly(before, text[start]) else f"{before} ")
            gone += start - begin - len(parts[-1])
            begin = start
        moved.append(start - gone)
    return "".join([*parts, text[begin:]]), moved


def _list_unseen(text: str, ends: list[int], starts: list[int], lines: Lines) -> Iterator[int]:
    """Return the joints that would leave a unit with nothing to see: before it, or behind it if a line begins so."""
    for begin, end in lines:
        low, high = bisect_left(starts, begin), bisect_left(starts, end)
        inside = starts[low:high]
        units = [text[start:end] for start, end in zip([begin, *inside], [*ends[low:high], end], strict=True)]
        unseen = list(map(is_blank, units))
        first_seen = next(compress(count(), map(not_, unseen)), len(unseen))
        yield from inside[:first_seen]
        yield from compress(inside, unseen[1:])


def find_joints(characters: Characters) -> tuple[list[int], list[int]]:
    """Return the joints of each line of a text: where what precedes each ends, and where what follows begins.

    Nothing but what stands between two joints decides whether there is one between, and nothing in one line what is one
    in another.
    """
    text = characters.text
    letters, offsets = classify(characters)
    ends, starts = _find_cuts(text, letters, offsets)
    places = sorted(chain(_find_loose_spaces(letters, offsets), _find_other_spaces(text)))
    if lines := find_lines(text, places):
        ends, starts = _leave_out(ends, starts, {*_list_unlike(text, ends, starts, lines)})
    if not characters.is_ascii and (lines := find_lines(text, map(_start_of, _FORMAT.finditer(text)))):
        ends, starts = _leave_out(ends, starts, {*_list_unseen(text, ends, starts, lines)})
    return ends, starts


def _find_loose_spaces(letters: str, offsets: list[int] | None) -> Iterator[int]:
    found = map(_start_of, _LOOSE_SPACE.finditer(letters))
    return found if offsets is None else map(offsets.__getitem__, found)


def _meet_tightly(before: str, after: str) -> bool:
    """Say whether two lines meet with nothing between them."""
    if max(before[-1], after[0]) < FIRST_FULL_WIDTH:
        return False
    letter, following = map(chr, itemgetter(ord(before[-1]), ord(after[0]))(class_table()))
    if letter in "mz":  # a mark is as what it stands on
        letter = classify(Characters(before))[0][-1]
    return _touches_full_width(letter, following)


def join(text: str) -> tuple[str, list[int]]:
    """Put a text's lines together, and return it with the offsets at which its second and further lines begin.

    Lines meet with a space, but with nothing next to a full-width character that is not Hangul. Spaces at their ends,
    and lines of nothing else, are left out.
    """
    if "\n" not in text:
        return text.strip(), []
    parts: list[str] = []
    starts: list[int] = []
    before, at = "", 0
    for line in filter(None, map(str.strip, text.split("\n"))):
        if before:
            space = "" if _meet_tightly(before, line) else " "
            parts.append(space)
            at += len(space)
            starts.append(at)
        parts.append(line)
        before, at = line, at + len(line)
    return "".join(parts), starts


_TURN: Final = re.compile("(?:[-–] |—(?!—) ?)(?![-–] |—)\\S")
"""A dialogue dash at the start of a line: what another speaker says."""


def find_turns(joined: str, starts: list[int]) -> list[int]:
    """Return those of the given lines, by where they begin, that are another speaker's: always lines of their own."""
    return [start for start in starts if _TURN.match(joined, start)]


def holds_turn(text: str) -> bool:
    """Say whether one of a text's lines is another speaker's."""
    return any(map(_TURN.match, text.split("\n")))


def count_bad_line_starts(text: str) -> int:
    """Count the lines of a text that begin where no line may."""
    joined, starts = join(text)
    return len(set(starts).difference(find_joints(Characters(joined))[1], find_turns(joined, starts)))
