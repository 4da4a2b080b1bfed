"""What went wrong with the program itself, for its maintainers: a small file on this computer.

It names places in the program and kinds of errors, and nothing of any report: what an
exception says, the values at hand and the names of files may hold numbers, prose and names
of offices, so none of them is written.
"""

from __future__ import annotations

import logging
import platform
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from govreport_desktop import __version__
from govreport_desktop.paths import APP_NAME

MOST_BYTES, OLDER_FILES = 256 * 1024, 2
_PARTS = 3  # of a source file's path: those above may name the user


def log_path() -> Path:
    """Where this user's log lies; it is made with the first thing there is to write."""
    from platformdirs import user_log_path

    return user_log_path(APP_NAME, appauthor=False) / "govreport.log"


def system() -> str:
    """Version of the program, of Python and of the operating system, on one line."""
    python = platform.python_version()
    return f"{APP_NAME} {__version__}，Python {python}，{platform.platform()}"


def record(error: BaseException) -> None:
    """Write ``error`` down. Where that cannot be done it is left: nothing may fail of it."""
    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _Handler(path)
    except OSError:
        return
    text = f"{system()}\n{described(error)}"
    handler.emit(logging.LogRecord(APP_NAME, logging.ERROR, "", 0, text, None, None))
    handler.close()


def described(error: BaseException) -> str:
    """Kinds and places of ``error`` and of what led to it, the first cause first."""
    chain: list[BaseException] = []
    step: BaseException | None = error
    while step is not None and step not in chain:
        chain.append(step)
        step = step.__cause__ or (None if step.__suppress_context__ else step.__context__)
    lines: list[str] = []
    for part in reversed(chain):
        lines += [f"  {place}" for place in _places(part.__traceback__)]
        lines.append(_kind(part))
    return "\n".join(lines)


class _Handler(RotatingFileHandler):
    """One file and the two before it; a full disk or another window's turn is no error."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=MOST_BYTES, backupCount=OLDER_FILES, encoding="utf-8")
        self.setFormatter(logging.Formatter("%(asctime)s %(message)s\n"))

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 the library's name
        """Nothing: this is the last place an error could be told."""


def _kind(error: BaseException) -> str:
    """The class, and the number the system or SQLite gave, which say nothing of a report."""
    number = getattr(error, "sqlite_errorname", None) or getattr(error, "errno", None)
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{kind} ({number})" if isinstance(number, int | str) else kind


def _places(trace: TracebackType | None) -> list[str]:
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        file = "/".join(Path(code.co_filename).parts[-_PARTS:])
        places.append(f"{file}:{trace.tb_lineno} {code.co_qualname}")
        trace = trace.tb_next
    return places
