"""Prints the module `chinese_table` of `_breaking`, from the words of jieba and the variants of characters in Unihan.

Run `python tests/make_chinese_words.py DICT VARIANTS > smarthandle_results/_breaking/chinese_table.py`. DICT is
`jieba/dict.txt` in the sdist of jieba 0.42.1, VARIANTS `/usr/share/unicode/Unihan_Variants.txt.bz2` of Debian's
package unicode-data 15.0.0.

A word's cost is the logarithm of how seldom it is, in quarters of a nat. Of the words of two to four characters those
are taken whose lack would tear most: the most frequent, where one that is made of words, or whose characters stay
together anyway, counts for less.
"""

import bz2
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from textwrap import wrap
from typing import Final

WORDS: Final = 30_000
COSTS_A_NAT: Final = 4
UNKNOWN: Final = 18 * COSTS_A_NAT
"""The cost of a character that is not listed, which is that of a word seen once."""
LISTED: Final = 14 * COSTS_A_NAT
"""Characters that are a word more seldom than this are not listed, if they are hardly ever one."""
FREE: Final = 0.6
STUCK: Final = 0.3
"""In which share of its occurrences a character is a word of its own: free from the first on, stuck below STUCK."""
VARIANTS: Final = """
著着 妳你 裏里 麽么 佔占 佈布 僱雇 兇凶 卹恤 唸念 喫吃 嚐尝 噁恶 嚮向 塚冢 崑昆 崙仑 弔吊 彆别 悽凄 慾欲 昇升
枴拐 槓杠 樑梁 歎叹 殭僵 汙污 洩泄 淒凄 淨净 湧涌 溼湿 燉炖 獃呆 甦苏 痠酸 癒愈 癡痴 盃杯 祕秘 簑蓑 籤签 紮扎
綑捆 綵彩 羨羡 臥卧 菸烟 証证 託托 諮咨 讚赞 譁哗 蹟迹 週周 遊游 醃腌 釦扣 鉅巨 鍊炼 鑑鉴 餵喂 鬨哄 嘆叹 巖岩
絃弦 鎚锤 鎌镰 麴曲 闇暗
"""
"""Characters that Unihan does not simplify, or to ones that are not in use."""
NUMERALS: Final = "第〇零一二三四五六七八九十百千万亿两几数多半余"
"""Words of nothing else are left out: the guide joins numerals."""
TAIWAN: Final = """
软体 硬体 网路 滑鼠 硬碟 磁碟 光碟 程式 档案 资料库 伺服器 萤幕 印表机 计程车 捷运 脚踏车 便当 资讯 数位 影片
部落格 使用者 预设 设定 介面 字元 字串 巨集 变数 函式 阵列 物件 连结 列印 扫描器 简讯 选单 视窗 资料夹 工具列
储存格 试算表 简报 范本 载入 快取 记忆体 相容 支援 回圈 登入 登出 帐号 网址 连线 行动 讯息 频宽 核心 套件 相片
专案 品质 透过 录影 录音 冷气 公车 高铁 台湾 国小 国中
"""
"""Words of which jieba's counts, from the mainland, have too few: they count as seen `TAIWAN_COUNT` times at least."""
TAIWAN_COUNT: Final = 2_000
HAN: Final = re.compile("[\u4e00-\u9fff]+")
NOTICES: Final = """\
The words and how frequent they are come from jieba's dictionary:

    The MIT License (MIT)

    Copyright (c) 2013 Sun Junyi

    Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
    documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
    rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to
    permit persons to whom the Software is furnished to do so, subject to the following conditions:

    The above copyright notice and this permission notice shall be included in all copies or substantial portions of
    the Software.

    THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO
    THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
    AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT,
    TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
    SOFTWARE.

The simplified characters come from the Unihan database, version 15.0.0: Copyright (c) 1991-2022 Unicode, Inc.; Unicode
License V3."""
MODULE: Final = '''"""Chinese words by how seldom they are, and the simplified characters of traditional ones.

Written by `tests/make_chinese_words.py`: edit that, not this. A paragraph of words, or of characters that are one,
begins with their cost, the lower the more frequent. A character is free if it mostly is a word of its own, and stuck
if it seldom is; one that is not listed costs {unknown} and is stuck.

{notices}
"""

from typing import Final

UNKNOWN_COST: Final = {unknown}

TRADITIONAL: Final = """
{traditional}
"""

SIMPLIFIED: Final = """
{simplified}
"""

FREE_CHARACTERS: Final = """
{free}
"""

LOOSE_CHARACTERS: Final = """
{loose}
"""

STUCK_CHARACTERS: Final = """
{stuck}
"""

WORDS_OF_TWO: Final = """
{twos}
"""

LONG_WORDS: Final = """
{longs}
"""'''


def read_counts(path: Path, simplify: dict[int, str]) -> Counter[str]:
    """Return how often each Han word was seen."""
    counts = Counter[str]()
    for line in path.read_text("utf-8").splitlines():
        word, count, _ = line.split(" ")
        if HAN.fullmatch(word):
            counts[word.translate(simplify)] += int(count)
    for word in TAIWAN.split():
        counts[word] = max(counts[word], TAIWAN_COUNT)
    return counts


def read_characters(path: Path) -> dict[int, str]:
    """Return the simplified character of each traditional one, if Big5 and GB 2312 have the two."""
    simplified = dict[int, str]()
    for line in bz2.decompress(path.read_bytes()).decode().splitlines():
        if match := re.fullmatch(r"U\+(\w+)\tkSimplifiedVariant\t(.+)", line):
            traditional = chr(int(match[1], 16))
            targets = [chr(int(target, 16)) for target in re.findall(r"U\+(\w+)", match[2])]
            usual = [target for target in targets if target != traditional and target.encode("gb2312", "ignore")]
            if usual and traditional.encode("big5", "ignore"):
                simplified[ord(traditional)] = usual[0]
    return simplified | {ord(variant[0]): variant[1] for variant in VARIANTS.split()}


def share_alone(counts: Counter[str]) -> dict[str, float]:
    """Return the share of a character's occurrences in which it is a word of its own."""
    within = defaultdict[str, int](int)
    for word, count in counts.items():
        for character in word if len(word) > 1 else "":
            within[character] += count
    return {
        character: counts[character] / (counts[character] + within[character] + 1) for character in {*within, *counts}
    }


def weigh(word: str, count: int, counts: Counter[str], alone: dict[str, float]) -> float:
    """Return how much a word is worth: how often it would be torn without being listed."""
    if len(word) == 4 and min(counts[word[:2]], counts[word[2:]]) > count:
        return count * 0.25
    if len(word) == 3 and (
        (counts[word[:2]] > count and alone[word[2]] < STUCK) or (counts[word[1:]] > count and alone[word[0]] < STUCK)
    ):
        return count * 0.4
    return count * 0.5 if max(alone[character] for character in word) < STUCK else count


def find_cost(count: int, total: int) -> int:
    """Return the cost of a word seen so often."""
    return round(-math.log(max(count, 1) / total) * COSTS_A_NAT)


def list_by_cost(words: Iterable[str], costs: dict[str, int], separator: str) -> str:
    """Write words in paragraphs that begin with their cost; where there is a separator, one ends each word."""
    groups = defaultdict[int, list[str]](list)
    for word in sorted(words):
        groups[costs[word]].append(word + separator)
    return "\n\n".join(f"{cost}\n{fill(groups[cost])}" for cost in sorted(groups))


def fill(words: list[str]) -> str:
    """Fill lines of 116 columns, a character being two."""
    lines = [""]
    for word in words:
        if 2 * len(lines[-1] + word) > 116:
            lines.append("")
        lines[-1] += word
    return "\n".join(lines)


def main(dictionary: Path, characters: Path) -> None:
    """Print the module."""
    simplify = read_characters(characters)
    counts = read_counts(dictionary, simplify)
    total = counts.total()
    alone = share_alone(counts)
    costs = {word: find_cost(count, total) for word, count in counts.items()}
    values = {
        word: weigh(word, count, counts, alone)
        for word, count in counts.items()
        if 2 <= len(word) <= 4 and word.strip(NUMERALS)
    }
    words = sorted(values, key=lambda word: (-values[word], word))[:WORDS]
    singles = [word for word in counts if len(word) == 1]
    groups = {
        "free": [word for word in singles if alone[word] >= FREE and costs[word] < UNKNOWN],
        "loose": [word for word in singles if STUCK <= alone[word] < FREE and costs[word] < UNKNOWN],
        "stuck": [word for word in singles if alone[word] < STUCK and costs[word] < LISTED],
    }
    print(  # noqa: T201 - this is what it is run for
        MODULE.format(
            unknown=UNKNOWN,
            notices=NOTICES,
            traditional="\n".join(wrap("".join(map(chr, sorted(simplify))), 58)),
            simplified="\n".join(wrap("".join(simplify[character] for character in sorted(simplify)), 58)),
            twos=list_by_cost([word for word in words if len(word) == 2], costs, ""),
            longs=list_by_cost([word for word in words if len(word) > 2], costs, ","),
            **{name: list_by_cost(group, costs, "") for name, group in groups.items()},
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
