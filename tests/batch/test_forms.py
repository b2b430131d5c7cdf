"""The table of subtitle forms, from which all else about them follows."""

import pytest
from helpers.bodies import make_asr_body

from smarthandle_results import ASS_STYLES, decode_job, decode_response, to_cues
from smarthandle_results.batch import SUBTITLE_FORMS, Output, read_file_outputs, read_outputs
from smarthandle_results.batch._forms import JobCues, SubtitleForm, find_form
from smarthandle_results.cli._arguments import make_parser

FORMS = [*SUBTITLE_FORMS.values()]
JOB = decode_job(decode_response(make_asr_body("a", text="你好\nhello")))


def write(form: SubtitleForm, *, bom: bool = False, crlf: bool = False) -> bytes:
    """Write a job's file."""
    assert JOB.cues is not None
    return form.write(JobCues(JOB.response, JOB.cues, JOB.cues), bom=bom, crlf=crlf)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_is_found_by_its_name_and_by_its_suffix(form: SubtitleForm) -> None:
    """`--to` has its name and `-o` its suffix, each in any case."""
    output = Output(form.name, form.suffix)
    assert (output, Output("errors", ".jsonl")) == read_outputs([form.name.upper()])
    assert (output,) == read_file_outputs(f"talk{form.suffix.upper()}", [], is_stream=False)
    assert form is find_form(f"talk{form.suffix}")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_marks(form: SubtitleForm) -> None:
    """Lines end with LF and no mark begins the text, unless both are asked for and the form accepts them."""
    plain, marked = write(form), write(form, bom=True, crlf=True)
    assert (False, False) == (b"\r" in plain, plain.startswith(b"\xef\xbb\xbf"))
    expected = b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n") if form.accepts_marks else plain
    assert expected == marked


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_styles(form: SubtitleForm) -> None:
    """Files differ by style in the forms that are said to have styles, and in no other."""
    assert JOB.cues is not None
    texts = {form.make_text(JobCues(JOB.response, JOB.cues, JOB.cues, style)) for style in ASS_STYLES}
    assert form.has_style == (len(texts) > 1)


@pytest.mark.parametrize("form", [form for form in FORMS if form.decode], ids=lambda form: form.name)
def test_a_form_that_is_read_gives_the_cues_back(form: SubtitleForm) -> None:
    """What `check` reads is what was written."""
    assert form.decode is not None
    assert JOB.cues == to_cues([*form.decode(write(form))])


@pytest.mark.parametrize("command", ["convert", "check"])
def test_help_names_the_forms(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """All forms where they are written, and those that are read where they are checked."""
    with pytest.raises(SystemExit):
        make_parser().parse_args([command, "--help"])
    words = {*capsys.readouterr().out.replace(",", "").replace(":", "").split()}
    assert set() == {form.suffix for form in FORMS if command == "convert" or form.decode} - words
    assert command == "check" or set() == {*SUBTITLE_FORMS} - words
