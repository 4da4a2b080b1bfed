"""The head of the panel: the counts, and while the list is folded away the problem in hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from govreport_desktop.checks import Problem, Severity, Tally
from govreport_desktop.shown import shown
from ui.look import colors
from ui.plain import Label, long_tip, tip
from ui.problems.details import words_of
from ui.problems.model import EXPLAINED
from ui.problems.sentence import JUMP_KEY, Sentence
from ui.remedy import Remedy

_ROOM_EMS = (34, 44)  # characters of width in which one remedy can be read, and both


class ProblemsLine(QWidget):
    """Counts that filter, then place, words and remedy of the problem in hand."""

    kinds_chosen = Signal()  # other severities are to be listed

    def __init__(self, toggle: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("panelTitle")
        self._listed = False
        self._explainable = False  # the problem in hand
        self.filters: dict[Severity, QToolButton] = {}
        self.explained = Label()
        self.deviations = Label("审核设置与通常不同")
        self.place = Label()
        self.sentence = Sentence()
        self.remedy = Remedy()
        self.other = Remedy(1)
        self.explain = QPushButton("说明(&X)…")
        # In its place before its size is asked for: Qt 6.9 keeps the first answer.
        self.fold = QToolButton(self)
        self.fold.setAutoRaise(True)
        self.fold.clicked.connect(toggle)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 6, 0)
        layout.setSpacing(4)
        layout.addWidget(Label("问题"))
        layout.addSpacing(4)
        for severity in Severity:
            layout.addWidget(self._filter(severity))
        layout.addSpacing(4)
        for label in (self.explained, self.deviations):
            label.setObjectName("hint")
        self.deviations.hide()
        self.explained.setContentsMargins(4, 0, 12, 0)  # its count is no part of the place
        self.place.setObjectName("hint")
        self.place.speak_as("第几个问题")
        for widget in (self.explained, self.deviations, self.place):
            layout.addWidget(widget)
        layout.addWidget(self.sentence, 1)
        for remedy in (self.remedy, self.other):
            remedy.setObjectName("remedy")
            remedy.setMaximumHeight(self.fold.sizeHint().height() - 2)
            layout.addWidget(remedy)
        self.explain.setObjectName("remedy")
        self.explain.setMaximumHeight(self.fold.sizeHint().height() - 2)
        self.explain.setAccessibleName("写审核说明")
        self.explain.setToolTip("属实的警告，写明原因")
        layout.addWidget(self.explain)
        layout.addStretch()
        layout.addWidget(self.fold)

    @property
    def kinds(self) -> set[Severity]:
        """The severities that are listed."""
        return {kind for kind, button in self.filters.items() if button.isChecked()}

    def list_all(self) -> None:
        """List every severity, without telling."""
        for button in self.filters.values():
            with QSignalBlocker(button):
                button.setChecked(True)

    def count(self, found: Tally, *, known: bool = True) -> None:
        """Say how many there are of each; nothing where that is not ``known`` yet."""
        for severity, button in self.filters.items():
            words = found.words_of(severity) if known else f"{severity.label}，正在审核"
            count = str(found.open(severity)) if known else "-"
            button.setText(f"{colors.SIGNS[severity]} {severity.label} {count}")
            button.setToolTip(f"{words}，显示或隐藏")
            button.setAccessibleName(f"{words}，显示或隐藏")
        self.explained.setText(f"{colors.OK_SIGN} {EXPLAINED} {found.explained}")
        self.explained.setVisible(bool(found.explained))

    def say(self, deviations: str) -> None:
        """That something is not looked for here; what, when pointed at or read out."""
        self.deviations.setToolTip(tip(deviations))
        self.deviations.setAccessibleName(deviations)
        self.deviations.setVisible(bool(deviations))

    def show_problem(self, problem: Problem | None, place: str, *, writable: bool) -> None:
        """Show the problem in hand in as many words as fit, its ``place`` and its remedy."""
        whole = words_of(problem) if problem else "没有需要处理的问题"
        brief = problem.message if problem else whole
        if problem and problem.cause:
            brief += f"　可能的原因：{problem.cause}。"
        self.place.setText(place)
        self.sentence.setText(shown(brief))
        self.sentence.setEnabled(problem is not None)
        self.sentence.setToolTip(
            long_tip(f"转到（{JUMP_KEY}）：{whole}") if problem else tip(whole)
        )
        self.sentence.setAccessibleName(whole)
        for remedy in (self.remedy, self.other):
            remedy.offer(problem, enabled=writable)
        self._explainable = problem is not None and problem.severity is Severity.WARNING
        self.explain.setEnabled(writable)
        self._shape()

    def say_busy(self) -> None:
        """That the report is being checked for the first time."""
        self.sentence.setText("正在审核…")
        self.sentence.setToolTip("")
        self.sentence.setAccessibleName("正在审核")

    def open(self, listed: bool) -> None:
        """Leave the problem in hand to the details below, or show it here."""
        self._listed = listed
        words = "收起问题列表" if listed else "展开问题列表"
        self.fold.setArrowType(Qt.ArrowType.DownArrow if listed else Qt.ArrowType.UpArrow)
        self.fold.setToolTip(f"{words}（Ctrl+Shift+M）")
        self.fold.setAccessibleName(words)
        self._shape()

    def _shape(self) -> None:
        self.place.setVisible(not self._listed and bool(self.place.text()))
        self.sentence.setVisible(not self._listed)
        self.explain.setVisible(not self._listed and self._explainable)
        # Cut to nothing they would be empty boxes; the key is there all the same.
        em = self.fontMetrics().horizontalAdvance("宽")
        for remedy, least in zip((self.remedy, self.other), _ROOM_EMS, strict=True):
            roomy = self.width() >= least * em
            remedy.setVisible(not self._listed and remedy.offers and roomy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the remedies there is room for."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._shape()

    def _filter(self, severity: Severity) -> QToolButton:
        button = self.filters[severity] = QToolButton()
        button.setCheckable(True)
        button.setChecked(True)
        button.setAutoRaise(True)
        button.toggled.connect(self.kinds_chosen)
        return button
