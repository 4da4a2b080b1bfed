"""Rendering in another process: the whole report travels as plain data, the PDF comes back.

A thread would share Python's lock with the window: while one renders, a key press has been
measured to wait 33 ms at the 99th percentile, and the first rendering, which converts the
faces, takes ten times as long. Everything here can be imported and called by a freshly
spawned process.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from multiprocessing import parent_process
from threading import Thread
from typing import TYPE_CHECKING, Any

from govreport_desktop.form import newest_form
from govreport_desktop.report.edit import FieldAddress
from govreport_desktop.report.report import Report
from govreport_desktop.report.shape import from_shape, to_shape
from govreport_desktop.writers.pdf.document import PdfResult, render_pdf

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

_OWN = ("office", "year")  # as they stand, whatever they are


def plain_report(report: Report) -> dict[str, Any]:
    """All of ``report`` as plain data, a year that is none too, which no JSON export holds."""
    own = {name: report.fields[name] for name in _OWN if report.fields[name]}
    return {"shape": to_shape(report), "own": own}


def render_plain(plain: Mapping[str, Any], options: Mapping[str, Any]) -> PdfResult:
    """The PDF of what `plain_report` made; ``options`` as for `render_pdf`."""
    report, _ = from_shape(plain["shape"])
    report.apply(report.edit((FieldAddress(n), text) for n, text in plain["own"].items()))
    result = render_pdf(report, **options)
    # What crosses the border between processes has to be plain.
    return replace(result, pages=dict(result.pages))


def warm_up() -> None:
    """Load fonts and libraries before the first report comes; end when the window is gone."""
    end_with_parent()
    render_pdf(Report(newest_form()))


def end_with_parent() -> None:
    """Have this process end when the one that started it does, however that ended.

    A worker waits on a queue of which it holds both ends: a killed window would leave it
    waiting, with the memory of a renderer, until the machine is switched off.
    """
    parent = parent_process()
    if parent is not None:
        Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: BaseProcess) -> None:
    parent.join()
    os._exit(0)
