"""Sums → the overview: what is to be looked at, and the rows and bars of its tables and charts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final, final
from urllib.parse import quote, urlencode

from attrs import asdict, frozen

from smarthandle_results.batch import MEASURES, Stats
from smarthandle_results.batch._stats import to_hours
from smarthandle_results.report._charts import draw, list_periods
from smarthandle_results.report._describe import RULES, cut
from smarthandle_results.report._labels import RULE_TITLES
from smarthandle_results.report._template import fill_template, show_decimal, show_number

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
    return fill_template(
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
        {"name": label, "text": to_hours(total[name]) if name == "speech_ms" else show_number(total[name])}
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
        "cells": [cell if isinstance(cell, str) else show_number(cell) for cell in cells],
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
            bars = [{**asdict(bar), "text": show_decimal(bar.value)} for bar in chart.bars]
            charts.append({"title": title, "bars": bars, "most": show_decimal(chart.most), "unit": unit})
    rows = [_make_day(day, sums, link={"day": day}) for day, sums in [*days.items()][:MAX_DAYS]]
    if others := [*days.items()][MAX_DAYS:]:
        rest = Counter[str]()
        for _, sums in others:
            rest.update(sums)
        rows.append(_make_day("", rest, others=len(others)))
    undated = sum(sums["jobs"] for day, sums in days.items() if day not in is_dated)
    return {"days": rows, "charts": charts, "undated": undated}


def _make_day(day: str, sums: Counter[str], **options: Any) -> dict[str, Any]:  # noqa: ANN401
    cells = (sums["jobs"], to_hours(sums["speech_ms"]), sums["cues"], sums["copies"], sums["total_tokens"])
    return _make_row(day, sums["jobs"], cells, **options)


def _encode(query: Mapping[str, str]) -> str:
    return urlencode({name: cut(text) for name, text in query.items()}, errors="replace", quote_via=quote)


NONE: Final = "(none)"
"""What the stats call a group without a name."""
