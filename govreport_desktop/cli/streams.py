"""What the commands print: Chinese wherever it goes, and no orders to the terminal.

Names of offices and files come from strangers. An escape sequence in one is shown, not
obeyed; the colours that this program sets itself are let through where there is a screen.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO, cast

from govreport_desktop.patterns import regex
from govreport_desktop.shown import shown

# What a stream must be able to write. One that cannot gets UTF-8: that is what pipes, files
# and services expect whatever their locale says.
_NEEDED = "政府信息公开年报"
_STEERING = regex(r"(\x1b\[[\d;]*m|\x1b\[\?25[lh]|\x1b\[\d*[AK]|\r)")
_STYLE = regex(r"\x1b\[\d+m")
_STYLES = {"bold": 1, "dim": 2, "red": 31, "yellow": 33, "blue": 34}
# Control characters but for line ends and tabs, marks that turn a line round, half characters.
_ORDERS = regex(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


@contextmanager
def fit_streams() -> Iterator[None]:
    """Make standard output and error fit for what will be printed, while a command runs.

    What libraries warn their programmers of, in English, is printed nowhere; what a filter
    makes an error of stays one.
    """
    before, warned = (sys.stdout, sys.stderr), warnings.showwarning
    warnings.showwarning = lambda *_said, **_more: None
    sys.stdout, sys.stderr = (cast("TextIO", Shown(_widened(stream))) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
        warnings.showwarning = warned


def _widened(stream: TextIO | None) -> TextIO:
    if stream is None:
        # Closed by whoever started the program: nobody reads it.
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        try:
            _NEEDED.encode(stream.encoding or "ascii")
        except (UnicodeEncodeError, LookupError):
            reconfigure(encoding="utf-8")
        reconfigure(errors="replace")
    return stream


def drop_output() -> None:
    """Let what could not be printed go nowhere: Python would try once more on its way out."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def harmless(text: str) -> str:
    """``text`` with a sign in place of whatever would steer a terminal."""
    return _ORDERS.sub(lambda match: shown(match[0]), text)


def echo(text: str, *, err: bool = False) -> None:
    """Print ``text`` and a line end; the styles in it only where there is a screen."""
    stream = sys.stderr if err else sys.stdout
    if not stream.isatty():
        text = _STYLE.sub("", text)
    elif os.name == "nt":
        # Not every console there obeys styles by itself.
        import typer

        typer.echo(text, err=err)
        return
    stream.write(f"{text}\n")
    stream.flush()


def styled(text: str, style: str) -> str:
    """``text`` in one of the styles for `echo`."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def say(sentence: str, *, err: bool = False) -> None:
    """Print ``sentence`` on one line: names and words of strangers in it make no second one."""
    echo(shown(sentence), err=err)


class Shown:
    """A text stream that shows what would be an order to the terminal as a sign."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write ``text``; what steers a screen goes to a screen only."""
        parts = _STEERING.split(text) if self._stream.isatty() else [text]
        self._stream.write("".join(p if n % 2 else harmless(p) for n, p in enumerate(parts)))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
