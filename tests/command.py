"""What the tests of the command share: a run of it as a program, and bodies to feed it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent.parent / "samples"


def run(*arguments: str | Path, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command in a folder and wait for its end."""
    command = [sys.executable, "-m", "smarthandle_results.cli", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, check=False, timeout=120)


def body(job_id: str | None, state: str = "Finished", text: str = "hello", **fields: Any) -> bytes:
    """Make an ASR body of one cue; only a finished one has a result."""
    result = {"AiResult": json.dumps([{"content": text, "from": 0, "to": 1.5}])} if state == "Finished" else {}
    facts = {"JobId": job_id, "State": state, "JobResult": result, "SmartJobInfo": {"JobType": "ASR"}, **fields}
    return json.dumps(facts, ensure_ascii=False).encode()


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read a table of JSON Lines."""
    return [json.loads(line) for line in path.read_bytes().split(b"\n") if line]


def read_folder(folder: Path) -> dict[str, bytes]:
    """Read all files below a folder, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
