"""Text in, the joints at which a subtitle may be cut out: where UAX #14 allows it and a reader does not mind.

A joint is a pair of offsets: where what stands before it ends, its spaces left out, and where what follows begins.
Beyond UAX #14, nothing is cut inside

- a word: without a space, a cut touches a full-width character that is not Hangul, so that lines put together again,
  by a space or, next to such a character, by nothing, give the same text;
- a number with its sign, unit or counter, in figures or in Chinese numerals; a date, range or time between figures;
- an emoji sequence; and no line begins with a middle dot, slash or wave dash, or is nothing but format characters.

White space at a cut is left out, and comes back as one space or nothing. So there is a joint at white space only where
there is one in what comes back, too.
"""

import re
from functools import cache
from itertools import compress, count, pairwise
from operator import add, not_
from typing import Final

from smarthandle_results._layout.breaks import classify, is_break
from smarthandle_results._layout.classes import LETTERS, letters_of
from smarthandle_results._text import is_blank

FULL_WIDTH: Final = frozenset(letters_of("CLW EB EM EXW ID IDX NS OPW"))
HANGUL: Final = frozenset(letters_of("H2 H3 JL JV JT"))
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
        f"|[{_NUMERALS}点點]*[{_NUMERALS}](?:{_UNITS}|[{_MEASURES}])|[{_NUMERALS}][{_NUMERALS}点點]+"
    )


_NEVER_FIRST: Final = re.compile("[·‧・･／～〜﹏]")
_MAY_HOLD: Final = re.compile(
    f"[0-9０-９Ａ-Ｚａ-ｚ·‧・･／～〜﹏]|[{_NUMERALS}之第][{_NUMERALS}点點{_MEASURES}{_UNIT_STARTS}]"
)


def find_held(text: str) -> set[int]:
    """Return the offsets at which nothing may be cut although UAX #14 would allow it."""
    if not _MAY_HOLD.search(text):
        return set()
    held = {at for found in _held_together().finditer(text) for at in range(found.start() + 1, found.end())}
    return held | {found.start() for found in _NEVER_FIRST.finditer(text)}


def _touches_full_width(before: str, after: str) -> bool:
    return not HANGUL & {before, after} and bool(FULL_WIDTH & {before, after})


def _may_join(before: str, after: str) -> bool:
    return before != "S" and _touches_full_width(before, after) and is_break(before, after)


def _may_cut_spaces(before: str, after: str) -> bool:
    """Say whether a cut at spaces leaves text that could be put together again and cut there once more."""
    if before == "S" or not is_break("S", after):
        return False
    return is_break(before, after) if _touches_full_width(before, after) else True


@cache
def _tight_pairs() -> frozenset[str]:
    """List the neighbours, as two letters, between which a text may be cut."""
    letters = LETTERS.values()
    return frozenset(f"{before}{after}" for before in letters for after in letters if _may_join(before, after))


@cache
def _cut_spaces() -> re.Pattern[str]:
    """Compile the spaces at which a text may be cut: the last of them, with the letters at both sides of them all."""
    rows: dict[str, str] = {}
    for before in LETTERS.values():
        after = "".join(letter for letter in LETTERS.values() if _may_cut_spaces(before, letter))
        rows[after] = rows.get(after, "") + before
    sides = "|".join(f"(?<=[{before}]S)(?=[{after}])" for after, before in rows.items() if after)
    return re.compile(f"S(?:{sides})")


_ANY_FULL_WIDTH: Final = "".join(sorted(FULL_WIDTH))
_HAS_FULL_WIDTH: Final = re.compile(f"[{_ANY_FULL_WIDTH}]")
_LOOSE_SPACE: Final = re.compile(f"S[S{_ANY_FULL_WIDTH}]|[{_ANY_FULL_WIDTH}]S")
"""Spaces that do not come back as they were if a text is cut there."""
_OTHER_SPACE: Final = re.compile("[^\\S ]")
_MANY_SPACES: Final = re.compile("S{2,}")
_FORMAT: Final = re.compile(
    "[\xad\u0600-\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0001-\U000e007f]"
)
"""What a unit without anything to see is made of."""


def _find_spaces(letters: str) -> list[tuple[int, int]]:
    """Return from where to where there are spaces at which a text may be cut."""
    if "SS" not in letters:
        return [found.span() for found in _cut_spaces().finditer(letters)]
    # Leave one space of each run, and look up where the letters that are left had stood.
    kept = [0, *[at for at, two in enumerate(pairwise(letters), start=1) if two != ("S", "S")]]
    joints = (found.span() for found in _cut_spaces().finditer(_MANY_SPACES.sub("S", letters)))
    return [(kept[end], kept[start]) for end, start in joints]


def _find_in(letters: str) -> tuple[list[int], list[int]]:
    """Return where what stands before each joint ends, and where what follows begins."""
    ends: list[int] = []
    if _HAS_FULL_WIDTH.search(letters):
        neighbours = map(add, letters, letters[1:])
        ends = list(compress(count(1), map(_tight_pairs().__contains__, neighbours)))
    if "S" not in letters:
        return ends, ends
    spaced = _find_spaces(letters)
    joints = sorted([*zip(ends, ends, strict=True), *spaced]) if ends else spaced
    return [end for end, _ in joints], [start for _, start in joints]


def _find_cuts(text: str, letters: str, offsets: list[int] | None) -> tuple[list[int], list[int]]:
    """Return the joints of a classified text as it is, whatever becomes of the white space at them."""
    ends, starts = _find_in(letters)
    held = find_held(text)
    if offsets is not None:
        ends, starts = [offsets[end] for end in ends], [offsets[start] for start in starts]
        held.update(start for start in starts if text[start - 1] == "\u200d")  # LB8a
    if "B" in letters or "G" in letters:
        # BA holds the tab and most wide spaces, GL the no-break ones: stripped from a line that they begin.
        held.update(start for start in starts if text[start].isspace())
    return _leave_out(ends, starts, held)


def _leave_out(ends: list[int], starts: list[int], held: set[int]) -> tuple[list[int], list[int]]:
    if not held or held.isdisjoint(starts):
        return ends, starts
    keep = [start not in held for start in starts]
    return list(compress(ends, keep)), list(compress(starts, keep))


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


def _list_unseen(text: str, ends: list[int], starts: list[int]) -> set[int]:
    """Return the joints that would leave a unit with nothing to see: before it, or behind it if it is the first."""
    units = [text[start:end] for start, end in zip([0, *starts], [*ends, len(text)], strict=True)]
    unseen = list(map(is_blank, units))
    first_seen = next(compress(count(), map(not_, unseen)), len(unseen))
    return {*starts[:first_seen], *compress(starts, unseen[1:])}


def find_joints(text: str) -> tuple[list[int], list[int]]:
    """Return the joints of a text without line feeds: where what precedes each ends, and where what follows begins.

    Nothing but what stands between two joints decides whether there is one between.
    """
    letters, offsets = classify(text)
    ends, starts = _find_cuts(text, letters, offsets)
    if _LOOSE_SPACE.search(letters) or (("B" in letters or "G" in letters) and _OTHER_SPACE.search(text)):
        contracted, moved = _contract(text, ends, starts)
        cuts = set(_find_cuts(contracted, *classify(contracted))[1])
        gone = {start for start, at in zip(starts, moved, strict=True) if at not in cuts}
        ends, starts = _leave_out(ends, starts, gone)
    if starts and not text.isascii() and _FORMAT.search(text):
        ends, starts = _leave_out(ends, starts, _list_unseen(text, ends, starts))
    return ends, starts


def _meet_tightly(before: str, after: str) -> bool:
    if max(before[-1], after[0]) < FIRST_FULL_WIDTH:
        return False
    return _touches_full_width(classify(before)[0][-1], classify(after)[0][0])


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
    return len(set(starts).difference(find_joints(joined)[1], find_turns(joined, starts)))
