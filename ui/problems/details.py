"""One problem in full: message, likely cause, basis, a safe fix, the office's explanation."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from govreport_desktop.checks import Problem, Severity
from govreport_desktop.report import ExplanationAddress
from govreport_desktop.report.explanations import explanation_content
from ui.plain import Label
from ui.session import Session


class ProblemDetails(QWidget):
    """Shows the chosen problem. What is written as explanation is saved when it is left."""

    jump_wanted = Signal(object)  # Problem

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._problem: Problem | None = None
        self._text = Label()
        self._jump = QPushButton("转到(&J)")
        self._fix = QPushButton()
        self._explanation = QLineEdit()
        self._prompt = Label("审核说明(&X)")
        self._build()
        self.show_problem(None)
        session.commit_requested.connect(self.commit)

    def show_problem(self, problem: Problem | None) -> None:
        """Show ``problem``; None where the list is empty or nothing is chosen."""
        if problem == self._problem and problem is not None:
            return
        same = (
            problem is not None and self._problem is not None and problem.key == self._problem.key
        )
        writing = same and self._explanation.isModified()
        if not same:
            self.commit()
        self._problem = problem
        self._text.setText(_words(problem) if problem else "没有需要处理的问题。")
        self._jump.setVisible(problem is not None)
        self._fix.setVisible(problem is not None and problem.fix is not None)
        if problem and problem.fix:
            self._fix.setText(problem.fix.label)
        explainable = problem is not None and problem.severity is Severity.WARNING
        self._prompt.setVisible(explainable)
        self._explanation.setVisible(explainable)
        if not writing:
            self._explanation.setText(problem.explanation if problem else "")
        writable = not self._session.read_only
        self._fix.setEnabled(writable)
        self._explanation.setEnabled(writable)

    def commit(self) -> None:
        """Save what was written as explanation."""
        problem = self._problem
        if problem is None or problem.severity is not Severity.WARNING:
            return
        text = self._explanation.text().strip()
        if text != problem.explanation:
            content = explanation_content(text, problem.figures)
            address = ExplanationAddress(problem.key)
            # Before the edit: what it changes may come back here.
            self._explanation.setModified(False)
            self._session.put([(address, content)], "填写审核说明", "explain")

    def _build(self) -> None:
        self._text.setWordWrap(True)
        self._text.setContentsMargins(14, 8, 14, 4)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._prompt.setBuddy(self._explanation)
        self._explanation.setAccessibleName("审核说明")
        self._explanation.setPlaceholderText("数字无误时写明原因，随文件保存")
        self._explanation.editingFinished.connect(self.commit)
        self._jump.clicked.connect(self._on_jump)
        self._fix.clicked.connect(self._on_fix)
        text = QScrollArea()
        text.setWidget(self._text)
        text.setWidgetResizable(True)
        text.setFrameShape(QScrollArea.Shape.NoFrame)
        text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # On a low screen one line of them will do; the rest scrolls.
        text.setMinimumHeight(2 * self.fontMetrics().horizontalAdvance("宽"))
        # One line at least; Qt's own idea is three, which a small screen at 200 % has not.
        text.setMinimumHeight(self.fontMetrics().lineSpacing() + 8)
        # Always in view, however long the words above are.
        row = QHBoxLayout()
        row.setContentsMargins(14, 4, 14, 8)
        row.setSpacing(8)
        row.addWidget(self._prompt)
        row.addWidget(self._explanation, 1)
        row.addWidget(self._fix)
        row.addWidget(self._jump)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(text, 1)
        layout.addLayout(row)
        self.setAccessibleName("问题详情")

    def _on_jump(self) -> None:
        if self._problem:
            self.jump_wanted.emit(self._problem)

    def _on_fix(self) -> None:
        problem = self._problem
        if problem and problem.fix:
            self._session.put(problem.fix.contents, problem.fix.label, "fix")


def _words(problem: Problem) -> str:
    lines = [problem.message]
    if problem.cause:
        lines.append(f"可能的原因：{problem.cause}。")
    if problem.basis:
        lines.append(f"依据：{problem.basis}")
    if problem.outdated:
        lines.append("写说明之后数字又变了，请核对说明是否仍然成立，再改动一次。")
    return "\n".join(lines)
