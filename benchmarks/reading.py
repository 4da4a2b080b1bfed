"""Reading: a large web page, a PDF of six pages, a folder of workbooks on one core and on all.

Our workbook beside openpyxl's own load of it is in ``xlsx.py``.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from benchmarks.timing import Result, Work, compare, repeat
from benchmarks.xlsx import PARAGRAPH
from govreport_desktop.jobs.bring_in import Wanted
from govreport_desktop.jobs.folder import Task, import_folder, read_one, targets
from govreport_desktop.jobs.walk import walk
from govreport_desktop.matching.match import match
from govreport_desktop.readers.detect import read_source
from govreport_desktop.report import Report
from govreport_desktop.writers.pdf.document import render_pdf
from govreport_desktop.writers.xlsx.workbook import write_xlsx
from scripts.make_sources import golden_report, page

HTML_BYTES, HTML_SECONDS = 500_000, 0.3
PDF_PAGES, PDF_SECONDS = 6, 3.0
WORKBOOKS, SPEED_UP = 200, 1.6


def main() -> list[Result]:
    report = golden_report("2021")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        html, pdf = _page(report, folder / "a.html"), _pdf(report, folder / "a.pdf")
        return [
            repeat(_read(html), 15, "web page of 500 KB read and matched", HTML_SECONDS),
            repeat(_read(pdf), 5, "PDF of 6 pages read and matched", PDF_SECONDS),
            *_folder(report, folder / "in", folder / "out"),
        ]


def _read(path: Path) -> Work:
    def read() -> None:
        proposal = match(read_source(path))
        if len(proposal.values) < 150:
            raise RuntimeError(f"only {len(proposal.values)} numbers of {path.name} were read")

    return read


def _page(report: Report, path: Path) -> Path:
    """A portal's page as large as such pages get: what surrounds the article fills it up."""
    html = page(report, "cms")
    link = '<li class="item"><a href="/xxgk/2023/{0}.html">通知公告第{0}号</a></li>\n'
    links = "".join(link.format(n) for n in range(9000)).encode()
    missing = HTML_BYTES - len(html)
    cut = links[:missing].rpartition(b"\n")[0]
    head, body, rest = html.partition(b'<div class="nav"><ul>')
    path.write_bytes(head + body + cut + rest)
    return path


def _pdf(report: Report, path: Path) -> Path:
    """A report whose prose is long enough for six pages."""
    for paragraphs in range(4, 60, 2):
        text = "\n".join([PARAGRAPH * 4] * paragraphs)
        report.load(dict(report.values), dict.fromkeys(report.texts, text), dict(report.fields), {})
        result = render_pdf(report)
        if max(result.pages.values()) >= PDF_PAGES:
            break
    path.write_bytes(result.data)
    return path


def _folder(report: Report, source: Path, target: Path) -> list[Result]:
    """All files by one process after the other, beside all cores; a fresh target each time."""
    source.mkdir()
    write_xlsx(report, source / "0.xlsx")
    for number in range(1, WORKBOOKS):
        (source / f"{number}.xlsx").write_bytes((source / "0.xlsx").read_bytes())

    def all_cores() -> None:
        found = import_folder(source, target, Wanted(), overwrite=True)
        _check([one.error for one in found.files])

    def one_core() -> None:
        found = targets(walk(source, recursive=True).entries, source, target)
        todo = [Task(e.path, e.name, target=at, write=True, overwrite=True) for e, at in found]
        _check([read_one(task).error for task in todo])

    if (os.cpu_count() or 1) < 2:
        return [repeat(one_core, 2, f"{WORKBOOKS} workbooks on the only core")]
    return [compare(all_cores, one_core, 3, f"{WORKBOOKS} workbooks: all cores, one", 1 / SPEED_UP)]


def _check(errors: list[str]) -> None:
    if any(errors):
        raise RuntimeError(next(filter(None, errors)))
