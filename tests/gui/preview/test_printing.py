"""The pages that reach the printer are those of the PDF, as the dialog asked for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QDir, QSize, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from govreport_desktop.errors import GovReportError, WriteError
from govreport_desktop.pdfium import PdfPages
from govreport_desktop.report import TextAddress
from govreport_desktop.writers.pdf.document import render_pdf
from tests.gui.preview.conftest import LONG
from ui import messages
from ui.dialogs.leaving import LeavingDialog
from ui.preview import printing, view
from ui.preview.printing import free_name, new_printer, pages_to_print, print_pages
from ui.preview.sheets import picture_of
from ui.preview.view import PreviewPane
from ui.session import Session
from ui.settings import Settings
from ui.window.main_window import MainWindow


def quiet(_percent: int, _what: str) -> None:
    return None


def only(printer: QPrinter, first: int, last: int) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(first, last)


@pytest.fixture
def printer(qapp: object, tmp_path: Path) -> QPrinter:
    printer = new_printer("示例局年度报告", 5)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(100)
    return printer


def test_all_pages_to_a_file_are_the_pdf_itself(
    printer: QPrinter, session: Session, tmp_path: Path
) -> None:
    data = render_pdf(session.report).data
    assert print_pages(printer, data, 0, quiet) >= 4
    assert (tmp_path / "printed.pdf").read_bytes() == data


def test_pages_go_out_at_their_own_size(
    printer: QPrinter, session: Session, tmp_path: Path
) -> None:
    only(printer, 1, 2)
    count = print_pages(printer, render_pdf(session.report).data, 0, quiet)
    pages = PdfReader(tmp_path / "printed.pdf").pages
    assert count == len(pages) == 2
    assert abs(float(pages[0].mediabox.width) - 595.3) < 1.5
    # The text area of GB/T 9704 begins 28 mm from the left and 37 mm from the top.
    printed = PdfPages((tmp_path / "printed.pdf").read_bytes())
    picture = picture_of(printed, 1, QSize(210, 297))
    dark = [
        (x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).lightness() < 140
    ]
    assert abs(min(x for x, _ in dark) - 28) <= 2
    assert abs(min(y for _, y in dark) - 37) <= 4


@pytest.mark.parametrize(
    ("first", "last", "expected"), [(2, 3, [1, 2]), (4, 9, [3, 4]), (1, 1, [0])]
)
def test_a_range_is_what_is_printed(
    printer: QPrinter, first: int, last: int, expected: list[int]
) -> None:
    only(printer, first, last)
    assert pages_to_print(printer, 5, 0) == expected


def test_the_current_page_alone(printer: QPrinter) -> None:
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert pages_to_print(printer, 5, 3) == [3]


def test_last_page_first(printer: QPrinter) -> None:
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert pages_to_print(printer, 3, 0) == [2, 1, 0]


@pytest.mark.parametrize(("collate", "expected"), [(True, [0, 1, 0, 1]), (False, [0, 0, 1, 1])])
def test_copies_are_made_where_the_printer_makes_none(
    printer: QPrinter, collate: bool, expected: list[int]
) -> None:
    printer.setCopyCount(2)
    printer.setCollateCopies(collate)
    assert not printer.supportsMultipleCopies()
    assert pages_to_print(printer, 2, 0) == expected


def test_printing_can_be_called_off(printer: QPrinter, session: Session) -> None:
    def stop(percent: int, _what: str) -> None:
        if percent:
            raise GovReportError("已取消。")

    only(printer, 1, 3)
    with pytest.raises(GovReportError, match="已取消"):
        print_pages(printer, render_pdf(session.report).data, 0, stop)


def test_no_file_that_is_there_is_proposed_for_the_printed_one(tmp_path: Path) -> None:
    assert free_name(tmp_path, "报告") == "报告"
    (tmp_path / "报告.pdf").touch()
    assert free_name(tmp_path, "报告") == "报告（打印）"
    (tmp_path / "报告（打印）.pdf").touch()
    assert free_name(tmp_path, "报告") == "报告（打印2）"


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_said(printer: QPrinter, session: Session) -> None:
    printer.setOutputFileName("/没有/这个/文件夹/a.pdf")
    with pytest.raises(WriteError, match="没有文件夹"):
        print_pages(printer, render_pdf(session.report).data, 0, quiet)
    only(printer, 1, 2)
    with pytest.raises(WriteError, match="没有接受打印任务"):
        print_pages(printer, render_pdf(session.report).data, 0, quiet)


def test_printing_commits_and_prints_the_newest_text(
    pane: PreviewPane,
    session: Session,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def to_file(printer: QPrinter, *_: object) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "out.pdf"))
        printer.setResolution(60)
        return True

    def type_more() -> None:
        session.commit_requested.disconnect(type_more)
        session.put([(TextAddress("overview"), LONG * 6)], "输入文字", "type")

    session.commit_requested.connect(type_more)
    monkeypatch.setattr(view, "print_dialog", to_file)
    monkeypatch.setattr(messages, "choose", lambda *_: -1)
    before = pane.pages.page_count
    with qtbot.waitSignal(pane.printed, timeout=20_000) as blocker:
        pane.print_dialog()
    assert blocker.args is not None
    assert blocker.args[0] == len(PdfReader(tmp_path / "out.pdf").pages) > before


def test_the_dialog_offers_ranges_copies_and_can_be_left(
    pane: PreviewPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[QPrintDialog] = []

    def leave(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        seen.append(dialog)
        options = dialog.options()
        assert QPrintDialog.PrintDialogOption.PrintPageRange in options
        assert QPrintDialog.PrintDialogOption.PrintCollateCopies in options
        return QPrintDialog.DialogCode.Rejected

    monkeypatch.setattr(QPrintDialog, "exec", leave)
    pane.print_dialog()
    assert len(seen) == 1


def test_ctrl_p_prints_without_the_preview_being_open(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int]] = []

    def leave(printer: QPrinter, *_: object) -> bool:
        asked.append((printer.fromPage(), printer.toPage()))
        return False

    monkeypatch.setattr(view, "print_dialog", leave)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    # A blank report: what is open in it is shown first, once.
    look = window.findChild(LeavingDialog)
    assert look is not None
    look.accept()
    qtbot.waitUntil(lambda: bool(asked), timeout=20_000)
    assert asked[0][0] == 1
    assert asked[0][1] >= 2
    assert window.view is not None
    assert window.view.preview is not None
    assert not window.view.preview.isVisible()


def test_a_file_is_proposed_beside_the_report(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = QDir.currentPath()
    stood: list[str] = []

    class Dialog(QPrintDialog):
        def __init__(self, printer: QPrinter, parent: QWidget) -> None:
            super().__init__(printer, parent)
            stood.append(QDir.currentPath())

        def exec(self) -> int:
            return int(QPrintDialog.DialogCode.Rejected)

    monkeypatch.setattr(printing, "QPrintDialog", Dialog)
    widget = QWidget()
    qtbot.addWidget(widget)
    assert not printing.print_dialog(new_printer("示例", 1), widget, tmp_path)
    assert stood == [str(tmp_path)]
    assert QDir.currentPath() == before


def test_what_was_printed_into_a_file_can_be_opened(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []
    opened: list[str] = []

    def choose(_parent: object, _title: str, words: str, *_: object) -> int:
        asked.append(words)
        return 0

    monkeypatch.setattr(messages, "choose", choose)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    pane = PreviewPane(session, Settings(tmp_path / "s.ini"))
    qtbot.addWidget(pane)
    pane._on_printed(str(tmp_path / "示例.pdf"), 6)
    assert "共 6 页" in asked[0]
    assert opened == [str(tmp_path / "示例.pdf")]
    pane._on_printed("", 6)
    assert len(asked) == 1
    pane.close_down()


def test_the_dialog_names_a_file_beside_the_report(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    named: list[str] = []

    def look(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        line = dialog.findChild(QLineEdit, "filename")
        assert line is not None
        named.append(line.text())
        return QPrintDialog.DialogCode.Rejected

    monkeypatch.setattr(QPrintDialog, "exec", look)
    widget = QWidget()
    qtbot.addWidget(widget)
    for office in ("甲局", "乙局"):  # not below the home folder, and not where the last one went
        (tmp_path / office).mkdir()
        printing.print_dialog(new_printer(f"{office}年报", 1), widget, tmp_path / office)
    assert named == [str(tmp_path / f"{office}/{office}年报.pdf") for office in ("甲局", "乙局")]
