"""Files of response bodies → subtitles and tables: the work of the command, for programs that want it as a function."""

from smarthandle_results.batch._convert import Recipe
from smarthandle_results.batch._inputs import Input, find_inputs
from smarthandle_results.batch._inspect import (
    Inspection,
    inspect_body,
    inspect_inputs,
    to_inspection_json,
    to_inspection_text,
)
from smarthandle_results.batch._outputs import ErrorRow, Output, read_outputs
from smarthandle_results.batch._record import Record
from smarthandle_results.batch._run import Plan, ResumeError, convert
from smarthandle_results.batch._streams import MissingPackageError
from smarthandle_results.batch._worker import Progress

__all__ = [
    "ErrorRow",
    "Input",
    "Inspection",
    "MissingPackageError",
    "Output",
    "Plan",
    "Progress",
    "Recipe",
    "Record",
    "ResumeError",
    "convert",
    "find_inputs",
    "inspect_body",
    "inspect_inputs",
    "read_outputs",
    "to_inspection_json",
    "to_inspection_text",
]
