"""What a run did → the lines that it ends with, none of them longer than the terminal is wide.

What is wrong comes first, grouped by its cause, then what was written, then what may be worth a look.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from smarthandle_results import RepairKind
from smarthandle_results._printable import count_columns, shorten_middle, to_printable, wrap
from smarthandle_results._shown import show_count
from smarthandle_results.batch import SUBTITLE_FORMS, Cause, FileList, LeftOut, Plan, Reason, Record, Search
from smarthandle_results.batch._record import NO_NAME
from smarthandle_results.cli._terminal import find_columns, paint, write_lines

MAX_CAUSES: Final = 10
"""How many causes are listed; the others are counted."""

MAX_SUFFIXES: Final = 6
"""How many suffixes of files that are not read are listed; the others are counted."""


def print_summary(
    plan: Plan, record: Record, searches: Sequence[Search], *, is_preview: bool = False, is_resumed: bool = False
) -> None:
    """Print how a run ended, on standard error; `is_resumed` says whether it was to continue one that was stopped."""
    print_causes(plan, record, is_preview=is_preview)
    written = _describe_written(plan, record, is_preview=is_preview)
    unused = plan.list_unused()
    lines = [("yellow", f"no effect on these outputs: {', '.join(unused)}")] if unused else []
    lines += [*_describe_offset(record.repairs.get(RepairKind.OFFSET, 0))]
    is_shaped, words = plan.recipe.profile is not None, plan.recipe.words
    lines += _describe_layout(record.layout, words, is_shaped=is_shaped)
    lines += [("", text) for text in (*_describe_jobs(record), *_describe_unusual(plan, record))]
    if record.parts_dropped:
        lines.append(("yellow", "a stopped run had done a part of this: --resume would have continued it"))
    if is_resumed and not is_preview:
        kept = f"{show_count(record.resumed, 'response')} of the stopped run kept"
        lines.append(("", kept if record.resumed else "nothing to resume: no stopped run has left anything here"))
    if count := record.parts_made_again:
        lines.append(
            ("yellow", f"{show_count(count, 'part')} of the stopped run, damaged or of other input, made again")
        )
    if record.removed.count:
        removed = "to be removed" if is_preview else "removed"
        lines.append(("", f"{removed} because this run does not write it: {_list_kept(record.removed)}"))
    lines += [("dim", text) for text in describe_left_out(searches, hint="--verbose names each")]
    print_lines(
        [("bold", _describe_run(plan, record)), ("green", f"  {written}"), *((c, f"  {text}") for c, text in lines)]
    )


def print_causes(plan: Plan | None, record: Record, *, is_preview: bool = False) -> None:
    """Print why some bodies could not be read, and whether the run was stopped for that, on standard error."""
    lines: list[tuple[str, str]] = []
    causes = () if _prints_errors(plan) else record.causes
    if causes:
        bad = show_count(record.counts["bad"], "response")
        place = f" ({place})" if (place := _find_errors(plan, record)) else ""
        lines.append(("red", f"{bad} could not be read{place}:"))
    for cause in causes[:MAX_CAUSES]:
        lines.append(("", f"{cause.count:>6,}  {to_printable(cause.message)}"))
        lines.append(("dim", f"          {_list_places(cause)}"))
    others = causes[MAX_CAUSES:]
    if others:
        count = sum(cause.count for cause in others)
        lines.append(("", f"{count:>6,}  for {show_count(len(others), 'other cause')}"))
    kept = "to be kept" if is_preview else "kept"
    if record.kept.count:
        reason = f"{kept} because changed by hand, or written by no run"
        lines.append(("yellow", f"{reason}: {_list_kept(record.kept)}"))
    if record.spared.count:
        reason = f"{kept} because an input that an earlier run read cannot be read now"
        lines.append(("yellow", f"{reason}: {_list_kept(record.spared)}"))
    if not record.counts["inputs"]:
        lines.append(("yellow", "no response is in the inputs, which are empty"))
    if record.cut_cells.count:
        reason = "cut, since a cell of a spreadsheet has no room for more than 32,767 characters, as .csv has"
        lines.append(("yellow", f"{reason}: {_list_kept(record.cut_cells)}"))
    if record.is_stopped:
        lines.append(("red", f"stopped after {show_count(record.counts['bad'], 'error')}: the rest was not read"))
    print_lines(lines)


def describe_counts(record: Record) -> str:
    """Write how many responses there were, and what became of those that were not converted."""
    counts = record.counts
    unread = [f"{counts['bad']:,} could not be read"] if counts["bad"] else []
    return " · ".join([show_count(counts["inputs"], "response"), *_describe_jobs(record), *unread])


def describe_left_out(searches: Iterable[Search], *, hint: str = "") -> Iterator[str]:
    """Write what searches did not look at, a sentence for each reason; `hint` says what names more than the first."""
    found: dict[Reason, list[LeftOut]] = {}
    for search in searches:
        for left_out in search.left_out:
            found.setdefault(left_out.reason, []).append(left_out)
    for reason, parts in found.items():
        names = [name for part in parts for name in part.names]
        more = sum(part.count for part in parts) - len(names)
        kind = f" ({_REASONS[reason]})" if _REASONS[reason] else ""
        listed = ", ".join(shorten_middle(to_printable(name), 48) for name in names)
        suffixes = sum((Counter(dict(part.suffixes)) for part in parts), Counter[str]())
        if more and suffixes:
            listed = f"{_list_suffixes(suffixes)}, such as {shorten_middle(to_printable(names[0]), 48)}"
        elif more:
            listed += f" and {more:,} more"
        yield f"not looked at{kind}: {listed}{f' ({hint})' if more and hint else ''}{_advise(suffixes)}"


def _advise(suffixes: Iterable[str]) -> str:
    """Say how files of such suffixes are read, as far as they can be."""
    found = {*suffixes}
    subtitles = {form.suffix for form in SUBTITLE_FORMS.values() if form.decode} & found
    is_log = any(suffix.startswith(".log") for suffix in found)
    parts = [
        f"what you name is read{', .log in folders too with --log-lines' * is_log}" if found - subtitles else "",
        "the command check reads subtitles, and so does Python with decode_srt and the like" if subtitles else "",
    ]
    return f": {'; '.join(filter(None, parts))}" if found else ""


def _list_suffixes(suffixes: Counter[str]) -> str:
    """List suffixes with their counts, the most frequent first."""
    shown = suffixes.most_common(MAX_SUFFIXES)
    others = suffixes.total() - sum(count for _, count in shown)
    listed = [f"{count:,} {shorten_middle(to_printable(suffix), 16) or 'without suffix'}" for suffix, count in shown]
    return ", ".join([*listed, *([f"{others:,} of other suffixes"] if others else [])])


def _describe_run(plan: Plan, record: Record) -> str:
    responses = show_count(record.counts["inputs"], "response")
    return f"{responses} in {show_count(len(plan.inputs), 'file')} → {_name_destination(plan)}"


def _describe_written(plan: Plan, record: Record, *, is_preview: bool) -> str:
    outputs = plan.recipe.outputs
    names = {output.name for output in outputs}
    suffixes = ", ".join(output.suffix for output in outputs if not output.is_table)
    places = plan.destination.place_outputs(outputs)
    # The table of errors is written in any case, and is worth a word only if something is in it, or it is all there is.
    has_errors = record.counts["bad"] > 0 or names == {"errors"}
    tables = sum(
        output.is_table and path is not None and (output.name != "errors" or has_errors)
        for output, path in places.items()
    )
    subtitles = record.subtitles - record.kept_subtitles
    parts = [
        f"{show_count(subtitles, 'subtitle')} ({suffixes})" if suffixes and subtitles else "",
        show_count(record.copies, "copy", "copies") if "copies" in names and record.copies else "",
        show_count(record.tokens, "token") if "usage" in names and record.tokens else "",
        show_count(tables, "table") if tables else "",
    ]
    return f"{'would be written: ' if is_preview else ''}{' · '.join(filter(None, parts)) or 'nothing'}"


def _describe_offset(count: int) -> Iterator[tuple[str, str]]:
    """Say how many cues an offset moved before the beginning."""
    if count:
        yield "yellow", f"{_count_cues(count)} moved before 0 by --offset-ms: left out, or cut to begin at 0"


def _describe_layout(layout: Mapping[str, int], words: str, *, is_shaped: bool) -> Iterator[tuple[str, str]]:
    """Say what became of the cues, a line for each count that is not 0."""
    if count := layout["relaid"]:
        yield "", f"{_count_cues(count)} re-laid: merged, split or put on other lines"
    if count := layout["retimed"]:
        yield "", f"{_count_cues(count)} re-timed"
    if count := layout["too_wide"]:
        cues = "1 cue is" if count == 1 else f"{count:,} cues are"
        hint = "" if is_shaped else f": --profile auto lays {'it' if count == 1 else 'them'} out"
        if is_shaped and words != "icu" and (unbroken := layout["unbroken"]):
            hint = f": --words icu breaks {unbroken:,} in Thai or the like"
        yield "yellow", f"{cues} too wide for the screen{hint}"


def _describe_jobs(record: Record) -> Iterator[str]:
    """Say, in one line, how many jobs failed and why, are not finished, or were polled again."""
    counts = record.counts
    polls = counts["superseded"] - record.duplicates
    failures = _list_counts(record.failures, "without a code")
    parts = [
        f"{show_count(counts['failed'], 'job')} failed: {failures}" if counts["failed"] else "",
        f"{counts['unfinished']:,} not finished" if counts["unfinished"] else "",
        f"{show_count(polls, 'earlier poll')} skipped" if polls else "",
        f"{show_count(record.duplicates, *_DUPLICATES)} skipped" if record.duplicates else "",
    ]
    if any(parts):
        yield " · ".join(filter(None, parts))


def _describe_unusual(plan: Plan, record: Record) -> Iterator[str]:
    """Say how many results are of an unknown form, and what was unusual, but was read."""
    if record.unrecognized:
        total = sum(record.unrecognized.values())
        results = "1 result is" if total == 1 else f"{total:,} results are"
        place = f" ({place})" if (place := _find_place(plan, "payloads")) else ""
        yield f"{results} of an unknown form: {_list_counts(record.unrecognized, 'without a type')}{place}"
    if record.notes:
        yield f"unusual, but read: {_list_counts(record.notes)}"


def _prints_errors(plan: Plan | None) -> bool:
    """Return whether the table of errors was printed to standard error, for a program that reads it."""
    places = plan.destination.place_outputs(plan.recipe.outputs) if plan else {}
    return any(path is None for path in places.values())


def _find_errors(plan: Plan | None, record: Record) -> str | None:
    """Find where each bad body is named: the table of errors or, where none is written, an option."""
    if plan is None or any(output.name == "errors" for output in plan.recipe.outputs):
        return _find_place(plan, "errors")
    return "--verbose names each" if record.counts["bad"] > 1 else None


def _find_place(plan: Plan | None, name: str) -> str | None:
    """Find the path of a table of the run; None if it has none."""
    tables = plan.destination.place_outputs(plan.recipe.outputs) if plan else {}
    path = next((path for output, path in tables.items() if output.name == name), None)
    return None if path is None else to_printable(str(path))


def _name_destination(plan: Plan) -> str:
    path = plan.destination.record_path
    if path is not None:
        return to_printable(f"{path.parent}/")
    name = str(getattr(plan.destination, "path", STDOUT))
    return "standard output" if name == STDOUT else to_printable(name)


def _list_counts(counts: Mapping[str, int], nameless: str = "") -> str:
    """List names with their counts, the most frequent first; `nameless` is what is said for no name."""
    counts = {nameless if name == NO_NAME else name: count for name, count in counts.items()}
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{shorten_middle(to_printable(name), 60)} {count:,}" for name, count in ordered)


def _list_places(cause: Cause) -> str:
    places = [shorten_middle(to_printable(place), 48) for place in cause.places]
    shown = places[:1]
    for place in places[1:]:
        if count_columns(", ".join([*shown, place])) <= find_columns() - 16:
            shown.append(place)
    return ", ".join([*shown, "…"] if cause.count > len(shown) else shown)


def _list_kept(kept: FileList) -> str:
    names = kept.paths[:MAX_CAUSES]
    more = kept.count - len(names)
    return ", ".join(map(to_printable, names)) + (f" and {more:,} more" if more else "")


def _count_cues(count: int) -> str:
    return "1 cue was" if count == 1 else f"{count:,} cues were"


def print_lines(lines: Iterable[tuple[str, str]]) -> None:
    """Print lines on standard error, each in its colour, if it has one."""
    if sys.stderr is None:
        return
    columns = find_columns()
    written: list[str] = []
    for colour, text in lines:
        count = _COUNT.match(text)
        indent = " " * (len(count[0]) if count else len(text) - len(text.lstrip()) + 4)
        written += [paint(line, colour) if colour else line for line in wrap(text, columns, indent).split("\n")]
    write_lines(sys.stderr, written)


STDOUT: Final = "-"
_DUPLICATES: Final = ("copy of a response", "copies of responses")
_COUNT: Final = re.compile(r" +[\d,]+  ")
"""The beginning of a cause's line, under whose text the rest goes."""
_REASONS: Final = {
    Reason.SUFFIX: "",
    Reason.NO_REGULAR_FILE: "no regular file",
    Reason.HIDDEN: "hidden",
    Reason.EARLIER_TABLE: "table of an earlier run",
}
