"""A process that has imported the command and becomes it, in a copy of itself, as often as it is asked to.

The command in most tests ends after some milliseconds, and an interpreter that starts and imports takes far longer. A
copy is a process with files, a folder and an environment of its own, and ends as an interpreter does. What an
environment says to an interpreter at its start (`PYTHON…`, the locale) has no effect on a copy.

A request is a length, JSON and three file descriptors, which become the standard ones; the answers are the number of
the copy's process, and how it ended. `helpers.command` makes the requests.
"""

import gc
import json
import os
import socket
import struct
import sys
from importlib import import_module
from typing import Final

from helpers.unsynced import stop_syncing

LENGTH: Final = struct.Struct("<q")


def serve(connection: socket.socket) -> None:
    """Make copies until the other side has closed; return in each copy, which is then set up as was asked."""
    while True:
        header, files, _, _ = socket.recv_fds(connection, LENGTH.size, 3)
        if not header:
            sys.exit()
        (length,) = LENGTH.unpack(header)
        request = json.loads(connection.recv(length, socket.MSG_WAITALL))
        number = os.fork()
        if not number:
            connection.close()
            for target, file in enumerate(files):
                os.dup2(file, target)
                os.close(file)
            os.chdir(request["folder"])
            os.environ.clear()
            os.environ.update(request["environment"])
            sys.argv[1:] = request["arguments"]
            return
        for file in files:
            os.close(file)
        connection.sendall(LENGTH.pack(number))
        _, status = os.waitpid(number, 0)
        connection.sendall(LENGTH.pack(os.waitstatus_to_exitcode(status)))


if __name__ == "__main__":
    import smarthandle_results.cli._check
    import smarthandle_results.cli._convert
    import smarthandle_results.cli._inspect
    import smarthandle_results.cli._main
    import smarthandle_results.cli._report
    import smarthandle_results.cli._stats

    import_module("rich.progress")  # which the command imports when it draws a bar
    stop_syncing()
    gc.freeze()  # or each copy would look through all that was imported, for garbage, when it ends
    serve(socket.socket(fileno=int(sys.argv[1])))
    sys.exit(smarthandle_results.cli.main())
