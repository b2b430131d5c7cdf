"""Text in, the offsets inside its quantities out: there nothing is cut, although UAX #14 would allow it.

A quantity is a number with its sign, unit or counter, in figures or in Chinese numerals; a date, range, time or size
between figures; or a run of full-width figures and letters.
"""

import re
from functools import cache
from typing import Final

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
def _quantity(before: str) -> re.Pattern[str]:
    """Compile, when first needed, what a quantity is; `before` is what is asked of what stands ahead of numerals."""
    return re.compile(
        f"[0-9０-９][{_NUMERALS}]*(?: ?(?:{_UNITS}| ?[{_MEASURES}]))"
        f"|[0-9] {_LATIN_UNITS}"
        "|[0-9]{1,3}(?: [0-9]{3}){1,4}(?![0-9])"
        "|[0-9][:：～〜~–—-][0-9]|[0-9] [x×*/] [0-9]"
        "|(?:[第约約￥¥$€£₩#＃]|No\\.|Nr\\.|RMB|USD|EUR|CNY) ?[0-9]"
        "|[-−－＋+±~～≈<>≤≥] ?[0-9０-９]"
        f"|[０-９Ａ-Ｚａ-ｚ](?:[０-９Ａ-Ｚａ-ｚ％]|[．，](?=[０-９]))+(?:{_UNITS}|[{_MEASURES}])?"
        f"|(?:第|[{_NUMERALS}]+分之)[{_NUMERALS}点點]+(?:{_UNITS}|[{_MEASURES}])?"
        f"|{before}[{_NUMERALS}点點]*[{_NUMERALS}](?:{_UNITS}|[{_MEASURES}])"
        f"|[{_NUMERALS}][{_NUMERALS}点點]+"
    )


_NO_NUMERAL_BEFORE: Final = f"(?<![{_NUMERALS}点點])"
"""Within numerals no quantity begins but where another ends: all of them have been tried at their first."""
_FIRST: Final = f"0-9０-９第约約￥¥$€£₩#＃CENRU\\-−－＋+±~～≈<>≤≥Ａ-Ｚａ-ｚ{_NUMERALS}点點"
_SECOND: Final = f" 0-9０-９MNSUor.:：～〜~–—\\-Ａ-Ｚａ-ｚ．，％{_NUMERALS}点點{_MEASURES}{_UNIT_STARTS}"
_START: Final = re.compile(f"[{_FIRST}](?=[{_SECOND}])")
"""How a quantity begins: to look for that first is ten times as fast."""


def find_insides(text: str) -> set[int]:
    """Return the offsets inside the quantities of a text."""
    insides: set[int] = set()
    match_first, match_further = _quantity(_NO_NUMERAL_BEFORE).match, _quantity("").match
    end = 0
    for found in _START.finditer(text):
        start = found.start()
        if start >= end and (quantity := (match_further if start == end else match_first)(text, start)):
            end = quantity.end()
            insides.update(range(start + 1, end))
    return insides
