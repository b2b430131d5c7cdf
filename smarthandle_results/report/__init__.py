"""Jobs → a page to look at before an archive goes out: one self-contained HTML file. Needs Jinja2.

`render` makes the page of jobs as bytes: a pure function. `write_report` makes that of files, as the command `report`
does, and streams, so that an archive of any size is a page of bounded memory.

The page opens from disk and makes no request: its Content-Security-Policy forbids every one. What a body contains is
shown as text, whatever it contains.
"""

from smarthandle_results._extras import require_extra

with require_extra("report", "the page"):
    from smarthandle_results.report._files import (
        ReportPlan as ReportPlan,
        write_report as write_report,
        write_report_to_file as write_report_to_file,
    )
    from smarthandle_results.report._overview import Sums as Sums
    from smarthandle_results.report._page import ONLY as ONLY, Selection as Selection
    from smarthandle_results.report._render import render as render
