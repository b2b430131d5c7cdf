"""A SubRip file's lines → the same cues in the one form of which pysrt loses nothing, or an error that names the lines.

pysrt drops, and says nothing of it, whatever stands behind an empty line of a text, and every cue whose times it cannot
read; it takes a number that lacks its empty line for text, any line for a number, and any word in a time for 0.
"""

import re
from typing import Final

from smarthandle_results._errors import LineProblem, SubtitleError
from smarthandle_results._models import Repair, RepairKind
from smarthandle_results._subtitles.parsing import HOURS


def find_blocks(lines: list[str]) -> tuple[list[str], list[Repair]]:
    """Give each cue's number, times, lines of text and an empty line, one cue behind the other; and what was mended."""
    times = {row: found for row, line in enumerate(lines) if (found := _TIMES.fullmatch(line.strip()))}
    heads, after = _find_heads(lines, [*times])
    problems = [_judge_stray(lines, rows) or _name_stray(rows) for rows in _split_paragraphs(lines, 0, heads[0])]
    blocks: list[str] = []
    repairs: list[Repair] = []
    for index, ((row, found), end) in enumerate(zip(times.items(), heads[1:], strict=True)):
        paragraphs = _split_paragraphs(lines, row + 1, end)
        stray = [rows for rows in paragraphs if rows[0] > row + 1]
        problems += [problem for rows in stray if (problem := _judge_stray(lines, rows))]
        if stray and stray[-1][-1] + 1 in times:
            problems.append(LineProblem(end, "expected the number of a cue"))
        if stray:
            repairs.append(Repair(index, RepairKind.BLANK_LINE, "removed"))
        if stray and index == len(times) - 1 and [lines[of].strip() for of in stray[-1]] == [after]:
            problems.append(LineProblem(stray[-1][0] + 1, "number of a cue that is missing"))
        if found[3] and not _SETTINGS.fullmatch(found[3]):
            problems.append(LineProblem(row + 1, "text behind the times"))
        elif found[3]:
            repairs.append(Repair(index, RepairKind.SETTINGS, "removed"))
        blocks += str(index + 1), f"{found[1]} --> {found[2]}", *(lines[of] for rows in paragraphs for of in rows), ""
    if problems:
        raise SubtitleError(tuple(problems))
    return blocks, repairs


def _find_heads(lines: list[str], times: list[int]) -> tuple[list[int], str]:
    """Give the row where each cue begins, the end of the lines, and the number that a further cue would have.

    A number directly behind another line is that cue's last line of text, unless it goes on with the file's numbers.
    """
    heads: list[int] = []
    due = ""
    for place, row in enumerate(times, start=1):
        number = lines[row - 1].strip() if row else ""
        behind_text = bool(heads) and bool(lines[row - 2].strip())
        is_number = _NUMBER.fullmatch(number) and (not behind_text or number.lstrip("0") == due)
        heads.append(row - 1 if is_number else row)
        due = str((int(number) if is_number else place) + 1)
    return [*heads, len(lines)], due


def _split_paragraphs(lines: list[str], start: int, end: int) -> list[list[int]]:
    """Divide some of the lines at the blank ones; give their rows."""
    paragraphs: list[list[int]] = [[]]
    for row in range(start, end):
        if lines[row].strip():
            paragraphs[-1].append(row)
        elif paragraphs[-1]:
            paragraphs.append([])
    return [rows for rows in paragraphs if rows]


def _judge_stray(lines: list[str], rows: list[int]) -> LineProblem | None:
    """Tell whether lines behind an empty line look like a cue of their own, with times that cannot be read."""
    numbered = len(rows) > 1 and _NUMBER.fullmatch(lines[rows[0]].strip())
    if numbered or "-->" in lines[rows[0]]:
        return LineProblem(rows[bool(numbered)] + 1, "expected HH:MM:SS,mmm --> HH:MM:SS,mmm")
    return None


def _name_stray(rows: list[int]) -> LineProblem:
    return LineProblem(rows[0] + 1, "text that belongs to no cue")


_TIME: Final = rf"{HOURS}:[0-5][0-9]:[0-5][0-9][,.][0-9]{{3}}"
_TIMES: Final = re.compile(rf"({_TIME})\s*-->\s*({_TIME})(?:\s+(.*))?")
_NUMBER: Final = re.compile(r"-?[0-9]{1,4000}")
_SETTINGS: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*:\S+(?:\s+[A-Za-z][A-Za-z0-9]*:\S+)*")
