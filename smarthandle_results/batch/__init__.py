"""Files of response bodies → subtitles and tables: the work of the command, for programs that want it as functions."""

from smarthandle_results.batch._body import Recipe
from smarthandle_results.batch._check import Fault, check_inputs
from smarthandle_results.batch._convert import Plan, ResumeError, convert, convert_to_file
from smarthandle_results.batch._destination import Destination, Folder, OneTable
from smarthandle_results.batch._extras import MissingPackageError, import_extra
from smarthandle_results.batch._inspect import (
    Inspection,
    inspect_body,
    inspect_inputs,
    to_inspection_json,
    to_inspection_text,
)
from smarthandle_results.batch._lock import BusyError
from smarthandle_results.batch._outputs import ErrorRow, Output, list_tables, read_outputs
from smarthandle_results.batch._part_writer import Progress
from smarthandle_results.batch._printable import to_printable
from smarthandle_results.batch._reading.chunks import Reading
from smarthandle_results.batch._reading.inputs import Input, Search, find_inputs
from smarthandle_results.batch._record import Record
from smarthandle_results.batch._stats import MEASURES, Stats, collect_stats

__all__ = [
    "MEASURES",
    "BusyError",
    "Destination",
    "ErrorRow",
    "Fault",
    "Folder",
    "Input",
    "Inspection",
    "MissingPackageError",
    "OneTable",
    "Output",
    "Plan",
    "Progress",
    "Reading",
    "Recipe",
    "Record",
    "ResumeError",
    "Search",
    "Stats",
    "check_inputs",
    "collect_stats",
    "convert",
    "convert_to_file",
    "find_inputs",
    "import_extra",
    "inspect_body",
    "inspect_inputs",
    "list_tables",
    "read_outputs",
    "to_inspection_json",
    "to_inspection_text",
    "to_printable",
]
