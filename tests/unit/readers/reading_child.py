"""Reads files in a process of its own and reports what that cost, one JSON line a file.

Whatever asks for the network, starts a program or opens a source for writing is noted by an
audit hook, which no library can get around from Python.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "urllib.",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_TRUNC | os.O_CREAT


def main(paths: list[str]) -> None:
    """Read each and say how it went."""
    from govreport_desktop.errors import GovReportError
    from govreport_desktop.matching.match import match
    from govreport_desktop.readers.detect import read_source

    noted: list[str] = []
    sources = {os.path.realpath(path) for path in paths}

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event.startswith(_FORBIDDEN):
            noted.append(event)
        elif event == "open" and isinstance(args[0], str) and os.path.realpath(args[0]) in sources:
            mode, flags = args[1] or "", args[2] or 0
            if set(mode) & set("wax+") or flags & _WRITING:
                noted.append(f"open {mode}")

    sys.addaudithook(hook)
    for path in paths:
        # The work it makes, not what else the machine is doing.
        start = time.process_time()
        words, error = "", ""
        try:
            source = read_source(Path(path))
            words = repr(source.blocks)[:200_000]
            match(source)
        except GovReportError as caught:
            error = str(caught)
        seconds = time.process_time() - start
        report = {"seconds": seconds, "megabytes": peak(), "error": error, "noted": noted[:]}
        report |= {"open": _still_open(path), "leaked": "root:" in words}
        sys.stdout.write(json.dumps(report) + "\n")
        sys.stdout.flush()
        noted.clear()


def peak() -> float:
    """The most memory this program ever had; the process may inherit a larger figure."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024)  # macOS: bytes


def _still_open(path: str) -> bool:
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        return False
    return os.path.realpath(path) in {os.path.realpath(link) for link in folder.iterdir()}


if __name__ == "__main__":
    main(sys.argv[1:])
