"""`render`: jobs in, the bytes of a page out, whose data, policy and selection are looked at here without a browser."""

import base64
import gzip
import json
import re
from hashlib import sha256
from importlib.resources import files
from typing import Any

import pytest
from attrs import evolve
from helpers.bodies import make_asr_body, make_body
from helpers.places import BODIES

from smarthandle_results import PROFILES, Cue, Job, Problem, check, decode_job, decode_response, locate, shape, to_cues
from smarthandle_results.batch import Inspection, inspect_body
from smarthandle_results.report import render
from smarthandle_results.report._describe import LINE, RULES
from smarthandle_results.report._template import UNSEEN

LONG = "今天我们来讲人工智能在视频制作里的应用，大家都知道"


def make_job(job_id: str = "a", **fields: Any) -> Job:
    """Make a job of one short cue."""
    return decode_job(decode_response(make_asr_body(job_id, **fields)))


def list_samples() -> list[Inspection]:
    """Inspect all samples that are one body."""
    return [inspect_body(path.read_bytes(), source=str(path)) for path in BODIES]


def read_data(page: bytes) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Read the list and the details of a page."""
    blocks = re.findall(rb'<script type="application/octet-stream" ([^>]+)>([^<]*)</script>', page)
    (name, lines), *chunks = [(name, gzip.decompress(base64.b64decode(data))) for name, data in blocks]
    assert b'id="list"' == name
    details: list[dict[str, Any]] = []
    for name, chunk in chunks:
        assert f'data-first="{len(details)}"'.encode() == name
        details += map(json.loads, chunk.splitlines())
    return [dict(zip(LINE, cells, strict=True)) for cells in json.loads(lines)], details


def test_the_same_jobs_give_the_same_bytes() -> None:
    """There is no clock in it, and no order of sets."""
    assert render(list_samples()) == render(list_samples())


def test_every_job_is_in_the_list_and_has_details() -> None:
    """In order, the bad ones too, with each problem that `inspect` finds."""
    samples = list_samples()
    lines, details = read_data(render(samples))
    assert [sample.source[:159] for sample in samples] == [line["source"].rstrip("…") for line in lines]
    assert [sample.job.response.job_id if sample.job else None for sample in samples] == [line["id"] for line in lines]
    expected = [[[problem.path, problem.message] for problem in sample.problems] for sample in samples]
    assert expected == [[problem[:2] for problem in detail.get("problems", [])] for detail in details]
    assert {"bad", "converted", "failed", "unfinished"} == {line["status"] for line in lines}


def test_cues_are_whole() -> None:
    """From gaps and durations the page has the cues of the job, also where one starts before the last has ended."""
    segments = [{"content": LONG, "from": 0.5, "to": 9}, {"content": "b", "from": 3, "to": 1e6}]
    [line], [details] = read_data(render([decode_job(decode_response(make_body(segments)))]))
    assert (2, 10**9) == (line["cues"], line["speech_ms"])
    assert [[500, -6000], [8500, 10**9 - 3000], [LONG, "b"]] == details["cues"]


@pytest.mark.parametrize("profile", ["auto", "netflix-zh", "netflix-ja"])
@pytest.mark.parametrize("merge", [None, 500])
def test_what_a_profile_makes_of_cues(profile: str, merge: int | None) -> None:
    """What the page has of the laid out cues are those that `shape` makes, and their findings those of `check`."""
    own = evolve(PROFILES[profile], merge_gap_ms=merge)
    texts = [LONG, "好的", "a", f"{LONG}{LONG}{LONG}", "我们", "再见。", LONG]
    starts = [0, 2000, 2001, 2100, 2100, 9000, 20_000]
    segments = [
        {"content": text, "from": start / 1000, "to": (start + 1200) / 1000}
        for text, start in zip(texts, starts, strict=True)
    ]
    job = decode_job(decode_response(make_body(segments)))
    [line], [details] = read_data(render([job], profile=own))
    assert job.cues is not None
    shaped = shape(job.cues, own)
    assert list(shaped) == read_after(details)
    for key, cells, cues in (("findings", line["findings"], job.cues), ("after_findings", line["after"], shaped)):
        findings = check(cues, own)
        places = locate(cues, findings, own)
        expected = sorted(
            (finding.rule, finding.cue_number, finding.measured, finding.allowed, *sum(place, ()))
            for finding, place in zip(findings, places, strict=True)
        )
        assert expected == sorted(read_findings(details[key]))
        rules = [finding.rule for finding in findings]
        assert {rule: rules.count(rule) for rule in rules} == {
            RULES[index]: count for index, count in zip(cells[::2], cells[1::2], strict=True)
        }


def read_after(details: dict[str, Any]) -> list[Cue]:
    """Put the laid out cues together, as `page.js` does."""
    gaps, durations, texts = details["cues"]
    given: list[Cue] = []
    at = 0
    for gap, duration, text in zip(gaps, durations, texts, strict=True):
        given.append(Cue(at + gap, at + gap + duration, text))
        at = given[-1].end_ms
    after: list[Cue] = []
    row = 0
    for change in details["after"]:
        if isinstance(change, int):
            after += given[row : row + change]
            row += change
            continue
        count, *cues = change
        start_ms = given[row].start_ms if row < len(given) else 0
        for step, duration, *text in cues:
            after.append(Cue(start_ms + step, start_ms + step + duration, text[0] if text else given[row].text))
        row += count
    assert len(given) == row
    return after


def read_findings(groups: list[list[Any]]) -> list[tuple[Any, ...]]:
    """Put findings together."""
    found: list[tuple[Any, ...]] = []
    for rule, allowed, own in groups:
        number = 0
        for step, measured, *places in own:
            number += step
            found.append((rule, number, measured, allowed, *places))
    return found


def test_without_a_profile_nothing_is_judged() -> None:
    """The page has the cues alone, and says so."""
    page = render([decode_job(decode_response(make_body([{"content": LONG, "from": 0, "to": 1}])))], profile="none")
    [line], [details] = read_data(page)
    assert ([], []) == (line["findings"], line["after"])
    assert set() == {"after", "findings", "after_findings"} & {*details}
    assert b"Subtitles not judged" in page


def test_only_and_limit() -> None:
    """They bound the list; what is added up is of all jobs."""
    jobs = [*(make_job(f"job {number}") for number in range(5)), make_job("x", state="Failed", ErrorCode="E")]
    page = render(jobs, only=["failed", "findings"])
    lines, details = read_data(page)
    assert ["x"] == [line["id"] for line in lines]
    assert 1 == len(details)
    assert b'id="total-jobs">6<' in page
    assert b"1 entry is listed here (--only failed,findings)" in page
    lines, _ = read_data(render(jobs, limit=2))
    assert ["job 0", "job 1"] == [line["id"] for line in lines]
    lines, _ = read_data(render(jobs, limit=0))
    assert [] == lines


def test_wrong_arguments() -> None:
    """The error lists what there is."""
    with pytest.raises(ValueError, match=r"^expected kinds of jobs among bad, .*, got 'faild': did you mean failed\?$"):
        render([], only=["faild"])
    with pytest.raises(ValueError, match=r"^expected a profile among auto, .* and none, got 'netflix'$"):
        render([], profile="netflix")
    for limit, said in ((-1, "-1"), ("3", "'3'"), (True, "bool")):
        with pytest.raises(ValueError, match=rf"^expected a limit of 0 or more jobs, or None for all, got {said}$"):
            render([], limit=limit)  # type: ignore[arg-type]
    for jobs, got in (([b"{}"], "jobs or inspections, got bytes"), ("ab", "jobs or inspections, got str")):
        with pytest.raises(TypeError, match=f"^expected {got}$"):
            render(jobs)  # type: ignore[arg-type]


def test_one_kind_may_be_a_text() -> None:
    """As one output may be for `convert_files`."""
    jobs = [make_job("a"), make_job("x", state="Failed", ErrorCode="E")]
    assert render(jobs, only=["failed"]) == render(jobs, only="failed")


def test_the_policy_allows_its_own_script_and_style_alone() -> None:
    """By their hashes; and nothing is named that could be fetched."""
    page = render(list_samples()).decode()
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    [script] = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [base64.b64encode(sha256(text.encode()).digest()).decode() for text in (style, script)]
    assert {
        "default-src": "'none'",
        "style-src": f"'sha256-{hashes[0]}'",
        "script-src": f"'sha256-{hashes[1]}'",
        "media-src": "blob:",
        "connect-src": "'none'",
        "form-action": "'none'",
        "base-uri": "'none'",
    } == rules
    assert [] == re.findall(
        r"<(?:link|iframe|object|embed|base|img)\b|\b(?:src|style|on\w+)=|url\(|@import|innerHTML", page
    )


@pytest.mark.parametrize(
    "text", ["</script><script>", "<!--list-->", "<!--chunks-->", "\ud800", "\0", "]]>", "{{ 7 }}"]
)
def test_texts_that_could_break_the_page(text: str) -> None:
    """In a title, an id, a code, a file's name and a cue: each comes back whole."""
    info = {"Title": text, "JobType": "ASR", "CreateTime": text}
    body = {"State": "Failed", "JobId": text, "ErrorCode": text, "ErrorMessage": text, "SmartJobInfo": info}
    page = render([decode_job(decode_response(body)), Inspection(text, 1, 0, problems=(Problem(".", text),))])
    lines, details = read_data(page)
    assert (text, text) == (lines[0]["id"], lines[0]["code"])
    assert {"job_id": text, "error_message": text}.items() <= dict(details[0]["facts"]).items()
    assert text == lines[1]["source"]
    assert 1 == page.count(b"</html>")


def test_what_cannot_be_seen_is_the_same_in_both_languages() -> None:
    """Python shows it as a code in the overview, and the script everywhere else; lone surrogates apart."""
    script = files("smarthandle_results.report").joinpath("page.js").read_text("utf-8")
    [pattern] = re.findall(r"UNSEEN = /(\[.+?\])\|", script)
    codes = [*map(chr, range(0xD800)), *map(chr, range(0xE000, 0x110000))]
    assert [*filter(re.compile(pattern).match, codes)] == [*filter(UNSEEN.match, codes)]


def test_details_are_in_blocks() -> None:
    """So that a job is read alone: each block has some 128 KB, or one large job."""
    jobs = [make_job(f"{number}", text=f"{number} " * 2000) for number in range(120)]
    page = render(jobs, profile="none")
    lines, details = read_data(page)
    assert [line["id"] for line in lines] == [dict(detail["facts"])["job_id"] for detail in details]
    assert 3 < page.count(b"data-first=") < 20


def test_an_archive_of_nothing() -> None:
    """Is a page, too."""
    page = render([])
    assert ([], []) == read_data(page)
    assert b"There is nothing in this archive" in page


def test_cues_of_a_job_need_no_profile_that_fits() -> None:
    """A job whose transcript is empty has cues, none of them."""
    [line], [details] = read_data(render([decode_job(decode_response(make_body([])))]))
    assert 0 == line["cues"] == len(to_cues(()))
    assert [[], [], []] == details["cues"]


def test_long_names_are_cut_in_the_overview() -> None:
    """A type, a state, a code or a date of a megabyte is there as long as in the list, in which its link finds it."""
    text = "x" * 1_000_000
    info = {"JobType": text, "CreateTime": text, "Title": text}
    body = {"State": text, "SmartJobInfo": info}
    jobs = [decode_job(decode_response({**body, "State": state, "ErrorCode": text})) for state in (text, "Failed")]
    page = render(jobs)
    assert page.index(b'id="list"') < 150_000
    lines, details = read_data(page)
    assert f"#/jobs?code={lines[1]['code']}".rstrip("…").encode() in page
    assert text == dict(details[0]["facts"])["job_type"]
