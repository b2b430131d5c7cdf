"""Sums → the page around its data: the overview, which needs no script, the words, the style and the script."""

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final, final
from urllib.parse import quote, urlencode

from attrs import frozen
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from smarthandle_results import State, __version__
from smarthandle_results.batch import MEASURES, Stats, to_hours
from smarthandle_results.report._charts import draw, list_periods
from smarthandle_results.report._describe import LINE, RULES, cut
from smarthandle_results.report._labels import LABELS, RULE_FIGURES, RULE_TITLES

MAX_ROWS: Final = 60
"""How many rows a table of the overview has, but that of days; the rest is added up in a last one."""
MAX_DAYS: Final = 2000


@final
@frozen
class Scope:
    """What a page is of: how many files, or None for jobs that were given; and the name of the profile, or None."""

    files: int | None
    profile: str | None


@final
class Sums:
    """What is added up over all jobs: the stats, the findings by rule as given and once laid out, the faulty jobs.

    `listed` is the number of jobs in the page's list.
    """

    def __init__(self) -> None:
        self.stats = Stats()
        self.findings: Counter[str] = Counter()
        self.after: Counter[str] = Counter()
        self.faulty = 0
        self.listed = 0


def write_overview(sums: Sums, selection: str, scope: Scope) -> tuple[bytes, bytes, bytes]:
    """Write the page in three parts: up to its list, then the script, and what comes after the details."""
    style, script = _read("page.css"), _read("page.js")
    text = _load_template().render(
        style=Markup(style),  # noqa: S704 - the page's own
        script=Markup(script),  # noqa: S704
        style_hash=_hash(style),
        script_hash=_hash(script),
        config=Markup(_write_config(scope)),  # noqa: S704 - it has no <
        version=__version__,
        counts=sums.stats.record.counts,
        listed=sums.listed,
        selection=selection,
        profile=scope.profile,
        files=scope.files,
        checks=_list_checks(sums, scope),
        measures=_list_measures(sums.stats),
        causes=sums.stats.record.causes[:MAX_ROWS],
        tables=_list_tables(sums, scope),
        **_list_days(sums.stats),
    )
    head, rest = text.split(_LIST)
    middle, end = rest.split(_CHUNKS)
    return head.encode(), middle.encode(), end.encode()


def _list_checks(sums: Sums, scope: Scope) -> list[dict[str, Any]]:
    """List what is to be looked at before an archive goes out."""
    counts = sums.stats.record.counts
    jobs = counts["inputs"] - counts["superseded"] - counts["bad"]

    def make(kind: str, title: str, n: int | None, link: str, **facts: Any) -> dict[str, Any]:  # noqa: ANN401
        plain = {"of": "of_jobs", "all": jobs, "fine": f"{title}_none", "more": None, "count": 0, "after": None}
        return {"kind": kind, "title": f"{title}_title", "n": n, "link": f"#/jobs?show={link}", **plain, **facts}

    bad_facts = {"of": "of_responses", "all": counts["inputs"]}
    findings: dict[str, Any] = {"more": "findings_count", "count": sums.findings.total()}
    if scope.profile is None:
        findings["fine"] = "findings_off"
    else:
        findings["after"] = sums.after.total()
    return [
        make("bad", "bad", counts["bad"], "bad", **bad_facts),
        make("bad", "failed", counts["failed"], "failed"),
        make("warn", "findings", None if scope.profile is None else sums.faulty, "findings", **findings),
        make("warn", "unfinished", counts["unfinished"], "unfinished"),
    ]


def _list_measures(stats: Stats) -> list[dict[str, str]]:
    total = stats.sums["total"].get("", Counter())
    return [
        {"name": label, "text": to_hours(total[name]) if name == "speech_ms" else _number(total[name])}
        for name, label in zip(MEASURES, ("jobs", "speech", "cues", "copies", "tokens"), strict=True)
    ]


def _list_tables(sums: Sums, scope: Scope) -> list[dict[str, Any]]:
    stats, record = sums.stats, sums.stats.record
    types, states = ({value: stats.sums[by][value] for value in stats.sums[by]} for by in ("job_type", "state"))
    rules = {rule: (sums.findings[rule], sums.after[rule]) for rule in RULES if sums.findings[rule] or sums.after[rule]}
    return [
        _make_table("failures", "code", "bad", stats.failures, link="code"),
        {
            **_make_table("by_rule", "rule", "warn", {}),
            "heads": ("given", "laid_out"),
            "most": max((max(counts) for counts in rules.values()), default=0),
            "rows": [
                _make_row(RULE_TITLES[rule][0], given, (given, after), key=f"rule_{rule}", link={"rule": rule})
                for rule, (given, after) in sorted(rules.items(), key=lambda item: (-item[1][0], item[0]))
            ]
            if scope.profile is not None
            else [],
        },
        _make_measured("by_type", "type", types, "type"),
        _make_measured("by_state", "state", states, "state"),
        _make_table("by_repair", "repair", "bar", record.repairs, link=None),
        _make_table("unusual", "note", "bar", record.notes, link=None),
        _make_table("unknown", "type", "bar", record.unrecognized, link=None),
    ]


def _make_table(title: str, head: str, kind: str, counts: Mapping[str, int], link: str | None = None) -> dict[str, Any]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rows = [_make_row(name, count, (count,), link={link: name} if link else None) for name, count in ordered[:MAX_ROWS]]
    if others := ordered[MAX_ROWS:]:
        count = sum(count for _, count in others)
        rows.append(_make_row("", count, (count,), others=len(others)))
    most = max((row["value"] for row in rows), default=0)
    return {"id": title, "title": title, "head": head, "heads": ("count",), "kind": kind, "rows": rows, "most": most}


def _make_measured(title: str, head: str, groups: Mapping[str, Counter[str]], link: str) -> dict[str, Any]:
    """Make a table of groups of jobs: how many, how long their speech is, and what they cost."""
    ordered = sorted(groups.items(), key=lambda item: (-item[1]["jobs"], item[0]))
    rows = [_make_row(name, sums["jobs"], _list_cells(sums), link={link: name}) for name, sums in ordered[:MAX_ROWS]]
    if others := ordered[MAX_ROWS:]:
        sums = Counter[str]()
        for _, own in others:
            sums.update(own)
        rows.append(_make_row("", sums["jobs"], _list_cells(sums), others=len(others)))
    most = max((row["value"] for row in rows), default=0)
    heads = ("jobs", "speech", "tokens")
    return {"id": title, "title": title, "head": head, "heads": heads, "kind": "bar", "rows": rows, "most": most}


def _list_cells(sums: Counter[str]) -> tuple[int | str, ...]:
    return sums["jobs"], to_hours(sums["speech_ms"]), sums["total_tokens"]


def _make_row(  # noqa: PLR0913 - the parts of a row
    name: str,
    value: float,
    cells: Iterable[float | str],
    *,
    link: Mapping[str, str] | None = None,
    key: str | None = None,
    others: int = 0,
) -> dict[str, Any]:
    if name == NONE:
        key = "none"
    return {
        "name": cut(name),
        "value": value,
        "cells": [cell if isinstance(cell, str) else _number(cell) for cell in cells],
        "link": f"#/jobs?{_encode(link)}" if link else None,
        "key": key,
        "others": others,
    }


def _list_days(stats: Stats) -> dict[str, Any]:
    """Make what the section of days shows: rows, charts, and how many jobs are of no day."""
    days = {value: stats.sums["day"][value] for value in sorted(stats.sums["day"])}
    periods = list_periods(days)
    is_dated = {day for day in days if day[: len(periods[0])] in {*periods}} if periods else set[str]()
    unit = {4: "year", 7: "month"}.get(len(periods[0]) if periods else 0, "day")
    charts: list[dict[str, Any]] = []
    for title, measure, divisor in (
        ("jobs", "jobs", 1),
        ("hours", "speech_ms", 3_600_000),
        ("tokens", "total_tokens", 1),
    ):
        chart = draw({day: sums[measure] / divisor for day, sums in days.items() if day in is_dated}, periods)
        if chart.most:
            bars = [{**_to_facts(bar), "text": _decimal(bar.value)} for bar in chart.bars]
            charts.append({"title": title, "bars": bars, "most": _decimal(chart.most), "unit": unit})
    rows = [_make_day(day, sums, link={"day": day}) for day, sums in [*days.items()][:MAX_DAYS]]
    if others := [*days.items()][MAX_DAYS:]:
        rest = Counter[str]()
        for _, sums in others:
            rest.update(sums)
        rows.append(_make_day("", rest, others=len(others)))
    undated = sum(sums["jobs"] for day, sums in days.items() if day not in is_dated)
    return {"days": rows, "charts": charts, "undated": undated}


def _to_facts(bar: Any) -> dict[str, Any]:  # noqa: ANN401 - a bar
    return {"label": bar.label, "value": bar.value, "x": bar.x, "width": bar.width, "height": bar.height}


def _make_day(day: str, sums: Counter[str], **options: Any) -> dict[str, Any]:  # noqa: ANN401
    cells = (sums["jobs"], to_hours(sums["speech_ms"]), sums["cues"], sums["copies"], sums["total_tokens"])
    return _make_row(day, sums["jobs"], cells, **options)


@cache
def _load_template() -> Any:  # noqa: ANN401 - Jinja2's
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    functions: dict[str, Any] = {"say": say, "shown": show, "number": _number, "share": _share}
    return environment.from_string(_read("page.html.jinja"), functions)


def say(
    key: str, n: float | str | None = None, m: str | None = None, name: str | None = None, why: str | None = None
) -> str:
    """Say a label in English, with what is to be filled in."""
    text = LABELS[key][0]
    if "|" in text:
        one, _, many = text.partition("|")
        text = one if n == 1 else many
    count = _number(n) if isinstance(n, int | float) else n
    filled = {"n": count, "m": m, "name": name, "why": why}
    for word, value in filled.items():
        text = text.replace(f"{{{word}}}", str(value))
    return text


def show(text: str) -> Markup:
    """Show text as it is: by itself, whatever its direction, and with what cannot be seen as its code."""
    return Markup("<bdi>{}</bdi>").format(Markup("").join(_show_parts(text)))


def _show_parts(text: str) -> Iterable[Markup]:
    for part in _UNSEEN.split(text):
        if _UNSEEN.fullmatch(part):
            yield Markup('<span class="code">U+{}</span>').format(f"{ord(part):04X}")
        else:
            yield escape(part)


def _write_config(scope: Scope) -> str:
    """Write what the script needs to know: the words in both languages, and the order of a line's cells."""
    config = {
        "line": LINE,
        "rules": RULES,
        "labels": LABELS | {f"rule_{rule}": title for rule, title in RULE_TITLES.items()},
        "figures": RULE_FIGURES,
        "profile": scope.profile,
        "cancelled": State.CANCELLED,
    }
    return json.dumps(config, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _number(number: float) -> str:
    return f"{number:,}"


def _decimal(number: float) -> str:
    """Write a number with as many decimals as are of use."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.2f}".rstrip("0").rstrip(".")  # noqa: PLR2004


def _share(value: float, most: float) -> float:
    return round(max(100 * value / most, 0.8), 2) if value and most else 0


def _encode(query: Mapping[str, str]) -> str:
    return urlencode({name: cut(text) for name, text in query.items()}, errors="replace", quote_via=quote)


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _read(name: str) -> str:
    return files("smarthandle_results.report").joinpath(name).read_text("utf-8")


NONE: Final = "(none)"
"""What the stats call a group without a name."""
_LIST: Final = "<!--list-->"
_CHUNKS: Final = "<!--chunks-->"
_UNSEEN: Final = re.compile(
    "([\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff])"
)
"""Controls, and what separates lines, sets the direction of text or is unseen; `page.js` has the same."""
