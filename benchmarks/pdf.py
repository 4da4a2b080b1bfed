"""The PDF: warm beside bare reportlab, whole process beside LibreOffice, and after a key press."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont as FontFile  # type: ignore[import-untyped]
from fontTools.ttLib.tables import _g_l_y_f as tables  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.check import make_report
from benchmarks.timing import Result, Work, compare, repeat
from govreport_desktop.report import Report, TextAddress
from govreport_desktop.store.document import Document
from govreport_desktop.writers.document import build_document
from govreport_desktop.writers.faces import Face, machine_faces
from govreport_desktop.writers.ofd.file import build_file as build_ofd
from govreport_desktop.writers.pdf.document import render_pdf
from govreport_desktop.writers.typeset.compose import Composer
from govreport_desktop.writers.typeset.pages import set_pages
from govreport_desktop.writers.typeset.sheet import Sheet
from govreport_desktop.writers.typeset.type import Compositor, Sort

RATIO = 2.0
OFD_RATIO = 1.5
WARM_SECONDS = 0.2
KEY_SECONDS = 0.15
OFFICE_RATIO, OFFICE_RATIO_FIRST = 0.5, 1.0
# One character that the report does not hold yet for every round of the key press.
RARE = [chr(code) for code in range(0x9F00, 0x9F90)]


def main() -> list[Result]:
    with tempfile.TemporaryDirectory() as folder:
        path = make_report(Path(folder) / "sample.govreport")
        with Document.open(path) as document:
            report = document.report
        bare = _bare(report, Path(folder))
        return [
            compare(lambda: render_pdf(report), bare, 15, "PDF rendered", RATIO),
            repeat(lambda: render_pdf(report), 15, "PDF rendered, warm", WARM_SECONDS),
            repeat(_key_press(report), 15, "… after a new character is typed", KEY_SECONDS),
            compare(_ofd(report), lambda: render_pdf(report), 15, "OFD beside PDF", OFD_RATIO),
            *_whole_process(path, Path(folder)),
        ]


def _ofd(report: Report) -> Work:
    """The same pages as OFD."""

    def work() -> None:
        build_ofd(set_pages(build_document(report)))

    return work


def _key_press(report: Report) -> Work:
    chars = itertools.cycle(RARE)
    address = TextAddress("overview")

    def work() -> None:
        text = report.texts["overview"]
        report.apply(report.edit([(address, text + next(chars))]))
        render_pdf(report)

    return work


def _whole_process(path: Path, folder: Path) -> list[Result]:
    """The command line beside soffice turning our own workbook into a PDF."""
    office = shutil.which("soffice")
    if not office:
        print("No soffice here: the whole-process comparison is left out.")
        return []
    book = folder / "sample.xlsx"
    govreport = [sys.executable, "-m", "govreport_desktop", "export", str(path)]
    _run([*govreport, "--xlsx", str(book)])
    ours = [*govreport, "--pdf", str(folder / "ours.pdf")]
    theirs = [office, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(book)]
    caches = itertools.count()

    def first() -> None:
        _run(ours, cache=folder / f"cache{next(caches)}")

    return [
        compare(lambda: _run(ours), lambda: _run(theirs), 5, "… by soffice", OFFICE_RATIO),
        compare(first, lambda: _run(theirs), 3, "… first on a machine", OFFICE_RATIO_FIRST),
    ]


def _run(command: list[str], cache: Path | None = None) -> None:
    places = {"XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache)} if cache else {}
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **places})


# ---------------------------------------------------------------- the floor


class _Shown(NamedTuple):
    page: int
    face: str
    text: str
    x: float
    y: float
    size: float


def _bare(report: Report, folder: Path) -> Work:
    """A script that only draws the finished lines, with reportlab's own subsets."""
    faces = machine_faces()
    shown = _recorded(report)
    for face in faces.spare:
        name = face.info.postscript
        text = "".join(line.text for line in shown if line.face == name)
        if text:
            pdfmetrics.registerFont(TTFont(name, str(_truetype(face, text, folder))))
    target = folder / "bare.pdf"

    def write() -> None:
        canvas = Canvas(str(target), pagesize=A4)
        for page, lines in itertools.groupby(shown, lambda s: s.page):
            if page:
                canvas.showPage()
            for line in lines:
                canvas.setFont(line.face, line.size)
                canvas.drawString(line.x, line.y, line.text)
        canvas.save()

    return write


def _recorded(report: Report) -> list[_Shown]:
    """Every run of text that we print, and where: the bare script need not work it out."""
    notes: list[_Shown] = []

    def show(
        sheet: Sheet,
        sorts: Sequence[Sort],
        advances: Sequence[float],
        x: float,
        y: float,
        size: float,
    ) -> None:
        at = 0
        for face, group in itertools.groupby(sorts, lambda sort: sort.face):
            text = "".join(sort.char for sort in group)
            notes.append(_Shown(sheet.number, face.info.postscript, text, x, y, size))
            x += sum(advances[at : at + len(text)])
            at += len(text)

    with patch.object(Sheet, "show", show):
        Composer(build_document(report), Compositor(machine_faces())).compose()
    return sorted(notes, key=lambda note: note.page)


def _truetype(face: Face, text: str, folder: Path) -> Path:
    """The used characters of ``face`` as a TrueType file that reportlab takes."""
    font = FontFile(face.info.path, fontNumber=face.info.index)
    cutter = subset.Subsetter()
    cutter.populate(text=text)
    cutter.subset(font)
    if "CFF " in font:
        blank = TTGlyphPen(None).glyph()
        records = dict.fromkeys(font.getGlyphOrder(), blank)
        for code, name in font.getBestCmap().items():
            glyph = face.glyph(chr(code))
            if glyph and glyph.outline:
                records[name] = tables.Glyph(glyph.outline)
                records[name].expand(None)
        del font["CFF "]
        builder = FontBuilder(font=font)
        builder.isTTF = True
        builder.setupGlyf(records)
        builder.setupMaxp()
        builder.setupPost()
        font.sfntVersion = "\x00\x01\x00\x00"
    path = folder / f"{face.info.postscript}.ttf"
    font.save(path)
    return path
