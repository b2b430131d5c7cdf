"""The page in a browser: its numbers, its list, a job, the player, what is saved, and what it must never do."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from helpers.archive import make_bodies
from helpers.bodies import make_asr_body, make_body
from helpers.command import run
from helpers.pages import AXE, Viewer, make_speech_archive, make_video, open_browser, open_viewer
from helpers.places import SAMPLES

from smarthandle_results import Rule, check, decode_job, decode_response, decode_srt, shape, to_srt, to_vtt
from smarthandle_results.batch import convert_files
from smarthandle_results.report import render

CODES = "\x07\u202e\u200b\u2028\u2066\ufeff"
HOSTILE = f"</script><script>alert(1)</script><img src=x onerror=alert(1)>'\"&amp;{{{{7*7}}}}<!--{CODES}"
SPEECH = [
    {"content": "今天我们来讲人工智能在视频制作里的应用，大家都知道", "from": 0.5, "to": 2.5},
    {"content": "好的", "from": 3, "to": 4.5},
    {"content": "a <b> & c", "from": 5, "to": 7},
]
VIEWS = {
    "overview": "#/",
    "list": "#/jobs",
    "nothing found": "#/jobs?q=nothing-is-called-so",
    "job": "#/job/0",
    "failed job": "#/job/FAILED",
    "bad body": "#/job/BAD",
    "copies": "#/job/COPIES",
    "no job": "#/job/99999",
}


@pytest.fixture(name="browser", scope="module")
def fixture_browser() -> Iterator[Any]:
    """Start the browser once."""
    with open_browser() as browser:
        yield browser


@pytest.fixture(name="tab", scope="module")
def fixture_tab(browser: Any) -> Iterator[Viewer]:
    """Open a tab once."""
    with open_viewer(browser) as viewer:
        yield viewer


@pytest.fixture(name="viewer")
def fixture_viewer(tab: Viewer) -> Iterator[Viewer]:
    """Empty the tab, and see at the end that nothing happened in it that must not."""
    tab.clear()
    yield tab
    assert [] == tab.list_faults()


@pytest.fixture(name="video", scope="module")
def fixture_video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a video once."""
    return make_video(tmp_path_factory.mktemp("video") / "a.webm")


@pytest.fixture(name="folder", scope="module")
def fixture_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a page of the samples and of some two hundred jobs, polls among them, and the totals of `stats`."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "samples").symlink_to(SAMPLES)
    (folder / "archive.jsonl").write_bytes(b"".join(body + b"\n" for body in islice(make_bodies(), 60)))
    (folder / "speech.jsonl").write_bytes(b"".join(make_speech_archive(100, 6)))
    inputs = ("samples", "archive.jsonl", "speech.jsonl")
    made = run("report", *inputs, "-o", "report.html", "--quiet", cwd=folder)
    assert 1 == made.returncode
    (folder / "stats.json").write_bytes(run("stats", *inputs, "--json", "--quiet", cwd=folder).stdout)
    return folder


def make_page(folder: Path, **options: Any) -> Path:
    """Make a page of one job with speech."""
    path = folder / "speech.html"
    path.write_bytes(render([decode_job(decode_response(make_body(SPEECH)))], **options))
    return path


@pytest.fixture(name="stats", scope="module")
def fixture_stats(folder: Path) -> Any:
    """Read the totals."""
    return json.loads((folder / "stats.json").read_bytes())


def read_rows(tab: Any, table: str) -> dict[str, list[str]]:
    """Read a table of the overview: the texts of each row's numbers by its name."""
    rows = tab.eval_on_selector_all(
        f"#{table} tbody tr",
        "rows => rows.map(row => [...row.querySelectorAll('th, td.n')].map(cell => cell.textContent))",
    )
    return {name: cells for name, *cells in rows}


def to_hours(ms: int) -> str:
    """Write hours, minutes and seconds."""
    return f"{ms // 3_600_000:,}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}"


def list_groups(stats: Any, by: str) -> dict[str, Any]:
    """List the totals by what they are grouped by."""
    return {row["value"]: row for row in stats["totals"] if row["by"] == by}


def test_the_totals_are_those_of_stats(viewer: Viewer, folder: Path, stats: Any) -> None:
    """And the numbers to look at first."""
    tab = viewer.open(folder / "report.html")
    [total] = list_groups(stats, "total").values()
    names = ("jobs", "speech", "cues", "copies", "tokens")
    expected = (total["jobs"], to_hours(total["speech_ms"]), total["cues"], total["copies"], total["total_tokens"])
    assert [value if isinstance(value, str) else f"{value:,}" for value in expected] == [
        tab.text_content(f"#total-{name}") for name in names
    ]
    counts = stats["counts"]
    numbers = tab.locator(".check-number").all_text_contents()
    assert [f"{counts[name]:,}" for name in ("bad", "failed", "unfinished")] == [*numbers[:2], numbers[3]]
    assert f"{counts['inputs']:,} responses" in tab.text_content("h1")
    assert f"{counts['superseded']:,} earlier polls" in tab.text_content(".scope")


def test_the_tables_are_those_of_stats(viewer: Viewer, folder: Path, stats: Any) -> None:
    """By day, type and state, failures by code, repairs by kind, unknown results."""
    tab = viewer.open(folder / "report.html")
    for table, by in (("by_type", "job_type"), ("by_state", "state")):
        groups = list_groups(stats, by)
        assert {
            name: [f"{row['jobs']:,}", to_hours(row["speech_ms"]), f"{row['total_tokens']:,}"]
            for name, row in groups.items()
        } == read_rows(tab, table)
    days = list_groups(stats, "day")
    assert {
        name: [
            f"{row['jobs']:,}",
            to_hours(row["speech_ms"]),
            *(f"{row[measure]:,}" for measure in ("cues", "copies", "total_tokens")),
        ]
        for name, row in days.items()
    } == read_rows(tab, "days")
    for table, name in (("failures", "failures"), ("by_repair", "repairs"), ("unknown", "unrecognized")):
        assert stats[name]
        assert {key: [f"{count:,}"] for key, count in stats[name].items()} == read_rows(tab, table)


def test_the_findings_are_those_of_check(viewer: Viewer, tmp_path: Path) -> None:
    """By rule, in an archive in which each job is there once; and those that are left once cues are laid out."""
    (tmp_path / "a.jsonl").write_bytes(b"".join(make_speech_archive(12, 20)))
    run("report", "a.jsonl", "-o", "a.html", "--profile", "netflix-zh", cwd=tmp_path)
    checked = run("check", "a.jsonl", "--profile", "netflix-zh", "--json", cwd=tmp_path)
    rules = [json.loads(line)["rule"] for line in checked.stdout.splitlines()]
    after: list[str] = []
    convert_files(tmp_path / "a.jsonl", tmp_path / "out", to="srt", profile="netflix-zh")
    for file in (tmp_path / "out").glob("*.srt"):
        after += [finding.rule for finding in check(decode_srt(file.read_bytes()), "netflix-zh")]
    tab = viewer.open(tmp_path / "a.html")
    titles = {rule: tab.evaluate(f"JSON.parse(config.textContent).labels['rule_{rule}'][0]") for rule in Rule}
    assert {
        titles[Rule(rule)]: [f"{rules.count(rule):,}", f"{after.count(rule):,}"] for rule in {*rules, *after}
    } == read_rows(tab, "by_rule")


def test_charts_have_a_bar_for_each_day(viewer: Viewer, folder: Path) -> None:
    """Each with its number, for those who cannot see it too."""
    (folder / "days.html").write_bytes(render(decode_job(decode_response(body)) for body in make_speech_archive(60, 2)))
    tab = viewer.open(folder / "days.html")
    titles = tab.locator(".chart >> nth=0").locator("rect title").all_text_contents()
    assert 60 == len(titles)
    assert "2024-04-01: 1" == titles[0]
    assert 2 == tab.locator(".chart").count()  # no tokens
    assert "at most 1 a day" == tab.text_content(".chart .muted >> nth=0")


def test_search_filter_and_sort(viewer: Viewer, folder: Path) -> None:
    """By keyboard; the address has it all, so that it can be gone back to."""
    tab = viewer.open(folder / "report.html", "#/jobs")
    tab.keyboard.press("/")
    tab.keyboard.type("episode 7")
    assert re.match(r"11 of \d+ entries", tab.text_content("#shown"))
    tab.keyboard.type("7")
    assert tab.text_content("#shown").startswith("1 of ")
    assert "episode 77" == tab.text_content(".row .title")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#job h1")
    assert "episode 77" in tab.text_content("#job .meta")
    tab.go_back()
    tab.wait_for_selector("#jobs:not([hidden])")
    assert "episode 77" == tab.input_value("#search")
    tab.fill("#search", "")
    tab.select_option("#filter-show", "failed")
    tab.select_option("#filter-type", "ASR")
    states = tab.locator(".row .badge").all_text_contents()
    assert {"Failed"} == {*states}
    tab.click("text=Clear filters")
    tab.click(".heads .findings button")
    counts = [int(text) for text in tab.locator(".row .faults").all_text_contents() if text.isdigit()]
    assert sorted(counts, reverse=True) == counts
    assert "descending" == tab.get_attribute(".heads .findings", "aria-sort")
    assert tab.url.endswith("#/jobs?sort=-faults")


def test_sort_on_a_phone(browser: Any, folder: Path) -> None:
    """Where a list has no heads of columns, its order is chosen, and is in the address too."""
    with open_viewer(browser, {"viewport": {"width": 390, "height": 844}}) as viewer:
        tab = viewer.open(folder / "report.html", "#/jobs")
        tab.select_option("#sort", "-faults")
        counts = [int(text) for text in tab.locator(".row .faults").all_text_contents() if text.isdigit()]
        assert len(counts) > 1
        assert sorted(counts, reverse=True) == counts
        assert tab.url.endswith("#/jobs?sort=-faults")
        viewer.go("#/jobs?sort=who")
        assert ("who", "Job ↑") == (tab.input_value("#sort"), tab.text_content("#sort option:checked"))
        tab.set_viewport_size({"width": 1280, "height": 860})
        assert not tab.is_visible("#sort")


def test_a_filter_from_the_overview(viewer: Viewer, folder: Path, stats: Any) -> None:
    """Each number of the overview leads to its jobs."""
    tab = viewer.open(folder / "report.html")
    for table, counts in (
        ("failures", stats["failures"]),
        ("by_type", {name: row["jobs"] for name, row in list_groups(stats, "job_type").items()}),
        ("by_state", {name: row["jobs"] for name, row in list_groups(stats, "state").items()}),
        ("days", {name: row["jobs"] for name, row in list_groups(stats, "day").items()}),
    ):
        for name in [*counts][:3]:
            viewer.go("#/")
            tab.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
            tab.locator(f"#{table} tbody tr", has=tab.get_by_text(name, exact=True)).locator("a").first.click()
            tab.wait_for_selector("#jobs:not([hidden])")
            assert f"{counts[name]:,}" == tab.text_content("#shown").split(" of ")[0]


def test_the_list_by_keyboard(viewer: Viewer, folder: Path) -> None:
    """Arrows move, the rows that are needed are there, Enter opens, Escape goes back to the same row."""
    tab = viewer.open(folder / "report.html", "#/jobs")
    tab.focus(".rows")
    for _ in range(3):
        tab.keyboard.press("ArrowDown")
    assert "row-3" == tab.get_attribute(".rows", "aria-activedescendant")
    tab.keyboard.press("End")
    last = int(tab.get_attribute(".rows", "aria-rowcount")) - 2
    assert f"row-{last}" == tab.get_attribute(".row.at", "id")
    assert tab.locator(".row").count() < 60
    tab.keyboard.press("Home")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#job h1")
    tab.keyboard.press("n")
    viewer.wait("location.hash === '#/job/1'")
    tab.keyboard.press("Escape")
    tab.wait_for_selector("#jobs:not([hidden])")
    assert "row-1" == tab.get_attribute(".row.at", "id")
    tab.keyboard.press("?")
    assert "search the list" == tab.text_content("dialog dd >> nth=0")
    tab.keyboard.press("Escape")
    tab.wait_for_selector("dialog", state="detached")


def test_the_keyboard_goes_on_where_it_was(viewer: Viewer, folder: Path) -> None:
    """What is typed after / is searched for, in any view; a job's head has the focus, and on the way back its row."""
    tab = viewer.open(folder / "report.html")
    tab.keyboard.press("/")
    viewer.wait("document.activeElement.id === 'search'")
    tab.keyboard.type("episode")
    assert "episode" == tab.input_value("#search")
    tab.keyboard.press("ArrowDown")
    for _ in range(40):
        tab.keyboard.press("j")
    row = tab.get_attribute(".row.at", "id")
    tab.keyboard.press("Enter")
    viewer.wait("document.activeElement.matches('#job h1')")
    tab.keyboard.press("Escape")
    viewer.wait("document.activeElement.matches('.rows')")
    assert row == tab.get_attribute(".row.at", "id")
    assert tab.evaluate(
        "document.querySelector('.row.at').getBoundingClientRect().bottom"
        " <= document.querySelector('.rows').getBoundingClientRect().bottom"
    )
    tab.keyboard.press("j")
    assert row != tab.get_attribute(".row.at", "id")


def test_routes_by_hand(viewer: Viewer, folder: Path) -> None:
    """What there is not is said, or is the overview; to skip to the content leaves the address as it is."""
    tab = viewer.open(folder / "report.html", "#/job/0")
    tab.keyboard.press("Tab")
    assert "Skip to the content" == tab.evaluate("document.activeElement.textContent")
    tab.keyboard.press("Enter")
    assert "content" == tab.evaluate("document.activeElement.id")
    assert tab.url.endswith("#/job/0")
    viewer.go("#/job/999999")
    assert "There is no such job in this page" == tab.text_content("#job h1")
    assert tab.title().startswith("There is no such job in this page")
    viewer.go("#/jobs?sort=__proto__&show=nothing")
    assert tab.is_visible(".row")
    viewer.go("#/x")
    assert tab.is_visible("#overview")
    tab.go_back()
    tab.wait_for_selector("#jobs:not([hidden])")


def test_the_line_of_a_long_name_is_seen(viewer: Viewer, tmp_path: Path) -> None:
    """The name is cut, since all have it."""
    name = f"{'long' * 20}.jsonl"
    (tmp_path / name).write_bytes(make_asr_body("a") + b"\n" + make_asr_body("b"))
    run("report", name, "-o", "a.html", cwd=tmp_path)
    tab = viewer.open(tmp_path / "a.html", "#/jobs")
    cell = tab.locator("#row-1 .source")
    assert f"{name}:2" == cell.text_content()
    assert cell.evaluate("(element) => element.scrollWidth <= element.clientWidth")


def test_a_failed_job_and_a_bad_body(viewer: Viewer, folder: Path) -> None:
    """Why it failed; what is wrong where, and the command that shows it."""
    tab = viewer.open(folder / "report.html", "#/jobs?q=bodies/failed/")
    tab.click(".row a")
    tab.wait_for_selector("#job .alert")
    assert "InvalidParameter.InputFile" in tab.text_content(".alert")
    assert "The file could not be read." in tab.text_content(".alert")
    viewer.go("#/jobs?q=broken/cues/")
    tab.click(".row a")
    tab.wait_for_selector("#job .alert")
    expected = (SAMPLES / "broken/cues/expected.errors").read_text("utf-8").splitlines()
    found = tab.eval_on_selector_all(
        ".problem", "all => all.map(one => `${one.children[0].textContent} at ${one.children[1].textContent}`)"
    )
    assert expected == found
    command = tab.text_content(".command >> nth=0")
    assert "jq '.JobResult.AiResult | fromjson | .[1].content' samples/broken/cues/body.json" in command


def test_findings_are_marked(viewer: Viewer, tmp_path: Path) -> None:
    """At the words that break the rule; and beside it what a profile makes of the cue."""
    body = make_body(
        [
            {"content": "👍今天我们来讲人工智能在视频制作里的应用", "from": 0, "to": 6},
            {"content": "好", "from": 6, "to": 8},
        ]
    )
    (tmp_path / "a.html").write_bytes(render([decode_job(decode_response(body))], profile="netflix-zh"))
    tab = viewer.open(tmp_path / "a.html", "#/job/0")
    assert ["里的应用"] == tab.locator(".cues .half:first-child mark").all_text_contents()
    assert "too wide: 20 characters (at most 16)" == tab.text_content(".found-rules li")
    assert "1 → 0 findings" in tab.text_content(".cue-tools")
    after = tab.text_content(".cues li:first-child .half:last-child .cue-text")
    shaped = shape(decode_job(decode_response(body)).cues or (), "netflix-zh")
    assert shaped.texts[0] == after
    assert "unchanged" == tab.text_content(".cues li:last-child .half:last-child")
    tab.check("#only-findings")
    assert 1 == tab.locator(".cues > li").count()


def test_what_is_saved_is_what_convert_writes(viewer: Viewer, folder: Path) -> None:
    """Byte for byte, SubRip and WebVTT, as the job gave it and laid out, of every sample with speech."""
    names = ["asr-hostile-text", "asr-rounding", "asr-repairs", "page-asr", "asr-empty", "avatar-video"]
    for name in names:
        body = f"samples/bodies/{name}/body.json"
        viewer.page.goto("about:blank")  # a browser stops the downloads of one page after ten
        tab = viewer.open(folder / "report.html", f"#/jobs?q={body}")
        tab.click(".row a")
        tab.wait_for_selector("#job h1")
        for button in tab.locator("[data-save]").all():
            which, _, suffix = button.get_attribute("data-save").partition(".")
            with tab.expect_download() as saving:
                button.click()
            own = folder / f"own.{suffix}"
            own.unlink(missing_ok=True)
            convert_files(SAMPLES.parent / body, file=own, profile="auto" if which == "after" else "none")
            assert own.read_bytes() == Path(saving.value.path()).read_bytes()
            assert saving.value.suggested_filename in {f"body.{suffix}", f"body.auto.{suffix}"}


@pytest.mark.parametrize("profile", ["none", "netflix-zh"])
def test_what_is_saved_of_hostile_texts(viewer: Viewer, tmp_path: Path, profile: str) -> None:
    """The page writes subtitles as the library does, whatever is in them, and hours past the first day."""
    texts = [HOSTILE, "a --> b\n\n1\n00:00:00,000 --> 00:00:01,000\nx", "<i>&lt;", "字" * 40, "{\\an8}", "👍"]
    segments = [{"content": text, "from": 90_000 * row, "to": 90_000 * row + 2} for row, text in enumerate(texts)]
    job = decode_job(decode_response(make_body(segments, JobId="--><b>\u2028")))
    (tmp_path / "a.html").write_bytes(render([job], profile=profile))
    tab = viewer.open(tmp_path / "a.html", "#/job/0")
    assert job.cues is not None
    cues = job.cues if profile == "none" else shape(job.cues, profile)
    which = "given" if profile == "none" else "after"
    note = re.sub(r"^WEBVTT\n\nNOTE\n", "", to_vtt((), note="JobId: --><b>\u2028\nJobType: ASR"))
    for suffix, expected in (("srt", to_srt(cues)), ("vtt", to_vtt(cues, note=note.rstrip("\n")))):
        with tab.expect_download() as saving:
            tab.click(f"[data-save='{which}.{suffix}']")
        assert expected == Path(saving.value.path()).read_text("utf-8")


def test_a_video_plays_under_its_cues(viewer: Viewer, tmp_path: Path, video: Path) -> None:
    """A file of this machine, with the page's own track: the cue of the time is shown, and a click goes to a cue."""
    (tmp_path / "a.html").write_bytes(render([decode_job(decode_response(make_body(SPEECH)))]))
    tab = viewer.open(tmp_path / "a.html", "#/job/0")
    tab.set_input_files(".player input[type=file]", video)
    viewer.wait("document.querySelector('video')?.readyState >= 2")
    viewer.wait("document.querySelector('video').textTracks[0].cues?.length === 3")
    shown = "[...document.querySelector('video').textTracks[0].activeCues].map((cue) => cue.getCueAsHTML().textContent)"
    assert [] == tab.evaluate(shown)
    tab.click(".cue[data-side=given][data-row='2'] .time")
    viewer.wait(f"{shown}.length === 1")
    assert ["a <b> & c"] == tab.evaluate(shown)
    assert 5 <= tab.evaluate("document.querySelector('video').currentTime") < 5.1
    assert "a <b> & c" == tab.text_content(".now")
    assert "a <b> & c" == tab.text_content(".cue.playing .cue-text")
    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("j")
    viewer.wait("document.querySelector('video').currentTime === 0")
    tab.keyboard.press("ArrowDown")
    viewer.wait("document.querySelector('.now').textContent.startsWith('今天')")
    tab.keyboard.press("ArrowRight")
    viewer.wait("document.querySelector('.now').textContent === 'a <b> & c'")
    tab.keyboard.press(" ")
    viewer.wait("!document.querySelector('video').paused")
    tab.keyboard.press("k")
    viewer.wait("document.querySelector('video').paused")
    tab.keyboard.press("Escape")
    tab.wait_for_selector("#jobs:not([hidden])")


def test_a_file_that_cannot_be_played(viewer: Viewer, tmp_path: Path) -> None:
    """The page says so, and another may be chosen."""
    (tmp_path / "a.html").write_bytes(render([decode_job(decode_response(make_body(SPEECH)))]))
    (tmp_path / "a.mp4").write_bytes(b"no video")
    tab = viewer.open(tmp_path / "a.html", "#/job/0")
    tab.set_input_files(".player input[type=file]", tmp_path / "a.mp4")
    tab.wait_for_selector(".player [role=alert]")
    assert "This browser cannot play the file." == tab.text_content(".player [role=alert]")
    assert tab.is_visible("#choose")


def test_who_scrolls_away_stays_there(viewer: Viewer, tmp_path: Path, video: Path) -> None:
    """While a cue is shown; the next one is scrolled to."""
    segments = [{"content": f"cue {row}", "from": 4 * row, "to": 4 * row + 4} for row in range(200)]
    (tmp_path / "a.html").write_bytes(render([decode_job(decode_response(make_body(segments)))]))
    tab = viewer.open(tmp_path / "a.html", "#/job/0")
    tab.set_input_files(".player input[type=file]", video)
    viewer.wait("document.querySelector('video')?.readyState >= 2")
    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("k")
    viewer.wait("document.querySelector('.cue.playing') && document.querySelector('video').currentTime > 0.2")
    tab.evaluate("scrollTo(0, 5000)")
    viewer.wait("document.querySelector('video').currentTime > 1.5")
    assert 5000 == tab.evaluate("scrollY")
    viewer.wait("scrollY < 2000")
    assert "cue 1" == tab.text_content(".cue.playing .cue-text")


@pytest.mark.once
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_serious_for_axe(browser: Any, folder: Path, width: int) -> None:
    """In every view, on a desktop and on a phone; in the dark only the colours are others."""
    if not AXE.exists():
        pytest.skip("needs axe-core: npm install --prefix tests/oracles")
    options = {"viewport": {"width": width, "height": 844}, "bypass_csp": True, "reduced_motion": "reduce"}
    runs = {"light": "{resultTypes: ['violations']}", "dark": "{runOnly: ['color-contrast']}"}
    with open_viewer(browser, options) as viewer:
        tab = viewer.open(folder / "report.html")
        tab.evaluate(AXE.read_text("utf-8"))
        found: list[str] = []
        for name, route in list_views(viewer).items():
            viewer.go(route)
            for scheme, run_options in runs.items():
                tab.emulate_media(color_scheme=scheme)
                violations = tab.evaluate(f"axe.run(document, {run_options}).then((all) => all.violations)")
                found += [
                    f"{name}, {scheme}: {one['id']}: {node['html'][:200]}: {node['failureSummary']}"
                    for one in violations
                    if one["impact"] in {"serious", "critical"}
                    for node in one["nodes"]
                ]
        assert [] == found


@pytest.mark.parametrize(("width", "height"), [(320, 568), (640, 256)])
def test_small_windows(browser: Any, folder: Path, width: int, height: int) -> None:
    """As of a small phone, or of a window whose text was made four times as large: no view is wider, rows are there."""
    with open_viewer(browser, {"viewport": {"width": width, "height": height}}) as viewer:
        tab = viewer.open(folder / "report.html")
        for route in list_views(viewer).values():
            viewer.go(route)
            assert [] == viewer.list_faults()
        viewer.open(make_page(folder, profile="netflix-zh"), "#/job/0")
        assert [] == viewer.list_faults()
        viewer.go("#/jobs")
        tab.focus(".rows")
        assert 60 < tab.locator(".rows").bounding_box()["height"]


def test_all_columns_are_in_sight(viewer: Viewer, folder: Path) -> None:
    """Of the list, at every width at which it has them: nothing has to be scrolled sideways."""
    tab = viewer.open(folder / "report.html", "#/jobs")
    tab.wait_for_selector("#jobs:not([hidden])")
    for width in (1600, 1281, 1279, 1200, 1089, 1087, 900):
        tab.set_viewport_size({"width": width, "height": 860})
        hidden, shown = tab.eval_on_selector(".rows", "box => [box.scrollWidth - box.clientWidth, box.clientWidth]")
        has_source = tab.locator(".heads > .source").is_visible()
        assert (width, 0, width > 1088) == (width, hidden, has_source), shown
    tab.set_viewport_size({"width": 1280, "height": 860})


def test_forced_colours(browser: Any, tmp_path: Path) -> None:
    """Where a system's own colours replace the page's, findings, choices and the current row can still be seen."""
    with open_viewer(browser, {"forced_colors": "active"}) as viewer:
        tab = viewer.open(make_page(tmp_path, profile="netflix-zh"), "#/job/0")
        colour = "(name) => getComputedStyle(document.querySelector(name)).backgroundColor"
        plain = tab.evaluate(colour, ".cue")
        assert plain != tab.evaluate(colour, "mark")
        assert tab.evaluate(colour, ".segments label:has(:checked)") == tab.evaluate(colour, "mark")
        viewer.go("#/jobs")
        tab.focus(".rows")
        assert "solid" == tab.evaluate("getComputedStyle(document.querySelector('.row.at')).outlineStyle")


def test_a_browser_that_cannot_decompress(browser: Any, tmp_path: Path) -> None:
    """The overview is there, and the list and a job say why they are not."""
    with open_viewer(browser) as viewer:
        viewer.page.add_init_script("delete window.DecompressionStream")
        tab = viewer.open(make_page(tmp_path))
        assert "1" == tab.text_content("#total-jobs")
        reason = "This browser cannot decompress data by itself. Any of the last years can."
        for route, place in (("#/jobs", "#jobs .blank h2"), ("#/job/0", "#job h1")):
            viewer.go(route)
            assert reason == tab.text_content(place)
        assert [] == viewer.list_faults()


def list_views(viewer: Viewer) -> dict[str, str]:
    """List a route for each view: of jobs, those of the samples, found by the list itself."""
    tab, indexes = viewer.page, {}
    for name, query in (("FAILED", "bodies/failed/"), ("BAD", "broken/cues/"), ("COPIES", "page-text-generate")):
        tab.evaluate("(query) => { location.hash = `#/jobs?q=${query}` }", query)
        viewer.wait("document.querySelectorAll('.row').length === 1")
        indexes[name] = tab.get_attribute(".row a", "href").rpartition("/")[2]
    routes = {}
    for name, route in VIEWS.items():
        place = route.rpartition("/")[2]
        routes[name] = route.replace(place, indexes[place]) if place in indexes else route
    return routes


def test_chinese(browser: Any, folder: Path) -> None:
    """By the language of the browser: every word of the page, and none of it in English."""
    with open_viewer(browser, {"locale": "zh-CN"}) as viewer:
        tab = viewer.open(folder / "report.html")
        assert "zh" == tab.get_attribute("html", "lang")
        assert "无法读取" == tab.text_content(".check-title >> nth=0")
        words = tab.locator("[data-t]").all_text_contents()
        assert [] == [word for word in words if re.fullmatch(r"[ -~]*[A-Za-z]{4}[ -~]*", word)]
        viewer.go("#/jobs")
        assert "状态" == tab.text_content(".heads > :first-child")
        assert [] == viewer.list_faults()


def test_a_hostile_archive(viewer: Viewer, tmp_path: Path) -> None:
    """Nothing in ids, titles, texts, codes and file names runs or breaks out, and all of it is shown as text."""
    fields = {"JobId": HOSTILE, "UserData": HOSTILE}
    info = {"Title": HOSTILE, "JobType": HOSTILE, "CreateTime": HOSTILE, "InputConfig": {"InputFile": HOSTILE}}
    bodies = [
        make_body([{"content": HOSTILE, "from": 0, "to": 1}], **{**fields, "SmartJobInfo": {**info, "JobType": "ASR"}}),
        make_body(
            json.dumps([HOSTILE, {HOSTILE: HOSTILE}]), **{**fields, "SmartJobInfo": {**info, "JobType": "TextGenerate"}}
        ),
        make_body(HOSTILE, **{**fields, "SmartJobInfo": info}),
        json.dumps({"State": "Failed", "ErrorCode": HOSTILE, "ErrorMessage": HOSTILE, "SmartJobInfo": info}),
        json.dumps({"State": HOSTILE, "JobId": "\ud800", "SmartJobInfo": info}),
        json.dumps({"State": "Finished", HOSTILE: 1, "JobId": 5, "RequestId": HOSTILE}),
    ]
    name = "<img src=x onerror=alert(1)>\u202e.jsonl"
    (tmp_path / name).write_text("".join(f"{body}\n" for body in bodies), encoding="utf-8")
    made = run("report", name, "-o", "a.html", "--quiet", cwd=tmp_path)
    assert 1 == made.returncode
    text = (tmp_path / "a.html").read_text("utf-8")
    assert [] == re.findall("<img|alert\\(1\\)</script>|[\u202e\u2028\u2066]", text)
    tab = viewer.open(tmp_path / "a.html")
    for route in ("#/", "#/jobs", *(f"#/job/{index}" for index in range(6))):
        viewer.go(route)
        assert [] == viewer.list_faults()
        assert 0 == tab.locator("img").count()
    viewer.go("#/job/0")
    shown = tab.text_content(".cue-text")
    assert shown.startswith("</script><script>alert(1)</script><img src=x onerror=alert(1)>'\"&amp;{{7*7}}<!--")
    heading = tab.text_content("#job h1")
    assert HOSTILE.replace(CODES, "U+0007U+202EU+200BU+2028U+2066U+FEFF") == heading


def test_a_code_and_a_name_of_a_megabyte(viewer: Viewer, tmp_path: Path) -> None:
    """Their beginnings are shown, and the rest for the asking."""
    long = "x" * 1_000_000
    failed = {"State": "Failed", "ErrorCode": long, "ErrorMessage": long}
    usage = {"AiResult": '["a"]', "Usage": json.dumps({long: 1})}
    used = {"State": "Finished", "SmartJobInfo": {"JobType": "TextGenerate"}, "JobResult": usage}
    (tmp_path / "a.html").write_bytes(render(decode_job(decode_response(body)) for body in (failed, used)))
    tab = viewer.open(tmp_path / "a.html")
    for index in range(2):
        viewer.go(f"#/job/{index}")
        assert len(tab.text_content("#job")) < 15_000
        assert 1 <= tab.locator("#job button.more").count()
        for width in (900, 390, 1280):
            tab.set_viewport_size({"width": width, "height": 860})
            assert [] == viewer.list_faults()


@pytest.mark.once
def test_a_text_of_ten_megabytes(viewer: Viewer, tmp_path: Path) -> None:
    """The page opens, shows its beginning, and saves all of it."""
    text = "字" * 3_400_000
    (tmp_path / "a.json").write_bytes(make_asr_body("a" * 5_000_000, text=text, UserData="b" * 100_000))
    run("report", "a.json", "-o", "a.html", "--profile", "none", cwd=tmp_path)  # to lay it out takes most of a minute
    tab = viewer.open(tmp_path / "a.html", "#/jobs")
    viewer.go("#/job/0")
    assert [] == viewer.list_faults()
    assert len(tab.text_content("#job")) < 100_000
    tab.click(".facts .more >> nth=0")
    assert [] == viewer.list_faults()
    with tab.expect_download() as saving:
        tab.click("[data-save='given.srt']")
    assert f"1\n00:00:00,000 --> 00:00:01,500\n{text}\n\n" == Path(saving.value.path()).read_text("utf-8")


def test_an_empty_archive(viewer: Viewer, tmp_path: Path) -> None:
    """The page says that there is nothing, and so does the list."""
    (tmp_path / "a.html").write_bytes(render([]))
    tab = viewer.open(tmp_path / "a.html")
    assert "There is nothing in this archive" == tab.text_content("#overview .blank h2")
    viewer.go("#/jobs")
    assert "No job fits" == tab.text_content("#jobs .blank h2")


def test_a_page_that_is_cut_short(viewer: Viewer, tmp_path: Path) -> None:
    """What is there is shown, and of what is missing the page says that it is."""
    page = render([decode_job(decode_response(make_body(SPEECH)))])
    (tmp_path / "a.html").write_bytes(page[: page.index(b'data-first="0">') + 100])
    tab = viewer.open(tmp_path / "a.html", "#/job/0")
    assert "The data of this job cannot be read: the file of this page is not whole." == tab.text_content("#job h1")


def test_a_page_prints(viewer: Viewer, folder: Path) -> None:
    """The list prints all rows, and a job all that is shown of it; what only a screen needs is left out."""
    tab = viewer.open(folder / "report.html", "#/jobs")
    tab.set_viewport_size({"width": 720, "height": 1000})
    tab.emulate_media(media="print")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert int(tab.get_attribute(".rows", "aria-rowcount")) - 1 == tab.locator(".row").count()
    assert not tab.is_visible(".tools")
    cut = "all => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)"
    assert [] == tab.eval_on_selector_all(".row .who", cut)
    assert not tab.is_visible(".printed")
    assert len(tab.pdf()) > 10_000
    job = decode_job(decode_response(make_body([{"content": f"{n}", "from": n, "to": n + 1} for n in range(700)])))
    (folder / "long.html").write_bytes(render([job]))
    viewer.open(folder / "long.html", "#/job/0")
    assert 300 == tab.locator(".cue").count()
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert 700 == tab.locator(".cue").count()
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    (folder / "many.html").write_bytes(render(decode_job(decode_response({"State": "Failed"})) for _ in range(2001)))
    viewer.open(folder / "many.html", "#/jobs")
    assert tab.is_visible("text=The first 2,000 rows are printed.")
    tab.emulate_media(media="screen")
    tab.set_viewport_size({"width": 1280, "height": 860})
    assert not tab.is_visible(".printed")


def test_a_thousand_jobs(viewer: Viewer, tmp_path: Path) -> None:
    """The list is quick, and its rows are few elements; `tests/benchmarks/page_size.py` measures ten thousand."""
    (tmp_path / "a.jsonl").write_bytes(b"".join(make_speech_archive(1000, 2)))
    run("report", "a.jsonl", "-o", "a.html", cwd=tmp_path)
    assert (tmp_path / "a.html").stat().st_size < 1_000_000
    tab = viewer.open(tmp_path / "a.html", "#/jobs")
    tab.evaluate("document.querySelector('.rows').scrollTop = 20000")
    tab.wait_for_selector("#row-390")
    assert tab.locator(".row").count() < 60
    took_ms = tab.evaluate(
        "(() => { const start = performance.now(); location.hash = '#/jobs?q=episode%2099'; return start })()"
    )
    viewer.wait("document.querySelector('#shown').textContent.startsWith('11 of')")
    assert tab.evaluate("performance.now()") - took_ms < 3000
