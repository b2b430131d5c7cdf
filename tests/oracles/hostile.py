"""Damaged and hostile subtitle files, and the cues that each was made from: kinds of damage at several places.

A file is made of blocks, and a kind of damage changes one of them, or the whole text. The same seed gives the same
files. Words are made up, and each is in one cue only, so that a lost word is found.
"""

import random
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from readers import Read


class Block(NamedTuple):
    """A cue as a file has it: what its text should be, and the lines of its number, times and text."""

    cue: Read
    number: str
    times: str
    text: str
    gap: str = "\n"

    def write(self) -> str:
        """Write the block, with what separates it from the next one."""
        return "".join(f"{part}\n" for part in (self.number, self.times, self.text) if part) + self.gap


class Hostile(NamedTuple):
    """A file: its kind of damage, its text, the cues that a person would read there, and whether it may be refused."""

    kind: str
    text: str
    meant: tuple[Read, ...]
    may_be_refused: bool


Change = Callable[[Block], Block | Sequence[Block]]


def make_hostile(form: str, seed: int = 11) -> list[Hostile]:
    """Make the files of a form, "srt" or "vtt"."""
    rng = random.Random(seed)
    is_vtt = form == "vtt"
    mark = "." if is_vtt else ","
    files: list[Hostile] = []

    def write(blocks: Sequence[Block]) -> str:
        return ("WEBVTT\n\n" if is_vtt else "") + "".join(map(Block.write, blocks))

    def add(kind: str, blocks: Sequence[Block], text: str) -> None:
        may_be_refused = kind.startswith(_REFUSABLE)
        files.append(Hostile(kind, text, tuple(block.cue for block in blocks if block.cue.text), may_be_refused))

    for kind, change in {**_TIMES, **_BLOCKS, **(_VTT_BLOCKS if is_vtt else _SRT_BLOCKS)}.items():
        for place in (0, 2, 4):
            blocks = _make_blocks(rng, mark)
            changed = change(blocks[place])
            blocks[place : place + 1] = [changed] if isinstance(changed, Block) else changed
            add(f"{kind} at {place}", blocks, write(blocks))
    for kind, edit in {**_TEXTS, **(_VTT_TEXTS if is_vtt else _SRT_TEXTS)}.items():
        blocks = _make_blocks(rng, mark)
        add(kind, blocks, edit(write(blocks)))
        if is_vtt:
            blocks = [block._replace(number="") for block in blocks]
            add(f"{kind}, no numbers", blocks, edit(write(blocks)))
    for kind, join in _JOINS.items():
        first, second = _make_blocks(rng, mark), _make_blocks(rng, mark)
        add(kind, [*first, *second], join(write(first), write(second)))
    for order in ((4, 3, 2, 1, 0), (0, 1, 4, 3, 2), (0, 0, 1, 1, 2)):
        blocks = _make_blocks(rng, mark)
        blocks = [blocks[place] for place in order]
        add(f"in the order {order}", blocks, write(blocks))
    for cut in range(1, 60, 3):
        blocks = _make_blocks(rng, mark)
        add(f"{cut} characters cut off", blocks, write(blocks)[:-cut])
    return files


def _make_blocks(rng: random.Random, mark: str) -> list[Block]:
    blocks: list[Block] = []
    end = rng.randrange(1000)
    for number in range(1, 6):
        start = end + rng.randrange(0, 2000)
        end = start + rng.randrange(500, 4000)
        words = [_make_word(rng) for _ in range(rng.randrange(2, 7))]
        text = rng.choice((" ", "\n", " ", ", ")).join((" ".join(words[:2]), " ".join(words[2:]) or _make_word(rng)))
        times = f"{_write_time(start, mark)} --> {_write_time(end, mark)}"
        blocks.append(Block(Read(start, end, text), str(number), times, text))
    return blocks


def _make_word(rng: random.Random) -> str:
    return "".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(4))


def _write_time(ms: int, mark: str) -> str:
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{ms:03}"


def _edit_times(edit: Callable[[str], str]) -> Change:
    return lambda block: block._replace(times=edit(block.times))


def _edit_stamps(edit: Callable[[str], str]) -> Change:
    return _edit_times(lambda times: " --> ".join(map(edit, times.split(" --> "))))


def _edit_text(edit: Callable[[str], str], *, is_meant: bool = True) -> Change:
    """Change the text of a block, and what is meant by it, or else only how it is written."""

    def change(block: Block) -> Block:
        text = edit(block.text)
        return block._replace(text=text, cue=block.cue._replace(text=text if is_meant else block.cue.text))

    return change


def _add_before(text: str) -> Change:
    """Put something before a block that is part of no cue."""
    return lambda block: (Block(Read(0, 0, ""), "", "", text), block)


def _edit_gap(gap: str) -> Change:
    return lambda block: block._replace(gap=gap)


def _swap_stamps(times: str) -> str:
    start, end = times.split(" --> ")
    return f"{end} --> {start}"


def _swap_mark(text: str) -> str:
    return text.translate({ord(","): ".", ord("."): ","})


def _drop(mark: str) -> Callable[[str], str]:
    return lambda text: text.replace(mark, "")


_TIMES: Final[dict[str, Change]] = {
    "arrow ->": _edit_times(lambda times: times.replace("-->", "->")),
    "arrow --&gt;": _edit_times(lambda times: times.replace("-->", "--&gt;")),
    "arrow -- >": _edit_times(lambda times: times.replace("-->", "-- >")),
    "arrow —>": _edit_times(lambda times: times.replace("-->", "—>")),
    "arrow →": _edit_times(lambda times: times.replace("-->", "→")),
    "arrow =>": _edit_times(lambda times: times.replace("-->", "=>")),
    "arrow --->": _edit_times(lambda times: times.replace("-->", "--->")),
    "arrow twice": _edit_times(lambda times: times.replace("-->", "--> -->")),
    "arrow without spaces": _edit_times(_drop(" ")),
    "arrow between tabs": _edit_times(lambda times: times.replace(" ", "\t")),
    "dash alone": _edit_times(lambda times: times.replace("-->", "-")),
    "one digit of seconds": _edit_stamps(lambda stamp: stamp.replace(":0", ":", 2).replace(":", ":0", 1)),
    "one digit of hours": _edit_stamps(lambda stamp: stamp[1:]),
    "three digits of hours": _edit_stamps(lambda stamp: f"0{stamp}"),
    "no hours": _edit_stamps(lambda stamp: stamp[3:]),
    "other mark": _edit_times(_swap_mark),
    "full-width colons": _edit_times(lambda times: times.replace(":", "：")),
    "full-width digits": _edit_times(lambda times: times.translate({ord("0") + n: ord("０") + n for n in range(10)})),
    "spaces in stamps": _edit_stamps(lambda stamp: stamp.replace(":", ": ")),
    "one digit of fraction": _edit_stamps(lambda stamp: stamp[:-2]),
    "two digits of fraction": _edit_stamps(lambda stamp: stamp[:-1]),
    "four digits of fraction": _edit_stamps(lambda stamp: f"{stamp}0"),
    "no fraction": _edit_stamps(lambda stamp: stamp[:-4]),
    "colon before fraction": _edit_stamps(lambda stamp: f"{stamp[:-4]}:{stamp[-3:]}"),
    "semicolons": _edit_times(lambda times: times.replace(":", ";")),
    "letter O": _edit_stamps(lambda stamp: f"O{stamp[1:]}"),
    "minus": _edit_times(lambda times: f"-{times}"),
    "seconds of 75": _edit_stamps(lambda stamp: f"{stamp[:6]}75{stamp[8:]}"),
    "no end": _edit_times(lambda times: times.partition("-->")[0] + "-->"),
    "no start": _edit_times(lambda times: "-->" + times.partition("-->")[2]),
    "no arrow": _edit_times(lambda times: times.replace("--> ", "")),
    "text before": _edit_times(lambda times: f"at {times}"),
    "spaces around": _edit_times(lambda times: f"  {times}  "),
    "number on the line": lambda block: block._replace(number="", times=f"{block.number} {block.times}"),
    "reversed": _edit_times(_swap_stamps),
    "no length": _edit_times(lambda times: f"{times[:12]} --> {times[:12]}"),
    "settings": _edit_times(lambda times: f"{times} X1:40 X2:600"),
    "words after": lambda block: block._replace(
        times=f"{block.times} bobabobe", cue=block.cue._replace(text=f"bobabobe {block.cue.text}")
    ),
}

_BLOCKS: Final[dict[str, Change]] = {
    "no empty line": _edit_gap(""),
    "three empty lines": _edit_gap("\n\n\n"),
    "line of spaces": _edit_gap("  \n"),
    "line of spaces between": _edit_gap("\n \n\n"),
    "line of U+3000": _edit_gap("\u3000\n"),
    "line of U+200B": _edit_gap("\u200b\n"),
    "line of NUL between": _edit_gap("\n\0\n\n"),
    "no number": lambda block: block._replace(number=""),
    "no number, no empty line": lambda block: block._replace(number="", gap=""),
    "wrong number": lambda block: block._replace(number="77"),
    "wrong number before no empty line": lambda block: block._replace(number="77", gap=""),
    "same number": lambda block: block._replace(number="1"),
    "number with a dot": lambda block: block._replace(number=f"{block.number}."),
    "number with spaces": lambda block: block._replace(number=f" {block.number} "),
    "number twice": lambda block: block._replace(number=f"{block.number}\n{block.number}"),
    "empty line after the number": lambda block: block._replace(number=f"{block.number}\n"),
    "empty line after the times": lambda block: block._replace(times=f"{block.times}\n"),
    "empty line in the text": lambda block: block._replace(
        text=f"{block.text}\n\nbababebe", cue=block.cue._replace(text=f"{block.cue.text}\nbababebe")
    ),
    "no text": lambda block: block._replace(text="", cue=block.cue._replace(text="")),
    "text of spaces": lambda block: block._replace(text="  ", cue=block.cue._replace(text="")),
    "only the number": lambda block: block._replace(times="", text="", cue=block.cue._replace(text="")),
    "only the text": lambda block: block._replace(number="", times="", gap="\n"),
    "twice": lambda block: (block, block),
    "in italics": _edit_text(lambda text: f"<i>{text}</i>", is_meant=False),
    "in color": _edit_text(lambda text: f'<font color="#fff">{text}</font>', is_meant=False),
    "tag that is not closed": _edit_text(lambda text: f"<b>{text}", is_meant=False),
    "address in angles": _edit_text(lambda text: f"{text} bobo <bobo@example.com>", is_meant=False),
    "less than": _edit_text(lambda text: f"{text} 1 < 2 babi"),
    "override": _edit_text(lambda text: f"{{\\an8}}{text}", is_meant=False),
    "braces": _edit_text(lambda text: f"{text} {{bobu}}"),
    "references": _edit_text(lambda text: f"{text} &amp; babu", is_meant=False),
    "ampersand": _edit_text(lambda text: f"{text} & babu"),
    "dash before": _edit_text(lambda text: f"- {text}\n- babo"),
    "last line a number": _edit_text(lambda text: f"{text}\n1984"),
    "last line a number, no empty line": lambda block: block._replace(
        text=f"{block.text}\n1984", gap="", cue=block.cue._replace(text=f"{block.cue.text}\n1984")
    ),
    "first line a number": _edit_text(lambda text: f"1984\n{text}"),
    "arrow in the text": _edit_text(lambda text: f"{text}\nbabo --> bobe"),
    "thin arrow in the text": _edit_text(lambda text: f"{text}\nbabo -> bobe"),
    "time in the text": _edit_text(lambda text: f"{text}\nat 00:00:01 babo"),
    "times in the text": _edit_text(lambda text: f"{text}\n00:00:01,000 --> 00:00:02,000"),
    "NUL in the text": _edit_text(lambda text: text.replace(" ", " \0", 1), is_meant=False),
    "byte order mark": lambda block: block._replace(number=f"\ufeff{block.number}"),
    "line separators": _edit_text(lambda text: f"{text}\u2028babo\x85bobo\vbobi", is_meant=False),
    "backslash N": _edit_text(lambda text: f"{text} C:\\Nbabo", is_meant=False),
    "right to left": _edit_text(lambda text: f"\u202b{text}\u202c שלום", is_meant=False),
    "text before": _add_before("babababe"),
    "long line": _edit_text(lambda text: f"{text} {'bo' * 1000}"),
}

_SRT_BLOCKS: Final[dict[str, Change]] = {
    "number with a mark": lambda block: block._replace(number=f"#{block.number}"),
    "number below zero": lambda block: block._replace(number="-1"),
    "comment": _add_before("; babababe"),
    "line end by tag": _edit_text(lambda text: text.replace(" ", "<br>", 1), is_meant=False),
}

_VTT_BLOCKS: Final[dict[str, Change]] = {
    "comment": _add_before("NOTE a comment"),
    "comment of lines": _add_before("NOTE\na\ncomment"),
    "comment with an arrow": _add_before("NOTE to --> fro"),
    "comment with an arrow below": _add_before("NOTE\nto --> fro"),
    "comment that is a cue": _add_before("NOTE 00:00:01.000 --> 00:00:02.000\nbababibi"),
    "style": _add_before("STYLE\n::cue { color: red }"),
    "style with an empty line": _add_before("STYLE\n::cue {\n\n  color: red\n}"),
    "region": _add_before("REGION\nid:a\nwidth:40%"),
    "words as identifier": lambda block: block._replace(number="the third"),
    "two identifiers": lambda block: block._replace(number="babababa\nbebebebe"),
    "identifier with an arrow": lambda block: block._replace(number="to -> fro"),
    "settings of WebVTT": _edit_times(lambda times: f"{times} line:0 position:20%,start align:end"),
    "settings with a space": _edit_times(lambda times: f"{times} line: 85%"),
    "voice": _edit_text(lambda text: f"<v.loud Mary Ann>{text}</v>", is_meant=False),
    "ruby": _edit_text(lambda text: f"<ruby>{text}<rt>babi</rt></ruby>", is_meant=False),
    "language": _edit_text(lambda text: f"<lang en-GB>{text}</lang>", is_meant=False),
    "time within": _edit_text(lambda text: text.replace(" ", " <00:00:01.000>", 1), is_meant=False),
    "named references": _edit_text(lambda text: f"{text} &lt;babo&gt;&nbsp;b&eacute;ba &#98;o", is_meant=False),
    "no mark of a reference": _edit_text(lambda text: f"{text} &lt babo &amp", is_meant=False),
    "tag over lines": _edit_text(lambda text: f"<c.red\n.bold>{text}</c>", is_meant=False),
}

_TEXTS: Final[dict[str, Callable[[str], str]]] = {
    "sound": str,
    "CR LF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "mixed line ends": lambda text: text.replace("\n", "\r\n", 7),
    "byte order mark": lambda text: f"\ufeff{text}",
    "two byte order marks": lambda text: f"\ufeff\ufeff{text}",
    "no line end at the end": lambda text: text.rstrip("\n"),
    "many line ends at the end": lambda text: text + "\n" * 9,
    "NUL at the end": lambda text: text + "\0" * 9,
    "NUL in the last line": lambda text: text + "\0\n",
    "NUL after the last word": lambda text: text.rstrip("\n") + "\0",
    "Ctrl-Z at the end": lambda text: f"{text}\x1a",
    "U+200B at the end": lambda text: f"{text}\u200b\n",
    "U+FEFF at the end": lambda text: f"{text}\ufeff",
    "spaces at the end": lambda text: f"{text}   ",
    "spaces after each line": lambda text: text.replace("\n", "  \n").replace("WEBVTT  ", "WEBVTT"),
    "spaces before each line": lambda text: text.replace("\n", "\n  "),
    "every line doubled": lambda text: text.replace("\n", "\n\n"),
    "no empty lines": lambda text: text.replace("\n\n", "\n"),
    "empty lines have a space": lambda text: text.replace("\n\n", "\n \n"),
    "empty lines have U+200B": lambda text: text.replace("\n\n", "\n\u200b\n"),
    "text at the end": lambda text: f"{text}babababa\n",
    "number at the end": lambda text: f"{text}6\n",
    "times at the end": lambda text: f"{text}6\n00:00:59,000 --> 00:01:00,000\n",
    "half a line of times at the end": lambda text: f"{text}6\n00:00:59,000 -->",
    "escaped as HTML": lambda text: text.replace(">", "&gt;"),
}

_SRT_TEXTS: Final[dict[str, Callable[[str], str]]] = {
    "CR CR LF": lambda text: text.replace("\n", "\r\r\n"),
    "empty lines before": lambda text: f"\n\n{text}",
    "text before": lambda text: f"babababa\n\n{text}",
    "numbers from 0": lambda text: f"0{text[1:]}",
    "header of WebVTT": lambda text: f"WEBVTT\n\n{text}",
}

_VTT_TEXTS: Final[dict[str, Callable[[str], str]]] = {
    "no header": lambda text: text.removeprefix("WEBVTT\n\n"),
    "SubRip": lambda text: text.removeprefix("WEBVTT\n\n").replace(".", ","),
    "header in small letters": lambda text: text.replace("WEBVTT", "webvtt"),
    "header with words": lambda text: text.replace("WEBVTT", "WEBVTT - a title"),
    "header and a line": lambda text: text.replace("WEBVTT", "WEBVTT\nKind: captions\nLanguage: en"),
    "header without an empty line": lambda text: text.replace("WEBVTT\n", "WEBVTT"),
    "header, then a space": lambda text: text.replace("WEBVTT\n", "WEBVTT\n "),
    "header, then a timestamp map": lambda text: text.replace(
        "WEBVTT", "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000"
    ),
    "timestamp map after the header": lambda text: text.replace(
        "WEBVTT\n", "WEBVTT\n\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n"
    ),
    "commas in all times": lambda text: text.replace(".", ","),
}

_JOINS: Final[dict[str, Callable[[str, str], str]]] = {
    "joined": lambda first, later: first + later,
    "joined by one line end": lambda first, later: first.rstrip("\n") + "\n" + later,
    "joined without a line end": lambda first, later: first.rstrip("\n") + later,
    "joined with a byte order mark": lambda first, later: f"{first}\ufeff{later}",
    "joined by one line end and a byte order mark": lambda first, later: first.rstrip("\n") + f"\n\ufeff{later}",
    "joined by CR LF": lambda first, later: first + later.replace("\n", "\r\n"),
    "joined after NUL": lambda first, later: f"{first}\0\0{later}",
    "joined after a line of dashes": lambda first, later: f"{first}----\n\n{later}",
}

_REFUSABLE: Final = (
    *("only the number", "only the text", "text before", "comment at", "text at the end", "number at the end"),
    *("times at the end", "half a line of times", "two identifiers", "number twice", "joined after a line of dashes"),
    *("minus", "header of WebVTT"),
)
"""The kinds of which something is left over that belongs to no cue, or says something else: though all skip it."""
