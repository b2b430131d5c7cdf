"""The forms of subtitle files: all that a run and `check` know of each is its row in `SUBTITLE_FORMS`."""

from collections.abc import Callable
from typing import Final, final

from attrs import frozen

from smarthandle_results import (
    Cues,
    Response,
    decode_bcc,
    decode_srt,
    decode_timeline,
    decode_vtt,
    to_ass,
    to_bcc,
    to_markdown,
    to_note,
    to_srt,
    to_text,
    to_timeline_clips,
    to_vtt,
)
from smarthandle_results._tables.cells import dump_json
from smarthandle_results._text import add_marks

DEFAULT_STYLE: Final = "landscape"
"""The name of one of `ASS_STYLES` and of `TIMELINE_STYLES`, which have the same names."""


@final
@frozen
class JobCues:
    """What the subtitle files of a job are written from: its cues as it gave them, and as they are laid out.

    Without a profile the two are the same. `style` is the name of how they look, where the form of a file says it.
    """

    response: Response
    given: Cues
    laid_out: Cues
    style: str = DEFAULT_STYLE


@final
@frozen(kw_only=True)
class SubtitleForm:
    """A form of subtitle files.

    `name` is its name in `--to`, and `suffix` is that of its files. `make_text` returns a file's text, with line ends
    of LF and no byte order mark; `accepts_marks` says whether its files may have a byte order mark and CR LF. `decode`
    reads a file for `check`, which shows times with the `decimal_mark` of the form; it is None for a form that is not
    read. With `is_default` it is written to a folder where `--to` is not given, with `has_style` its files say how cues
    look, and without `is_laid_out` they are made of the cues as the job gave them.
    """

    name: str
    suffix: str
    make_text: Callable[[JobCues], str]
    accepts_marks: bool = True
    decode: Callable[[bytes], Cues] | None = None
    decimal_mark: str = "."
    is_default: bool = False
    has_style: bool = False
    is_laid_out: bool = True

    def write(self, cues: JobCues, *, bom: bool, crlf: bool) -> bytes:
        """Write the file of a job, with a byte order mark and CR LF if the form accepts them."""
        text = self.make_text(cues)
        return (add_marks(text, bom=bom, crlf=crlf) if self.accepts_marks else text).encode()


def find_form(file: str) -> SubtitleForm | None:
    """Find the form of a file by its suffix, in any case; None if it is none of these."""
    return next((form for form in SUBTITLE_FORMS.values() if file.lower().endswith(form.suffix)), None)


_FORMS: Final = (
    SubtitleForm(
        name="srt",
        suffix=".srt",
        make_text=lambda cues: to_srt(cues.laid_out),
        decode=decode_srt,
        decimal_mark=",",
        is_default=True,
    ),
    SubtitleForm(
        name="vtt",
        suffix=".vtt",
        make_text=lambda cues: to_vtt(cues.laid_out, note=to_note(cues.response)),
        accepts_marks=False,
        decode=decode_vtt,
        is_default=True,
    ),
    SubtitleForm(
        name="ass", suffix=".ass", make_text=lambda cues: to_ass(cues.laid_out, style=cues.style), has_style=True
    ),
    SubtitleForm(name="txt", suffix=".txt", make_text=lambda cues: to_text(cues.given), is_laid_out=False),
    SubtitleForm(
        name="md",
        suffix=".md",
        make_text=lambda cues: to_markdown(cues.given, title=cues.response.smart_job_info.title),
        is_laid_out=False,
    ),
    SubtitleForm(
        name="bcc",
        suffix=".bcc",
        make_text=lambda cues: to_bcc(cues.laid_out),
        accepts_marks=False,
        decode=decode_bcc,
    ),
    SubtitleForm(
        name="timeline",
        suffix=".timeline.json",
        make_text=lambda cues: f"{dump_json(to_timeline_clips(cues.laid_out, style=cues.style)).decode()}\n",
        accepts_marks=False,
        decode=decode_timeline,
        has_style=True,
    ),
)

SUBTITLE_FORMS: Final = {form.name: form for form in _FORMS}
"""The forms by their names."""
