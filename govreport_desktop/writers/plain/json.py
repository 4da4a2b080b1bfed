"""JSON in the shape of docs/forms.md: exact, readable, the same bytes for the same report."""

from __future__ import annotations

import json
import re
from pathlib import Path

from govreport_desktop.atomic import write_atomically
from govreport_desktop.report import Report
from govreport_desktop.report.shape import to_shape

_HALVES = re.compile("[\ud800-\udfff]")


def render_json(report: Report) -> str:
    """``report`` as JSON text: blank is null, amounts are strings, totals included."""
    text = json.dumps(to_shape(report), ensure_ascii=False, indent=2) + "\n"
    # Half a character (a damaged paste) is no UTF-8; JSON can spell it all the same.
    return _HALVES.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def write_json(report: Report, path: Path) -> None:
    """Write ``report`` to ``path`` as UTF-8. Raises WriteError where that cannot be done."""
    write_atomically(path, render_json(report).encode("utf-8"))
