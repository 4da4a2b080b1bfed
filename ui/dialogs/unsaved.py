"""What is on screen and not in the file: said what and why, with every way to keep it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QListWidget, QPushButton, QWidget

from govreport_desktop.checks.background import snapshot
from govreport_desktop.errors import EditError, GovReportError
from govreport_desktop.report import Report, TextAddress, Unread, format_value
from govreport_desktop.report.fields import expand
from govreport_desktop.shown import shown
from govreport_desktop.store.document import (
    DiskFullError,
    Document,
    FileChangedError,
    FileGoneError,
    FileReplacedError,
)
from ui.dialog import Dialog
from ui.look.items import dress
from ui.plain import Label
from ui.session import Refusal

_EXCERPT = 40  # characters of a text that say which one it is


class Choice(Enum):
    """What the clerk wants done."""

    BACK = auto()
    RETRY = auto()
    ELSEWHERE = auto()
    CLOSE = auto()


class UnsavedDialog(Dialog):
    """Asks what to do; ``leaving`` also offers to close all the same."""

    def __init__(
        self,
        document: Document,
        refused: Sequence[Refusal],
        parent: QWidget | None,
        *,
        leaving: bool,
    ) -> None:
        super().__init__("还没有存进文件", parent, close="返回(&B)")
        self.choice = Choice.BACK
        self._report = report_on_screen(document.report, refused)
        self.why = Label(why(document, refused[0].error))
        self.lost = QListWidget()
        self.copied = Label()
        roles = QDialogButtonBox.ButtonRole
        self.retry = self.buttons.addButton("再试(&R)", roles.ActionRole)
        self.elsewhere = self.buttons.addButton("另存到别处(&S)…", roles.ActionRole)
        self.copy = self.buttons.addButton("复制文字(&C)", roles.ActionRole)
        self.leave = self.buttons.addButton("仍然关闭(&X)", roles.DestructiveRole)
        self.leave.setVisible(leaving)
        self._build(lost_words(document.report, refused))
        elsewhere = isinstance(refused[0].error, FileGoneError | FileReplacedError)
        (self.elsewhere if elsewhere else self.retry).setDefault(True)
        self.resize(640, 300)

    def _build(self, lost: Sequence[str]) -> None:
        for label in (self.why, self.copied):
            label.setWordWrap(True)
        caption = Label("只在这个窗口里的内容(&O)")
        caption.setBuddy(self.lost)
        self.lost.setAccessibleName("只在这个窗口里的内容")
        dress(self.lost)
        self.lost.setWordWrap(True)
        self.lost.addItems(lost)
        self.copied.setObjectName("hint")
        self.copied.hide()
        for widget in (self.why, caption, self.lost, self.copied):
            self.body.addWidget(widget)
        self._choose(self.retry, Choice.RETRY)
        self._choose(self.elsewhere, Choice.ELSEWHERE)
        self._choose(self.leave, Choice.CLOSE)
        self.copy.clicked.connect(self._copy)
        self.close_button.setAutoDefault(False)

    def _choose(self, button: QPushButton, choice: Choice) -> None:
        button.setProperty("choice", choice)
        button.clicked.connect(self._on_choice)

    def _on_choice(self) -> None:
        self.choice = self.sender().property("choice")
        self.accept()

    def _copy(self) -> None:
        """The whole report as it is on screen; the dialog stays."""
        from govreport_desktop.writers.document import build_document
        from govreport_desktop.writers.web.html import render_fragment

        data = QMimeData()
        data.setText(text_of(self._report))
        data.setHtml(render_fragment(build_document(self._report)))
        QGuiApplication.clipboard().setMimeData(data)
        self.copied.setText("✓ 整份报告已复制，可以粘贴到 Word、WPS 或记事本里。")
        self.copied.show()


def why(document: Document, error: GovReportError) -> str:
    """What is wrong with the file, and what keeps the contents."""
    name = f"“{shown(document.path.name)}”"
    match error:
        case FileGoneError():
            return (
                f"{name}已被移走或删除，报告现在只在这个窗口里。请另存到别处，或把文件放回"
                f"“{shown(str(document.path.absolute().parent))}”再试。"
            )
        case FileReplacedError():
            return (
                f"{name}已被另一份文件代替，多半是同步程序换的，报告现在只在这个窗口里。"
                "请另存成一份副本，两份都留下，再核对哪一份是要用的。"
            )
        case FileChangedError():
            return (
                f"{name}被别的程序改过，里面与这个窗口里的不同。"
                "请另存成一份副本，两份都留下，再核对哪一份是要用的。"
            )
        case DiskFullError():
            return f"磁盘已满，{name}存不进去。请腾出空间后再试，或另存到别的磁盘。"
    return shown(str(error))


def report_on_screen(report: Report, refused: Sequence[Refusal]) -> Report:
    """A copy of ``report`` with what the file did not take."""
    copy = snapshot(report)
    for refusal in refused:
        if refusal.edit is not None:
            try:
                copy.apply(refusal.edit)
            except EditError:
                continue  # it does not fit the report, and is listed all the same
    return copy


def lost_words(report: Report, refused: Sequence[Refusal]) -> list[str]:
    """Each content that would be lost, with its beginning."""
    changes = [change for each in refused if each.edit for change in each.edit.changes]
    lines = []
    for change in changes:
        text = change.new.text if isinstance(change.new, Unread) else change.new
        text = text if isinstance(text, str) else format_value(text, blank="空白")
        if isinstance(change.address, TextAddress):
            text = expand(text, report).text  # a bound number is the number, as it is seen
        start = 0
        if isinstance(change.address, TextAddress) and isinstance(change.old, str):
            start = _first_change(expand(change.old, report).text, text)
        before = "…" if start else ""
        more = f"…（共 {len(text)} 字）" if len(text) - start > _EXCERPT else ""
        excerpt = shown(text[start : start + _EXCERPT])
        lines.append(f"{report.words(change.address)}：{before}{excerpt}{more}")
    return lines or ["整份报告"]


def _first_change(old: str, new: str) -> int:
    """Where the first sentence begins that is new; of a long one, a little before the change."""
    differ = (n for n, (was, now) in enumerate(zip(old, new, strict=False)) if was != now)
    at = min(next(differ, len(old)), max(len(new) - 1, 0))
    begun = max(new.rfind(sign, 0, at) for sign in "。！？；\n") + 1
    return max(begun, at - _EXCERPT // 2)


def text_of(report: Report) -> str:
    """The report as plain text: prose part by part, and each number that is filled in."""
    parts = [report.title]
    for section in report.form.sections:
        parts.append(section.title)
        if section.kind == "table":
            cells = report.form.tables[section.id].cells
            filled = [(s.words, format_value(report.values[a])) for a, s in cells.items()]
            parts.append("\n".join(f"{words}\t{text}" for words, text in filled if text))
        else:
            parts.append(expand(report.texts[section.id], report).text)
    return "\n\n".join(filter(None, parts))
