"""One problem in full: message, likely cause, basis, a safe fix, the office's explanation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from govreport_desktop.checks import Fix, Problem, Severity
from govreport_desktop.report import ExplanationAddress
from govreport_desktop.report.explanations import explanation_content
from ui.actions import FIX_KEY
from ui.forms import Line
from ui.look.tokens import Space
from ui.plain import Label, on_button
from ui.problems.ends import ends
from ui.remedy import Remedy
from ui.session import Session


class FixButton(QPushButton):
    """One thing that can be done about a problem; the ``first`` names its key."""

    chosen = Signal(object)  # Fix

    def __init__(self, fix: Fix, *, first: bool) -> None:
        super().__init__(on_button(fix.label))
        self.fix = fix
        self.setAccessibleName(fix.label)
        self.setToolTip(f"快速修复（{FIX_KEY}），可以撤销" if first else "可以撤销")
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.chosen.emit(self.fix)


class ProblemDetails(QWidget):
    """Shows the chosen problem. What is written as explanation is saved when it is left."""

    jump_wanted = Signal(object)  # Problem
    mended = Signal()  # with a button here
    explained = Signal(bool)  # whether there is an explanation now

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._problem: Problem | None = None
        self._text = Label()
        self._jump = QPushButton("转到(&J)")
        self._fixes: list[FixButton] = []
        self.remedy = Remedy()  # in place of them where a person has to choose
        self._remedies = QWidget()  # a line of them, where there are any
        self._below = QWidget()  # the line of the explanation
        self._explanation = Line()
        self._prompt = Label("审核说明(&X)")
        self._build()
        self.show_problem(None)
        session.commit_requested.connect(self.commit)

    @property
    def problem(self) -> Problem | None:
        """The one that is shown."""
        return self._problem

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
        self._text.setText(words_of(problem) if problem else "没有需要处理的问题。")
        self._jump.setToolTip(_jump_words(problem))
        unsure = problem is not None and bool(problem.choice)
        self.remedy.offer(problem if unsure else None, enabled=not self._session.read_only)
        self._show_fixes(problem.fixes if problem and not unsure else ())
        explainable = problem is not None and problem.severity is Severity.WARNING
        self._prompt.setVisible(explainable)
        self._explanation.setVisible(explainable)
        self._place_jump(explainable)
        if not writing:
            self._explanation.setText(problem.explanation if problem else "")
            self._explanation.setCursorPosition(0)  # long ones are read from their beginning
        self._explanation.setEnabled(not self._session.read_only)

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
            if self._session.put([(address, content)], "填写审核说明", "explain"):
                self._explanation.settle()
                self._explanation.setCursorPosition(0)
                self.explained.emit(bool(text))

    def write(self) -> None:
        """Put the keyboard into the explanation."""
        self._explanation.setFocus()
        self._explanation.selectAll()

    def _show_fixes(self, fixes: Sequence[Fix]) -> None:
        """A button for each, the likeliest with the key that does the same."""
        line = self._remedies.layout()
        assert isinstance(line, QHBoxLayout)
        for button in self._fixes:
            line.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._fixes = [FixButton(fix, first=not place) for place, fix in enumerate(fixes)]
        for place, button in enumerate(self._fixes):
            button.setEnabled(not self._session.read_only)
            button.chosen.connect(self._on_fix)
            line.insertWidget(place, button)
        self._remedies.setVisible(bool(fixes) or self.remedy.offers)

    def _place_jump(self, explainable: bool) -> None:
        """Beside the explanation, or on the line of the remedies: a second line costs words."""
        below = explainable or self._remedies.isHidden()
        line = (self._below if below else self._remedies).layout()
        assert isinstance(line, QHBoxLayout)
        line.insertWidget(line.count() - 1, self._jump)
        self._below.setVisible(below)
        # Moving hides it until events are handled, and a hidden button has no key.
        self._jump.setVisible(self._problem is not None)

    def _build(self) -> None:
        self._text.setWordWrap(True)
        self._text.setContentsMargins(Space.ROOM, Space.STEP, Space.ROOM, Space.HALF)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._prompt.setBuddy(self._explanation)
        self._explanation.setAccessibleName("审核说明")
        self._explanation.setPlaceholderText("数字无误时写明原因，随文件保存")
        self._explanation.editingFinished.connect(self.commit)
        self._jump.clicked.connect(self._on_jump)
        text = QScrollArea()
        text.setWidget(self._text)
        text.setWidgetResizable(True)
        text.setFrameShape(QScrollArea.Shape.NoFrame)
        text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # One line at least; Qt's own idea is three, which a small screen at 200 % has not.
        text.setMinimumHeight(self.fontMetrics().lineSpacing() + 8)
        # Always in view, however long the words above are.
        remedies = QHBoxLayout(self._remedies)
        remedies.setContentsMargins(Space.ROOM, Space.HALF, Space.ROOM, Space.HALF)
        remedies.setSpacing(Space.STEP)
        remedies.addWidget(self.remedy)
        remedies.addStretch()
        self.remedy.chosen.connect(self._on_fix)
        row = QHBoxLayout(self._below)
        row.setContentsMargins(Space.ROOM, Space.HALF, Space.ROOM, Space.STEP)
        row.setSpacing(Space.STEP)
        row.addWidget(self._prompt)
        row.addWidget(self._explanation, 100)  # all the room there is, not half of it
        row.addWidget(self._jump)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(text, 1)
        layout.addWidget(self._remedies)
        layout.addWidget(self._below)
        self.setAccessibleName("问题详情")

    def _on_jump(self) -> None:
        if self._problem:
            self.jump_wanted.emit(self._problem)

    def _on_fix(self, fix: Fix) -> None:
        if self._problem:
            self._session.mend(self._problem, fix)
            self.mended.emit()


def _jump_words(problem: Problem | None) -> str:
    """What the button leads to, where that is more than one place."""
    places = ends(problem) if problem else []
    if len(places) < 2:
        return ""
    if problem and problem.cells and problem.spans:
        return "先到文字，再点到表格，轮流"
    return f"共 {len(places)} 处，每点一次到下一处"


def words_of(problem: Problem) -> str:
    """All that is known of a problem: message, likely cause, basis."""
    lines = [problem.message]
    if problem.cause:
        lines.append(f"可能的原因：{problem.cause}。")
    if problem.basis:
        lines.append(f"依据：{problem.basis}")
    if problem.outdated:
        lines.append("写说明之后数字又变了，请核对说明是否仍然成立，再改动一次。")
    return "\n".join(lines)
