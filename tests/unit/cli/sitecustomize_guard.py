"""Refuses every socket but the pipes of one machine, in this process and those it starts.

A copy named ``sitecustomize.py`` on PYTHONPATH is run by every Python before anything else.
"""

import os
import socket
import sys
from pathlib import Path

_REACHING = {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"}


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    reaching = event in _REACHING
    if event == "socket.__new__":
        reaching = arguments[1] not in (socket.AF_UNIX, -1)
    elif reaching and event != "socket.getaddrinfo":
        reaching = getattr(arguments[0], "family", None) != socket.AF_UNIX
    if reaching:
        with Path(os.environ["GOVREPORT_REACHED"]).open("a", encoding="utf-8") as file:
            file.write(f"{event} {arguments!r}\n")
        raise ConnectionRefusedError(event)


sys.addaudithook(_refuse)
