"""Names and cells of strangers are words on the screen: no tag is drawn, no mark is obeyed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import Qt as Text
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QMessageBox,
    QProgressDialog,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from govreport_desktop.checks import Problem, Severity
from govreport_desktop.form import load_form
from govreport_desktop.jobs.export import Exported
from govreport_desktop.jobs.leaving import leaving
from govreport_desktop.matching.match import match
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import Address, Content, FieldAddress, Report, TextAddress, Unread
from govreport_desktop.report.carry_over import carry_over
from govreport_desktop.shown import shown
from govreport_desktop.store.document import Document
from tests.gui.conftest import cell
from ui import application, messages
from ui.dialogs.blank_form import BlankFormDialog
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.exported import ExportedDialog
from ui.dialogs.help import AboutDialog
from ui.dialogs.history import HistoryDialog
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.leaving import LeavingDialog
from ui.dialogs.new_report import NewReportDialog
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.submitted import SubmittedDialog
from ui.dialogs.version_name import VersionNameDialog
from ui.dialogs.versions import VersionsDialog
from ui.last_year.dialog import LastYearDialog
from ui.last_year.view import ComparisonView
from ui.plain import Label, on_button, shown_lines, tip
from ui.progress import run_with_progress
from ui.settings import Settings
from ui.window.main_window import MainWindow

TAGS = "<img src=x><h1>甲&乙</h1>"
TURN = "\u202e"  # from here on the words would run from right to left
OFFICE = f"{TAGS}局{TURN}"
FILE = f"<h1>a&b{TURN}\n\x1b.govreport"
ROOT = QModelIndex()


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A report whose office, file, cells, prose, version and last year are all of a stranger."""
    folder = tmp_path / "<b>夹"
    folder.mkdir()
    path = folder / FILE
    last = Report(load_form("2021"), OFFICE, 2023)
    last.apply(last.edit([(cell("received"), 4)], "x"))
    with Document.create(path, load_form("2021"), OFFICE, 2024) as document:
        report = document.report
        contents: list[tuple[Address, Content]] = [
            (cell("received"), Unread(TAGS)),
            (cell("granted"), Unread(TAGS)),
            (TextAddress("overview"), f"{TAGS}收到申请14件，答复15件，其中{TAGS}3件。"),
            (FieldAddress("contact_name"), TAGS),
        ]
        document.apply(report.edit(contents, f"导入“{OFFICE}”", "import"))
        document.apply(carry_over(report, last))
        document.save_version(OFFICE)
    return path


def widgets(top: QWidget) -> Iterator[QWidget]:
    yield top
    yield from top.findChildren(QWidget)


def complaints(top: QWidget) -> list[str]:
    """Everything in ``top`` that Qt would draw as rich text, or read in another direction."""
    found = []
    for widget in widgets(top):
        where = f"{type(widget).__name__} {widget.objectName()}"
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
            # Qt's own labels (a size grip, an icon) hold no words.
            found += [f"{where}: {widget.text()}"] if widget.text() else []
        if isinstance(widget, QTextEdit) and "<img" in widget.toHtml():
            found.append(f"{where}: a picture")
        found += [f"{where}: {text}" for text in spoken(widget) if TURN in text]
        tips = [widget.toolTip(), *(action.toolTip() for action in widget.actions())]
        if isinstance(widget, QAbstractItemView):
            tips += item_tips(widget.model())
        found += [f"{where}: tooltip {text}" for text in tips if is_rich(text)]
    return found


def spoken(widget: QWidget) -> Iterator[str]:
    """The words of a widget that names of files and offices can get into."""
    yield widget.windowTitle()
    yield from (action.text() for action in widget.actions())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))


def item_tips(model: QAbstractItemModel | None, parent: QModelIndex = ROOT) -> Iterator[str]:
    if model is None:
        return
    for row in range(model.rowCount(parent)):
        lists = isinstance(model, QAbstractListModel)
        for column in range(1 if lists else model.columnCount(parent)):
            index = model.index(row, column, parent)
            yield str(model.data(index, Qt.ItemDataRole.ToolTipRole) or "")
        yield from item_tips(model, model.index(row, 0, parent))


def is_rich(text: str) -> bool:
    """Whether a tooltip would be drawn otherwise than as its words."""
    if TURN in text or not Text.mightBeRichText(text):
        return TURN in text
    page = QTextDocument()
    page.setHtml(text)
    return "\ufffc" in page.toPlainText() or ("img" in text and "<img" not in page.toPlainText())


@pytest.fixture
def window(
    hostile: Path, settings: Settings, qtbot: QtBot, told: list[str]
) -> Iterator[MainWindow]:
    window = application.open_window(hostile, settings)
    qtbot.addWidget(window)
    yield window
    window.close()


def test_no_view_of_the_window(window: MainWindow, qtbot: QtBot) -> None:
    session, view = window.session, window.view
    assert session is not None
    assert view is not None
    session.recheck()
    assert any(TAGS in problem.message for problem in session.problems)
    session.put([(cell("partial"), 3)], f"导入“{OFFICE}”")
    view.show_preview(True)
    for part in view.parts.ids:
        view.show_part(part)
        view.show_find()
        assert complaints(window) == []
    view.show_part("requests")
    assert window.grid is not None
    window.grid.go_to(cell("received"))
    for row in range(window.problems.view.model().rowCount()):  # type: ignore[union-attr]
        window.problems.step(1)
        assert complaints(window) == [], row
    assert "[U+202E]␊␛" in window.windowTitle()
    assert "甲&&乙" in window.actions_["undo"].text()


def test_not_the_start_page(window: MainWindow) -> None:
    window.show_session(None)
    assert window.start is not None
    assert complaints(window) == []
    recent = window.start.overview.recent.recent
    assert "甲&乙</h1>局[U+202E]" in str(recent.data(recent.index(0, 0)))


def test_no_dialog(window: MainWindow, settings: Settings, hostile: Path, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    report, last = session.report, session.report.last_year
    assert last is not None
    source = read_text(
        f"二、主动公开政府信息情况\n规章1123\n行政许可12\n行政处罚{TAGS}\n行政强制0\n"
        "三、收到和处理政府信息公开申请情况\n"
        f"一、本年新收政府信息公开申请数量 3580 1 1 1 1 0 3585\n{TAGS} 7 8\n",
        FILE,
    )
    result = Exported((hostile,), (TAGS,))
    new = NewReportDialog(settings, window)
    new.office.setText(OFFICE)
    versions = VersionsDialog(session, settings, window)
    made: list[QWidget] = [
        new,
        versions,
        SettingsDialog(settings, window),
        BlankFormDialog("2021", window),
        ExportDialog(report, [problem(TAGS)], settings, window),
        ExportedDialog(result, window),
        LeavingDialog(leaving(report, [problem(TAGS)], []), window),
        SubmittedDialog(settings, window, TAGS, TAGS),
        VersionNameDialog(settings, window, TAGS, TAGS),
        AboutDialog(window),
        HistoryDialog(session, cell("received"), window),
        ImportDialog(FILE, match(source), report, window, new=False, source=source),
        LastYearDialog(report, last, window),
        ComparisonView(session, window),
    ]
    for dialog in made:
        qtbot.addWidget(dialog)
        dialog.show()
        assert complaints(dialog) == []


def problem(words: str) -> Problem:
    return Problem("R5", "R5", Severity.ERROR, "requests", words)


def test_no_progress(window: MainWindow, qtbot: QtBot) -> None:
    task = run_with_progress(window, lambda _: None, print, print, TAGS)
    dialog = window.findChild(QProgressDialog)
    assert dialog is not None
    assert complaints(dialog) == []
    qtbot.waitSignal(task.finished, raising=False)


@pytest.mark.parametrize(
    "show",
    [
        lambda: messages.tell_error(None, f"“{FILE}”没有写成。", "没有完成"),
        lambda: messages.tell_crash(None, TAGS, Path(FILE)),
        lambda: messages.ask(None, "替换", f"· {TAGS}\n要替换吗？", "替换"),
    ],
)
def test_no_message(
    show: Callable[[], object], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def look(box: QMessageBox) -> int:
        seen.append(box.text())
        assert complaints(box) == []
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look)
    show()
    assert len(seen) == 1


def test_what_cannot_be_seen_is_shown(qapp: QApplication) -> None:
    assert shown(f"a\tb\r\n{TURN}\x7f\u2028\u200b") == "a␉b␍␊[U+202E]␡[U+2028][U+200B]"
    assert shown("云岭市　发展和改革局（本级）") == "云岭市　发展和改革局（本级）"
    assert shown_lines("一\n二\x07") == "一\n二␇"
    assert on_button("甲&乙") == "甲&&乙"
    assert tip("三 · 本年新收\n< 5") == "三 · 本年新收\n< 5"
    assert is_rich(TAGS)
    assert not is_rich(tip(TAGS))
    label = Label(TAGS)
    assert label.text() == TAGS
    assert label.textFormat() == Qt.TextFormat.PlainText
