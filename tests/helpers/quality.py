"""What is wrong with subtitle lines, judged from the text alone and independently of the code under test.

A text and the lines made from it, cue by cue, go in; counts come out.
"""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

CORPUS = Path(__file__).parent.parent / "corpus"
CLOSING = "。，、；：？！”’』」）》〉】〕］｝·・…ーゝゞヽヾ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ％℃.,;:?!)]}%｡｣､"
OPENING = "“‘『「（《〈【〔［｛([{￥＄$€£"
UNITS = re.compile(
    r"(?:km|kg|cm|mm|mi|min|m|a\.m|p\.m|%|公里|公斤|小时|分钟|毫安|岁|元|个|年|月|日|次|人|円|年|月|時|分|秒|개|명|원|년|월|일|시|분|도|초)"
)
WORD = re.compile(r"[^\W\d_]|[\u0300-\u036f]")


def read_corpus(name: str) -> list[str]:
    """Read the sentences of a corpus file."""
    return (CORPUS / f"{name}.txt").read_text("utf-8").splitlines()


def dense(text: str) -> str:
    """Return a text without its white space."""
    return "".join(text.split())


def display_width(line: str, *, cjk: bool, ambiguous_is_full: bool = True) -> float:
    """Return the width of a line in characters."""
    full = "WFA" if ambiguous_is_full else "WF"
    line = re.sub("\u200d.|[\ufe0f\u20e3]|(?<=[\U0001f1e6-\U0001f1ff])[\U0001f1e6-\U0001f1ff]", "", line)
    shown = [character for character in line if unicodedata.category(character) not in ("Mn", "Me")]
    if not cjk:
        return len(shown)
    return sum(1 if unicodedata.east_asian_width(character) in full else 0.5 for character in shown)


def is_latin(character: str) -> bool:
    """Report whether a character is of a script that writes words with spaces, Hangul among them."""
    return bool(WORD.match(character)) and not re.match(
        "[\u3041-\u30ff\u3400-\u9fff\U00020000-\U0003ffff々〇]", character
    )


def is_torn(text: str, at: int, lines_end: str, next_line: str) -> bool:
    """Report whether a break tears a word or a number; `at` is its place in the text."""
    before, after, spaced = lines_end[-1], next_line[0], text[at - 1 : at].isspace()
    if spaced:
        return before.isdecimal() and bool(re.match(rf"{UNITS.pattern}(?![A-Za-z])", next_line)) and not is_cjk(after)
    word = (is_latin(before) or before.isdecimal()) and (is_latin(after) or after.isdecimal())
    inside = re.search(r"[\w][.,:/\-'’%·]$", lines_end) and (is_latin(after) or after.isdecimal()) and before != "%"
    sign = (before.isdecimal() and after in ".,:%％°℃/") or (before in "-+$€£￥¥" and after.isdecimal())
    unit = before.isdecimal() and UNITS.match(next_line)
    return bool(word or inside or sign or unit)


def is_cjk(character: str) -> bool:
    """Report whether a character is Han, kana or Hangul."""
    return bool(re.match("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]", character))


def find_faults(
    text: str, cues: Sequence[Sequence[str]], limit: float, *, cjk: bool, ambiguous_is_full: bool = True
) -> dict[str, int]:
    """Count, over the lines of a text's cues, those too wide, torn words, illegal starts or ends, and orphans."""
    lines = [line for cue in cues for line in cue if line.strip()]
    faults = {"too wide": 0, "torn": 0, "illegal": 0, "orphans": 0}
    at = 0
    for number, line in enumerate(lines):
        if display_width(line, cjk=cjk, ambiguous_is_full=ambiguous_is_full) > limit:
            faults["too wide"] += 1
        if len(lines) > 1 and len(dense(line)) <= 2:
            faults["orphans"] += 1
        while text[at].isspace():
            at += 1
        if number:
            previous = lines[number - 1].rstrip()
            faults["torn"] += is_torn(text, at, previous, line.lstrip())
            faults["illegal"] += line.lstrip()[0] in CLOSING or previous[-1] in OPENING
        for character in dense(line):
            while text[at].isspace():
                at += 1
            assert character == text[at], "the lines are not the text"
            at += 1
    return faults
