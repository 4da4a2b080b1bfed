"""Every format a report can be written in: one list for the window and the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.atomic import write_atomically
from govreport_desktop.form.model import CellSpec
from govreport_desktop.paths import file_stem
from govreport_desktop.report.explanations import Note
from govreport_desktop.report.report import Report

if TYPE_CHECKING:
    from govreport_desktop.writers.document import Document
    from govreport_desktop.writers.typeset.pages import Pages


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How a document is printed; the defaults print what the form prints.

    ``blank`` stands in cells without a number (nothing, 0 or /). ``signature`` adds the
    office and the date, ``draft`` prints 草稿 across the pages, ``contact`` says whom to ask,
    ``notes`` are appended as 审核说明; ``prompts`` makes it a form to be filled in.
    """

    blank: str = ""
    signature: bool = False
    draft: bool = False
    contact: bool = False
    notes: tuple[Note, ...] = ()
    prompts: bool = False


# Writes a report and answers the sentences that the clerk should see.
Write = Callable[[Report, Path, ExportOptions], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Format:
    """One way out. ``id`` is also the name of its option on the command line."""

    id: str
    name: str
    suffix: str
    write: Write
    ending: str = ""  # tells two files of one suffix apart

    def file_name(self, report: Report) -> str:
        """The name offices give such a file: {机关}{年度}年政府信息公开工作年度报告.pdf."""
        return f"{file_stem(report.title)}{self.ending}{self.suffix}"


def _pdf(report: Report, path: Path, options: ExportOptions) -> tuple[str, ...]:
    from govreport_desktop.writers.pdf.pdfa.file import build_file

    return _print(build_file, report, path, options)


def _ofd(report: Report, path: Path, options: ExportOptions) -> tuple[str, ...]:
    from govreport_desktop.writers.ofd.file import build_file

    return _print(build_file, report, path, options)


def _print(
    build: Callable[[Pages], bytes], report: Report, path: Path, options: ExportOptions
) -> tuple[str, ...]:
    """Pages into a file; those of one report are set once for all formats that print them."""
    from govreport_desktop.writers.typeset.pages import pages_of

    pages = pages_of(_document(report, options))
    write_atomically(path, build(pages))
    return (*pages.substitutions, *pages.missing)


def _docx(report: Report, path: Path, options: ExportOptions) -> tuple[str, ...]:
    from govreport_desktop.writers.word.docx import write_docx

    write_docx(_document(report, options), path)
    return ()


def _html(report: Report, path: Path, options: ExportOptions) -> tuple[str, ...]:
    from govreport_desktop.writers.web.html import write_html

    write_html(_document(report, options), path)
    return ()


def _fragment(report: Report, path: Path, options: ExportOptions) -> tuple[str, ...]:
    from govreport_desktop.writers.web.html import write_html

    write_html(_document(report, options), path, fragment=True)
    return ()


def _xlsx(report: Report, path: Path, options: ExportOptions) -> tuple[str, ...]:
    from govreport_desktop.writers.xlsx.workbook import write_xlsx

    write_xlsx(report, path, blank=options.blank, notes=options.notes)
    return ()


def _csv(report: Report, path: Path, _: ExportOptions) -> tuple[str, ...]:
    from govreport_desktop.writers.plain.csv import write_csv

    write_csv(report, path)
    return ()


def _json(report: Report, path: Path, _: ExportOptions) -> tuple[str, ...]:
    from govreport_desktop.writers.plain.json import write_json

    write_json(report, path)
    return ()


def _document(report: Report, options: ExportOptions) -> Document:
    from govreport_desktop.writers.document import build_document

    return build_document(report, **asdict(options))


FORMATS: Mapping[str, Format] = {
    item.id: item
    for item in (
        Format("pdf", "PDF 文件", ".pdf", _pdf),
        Format("ofd", "OFD 版式文件", ".ofd", _ofd),
        Format("docx", "Word 文档", ".docx", _docx),
        Format("html", "网页", ".html", _html),
        Format("html-fragment", "网页片段（粘贴到网站）", ".html", _fragment, "（网页片段）"),
        Format("xlsx", "Excel 工作簿", ".xlsx", _xlsx),
        Format("csv", "CSV 表格", ".csv", _csv),
        Format("json", "JSON 数据", ".json", _json),
    )
}


def blanks(report: Report) -> list[CellSpec]:
    """The cells nobody has filled in, in printed order."""
    return [
        cell
        for cell in report.form.cells
        if cell.formula is None and report.values[cell.address] is None
    ]


def blank_cells(report: Report) -> list[str]:
    """Their spoken addresses, for the list before an export."""
    return [cell.words for cell in blanks(report)]
