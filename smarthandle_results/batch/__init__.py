"""Files of response bodies → subtitles and tables: the work of the command, for programs that want it as functions."""

from smarthandle_results._public import public_imports

with public_imports(globals()):
    from smarthandle_results._extras import MissingPackageError as MissingPackageError
    from smarthandle_results.batch._body import BadBody as BadBody, Layout as Layout, Recipe as Recipe
    from smarthandle_results.batch._check import CheckTotal as CheckTotal, Fault as Fault, check_inputs as check_inputs
    from smarthandle_results.batch._convert import (
        Plan as Plan,
        ResumeError as ResumeError,
        convert as convert,
        convert_to_file as convert_to_file,
        preview as preview,
    )
    from smarthandle_results.batch._convert_files import (
        convert_files as convert_files,
        find_profile as find_profile,
        make_plan as make_plan,
    )
    from smarthandle_results.batch._destination import (
        Destination as Destination,
        Folder as Folder,
        OneFile as OneFile,
    )
    from smarthandle_results.batch._forms import (
        SUBTITLE_FORMS as SUBTITLE_FORMS,
        JobCues as JobCues,
        SubtitleForm as SubtitleForm,
    )
    from smarthandle_results.batch._inspect import (
        Inspection as Inspection,
        inspect_body as inspect_body,
        inspect_inputs as inspect_inputs,
        to_inspection_json as to_inspection_json,
        to_inspection_line as to_inspection_line,
        to_inspection_text as to_inspection_text,
    )
    from smarthandle_results.batch._lock import BusyError as BusyError
    from smarthandle_results.batch._manifest import ManifestError as ManifestError
    from smarthandle_results.batch._outputs import (
        ErrorRow as ErrorRow,
        JobRow as JobRow,
        Output as Output,
        is_output_name as is_output_name,
        list_tables as list_tables,
        read_file_outputs as read_file_outputs,
        read_outputs as read_outputs,
    )
    from smarthandle_results.batch._overwriting import OverwriteError as OverwriteError
    from smarthandle_results.batch._part_writer import Progress as Progress
    from smarthandle_results.batch._reading.chunks import Reading as Reading
    from smarthandle_results.batch._reading.inputs import (
        Input as Input,
        LeftOut as LeftOut,
        Reason as Reason,
        Search as Search,
        find_inputs as find_inputs,
    )
    from smarthandle_results.batch._record import Cause as Cause, FileList as FileList, Record as Record
    from smarthandle_results.batch._stats import MEASURES as MEASURES, Stats as Stats, collect_stats as collect_stats

del public_imports
