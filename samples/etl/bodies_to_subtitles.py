"""An ETL step: response bodies, one a line on standard input → an .srt file for each job that has speech.

python bodies_to_subtitles.py FOLDER < bodies.jsonl
"""

import sys
from pathlib import Path

from smarthandle_results import SmartHandleError, decode_response, decode_result, find_transcript, to_cues, to_srt


def main() -> None:
    """Write FOLDER/1.srt for the body on line 1, and so on; a job without a result is reported, and has no file."""
    folder = Path(sys.argv[1])
    for number, body in enumerate(sys.stdin.buffer, start=1):
        try:
            result = decode_result(decode_response(body))
        except SmartHandleError as error:
            print(f"line {number}: {error}", file=sys.stderr)
            continue
        transcript = find_transcript(result)
        if transcript is not None:
            (folder / f"{number}.srt").write_text(to_srt(to_cues(transcript)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
